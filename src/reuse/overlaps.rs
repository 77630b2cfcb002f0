//! What documents have in common, pair by pair: the units that lie in passages.
//!
//! In: a passage `[Equal(20), Replace(2, 3), Equal(15), Delete(60), Equal(10)]` from unit 100 of a. Out: the pieces 100..137
//! and 197..207 of a: the short edit is covered, since it stands in what the other document says; the long one is not.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{AlignedPassage, Edit, Stretch};
use crate::document::DocId;

/// Longest stretch between two matched units that counts as covered, in units: less than a sentence, as
/// [`pair::Settings::short_gap`](super::pair::Settings::short_gap).
const LESS_THAN_A_SENTENCE: usize = 40;

/// Shortest equal stretch that is kept for [`Overlaps::equal`], in units: one or two characters in common are no wording.
const WORDING: usize = 3;

/// The covered units of all documents. It follows from each pair of texts alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overlaps {
    /// By document: its pieces, sorted by the other document and the place here.
    pieces: Vec<Vec<Piece>>,
    /// By document: what is equal unit for unit, sorted by the other document and the place here.
    equal: Vec<Vec<EqualPiece>>,
}

/// Units of a document that another one has one for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EqualPiece {
    /// The other document, by index.
    pub other: u32,
    /// First unit here.
    pub here: u32,
    /// First unit there.
    pub there: u32,
    /// Length in units, 3 or more.
    pub len: u32,
}

/// Units of a document that another one has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Piece {
    other: u32,
    here: (u32, u32),
    there: (u32, u32),
}

impl Overlaps {
    pub(super) fn new(documents: usize) -> Self {
        Self {
            pieces: vec![Vec::new(); documents],
            equal: vec![Vec::new(); documents],
        }
    }

    /// Takes in passages. [`Overlaps::sort`] has to follow the last ones.
    pub(super) fn add(&mut self, passages: &[AlignedPassage]) {
        for passage in passages {
            let (a, b) = (&passage.a, &passage.b);
            self.add_side(a, b, &passage.edits);
            if a.doc != b.doc {
                let flipped: Vec<Edit> = passage.edits.iter().map(|edit| edit.flipped()).collect();
                self.add_side(b, a, &flipped);
            }
        }
    }

    fn add_side(&mut self, here: &Stretch, there: &Stretch, edits: &[Edit]) {
        let Some(pieces) = self.pieces.get_mut(here.doc.index()) else {
            return;
        };
        let other = there.doc.0;
        let (at, at_there) = (here.units.start as u32, there.units.start as u32);
        let piece = |(here, there): (Range<usize>, Range<usize>)| Piece {
            other,
            here: (at + here.start as u32, at + here.end as u32),
            there: (at_there + there.start as u32, at_there + there.end as u32),
        };
        pieces.extend(covered(edits).into_iter().map(piece));
        if here.doc == there.doc {
            return;
        }
        let equal = &mut self.equal[here.doc.index()];
        let (mut at, mut at_there) = (at, at_there);
        for edit in edits {
            let (n, m) = edit.consumed();
            if matches!(edit, Edit::Equal(_)) && n >= WORDING {
                equal.push(EqualPiece {
                    other,
                    here: at,
                    there: at_there,
                    len: n as u32,
                });
            }
            (at, at_there) = (at + n as u32, at_there + m as u32);
        }
    }

    /// Puts the pieces in order.
    pub(super) fn sort(&mut self) {
        for pieces in &mut self.pieces {
            pieces.sort_unstable();
            pieces.shrink_to_fit();
        }
        for equal in &mut self.equal {
            equal.sort_unstable();
            equal.dedup();
            equal.shrink_to_fit();
        }
    }

