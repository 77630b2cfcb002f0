//! Lines and paragraphs of a text, in code points.
//!
//! In: `今年的任务很重，要抓好三件事；⏎还要抓好落实。⏎第二段到此为止。`, where ⏎ is a line end.
//!
//! Out: two paragraphs. The first line is running text and ends inside a sentence, so the second goes on in it.

use std::ops::Range;

use crate::span::Span;
use crate::text::wrap::line_ends_inside_paragraphs;

/// A line, its white space at both ends left out. Lines of one paragraph that was broken at a width are one.
#[derive(Clone, Copy, Debug)]
pub(in crate::text) struct TextLine<'a> {
    /// Its text; with line ends inside where the paragraph was broken.
    pub(in crate::text) text: &'a str,
    /// The span of that text.
    pub(in crate::text) span: Span,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
}

/// Cuts a text into its lines, blank ones left out. All line ends of Unicode count, `\r\n` as one; those inside a paragraph
/// that was broken at a width do not ([`line_ends_inside_paragraphs`]): O(n).
pub(in crate::text) fn lines(text: &str) -> Vec<TextLine<'_>> {
    lines_around(text, &line_ends_inside_paragraphs(text))
}

/// Cuts a text without line ends inside paragraphs into its lines: O(n).
pub(super) fn whole_lines(text: &str) -> Vec<TextLine<'_>> {
    lines_around(text, &[])
}

fn lines_around<'a>(text: &'a str, inside: &[Span]) -> Vec<TextLine<'a>> {
    let mut inside = inside.iter().peekable();
    let mut found = Vec::new();
    let mut after_blank = false;
    let (mut start_byte, mut start, mut position) = (0, 0, 0);
    let mut chars = text.char_indices().peekable();
    loop {
        let next = chars.next();
        while inside.next_if(|span| span.end <= position).is_some() {}
        if let Some((_, c)) = next
            && (!ends_line(c) || inside.peek().is_some_and(|span| span.contains(position)))
        {
            position += 1;
            continue;
        }
        let end_byte = next.map_or(text.len(), |(byte, _)| byte);
        let raw = &text[start_byte..end_byte];
        let open = raw.trim_start_matches(is_blank);
        let trimmed = open.trim_end_matches(is_blank);
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            let first = start + raw[..raw.len() - open.len()].chars().count();
            found.push(TextLine {
                text: trimmed,
                span: Span::new(first, first + trimmed.chars().count()),
                after_blank,
            });
            after_blank = false;
        }
        let Some((byte, c)) = next else { break };
        (start_byte, start) = (byte + c.len_utf8(), position + 1);
        if c == '\r' && chars.next_if(|(_, c)| *c == '\n').is_some() {
            (start_byte, start) = (start_byte + 1, start + 1);
        }
        position = start;
    }
    found
}

fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character is white space, or a mark that nobody sees: a byte order mark, a zero-width space.
pub(in crate::text) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// One or more lines that make up a paragraph.
#[derive(Clone, Debug)]
pub(super) struct TextParagraph {
    /// Indices of its lines.
    pub(super) lines: Range<usize>,
    /// From its first to its last character.
    pub(super) span: Span,
    /// Whether it is running text, with sentences, rather than a title or a signature.
    pub(super) prose: bool,
}

/// Longest own-line title that may hold a comma and still be no sentence; longer ones are running text.
const TITLE_CHARS: usize = 60;

