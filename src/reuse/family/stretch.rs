//! Where documents walk along a track: the places of a wording, aligned with it.

use std::ops::Range;

use rayon::prelude::*;

use serde::{Deserialize, Serialize};

use super::edits::{consumed, edits};
use super::grams::{Layout, Repeats, Window};
use super::path::Paths;
use super::track::Tracks;
use super::weight::Weights;
use crate::reuse::Edit;
use crate::text::{NormalText, Unit};

/// Units that a place may leave out of a track, or put in its stead, before it counts as two places: fillers
/// (places, meetings, dates) seldom have more than 16 characters.
pub(crate) const FILLER: u32 = 16;
/// How many of the preceding places are looked at for the one that goes on: variants of the wording in between
/// are tracks of their own.
const LOOK_BACK: usize = 8;
/// Units that are skipped on either side to find how a place goes on behind its last window.
const SKIP: usize = 4;
/// Units, beyond the number skipped, that must then be equal. Two agree by chance once in some 10,000 times.
const AFTER_SKIP: usize = 2;

/// An unbroken walk along a path (or a track).
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The document's index.
    pub doc: u32,
    /// Which path.
    pub path: u32,
    /// Its windows.
    pub on_path: Range<u32>,
    /// Units of the document.
    pub units: Range<u32>,
}

/// Equal units of a place and its track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Run {
    /// First unit in the document.
    pub unit: u32,
    /// First unit of the track.
    pub on_track: u32,
    /// How many.
    pub len: u32,
}

/// A place of a track's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The document's index.
    pub doc: u32,
    /// Which track.
    pub track: u32,
    /// The part of the track's wording, in units.
    pub on_track: Range<u32>,
    /// Units of the document.
    pub units: Range<u32>,
    /// Its equal units, in [`Places::runs`].
    pub(super) runs: Range<u32>,
}

/// All places, in order of documents and positions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Places {
    /// The places.
    pub all: Vec<Place>,
    runs: Vec<Run>,
    /// For each track, the surprisal of its wording up to each unit and its end, in bits; one after the other.
    bits: Vec<f32>,
    /// Where each track starts in `bits`.
    first_bit: Vec<u32>,
}

/// Calls `f` for each unbroken walk of each document along a path, in order.
pub(crate) fn first_visits(
    texts: &[NormalText],
    layout: &Layout,
    window: Window,
    repeats: &Repeats,
    paths: &Paths,
    mut f: impl FnMut(u32, Visit),
) {
    for doc in 0..layout.documents() {
        let place = |node| paths.place(node);
        visits(texts, layout, window, repeats, doc, place, |v| {
            f(doc as u32, v)
        });
    }
}

/// Calls `f` for each unbroken walk of a document.
fn visits(
    texts: &[NormalText],
    layout: &Layout,
    window: Window,
    repeats: &Repeats,
    doc: usize,
    place: impl Fn(u32) -> (u32, u32),
    mut f: impl FnMut(Visit),
) {
    let units = texts[doc].units();
    let start = layout.start(doc);
    let from = repeats.at.partition_point(|at| *at < start);
    let to = from + repeats.at[from..].partition_point(|at| *at < start + units.len() as u32);
    let end = |at: u32| {
        window
            .end(units, at as usize)
            .expect("a repeated window lies inside its document") as u32
    };
    let mut entry = from;
    while entry < to {
        let at = repeats.at[entry] - start;
        let (path, index) = place(repeats.node[entry]);
        let mut length = 1;
        while entry + (length as usize) < to
            && repeats.at[entry + length as usize] - start == at + length
            && place(repeats.node[entry + length as usize]) == (path, index + length)
        {
            length += 1;
        }
        entry += length as usize;
        f(Visit {
            doc: doc as u32,
            path,
            on_path: index..index + length,
            units: at..end(at + length - 1),
        });
    }
}

