//! The leaf sections of all documents as one list.

use std::ops::Range;

use crate::config::Config;
use crate::document::Document;
use crate::feature::Terms;
use crate::feature::shingle::ShingleSet;
use crate::sides::Sides;
use crate::span::Span;
use crate::text::NormalText;
use crate::text::outline::Outline;

/// A leaf section.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// Index of its document.
    pub(super) document: usize,
    /// Its number in the document.
    pub(super) number: usize,
    /// The characters that it covers.
    pub(super) span: Span,
    /// Its units.
    pub(super) units: Range<usize>,
}

/// All leaf sections in corpus order.
#[derive(Clone, Debug)]
pub(super) struct Sections {
    /// The leaves.
    pub(super) leaves: Vec<Leaf>,
    /// For each document where its leaves stand in `leaves`.
    pub(super) of_document: Vec<Range<usize>>,
}

impl Sections {
    /// Lists the leaves.
    pub(super) fn new(outlines: &[Outline], texts: &[NormalText]) -> Self {
        let mut sections = Self {
            leaves: Vec::new(),
            of_document: Vec::new(),
        };
        for (document, (outline, text)) in outlines.iter().zip(texts).enumerate() {
            let from = sections.leaves.len();
            for (number, section) in outline.sections.iter().enumerate() {
                sections.leaves.push(Leaf {
                    document,
                    number,
                    span: section.span,
                    units: text.units_in(section.span),
                });
            }
            sections.of_document.push(from..sections.leaves.len());
        }
        sections
    }

    /// The side of each leaf: that of its document.
    pub(super) fn sides(&self, of_documents: &Sides) -> Sides {
        of_documents.of_rows(self.leaves.iter().map(|leaf| leaf.document))
    }

    /// `FILE#N` for each.
    pub(super) fn names(&self, documents: &[Document]) -> Vec<String> {
        self.leaves
            .iter()
            .map(|leaf| format!("{}#{}", documents[leaf.document].name, leaf.number))
            .collect()
    }

    /// The leaves of a document that `units` touch, as indices into `leaves`.
    pub(super) fn touched(&self, document: usize, units: &Range<usize>) -> Range<usize> {
        let of = self.of_document[document].clone();
        let leaves = &self.leaves[of.clone()];
        let first = leaves.partition_point(|l| l.units.end <= units.start);
        let last = leaves.partition_point(|l| l.units.start < units.end);
        of.start + first..of.start + last.max(first)
    }

    /// Shingle sets of all leaves.
    pub(super) fn shingles(
        &self,
        texts: &[NormalText],
        terms: &Terms,
        config: &Config,
    ) -> Vec<ShingleSet> {
        self.leaves
            .iter()
            .map(|leaf| match config.words {
                Some(n) => ShingleSet::of_words(terms.inside(leaf.document, leaf.span).iter(), n),
                None => ShingleSet::of_units(
                    &texts[leaf.document].units()[leaf.units.clone()],
                    config.ngram,
                ),
            })
            .collect()
    }
}
