//! The data of the report, packed: what the page reads back is in `assets/data.js`.
//!
//! Texts stand once, and everything else points into them: documents by number, wording by its span.

use std::collections::HashMap;

use serde::Serialize;

use super::entries::{
    PackedDocument, PackedGroups, PackedPassage, PackedTemplate, SLOT_KINDS, packed_family,
    packed_groups,
};
use super::excerpt::Excerpt;
use super::limits::{Budget, Omission};
use super::matrix::PackedMatrix;
use super::tree::PackedTree;
use crate::analysis::{Analysis, Level, Metric, Phrase, Similarity, SlotKind};
use crate::config::Config;
use crate::document::Skipped;

#[derive(Serialize)]
pub(super) struct Payload<'a> {
    version: &'a str,
    language: &'static str,
    config: &'a Config,
    boilerplate_docs: usize,
    reference: &'a [String],
    skipped: &'a [Skipped],
    limits: &'a [crate::analysis::Limit],
    omissions: Vec<Omission>,
    documents: Vec<PackedDocument<'a>>,
    /// `null` where documents are not put together.
    groups: Option<PackedGroups<'a>>,
    similarity: PackedSimilarity,
    passages: Vec<PackedPassage>,
    families: Vec<Vec<usize>>,
    slot_kinds: Vec<SlotKind>,
    templates: Vec<PackedTemplate<'a>>,
    phrases: &'a [Phrase],
}

#[derive(Serialize)]
struct PackedSimilarity {
    documents: PackedLevel,
    groups: Option<PackedLevel>,
    sections: PackedLevel,
}

#[derive(Serialize)]
struct PackedLevel {
    /// By metric, in the order of [`Metric::ALL`].
    matrices: Vec<PackedMatrix>,
    trees: Vec<Option<PackedTree>>,
}

impl<'a> Payload<'a> {
    /// `excerpt` is what goes onto the page of documents and what is between them, as far as `budget` allows; `analysis`
    /// is what it was taken from.
    pub(super) fn new(
        excerpt: &'a Excerpt<'_>,
        analysis: &'a Analysis,
        language: &'static str,
        budget: &Budget,
    ) -> Self {
        let numbers: HashMap<&str, usize> = excerpt
            .documents
            .iter()
            .enumerate()
            .map(|(number, document)| (document.file.as_str(), number))
            .collect();
        let mut omissions = Vec::new();
        let mut keep = |what: &'static str, of: usize, at_most: usize, place: &'static str| {
            let kept = of.min(at_most);
            Omission::note(&mut omissions, what, kept, of, place);
            kept
        };
        keep(
            "documents",
            analysis.documents.len(),
            excerpt.documents.len(),
            "documents.csv",
        );
        let passages = keep(
            "passages",
            analysis.passages.len(),
            budget.passages.min(excerpt.passages.len()),
            "passages.jsonl",
        );
        let families = keep(
            "families",
            analysis.families.len(),
            budget.families,
            "analysis.json",
        );
        let templates = keep(
            "templates",
            analysis.templates.len(),
            budget.templates,
            "templates.json",
        );
        let phrases = keep(
            "phrases",
            analysis.phrases.len(),
            budget.phrases,
            "analysis.json",
        );

        let texts = budget.texts(&excerpt.documents, &mut omissions);
        let documents = excerpt
            .documents
            .iter()
            .zip(texts)
            .map(|(document, kept)| PackedDocument::new(document, kept))
            .collect();
        let uses = analysis.templates[..templates]
            .iter()
            .map(|t| t.instances.len());
        Omission::note(
            &mut omissions,
            "instances",
            uses.clone().map(|n| n.min(budget.instances)).sum(),
            uses.sum(),
            "templates.json",
        );
        Self {
            version: &analysis.version,
            language,
            config: &analysis.config,
            boilerplate_docs: analysis.boilerplate_docs,
            reference: &analysis.reference,
            skipped: &analysis.skipped,
            limits: &analysis.limits,
            documents,
            groups: excerpt.groups.as_ref().as_ref().map(packed_groups),
            similarity: PackedSimilarity::new(
                &excerpt.similarity,
                &analysis.similarity,
                budget,
                &mut omissions,
            ),
            passages: excerpt.passages[..passages]
                .iter()
                .filter_map(|passage| PackedPassage::new(passage, &numbers, families))
                .collect(),
            families: analysis.families[..families]
                .iter()
                .map(|family| packed_family(family, &numbers))
                .collect(),
            slot_kinds: SLOT_KINDS.to_vec(),
            templates: analysis.templates[..templates]
                .iter()
                .map(|template| PackedTemplate::new(template, &numbers, budget))
                .collect(),
            phrases: &analysis.phrases[..phrases],
            omissions,
        }
    }
}

impl PackedSimilarity {
    fn new(
        part: &Similarity,
        whole: &Similarity,
        budget: &Budget,
        omissions: &mut Vec<Omission>,
    ) -> Self {
        let level = |level: &Level, whole_up_to: usize| PackedLevel {
            matrices: Metric::ALL
                .iter()
                .map(|metric| {
                    PackedMatrix::new(
                        level.matrix(*metric),
                        metric.is_symmetric(),
                        whole_up_to,
                        budget,
                    )
                })
                .collect(),
            trees: Metric::ALL
                .iter()
                .map(|metric| {
                    let matrix = level.matrix(*metric);
                    (matrix.len() <= whole_up_to).then(|| PackedTree::of(matrix))
                })
                .collect(),
        };
        let documents = level(&part.documents, budget.document_matrix);
        let sections = level(&part.sections, budget.section_matrix);
        let groups = part
            .groups
            .as_ref()
            .map(|groups| level(groups, budget.document_matrix));
        for (what, similarity, packed) in [
            ("matrix/documents", &whole.documents, &documents),
            ("matrix/sections", &whole.sections, &sections),
        ] {
            let cells = similarity.ids.len().pow(2);
            let kept = packed.matrices.iter().map(PackedMatrix::cells).max();
            Omission::note(omissions, what, kept.unwrap_or(0), cells, "matrix/*.csv");
        }
        Self {
            documents,
            groups,
            sections,
        }
    }
}
