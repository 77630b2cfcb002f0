//! The parts of tracks that documents cover, and which of them overlap.
//!
//! In: document 3 covers 0..20 of a track, document 5 covers 15..40, document 8 covers 30..50. Asked for 18..25: the intervals
//! of documents 3 and 5.
//!
//! A sorted list with the furthest end of each block above it: an implicit interval tree (Li and Rong 2021), with blocks of
//! [`FANOUT`] in place of two.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::occurrence::Occurrence;

/// Entries under one entry of the level above, in the index of overlaps.
const FANOUT: usize = 16;

/// A part of a track on which one document has occurrences that overlap each other, or one occurrence.
///
/// A document in which a wording stands a thousand times has one interval of it: pairs of documents cost what there
/// are pairs of intervals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackInterval {
    /// Number of the track.
    pub track: u32,
    /// The document's index.
    pub doc: u32,
    /// The part of the track, in units.
    pub on_track: Range<u32>,
    /// Its occurrences, in [`IntervalIndex::occurrences`].
    occurrences: Range<u32>,
    /// Index of the longest of them.
    pub longest: u32,
}

/// All intervals, sorted by track and where they start on it, then by document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct IntervalIndex {
    all: Vec<TrackInterval>,
    /// Indices of occurrences, those of an interval in order of text.
    occurrences: Vec<u32>,
    /// Intervals of each document: `by_doc[first_of_doc[d]..first_of_doc[d + 1]]`.
    by_doc: Vec<u32>,
    first_of_doc: Vec<u32>,
    /// First interval of each track, and the number of intervals at the end.
    first_of_track: Vec<u32>,
    /// The furthest end among each [`FANOUT`] entries of the level below; intervals are below the first level.
    /// Where entries of several tracks come together it is only an upper bound.
    levels: Vec<Vec<u32>>,
}

impl IntervalIndex {
    /// Groups those of the occurrences whose indices are given: O(n log n).
    pub(super) fn new(
        found: &[Occurrence],
        mut occurrences: Vec<u32>,
        tracks: usize,
        documents: usize,
    ) -> Self {
        occurrences.sort_unstable_by_key(|i| {
            let s = &found[*i as usize];
            (s.track, s.doc, s.on_track.start, *i)
        });
        let mut all: Vec<TrackInterval> = Vec::new();
        for (at, i) in occurrences.iter().enumerate() {
            let occurrence = &found[*i as usize];
            let at = at as u32;
            match all.last_mut() {
                Some(last)
                    if last.track == occurrence.track
                        && last.doc == occurrence.doc
                        && occurrence.on_track.start < last.on_track.end =>
                {
                    last.on_track.end = last.on_track.end.max(occurrence.on_track.end);
                    last.occurrences.end = at + 1;
                    if occurrence.on_track.len() > found[last.longest as usize].on_track.len() {
                        last.longest = *i;
                    }
                }
                _ => all.push(TrackInterval {
                    track: occurrence.track,
                    doc: occurrence.doc,
                    on_track: occurrence.on_track.clone(),
                    occurrences: at..at + 1,
                    longest: *i,
                }),
            }
        }
        for interval in &all {
            occurrences[interval.occurrences.start as usize..interval.occurrences.end as usize]
                .sort_unstable();
        }
        all.sort_unstable_by_key(|c| (c.track, c.on_track.start, c.doc, c.occurrences.start));
        let first_of_track = starts(all.iter().map(|c| c.track), tracks);
        let first_of_doc = starts(all.iter().map(|c| c.doc), documents);
        let mut by_doc: Vec<u32> = (0..all.len() as u32).collect();
        by_doc.sort_by_key(|i| all[*i as usize].doc);
        let mut levels: Vec<Vec<u32>> = Vec::new();
        let mut below: Vec<u32> = all.iter().map(|c| c.on_track.end).collect();
        while below.len() > 1 {
            below = below
                .chunks(FANOUT)
                .map(|chunk| chunk.iter().copied().fold(0, u32::max))
                .collect();
            levels.push(below.clone());
        }
        Self {
            all,
            occurrences,
            by_doc,
            first_of_doc,
            first_of_track,
            levels,
        }
    }

