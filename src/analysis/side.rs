//! Which documents were compared with which, where not each with every other.

use serde::{Deserialize, Serialize};

/// What a side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SideKind {
    /// Side 0 was compared against side 1: drafts against an archive, one year against another.
    Against,
    /// Every group of documents is a side.
    Groups,
}

/// The sides of a run. Passages, matrices, templates and set phrases are those between documents of different sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedSides {
    /// What they are.
    pub by: SideKind,
    /// The side of each document, in corpus order, from 0.
    pub of: Vec<u32>,
}

impl ComparedSides {
    /// Whether two documents, given by their indices, were compared.
    #[must_use]
    pub fn are_compared(&self, a: usize, b: usize) -> bool {
        self.of[a] != self.of[b]
    }
}
