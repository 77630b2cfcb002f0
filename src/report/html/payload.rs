//! The data of the report, packed: what the page reads back is in `assets/data.js`.
//!
//! Texts stand once, and everything else points into them: documents by number, wording by its span.

use serde::Serialize;

use super::entries::{
    PackedDocument, PackedGroups, PackedPassage, PackedTemplate, SLOT_KINDS, packed_family,
    packed_groups,
};
use super::excerpt::Excerpt;
use super::findings::{PackedFinding, packed_findings};
use super::limits::{Budget, Omission};
use super::matrix::PackedMatrix;
use super::pair::PackedPair;
use super::tree::PackedTree;
use crate::analysis::{
    Analysis, CopyGroup, CopyOrder, Counts, DocumentAnalysis, Family, Level, Limit, Metric,
    Passage, Phrase, SideKind, Similarity, SlotKind, Template,
};
use crate::config::Config;
use crate::document::Skipped;
use crate::report::document_numbers::DocumentNumbers;
use crate::report::findings::clusters;
use crate::report::names::DocumentNames;
use crate::report::themes::themes;
use crate::report::{Lang, glossary};

#[derive(Serialize)]
pub(super) struct Payload<'a> {
    version: &'a str,
    /// What was found, also where less of it is on the page.
    counts: Counts,
    language: &'static str,
    config: &'a Config,
    boilerplate_docs: usize,
    reference: &'a [String],
    skipped: &'a [Skipped],
    limits: Vec<PackedLimit>,
    omissions: Vec<Omission>,
    findings: Vec<PackedFinding>,
    documents: Vec<PackedDocument<'a>>,
    /// Documents that have much of each other's wording: groups of numbers.
    clusters: Vec<Vec<usize>>,
    themes: Vec<PackedTheme>,
    /// By group of copies: by what it is in order, then document and the one that it is equal to, or itself, in turn.
    copies: Vec<(CopyOrder, Vec<usize>)>,
    /// `null` where documents are not put together.
    groups: Option<PackedGroups<'a>>,
    /// Where not every document was compared with every other.
    #[serde(skip_serializing_if = "Option::is_none")]
    sides: Option<PackedSides<'a>>,
    similarity: PackedSimilarity,
    passages: Vec<PackedPassage>,
    families: Vec<Vec<usize>>,
    slot_kinds: Vec<SlotKind>,
    templates: Vec<PackedTemplate<'a>>,
    phrases: &'a [Phrase],
    /// Only on a page of two documents alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<PackedPair>,
}

/// Which documents were compared with which.
#[derive(Serialize)]
struct PackedSides<'a> {
    by: SideKind,
    /// By document of the page.
    of: &'a [u32],
    /// Documents of side 0, also those that are not on the page.
    first: usize,
}

/// Sections of one theme.
#[derive(Serialize)]
struct PackedTheme {
    heading: String,
    terms: Vec<String>,
    /// Document and section in turn.
    sections: Vec<usize>,
}

/// The themes of the documents of the page.
fn packed_themes(documents: &[DocumentAnalysis]) -> Vec<PackedTheme> {
    let themes = themes(documents).into_iter();
    themes
        .map(|theme| PackedTheme {
            heading: theme.heading,
            terms: theme.terms,
            sections: theme.sections.iter().flat_map(|(d, n)| [*d, *n]).collect(),
        })
        .collect()
}

/// The clusters, as far as two documents or more of one are on the page.
fn packed_clusters(analysis: &Analysis, numbers: &DocumentNumbers<'_>) -> Vec<Vec<usize>> {
    let number = |index: usize| numbers.get(&analysis.documents[index].file);
    let groups = clusters(analysis).into_iter();
    groups
        .map(|group| group.into_iter().filter_map(number).collect())
        .filter(|group: &Vec<usize>| group.len() > 1)
        .collect()
}

/// A list that the analysis cut.
#[derive(Serialize)]
struct PackedLimit {
    /// Its name in Chinese and in English.
    what: [String; 2],
    kept: u64,
    of: u64,
}

impl PackedLimit {
    fn of(limit: &Limit) -> Self {
        Self {
            what: [Lang::Zh, Lang::En].map(|lang| glossary::limited_list(lang, limit.what)),
            kept: limit.kept,
            of: limit.of,
        }
    }
}

