//! The entries of the report's lists, packed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::limits::Budget;
use super::matrix::rounded_shares;
use crate::analysis::rounding::rounded;
use crate::analysis::{
    Attribution, DocumentAnalysis, Family, FoundFacts, Groups, InformationShares, NearestSection,
    OperationKind, Part, Passage, Run, RunEvidence, SectionAnalysis, Sentence, SlotKind, Template,
    Term,
};
use crate::config::SpreadOver;
use crate::report::document_numbers::DocumentNumbers;
use crate::span::Span;

/// Places of a run that go onto the page: more than a reader looks at, and few enough that they are not most of the page.
const RUN_PLACES: usize = 12;

/// Documents of which the nearest section stands beside one: as many as are read side by side.
const SECTION_NEAREST: usize = 30;

/// Distinctive words of a section that any view shows.
const SECTION_TERMS: usize = 5;

#[derive(Serialize)]
pub(super) struct PackedGroups<'a> {
    by: &'a str,
    spread_over: SpreadOver,
    groups: Vec<PackedGroup<'a>>,
}

#[derive(Serialize)]
struct PackedGroup<'a> {
    name: &'a str,
    known: bool,
    /// Documents by number.
    documents: &'a [usize],
    characters: usize,
    shares: [f64; 3],
    information: [f64; 4],
    terms: Vec<(&'a str, f64)>,
}

#[derive(Serialize)]
pub(super) struct PackedDocument<'a> {
    file: &'a str,
    path: &'a str,
    /// What a person would call it, and the same where there is little room.
    name: [String; 2],
    title: Option<&'a str>,
    date: Option<&'a str>,
    place: Option<&'a str>,
    author: Option<&'a str>,
    meeting: Option<&'a str>,
    speaker: Option<&'a str>,
    kind: Option<&'a str>,
    /// The places in the text where these facts were found.
    found: &'a FoundFacts,
    /// The row of the metadata file.
    columns: &'a BTreeMap<String, String>,
    characters: usize,
    units: usize,
    /// Level, start, end, 1 if run in; the heading's text is the text there.
    outline: Vec<(u8, usize, usize, u8)>,
    /// Start and end in turn.
    noise: Vec<usize>,
    sections: Vec<PackedSection<'a>>,
    /// Start, end, number of the reference text, in turn.
    reference: Vec<usize>,
    /// Boilerplate, shared, local.
    shares: [f64; 3],
    /// Bits, then boilerplate, shared, local.
    information: [f64; 4],
    terms: Vec<(&'a str, f64)>,
    most_local: Vec<PackedSentence>,
    most_templated: Vec<PackedSentence>,
    /// `null` where the budget was spent.
    text: Option<&'a str>,
}

/// Start, end, local information in bits, share that is not local.
type PackedSentence = (usize, usize, f64, f64);

#[derive(Serialize)]
struct PackedSection<'a> {
    path: &'a str,
    heading: &'a str,
    span: Span,
    units: usize,
    shares: [f64; 3],
    information: [f64; 4],
    /// Length and attribution (0 boilerplate, 1 shared, 2 local) in turn, from the section's start.
    runs: Vec<usize>,
    /// For each run that is not local: in how many other documents it stands, then document, start and end of places there,
    /// in turn.
    evidence: Vec<Vec<usize>>,
    terms: Vec<(&'a str, f64)>,
    /// The section most like it in each other document: document, section, cosine in ten-thousandths, in turn; the most alike first.
    nearest: Vec<usize>,
}

/// Document, start, end of a, the same of b, identity, matched units, bits, score, family or `null`,
/// operations: kind (0 equal, 1 replace, 2 insert, 3 delete), length in a, length in b, in turn.
#[derive(Serialize)]
pub(super) struct PackedPassage(
    [usize; 3],
    [usize; 3],
    f64,
    usize,
    f64,
    f64,
    Option<usize>,
    Vec<usize>,
);

