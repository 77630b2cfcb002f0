//! What is left over of a source: its own names, dates and figures in wording that was adapted to another place.
//!
//! In: the draft of 余干县 has 改进梅安岗村农村金融服务, the source of 绥德县 has the same, and neither the rest of the draft nor other texts name 梅安岗村.
//! Out: 梅安岗村. Precision goes first: a wrong accusation costs more than a miss. What counts
//!
//! - stands in the equal part of a passage, whole, on both sides;
//! - is the source's own: the place that the source is from, or what this lies in; a name so rare that few texts of the library have
//!   it (`named`, `library::name`);
//! - is foreign to the draft: it is none of its own places, and stands nowhere in it but in what was taken.

mod figure;
mod named;

use std::collections::BTreeSet;

use super::align::{self, Source};
use super::choose::Chosen;
use super::draft::{Draft, place_names};
use super::found_passage::FoundPassage;
use crate::analysis::checked::{Leftover, LeftoverKind};
use crate::library::{Library, name};
use crate::reuse::Edit;
use crate::span::Span;
use crate::text::fold;

/// Texts in which a name of a person may stand and be somebody's own: one in 500, but three at least. Leaders are named in more.
const FEW: u32 = 3;
/// Mentions from which on a person or an organisation is what the draft speaks of.
const TOPIC: usize = 3;

/// The draft without what was taken: a name that stands there is its own.
pub(super) struct OwnWording(String);

impl OwnWording {
    pub(super) fn of(draft: &Draft, taken: &[Span]) -> Self {
        let mut chars = draft.chars.clone();
        for span in taken {
            let end = span.end.min(chars.len());
            chars[span.start..end].fill('\n');
        }
        Self(chars.into_iter().collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// What left-overs are looked for with.
pub(super) struct Search<'a> {
    pub(super) draft: &'a Draft,
    pub(super) own: &'a OwnWording,
    pub(super) library: &'a Library,
}

/// A name in the source.
struct Found {
    span: Span,
    kind: LeftoverKind,
}

impl Search<'_> {
    /// The left-overs in a chosen passage: names of its source, and where this has none, of the others that have the passage.
    pub(super) fn of_all(&self, chosen: &Chosen, read: &align::Found) -> Vec<Leftover> {
        let source = chosen.passage.source;
        let mut leftovers = self.of(&chosen.passage, &read.sources[source]);
        for passage in &read.passages {
            let is_other = chosen
                .others
                .iter()
                .any(|(other, _)| *other == passage.source);
            let Some(part) = passage.cut(&chosen.passage.draft).filter(|_| is_other) else {
                continue;
            };
            for leftover in self.of(&part, &read.sources[passage.source]) {
                let meets = |known: &Leftover| {
                    known.span.start < leftover.span.end && leftover.span.start < known.span.end
                };
                if !leftovers.iter().any(meets) {
                    leftovers.push(leftover);
                }
            }
        }
        leftovers.sort_by_key(|leftover| leftover.span.start);
        leftovers
    }

    /// The left-overs in a passage, in order.
    pub(super) fn of(&self, passage: &FoundPassage, source: &Source) -> Vec<Leftover> {
        let chars: Vec<char> = source.source.as_str().chars().map(fold).collect();
        let there = source.normal.span_of(passage.there.clone());
        let few = FEW.max(self.library.len() as u32 / 500);
        let places = place_names(&source.stored.facts);
        let mut found: Vec<Found> = self.own_places(&chars, there, &places);
        found.extend(named::named(&chars, there, self.library));
        let people = name::people(&chars[there.start..there.end]).into_iter();
        let people = people.map(|span| Span::new(there.start + span.start, there.start + span.end));
        let rare = people.filter(|span| {
            let name: String = chars[span.start..span.end].iter().collect();
            self.library.texts_with_person(&name) <= few
        });
        found.extend(rare.map(|span| Found {
            span,
            kind: LeftoverKind::Person,
        }));
        found.extend(figure::figures(&chars, there, passage, source));
        found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
        let mut leftovers: Vec<Leftover> = Vec::new();
        let mut end = 0;
        for one in found {
            if one.span.start < end {
                continue;
            }
            if let Some(leftover) = self.leftover(&one, &chars, passage, source) {
                end = one.span.end;
                leftovers.push(leftover);
            }
        }
        leftovers
    }

    /// Where the source names its own place.
    fn own_places(&self, chars: &[char], there: Span, places: &BTreeSet<String>) -> Vec<Found> {
        let mut found = Vec::new();
        for place in places {
            let name: Vec<char> = place.chars().collect();
            let inside = chars[there.start..there.end]
                .windows(name.len())
                .enumerate();
            let here = inside.filter(|(_, window)| **window == *name);
            found.extend(here.map(|(at, _)| Found {
                span: Span::new(there.start + at, there.start + at + name.len()),
                kind: LeftoverKind::Place,
            }));
        }
        found
    }

    /// A name as a left-over, if the draft has it unchanged and it is foreign to it.
    fn leftover(
        &self,
        found: &Found,
        chars: &[char],
        passage: &FoundPassage,
        source: &Source,
    ) -> Option<Leftover> {
        let text: String = chars[found.span.start..found.span.end].iter().collect();
        let own = |place: &String| place.contains(&text) || text.contains(place.as_str());
        if self.draft.places.iter().any(own) || self.own.has(&text) {
            return None;
        }
        // What a draft names again and again is what it speaks of, whoever wrote it first.
        let is_somebody = matches!(
            found.kind,
            LeftoverKind::Person | LeftoverKind::Organisation
        );
        if is_somebody && self.draft.mentions(&text) >= TOPIC {
            return None;
        }
        let units = source.normal.units_in(found.span);
        if source.normal.span_of(units.clone()) != found.span {
            return None;
        }
        let here = equal_units(passage, &units)?;
        let span = self.draft.normal.span_of(here);
        let sentence = sentence(chars, found.span);
        Some(Leftover {
            span,
            text: self.draft.text.slice(span).to_owned(),
            kind: found.kind,
            source: source.stored.id(),
            source_span: found.span,
            sentence: source.source.slice(sentence).to_owned(),
        })
    }
}

/// The units of the draft that units of the source are equal to, all of them in a row.
fn equal_units(
    passage: &FoundPassage,
    units: &std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let (mut here, mut there) = (passage.draft.start, passage.there.start);
    for edit in &passage.edits {
        let (n, m) = edit.consumed();
        if matches!(edit, Edit::Equal(_)) && there <= units.start && units.end <= there + m {
            let start = here + units.start - there;
            return Some(start..start + units.len());
        }
        (here, there) = (here + n, there + m);
    }
    None
}

/// The sentence around a span.
fn sentence(chars: &[char], span: Span) -> Span {
    let ends = |c: &char| matches!(c, '。' | '！' | '？' | '\n');
    let start = chars[..span.start]
        .iter()
        .rposition(ends)
        .map_or(0, |at| at + 1);
    let behind = chars[span.end..].iter().position(ends);
    let end = behind.map_or(chars.len(), |at| {
        span.end + at + usize::from(chars[span.end + at] != '\n')
    });
    Span::new(start, end)
}
