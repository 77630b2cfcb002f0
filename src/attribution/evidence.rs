//! The evidence of one document: every stretch of it that stands elsewhere, with what says so.
//!
//! In: a passage with another document whose edit script is `[Equal(12), Replace(1, 1), Equal(9), Replace(30, 4), Equal(5)]`, and
//! the set phrase 稳中求进 at unit 70. Out: the atoms of the first 22 units, in which the one exchanged character is a
//! blank; the atoms of the last five; those of 稳中求进.

use std::ops::Range;

use super::EvidenceSources;
use super::atoms::Atoms;
use crate::document::DocId;
use crate::reuse::{EqualPiece, Overlaps};
use crate::template::{FixedKind, FixedWording};
use crate::text::{Break, BreakKind, NormalText};

/// Fewest characters of a run, and of a stretch that is evidence: one or two characters in common say nothing.
pub(super) const LEAST_CHARACTERS: usize = 3;

/// Most characters between two stretches that stand in the other document as well beside one another: a word exchanged. A run
/// has three characters at least, so what is shorter cannot be a run of its own.
const BLANK: usize = LEAST_CHARACTERS - 1;

/// Everything that may be evidence in a corpus.
#[derive(Debug)]
pub(super) struct EvidenceIndex<'a> {
    overlaps: &'a Overlaps,
    fixed: &'a [FixedWording],
    /// By document: where the places of its fixed wording begin in `places`, and the end of the last.
    first: Vec<u32>,
    /// The place's first unit, and the wording's number.
    places: Vec<(u32, u32)>,
}

/// A stretch of a document that stands elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The atoms that it takes up.
    pub(super) atoms: Range<usize>,
    pub(super) source: ItemSource,
}

/// What says that a stretch stands elsewhere.
#[derive(Clone, Debug)]
pub(super) enum ItemSource {
    /// A passage with another document: which of the document's equal pieces.
    Passage { other: DocId, pieces: Range<usize> },
    /// Fixed wording, by number; it begins with this unit.
    Fixed { number: usize, start: usize },
    /// A reference text.
    Reference,
}

impl<'a> EvidenceIndex<'a> {
    /// O(n) in the places of fixed wording.
    pub(super) fn new(sources: &EvidenceSources<'a>) -> Self {
        let EvidenceSources {
            overlaps, fixed, ..
        } = *sources;
        let documents = sources.texts.len();
        let mut first = vec![0u32; documents + 1];
        let all = || {
            let numbered = fixed.iter().enumerate();
            numbered.flat_map(|(number, wording)| wording.places.iter().map(move |p| (number, *p)))
        };
        for (_, (doc, _)) in all() {
            first[doc.index() + 1] += 1;
        }
        for doc in 0..documents {
            first[doc + 1] += first[doc];
        }
        let mut free = first.clone();
        let mut places = vec![(0, 0); first[documents] as usize];
        for (number, (doc, unit)) in all() {
            let at = &mut free[doc.index()];
            places[*at as usize] = (unit, number as u32);
            *at += 1;
        }
        Self {
            overlaps,
            fixed,
            first,
            places,
        }
    }

    /// The equal pieces of a document.
    fn pieces(&self, doc: usize) -> &'a [EqualPiece] {
        self.overlaps.equal(DocId(doc as u32))
    }

    /// The evidence of a document, by its first atom: O(m log n) for m pieces and places.
    pub(super) fn of_document(&self, doc: usize, text: &NormalText, atoms: &Atoms) -> Vec<Item> {
        let mut items = passages(self.pieces(doc), atoms);
        let places = self.first[doc] as usize..self.first[doc + 1] as usize;
        for (unit, number) in &self.places[places] {
            let (start, number) = (*unit as usize, *number as usize);
            let wording = &self.fixed[number];
            let end = start + wording.units as usize;
            let says_something = wording.says_something || wording.kind == FixedKind::Template;
            if (says_something || fills_clause(text, start..end))
                && let Some(inside) = atoms.inside(start..end)
            {
                items.push(Item {
                    atoms: inside,
                    source: ItemSource::Fixed { number, start },
                });
            }
        }
        let mut items = of_sections(items, atoms);
        items.sort_by_key(|item| (item.atoms.start, item.atoms.end));
        items
    }

    /// The other documents that have an item, those of fixed wording with the document itself, in corpus order; one comes
    /// as often as it has it.
    pub(super) fn documents(&self, item: &Item) -> impl Iterator<Item = DocId> {
        let (one, many) = match &item.source {
            ItemSource::Passage { other, .. } => (Some(*other), None),
            ItemSource::Fixed { number, .. } => (None, Some(&self.fixed[*number].places)),
            ItemSource::Reference => (None, None),
        };
        let many = many.into_iter().flatten().map(|(doc, _)| *doc);
        one.into_iter().chain(many)
    }

    /// The units of `other` that stand against `units` of `doc`, which lie in the item; of several, the first.
    pub(super) fn counterpart(
        &self,
        doc: usize,
        item: &Item,
        other: DocId,
        units: &Range<usize>,
    ) -> Range<usize> {
        match &item.source {
            ItemSource::Passage { pieces, .. } => {
                counterpart(&self.pieces(doc)[pieces.clone()], units)
            }
            ItemSource::Fixed { number, start } => {
                let places = &self.fixed[*number].places;
                let first = places.partition_point(|(doc, _)| *doc < other);
                let there = places[first].1 as usize + units.start - start;
                there..there + units.len()
            }
            ItemSource::Reference => 0..0,
        }
    }
}

