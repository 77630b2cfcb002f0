//! The last stage: the findings of all stages are put together as [`Analysis`].

use super::prepare::Prepared;
use super::results::Results;
use super::{documents, groups, limits, passages};
use crate::analysis::{Analysis, ComparedSides, SCHEMA, SideKind};
use crate::config::Config;
use crate::document::Corpus;

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
            sides: compared_sides(self.corpus, &self.prepared),
            groups,
            copies: self.copies.groups().to_vec(),
            reference: references.map(|d| d.name.clone()).collect(),
            skipped: self.corpus.skipped.clone(),
            passages: passages::passages(&self.reuse, sources, texts),
            families: passages::families(&self.reuse, &self.copies, sources, texts),
            limits: limits::limits(&self),
            templates: self.templates.templates,
            phrases: self.templates.phrases,
            similarity: self.matrices.into_similarity(),
        }
    }
}

/// Which documents were compared with which, where not each with every other.
fn compared_sides(corpus: &Corpus, prepared: &Prepared<'_>) -> Option<ComparedSides> {
    let documents = 0..prepared.documents.len();
    let of: Option<Vec<u32>> = documents.map(|doc| prepared.sides.side(doc)).collect();
    let by = match corpus.against {
        Some(_) => SideKind::Against,
        None => SideKind::Groups,
    };
    of.filter(|_| !prepared.sides.is_all())
        .map(|of| ComparedSides { by, of })
}
