//! Candidates aligned with the draft by the pair engine, around their hits.

use super::hits::Candidate;
use std::ops::Range;

use super::found_passage::FoundPassage;
use super::parts::parts;
use crate::library::{Library, Result, StoredText, TextRef};
use crate::reuse::Edit;
use crate::reuse::pair::{Aligner, Background, PairPassage};
use crate::text::{NormalText, SourceText};

/// Texts that are aligned with a draft: those that most speaks for. Of 120 drafts none has a source behind the 30th.
const CANDIDATES: usize = 48;
/// Further ones for stretches of the draft that none of these explains: so many a stretch.
const PER_STRETCH: usize = 3;
/// Units of a stretch.
const STRETCH: usize = 32;

/// A text of the library that was aligned with the draft.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) stored: StoredText,
    pub(super) source: SourceText,
    pub(super) normal: NormalText,
}

impl Source {
    pub(super) fn new(stored: StoredText) -> Self {
        Self {
            normal: stored.normal(),
            source: stored.source(),
            stored,
        }
    }
}

/// What was found in the sources.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) sources: Vec<Source>,
    pub(super) passages: Vec<FoundPassage>,
}

/// Aligns the candidates with the draft.
pub(super) fn align(
    draft: &NormalText,
    candidates: &[Candidate],
    library: &Library,
) -> Result<Found> {
    let mut chosen = chosen(candidates, draft.len());
    // Texts of one block are read together.
    chosen.sort_by_key(|candidate| candidate.text);
    let aligner = Aligner::default();
    let prepared = aligner.prepare(draft);
    let mut reader = library.reader();
    let mut found = Found::default();
    for candidate in chosen {
        let source = Source::new(reader.text(candidate.text)?);
        let boxes = candidate.boxes(draft.len(), source.normal.len());
        let there = aligner.prepare(&source.normal);
        let passages = aligner.align_around(&prepared, &there, boxes, &Background);
        if passages.is_empty() {
            continue;
        }
        let number = found.sources.len();
        let pieces = passages
            .iter()
            .flat_map(|passage| pieces(passage, number, draft, &source.normal));
        let pieces = pieces.flat_map(parts);
        found
            .passages
            .extend(pieces.filter(FoundPassage::is_telling));
        found.sources.push(source);
    }
    Ok(found)
}

/// A passage of the pair engine, and what moved inside it: the wording is the source's wherever it stands there.
fn pieces(
    passage: &PairPassage,
    source: usize,
    draft: &NormalText,
    there: &NormalText,
) -> Vec<FoundPassage> {
    let bits = passage.bits() / passage.a.len().max(1) as f64;
    let piece = |a: &Range<usize>, b: &Range<usize>, edits: &[Edit]| {
        FoundPassage::new(source, a.clone(), b.clone(), edits.to_vec(), bits)
    };
    let mut pieces = vec![piece(&passage.a, &passage.b, &passage.edits)];
    let moves = passage.rearrangement(draft, there).moves;
    pieces.extend(moves.iter().map(|one| piece(&one.a, &one.b, &one.edits)));
    pieces
}

/// The strongest candidates, and the strongest of each stretch of the draft.
fn chosen(candidates: &[Candidate], units: usize) -> Vec<&Candidate> {
    let mut seen = vec![0usize; units.div_ceil(STRETCH)];
    let mut chosen = Vec::new();
    for candidate in candidates {
        let mut stretches: Vec<usize> = candidate.hits.iter().map(|(at, _)| at / STRETCH).collect();
        stretches.dedup();
        let missing = |stretch: &&usize| seen[**stretch] < PER_STRETCH;
        if chosen.len() < CANDIDATES || stretches.iter().any(|stretch| missing(&stretch)) {
            stretches.iter().for_each(|stretch| seen[*stretch] += 1);
            chosen.push(candidate);
        }
    }
    chosen
}

/// Kept beside the candidates for who asks for a text by its place.
pub(super) fn read(library: &Library, text: TextRef) -> Result<Source> {
    library.reader().text(text).map(Source::new)
}
