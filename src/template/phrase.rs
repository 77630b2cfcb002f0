//! The lexicon of set phrases (套话, 提法): wording that many use as it stands.

use std::num::NonZeroU32;
use std::ops::Range;

use rapidhash::RapidHashMap;

use super::TemplateInput;
use super::align;
use super::cost;
use super::repeat::Repeats;
use super::surface_form;
use super::units::{At, UnitStream};
use crate::analysis::Phrase;

/// Fewest units to a set phrase: the four characters of an idiom.
const LEAST: At = 4;

/// Words that join a phrase to its surroundings and are none of it, unless the clause begins or ends there.
const JOINTS: &str = "的了和与及等是在把将对而也就要着并被让向由从以为";

/// A phrase on its way into the lexicon.
struct Entry {
    /// Its places, in order of the corpus.
    places: Vec<At>,
    len: At,
    score: f64,
    within: Option<NonZeroU32>,
}

/// Finds the set phrases of documents, strongest first, `most` at most. A phrase inside a longer one counts only
/// when half of its places or more are its own.
pub(super) fn phrases(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    repeats: &Repeats,
    min_docs: usize,
    most: usize,
) -> Vec<Phrase> {
    let entries = entries(stream, repeats, min_docs);
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&entries[*a], &entries[*b]);
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.places.cmp(&b.places))
    });
    order.truncate(most);
    order
        .into_iter()
        .map(|i| describe(input, stream, &entries, &entries[i]))
        .collect()
}

fn entries(stream: &UnitStream, repeats: &Repeats, min_docs: usize) -> Vec<Entry> {
    let mut candidates: Vec<(f64, Vec<At>, At)> = Vec::new();
    let mut seen: RapidHashMap<(At, At), ()> = RapidHashMap::default();
    for repeat in repeats.maximal(stream) {
        let places = repeats.places(&repeat);
        let Some(mut block) = align::whole(stream, places, repeat.len) else {
            continue;
        };
        let shift = |block: &mut align::Block, by: At| {
            block.len -= by;
            for at in block.at.iter_mut().flatten() {
                *at += by;
            }
        };
        let Some(first) = block.at.first().copied().flatten() else {
            continue;
        };
        let joint = |at: At| {
            let unit = char::from_u32(stream.unit(at));
            stream.starts_word(at + 1) && unit.is_some_and(|c| JOINTS.contains(c))
        };
        let mut first = first;
        while block.len > LEAST && joint(first) && !stream.starts_clause(first) {
            shift(&mut block, 1);
            first += 1;
        }
        while block.len > LEAST {
            let last = first + block.len - 1;
            if stream.starts_word(last) && joint(last) && !stream.starts_clause(last + 1) {
                block.len -= 1;
            } else {
                break;
            }
        }
        if block.len < LEAST || stream.word_count(first..first + block.len) < 2 {
            continue;
        }
        // Cut back, a repeat may have more places than it was found with.
        let found = repeats.find(stream, first..first + block.len);
        let mut places = if found.len() >= block.at.len() {
            found.to_vec()
        } else {
            block.at.iter().flatten().copied().collect()
        };
        places.sort_unstable();
        let Some(start) = places.first().copied() else {
            continue;
        };
        if seen.insert((start, block.len), ()).is_none() {
            candidates.push((stream.bits(start..start + block.len), places, block.len));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut owners: Vec<Option<NonZeroU32>> = vec![None; stream.len()];
    let mut entries: Vec<Entry> = Vec::new();
    for (bits, places, len) in candidates {
        let inside = |at: &At| {
            let owner = owners[*at as usize];
            (owner.is_some()
                && owners[*at as usize..(*at + len) as usize]
                    .iter()
                    .all(|o| *o == owner))
            .then_some(owner)
            .flatten()
        };
        let own: Vec<At> = places
            .iter()
            .copied()
            .filter(|at| inside(at).is_none())
            .collect();
        let score = score(stream, bits, own.len());
        if own.len() * 2 < places.len() || documents(stream, &own) < min_docs.max(2) || score <= 0.0
        {
            continue;
        }
        let within = places.iter().find_map(inside);
        let id = NonZeroU32::new(entries.len() as u32 + 1);
        for at in &own {
            for owner in &mut owners[*at as usize..(*at + len) as usize] {
                if owner.is_none() {
                    *owner = id;
                }
            }
        }
        let score = self::score(stream, bits, places.len());
        entries.push(Entry {
            places,
            len,
            score,
            within,
        });
    }
    entries
}

/// Bits saved by naming a phrase instead of spelling it out.
fn score(stream: &UnitStream, bits: f64, uses: usize) -> f64 {
    if uses < 2 {
        return 0.0;
    }
    (uses as f64 - 1.0) * bits - cost::name_bits(stream.words(), uses)
}

fn documents(stream: &UnitStream, places: &[At]) -> usize {
    let mut documents: Vec<usize> = places.iter().map(|at| stream.document(*at)).collect();
    documents.dedup();
    documents.len()
}

fn describe(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    entries: &[Entry],
    entry: &Entry,
) -> Phrase {
    let wording = |entry: &Entry| -> String {
        let places: Vec<Range<At>> = entry.places.iter().map(|at| *at..at + entry.len).collect();
        let Some(range) = surface_form::most_common(input, stream, &places) else {
            return String::new();
        };
        let (source, span) = surface_form::locate(input, stream, &range);
        source
            .slice(surface_form::with_pairs(source, span))
            .to_owned()
    };
    let mut documents: Vec<usize> = entry.places.iter().map(|at| stream.document(*at)).collect();
    documents.dedup();
    let holders = || documents.iter().map(|d| &input.documents[*d]);
    // A day without a year stands nowhere on the line of time.
    let dates = || {
        let dates = holders().filter_map(|d| d.date);
        dates.filter(|date| !date.starts_with("--"))
    };
    let mut places: Vec<&str> = holders().filter_map(|d| d.place).collect();
    places.sort_unstable();
    places.dedup();
    let longest = entry
        .within
        .and_then(|id| entries.get(id.get() as usize - 1));
    Phrase {
        wording: wording(entry),
        documents: documents.len(),
        occurrences: entry.places.len(),
        places: (!places.is_empty()).then_some(places.len()),
        first: dates().min().map(str::to_owned),
        last: dates().max().map(str::to_owned),
        longest_form: longest.map(wording),
        score: entry.score,
    }
}