impl Places {
    /// Finds and aligns the places of all tracks: O(n), every gap being shorter than a constant.
    pub fn new(
        texts: &[NormalText],
        layout: &Layout,
        window: Window,
        repeats: &Repeats,
        tracks: &Tracks,
        weights: &Weights,
    ) -> Self {
        let per_document: Vec<Vec<(Place, Vec<Run>)>> = (0..layout.documents())
            .into_par_iter()
            .map(|doc| places_of(texts, layout, window, repeats, tracks, doc))
            .collect();
        let mut places = Self::default();
        for (mut place, runs) in per_document.into_iter().flatten() {
            let first = places.runs.len() as u32;
            places.runs.extend(runs);
            place.runs = first..places.runs.len() as u32;
            places.all.push(place);
        }
        places.trim(tracks);
        places.weigh(tracks, weights);
        places
    }

    fn weigh(&mut self, tracks: &Tracks, weights: &Weights) {
        for track in 0..tracks.len() as u32 {
            self.first_bit.push(self.bits.len() as u32);
            let mut sum = 0.0;
            let mut before = None;
            for unit in tracks.wording(track) {
                self.bits.push(sum);
                sum += weights.bits(before, *unit) as f32;
                before = Some(*unit);
            }
            self.bits.push(sum);
        }
    }

    /// Surprisal of a part of a track's wording.
    pub fn bits(&self, track: u32, part: &Range<u32>) -> f32 {
        let first = self.first_bit[track as usize];
        self.bits[(first + part.end) as usize] - self.bits[(first + part.start) as usize]
    }

    /// Surprisal of a track's wording up to a unit.
    pub fn bits_before(&self, track: u32, unit: u32) -> f32 {
        self.bits[(self.first_bit[track as usize] + unit) as usize]
    }

    /// Cuts the ends of places back to what another place has as well: the flank of a track's wording belongs to
    /// one place until others are found to go on with it.
    fn trim(&mut self, tracks: &Tracks) {
        let mut standing = vec![0u32; tracks.units()];
        for place in &self.all {
            let start = tracks.start(place.track);
            for run in self.runs(place) {
                let from = start + run.on_track as usize;
                for column in &mut standing[from..from + run.len as usize] {
                    *column += 1;
                }
            }
        }
        for place in &mut self.all {
            let alone = |column: u32| standing[tracks.start(place.track) + column as usize] < 2;
            let runs = &mut self.runs;
            while let Some(run) = runs[..place.runs.end as usize].get_mut(place.runs.start as usize)
                && alone(run.on_track)
            {
                run.unit += 1;
                run.on_track += 1;
                run.len -= 1;
                place.runs.start += u32::from(run.len == 0);
                if let Some(first) = runs.get(place.runs.start as usize) {
                    place.units.start = first.unit;
                    place.on_track.start = first.on_track;
                }
            }
            while let Some(run) =
                runs[place.runs.start as usize..place.runs.end as usize].last_mut()
                && alone(run.on_track + run.len - 1)
            {
                run.len -= 1;
                place.runs.end -= u32::from(run.len == 0);
                if let Some(last) = runs[place.runs.start as usize..place.runs.end as usize].last()
                {
                    place.units.end = last.unit + last.len;
                    place.on_track.end = last.on_track + last.len;
                }
            }
        }
        // A row of one repeated unit that stands nowhere else has no other place.
        self.all.retain(|place| !place.runs.is_empty());
    }

    /// The units of a place that are equal to its track's.
    pub fn runs(&self, place: &Place) -> &[Run] {
        &self.runs[place.runs.start as usize..place.runs.end as usize]
    }