/// Joins lines to paragraphs: running text whose line ends inside a sentence goes on in the next line.
///
/// `opens` says whether a line opens with an enumeration's marker and so never continues another.
pub(super) fn paragraphs(
    lines: &[TextLine<'_>],
    opens: impl Fn(&TextLine<'_>) -> bool,
) -> Vec<TextParagraph> {
    let mut found: Vec<TextParagraph> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let marked = opens(line);
        let prose = is_prose(line.text) || (marked && line.span.len() > TITLE_CHARS);
        if let Some(last) = found.last_mut()
            && last.prose
            && !line.after_blank
            && !marked
            && !is_salutation(line.text)
            && ends_inside_sentence(lines[index - 1].text)
        {
            last.lines.end = index + 1;
            last.span.end = line.span.end;
            continue;
        }
        found.push(TextParagraph {
            lines: index..index + 1,
            span: line.span,
            prose,
        });
    }
    found
}

/// Whether a line is running text: it holds the end of a sentence, or is long and holds a comma.
pub(in crate::text) fn is_prose(text: &str) -> bool {
    text.contains(['。', '！', '？', '；', ';', '!', '｡'])
        || (text.contains([',', '，']) && text.chars().count() > TITLE_CHARS)
}

fn ends_inside_sentence(text: &str) -> bool {
    !text.ends_with(|c| {
        is_sentence_end(c) || is_closer(c) || matches!(c, '：' | ':' | '…' | '—' | '.')
    })
}

/// Whether a line or paragraph addresses the audience: 同志们, 各位代表 and their like, with a mark behind.
pub(in crate::text) fn is_salutation(text: &str) -> bool {
    const AUDIENCES: &[&str] = &[
        "同志们",
        "同志們",
        "各位代表",
        "各位委员",
        "各位委員",
        "各位同志",
        "各位领导",
        "各位来宾",
        "各位嘉宾",
        "各位朋友",
        "朋友们",
        "同学们",
        "老师们",
        "战友们",
        "乡亲们",
        "女士们",
        "先生们",
        "各位同事",
        "各位同仁",
    ];
    AUDIENCES.iter().any(|audience| {
        text.strip_prefix(audience)
            .is_some_and(|rest| rest.starts_with(['，', ',', '：', ':', '！', '!', '、']))
    })
}

/// Whether a character ends a sentence: 。！？ and their half-width forms.
pub(super) fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// Whether a character closes a quotation or a bracket, and so belongs to the sentence that ended before it.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '"' | '\''
    )
}

/// The starts of the sentences in `span`, the first one included: O(n).
pub(super) fn sentence_starts(chars: &[char], span: Span) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = skip_blank(chars, span.start, span.end);
    while at < span.end {
        starts.push(at);
        while at < span.end && !is_sentence_end(chars[at]) {
            at += 1;
        }
        while at < span.end && (is_sentence_end(chars[at]) || is_closer(chars[at])) {
            at += 1;
        }
        at = skip_blank(chars, at, span.end);
    }
    starts
}

/// The first position from `at` on, below `end`, that is not white space; `end` if there is none.
pub(super) fn skip_blank(chars: &[char], mut at: usize, end: usize) -> usize {
    while at < end && is_blank(chars[at]) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_knows_its_place_and_the_blank_line_before_it() {
        let found = lines("\u{FEFF}甲\r\n　乙 \r\n\r\n丙\n");
        let seen: Vec<_> = found
            .iter()
            .map(|l| (l.text, l.span.start, l.after_blank))
            .collect();
        assert_eq!(seen, [("甲", 1, false), ("乙", 5, false), ("丙", 11, true)]);
    }

    #[test]
    fn running_text_that_breaks_inside_a_sentence_goes_on() {
        let found = lines("今年的任务很重，要抓好三件事；\n还要抓好落实。\n第二段到此为止。");
        let joined = paragraphs(&found, |_| false);
        assert_eq!(joined.len(), 2);
        assert_eq!(joined[0].lines, 0..2);
    }

    proptest! {
        #[test]
        fn lines_slice_their_text(text in "[\\r\\n\u{3000} 甲a\u{85}\u{2028}🙂]{0,40}") {
            let chars: Vec<char> = text.chars().collect();
            for line in lines(&text) {
                let slice: String = chars[line.span.start..line.span.end].iter().collect();
                prop_assert_eq!(slice, line.text);
            }
        }
    }
}
