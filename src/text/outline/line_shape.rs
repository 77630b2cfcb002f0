//! The shape of what repeats at the edges of texts: a whole sentence, a signature, or something else.
//!
//! In: `谢谢大家！` `河县人民政府` `更多桥讯请看河边小站` · Out: sentence, signature, fragment.

use super::line::{is_blank, is_closer, is_salutation, is_sentence_end};

/// Documents from which a block counts; the same as for boilerplate: what two have in common may be chance.
pub(super) const DOCUMENTS: usize = 3;

/// Longest line that may be a signature, in code points.
const SIGNATURE: usize = 20;

/// The shape of a line, as far as it matters at the edge of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineShape {
    /// A whole sentence, or a salutation.
    Sentence,
    /// A date or a short name, as stands below a text.
    Signature,
    /// Anything else: a label, a heading, a fragment.
    Fragment,
}

/// The shape of a line.
pub(super) fn shape(text: &str) -> LineShape {
    let length = text.chars().count();
    let ends = text.trim_end_matches(is_closer).ends_with(is_sentence_end);
    if ends || is_salutation(text) || text.ends_with(['：', ':']) {
        return LineShape::Sentence;
    }
    let date = length <= SIGNATURE
        && text
            .chars()
            .any(|c| c.is_numeric() || "〇一二三四五六七八九十".contains(c));
    let name = |c: char| {
        matches!(c as u32, 0x3400..=0x9FFF) || is_blank(c) || matches!(c, '*' | '×' | '·')
    };
    let office = length <= SIGNATURE
        && text.chars().all(name)
        && (length <= 4
            || text.ends_with(['会', '委', '府', '局', '厅', '院', '部', '室', '组', '团']));
    if (date && text.contains(['年', '月', '-', '/', '.'])) || office {
        LineShape::Signature
    } else {
        LineShape::Fragment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_signatures_are_told_from_fragments() {
        assert_eq!(shape("谢谢大家！"), LineShape::Sentence);
        assert_eq!(shape("河县人民政府"), LineShape::Signature);
        assert_eq!(shape("2024年5月1日"), LineShape::Signature);
        assert_eq!(shape("更多桥讯"), LineShape::Signature);
        assert_eq!(shape("更多桥讯请看河边小站"), LineShape::Fragment);
    }
}