    /// Where a part of a track stands in one of its places.
    pub fn units_at(&self, place: &Place, part: &Range<u32>) -> Range<u32> {
        let runs = self.runs(place);
        if let [run] = runs
            && run.len == place.units.len() as u32
        {
            let shift = |unit: u32| run.unit + (unit - run.on_track).min(run.len);
            return shift(part.start)..shift(part.end);
        }
        let start = if part.start <= place.on_track.start {
            place.units.start
        } else {
            let next = runs.partition_point(|r| r.on_track + r.len <= part.start);
            runs.get(next).map_or(place.units.end, |r| {
                r.unit + part.start.saturating_sub(r.on_track)
            })
        };
        let end = if part.end >= place.on_track.end {
            place.units.end
        } else {
            let last = runs.partition_point(|r| r.on_track < part.end);
            last.checked_sub(1).map_or(place.units.start, |l| {
                let run = runs[l];
                run.unit + run.len.min(part.end - run.on_track)
            })
        };
        start..end.max(start)
    }
}

/// A place while it grows.
struct Open {
    track: u32,
    runs: Vec<Run>,
    end: u32,
}

fn places_of(
    texts: &[NormalText],
    layout: &Layout,
    window: Window,
    repeats: &Repeats,
    tracks: &Tracks,
    doc: usize,
) -> Vec<(Place, Vec<Run>)> {
    let mut open: Vec<Open> = Vec::new();
    let overlap = window.longest() as u32 - 1;
    let place = |node| tracks.place(node);
    visits(texts, layout, window, repeats, doc, place, |visit| {
        let run = Run {
            unit: visit.units.start,
            on_track: visit.on_path.start,
            len: visit.units.end - visit.units.start,
        };
        let recent = open.len().saturating_sub(LOOK_BACK);
        for place in open[recent..].iter_mut().rev() {
            if place.track != visit.path {
                continue;
            }
            if let Some(run) = goes_on(place, run, overlap) {
                place.runs.push(run);
                place.end = run.unit + run.len;
                return;
            }
            // What repeats itself within a window's length (啊啊啊啊…) is one place, not one for each unit.
            let short = visit.on_path.len() <= overlap as usize;
            if short && run.unit < place.end {
                place.end = place.end.max(run.unit + run.len);
                return;
            }
        }
        open.push(Open {
            track: visit.path,
            end: run.unit + run.len,
            runs: vec![run],
        });
    });
    let units = texts[doc].units();
    let mut places: Vec<(Place, Vec<Run>)> = open
        .into_iter()
        .map(|open| align(open, doc as u32, units, tracks))
        .collect();
    places.sort_by_key(|(place, _)| (place.units.start, place.track, place.on_track.start));
    places
}

/// The part of `run` that goes on with the place, if it does.
fn goes_on(place: &Open, run: Run, overlap: u32) -> Option<Run> {
    let last = place.runs.last()?;
    let (unit, on_track) = (last.unit + last.len, last.on_track + last.len);
    if unit != place.end || run.unit + overlap < unit || run.on_track + overlap < on_track {
        return None;
    }
    let inserted = run.unit.saturating_sub(unit);
    let left_out = run.on_track.saturating_sub(on_track);
    if inserted > FILLER || left_out > FILLER {
        return None;
    }
    // Around an insertion in a row of equal units both windows match the same unit.
    let twice = unit
        .saturating_sub(run.unit)
        .max(on_track.saturating_sub(run.on_track));
    (twice < run.len).then(|| Run {
        unit: run.unit + twice,
        on_track: run.on_track + twice,
        len: run.len - twice,
    })
}

