//! What was found of what was planted.

use leitong::reuse::Reuse;
use leitong::text::{NormalText, Unit};
use leitong::{DocId, Span};

use super::cpu;
use super::generate::{Place, SEEDS};

/// Characters that two places must share to be a pair that is to be found.
const SHARED: usize = 20;
/// Documents of which all pairs are checked, evenly taken.
const CHECKED: usize = 250;

#[derive(Default)]
struct Score {
    wanted: u64,
    found: u64,
    reported: u64,
    planted: u64,
    same: u64,
}

/// Prints recall and precision.
pub(crate) fn evaluate(texts: &[NormalText], reuse: &Reuse, places: &[Place]) {
    let mut by_seed: Vec<&Place> = places.iter().collect();
    by_seed.sort_by_key(|p| (p.seed, p.from));
    let longest = places.iter().map(|p| p.at.len()).max().unwrap_or(0);
    let first: Vec<usize> = (0..=texts.len())
        .map(|d| places.partition_point(|p| p.doc < d))
        .collect();
    let originals: Vec<NormalText> = SEEDS.map(NormalText::new).into();
    let mut score = Score::default();
    let start = cpu();
    for doc in (0..texts.len()).step_by(texts.len().div_ceil(CHECKED)) {
        let own = &places[first[doc]..first[doc + 1]];
        // For each other document, what is reported of this one, in characters.
        let mut reported: Vec<Vec<Span>> = vec![Vec::new(); texts.len()];
        reuse
            .overlaps
            .for_each_pair_cover(DocId(doc as u32), |other, ranges| {
                for range in ranges {
                    let span = texts[doc].span_of(range.clone());
                    reported[other.index()].push(span);
                    let theirs = &places[first[other.index()]..first[other.index() + 1]];
                    let inside = covered(own.iter().map(|p| p.at), span);
                    let same = own.iter().any(|p| {
                        p.at.intersection(span).is_some()
                            && theirs.iter().any(|q| common(p, q).is_some())
                    });
                    let inside = inside * 5 >= span.len() * 4;
                    let units = &texts[doc].units()[range.clone()];
                    score.reported += 1;
                    score.planted += u64::from(
                        inside
                            && (same || theirs.iter().any(|q| shares_window(units, &originals, q))),
                    );
                    score.same += u64::from(inside && same);
                }
            });
        for place in own {
            let low = place.from.saturating_sub(longest);
            let from = by_seed.partition_point(|p| (p.seed, p.from) < (place.seed, low));
            for other in &by_seed[from..] {
                if other.seed != place.seed || other.from >= place.from + place.at.len() {
                    break;
                }
                if other.doc == doc {
                    continue;
                }
                let Some(part) = common(place, other).filter(|part| part.len() >= SHARED) else {
                    continue;
                };
                score.wanted += 1;
                let seen = covered(reported[other.doc].iter().copied(), part);
                score.found += u64::from(seen * 5 >= part.len() * 4);
            }
        }
    }
    println!(
        "    of {} pairs of places recall {:.4}; of {} stretches precision {:.4} (strictly {:.4}); \
         {:.1} s CPU to derive and check",
        score.wanted,
        score.found as f64 / score.wanted.max(1) as f64,
        score.reported,
        score.planted as f64 / score.reported.max(1) as f64,
        score.same as f64 / score.reported.max(1) as f64,
        (cpu() - start).as_secs_f64(),
    );
}

/// The part of `place` whose seed characters stand in `other` as well.
fn common(place: &Place, other: &Place) -> Option<Span> {
    if place.seed != other.seed {
        return None;
    }
    let mine = Span::new(place.from, place.from + place.at.len());
    let theirs = Span::new(other.from, other.from + other.at.len());
    let part = mine.intersection(theirs)?;
    let start = place.at.start + part.start - place.from;
    Some(Span::new(start, start + part.len()))
}

/// Whether a run of eight of the units stands in the seed text planted at `place`.
fn shares_window(units: &[Unit], originals: &[NormalText], place: &Place) -> bool {
    let original = &originals[place.seed];
    let planted = original.units_in(Span::new(place.from, place.from + place.at.len()));
    let planted = &original.units()[planted];
    units
        .windows(8)
        .any(|window| planted.windows(8).any(|other| other == window))
}

fn covered(spans: impl Iterator<Item = Span>, part: Span) -> usize {
    spans
        .filter_map(|s| s.intersection(part))
        .map(Span::len)
        .sum()
}