#[derive(Serialize)]
pub(super) struct PackedTemplate<'a> {
    id: &'a str,
    spread: usize,
    bits: f64,
    /// A literal, or the number of a slot's kind.
    parts: Vec<PackedPart<'a>>,
    /// Document, start, end, then start and end of each slot.
    instances: Vec<Vec<usize>>,
    /// The number of instances, also of those that were left out.
    uses: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<Self>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PackedPart<'a> {
    Literal(&'a str),
    Slot(usize),
    Usual { usual: &'a str },
}

pub(super) const SLOT_KINDS: [SlotKind; 11] = [
    SlotKind::Place,
    SlotKind::Person,
    SlotKind::Organisation,
    SlotKind::Date,
    SlotKind::Number,
    SlotKind::Percentage,
    SlotKind::Meeting,
    SlotKind::Quoted,
    SlotKind::Law,
    SlotKind::List,
    SlotKind::Phrase,
];

impl<'a> PackedDocument<'a> {
    pub(super) fn new(document: &'a DocumentAnalysis, name: [String; 2], with_text: bool) -> Self {
        Self {
            name,
            file: &document.file,
            path: &document.path,
            title: document.title.as_deref(),
            date: document.date.as_deref(),
            place: document.place.as_deref(),
            author: document.author.as_deref(),
            meeting: document.meeting.as_deref(),
            speaker: document.speaker.as_deref(),
            kind: document.kind.as_deref(),
            found: &document.found,
            columns: &document.columns,
            characters: document.characters,
            units: document.units,
            outline: document
                .outline
                .iter()
                .map(|h| (h.level, h.span.start, h.span.end, u8::from(h.run_in)))
                .collect(),
            noise: document
                .noise
                .iter()
                .flat_map(|s| [s.start, s.end])
                .collect(),
            sections: document.sections.iter().map(PackedSection::new).collect(),
            reference: document
                .reference
                .iter()
                .flat_map(|run| [run.span.start, run.span.end, run.source])
                .collect(),
            shares: rounded_shares(&document.shares),
            information: packed_information(&document.information),
            terms: packed_terms(&document.terms),
            most_local: packed_sentences(&document.most_local),
            most_templated: packed_sentences(&document.most_templated),
            text: with_text.then_some(document.text.as_str()),
        }
    }
}

impl<'a> PackedSection<'a> {
    fn new(section: &'a SectionAnalysis) -> Self {
        Self {
            path: &section.path,
            heading: &section.heading,
            span: section.span,
            units: section.units,
            shares: rounded_shares(&section.shares),
            information: packed_information(&section.information),
            runs: section.runs.iter().flat_map(packed_run).collect(),
            evidence: section.evidence.iter().map(packed_evidence).collect(),
            terms: packed_terms(&section.terms[..section.terms.len().min(SECTION_TERMS)]),
            nearest: packed_nearest(&section.nearest),
        }
    }
}

fn packed_nearest(nearest: &[NearestSection]) -> Vec<usize> {
    let mut ranked: Vec<&NearestSection> = nearest.iter().filter(|n| n.cosine > 0.0).collect();
    ranked.sort_by(|a, b| {
        b.cosine
            .total_cmp(&a.cosine)
            .then(a.document.cmp(&b.document))
    });
    let kept = ranked.into_iter().take(SECTION_NEAREST);
    kept.flat_map(|n| {
        [
            n.document,
            n.section,
            (n.cosine * 10_000.0).round() as usize,
        ]
    })
    .collect()
}

pub(super) fn packed_groups(groups: &Groups) -> PackedGroups<'_> {
    PackedGroups {
        by: &groups.by,
        spread_over: groups.spread_over,
        groups: groups
            .groups
            .iter()
            .map(|group| PackedGroup {
                name: &group.name,
                known: group.known,
                documents: &group.documents,
                characters: group.characters,
                shares: rounded_shares(&group.shares),
                information: packed_information(&group.information),
                terms: packed_terms(&group.terms[..group.terms.len().min(SECTION_TERMS)]),
            })
            .collect(),
    }
}

