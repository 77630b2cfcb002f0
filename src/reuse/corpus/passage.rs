//! The strongest pairs, aligned.
//!
//! In: a link of units 10..40 of one document and 5..36 of another. Out: the passage between them with its edit script, its
//! ends drawn in to equal units, if these carry [`MIN_BITS`] bits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::families::Families;
use super::interval_index::IntervalIndex;
use super::link::{Link, Scope};
use super::{MIN_BITS, Overlaps};
use crate::document::DocId;
use crate::reuse::edit::patience::edits;
use crate::reuse::{AlignedPassage, Edit, PassageStats, Stretch};
use crate::text::NormalText;

/// Documents that one task looks through, and tasks whose candidates are merged at a time: every task keeps its own
/// list of the strongest.
const DOCUMENTS_PER_TASK: usize = 64;
const TASKS: usize = 16;

/// Pairs of occurrences that are looked at: at some 0.3 µs each, five seconds.
const PAIRS: u64 = 1 << 24;

/// A candidate, ordered by strength; ties by position, so that the order is total.
#[derive(Debug, PartialEq)]
struct PassageCandidate {
    doc: u32,
    link: Link,
}

impl PassageCandidate {
    fn key(&self) -> (u32, Reverse<(u32, u32, u32, u32)>) {
        let link = &self.link;
        // Bits are not negative, and the bit pattern of such floats orders as they do.
        let bits = link.bits.max(0.0).to_bits();
        let place = (self.doc, link.here.start, link.other, link.there.start);
        (bits, Reverse(place))
    }
}

impl Eq for PassageCandidate {}

impl Ord for PassageCandidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for PassageCandidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The `most` strongest passages, strongest first, and how many there are.
///
/// Of up to [`PAIRS`] pairs of occurrences all are looked at, and counted after pieces of several tracks are joined.
/// Of more, those are looked at whose occurrences are the heaviest, and the number is that of [`count_pairs`].
pub(super) fn strongest(
    overlaps: &Overlaps,
    texts: &[NormalText],
    families: &Families,
    most: usize,
) -> (Vec<AlignedPassage>, u64) {
    let pairs = count_pairs(overlaps);
    let heaviest = (pairs > PAIRS).then(|| {
        let tracks = overlaps.intervals.tracks();
        IntervalIndex::new(
            &overlaps.occurrences.all,
            heaviest(overlaps),
            tracks,
            texts.len(),
        )
    });
    let intervals = heaviest.as_ref().unwrap_or(&overlaps.intervals);
    // A few candidates turn out too weak when they are aligned.
    let enough = most + most / 8 + 16;
    let documents: Vec<usize> = (0..texts.len()).collect();
    let mut best: Vec<PassageCandidate> = Vec::new();
    let mut seen = 0;
    // Weaker ones than the weakest of enough need not be kept. Which these are depends on nothing but the order
    // of documents, as a batch is merged before the next one starts.
    let mut weakest = MIN_BITS;
    for batch in documents.chunks(DOCUMENTS_PER_TASK * TASKS) {
        let tasks: Vec<(Vec<PassageCandidate>, u64)> = batch
            .par_chunks(DOCUMENTS_PER_TASK)
            .map(|docs| strongest_of(overlaps, intervals, docs, enough, weakest))
            .collect();
        for (candidates, found) in tasks {
            best.extend(candidates);
            seen += found;
        }
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.truncate(enough);
        if best.len() == enough
            && let Some(last) = best.last()
        {
            weakest = last.link.bits;
        }
    }
    let mut passages: Vec<AlignedPassage> = best
        .par_iter()
        .filter_map(|candidate| align(overlaps, texts, candidate, families))
        .collect();
    let dropped = (best.len() - passages.len()) as u64;
    passages.sort_by(|a, b| {
        let place = |p: &AlignedPassage| (p.a.doc, p.a.units.start, p.b.doc, p.b.units.start);
        b.stats
            .bits
            .total_cmp(&a.stats.bits)
            .then_with(|| place(a).cmp(&place(b)))
    });
    passages.truncate(most);
    let found = if heaviest.is_some() {
        pairs.max(seen)
    } else {
        seen
    };
    (passages, found - dropped)
}