/// The atoms that stand in a reference text.
pub(super) fn of_reference(sources: &[Option<u32>], atoms: &Atoms) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    for stretch in sources.chunk_by(|a, b| a == b) {
        let units = at..at + stretch.len();
        at = units.end;
        if stretch[0].is_some()
            && let Some(inside) = atoms.inside(units)
        {
            items.push(Item {
                atoms: inside,
                source: ItemSource::Reference,
            });
        }
    }
    of_sections(items, atoms)
}

/// Items cut at the borders of sections, as far as enough is left of them.
fn of_sections(items: Vec<Item>, atoms: &Atoms) -> Vec<Item> {
    let cut = |item: Item| {
        let parts = atoms.by_section(item.atoms.clone());
        parts.map(move |atoms| Item {
            atoms,
            source: item.source.clone(),
        })
    };
    let parts = items.into_iter().flat_map(cut);
    parts
        .filter(|item| atoms.characters(item.atoms.clone()) >= LEAST_CHARACTERS)
        .collect()
}

/// Whether units are most of the clause that they stand in: three of four.
fn fills_clause(text: &NormalText, units: Range<usize>) -> bool {
    let breaks = text.breaks();
    let behind = breaks.partition_point(|b| b.at <= units.start);
    let clause = |b: &&Break| b.kind >= BreakKind::Clause;
    let start = breaks[..behind]
        .iter()
        .rev()
        .find(clause)
        .map_or(0, |b| b.at);
    let end = breaks[behind..]
        .iter()
        .find(clause)
        .map_or(text.len(), |b| b.at);
    end >= units.end && units.len() * 4 >= (end - start) * 3
}

/// The atoms that stand in passages with others, piece by piece; pieces of one passage with a blank between them are joined.
fn passages(pieces: &[EqualPiece], atoms: &Atoms) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let start = piece.here as usize;
        let Some(inside) = atoms.inside(start..start + piece.len as usize) else {
            continue;
        };
        let other = DocId(piece.other);
        if let Some(last) = items.last_mut()
            && let ItemSource::Passage {
                other: same,
                pieces: joined,
            } = &mut last.source
            && *same == other
            && last.atoms.end <= inside.start
            && atoms.characters(last.atoms.end..inside.start) <= BLANK
            && atoms
                .by_section(last.atoms.end - 1..inside.start + 1)
                .count()
                == 1
            && goes_on(&pieces[joined.end - 1], piece)
        {
            last.atoms.end = inside.end;
            joined.end = number + 1;
            continue;
        }
        items.push(Item {
            atoms: inside,
            source: ItemSource::Passage {
                other,
                pieces: number..number + 1,
            },
        });
    }
    items
}

/// Whether a piece follows another one in the other document, too, a word apart.
fn goes_on(before: &EqualPiece, piece: &EqualPiece) -> bool {
    let end = before.there + before.len;
    (end..=end + 2 * BLANK as u32).contains(&piece.there)
}

/// The units of the other document that stand against `units`, which lie in pieces that are joined.
fn counterpart(pieces: &[EqualPiece], units: &Range<usize>) -> Range<usize> {
    let at = |unit: usize| {
        let piece = pieces.partition_point(|p| (p.here as usize) <= unit);
        let piece = &pieces[piece.saturating_sub(1)];
        let inside = (unit.saturating_sub(piece.here as usize)).min(piece.len as usize);
        piece.there as usize + inside
    };
    let start = at(units.start);
    // The last unit and not the one behind it, which may be the first of another piece.
    let end = units.end.checked_sub(1).map_or(start, |last| at(last) + 1);
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(here: u32, there: u32, len: u32) -> EqualPiece {
        EqualPiece {
            other: 1,
            here,
            there,
            len,
        }
    }

    #[test]
    fn counterparts_follow_the_pieces() {
        let pieces = [piece(10, 100, 5), piece(16, 107, 4)];
        assert_eq!(counterpart(&pieces, &(10..20)), 100..111);
        assert_eq!(counterpart(&pieces, &(12..15)), 102..105);
        assert_eq!(counterpart(&pieces, &(17..19)), 108..110);
    }

    #[test]
    fn a_piece_goes_on_only_a_word_apart() {
        assert!(goes_on(&piece(10, 100, 5), &piece(16, 107, 4)));
        assert!(!goes_on(&piece(10, 100, 5), &piece(16, 120, 4)));
        assert!(!goes_on(&piece(10, 100, 5), &piece(16, 90, 4)));
    }
}
