//! Templates as the analysis has them: literals as they are written, spans in code points, kinds of slots.
//!
//! In: literals and slots as ranges of units, in which there are no marks. Out: 对过去一年的工作{place}是满意的，群众是认可的, and
//! for each use its text with the marks around it: 对过去一年的工作，区委是满意的，群众是认可的。

use std::ops::Range;

use super::TemplateInput;
use super::slot::{self, Filler};
use super::surface_form::{PAIRED, locate, most_common, span, with_pairs};
use super::unit_template::{UnitInstance, UnitTemplate};
use super::units::{UnitPos, UnitStream};
use crate::analysis::{Instance, Part, SlotKind, Template};
use crate::span::Span;

/// Renders one template; `number` counts templates from 0.
pub(super) fn template(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    number: usize,
) -> Template {
    let parts = parts(input, stream, template);
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
        spread: template.documents(stream).len(),
        bits_saved: template.saving,
        parts,
        instances: template
            .places
            .iter()
            .map(|place| instance(input, stream, place))
            .collect(),
    }
}

/// Marks between clauses and between items.
const MARKS: [char; 7] = ['，', '、', '；', '：', '。', ',', ';'];

/// The literals and slots in order. Literals between which no slot stands become one, with the marks between them that a
/// place writes which has both.
fn parts(input: &TemplateInput<'_>, stream: &UnitStream, template: &UnitTemplate) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut slots = 0;
    let mut before: Option<Range<UnitPos>> = None;
    let mut opening = 0;
    for number in 0..=template.literals {
        if template.open[number] {
            parts.push(Part::Slot(slot_kind(input, stream, template, slots)));
            slots += 1;
            before = None;
        }
        if number == template.literals {
            break;
        }
        // The place that wrote the literal before goes on, so that the marks between them are its own.
        let next_to = |place: &&UnitInstance| {
            let literal = place.literals[number].as_ref();
            literal.is_some_and(|l| before.as_ref().is_some_and(|b| b.end == l.start))
        };
        let literal = |place: &UnitInstance| place.literals[number].clone();
        let going_on: Vec<Range<UnitPos>> = template
            .places
            .iter()
            .filter(next_to)
            .filter_map(literal)
            .collect();
        let writing = if going_on.is_empty() {
            template.places.iter().filter_map(literal).collect()
        } else {
            going_on
        };
        let Some(range) = most_common(input, stream, &writing) else {
            continue;
        };
        let (source, span) = locate(input, stream, &range);
        let whole = with_pairs(source, span);
        match (parts.last_mut(), &before) {
            (Some(Part::Literal(last)), Some(before)) if before.end == range.start => {
                let (_, written) = locate(input, stream, before);
                let end = with_pairs(source, written).end;
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
            open_pairs(input, stream, template, opening, literal);
        }
        before = Some(range);
    }
    parts
}

/// Puts the mark before a literal that opens a pair which the literal closes, if a place has it before piece `first`,
/// with which the literal begins.
fn open_pairs(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    first: usize,
    literal: &mut String,
) {
    for (open, close) in PAIRED {
        if literal.matches(close).count() <= literal.matches(open).count() {
            continue;
        }
        let mut starts = template
            .places
            .iter()
            .filter_map(|p| p.literals[first].clone());
        let opened = starts.any(|range| {
            let (source, span) = locate(input, stream, &range);
            let before = Span::new(span.start.saturating_sub(1), span.start);
            source.slice(before).starts_with(open)
        });
        if opened {
            literal.insert(0, open);
        }
    }
}

/// The kind of a slot, counted from 0, by its fillers with the characters around them.
fn slot_kind(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    slot: usize,
) -> SlotKind {
    let fillers: Vec<Filler<'_>> = template
        .places
        .iter()
        .filter(|place| !place.slots[slot].is_empty())
        .map(|place| {
            let (source, span) = locate(input, stream, &place.slots[slot]);
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

/// A use of the template: with marks that come in pairs completed, and with the mark that ends its sentence.
fn instance(input: &TemplateInput<'_>, stream: &UnitStream, place: &UnitInstance) -> Instance {
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