    /// Number of tracks.
    pub(super) fn tracks(&self) -> usize {
        self.first_of_track.len().saturating_sub(1)
    }

    /// The intervals of a document, by track.
    pub(super) fn of_doc(&self, doc: usize) -> impl Iterator<Item = &TrackInterval> {
        self.by_doc[self.first_of_doc[doc] as usize..self.first_of_doc[doc + 1] as usize]
            .iter()
            .map(|i| &self.all[*i as usize])
    }

    /// The intervals of a track, by where they start on it.
    pub(super) fn of_track(&self, track: usize) -> &[TrackInterval] {
        &self.all[self.first_of_track[track] as usize..self.first_of_track[track + 1] as usize]
    }

    /// Indices of an interval's occurrences, in order of text.
    pub(super) fn occurrences(&self, interval: &TrackInterval) -> &[u32] {
        &self.occurrences[interval.occurrences.start as usize..interval.occurrences.end as usize]
    }

    /// Calls `f` for each interval that shares a unit with a part of a track, in order; O(k log n) for k intervals.
    pub(super) fn overlapping<'a>(
        &'a self,
        track: u32,
        part: &Range<u32>,
        mut f: impl FnMut(&'a TrackInterval),
    ) {
        let first = self.first_of_track[track as usize] as usize;
        let starting_before = self
            .of_track(track as usize)
            .partition_point(|c| c.on_track.start < part.end);
        let range = first..first + starting_before;
        self.visit(self.levels.len(), 0, &range, part.start, &mut f);
    }

    /// Visits the entries under entry `at` of a level (level 0 are the intervals themselves).
    fn visit<'a>(
        &'a self,
        level: usize,
        at: usize,
        range: &Range<usize>,
        after: u32,
        f: &mut impl FnMut(&'a TrackInterval),
    ) {
        let width = FANOUT.pow(level as u32);
        if at * width >= range.end || (at + 1) * width <= range.start {
            return;
        }
        let Some(above) = level.checked_sub(1) else {
            let interval = &self.all[at];
            if interval.on_track.end > after {
                f(interval);
            }
            return;
        };
        if self.levels[above][at] <= after {
            return;
        }
        let below = if above == 0 {
            self.all.len()
        } else {
            self.levels[above - 1].len()
        };
        for child in at * FANOUT..((at + 1) * FANOUT).min(below) {
            self.visit(above, child, range, after, f);
        }
    }
}

/// Start of each key's entries, when they are sorted by it.
fn starts(keys: impl Iterator<Item = u32>, count: usize) -> Vec<u32> {
    let mut first = vec![0u32; count + 1];
    for key in keys {
        first[key as usize + 1] += 1;
    }
    for key in 0..count {
        first[key + 1] += first[key];
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn overlaps_are_those_of_a_plain_search(
            occurrences in prop::collection::vec((0u32..3, 0u32..9, 0u32..60, 1u32..20), 0..200)
        ) {
            let mut found: Vec<Occurrence> = occurrences.iter().enumerate()
                .map(|(i, (track, doc, start, len))| Occurrence {
                    doc: *doc, track: *track, on_track: *start..start + len,
                    units: i as u32 * 100..i as u32 * 100 + len, runs: 0..0,
                }).collect();
            found.sort_by_key(|s| (s.doc, s.units.start));
            let intervals = IntervalIndex::new(&found, (0..found.len() as u32).collect(), 3, 9);
            prop_assert_eq!(intervals.all.iter().map(|c| intervals.occurrences(c).len()).sum::<usize>(), found.len());
            for interval in &intervals.all {
                let mut found = Vec::new();
                intervals.overlapping(interval.track, &interval.on_track, |c| found.push(c));
                let plain: Vec<&TrackInterval> = intervals.all.iter().filter(|c| c.track == interval.track
                    && c.on_track.start < interval.on_track.end && c.on_track.end > interval.on_track.start).collect();
                prop_assert_eq!(found, plain);
            }
        }
    }
}
