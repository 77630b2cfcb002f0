//! Families: the parts of tracks that a number of occurrences have, each with all its occurrences.
//!
//! In: a track of 40 units, of which eight occurrences have the units 0..16 only, and two have all. Out: two families, the
//! title 0..16 with ten members, and the sentence 0..40 with two.
//!
//! The number of occurrences over each unit is a profile; it is cut at its levels 2, 4, 8 …, as component trees cut an image
//! (Jones 1999), and a level that adds little length is left out.

use std::ops::Range;

use super::interval_index::IntervalIndex;
use super::occurrence::{Occurrence, Occurrences};
use crate::document::DocId;
use crate::reuse::{Family, Stretch};

/// A part is a family of its own beside a shorter part inside it, which more occurrences have, when that is less than
/// so much of it. Else the two are one wording whose ends vary.
const NESTED: f64 = 0.67;
/// So much of a part an occurrence must have to be its member. More than [`NESTED`], so that who has only the inner part
/// of two is no member of the outer.
const MEMBER: f64 = 0.75;
/// Shortest part, in units; the seeds of tracks are no shorter.
const SHORTEST: u32 = 8;

/// The families and where they lie on the tracks.
#[derive(Debug, Default)]
pub(super) struct Families {
    /// In order of tracks, then of positions.
    pub all: Vec<Family>,
    /// Track and part of it, in the same order.
    parts: Vec<(u32, Range<u32>)>,
}

/// A part of a track, and the number of occurrences that made it one.
#[derive(Clone, Debug)]
struct TrackPart {
    on_track: Range<u32>,
    occurrences: u32,
}

impl Families {
    /// Takes the tracks apart where the number of occurrences falls to half: O(n log n) in the occurrences and members.
    pub(super) fn new(all: &Occurrences, intervals: &IntervalIndex) -> Self {
        let mut families = Self::default();
        for track in 0..intervals.tracks() {
            let occurrences: Vec<&Occurrence> = intervals
                .of_track(track)
                .iter()
                .flat_map(|c| intervals.occurrences(c))
                .map(|i| &all.all[*i as usize])
                .collect();
            if occurrences.len() < 2 {
                continue;
            }
            let before = families.all.len();
            for part in parts(&occurrences) {
                families.add(all, intervals, track as u32, part.on_track);
            }
            if families.all.len() == before {
                // Many short pieces of a long wording: no part is had by two as a whole.
                let start = occurrences
                    .iter()
                    .map(|p| p.on_track.start)
                    .min()
                    .unwrap_or(0);
                let end = occurrences
                    .iter()
                    .map(|p| p.on_track.end)
                    .max()
                    .unwrap_or(0);
                let mut members: Vec<Stretch> = occurrences.iter().map(|p| stretch(p)).collect();
                members.sort_unstable_by_key(|m| (m.doc, m.units.start));
                families.push(track as u32, start..end, members);
            }
        }
        families
    }

    fn add(&mut self, all: &Occurrences, intervals: &IntervalIndex, track: u32, part: Range<u32>) {
        let mut members = Vec::new();
        intervals.overlapping(track, &part, |interval| {
            for i in intervals.occurrences(interval) {
                let occurrence = &all.all[*i as usize];
                let common = occurrence.on_track.start.max(part.start)
                    ..occurrence.on_track.end.min(part.end);
                if common.len() as f64 >= MEMBER * part.len() as f64 {
                    let units = all.units_at(occurrence, &common);
                    members.push(Stretch {
                        doc: DocId(occurrence.doc),
                        units: units.start as usize..units.end as usize,
                    });
                }
            }
        });
        members.retain(|m: &Stretch| !m.units.is_empty());
        members.sort_unstable_by_key(|m| (m.doc, m.units.start));
        if members.len() >= 2 {
            self.push(track, part, members);
        }
    }

    fn push(&mut self, track: u32, part: Range<u32>, members: Vec<Stretch>) {
        self.parts.push((track, part));
        self.all.push(Family { members });
    }

    /// The family whose part of the track is most like `on_track`.
    pub(super) fn closest(&self, track: u32, on_track: &Range<u32>) -> Option<usize> {
        let from = self.parts.partition_point(|(t, _)| *t < track);
        let to = self.parts.partition_point(|(t, _)| *t <= track);
        // Parts are many only on long tracks; then those near by are enough.
        let near = self.parts[from..to].partition_point(|(_, p)| p.start < on_track.start);
        let near = (from + near).saturating_sub(16).max(from)..(from + near + 16).min(to);
        near.max_by(|a, b| {
            let likeness = |i: &usize| likeness(&self.parts[*i].1, on_track);
            likeness(a).total_cmp(&likeness(b)).then(b.cmp(a))
        })
    }
}

