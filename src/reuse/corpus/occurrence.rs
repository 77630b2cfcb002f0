//! Occurrences: the places of a wording in each document, aligned with the track it belongs to.
//!
//! Where the track is 我们要坚持稳中求进工作总基调 and a document has 要坚持稳中求进的总基调, the occurrence covers units 2..13 of the
//! track, with the equal runs 要坚持稳中求进 and 总基调.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::bigram::BigramModel;
use super::track::Tracks;

/// Equal units of an occurrence and its track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatchRun {
    /// First unit in the document.
    pub unit: u32,
    /// First unit of the track.
    pub on_track: u32,
    /// Length in units.
    pub len: u32,
}

/// An occurrence of a track's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Occurrence {
    /// The document's index.
    pub doc: u32,
    /// Number of the track.
    pub track: u32,
    /// The part of the track's wording, in units.
    pub on_track: Range<u32>,
    /// Units of the document.
    pub units: Range<u32>,
    /// Its equal units, in [`Occurrences::runs`].
    pub(super) runs: Range<u32>,
}

/// All occurrences, in order of documents and positions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Occurrences {
    /// The occurrences.
    pub all: Vec<Occurrence>,
    runs: Vec<MatchRun>,
    /// For each track, the surprisal of its wording up to each unit and its end, in bits; one after the other.
    bits: Vec<f32>,
    /// Start of each track in `bits`.
    first_bit: Vec<u32>,
}

impl Occurrences {
    /// Gathers the occurrences of all documents, each with its equal units: O(n).
    pub(super) fn gathered(
        per_document: Vec<Vec<(Occurrence, Vec<MatchRun>)>>,
        tracks: &Tracks,
        bigrams: &BigramModel,
    ) -> Self {
        let mut occurrences = Self::default();
        for (mut occurrence, runs) in per_document.into_iter().flatten() {
            let first = occurrences.runs.len() as u32;
            occurrences.runs.extend(runs);
            occurrence.runs = first..occurrences.runs.len() as u32;
            occurrences.all.push(occurrence);
        }
        occurrences.trim(tracks);
        occurrences.weigh(tracks, bigrams);
        occurrences
    }

    fn weigh(&mut self, tracks: &Tracks, bigrams: &BigramModel) {
        for track in 0..tracks.len() as u32 {
            self.first_bit.push(self.bits.len() as u32);
            let mut sum = 0.0;
            let mut before = None;
            for unit in tracks.wording(track) {
                self.bits.push(sum);
                sum += bigrams.bits(before, *unit) as f32;
                before = Some(*unit);
            }
            self.bits.push(sum);
        }
    }

    /// Surprisal of a part of a track's wording.
    pub(super) fn bits(&self, track: u32, part: &Range<u32>) -> f32 {
        let first = self.first_bit[track as usize];
        self.bits[(first + part.end) as usize] - self.bits[(first + part.start) as usize]
    }

    /// Surprisal of a track's wording up to a unit.
    pub(super) fn bits_before(&self, track: u32, unit: u32) -> f32 {
        self.bits[(self.first_bit[track as usize] + unit) as usize]
    }

    /// Cuts the ends of occurrences back to what another occurrence has as well: the flank of a track's wording belongs to
    /// one occurrence until others are found to go on with it.
    fn trim(&mut self, tracks: &Tracks) {
        let mut standing = vec![0u32; tracks.units()];
        for occurrence in &self.all {
            let start = tracks.start(occurrence.track);
            for run in self.runs(occurrence) {
                let from = start + run.on_track as usize;
                for column in &mut standing[from..from + run.len as usize] {
                    *column += 1;
                }
            }
        }
        for occurrence in &mut self.all {
            let alone =
                |column: u32| standing[tracks.start(occurrence.track) + column as usize] < 2;
            let runs = &mut self.runs;
            while let Some(run) =
                runs[..occurrence.runs.end as usize].get_mut(occurrence.runs.start as usize)
                && alone(run.on_track)
            {
                run.unit += 1;
                run.on_track += 1;
                run.len -= 1;
                occurrence.runs.start += u32::from(run.len == 0);
                if let Some(first) = runs.get(occurrence.runs.start as usize) {
                    occurrence.units.start = first.unit;
                    occurrence.on_track.start = first.on_track;
                }
            }
            while let Some(run) =
                runs[occurrence.runs.start as usize..occurrence.runs.end as usize].last_mut()
                && alone(run.on_track + run.len - 1)
            {
                run.len -= 1;
                occurrence.runs.end -= u32::from(run.len == 0);
                if let Some(last) =
                    runs[occurrence.runs.start as usize..occurrence.runs.end as usize].last()
                {
                    occurrence.units.end = last.unit + last.len;
                    occurrence.on_track.end = last.on_track + last.len;
                }
            }
        }
        // A row of one repeated unit that stands nowhere else has no other occurrence.
        self.all.retain(|occurrence| !occurrence.runs.is_empty());
    }

    /// The units of an occurrence that are equal to its track's.
    pub(super) fn runs(&self, occurrence: &Occurrence) -> &[MatchRun] {
        &self.runs[occurrence.runs.start as usize..occurrence.runs.end as usize]
    }

    /// Units of an occurrence that stand for a part of its track.
    pub(super) fn units_at(&self, occurrence: &Occurrence, part: &Range<u32>) -> Range<u32> {
        let runs = self.runs(occurrence);
        if let [run] = runs
            && run.len == occurrence.units.len() as u32
        {
            let shift = |unit: u32| run.unit + (unit - run.on_track).min(run.len);
            return shift(part.start)..shift(part.end);
        }
        let start = if part.start <= occurrence.on_track.start {
            occurrence.units.start
        } else {
            let next = runs.partition_point(|r| r.on_track + r.len <= part.start);
            runs.get(next).map_or(occurrence.units.end, |r| {
                r.unit + part.start.saturating_sub(r.on_track)
            })
        };
        let end = if part.end >= occurrence.on_track.end {
            occurrence.units.end
        } else {
            let last = runs.partition_point(|r| r.on_track < part.end);
            last.checked_sub(1).map_or(occurrence.units.start, |l| {
                let run = runs[l];
                run.unit + run.len.min(part.end - run.on_track)
            })
        };
        start..end.max(start)
    }
}
