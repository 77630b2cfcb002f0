//! A template in units: literals, slots and usual wording, and what its places fill in.
//!
//! In the positions of [`UnitStream`], before it is spelled ([`super::render`]).

use std::ops::Range;

use super::units::{UnitPos, UnitStream};

/// One place of a template, in units of the stream.
#[derive(Clone, Debug)]
pub(super) struct UnitInstance {
    /// From its first literal or filler to its last.
    pub(super) extent: Range<UnitPos>,
    /// What stands there for each part: the literal, what fills the slot, or what replaces the usual wording; empty where nothing
    /// is filled in or replaced.
    pub(super) parts: Vec<Range<UnitPos>>,
}

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum UnitPart {
    /// Wording that stands in every place.
    Literal,
    /// What every place fills in.
    Slot,
    /// Wording that most places have, and where they have it.
    Usual(Vec<Range<UnitPos>>),
}

/// A template: literals, slots and usual wording in turn. [`Template`](crate::analysis::Template) is the same in code points.
#[derive(Clone, Debug)]
pub(super) struct UnitTemplate {
    pub(super) parts: Vec<UnitPart>,
    /// Its uses, in order of the corpus.
    pub(super) places: Vec<UnitInstance>,
    /// Bits saved against spelling all places out.
    pub(super) saving: f64,
}

impl UnitTemplate {
    /// The documents that use it, by number, in order.
    pub(super) fn documents(&self, stream: &UnitStream) -> Vec<usize> {
        stream.documents_of(self.places.iter().map(|place| place.extent.start))
    }

    /// Where its first place begins.
    pub(super) fn start(&self) -> Option<UnitPos> {
        self.places.first().map(|place| place.extent.start)
    }

    /// Where its literals stand in its first place; elsewhere stands the same.
    pub(super) fn literals(&self) -> impl Iterator<Item = Range<UnitPos>> {
        let first = self.places.first();
        let parts = first
            .into_iter()
            .flat_map(|place| self.parts.iter().zip(&place.parts));
        parts
            .filter(|(part, _)| matches!(part, UnitPart::Literal))
            .map(|(_, range)| range.clone())
    }

    /// Positions of its literals.
    pub(super) fn literal_units(&self) -> usize {
        self.literals().map(|range| range.len()).sum()
    }

    /// What fills the slots of a place.
    pub(super) fn fillers<'a>(
        &'a self,
        place: &'a UnitInstance,
    ) -> impl Iterator<Item = &'a Range<UnitPos>> {
        let parts = self.parts.iter().zip(&place.parts);
        parts
            .filter(|(part, _)| matches!(part, UnitPart::Slot))
            .map(|(_, range)| range)
    }

    /// Whether anything is filled in.
    pub(super) fn has_slot(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, UnitPart::Slot))
    }

    /// The wording of a part, wherever it stands as it is: of a slot nothing.
    pub(super) fn wording(&self, part: usize) -> Vec<Range<UnitPos>> {
        match &self.parts[part] {
            UnitPart::Literal => self
                .places
                .iter()
                .map(|place| place.parts[part].clone())
                .collect(),
            UnitPart::Usual(wording) => wording.clone(),
            UnitPart::Slot => Vec::new(),
        }
    }
}
