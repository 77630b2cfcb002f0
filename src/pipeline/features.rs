//! Features of all documents, leaf sections and groups: words, TF-IDF vectors, shingle sets.

use super::prepare::Prepared;
use super::sections::Sections;
use super::vectors::Vectors;
use crate::config::Config;
use crate::feature::Terms;
use crate::feature::shingle::ShingleSet;
use crate::text::NormalText;
use crate::text::outline::Outline;

/// Words and vectors of documents, sections and groups.
pub(super) struct Features {
    pub(super) terms: Terms,
    pub(super) sections: Sections,
    pub(super) vectors: Vectors,
}

/// The shingle sets of a corpus; noise does not count. As large as the texts, so they go when the matrices are filled.
pub(super) struct Shingles {
    /// One a document, in corpus order.
    pub(super) documents: Vec<ShingleSet>,
    /// One a leaf section, in the order of [`Sections::leaves`].
    pub(super) sections: Vec<ShingleSet>,
}

impl Features {
    /// Builds vectors and sets: O(n) in the words and units, but for sorting.
    pub(super) fn new(prepared: &Prepared<'_>, terms: Terms, config: &Config) -> (Self, Shingles) {
        let (texts, outlines) = (&prepared.texts, &prepared.outlines);
        let sections = Sections::new(outlines, texts);
        let shingles = Shingles {
            documents: document_shingles(texts, &terms, outlines, config),
            sections: sections.shingles(texts, &terms, config),
        };
        let features = Self {
            vectors: Vectors::new(prepared, &terms, &sections, config),
            sections,
            terms,
        };
        (features, shingles)
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
