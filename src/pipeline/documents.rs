//! The entry of each document and of each of its leaf sections in the result.

use std::ops::Range;

use rayon::prelude::*;
use strsim::jaro_winkler;

use super::results::Results;
use crate::analysis::{
    DocumentAnalysis, FoundFacts, InformationShares, NearestSection, Neighbour, ReferenceRun,
    SectionAnalysis, Sentence, text_files,
};
use crate::attribution::{self, DocumentAttribution, SectionRuns};
use crate::feature::similarity::{BestOfEach, best_of_each};
use crate::span::Span;
use crate::text::metadata::Fact;
use crate::text::{BreakKind, NormalText};

/// Sentences singled out of a document or a section.
const TOP_SENTENCES: usize = 5;
/// Other documents for which a section names its nearest section; of more, the most alike ones.
const NEAREST: usize = 50;
/// Shortest sentence that is singled out, in units: shorter ones are salutations and labels.
const SENTENCE_UNITS: usize = 10;

/// One entry a document, in corpus order.
pub(super) fn documents(results: &Results<'_>) -> Vec<DocumentAnalysis> {
    let nearest = nearest(results);
    let names = results.corpus.documents.iter().map(|d| d.name.as_str());
    text_files(names)
        .into_par_iter()
        .enumerate()
        .map(|(d, text_file)| DocumentAnalysis {
            text_file,
            ..document(results, &nearest, d)
        })
        .collect()
}

/// A text with what its attribution says.
struct AttributedText<'a> {
    text: &'a NormalText,
    of: &'a DocumentAttribution,
    /// Surprisal of each unit, in bits.
    bits: &'a [f32],
}

impl<'a> AttributedText<'a> {
    fn of(results: &'a Results<'_>, d: usize) -> Self {
        Self {
            text: &results.prepared.texts[d],
            of: &results.attributed.documents[d],
            bits: &results.attributed.bits[d],
        }
    }

    fn information(&self, units: Range<usize>) -> InformationShares {
        attribution::information(units, &self.of.units, self.bits)
    }
}

/// The share of new characters of all sections together.
fn together(sections: &[SectionAnalysis]) -> Option<f64> {
    let mut new = 0.0;
    let mut all = 0.0;
    for section in sections {
        new += section.new_share? * section.span.len() as f64;
        all += section.span.len() as f64;
    }
    (all > 0.0).then(|| new / all)
}

fn document(results: &Results<'_>, nearest: &[Vec<NearestSection>], d: usize) -> DocumentAnalysis {
    let source = &results.corpus.documents[d];
    let outline = &results.prepared.outlines[d];
    let text = &results.prepared.texts[d];
    let attributed = AttributedText::of(results, d);
    let sections: Vec<_> = (0..outline.sections.len())
        .map(|n| section(results, nearest, d, n))
        .collect();
    let facts = results.prepared.facts[d].clone();
    let author = facts.author.clone().or_else(|| facts.speaker.clone());
    let origin = |fact: Option<Fact>| fact.map(|fact| fact.from);
    let sentences = sentences(&attributed, Span::new(0, source.text.len()));
    let leaves = outline.sections.iter().map(|leaf| leaf.span);
    let reference = leaves
        .flat_map(|leaf| attribution::reference_runs(text, &attributed.of.reference, leaf))
        .collect::<Vec<ReferenceRun>>();
    DocumentAnalysis {
        file: source.name.clone(),
        path: source.path.to_string_lossy().into_owned(),
        kind: facts.kind.as_ref().map(|fact| fact.value.clone()),
        title: facts.title.as_ref().map(|fact| fact.value.clone()),
        date: facts.date.as_ref().map(|fact| fact.value.clone()),
        place: facts.place.as_ref().map(|fact| fact.value.clone()),
        author: author.as_ref().map(|fact| fact.value.clone()),
        meeting: facts.meeting.as_ref().map(|fact| fact.value.clone()),
        speaker: facts.speaker.as_ref().map(|fact| fact.value.clone()),
        columns: source.metadata.table.clone(),
        found: FoundFacts {
            title: origin(facts.title),
            date: origin(facts.date),
            place: origin(facts.place),
            meeting: origin(facts.meeting),
            author: origin(author),
            speaker: origin(facts.speaker),
            kind: origin(facts.kind),
        },
        characters: source.text.len(),
        units: text.len(),
        outline: outline.headings.clone(),
        noise: outline.noise.clone(),
        shares: attribution::shares(sections.iter().flat_map(|s| &s.runs)),
        information: attributed.information(0..text.len()),
        new_share: together(&sections),
        terms: results
            .features
            .top_terms(&results.features.vectors.document_words[d]),
        most_templated: most_templated(&sentences),
        most_local: most_local(&sentences),
        reference_share: share_of(&reference, sections.iter().map(|s| s.span)),
        reference,
        sections,
        text_file: String::new(),
        text: source.text.as_str().to_owned(),
    }
}

