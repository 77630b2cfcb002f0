//! Wording that changed its place inside a passage.
//!
//! An edit script knows no moves: it deletes a sentence at one place and inserts it at the other. In: 甲。乙。丙。 and 丙。甲。乙。 with
//! the script `[Insert(丙), Equal(甲乙), Delete(丙)]`. Out: 丙 moved, and nothing was changed. Such block moves (Tichy, ACM TOCS 2,
//! 1984) are looked for in what the script leaves over:
//!
//! 1. units that do not stand in a long equal run of the script are *open*;
//! 2. runs of ten open units that stand once on either side grow as far as units are open and equal (anchors as in patience
//!    diff), the longest first;
//! 3. runs that follow each other on both sides with less than a clause between them are one candidate, which then takes in
//!    what is missing to the ends of its clauses, and the clauses beside it that are mostly equal;
//! 4. a candidate counts if it crosses what stays, most of it is equal, and it matches a clause more than it takes away from the
//!    script.
//!
//! O(n) in the units of the passage, and O(k²) in its candidates.

mod ground;
mod place;
mod script;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::PairPassage;
use crate::reuse::Edit;
use crate::text::NormalText;
use ground::Ground;

/// Wording that stands elsewhere in b than in a, as seen from what stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Units of a.
    pub a: Range<usize>,
    /// Units of b.
    pub b: Range<usize>,
    /// From a to b; they consume both exactly.
    pub edits: Vec<Edit>,
}

/// An operation of a passage, or one half of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedEdit {
    /// A deletion or an insertion, where it is half of a move.
    pub edit: Edit,
    /// The move, by its index.
    pub moved: Option<usize>,
}

/// A passage with its moves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rearrangement {
    /// What moved, in order of a.
    pub moves: Vec<Move>,
    /// From a to b; they consume both sides exactly. The two halves of a move name it.
    pub edits: Vec<PlacedEdit>,
}

impl PairPassage {
    /// What changed its place inside the passage, which is of these two texts.
    ///
    /// ```
    /// use leitong::reuse::pair::align_pair;
    /// use leitong::text::NormalText;
    ///
    /// let a = NormalText::new("全县新建高标准农田八万亩，粮食总产稳中有增。茶叶加工园区引进企业九家，带动就业一千人。");
    /// let b = NormalText::new("茶叶加工园区引进企业九家，带动就业一千人。全县新建高标准农田八万亩，粮食总产稳中有增。");
    /// let passage = &align_pair(&a, &b)[0];
    /// let moves = passage.rearrangement(&a, &b).moves;
    /// assert_eq!((moves[0].a.clone(), moves[0].b.clone()), (20..39, 0..19));
    /// ```
    #[must_use]
    pub fn rearrangement(&self, a: &NormalText, b: &NormalText) -> Rearrangement {
        let mut ground = Ground::new(self, a, b);
        let moves = ground.moves();
        let edits = ground.script(&moves);
        let shifted = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        let in_text = |candidate: Move| Move {
            a: shifted(&candidate.a, self.a.start),
            b: shifted(&candidate.b, self.b.start),
            edits: candidate.edits,
        };
        Rearrangement {
            moves: moves.into_iter().map(in_text).collect(),
            edits,
        }
    }
}