    /// Calls `f(other, here, there)` for each piece of `doc` that lies in a passage with another document: units of `doc`
    /// and of the other, sorted by the other document and the position here. Passages inside `doc` come once, the earlier
    /// place as `here`. O(pieces of `doc`).
    pub fn for_each_piece(&self, doc: DocId, mut f: impl FnMut(DocId, Range<usize>, Range<usize>)) {
        for piece in self.pieces.get(doc.index()).into_iter().flatten() {
            let range = |(start, end): (u32, u32)| start as usize..end as usize;
            f(DocId(piece.other), range(piece.here), range(piece.there));
        }
    }

    /// What stands in passages of `doc` with others and is equal unit for unit, by the other document and the position here.
    /// Stretches of one or two units are left out.
    #[must_use]
    pub fn equal(&self, doc: DocId) -> &[EqualPiece] {
        self.equal.get(doc.index()).map_or(&[], Vec::as_slice)
    }

    /// Calls `f` for each other document that shares a passage with `doc`, in corpus order, with the units of `doc` that
    /// it covers: sorted, not touching. O(pieces of `doc`).
    pub fn for_each_pair_cover(&self, doc: DocId, mut f: impl FnMut(DocId, &[Range<usize>])) {
        let mut current: Option<DocId> = None;
        let mut ranges: Vec<Range<usize>> = Vec::new();
        self.for_each_piece(doc, |other, here, _| {
            if other == doc {
                return;
            }
            if current != Some(other) {
                if let Some(before) = current.replace(other) {
                    f(before, &ranges);
                }
                ranges.clear();
            }
            match ranges.last_mut() {
                Some(last) if here.start <= last.end => last.end = last.end.max(here.end),
                _ => ranges.push(here),
            }
        });
        if let Some(last) = current {
            f(last, &ranges);
        }
    }
}

/// The units of the first side that a passage covers, counted from its start, with those of the other side that stand against
/// them: matched units, and what lies between two of them and is shorter than a sentence.
pub(crate) fn covered(edits: &[Edit]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut pieces: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut at, mut at_there) = (0, 0);
    let mut open = false;
    for edit in edits {
        let (n, m) = edit.consumed();
        let end = (at + n, at_there + m);
        match (edit, pieces.last_mut()) {
            (Edit::Equal(_), Some((here, there))) if open => (here.end, there.end) = end,
            (Edit::Equal(_), _) => {
                open = true;
                pieces.push((at..end.0, at_there..end.1));
            }
            _ => open &= n <= LESS_THAN_A_SENTENCE,
        }
        (at, at_there) = end;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::PassageStats;

    fn passage(edits: Vec<Edit>) -> AlignedPassage {
        let sum =
            |of: fn((usize, usize)) -> usize| edits.iter().map(|e| of(e.consumed())).sum::<usize>();
        AlignedPassage {
            a: Stretch {
                doc: DocId(0),
                units: 100..100 + sum(|c| c.0),
            },
            b: Stretch {
                doc: DocId(1),
                units: 0..sum(|c| c.1),
            },
            edits,
            stats: PassageStats::default(),
            family: None,
        }
    }

    fn covered_units(edits: Vec<Edit>, doc: u32) -> Vec<Range<usize>> {
        let mut overlaps = Overlaps::new(2);
        overlaps.add(&[passage(edits)]);
        overlaps.sort();
        let mut found = Vec::new();
        overlaps.for_each_pair_cover(DocId(doc), |_, ranges| found.extend_from_slice(ranges));
        found
    }

    #[test]
    fn short_edits_are_covered_and_sentences_of_ones_own_are_not() {
        use Edit::{Delete, Equal, Insert, Replace};
        let edits = vec![Equal(20), Replace(2, 3), Equal(15), Delete(60), Equal(10)];
        assert_eq!(covered_units(edits.clone(), 0), [100..137, 197..207]);
        assert_eq!(covered_units(edits, 1), std::slice::from_ref(&(0..48)));
        // What b has put in does not part what a has.
        let edits = vec![Equal(20), Insert(60), Equal(10)];
        assert_eq!(
            covered_units(edits.clone(), 0),
            std::slice::from_ref(&(100..130))
        );
        assert_eq!(covered_units(edits, 1), [0..20, 80..90]);
    }
}
