//! Templates as the analysis has them: literals as they are written, spans in code points, kinds of slots.
//!
//! In: literals and slots as ranges of units, in which there are no marks. Out: 对过去一年的工作，{place}是满意的，群众是认可的, and
//! for each use its text with the marks around it: 对过去一年的工作，区委是满意的，群众是认可的。

use super::TemplateInput;
use super::slot::{self, Filler};
use super::surface_form::{PAIRED, locate, most_common, span, with_pairs};
use super::tree::Mould;
use super::unit_template::{UnitInstance, UnitPart, UnitTemplate};
use super::units::{UnitPos, UnitStream};
use crate::analysis::{Instance, Part, SlotKind, Template};
use crate::span::Span;
use crate::text::entity::EntityKind;

/// Renders a mould with its variants; `number` counts moulds from 0.
pub(super) fn mould(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    mould: &Mould,
    number: usize,
) -> Template {
    let id = format!("T{:03}", number + 1);
    let variants = mould.variants.iter().enumerate();
    Template {
        variants: variants
            .map(|(variant, found)| template(input, stream, found, format!("{id}.{}", variant + 1)))
            .collect(),
        ..template(input, stream, &mould.template, id)
    }
}

fn template(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    id: String,
) -> Template {
    let parts = parts(input, stream, template);
    let wording = wording(&parts);
    Template {
        id,
        wording,
        spread: template.documents(stream).len(),
        bits_saved: template.saving,
        parts,
        instances: template
            .places
            .iter()
            .map(|place| instance(input, stream, template, place))
            .collect(),
        variants: Vec::new(),
    }
}

/// The parts as one line for reading, with a space where a word of letters meets a blank.
fn wording(parts: &[Part]) -> String {
    let mut wording = String::new();
    let in_letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    for part in parts {
        match part {
            Part::Literal(literal) => {
                if wording.ends_with('}') && in_letters(literal.chars().next()) {
                    wording.push(' ');
                }
                wording.push_str(literal);
            }
            Part::Slot(_) | Part::Usual(_) => {
                if in_letters(wording.chars().next_back()) {
                    wording.push(' ');
                }
                match part {
                    Part::Usual(usual) => wording.push_str(&format!("{{{usual}?}}")),
                    Part::Slot(kind) => wording.push_str(slot::label(*kind)),
                    Part::Literal(_) => {}
                }
            }
        }
    }
    wording
}

/// Marks between clauses and between items.
const MARKS: [char; 7] = ['，', '、', '；', '：', '。', ',', ';'];

/// The literals, slots and usual wording in order, as most places write them. A mark between two parts stands with the wording
/// before it, or with what comes behind a slot.
fn parts(input: &TemplateInput<'_>, stream: &UnitStream, template: &UnitTemplate) -> Vec<Part> {
    let slot = |number: usize| matches!(template.parts[number], UnitPart::Slot);
    let part = |(number, part): (usize, &UnitPart)| {
        let writing = || {
            let range = most_common(input, stream, &template.wording(number))?;
            let (source, span) = locate(input, stream, &range);
            let whole = with_pairs(source, span);
            let mut written = source.slice(whole).trim().to_owned();
            open_pairs(input, stream, template, number, &mut written);
            let before = source.slice(Span::new(whole.start.saturating_sub(1), whole.start));
            if number > 0 && slot(number - 1) && before.starts_with(MARKS) {
                written.insert_str(0, before);
            }
            let after = source.slice(Span::new(whole.end, whole.end + 1));
            if number + 1 < template.parts.len() && after.starts_with(MARKS) {
                written.push_str(after);
            }
            Some(written)
        };
        match part {
            UnitPart::Slot => Some(Part::Slot(slot_kind(input, stream, template, number))),
            UnitPart::Literal => writing().map(Part::Literal),
            UnitPart::Usual(_) => writing().map(Part::Usual),
        }
    };
    template.parts.iter().enumerate().filter_map(part).collect()
}

