//! Limits of the page: when a corpus is too large for one file, lists are cut, and the page says which output has the rest.

use serde::Serialize;

use crate::analysis::DocumentAnalysis;

/// The number of entries of each list that go into the file.
///
/// The values keep a report of 300 documents of 5,000 characters whole, and any report at a size that a
/// browser opens in a few seconds (some 20 MB).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Budget {
    /// Documents, those of the strongest passages first.
    pub documents: usize,
    /// Code points of all texts together; 3 million are 9 MB of Chinese.
    pub characters: usize,
    /// Passages, strongest first.
    pub passages: usize,
    /// Families.
    pub families: usize,
    /// Templates, the most telling first.
    pub templates: usize,
    /// Variants of one template.
    pub variants: usize,
    /// Uses of one template.
    pub instances: usize,
    /// Set phrases, by rank.
    pub phrases: usize,
    /// Documents up to which their matrices are whole and clustered.
    pub document_matrix: usize,
    /// Neighbours of a row where a matrix is not whole.
    pub neighbours: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            documents: 10_000,
            characters: 3_000_000,
            passages: 20_000,
            families: 20_000,
            templates: 2_000,
            variants: 20,
            instances: 300,
            phrases: 2_000,
            document_matrix: 500,
            neighbours: 8,
        }
    }
}

/// Something of which only a part is in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Omission {
    /// The list that was cut.
    pub what: &'static str,
    /// Entries in the file.
    pub kept: usize,
    /// Entries there are.
    pub of: usize,
    /// The output that has them all.
    pub instead: &'static str,
}

impl Omission {
    /// Notes a list unless it is complete.
    pub(super) fn note(
        list: &mut Vec<Self>,
        what: &'static str,
        kept: usize,
        of: usize,
        instead: &'static str,
    ) {
        if kept < of {
            list.push(Self {
                what,
                kept,
                of,
                instead,
            });
        }
    }
}

impl Budget {
    /// For each document whether it keeps its text: in corpus order, as long as the budget lasts.
    pub(super) fn texts(
        &self,
        documents: &[DocumentAnalysis],
        omissions: &mut Vec<Omission>,
    ) -> Vec<bool> {
        let mut left = self.characters;
        let kept: Vec<bool> = documents
            .iter()
            .map(|document| {
                let fits = document.characters <= left;
                if fits {
                    left -= document.characters;
                }
                fits
            })
            .collect();
        let texts = kept.iter().filter(|kept| **kept).count();
        Omission::note(omissions, "texts", texts, documents.len(), "analysis.json");
        kept
    }
}
