//! The leaf sections of all documents as one list, their features and matrices.

use std::ops::Range;

use crate::Span;
use crate::analysis::Level;
use crate::config::{Config, IdfOver};
use crate::corpus::Document;
use crate::feature::shingle::ShingleSet;
use crate::feature::similarity::{cosine, matrix, overlap};
use crate::feature::{Counts, SparseVector, Terms, TfIdf, count};
use crate::text::NormalText;
use crate::text::outline::Outline;

/// How many occurrences a word of the heading above a leaf counts as. Headings say what a leaf is about in a
/// few words; with 1 they drown in the leaf's own. Chosen on the themes of the hand labels (1: 0.75, 2 to 4
/// alike within two sections).
const HEADING_WEIGHT: f32 = 3.0;

/// A leaf section.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Index of its document.
    pub document: usize,
    /// Its number in the document.
    pub number: usize,
    /// What it covers.
    pub span: Span,
    /// Its units.
    pub units: Range<usize>,
}

/// All leaf sections in corpus order.
#[derive(Clone, Debug)]
pub struct Sections {
    /// The leaves.
    pub leaves: Vec<Leaf>,
    /// For each document where its leaves stand in `leaves`.
    pub of_document: Vec<Range<usize>>,
}

impl Sections {
    /// Lists the leaves.
    pub fn new(outlines: &[Outline], texts: &[NormalText]) -> Self {
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

    /// `FILE#N` for each.
    pub fn names(&self, documents: &[Document]) -> Vec<String> {
        self.leaves
            .iter()
            .map(|leaf| format!("{}#{}", documents[leaf.document].name, leaf.number))
            .collect()
    }

    /// Shingle sets of all leaves.
    pub fn shingles(
        &self,
        texts: &[NormalText],
        terms: &Terms,
        config: &Config,
    ) -> Vec<ShingleSet> {
        self.leaves
            .iter()
            .map(|leaf| match config.words {
                Some(n) => ShingleSet::of_words(terms.inside(leaf.document, leaf.span), n),
                None => ShingleSet::of_units(
                    &texts[leaf.document].units()[leaf.units.clone()],
                    config.ngram,
                ),
            })
            .collect()
    }
}

/// Shingle sets of all documents; noise does not count.
pub fn document_shingles(
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
                let words: Vec<_> = outline
                    .sections
                    .iter()
                    .flat_map(|s| terms.inside(document, s.span))
                    .copied()
                    .collect();
                ShingleSet::of_words(&words, n)
            }
            None => ShingleSet::of_units(text.units(), config.ngram),
        })
        .collect()
}

/// TF-IDF vectors at both levels.
#[derive(Clone, Debug)]
pub struct Vectors {
    /// One a document.
    pub documents: Vec<SparseVector>,
    /// One a leaf section, of its own words and of those of the headings above it.
    pub sections: Vec<SparseVector>,
    /// One a leaf section, of its own words alone: for the terms that are shown.
    pub own: Vec<SparseVector>,
}

impl Vectors {
    /// Counts words, fits document frequencies as the configuration says, and weighs.
    pub fn new(
        terms: &Terms,
        documents: &[Document],
        outlines: &[Outline],
        sections: &Sections,
        config: &Config,
    ) -> Self {
        let topical = terms.topical();
        let words = |document: usize, span: Span, weight: f32| {
            terms
                .inside(document, span)
                .iter()
                .map(move |token| (token.term, weight))
                .filter(|(term, _)| topical[term.0 as usize])
        };
        let own: Vec<Counts> = sections
            .leaves
            .iter()
            .map(|leaf| count(words(leaf.document, leaf.span, 1.0)))
            .collect();
        let headed: Vec<Counts> = sections
            .leaves
            .iter()
            .zip(&own)
            .map(|(leaf, own)| {
                let outline = &outlines[leaf.document];
                let above = outline.sections[leaf.number]
                    .headings
                    .iter()
                    .flat_map(|h| words(leaf.document, outline.headings[*h].span, HEADING_WEIGHT));
                count(own.iter().copied().chain(above))
            })
            .collect();
        let whole: Vec<Counts> = (0..documents.len())
            .map(|d| {
                count(
                    own[sections.of_document[d].clone()]
                        .iter()
                        .flatten()
                        .copied(),
                )
            })
            .collect();
        let model = TfIdf::fit(
            terms.vocabulary(),
            match config.idf {
                IdfOver::Documents => whole.iter(),
                IdfOver::Sections => own.iter(),
            },
        );
        let weigh = |counts: &[Counts]| counts.iter().map(|c| model.vector(c)).collect();
        Self {
            documents: weigh(&whole),
            sections: weigh(&headed),
            own: weigh(&own),
        }
    }
}

/// The four matrices of a level. `cover[row]` lists columns with the share of the row that is aligned with
/// them.
pub fn level(
    ids: Vec<String>,
    vectors: &[SparseVector],
    sets: &[ShingleSet],
    cover: Vec<Vec<(usize, f32)>>,
) -> Level {
    let (jaccard, containment) = overlap(sets);
    let coverage = matrix(ids.len(), |i, row| {
        for (column, share) in &cover[i] {
            row[*column] = *share;
        }
        row[i] = if sets[i].is_empty() { 0.0 } else { 1.0 };
    });
    Level {
        ids,
        cosine: cosine(vectors),
        jaccard,
        containment,
        coverage,
    }
}
