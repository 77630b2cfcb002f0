//! How many pairs of occurrences there are, and which of them are looked at where all would be too many.
//!
//! In: a footer that stands in 10,000 documents. Out: 50 million pairs, counted by sorting and not by going through them;
//! then the occurrences that say most are kept, as many as make [`PAIRS`] pairs.

use rapidhash::RapidHashMap;

use super::interval_index::IntervalIndex;
use super::occurrence::{Occurrence, Occurrences};
use super::{MIN_BITS, idf};
use crate::sides::Sides;

/// Pairs of occurrences that are looked at: at some 0.3 µs each, five seconds.
const PAIRS: u64 = 1 << 24;

/// Pairs of intervals, of two documents that are compared, that have [`MIN_BITS`] in common on one track.
///
/// Measured in bits along the track, two intervals have t in common when each starts before the other ends by t. So
/// with all ends drawn in by t the pairs are those that are not disjoint, and sorting counts the disjoint ones.
pub(super) fn count_pairs(
    occurrences: &Occurrences,
    intervals: &IntervalIndex,
    sides: &Sides,
) -> u64 {
    let mut pairs = 0;
    let mut all: Vec<DrawnIn> = Vec::new();
    for track in 0..intervals.tracks() {
        all.clear();
        for interval in intervals.of_track(track) {
            let at = |unit| occurrences.bits_before(track as u32, unit);
            let (start, end) = (
                at(interval.on_track.start),
                at(interval.on_track.end) - MIN_BITS,
            );
            if start <= end {
                let side = sides.side(interval.doc as usize);
                all.push(DrawnIn { side, start, end });
            }
        }
        pairs += not_disjoint(&all);
        if !sides.is_all() {
            all.sort_by_key(|interval| interval.side);
            let of_sides = all.chunk_by(|a, b| a.side == b.side);
            pairs -= of_sides.map(not_disjoint).sum::<u64>();
        }
    }
    pairs
}

/// An interval whose end is drawn in by [`MIN_BITS`], in bits along its track.
struct DrawnIn {
    side: Option<u32>,
    start: f32,
    end: f32,
}

/// Pairs of intervals that share a point: O(n log n).
fn not_disjoint(intervals: &[DrawnIn]) -> u64 {
    if intervals.len() < 2 {
        return 0;
    }
    let sorted = |of: fn(&DrawnIn) -> f32| {
        let mut points: Vec<f32> = intervals.iter().map(of).collect();
        points.sort_unstable_by(f32::total_cmp);
        points
    };
    let (starts, ends) = (sorted(|i| i.start), sorted(|i| i.end));
    let n = starts.len() as u64;
    let mut ended = 0;
    let mut disjoint = 0;
    for start in &starts {
        while ends.get(ended).is_some_and(|end| end < start) {
            ended += 1;
        }
        disjoint += ended as u64;
    }
    n * (n - 1) / 2 - disjoint
}

/// The index of the heaviest occurrences, where all make more than [`PAIRS`] pairs: as many as make up to that number, each
/// weighed by its bits and by how few documents have its track (inverse document frequency, Spärck Jones 1972), all
/// those on one track counted as pairs where they are compared.
pub(super) fn heaviest(
    pairs: u64,
    occurrences: &Occurrences,
    intervals: &IntervalIndex,
    sides: &Sides,
    documents: usize,
) -> Option<IntervalIndex> {
    if pairs <= PAIRS {
        return None;
    }
    let weighed = |(i, occurrence): (u32, &Occurrence)| {
        let bits = occurrences.bits(occurrence.track, &occurrence.on_track);
        let holders = intervals.of_track(occurrence.track as usize).len();
        (bits * idf(documents, holders), i)
    };
    let mut order: Vec<(f32, u32)> = (0..).zip(&occurrences.all).map(weighed).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut on_track = vec![0u64; intervals.tracks()];
    let mut on_side: RapidHashMap<(u32, u32), u64> = RapidHashMap::default();
    let mut pairs = 0;
    let chosen = order.into_iter().map(|(_, i)| i).take_while(|i| {
        let occurrence = &occurrences.all[*i as usize];
        let count = &mut on_track[occurrence.track as usize];
        pairs += *count;
        *count += 1;
        if let Some(side) = sides.side(occurrence.doc as usize) {
            let count = on_side.entry((occurrence.track, side)).or_default();
            pairs -= *count;
            *count += 1;
        }
        pairs <= PAIRS
    });
    let chosen = chosen.collect();
    Some(IntervalIndex::new(
        &occurrences.all,
        chosen,
        intervals.tracks(),
        documents,
    ))
}
