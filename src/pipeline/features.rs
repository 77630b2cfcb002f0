//! Features of all documents, leaf sections and groups: words, TF-IDF vectors, shingle sets.

use super::prepare::Prepared;
use super::sections::Sections;
use super::vectors::Vectors;
use crate::analysis::Term;
use crate::config::Config;
use crate::copies::Copies;
use crate::feature::shingle::ShingleSet;
use crate::feature::{SparseVector, Terms};
use crate::text::NormalText;
use crate::text::outline::Outline;

/// Distinctive words shown of a document, a section or a group.
const TOP_TERMS: usize = 12;

/// Words and vectors of documents, sections and groups.
pub(super) struct Features {
    pub(super) terms: Terms,
    pub(super) sections: Sections,
    pub(super) vectors: Vectors,
}

impl Features {
    /// Numbers the leaves and builds the vectors: O(n) in the words, but for sorting.
    pub(super) fn new(
        prepared: &Prepared<'_>,
        copies: &Copies,
        terms: Terms,
        config: &Config,
    ) -> Self {
        let sections = Sections::new(&prepared.outlines, &prepared.texts);
        Self {
            vectors: Vectors::new(prepared, copies, &terms, &sections, config),
            sections,
            terms,
        }
    }

    /// The distinctive words of a vector, the most distinctive first: as many as a reader takes in at a glance.
    pub(super) fn top_terms(&self, vector: &SparseVector) -> Vec<Term> {
        let named = |(term, weight)| Term {
            term: self.terms.word(term).to_owned(),
            weight: f64::from(weight),
        };
        vector.top(TOP_TERMS).into_iter().map(named).collect()
    }
}

/// The shingle sets of a corpus; noise does not count. As large as the texts, so they are built where the matrices are
/// filled and go with that stage.
pub(super) struct Shingles {
    /// One a document, in corpus order.
    pub(super) documents: Vec<ShingleSet>,
    /// One a leaf section, in the order of [`Sections::leaves`].
    pub(super) sections: Vec<ShingleSet>,
}

impl Shingles {
    /// Builds the sets: O(n) in the units or words, but for sorting.
    pub(super) fn new(prepared: &Prepared<'_>, features: &Features, config: &Config) -> Self {
        let (texts, terms) = (&prepared.texts, &features.terms);
        Self {
            documents: document_shingles(texts, terms, &prepared.outlines, config),
            sections: features.sections.shingles(texts, terms, config),
        }
    }
}

/// Shingle sets of all documents; noise does not count.
fn document_shingles(
    texts: &[NormalText],
    terms: &Terms,
    outlines: &[Outline],
    config: &Config,
) -> Vec<ShingleSet> {
    texts
        .iter()
        .zip(outlines)
        .enumerate()
        .map(|(document, (text, outline))| match config.words {
            Some(n) => {
                let body = outline.sections.iter();
                ShingleSet::of_words(body.flat_map(|s| terms.inside(document, s.span)), n)
            }
            None => ShingleSet::of_units(text.units(), config.ngram),
        })
        .collect()
}