fn strongest_of(
    overlaps: &Overlaps,
    intervals: &IntervalIndex,
    docs: &[usize],
    most: usize,
    weakest: f32,
) -> (Vec<PassageCandidate>, u64) {
    let mut best: BinaryHeap<Reverse<PassageCandidate>> = BinaryHeap::new();
    let mut found = 0;
    for doc in docs {
        let links = overlaps.links(intervals, *doc, Scope::Onward);
        found += links.len() as u64;
        for link in links.into_iter().filter(|l| l.bits >= weakest) {
            let candidate = PassageCandidate {
                doc: *doc as u32,
                link,
            };
            if best.len() < most {
                best.push(Reverse(candidate));
            } else if best.peek().is_some_and(|weakest| weakest.0 < candidate) {
                best.pop();
                best.push(Reverse(candidate));
            }
        }
    }
    (best.into_iter().map(|c| c.0).collect(), found)
}

/// Pairs of intervals, of two documents each, that have [`MIN_BITS`] in common on one track.
///
/// Measured in bits along the track, two intervals have t in common when each starts before the other ends by t. So
/// with all ends drawn in by t the pairs are those that are not disjoint, and sorting counts the disjoint ones.
pub(super) fn count_pairs(overlaps: &Overlaps) -> u64 {
    let mut pairs = 0;
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for track in 0..overlaps.intervals.tracks() {
        starts.clear();
        ends.clear();
        for interval in overlaps.intervals.of_track(track) {
            let at = |unit| overlaps.occurrences.bits_before(track as u32, unit);
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

/// The heaviest occurrences: as many as make up to [`PAIRS`] pairs, all those on one track counted as pairs.
fn heaviest(overlaps: &Overlaps) -> Vec<u32> {
    let occurrences = &overlaps.occurrences;
    let weight = |i: &u32| {
        let occurrence = &occurrences.all[*i as usize];
        occurrences.bits(occurrence.track, &occurrence.on_track)
    };
    let mut order: Vec<u32> = (0..occurrences.all.len() as u32).collect();
    order.sort_unstable_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    let mut on_track = vec![0u64; overlaps.intervals.tracks()];
    let mut pairs = 0;
    let chosen = order.iter().take_while(|i| {
        let count = &mut on_track[occurrences.all[**i as usize].track as usize];
        pairs += *count;
        *count += 1;
        pairs <= PAIRS
    });
    chosen.copied().collect()
}

/// Aligns a candidate; none when its equal units do not carry enough after all.
fn align(
    overlaps: &Overlaps,
    texts: &[NormalText],
    candidate: &PassageCandidate,
    families: &Families,
) -> Option<AlignedPassage> {
    let PassageCandidate { doc, link } = candidate;
    let mut here = link.here.start as usize..link.here.end as usize;
    let mut there = link.there.start as usize..link.there.end as usize;
    let a = texts[*doc as usize].units();
    let b = texts[link.other as usize].units();
    let mut script = edits(&a[here.clone()], &b[there.clone()]);
    while let Some(edit) = script.pop_if(|edit| !matches!(edit, Edit::Equal(_))) {
        let (n, m) = edit.consumed();
        here.end -= n;
        there.end -= m;
    }
    let lead = script
        .iter()
        .take_while(|edit| !matches!(edit, Edit::Equal(_)))
        .count();
    for edit in script.drain(..lead) {
        let (n, m) = edit.consumed();
        here.start += n;
        there.start += m;
    }
    let sides = [&texts[*doc as usize], &texts[link.other as usize]];
    let stats = PassageStats::of(
        |text, units| overlaps.bits(text, units),
        sides,
        [&here, &there],
        &script,
    );
    if stats.bits < f64::from(MIN_BITS) || stats.matched < overlaps.min_length {
        return None;
    }
    Some(AlignedPassage {
        a: Stretch {
            doc: DocId(*doc),
            units: here,
        },
        b: Stretch {
            doc: DocId(link.other),
            units: there,
        },
        edits: script,
        stats,
        family: families.closest(link.track, &link.on_track),
    })
}