fn stretch(occurrence: &Occurrence) -> Stretch {
    Stretch {
        doc: DocId(occurrence.doc),
        units: occurrence.units.start as usize..occurrence.units.end as usize,
    }
}

/// Length that two ranges have in common, as a share of what they cover together (Jaccard), 0 to 1.
fn likeness(a: &Range<u32>, b: &Range<u32>) -> f64 {
    let common = (a.end.min(b.end)).saturating_sub(a.start.max(b.start));
    let together = (a.end.max(b.end)) - (a.start.min(b.start));
    f64::from(common) / f64::from(together.max(1))
}

/// The parts of a track that at least 2, 4, 8 … occurrences span, without those that hardly differ from one of more
/// occurrences inside them; sorted by where they start.
fn parts(occurrences: &[&Occurrence]) -> Vec<TrackPart> {
    let uniform_parts = uniform_parts(occurrences);
    let most = uniform_parts
        .iter()
        .map(|s| s.occurrences)
        .max()
        .unwrap_or(0);
    let mut parts: Vec<TrackPart> = Vec::new();
    let mut level = most.checked_ilog2().map_or(0, |log| 1 << log);
    while level >= 2 {
        // Parts of higher levels, by where they start; those inside a new one follow each other.
        let inner = std::mem::take(&mut parts);
        let mut rest = inner.into_iter().peekable();
        for run in
            uniform_parts.chunk_by(|a, b| (a.occurrences >= level) == (b.occurrences >= level))
        {
            let on_track = run[0].on_track.start..run[run.len() - 1].on_track.end;
            let mut longest = 0;
            let mut inside = Vec::new();
            while let Some(part) = rest.next_if(|p| p.on_track.start < on_track.end) {
                longest = longest.max(part.on_track.len());
                inside.push(part);
            }
            let high = run[0].occurrences >= level;
            let new = high
                && on_track.len() >= SHORTEST as usize
                && (longest as f64) < NESTED * on_track.len() as f64;
            if new {
                parts.push(TrackPart {
                    on_track,
                    occurrences: level,
                });
            }
            parts.extend(inside);
        }
        level /= 2;
    }
    parts.sort_by_key(|p| (p.on_track.start, p.occurrences));
    parts
}

/// Between two ends of occurrences the number of occurrences is the same.
fn uniform_parts(occurrences: &[&Occurrence]) -> Vec<TrackPart> {
    let mut changes: Vec<(u32, i32)> = occurrences
        .iter()
        .flat_map(|p| [(p.on_track.start, 1), (p.on_track.end, -1)])
        .collect();
    changes.sort_unstable();
    let mut uniform_parts: Vec<TrackPart> = Vec::new();
    let mut standing = 0i32;
    let mut at = 0;
    for same in changes.chunk_by(|a, b| a.0 == b.0) {
        if same[0].0 > at {
            uniform_parts.push(TrackPart {
                on_track: at..same[0].0,
                occurrences: standing as u32,
            });
        }
        at = same[0].0;
        standing += same.iter().map(|c| c.1).sum::<i32>();
    }
    uniform_parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ranges: &[Range<u32>]) -> Vec<(u32, u32)> {
        let occurrences: Vec<Occurrence> = ranges
            .iter()
            .map(|on_track| Occurrence {
                doc: 0,
                track: 0,
                on_track: on_track.clone(),
                units: 0..0,
                runs: 0..0,
            })
            .collect();
        let occurrences: Vec<&Occurrence> = occurrences.iter().collect();
        parts(&occurrences)
            .into_iter()
            .map(|p| (p.on_track.start, p.on_track.end))
            .collect()
    }

    #[test]
    fn a_title_is_a_family_beside_the_sentence_that_few_have() {
        let mut ranges = vec![0..16; 8];
        ranges.extend([0..40, 0..40]);
        assert_eq!(of(&ranges), [(0, 40), (0, 16)]);
    }

    #[test]
    fn ends_that_vary_make_no_family() {
        assert_eq!(of(&[0..20, 0..20, 0..20, 0..22, 0..22]), [(0, 20)]);
        assert_eq!(of(&[0..20, 0..20]), [(0, 20)]);
        assert_eq!(of(&[0..20, 30..50]), []);
        assert_eq!(of(&[0..20, 0..20, 30..50, 30..50]), [(0, 20), (30, 50)]);
    }
}