/// Fills the gaps between the runs of a place and follows it behind its ends.
fn align(open: Open, doc: u32, units: &[Unit], tracks: &Tracks) -> (Place, Vec<Run>) {
    let wording = tracks.wording(open.track);
    let mut runs: Vec<Run> = Vec::with_capacity(open.runs.len());
    let first = open.runs[0];
    let before = extensions(
        units[..first.unit as usize].iter().rev(),
        wording[..first.on_track as usize].iter().rev(),
    );
    for (skip, run) in before.iter().rev() {
        runs.push(Run {
            unit: first.unit - skip.0 as u32 - *run as u32,
            on_track: first.on_track - skip.1 as u32 - *run as u32,
            len: *run as u32,
        });
    }
    for run in &open.runs {
        if let Some(last) = runs.last().copied().filter(|l| l.unit >= first.unit) {
            fill(last, *run, units, wording, &mut runs);
        }
        runs.push(*run);
    }
    let last = open.runs[open.runs.len() - 1];
    let (unit, on_track) = (last.unit + last.len, last.on_track + last.len);
    if unit == open.end {
        let after = extensions(
            units[unit as usize..].iter(),
            wording[on_track as usize..].iter(),
        );
        for (skip, run) in &after {
            runs.push(Run {
                unit: unit + skip.0 as u32,
                on_track: on_track + skip.1 as u32,
                len: *run as u32,
            });
        }
    }
    let last = runs[runs.len() - 1];
    let place = Place {
        doc,
        track: open.track,
        on_track: runs[0].on_track..last.on_track + last.len,
        units: runs[0].unit..open.end.max(last.unit + last.len),
        runs: 0..0,
    };
    (place, runs)
}

/// Equal units between two runs; single ones, which agree by chance, are left out.
fn fill(from: Run, to: Run, units: &[Unit], wording: &[Unit], runs: &mut Vec<Run>) {
    let (mut unit, mut on_track) = (from.unit + from.len, from.on_track + from.len);
    let a = &units[unit as usize..to.unit as usize];
    let b = &wording[on_track as usize..to.on_track as usize];
    if a.len().min(b.len()) < 2 {
        return;
    }
    for edit in edits(a, b) {
        let (n, m) = consumed(edit);
        if matches!(edit, Edit::Equal(_)) && n >= 2 {
            runs.push(Run {
                unit,
                on_track,
                len: n as u32,
            });
        }
        (unit, on_track) = (unit + n as u32, on_track + m as u32);
    }
}

/// How two texts that have just parted go on together: equal runs, each with the units of either side before it.
/// Behind `n` units of which one side has none in common with the other, `n + 2` must be equal.
fn extensions<'a>(
    a: impl Iterator<Item = &'a Unit> + Clone,
    b: impl Iterator<Item = &'a Unit> + Clone,
) -> Vec<((usize, usize), usize)> {
    let mut found = Vec::new();
    let (mut a, mut b) = (a, b);
    let (mut at_a, mut at_b) = (0, 0);
    loop {
        // The seeds are whole windows, but where a track's wording comes from another place it may go on at once.
        let mut best = None;
        'search: for skipped in 0..=2 * SKIP {
            for i in skipped.saturating_sub(SKIP)..=skipped.min(SKIP) {
                let j = skipped - i;
                let run = a
                    .clone()
                    .skip(i)
                    .zip(b.clone().skip(j))
                    .take_while(|(x, y)| x == y)
                    .count();
                let enough = if skipped == 0 {
                    1
                } else {
                    i.max(j) + AFTER_SKIP
                };
                if run >= enough {
                    best = Some((i, j, run));
                    break 'search;
                }
            }
        }
        let Some((i, j, run)) = best else {
            return found;
        };
        found.push(((at_a + i, at_b + j), run));
        (at_a, at_b) = (at_a + i + run, at_b + j + run);
        // `nth` consumes one more than its argument; a run is never empty.
        a.nth(i + run - 1);
        b.nth(j + run - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Vec<((usize, usize), usize)> {
        let (a, b) = (NormalText::new(a), NormalText::new(b));
        extensions(a.units().iter(), b.units().iter())
    }

    #[test]
    fn a_place_goes_on_behind_a_changed_unit_when_three_are_equal() {
        assert_eq!(of("甲乙丙丁", "子乙丙丁"), [((1, 1), 3)]);
        assert_eq!(of("甲乙丙戊", "子乙丙丁"), []);
        assert_eq!(of("乙丙丁", "子乙丙丁"), [((0, 1), 3)]);
        assert_eq!(
            of("甲乙丙丁戊己庚", "甲乙子丁戊己庚"),
            [((0, 0), 2), ((3, 3), 4)]
        );
    }
}
