//! Surface forms: how wording that is the same in units is written in its documents.
//!
//! In: the places of 群眾是認可的 (twice), 群众是认可的 (three times). Out: the first place of the latter, as most write it so. And
//! from a span to one with the mark that closes or opens a pair: “根 becomes “根” where the text goes on with ”.

use std::cmp::Reverse;
use std::ops::Range;

use super::TemplateInput;
use super::units::{UnitPos, UnitStream};
use crate::span::Span;
use crate::text::{SourceText, Unit};

/// The text that a range of one unit or more lies in, and its span there.
pub(super) fn locate<'a>(
    input: &TemplateInput<'a>,
    stream: &UnitStream,
    range: &Range<UnitPos>,
) -> (&'a SourceText, Span) {
    let document = stream.document(range.start);
    let span = span(input, stream, document, range);
    (input.documents[document].source, span)
}

/// The units that a range of one position or more covers in its document.
pub(super) fn units_of<'a>(
    input: &TemplateInput<'a>,
    stream: &UnitStream,
    range: Range<UnitPos>,
) -> &'a [Unit] {
    let (document, units) = stream.local(range);
    &input.documents[document].text.units()[units]
}

/// The span of a range in the text of `document`. The range may be empty and stand at the document's end, where the next
/// one begins in the stream.
pub(super) fn span(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    document: usize,
    range: &Range<UnitPos>,
) -> Span {
    let span = input.documents[document]
        .text
        .span_of(stream.units_in(document, range));
    if range.is_empty() {
        return span;
    }
    // Signs around a figure and the marks of a title are no units, and belong to it.
    let first = stream
        .entity(range.start)
        .map_or(span.start, |e| e.span.start.min(span.start));
    let last = stream
        .entity(range.end - 1)
        .map_or(span.end, |e| e.span.end.max(span.end));
    Span::new(first, last)
}

/// The first of the ranges that are written as most of them are: in traditional or simplified characters, with one mark
/// or another.
pub(super) fn most_common(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    writing: &[Range<UnitPos>],
) -> Option<Range<UnitPos>> {
    let text = |range: &Range<UnitPos>| {
        let (source, span) = locate(input, stream, range);
        source.slice(span)
    };
    let mut alike: Vec<(&str, usize)> = writing.iter().map(text).zip(0..).collect();
    alike.sort_unstable();
    let groups = alike.chunk_by(|a, b| a.0 == b.0);
    let (_, first) = groups
        .map(|group| (group.len(), Reverse(group[0].1)))
        .max()?;
    Some(writing[first.0].clone())
}

/// Marks that come in pairs.
pub(super) const PAIRED: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
];

/// The span, with a mark at either end that closes or opens a pair of which it has the other one: marks are no units, so
/// wording ends before them. 六稳”、“六保 within “六稳”、“六保” gets both of its outer marks.
pub(super) fn with_pairs(source: &SourceText, span: Span) -> Span {
    let mut whole = span;
    loop {
        let beside = |from: usize, to: usize| source.slice(Span::new(from, to)).chars().next();
        let half = HalfPairs::of(source.slice(whole));
        let before = beside(whole.start.saturating_sub(1), whole.start);
        let after = beside(whole.end, whole.end + 1);
        if half.closed.is_some() && half.closed == before {
            whole.start -= 1;
        } else if half.opened.is_some() && half.opened == after {
            whole.end += 1;
        } else {
            return whole;
        }
    }
}

/// Whether a text has half a pair of marks.
pub(super) fn is_half_paired(text: &str) -> bool {
    let half = HalfPairs::of(text);
    half.closed.is_some() || half.opened.is_some()
}

/// Pairs of marks of which a text has one only.
struct HalfPairs {
    /// The mark that would open the first pair that is only closed.
    closed: Option<char>,
    /// The mark that would close the last pair that is only opened.
    opened: Option<char>,
}

impl HalfPairs {
    /// Reads the marks of a text like brackets; a closing mark closes what was opened last, if that is its kind.
    fn of(text: &str) -> Self {
        let mut open: Vec<char> = Vec::new();
        let mut closed = None;
        for c in text.chars() {
            if let Some((_, close)) = PAIRED.iter().find(|(mark, _)| *mark == c) {
                open.push(*close);
            } else if let Some((mark, _)) = PAIRED.iter().find(|(_, close)| *close == c) {
                if open.last() == Some(&c) {
                    open.pop();
                } else {
                    closed = closed.or(Some(*mark));
                }
            }
        }
        Self {
            closed,
            opened: open.last().copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_completed_at_both_ends() {
        let whole = |text: &str, part: &str| {
            let start = text[..text.find(part).unwrap_or(0)].chars().count();
            let span = Span::new(start, start + part.chars().count());
            let source = SourceText::from(text);
            source.slice(with_pairs(&source, span)).to_owned()
        };
        assert_eq!(
            whole("做好“六稳”、“六保”工作", "六稳”、“六保"),
            "“六稳”、“六保”"
        );
        assert_eq!(
            whole("据《甲法》《乙条例》等", "甲法》《乙条例》等"),
            "《甲法》《乙条例》等"
        );
        assert_eq!(whole("（见“三农”）政策", "见“三农"), "见“三农”");
        assert_eq!(whole("“三农”问题", "问题"), "问题");
        assert_eq!(whole("把“三农，两手抓”好", "三农"), "三农");
        assert!(is_half_paired("本报讯（记者") && !is_half_paired("本报讯（记者）"));
    }
}
