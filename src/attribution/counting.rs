//! Who counts as one, and who was first: copies of one text, the documents of a group, and dates.

use crate::sides::Sides;
use crate::text::metadata::PartialDate;

/// How documents are counted.
///
/// ```
/// use leitong::attribution::Counting;
///
/// // The second document is a copy of the first.
/// let counting = Counting::of_documents(3).with_owners(vec![0, 0, 1]);
/// assert_eq!(counting.owners(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    owner: Vec<u32>,
    owners: usize,
    dates: Vec<Option<PartialDate>>,
    sides: Sides,
}

impl Counting {
    /// Every document counts by itself, and none is dated.
    #[must_use]
    pub fn of_documents(documents: usize) -> Self {
        Self {
            owner: (0..documents as u32).collect(),
            owners: documents,
            dates: vec![None; documents],
            sides: Sides::all(),
        }
    }

    /// Documents with the same owner, a number below that of the documents, count as one: copies, or a group.
    #[must_use]
    pub fn with_owners(mut self, owner: Vec<u32>) -> Self {
        let mut all = owner.clone();
        all.sort_unstable();
        all.dedup();
        self.owners = all.len();
        self.owner = owner;
        self
    }

    /// The date of each document, as far as it is known.
    #[must_use]
    pub fn with_dates(mut self, dates: Vec<Option<PartialDate>>) -> Self {
        self.dates = dates;
        self
    }

    /// Wording stands elsewhere only where a document on another side has it. Documents with the same owner have to be on one
    /// side.
    #[must_use]
    pub fn with_sides(mut self, sides: Sides) -> Self {
        self.sides = sides;
        self
    }

    /// How many there are that count.
    #[must_use]
    pub fn owners(&self) -> usize {
        self.owners
    }

    /// Whom a document is counted as.
    pub(crate) fn owner(&self, doc: usize) -> u32 {
        self.owner[doc]
    }

    /// Whether what another document has counts for one: they are compared, and do not count as one.
    pub(crate) fn counts_for(&self, doc: usize, other: usize) -> bool {
        self.owner[doc] != self.owner[other] && self.sides.are_compared(doc, other)
    }

    /// The side of a document, where sides are compared with one another.
    pub(crate) fn side(&self, doc: usize) -> Option<u32> {
        self.sides.side(doc)
    }

    /// Whether the year of a document is known.
    pub(crate) fn is_dated(&self, doc: usize) -> bool {
        self.dates[doc].is_some_and(|date| date.year.is_some())
    }

    /// Whether one document is earlier than another for certain: 2024 is earlier than 2025-03, 2025 is not.
    pub(crate) fn is_earlier(&self, one: usize, other: usize) -> bool {
        match (self.dates[one], self.dates[other]) {
            (Some(one), Some(other)) => one.is_before(other),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_is_only_what_is_so_for_certain() {
        let dates = ["2024", "2025", "2025-03", "2025-04-01", "--03-01"];
        let dates = dates.map(PartialDate::parse).to_vec();
        let counting = Counting::of_documents(5).with_dates(dates);
        let earlier = |one, other| counting.is_earlier(one, other);
        assert!(earlier(0, 1) && earlier(0, 2) && earlier(2, 3));
        assert!(!earlier(1, 2) && !earlier(2, 1) && !earlier(3, 2) && !earlier(4, 3));
        assert!(!counting.is_dated(4));
    }
}
