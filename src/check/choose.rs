//! Of all passages with all sources, those that tell the draft: each stretch of it once, with its closest source.
//!
//! In: sentence 3 in the texts A (whole), B (half of it) and C (the same as A, of a later date). Out: the passage with A;
//! C is another place of it.

use std::ops::Range;

use super::align::Found;
use super::found_passage::FoundPassage;

/// Share of a passage that stronger ones may cover before it is nothing by itself.
const COVERED: f64 = 0.5;
/// Shortest rest of a passage that is shown by itself, in units: that of the pair engine's passages.
const SHORTEST: usize = 20;
/// Share of a chosen passage that another source has to have to be named beside it.
const OTHER: f64 = 0.6;

/// A passage of the draft with its source and the other ones.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) passage: FoundPassage,
    /// Other sources of it, with their units.
    pub(super) others: Vec<(usize, Range<usize>)>,
}

/// Chooses: O(k²) in the passages.
pub(super) fn choose(found: &Found, units: usize) -> Vec<Chosen> {
    let mut ranked: Vec<&FoundPassage> = found.passages.iter().collect();
    let dated = |passage: &FoundPassage| {
        let facts = &found.sources[passage.source].stored.facts;
        (facts.date.is_none(), facts.date.clone())
    };
    ranked.sort_by(|a, b| {
        let bits = b.bits.total_cmp(&a.bits);
        bits.then_with(|| dated(a).cmp(&dated(b)))
            .then_with(|| a.source.cmp(&b.source))
    });
    let mut taken = vec![false; units];
    let mut chosen: Vec<Chosen> = Vec::new();
    for passage in ranked {
        let free = longest_free(&taken, &passage.draft);
        let all = passage.draft.len();
        let covered = passage.draft.clone().filter(|unit| taken[*unit]).count();
        if covered as f64 > COVERED * all as f64 || free.len() < SHORTEST.min(all) {
            continue;
        }
        let Some(passage) = passage.cut(&free) else {
            continue;
        };
        passage.draft.clone().for_each(|unit| taken[unit] = true);
        chosen.push(Chosen {
            passage,
            others: Vec::new(),
        });
    }
    for one in &mut chosen {
        one.others = others(found, &one.passage);
    }
    chosen.sort_by_key(|one| one.passage.draft.start);
    chosen
}

/// Passages of other sources that have most of a passage, the earliest first.
fn others(found: &Found, of: &FoundPassage) -> Vec<(usize, Range<usize>)> {
    let mut others: Vec<(usize, Range<usize>)> = Vec::new();
    for passage in found
        .passages
        .iter()
        .filter(|passage| passage.source != of.source)
    {
        let start = passage.draft.start.max(of.draft.start);
        let end = passage.draft.end.min(of.draft.end);
        let common = end.saturating_sub(start);
        if (common as f64) < OTHER * of.draft.len() as f64 {
            continue;
        }
        if let Some(cut) = passage.cut(&(start..end))
            && others.iter().all(|(source, _)| *source != passage.source)
        {
            others.push((passage.source, cut.there));
        }
    }
    let dated = |source: usize| {
        let facts = &found.sources[source].stored.facts;
        (facts.date.is_none(), facts.date.clone(), source)
    };
    others.sort_by_key(|(source, _)| dated(*source));
    others
}

fn longest_free(taken: &[bool], units: &Range<usize>) -> Range<usize> {
    let mut longest = units.start..units.start;
    let mut start = units.start;
    for unit in units.clone() {
        if taken[unit] {
            start = unit + 1;
        } else if unit + 1 - start > longest.len() {
            longest = start..unit + 1;
        }
    }
    longest
}