fn section(
    results: &Results<'_>,
    nearest: &[Vec<NearestSection>],
    d: usize,
    number: usize,
) -> SectionAnalysis {
    let leaf = &results.prepared.outlines[d].sections[number];
    let text = &results.prepared.texts[d];
    let attributed = AttributedText::of(results, d);
    let SectionRuns { runs, evidence } = attributed.of.sections[number].clone();
    let new = attributed.of.new.as_ref();
    let units = text.units_in(leaf.span);
    let row = results.features.sections.of_document[d].start + number;
    let sentences = sentences(&attributed, leaf.span);
    let reference = attribution::reference_runs(text, &attributed.of.reference, leaf.span);
    SectionAnalysis {
        path: leaf.path.clone(),
        heading: leaf.heading.clone(),
        span: leaf.span,
        units: units.len(),
        shares: attribution::shares(runs.iter()),
        information: attributed.information(units),
        new_share: new.map(|new| attribution::marked_share(text, new, leaf.span)),
        runs,
        evidence,
        reference_share: share_of(&reference, std::iter::once(leaf.span)),
        terms: results
            .features
            .top_terms(&results.features.vectors.section_words[row]),
        nearest: nearest[row].clone(),
        most_templated: most_templated(&sentences),
        most_local: most_local(&sentences),
    }
}

/// Characters of `runs` as a share of those of `spans`.
fn share_of(runs: &[ReferenceRun], spans: impl Iterator<Item = Span>) -> f64 {
    let all: usize = spans.map(|span| span.len()).sum();
    let of: usize = runs.iter().map(|run| run.span.len()).sum();
    of as f64 / all.max(1) as f64
}

/// For each leaf section the one most like it in each other document.
fn nearest(results: &Results<'_>) -> Vec<Vec<NearestSection>> {
    let sections = &results.features.sections;
    let sides = &results.prepared.sides;
    if results.prepared.texts.len() > SEARCHED_DOCUMENTS {
        return vec![Vec::new(); sections.leaves.len()];
    }
    let heading = |row: usize| {
        let leaf = &sections.leaves[row];
        bare(&results.prepared.outlines[leaf.document].sections[leaf.number].heading)
    };
    let of = |row: usize, other: usize| {
        let (this, document) = (
            sections.leaves[row].document,
            sections.leaves[other].document,
        );
        sides.are_compared(this, document).then_some(document)
    };
    let best = BestOfEach {
        kind: &of,
        most: NEAREST,
    };
    best_of_each(&results.features.vectors.sections, &best)
        .into_par_iter()
        .enumerate()
        .map(|(row, found)| {
            let named = |(document, near): (usize, Neighbour)| NearestSection {
                document,
                section: near.column - sections.of_document[document].start,
                cosine: f64::from(near.value),
                heading: jaro_winkler(heading(row), heading(near.column)),
            };
            found.into_iter().map(named).collect()
        })
        .collect()
}

/// Documents up to which nearest sections are looked for in every other document. Beyond, the section
/// matrix (nearest neighbours) says it, at a cost that does not grow with the square.
const SEARCHED_DOCUMENTS: usize = 1_000;

/// A heading without its marker, so that 一、 and 二、 do not count as difference.
fn bare(heading: &str) -> &str {
    let marker_end = heading
        .char_indices()
        .take(6)
        .find(|(_, c)| matches!(c, '、' | ')' | '）' | '是' | '要' | '.' | '，' | ','))
        .map_or(0, |(i, c)| i + c.len_utf8());
    &heading[marker_end..]
}

/// The sentences inside `span` that are long enough to tell something.
fn sentences(attributed: &AttributedText<'_>, span: Span) -> Vec<Sentence> {
    let text = attributed.text;
    let inside = text.units_in(span);
    let mut from = inside.start;
    let mut found = Vec::new();
    // A text has as many breaks as it has sections, so each section looks at its own only.
    let breaks = text.breaks();
    let first = breaks.partition_point(|b| b.at <= inside.start);
    let ends = breaks[first..]
        .iter()
        .take_while(|b| b.at < inside.end)
        .filter(|b| b.kind >= BreakKind::Sentence)
        .map(|b| b.at)
        .chain([inside.end]);
    for end in ends {
        let units = std::mem::replace(&mut from, end)..end;
        if units.len() < SENTENCE_UNITS {
            continue;
        }
        let information = attributed.information(units.clone());
        found.push(Sentence {
            span: text.span_of(units),
            local_bits: information.bits * information.shares.local,
            templated: 1.0 - information.shares.local,
        });
    }
    found
}

fn most_templated(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut best: Vec<_> = sentences
        .iter()
        .filter(|s| s.templated > 0.0)
        .cloned()
        .collect();
    best.sort_by(|a, b| {
        b.templated
            .total_cmp(&a.templated)
            .then(a.span.cmp(&b.span))
    });
    best.truncate(TOP_SENTENCES);
    best
}

fn most_local(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut best: Vec<_> = sentences
        .iter()
        .filter(|s| s.local_bits > 0.0)
        .cloned()
        .collect();
    best.sort_by(|a, b| {
        b.local_bits
            .total_cmp(&a.local_bits)
            .then(a.span.cmp(&b.span))
    });
    best.truncate(TOP_SENTENCES);
    best
}
