//! Sides: which documents are compared with which, where not each with every other.
//!
//! In: drafts 0 and 1 to be compared against the archive 2, 3 and 4. Out: the sides 0, 0, 1, 1, 1: a draft is compared with
//! each text of the archive, drafts are not compared with one another, nor the archive with itself. Where groups are compared
//! with one another, every group is a side.

use std::collections::BTreeMap;

use crate::document::DocId;

/// The side of each document. Documents are compared if their sides differ.
///
/// ```
/// use leitong::sides::Sides;
///
/// let sides = Sides::of(vec![0, 0, 1]);
/// assert!(sides.are_compared(0, 2) && !sides.are_compared(0, 1));
/// assert!(Sides::all().are_compared(0, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides(Option<Vec<u32>>);

impl Sides {
    /// Every document is compared with every other.
    #[must_use]
    pub fn all() -> Self {
        Self(None)
    }

    /// The side of each document, in corpus order.
    #[must_use]
    pub fn of(sides: Vec<u32>) -> Self {
        Self(Some(sides))
    }

    /// The documents before `first` are one side, the others are another.
    #[must_use]
    pub fn before_and_from(first: DocId, documents: usize) -> Self {
        let side = |doc: usize| u32::from(doc >= first.index());
        Self::of((0..documents).map(side).collect())
    }

    /// Whether two documents are compared with one another; a document is not compared with itself.
    #[must_use]
    pub fn are_compared(&self, a: usize, b: usize) -> bool {
        match &self.0 {
            Some(of) => of[a] != of[b],
            None => a != b,
        }
    }

    /// The side of a document; None where every document is compared with every other.
    #[must_use]
    pub fn side(&self, doc: usize) -> Option<u32> {
        self.0.as_ref().map(|of| of[doc])
    }

    /// Whether every document is compared with every other.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }

    /// For each row of a matrix the side that it is on: `document` gives the document of a row.
    #[must_use]
    pub fn of_rows(&self, documents: impl Iterator<Item = usize>) -> Self {
        Self(
            self.0
                .as_ref()
                .map(|of| documents.map(|doc| of[doc]).collect()),
        )
    }

    /// The cells of a matrix of so many rows, of which the sides are these, that hold a comparison; all of them, the diagonal
    /// included, where every row is compared with every other.
    #[must_use]
    pub fn cells(&self, rows: usize) -> usize {
        match &self.0 {
            Some(of) => cells_between(of),
            None => rows.saturating_mul(rows),
        }
    }

    /// The first document from which on none is compared with one behind it: their number, or less where the last ones are
    /// all on one side, as an archive is.
    #[must_use]
    pub fn none_behind_from(&self, documents: usize) -> usize {
        let Some(of) = &self.0 else {
            return documents;
        };
        let other = |side: &u32| Some(side) != of.last();
        of.iter().rposition(other).map_or(0, |at| at + 1)
    }
}

/// The cells of a matrix with a row for each of these sides that lie between two of them: O(n log n).
pub(crate) fn cells_between(sides: &[u32]) -> usize {
    let mut on_side: BTreeMap<u32, usize> = BTreeMap::new();
    for side in sides {
        *on_side.entry(*side).or_default() += 1;
    }
    let within: usize = on_side.values().map(|n| n * n).sum();
    sides.len() * sides.len() - within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_compared_with_the_archive_alone() {
        let sides = Sides::before_and_from(DocId(2), 5);
        let compared = |a| {
            (0..5)
                .filter(|b| sides.are_compared(a, *b))
                .collect::<Vec<_>>()
        };
        assert_eq!(compared(0), [2, 3, 4]);
        assert_eq!(compared(4), [0, 1]);
        assert_eq!((sides.cells(5), Sides::all().cells(5)), (12, 25));
        assert_eq!(sides.none_behind_from(5), 2);
        assert_eq!(Sides::of(vec![3, 1, 3, 1]).none_behind_from(4), 3);
        assert_eq!(Sides::of(vec![3, 3]).none_behind_from(2), 0);
        assert_eq!(Sides::all().none_behind_from(7), 7);
        assert_eq!(sides.of_rows([0, 4].into_iter()), Sides::of(vec![0, 1]));
    }
}