#[derive(Serialize)]
struct PackedSimilarity {
    documents: PackedLevel,
    groups: Option<PackedLevel>,
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
        let mut omissions = Vec::new();
        let kept = KeptEntries::of(excerpt, analysis, budget, &mut omissions);
        let texts = budget.texts(&excerpt.documents, &mut omissions);
        let documents = excerpt.documents.iter().zip(texts);
        let numbers = DocumentNumbers::of(&excerpt.documents);
        let names = DocumentNames::of(&excerpt.documents);
        Self {
            findings: packed_findings(analysis, &numbers),
            clusters: packed_clusters(analysis, &numbers),
            themes: packed_themes(&excerpt.documents),
            version: &analysis.version,
            counts: analysis.counts(),
            language,
            config: &analysis.config,
            boilerplate_docs: analysis.boilerplate_docs,
            reference: &analysis.reference,
            skipped: &analysis.skipped,
            limits: analysis.limits.iter().map(PackedLimit::of).collect(),
            documents: documents
                .enumerate()
                .map(|(index, (document, with_text))| {
                    let name = [names.full(index), names.short(index)].map(str::to_owned);
                    PackedDocument::new(document, name, with_text)
                })
                .collect(),
            copies: excerpt.copies.iter().map(packed_copies).collect(),
            groups: excerpt.groups.as_ref().as_ref().map(packed_groups),
            sides: packed_sides(excerpt, analysis),
            families: kept
                .families
                .iter()
                .map(|f| packed_family(f, &numbers))
                .collect(),
            slot_kinds: SLOT_KINDS.to_vec(),
            templates: packed_templates(kept.templates, &numbers, budget, &mut omissions),
            similarity: PackedSimilarity::new(
                &excerpt.similarity,
                analysis,
                budget,
                &mut omissions,
            ),
            passages: kept
                .passages
                .iter()
                .filter_map(|passage| PackedPassage::new(passage, &numbers, kept.families.len()))
                .collect(),
            phrases: kept.phrases,
            omissions,
            pair: None,
        }
    }

    /// The same, of two documents alone.
    pub(super) fn of_pair(self, pair: PackedPair) -> Self {
        Self {
            pair: Some(pair),
            ..self
        }
    }
}

/// The cells of the matrices of documents that hold a comparison.
fn compared_cells(analysis: &Analysis) -> usize {
    let documents = &analysis.similarity.documents;
    let sides = analysis.sides.as_ref();
    sides.map_or(documents.ids.len().pow(2), |sides| sides.cells())
}

fn packed_sides<'a>(excerpt: &'a Excerpt<'_>, analysis: &Analysis) -> Option<PackedSides<'a>> {
    let (here, all) = (excerpt.sides.as_ref().as_ref()?, analysis.sides.as_ref()?);
    Some(PackedSides {
        by: here.by,
        of: &here.of,
        first: all.first(),
    })
}

fn packed_copies(group: &CopyGroup) -> (CopyOrder, Vec<usize>) {
    let versions = group.versions.iter();
    let numbers = versions.flat_map(|v| [v.document, v.equal_to.unwrap_or(v.document)]);
    (group.order, numbers.collect())
}

/// The entries of each list that go onto the page: the first ones.
struct KeptEntries<'a> {
    passages: &'a [Passage],
    families: &'a [Family],
    templates: &'a [Template],
    phrases: &'a [Phrase],
}

impl<'a> KeptEntries<'a> {
    /// Cuts the lists and notes each that is cut, with the output that has it whole.
    fn of(
        excerpt: &'a Excerpt<'_>,
        analysis: &'a Analysis,
        budget: &Budget,
        omissions: &mut Vec<Omission>,
    ) -> Self {
        let mut keep = |what: &'static str, of: usize, at_most: usize, instead: &'static str| {
            let kept = of.min(at_most);
            Omission::note(omissions, what, kept, of, instead);
            kept
        };
        let (documents, on_page) = (analysis.documents.len(), excerpt.documents.len());
        keep("documents", documents, on_page, "documents.csv");
        let most = budget.passages.min(excerpt.passages.len());
        let passages = keep("passages", analysis.passages.len(), most, "passages.jsonl");
        let most = budget.families;
        let families = keep("families", analysis.families.len(), most, "analysis.json");
        let most = budget.templates;
        let templates = keep(
            "templates",
            analysis.templates.len(),
            most,
            "templates.json",
        );
        let most = budget.phrases;
        let phrases = keep("phrases", analysis.phrases.len(), most, "analysis.json");
        Self {
            passages: &excerpt.passages[..passages],
            families: &analysis.families[..families],
            templates: &analysis.templates[..templates],
            phrases: &analysis.phrases[..phrases],
        }
    }
}

/// Templates with their first variants and instances; how many of these are left out is noted.
fn packed_templates<'a>(
    templates: &'a [Template],
    numbers: &DocumentNumbers<'_>,
    budget: &Budget,
    omissions: &mut Vec<Omission>,
) -> Vec<PackedTemplate<'a>> {
    let variants = templates.iter().map(|t| t.variants.len());
    let kept = variants.clone().map(|n| n.min(budget.variants)).sum();
    Omission::note(
        omissions,
        "variants",
        kept,
        variants.sum(),
        "templates.json",
    );
    let all = templates
        .iter()
        .flat_map(|t| std::iter::once(t).chain(t.variants.iter().take(budget.variants)));
    let instances = all.map(|t| t.instances.len());
    let kept = instances.clone().map(|n| n.min(budget.instances)).sum();
    Omission::note(
        omissions,
        "instances",
        kept,
        instances.sum(),
        "templates.json",
    );
    let packed = templates.iter();
    packed
        .map(|t| PackedTemplate::new(t, numbers, budget))
        .collect()
}

impl PackedSimilarity {
    fn new(
        part: &Similarity,
        analysis: &Analysis,
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
        let groups = part
            .groups
            .as_ref()
            .map(|groups| level(groups, budget.document_matrix));
        if !documents.matrices.iter().all(PackedMatrix::is_whole) {
            let kept = documents.matrices.iter().map(PackedMatrix::cells).max();
            let cells = compared_cells(analysis);
            Omission::note(
                omissions,
                "matrix/documents",
                kept.unwrap_or(0),
                cells,
                "matrix/*.csv",
            );
        }
        Self { documents, groups }
    }
}
