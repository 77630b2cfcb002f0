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
    /// Set phrases.
    pub phrases: usize,
    /// Groups of documents that are nearly one text.
    pub copies: usize,
}

impl Analysis {
    /// Counts what the analysis holds: O(documents).
    #[must_use]
    pub fn counts(&self) -> Counts {
        let cut = self.limits.iter();
        let found = cut
            .filter(|limit| limit.what == LimitedList::Passages)
            .find_map(|limit| usize::try_from(limit.of).ok());
        Counts {
            documents: self.documents.len(),
            characters: self.documents.iter().map(|d| d.characters).sum(),
            sections: self.documents.iter().map(|d| d.sections.len()).sum(),
            passages: found.unwrap_or(self.passages.len()),
            families: self.families.len(),
            templates: self.templates.len(),
            phrases: self.phrases.len(),
            copies: self.copies.len(),
        }
    }
}
