//! Furniture at the end of a last line that shows only beside other documents: a button or a notice that a site puts behind
//! every text, where the text has no lines.
//!
//! In, three documents: `修桥。大家都来了。更多桥讯请看河边小站`, and two with `铺路。…` and `种树。…` instead. Out: `更多桥讯请看河边小站` in each.
//!
//! Closing formulas repeat, too (谢谢大家！). What counts are sentences that a body hardly ends with: without a mark at their
//! end, or with a label, an address or a name in Latin letters in them. They are furniture where three documents have them
//! behind different sentences; copies of one text have them behind the same.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use super::line::{is_closer, is_sentence_end, lines, sentence_starts};
use super::line_shape::{DOCUMENTS, LineShape, shape};
use crate::span::Span;
use crate::text::source::SourceText;

/// Sentences at the end that are looked at: a button and a notice.
const SENTENCES: usize = 4;

/// The fewest characters of such a tail, and the most; a button has six, a notice two hundred.
const FEWEST: usize = 6;
const MOST: usize = 200;

const SECRETS: RapidSecrets = RapidSecrets::seed(1);

/// The end of a text from some sentence on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tail {
    /// A hash of its wording.
    wording: u64,
    /// A hash of the sentence before it.
    before: u64,
    /// The index of the text.
    text: usize,
    /// Where it begins.
    start: usize,
    end: usize,
}

/// For each text what is furniture at the end of its last line. O(n log n) in the number of texts.
pub(super) fn repeated_tails(texts: &[&SourceText]) -> Vec<Option<Span>> {
    let tails = texts.iter().enumerate();
    let mut all: Vec<Tail> = tails
        .flat_map(|(index, text)| tails_of(index, text))
        .collect();
    all.sort_unstable();
    let mut found: Vec<Option<Span>> = vec![None; texts.len()];
    for same in all.chunk_by(|a, b| a.wording == b.wording) {
        if same.chunk_by(|a, b| a.before == b.before).count() < DOCUMENTS {
            continue;
        }
        for tail in same {
            let span = Span::new(tail.start, tail.end);
            let longer = found[tail.text].is_none_or(|before| before.start > span.start);
            if longer {
                found[tail.text] = Some(span);
            }
        }
    }
    found
}

/// The ends of a text that may be furniture, each with another sentence before it in its line.
fn tails_of(index: usize, text: &SourceText) -> Vec<Tail> {
    let all = lines(text.as_str());
    let Some(last) = all.last() else {
        return Vec::new();
    };
    let chars: Vec<char> = last.text.chars().collect();
    let starts = sentence_starts(&chars, Span::new(0, chars.len()));
    let hash = |from: usize, to: usize| {
        let wording: String = chars[from..to].iter().collect();
        rapidhash_v3_seeded(wording.trim_end().as_bytes(), &SECRETS)
    };
    let mut found = Vec::new();
    let mut end = chars.len();
    for at in (1..starts.len()).rev().take(SENTENCES) {
        let sentence: String = chars[starts[at]..end].iter().collect();
        if !is_of_page(&sentence) || chars.len() - starts[at] > MOST {
            break;
        }
        end = starts[at];
        if chars.len() - end >= FEWEST {
            found.push(Tail {
                wording: hash(end, chars.len()),
                before: hash(starts[at - 1], end),
                text: index,
                start: last.span.start + end,
                end: last.span.end,
            });
        }
    }
    found
}

/// Whether a sentence is one with which a body hardly ends.
fn is_of_page(sentence: &str) -> bool {
    let sentence = sentence.trim();
    let ends = sentence
        .trim_end_matches(is_closer)
        .ends_with(is_sentence_end);
    let labelled = sentence.contains([':', '：', '@']);
    let latin = sentence.contains(|c: char| c.is_ascii_alphabetic());
    shape(sentence) != LineShape::Signature && (!ends || labelled || latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<Option<String>> {
        let sources: Vec<SourceText> = texts.iter().map(|text| SourceText::from(*text)).collect();
        let refs: Vec<&SourceText> = sources.iter().collect();
        let tails = repeated_tails(&refs);
        let tails = tails.iter().zip(&sources);
        tails
            .map(|(span, source)| span.map(|span| source.slice(span).to_owned()))
            .collect()
    }

    #[test]
    fn a_button_behind_three_texts_is_furniture() {
        let button = "更多桥讯请看河边小站";
        let texts = ["修桥。桥修好了。", "铺路。路铺好了。", "种树。树种好了。"];
        let texts = texts.map(|text| format!("{text}{button}"));
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(found(&refs), vec![Some(button.to_owned()); 3]);
        assert_eq!(found(&refs[..2]), [None, None]);
    }

    #[test]
    fn formulas_signatures_and_copies_stay() {
        for tail in [
            "谢谢大家！",
            "河县人民政府",
            "2024年5月1日",
            "让我们为建设美好家园而努力奋斗！",
        ] {
            let texts = ["修桥。", "铺路。", "种树。"].map(|text| format!("{text}{tail}"));
            let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
            assert_eq!(found(&refs), [None, None, None], "{tail}");
        }
        let copy = "昨天开会。大家都来了。会后去修桥的还有很多人";
        assert_eq!(found(&[copy; 4]), [None, None, None, None]);
    }
}
