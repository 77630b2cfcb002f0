//! Attribution of every unit of every document, with the reference texts and the surprisal that go into it.

use rayon::prelude::*;

use super::prepare::Prepared;
use crate::analysis::Attribution;
use crate::attribution::{self, ReferenceIndex};
use crate::config::Config;
use crate::document::{Corpus, Document};
use crate::feature::surprisal::SurprisalModel;
use crate::group::Grouping;
use crate::reuse::Reuse;
use crate::text::NormalText;

/// The attribution of all documents.
pub(super) struct Attributed {
    /// In corpus order.
    pub(super) documents: Vec<AttributedUnits>,
    /// b: wording in at least this many documents, or groups, is boilerplate.
    pub(super) boilerplate_docs: usize,
}

/// The attribution of one document's units; the lists run parallel to its units.
pub(super) struct AttributedUnits {
    pub(super) units: Vec<Attribution>,
    /// The number of the reference text that each unit's wording stands in, if any.
    pub(super) reference: Vec<Option<u32>>,
    /// Surprisal of each unit under the corpus' trigram model, in bits.
    pub(super) bits: Vec<f32>,
}

impl Attributed {
    /// Attributes all units: O(n) in the text of documents and references.
    pub(super) fn new(
        corpus: &Corpus,
        prepared: &Prepared<'_>,
        reuse: &Reuse,
        config: &Config,
    ) -> Self {
        // A reference text stands alone: what it repeats at its edges is not compared with the corpus.
        let normal_text =
            |d: &Document| NormalText::without(d.text.as_str(), &d.outline_alone().noise);
        let references: Vec<NormalText> = corpus.reference.par_iter().map(normal_text).collect();
        let index = ReferenceIndex::new(&references, config.min_length);
        let model = SurprisalModel::fit(prepared.texts.iter());
        let groups = prepared.counted_groups(config);
        let counted = groups.map_or(prepared.documents.len(), Grouping::len);
        let boilerplate_docs = config.boilerplate_threshold(counted);
        let documents = prepared.texts.par_iter().zip(reuse.spread.par_iter());
        let documents = documents.map(|(text, spread)| {
            let reference = index.sources(text);
            AttributedUnits {
                units: attribution::attribute(spread, &reference, boilerplate_docs),
                reference,
                bits: model.bits(text),
            }
        });
        Self {
            documents: documents.collect(),
            boilerplate_docs,
        }
    }
}
