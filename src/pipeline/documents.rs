//! Puts together what the stages found of each document.

use rayon::prelude::*;
use strsim::jaro_winkler;

use super::sections::{Sections, Vectors};
use crate::Span;
use crate::analysis::{
    Attribution, DocumentAnalysis, NearestSection, SectionAnalysis, Sentence, Term,
};
use crate::attribution;
use crate::corpus::Corpus;
use crate::feature::{SparseVector, Terms};
use crate::text::kind::document_kind;
use crate::text::outline::{Outline, Section};
use crate::text::{BreakKind, NormalText};

/// Distinctive words shown of a document or a section: as many as a reader takes in at a glance.
const TOP_TERMS: usize = 12;
/// Sentences singled out of a document or a section.
const TOP_SENTENCES: usize = 5;
/// Other documents for which a section names its nearest section; of more, the most alike ones.
const NEAREST: usize = 50;
/// Shortest sentence that is singled out, in units: shorter ones are salutations and labels.
const SENTENCE_UNITS: usize = 10;

/// The attribution of one document's units.
pub struct Attributed {
    /// Whose each unit is.
    pub units: Vec<Attribution>,
    /// Surprisal of each unit, in bits.
    pub bits: Vec<f32>,
}

/// What the stages found.
pub struct Inputs<'a> {
    pub corpus: &'a Corpus,
    pub outlines: &'a [Outline],
    pub texts: &'a [NormalText],
    pub terms: &'a Terms,
    pub attributed: &'a [Attributed],
    pub vectors: &'a Vectors,
    pub sections: &'a Sections,
}

/// One entry a document, in corpus order.
pub fn assemble(inputs: &Inputs) -> Vec<DocumentAnalysis> {
    (0..inputs.corpus.documents.len())
        .into_par_iter()
        .map(|d| document(inputs, d))
        .collect()
}

fn document(inputs: &Inputs, d: usize) -> DocumentAnalysis {
    let source = &inputs.corpus.documents[d];
    let outline = &inputs.outlines[d];
    let text = &inputs.texts[d];
    let attributed = &inputs.attributed[d];
    let sections: Vec<_> = (0..outline.sections.len())
        .map(|n| section(inputs, d, n))
        .collect();
    let title = outline
        .title
        .map(|span| source.text.slice(span).trim().to_owned());
    let title = source.metadata.title.clone().or(title);
    let sentences = sentences(text, Span::new(0, source.text.len()), attributed);
    DocumentAnalysis {
        file: source.name.clone(),
        path: source.path.to_string_lossy().into_owned(),
        kind: document_kind(source.text.as_str(), title.as_deref(), outline)
            .map(|kind| kind.name().to_owned()),
        title,
        date: source.metadata.date.clone(),
        place: source.metadata.place.clone(),
        author: source.metadata.author.clone(),
        characters: source.text.len(),
        units: text.len(),
        outline: outline.headings.clone(),
        noise: outline.noise.clone(),
        shares: attribution::shares(sections.iter().flat_map(|s| &s.runs)),
        information: attribution::information(0..text.len(), &attributed.units, &attributed.bits),
        terms: top_terms(&inputs.vectors.document_words[d], inputs.terms),
        most_templated: most_templated(&sentences),
        most_local: most_local(&sentences),
        sections,
        text: source.text.as_str().to_owned(),
    }
}

fn section(inputs: &Inputs, d: usize, number: usize) -> SectionAnalysis {
    let leaf = &inputs.outlines[d].sections[number];
    let text = &inputs.texts[d];
    let attributed = &inputs.attributed[d];
    let runs = attribution::runs(text, &attributed.units, leaf.span);
    let units = text.units_in(leaf.span);
    let row = inputs.sections.of_document[d].start + number;
    let sentences = sentences(text, leaf.span, attributed);
    SectionAnalysis {
        path: leaf.path.clone(),
        heading: leaf.heading.clone(),
        span: leaf.span,
        units: units.len(),
        shares: attribution::shares(runs.iter()),
        information: attribution::information(units, &attributed.units, &attributed.bits),
        runs,
        terms: top_terms(&inputs.vectors.section_words[row], inputs.terms),
        nearest: nearest(inputs, d, row, leaf),
        most_templated: most_templated(&sentences),
        most_local: most_local(&sentences),
    }
}

fn top_terms(vector: &SparseVector, terms: &Terms) -> Vec<Term> {
    vector
        .top(TOP_TERMS)
        .into_iter()
        .map(|(term, weight)| Term {
            term: terms.word(term).to_owned(),
            weight: f64::from(weight),
        })
        .collect()
}

/// The section most like this one in each other document.
fn nearest(inputs: &Inputs, d: usize, row: usize, leaf: &Section) -> Vec<NearestSection> {
    let vector = &inputs.vectors.sections[row];
    let mut found: Vec<NearestSection> = Vec::new();
    if inputs.texts.len() > SEARCHED_DOCUMENTS {
        return found;
    }
    for (other, rows) in inputs.sections.of_document.iter().enumerate() {
        if other == d {
            continue;
        }
        let best = rows
            .clone()
            .map(|r| (vector.cosine(&inputs.vectors.sections[r]), r))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((cosine, r)) = best.filter(|(cosine, _)| *cosine > 0.0) {
            let section = r - rows.start;
            let heading = &inputs.outlines[other].sections[section].heading;
            found.push(NearestSection {
                document: other,
                section,
                cosine: f64::from(cosine),
                heading: jaro_winkler(bare(&leaf.heading), bare(heading)),
            });
        }
    }
    if found.len() > NEAREST {
        found.sort_by(|a, b| {
            b.cosine
                .total_cmp(&a.cosine)
                .then(a.document.cmp(&b.document))
        });
        found.truncate(NEAREST);
        found.sort_by_key(|n| n.document);
    }
    found
}

/// Documents up to which nearest sections are looked for in every other document. Beyond, the section
/// matrix (nearest neighbours) says it, at a cost that does not grow with the square.
const SEARCHED_DOCUMENTS: usize = 300;

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
fn sentences(text: &NormalText, span: Span, attributed: &Attributed) -> Vec<Sentence> {
    let inside = text.units_in(span);
    let mut from = inside.start;
    let mut found = Vec::new();
    let ends = text
        .breaks()
        .iter()
        .filter(|b| b.kind >= BreakKind::Sentence && b.at > inside.start && b.at < inside.end)
        .map(|b| b.at)
        .chain([inside.end]);
    for end in ends {
        let units = std::mem::replace(&mut from, end)..end;
        if units.len() < SENTENCE_UNITS {
            continue;
        }
        let information =
            attribution::information(units.clone(), &attributed.units, &attributed.bits);
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