fn packed_run(run: &Run) -> [usize; 2] {
    let attribution = match run.attribution {
        Attribution::Boilerplate => 0,
        Attribution::Shared => 1,
        Attribution::Local => 2,
    };
    [run.span.len(), attribution]
}

fn packed_evidence(evidence: &RunEvidence) -> Vec<usize> {
    let places = evidence.places.iter().take(RUN_PLACES);
    let places = places.flat_map(|place| [place.document, place.span.start, place.span.end]);
    std::iter::once(evidence.documents).chain(places).collect()
}

fn packed_information(information: &InformationShares) -> [f64; 4] {
    let [boilerplate, shared, local] = rounded_shares(&information.shares);
    [rounded(information.bits, 2), boilerplate, shared, local]
}

fn packed_terms(terms: &[Term]) -> Vec<(&str, f64)> {
    terms
        .iter()
        .map(|term| (term.term.as_str(), rounded(term.weight, 4)))
        .collect()
}

fn packed_sentences(sentences: &[Sentence]) -> Vec<PackedSentence> {
    sentences
        .iter()
        .map(|s| {
            let (bits, share) = (rounded(s.local_bits, 2), rounded(s.templated, 4));
            (s.span.start, s.span.end, bits, share)
        })
        .collect()
}

pub(super) fn packed_family(family: &Family, numbers: &DocumentNumbers<'_>) -> Vec<usize> {
    family
        .places
        .iter()
        .filter_map(|(name, span)| Some([numbers.get(name)?, span.start, span.end]))
        .flatten()
        .collect()
}

impl PackedPassage {
    pub(super) fn new(
        passage: &Passage,
        numbers: &DocumentNumbers<'_>,
        families: usize,
    ) -> Option<Self> {
        let place = |place: &crate::analysis::Place| {
            let number = numbers.get(&place.document)?;
            Some([number, place.span.start, place.span.end])
        };
        Some(Self(
            place(&passage.a)?,
            place(&passage.b)?,
            rounded(passage.identity, 4),
            passage.verdict.matched,
            rounded(passage.verdict.bits, 2),
            rounded(passage.verdict.score, 2),
            passage.family.filter(|family| *family < families),
            passage
                .operations
                .iter()
                .flat_map(|step| {
                    let kind = match step.kind {
                        OperationKind::Equal => 0,
                        OperationKind::Replace => 1,
                        OperationKind::Insert => 2,
                        OperationKind::Delete => 3,
                    };
                    [kind, step.a.len(), step.b.len()]
                })
                .collect(),
        ))
    }
}

impl<'a> PackedTemplate<'a> {
    pub(super) fn new(
        template: &'a Template,
        numbers: &DocumentNumbers<'_>,
        budget: &Budget,
    ) -> Self {
        Self {
            id: &template.id,
            spread: template.spread,
            bits: rounded(template.bits_saved, 2),
            parts: template.parts.iter().map(PackedPart::new).collect(),
            instances: template
                .instances
                .iter()
                .take(budget.instances)
                .filter_map(|instance| {
                    let mut packed = vec![
                        numbers.get(&instance.doc)?,
                        instance.span.start,
                        instance.span.end,
                    ];
                    packed.extend(instance.slots.iter().flat_map(|s| [s.start, s.end]));
                    Some(packed)
                })
                .collect(),
            uses: template.instances.len(),
            variants: template
                .variants
                .iter()
                .take(budget.variants)
                .map(|variant| Self::new(variant, numbers, budget))
                .collect(),
        }
    }
}

impl<'a> PackedPart<'a> {
    fn new(part: &'a Part) -> Self {
        match part {
            Part::Literal(wording) => Self::Literal(wording),
            Part::Usual(usual) => Self::Usual { usual },
            Part::Slot(kind) => Self::Slot(
                SLOT_KINDS
                    .iter()
                    .position(|known| known == kind)
                    .expect("SLOT_KINDS lists every kind"),
            ),
        }
    }
}
