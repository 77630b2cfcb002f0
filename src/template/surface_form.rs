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
/// wording ends before them.
pub(super) fn with_pairs(source: &SourceText, span: Span) -> Span {
    let text = source.slice(span);
    let beside = |from: usize, to: usize| source.slice(Span::new(from, to)).chars().next();
    let (before, after) = (
        beside(span.start.saturating_sub(1), span.start),
        beside(span.end, span.end + 1),
    );
    let mut whole = span;
    for (open, close) in PAIRED {
        let opened = text.matches(open).count();
        let closed = text.matches(close).count();
        if opened > closed && after == Some(close) {
            whole.end += 1;
        }
        if closed > opened && before == Some(open) {
            whole.start -= 1;
        }
    }
    whole
}
