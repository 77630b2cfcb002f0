//! A draft checked against a library: which of it stands in what is there already, what each passage is, and what is left over
//! of somebody else's text.
//!
//! 1. `hits`: all windows of the draft are looked up; texts that share some are candidates, windows that many texts have are the
//!    wording of the genre;
//! 2. `align`: the pair engine aligns the draft with the candidates, around the hits;
//! 3. `choose`: each stretch of the draft is told once, with its closest source;
//! 4. `class`: copied, adapted, template, common, own, above, each with its reason;
//! 5. `leftover`, `impossible`, `blanks`: names of the source, places that are not where the draft says, blanks;
//! 6. `ratios`: what it adds up to.
//!
//! ALGORITHM.md defines classes and shares. Nothing is called plagiarism: who has to judge that has the places before him.

mod align;
mod blanks;
mod choose;
mod class;
mod draft;
mod found_passage;
mod hits;
mod impossible;
mod leftover;
mod options;
mod parts;
mod quote;
mod ratios;
#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::library::{Library, Result};
use crate::reuse::Edit;
use crate::reuse::pair::with_marks;
use crate::span::Span;
use crate::text::words::Segmenter;

use align::Found;
use choose::Chosen;
use class::Judge;
use draft::Draft;
use found_passage::FoundPassage;
use hits::{CommonRun, Hits};
use leftover::{OwnWording, Search};

pub use crate::analysis::checked::{
    CheckedDraft, CheckedPassage, CheckedSource, Class, ImpossiblePlace, Leftover, LeftoverKind,
    Ratios, Reason, SourcePlace,
};
pub use options::{CheckOptions, ColumnValue, MOST, common_texts};

/// Shortest stretch of common wording that is shown by itself, in units: that of passages.
const SHORTEST_COMMON: usize = 20;

/// Checks a draft against a library.
///
/// O(n) questions to the library for a draft of n units, and the alignment with some fifty texts; what the library holds beside
/// them costs nothing.
///
/// # Errors
/// When the library is damaged.
pub fn check(
    document: &Document,
    library: &Library,
    options: &CheckOptions,
) -> Result<CheckedDraft> {
    let draft = Draft::of(document, &Segmenter::without_dictionary());
    let many = options
        .common
        .unwrap_or_else(|| common_texts(library.len()));
    let hits = Hits::of(&draft.normal, library);
    let common = hits.common(many);
    let mut found = align::align(&draft.normal, &hits.candidates(library.len()), library)?;
    let mut chosen = choose::choose(&found, draft.normal.len());
    add_common(&common, &hits, library, &mut found, &mut chosen)?;
    let judge = Judge {
        draft: &draft,
        sources: &found.sources,
        common: &common,
        options,
    };
    let passages: Vec<CheckedPassage> = chosen
        .iter()
        .map(|one| passage(&draft, &found, one, &judge))
        .collect();
    let taken = passages.iter().filter(|passage| passage.class.is_taken());
    let taken: Vec<Span> = taken.map(|passage| passage.draft).collect();
    let own = OwnWording::of(&draft, &taken);
    let search = Search {
        draft: &draft,
        own: &own,
        library,
    };
    let mut leftovers = Vec::new();
    for (one, passage) in chosen.iter().zip(&passages) {
        if passage.class.is_taken() {
            leftovers.extend(search.of_all(one, &found));
        }
    }
    let characters = draft.characters(Span::new(0, draft.text.len()));
    let sources = ratios::sources(&draft, &passages, &found.sources);
    Ok(CheckedDraft {
        file: draft.name.clone(),
        text: draft.text.clone(),
        characters,
        ratios: ratios::ratios(&draft, &passages, &sources, characters),
        passages,
        sources,
        leftovers,
        impossible: impossible::impossible(&draft.chars),
        unfilled: blanks::unfilled(&draft.chars),
    })
}

/// Adds the wording of the genre that no passage holds, with the earliest text that has it.
fn add_common(
    common: &[CommonRun],
    hits: &Hits,
    library: &Library,
    found: &mut Found,
    chosen: &mut Vec<Chosen>,
) -> Result<()> {
    for run in common
        .iter()
        .filter(|run| run.units.len() >= SHORTEST_COMMON)
    {
        let meets = |one: &Chosen| {
            one.passage.draft.start < run.units.end && run.units.start < one.passage.draft.end
        };
        if chosen.iter().any(meets) {
            continue;
        }
        let inside = hits.all.iter().filter(|hit| run.units.contains(&hit.at));
        let first = inside
            .filter_map(|hit| Some((hit.at, *hit.places.first()?)))
            .next();
        let Some((at, (text, there))) = first else {
            continue;
        };
        let source = align::read(library, text)?;
        let start = (there as usize).saturating_sub(at - run.units.start);
        let end = (start + run.units.len()).min(source.normal.len());
        let number = found.sources.len();
        found.sources.push(source);
        let passage = FoundPassage {
            source: number,
            draft: run.units.clone(),
            there: start.min(end)..end,
            edits: vec![Edit::Equal(run.units.len())],
            identity: 1.0,
            bits: 0.0,
        };
        chosen.push(Chosen {
            passage,
            others: Vec::new(),
        });
    }
    chosen.sort_by_key(|one| one.passage.draft.start);
    Ok(())
}

/// A chosen passage in code points, with its class.
fn passage(draft: &Draft, found: &Found, chosen: &Chosen, judge: &Judge<'_>) -> CheckedPassage {
    let place = |source: usize, units: &std::ops::Range<usize>| {
        let source = &found.sources[source];
        SourcePlace {
            source: source.stored.id(),
            source_span: with_marks(&source.source, &source.normal, units.clone()),
        }
    };
    let (class, reason) = judge.class(chosen);
    let passage = &chosen.passage;
    let mut at = passage.draft.start;
    let mut changes = Vec::new();
    for edit in &passage.edits {
        let (n, _) = edit.consumed();
        if n > 0 && !matches!(edit, Edit::Equal(_)) {
            changes.push(draft.normal.span_of(at..at + n));
        }
        at += n;
    }
    let best = place(passage.source, &passage.there);
    let source_text = found.sources[passage.source].source.slice(best.source_span);
    CheckedPassage {
        draft: with_marks(&draft.text, &draft.normal, passage.draft.clone()),
        best,
        class,
        reason,
        identity: passage.identity,
        source_text: source_text.to_owned(),
        others: chosen
            .others
            .iter()
            .map(|(source, units)| place(*source, units))
            .collect(),
        changes,
    }
}
