//! TF-IDF vectors of documents, leaf sections and groups.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::prepare::Prepared;
use super::sections::{Leaf, Sections};
use crate::config::{Config, IdfOver};
use crate::copies::Copies;
use crate::feature::{SparseVector, TermCounts, Terms, TfIdf, count};
use crate::group::DocumentGroup;
use crate::text::outline::Outline;

/// Weight of the block that a leaf belongs to (its siblings and what stands above them) against the leaf's own words; it
/// falls with the square root of the leaf's share of the block. On the themes of the hand labels the nearest section is
/// right in 68 % without the block, in 81 to 83 % with 1 to 3.
const CONTEXT: f32 = 2.0;

/// TF-IDF vectors at both levels.
#[derive(Clone, Debug)]
pub(super) struct Vectors {
    /// One a document.
    pub(super) documents: Vec<SparseVector>,
    /// One a leaf section, of its own words and of those of the block around it.
    pub(super) sections: Vec<SparseVector>,
    /// One a document, of whole words only: for the terms that are shown.
    pub(super) document_words: Vec<SparseVector>,
    /// The same for leaf sections.
    pub(super) section_words: Vec<SparseVector>,
    /// One a group of documents, where there are groups.
    pub(super) groups: Vec<SparseVector>,
    /// The same, of whole words only.
    pub(super) group_words: Vec<SparseVector>,
}

impl Vectors {
    /// Counts words, fits document frequencies as the configuration says, and weighs.
    pub(super) fn new(
        prepared: &Prepared<'_>,
        copies: &Copies,
        terms: &Terms,
        sections: &Sections,
        config: &Config,
    ) -> Self {
        let topical = terms.topical();
        let counts = |leaf: &Leaf, parts: bool| {
            let tokens = terms.inside(leaf.document, leaf.span).iter();
            let kept = tokens.filter(|t| (parts || !t.part) && topical[t.term.0 as usize]);
            count(kept.map(|t| (t.term, 1.0)))
        };
        let own: Vec<TermCounts> = sections
            .leaves
            .par_iter()
            .map(|l| counts(l, true))
            .collect();
        let words: Vec<TermCounts> = sections
            .leaves
            .par_iter()
            .map(|l| counts(l, false))
            .collect();
        let by_document = |of_leaves: &[TermCounts]| -> Vec<TermCounts> {
            let leaves = sections.of_document.iter();
            leaves
                .map(|rows| count(of_leaves[rows.clone()].iter().flatten().copied()))
                .collect()
        };
        let whole = by_document(&own);
        let counting = (0..whole.len()).filter(|doc| copies.counts(*doc));
        let counted: Vec<&TermCounts> = match config.idf {
            IdfOver::Documents => counting.map(|doc| &whole[doc]).collect(),
            IdfOver::Sections => counting
                .flat_map(|doc| &own[sections.of_document[doc].clone()])
                .collect(),
        };
        let model = TfIdf::fit(terms.vocabulary(), counted.into_iter());
        let weigh = |counts: &[TermCounts]| -> Vec<SparseVector> {
            counts.par_iter().map(|c| model.vector(c)).collect()
        };
        let plain = by_document(&words);
        let together = |of_documents: &[TermCounts]| -> Vec<TermCounts> {
            let groups = prepared
                .grouping
                .as_ref()
                .map_or(&[][..], |grouping| &grouping.groups);
            let one = |group: &DocumentGroup| {
                let members = group
                    .documents
                    .iter()
                    .flat_map(|d| &of_documents[d.index()]);
                count(members.copied())
            };
            groups.par_iter().map(one).collect()
        };
        Self {
            groups: weigh(&together(&whole)),
            group_words: weigh(&together(&plain)),
            documents: weigh(&whole),
            sections: in_context(weigh(&own), &own, &model, &prepared.outlines, sections),
            document_words: weigh(&plain),
            section_words: weigh(&words),
        }
    }
}

/// Mixes into each leaf's vector that of its block: the leaves under the same parent, the parent's own text
/// included. A leaf at the top has no block.
fn in_context(
    vectors: Vec<SparseVector>,
    counts: &[TermCounts],
    model: &TfIdf,
    outlines: &[Outline],
    sections: &Sections,
) -> Vec<SparseVector> {
    let mut mixed = Vec::with_capacity(vectors.len());
    for (outline, leaves) in outlines.iter().zip(&sections.of_document) {
        let parent = |n: usize| {
            outline.sections[n]
                .path
                .rsplit_once('/')
                .map(|(parent, _)| parent)
        };
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for n in 0..leaves.len() {
            let path = outline.sections[n].path.as_str();
            let ancestors = path.match_indices('/').map(|(end, _)| &path[..end]);
            for block in ancestors.chain([path]) {
                members.entry(block).or_default().push(leaves.start + n);
            }
        }
        let size = |c: &TermCounts| c.iter().map(|(_, n)| n).sum::<f32>();
        let blocks: BTreeMap<&str, (SparseVector, f32)> = members
            .into_iter()
            .map(|(path, members)| {
                let all = count(members.iter().flat_map(|m| &counts[*m]).copied());
                (path, (model.vector(&all), size(&all)))
            })
            .collect();
        for n in 0..leaves.len() {
            let row = leaves.start + n;
            mixed.push(match parent(n).and_then(|p| blocks.get(p)) {
                Some((block, whole)) if *whole > 0.0 => {
                    let weight = CONTEXT * (size(&counts[row]) / whole).sqrt();
                    vectors[row].plus(block, weight)
                }
                _ => vectors[row].clone(),
            });
        }
    }
    mixed
}
