//! How much was compared and found, counted once for all who tell it.

use serde::Serialize;

use super::{Analysis, LimitedList};

/// Numbers of a run, also of what was found and is not listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Documents compared, copies among them.
    pub documents: usize,
    /// Code points of their texts as read.
    pub characters: usize,
    /// Leaf sections.
    pub sections: usize,
    /// Passages found: [`Analysis::passages`] may list fewer, [`Analysis::limits`] says so.
    pub passages: usize,
    /// Wordings that stand in two places or more.
    pub families: usize,
    /// Templates.
    pub templates: usize,
    /// Set phrases found: [`Analysis::phrases`] may list fewer, [`Analysis::limits`] says so.
    pub phrases: usize,
    /// Groups of documents that are nearly one text.
    pub copies: usize,
}

impl Analysis {
    /// Counts what the analysis holds: O(documents).
    #[must_use]
    pub fn counts(&self) -> Counts {
        let found = |list: LimitedList, listed: usize| {
            let mut cut = self.limits.iter().filter(|limit| limit.what == list);
            let of = cut.find_map(|limit| usize::try_from(limit.of).ok());
            of.unwrap_or(listed)
        };
        Counts {
            documents: self.documents.len(),
            characters: self.documents.iter().map(|d| d.characters).sum(),
            sections: self.documents.iter().map(|d| d.sections.len()).sum(),
            passages: found(LimitedList::Passages, self.passages.len()),
            families: self.families.len(),
            templates: self.templates.len(),
            phrases: found(LimitedList::Phrases, self.phrases.len()),
            copies: self.copies.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Limit;

    #[test]
    fn of_lists_that_were_cut_all_is_counted_that_was_found() {
        let limit = |what, of| Limit { what, kept: 0, of };
        let analysis = Analysis {
            limits: vec![
                limit(LimitedList::CandidatePairs, 9),
                limit(LimitedList::Phrases, 7000),
                limit(LimitedList::Passages, 30),
            ],
            ..Analysis::default()
        };
        let counts = analysis.counts();
        assert_eq!((counts.passages, counts.phrases), (30, 7000));
    }
}
