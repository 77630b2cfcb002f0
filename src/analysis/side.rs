//! Which documents were compared with which, where not each with every other.

use serde::{Deserialize, Serialize};

use super::DocumentAnalysis;
use crate::sides::cells_between;

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

    /// How many documents are on side 0, which was named first.
    #[must_use]
    pub fn first(&self) -> usize {
        self.of.iter().filter(|side| **side == 0).count()
    }

    /// The cells of a matrix, of which each row is one of those that these sides are of, that hold a comparison.
    #[must_use]
    pub fn cells(&self) -> usize {
        cells_between(&self.of)
    }

    /// The sides of the leaf sections of all documents, of which these are the sides.
    #[must_use]
    pub fn of_sections(&self, documents: &[DocumentAnalysis]) -> Self {
        let sections = documents.iter().zip(&self.of);
        let sections = sections.flat_map(|(d, side)| d.sections.iter().map(|_| *side));
        Self {
            by: self.by,
            of: sections.collect(),
        }
    }
}
