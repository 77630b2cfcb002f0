//! How many pairs of occurrences there are, and which of them are looked at where all would be too many.
//!
//! In: a footer that stands in 10,000 documents. Out: 50 million pairs, counted by sorting and not by going through them;
//! then the occurrences that say most are kept, as many as make [`PAIRS`] pairs.

use super::MIN_BITS;
use super::interval_index::IntervalIndex;
use super::occurrence::Occurrences;

/// Pairs of occurrences that are looked at: at some 0.3 µs each, five seconds.
const PAIRS: u64 = 1 << 24;

/// Pairs of intervals, of two documents each, that have [`MIN_BITS`] in common on one track.
///
/// Measured in bits along the track, two intervals have t in common when each starts before the other ends by t. So
/// with all ends drawn in by t the pairs are those that are not disjoint, and sorting counts the disjoint ones.
pub(super) fn count_pairs(occurrences: &Occurrences, intervals: &IntervalIndex) -> u64 {
    let mut pairs = 0;
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for track in 0..intervals.tracks() {
        starts.clear();
        ends.clear();
        for interval in intervals.of_track(track) {
            let at = |unit| occurrences.bits_before(track as u32, unit);
            let (start, end) = (
                at(interval.on_track.start),
                at(interval.on_track.end) - MIN_BITS,
            );
            if start <= end {
                starts.push(start);
                ends.push(end);
            }
        }
        starts.sort_unstable_by(f32::total_cmp);
        ends.sort_unstable_by(f32::total_cmp);
        let n = starts.len() as u64;
        let mut ended = 0;
        let mut disjoint = 0;
        for start in &starts {
            while ends.get(ended).is_some_and(|end| end < start) {
                ended += 1;
            }
            disjoint += ended as u64;
        }
        pairs += n * n.saturating_sub(1) / 2 - disjoint;
    }
    pairs
}

/// The index of the heaviest occurrences, where all make more than [`PAIRS`] pairs: as many as make up to that number, all
/// those on one track counted as pairs.
pub(super) fn heaviest(
    pairs: u64,
    occurrences: &Occurrences,
    intervals: &IntervalIndex,
    documents: usize,
) -> Option<IntervalIndex> {
    if pairs <= PAIRS {
        return None;
    }
    let weight = |i: &u32| {
        let occurrence = &occurrences.all[*i as usize];
        occurrences.bits(occurrence.track, &occurrence.on_track)
    };
    let mut order: Vec<u32> = (0..occurrences.all.len() as u32).collect();
    order.sort_unstable_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    let mut on_track = vec![0u64; intervals.tracks()];
    let mut pairs = 0;
    let chosen = order.into_iter().take_while(|i| {
        let count = &mut on_track[occurrences.all[*i as usize].track as usize];
        pairs += *count;
        *count += 1;
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