/// Puts the mark before a literal that opens a pair which the literal closes, if a place has it before that part.
fn open_pairs(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    part: usize,
    literal: &mut String,
) {
    for (open, close) in PAIRED {
        if literal.matches(close).count() <= literal.matches(open).count() {
            continue;
        }
        let mut starts = template.wording(part).into_iter();
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

/// The kind of the slot that is part number `slot`, by its fillers with the characters around them.
fn slot_kind(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    slot: usize,
) -> SlotKind {
    let fillers: Vec<Filler<'_>> = template
        .places
        .iter()
        .filter(|place| !place.parts[slot].is_empty())
        .map(|place| {
            let (source, span) = locate(input, stream, &place.parts[slot]);
            let beside = |from: usize, to: usize| source.slice(Span::new(from, to)).chars().next();
            let range = &place.parts[slot];
            Filler {
                entity: entity_of(stream, range),
                text: source.slice(span),
                before: beside(span.start.saturating_sub(1), span.start),
                after: beside(span.end, span.end + 1),
            }
        })
        .collect();
    slot::kind(&fillers, input.segmenter)
}

/// Positions beside an entity with which a filler is still that entity: 约5%, 达到5%, 4.5%左右.
const BESIDE: usize = 3;

/// What a filler is: its entities are all of one kind, and there is little beside them, or it is a person with an office before
/// the name.
fn entity_of(stream: &UnitStream, range: &std::ops::Range<UnitPos>) -> Option<EntityKind> {
    let kinds: Vec<EntityKind> = range
        .clone()
        .filter_map(|at| stream.entity(at))
        .map(|entity| entity.kind)
        .collect();
    let last = *kinds.last()?;
    let ends = stream.entity(range.end - 1).is_some();
    if last == EntityKind::Person && ends {
        return Some(last);
    }
    let others = range.len() - kinds.len();
    (kinds.iter().all(|kind| *kind == last) && others <= BESIDE).then_some(last)
}

/// A use of the template: with marks that come in pairs completed, and with the mark that ends its sentence.
fn instance(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    template: &UnitTemplate,
    place: &UnitInstance,
) -> Instance {
    let document = stream.document(place.extent.start);
    let source = input.documents[document].source;
    let mut whole = with_pairs(source, span(input, stream, document, &place.extent));
    let sentence =
        stream.starts_sentence(place.extent.start) && stream.starts_sentence(place.extent.end);
    let next = source.slice(Span::new(whole.end, whole.end + 1));
    if sentence && next.starts_with(['。', '！', '？', '!', '?', '｡']) {
        whole.end += 1;
    }
    let blanks = template.parts.iter().zip(&place.parts);
    let blanks = blanks.filter(|(part, _)| !matches!(part, UnitPart::Literal));
    let fillers = blanks.map(|(_, slot)| with_pairs(source, span(input, stream, document, slot)));
    let slots = apart(fillers, whole);
    Instance {
        doc: input.documents[document].name.to_owned(),
        span: whole,
        text: source.slice(whole).to_owned(),
        slots,
    }
}

/// Fillers in order that do not overlap, within a use of the template. Of two that meet at a mark the first has it; an empty one
/// stands where the next unit begins, behind a mark that may belong to the next filler or lie outside.
fn apart(fillers: impl Iterator<Item = Span>, whole: Span) -> Vec<Span> {
    let mut slots: Vec<Span> = Vec::new();
    let mut free = whole.start;
    for filler in fillers {
        let start = filler.start.clamp(free, whole.end);
        let end = filler.end.clamp(start, whole.end);
        if start < end {
            let empty = slots.iter_mut().rev().take_while(|slot| slot.is_empty());
            for slot in empty.filter(|slot| slot.start > start) {
                *slot = Span::new(start, start);
            }
            free = end;
        }
        slots.push(Span::new(start, end));
    }
    slots
}
