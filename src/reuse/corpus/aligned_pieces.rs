//! Passages that were found by aligning two documents, beside those that follow from families.
//!
//! In: a passage `[Equal(20), Replace(2, 3), Equal(15), Delete(30), Equal(10)]` from unit 100 of a. Out: the pieces 100..137
//! and 167..177 of a: the short edit is covered, the long one is not.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::link::Link;
use crate::reuse::{AlignedPassage, Edit, same_reuse};

/// Longest edit inside a piece, in units, on its longer side: what is longer is not covered by the other document. As
/// long as a window, the least that counts as wording.
const EDIT: usize = 8;

/// A piece of a passage of a document with another one, in units.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct AlignedPiece {
    other: u32,
    here: (usize, usize),
    there: (usize, usize),
}

impl AlignedPiece {
    /// The pieces of a passage, as either document sees them.
    pub(super) fn pieces(passage: &AlignedPassage) -> impl Iterator<Item = (u32, AlignedPiece)> {
        let (a, b) = (&passage.a, &passage.b);
        pieces(passage).into_iter().flat_map(|(here, there)| {
            let one = |other, here, there| AlignedPiece { other, here, there };
            let sides = [
                (a.doc.0, one(b.doc.0, here, there)),
                (b.doc.0, one(a.doc.0, there, here)),
            ];
            sides.into_iter()
        })
    }

    /// The other document.
    pub(super) fn other(&self) -> u32 {
        self.other
    }

    fn here(&self) -> Range<usize> {
        self.here.0..self.here.1
    }

    fn there(&self) -> Range<usize> {
        self.there.0..self.there.1
    }
}

/// Equal runs, joined over edits of at most [`EDIT`] units: places in a and in b.
fn pieces(passage: &AlignedPassage) -> Vec<((usize, usize), (usize, usize))> {
    let mut pieces: Vec<((usize, usize), (usize, usize))> = Vec::new();
    let mut at = (passage.a.units.start, passage.b.units.start);
    let mut joins = false;
    for edit in &passage.edits {
        let (n, m) = edit.consumed();
        let end = (at.0 + n, at.1 + m);
        match (edit, pieces.last_mut()) {
            (Edit::Equal(_), Some(last)) if joins => {
                (last.0.1, last.1.1) = end;
            }
            (Edit::Equal(_), _) => pieces.push(((at.0, end.0), (at.1, end.1))),
            _ => joins = n.max(m) <= EDIT,
        }
        at = end;
    }
    pieces
}

/// A document's passages of both kinds, sorted by the other document and the place here; where two are the same reuse,
/// the longer one.
pub(super) fn merged(
    links: Vec<Link>,
    aligned: &[AlignedPiece],
) -> Vec<(u32, Range<usize>, Range<usize>)> {
    let length = |x: &Range<usize>, y: &Range<usize>| x.len() + y.len();
    let mut kept: Vec<bool> = vec![true; aligned.len()];
    let mut all: Vec<(u32, Range<usize>, Range<usize>)> = Vec::new();
    for link in links {
        let here = link.here.start as usize..link.here.end as usize;
        let there = link.there.start as usize..link.there.end as usize;
        let from = aligned.partition_point(|c| c.other < link.other);
        let to = aligned.partition_point(|c| c.other <= link.other);
        let same = |c: &AlignedPiece| same_reuse((&c.here(), &c.there()), (&here, &there));
        let mut inside = false;
        for n in (from..to).filter(|n| same(&aligned[*n])) {
            match length(&aligned[n].here(), &aligned[n].there()) >= length(&here, &there) {
                true => inside = true,
                false => kept[n] = false,
            }
        }
        if !inside {
            all.push((link.other, here, there));
        }
    }
    let found = aligned.iter().zip(kept).filter(|(_, kept)| *kept);
    all.extend(found.map(|(c, _)| (c.other, c.here(), c.there())));
    all.sort_by_key(|(other, here, there)| (*other, here.start, there.start, here.end));
    all
}
