//! Moulds as the analysis has them: spans and text of the originals.

use std::ops::Range;

use super::TemplateInput;
use super::mould::{Mould, Place};
use super::slot::{self, Filler};
use super::stream::{At, Stream};
use crate::Span;
use crate::analysis::{Instance, Part, SlotKind, Template};
use crate::text::SourceText;

/// Renders one mould; `number` counts templates from 0.
pub(super) fn template(
    input: &TemplateInput<'_>,
    stream: &Stream,
    mould: &Mould,
    number: usize,
) -> Template {
    let parts = parts(input, stream, mould);
    let wording = parts
        .iter()
        .map(|part| match part {
            Part::Literal(literal) => literal.as_str(),
            Part::Slot(kind) => slot::label(*kind),
        })
        .collect();
    Template {
        id: format!("T{:03}", number + 1),
        wording,
        spread: mould.documents(stream).len(),
        bits_saved: mould.saving,
        parts,
        instances: mould
            .places
            .iter()
            .map(|place| instance(input, stream, place))
            .collect(),
    }
}

/// Which document a range is in, and where in its text.
fn span(input: &TemplateInput<'_>, stream: &Stream, document: usize, range: &Range<At>) -> Span {
    let local = (range.start - stream.document_start(document)) as usize;
    input.documents[document]
        .text
        .span_of(local..local + range.len())
}

/// Marks between clauses and between items.
const MARKS: [char; 7] = ['，', '、', '；', '：', '。', ',', ';'];

/// Marks that come in pairs.
const PAIRED: [(char, char); 8] = [
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
fn with_pairs(source: &SourceText, span: Span) -> Span {
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

fn parts(input: &TemplateInput<'_>, stream: &Stream, mould: &Mould) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut slots = 0;
    let mut before: Option<Range<At>> = None;
    let mut opening = 0;
    for number in 0..=mould.lengths.len() {
        if mould.open[number] {
            parts.push(Part::Slot(slot_kind(input, stream, mould, slots)));
            slots += 1;
            before = None;
        }
        if number == mould.lengths.len() {
            break;
        }
        // The place that wrote the literal before goes on, so that the marks between them are its own.
        let next_to = |place: &&Place| {
            let literal = place.literals[number].as_ref();
            literal.is_some_and(|l| before.as_ref().is_some_and(|b| b.end == l.start))
        };
        let writes = |place: &&Place| place.literals[number].is_some();
        let place = mould
            .places
            .iter()
            .find(next_to)
            .or_else(|| mould.places.iter().find(writes));
        let Some(range) = place.and_then(|p| p.literals[number].clone()) else {
            continue;
        };
        let document = stream.document(range.start);
        let source = input.documents[document].source;
        let whole = with_pairs(source, span(input, stream, document, &range));
        match (parts.last_mut(), &before) {
            (Some(Part::Literal(last)), Some(before)) if before.end == range.start => {
                let end = with_pairs(source, span(input, stream, document, before)).end;
                last.push_str(
                    source
                        .slice(Span::new(end.min(whole.end), whole.end))
                        .trim_end(),
                );
            }
            (Some(Part::Literal(last)), _) => {
                // No place writes both: the mark before the second is that of the place which does.
                let mark = source.slice(Span::new(whole.start.saturating_sub(1), whole.start));
                if mark.starts_with(MARKS) && !last.ends_with(MARKS) {
                    last.push_str(mark);
                }
                last.push_str(source.slice(whole).trim());
            }
            _ => {
                parts.push(Part::Literal(source.slice(whole).trim().to_owned()));
                opening = number;
            }
        }
        if let Some(Part::Literal(literal)) = parts.last_mut() {
            open_pairs(input, stream, mould, opening, literal);
        }
        before = Some(range);
    }
    parts
}

/// Puts the mark before a literal that opens a pair which the literal closes, if a place has it before piece `first`,
/// with which the literal begins.
fn open_pairs(
    input: &TemplateInput<'_>,
    stream: &Stream,
    mould: &Mould,
    first: usize,
    literal: &mut String,
) {
    for (open, close) in PAIRED {
        if literal.matches(close).count() <= literal.matches(open).count() {
            continue;
        }
        let mut starts = mould
            .places
            .iter()
            .filter_map(|p| p.literals[first].clone());
        let opened = starts.any(|range| {
            let document = stream.document(range.start);
            let start = span(input, stream, document, &range).start;
            let before = Span::new(start.saturating_sub(1), start);
            input.documents[document]
                .source
                .slice(before)
                .starts_with(open)
        });
        if opened {
            literal.insert(0, open);
        }
    }
}

fn slot_kind(input: &TemplateInput<'_>, stream: &Stream, mould: &Mould, slot: usize) -> SlotKind {
    let fillers: Vec<Filler<'_>> = mould
        .places
        .iter()
        .filter(|place| !place.slots[slot].is_empty())
        .map(|place| {
            let document = stream.document(place.extent.start);
            let span = span(input, stream, document, &place.slots[slot]);
            let source = input.documents[document].source;
            let beside = |from: usize, to: usize| source.slice(Span::new(from, to)).chars().next();
            Filler {
                text: source.slice(span),
                before: beside(span.start.saturating_sub(1), span.start),
                after: beside(span.end, span.end + 1),
            }
        })
        .collect();
    slot::kind(&fillers, input.segmenter)
}

fn instance(input: &TemplateInput<'_>, stream: &Stream, place: &Place) -> Instance {
    let document = stream.document(place.extent.start);
    let source = input.documents[document].source;
    let mut whole = with_pairs(source, span(input, stream, document, &place.extent));
    let sentence =
        stream.starts_sentence(place.extent.start) && stream.starts_sentence(place.extent.end);
    let next = source.slice(Span::new(whole.end, whole.end + 1));
    if sentence && next.starts_with(['。', '！', '？', '!', '?', '｡']) {
        whole.end += 1;
    }
    // Two fillers that meet at a mark: the first has it.
    let mut free = whole.start;
    let slots = place
        .slots
        .iter()
        .map(|slot| {
            let span = with_pairs(source, span(input, stream, document, slot));
            // An empty filler stands where the next unit begins: behind a mark that may lie outside the instance.
            let start = span.start.clamp(free, whole.end);
            free = span.end.clamp(start, whole.end);
            Span::new(start, free)
        })
        .collect();
    Instance {
        doc: input.documents[document].name.to_owned(),
        span: whole,
        text: source.slice(whole).to_owned(),
        slots,
    }
}
