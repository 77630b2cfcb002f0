//! What all stages found, put together as [`Analysis`].

use super::attribute::Attributed;
use super::features::Features;
use super::matrices::Matrices;
use super::prepare::Prepared;
use super::{documents, groups, limits, passages};
use crate::analysis::{Analysis, SCHEMA};
use crate::config::Config;
use crate::document::Corpus;
use crate::reuse::Reuse;
use crate::template;

/// The results of all stages.
pub(super) struct Results<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) prepared: Prepared<'a>,
    pub(super) reuse: Reuse,
    pub(super) templates: template::Found,
    pub(super) attributed: Attributed,
    pub(super) features: Features,
    pub(super) matrices: Matrices,
}

impl Results<'_> {
    /// The complete result: spans in code points, documents by name.
    pub(super) fn assemble(self, config: &Config) -> Analysis {
        let documents = documents::documents(&self);
        let groups = self.prepared.grouping.as_ref().map(|grouping| {
            groups::groups(grouping, config.spread_over(), &documents, &self.features)
        });
        let (sources, texts) = (self.prepared.documents, &self.prepared.texts);
        let references = self.corpus.reference.iter();
        Analysis {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            config: config.clone(),
            boilerplate_docs: self.attributed.boilerplate_docs,
            documents,
            groups,
            reference: references.map(|d| d.name.clone()).collect(),
            skipped: self.corpus.skipped.clone(),
            passages: passages::passages(&self.reuse, sources, texts),
            families: passages::families(&self.reuse, sources, texts),
            limits: limits::limits(&self),
            templates: self.templates.templates,
            phrases: self.templates.phrases,
            similarity: self.matrices.similarity,
        }
    }
}
