//! The parts of tracks that documents cover, and which of them overlap.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::occurrence::Occurrence;

/// Entries under one entry of the level above, in the index of overlaps.
const FANOUT: usize = 16;

/// A part of a track on which one document has places that overlap each other, or one place.
///
/// A document in which a wording stands a thousand times has one cover of it: pairs of documents cost what there
/// are pairs of covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TrackInterval {
    /// Number of the track.
    pub track: u32,
    /// The document's index.
    pub doc: u32,
    /// The part of the track, in units.
    pub on_track: Range<u32>,
    /// Its places, in [`IntervalIndex::places`].
    places: Range<u32>,
    /// Index of the longest of them.
    pub longest: u32,
}

/// All covers, sorted by track and where they start on it, then by document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct IntervalIndex {
    all: Vec<TrackInterval>,
    /// Indices of places, those of a cover in order of text.
    places: Vec<u32>,
    /// IntervalIndex of each document: `by_doc[first_of_doc[d]..first_of_doc[d + 1]]`.
    by_doc: Vec<u32>,
    first_of_doc: Vec<u32>,
    /// First cover of each track, and the number of covers at the end.
    first_of_track: Vec<u32>,
    /// The furthest end among each [`FANOUT`] entries of the level below; covers are below the first level.
    /// Where entries of several tracks come together it is only an upper bound.
    levels: Vec<Vec<u32>>,
}

impl IntervalIndex {
    /// Groups those of the places whose indices are given: O(n log n).
    pub fn new(
        found: &[Occurrence],
        mut places: Vec<u32>,
        tracks: usize,
        documents: usize,
    ) -> Self {
        places.sort_unstable_by_key(|i| {
            let s = &found[*i as usize];
            (s.track, s.doc, s.on_track.start, *i)
        });
        let mut all: Vec<TrackInterval> = Vec::new();
        for (at, i) in places.iter().enumerate() {
            let place = &found[*i as usize];
            let at = at as u32;
            match all.last_mut() {
                Some(last)
                    if last.track == place.track
                        && last.doc == place.doc
                        && place.on_track.start < last.on_track.end =>
                {
                    last.on_track.end = last.on_track.end.max(place.on_track.end);
                    last.places.end = at + 1;
                    if place.on_track.len() > found[last.longest as usize].on_track.len() {
                        last.longest = *i;
                    }
                }
                _ => all.push(TrackInterval {
                    track: place.track,
                    doc: place.doc,
                    on_track: place.on_track.clone(),
                    places: at..at + 1,
                    longest: *i,
                }),
            }
        }
        for cover in &all {
            places[cover.places.start as usize..cover.places.end as usize].sort_unstable();
        }
        all.sort_unstable_by_key(|c| (c.track, c.on_track.start, c.doc, c.places.start));
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
            places,
            by_doc,
            first_of_doc,
            first_of_track,
            levels,
        }
    }

    /// Number of tracks.
    pub fn tracks(&self) -> usize {
        self.first_of_track.len().saturating_sub(1)
    }

    /// The covers of a document, by track.
    pub fn of_doc(&self, doc: usize) -> impl Iterator<Item = &TrackInterval> {
        self.by_doc[self.first_of_doc[doc] as usize..self.first_of_doc[doc + 1] as usize]
            .iter()
            .map(|i| &self.all[*i as usize])
    }

    /// The covers of a document on one track.
    pub fn of_doc_on(&self, doc: usize, track: u32) -> impl Iterator<Item = &TrackInterval> {
        let of_doc = self.first_of_doc[doc] as usize..self.first_of_doc[doc + 1] as usize;
        let of_doc = &self.by_doc[of_doc];
        let from = of_doc.partition_point(|i| self.all[*i as usize].track < track);
        let covers = of_doc[from..].iter().map(|i| &self.all[*i as usize]);
        covers.take_while(move |cover| cover.track == track)
    }

    /// The covers of a track, by where they start on it.
    pub fn of_track(&self, track: usize) -> &[TrackInterval] {
        &self.all[self.first_of_track[track] as usize..self.first_of_track[track + 1] as usize]
    }

    /// Indices of a cover's places, in order of text.
    pub fn places(&self, cover: &TrackInterval) -> &[u32] {
        &self.places[cover.places.start as usize..cover.places.end as usize]
    }

    /// Calls `f` for each cover that shares a unit with a part of a track, in order; O(k log n) for k covers.
    pub fn overlapping<'a>(
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

    /// Visits the entries under entry `at` of a level (level 0 are the covers themselves).
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
            let cover = &self.all[at];
            if cover.on_track.end > after {
                f(cover);
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
            places in prop::collection::vec((0u32..3, 0u32..9, 0u32..60, 1u32..20), 0..200)
        ) {
            let mut found: Vec<Occurrence> = places.iter().enumerate()
                .map(|(i, (track, doc, start, len))| Occurrence {
                    doc: *doc, track: *track, on_track: *start..start + len,
                    units: i as u32 * 100..i as u32 * 100 + len, runs: 0..0,
                }).collect();
            found.sort_by_key(|s| (s.doc, s.units.start));
            let covers = IntervalIndex::new(&found, (0..found.len() as u32).collect(), 3, 9);
            prop_assert_eq!(covers.all.iter().map(|c| covers.places(c).len()).sum::<usize>(), found.len());
            for cover in &covers.all {
                let mut found = Vec::new();
                covers.overlapping(cover.track, &cover.on_track, |c| found.push(c));
                let plain: Vec<&TrackInterval> = covers.all.iter().filter(|c| c.track == cover.track
                    && c.on_track.start < cover.on_track.end && c.on_track.end > cover.on_track.start).collect();
                prop_assert_eq!(found, plain);
            }
        }
    }
}
