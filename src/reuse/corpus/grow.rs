//! The growth of an occurrence: it walks along a track joined over fillers, and what lies between and behind them aligned.
//!
//! In: a track 我们要坚持稳中求进工作总基调, and a document that has two windows of it with a word between them. Out: one occurrence
//! from the first window to the last, with its equal runs, followed on either side as long as the texts agree but for a few
//! units.
//!
//! This is the extension of seed and extend (BLAST: Altschul and others 1990), bounded by a filler's length, so that it is
//! linear.

use rayon::prelude::*;

use super::FILLER;
use super::bigram::BigramModel;
use super::occurrence::{MatchRun, Occurrence, Occurrences};
use super::repeats::RepeatedText;
use super::track::Tracks;
use super::visit::visits;
use crate::reuse::Edit;
use crate::reuse::edit::patience::edits;
use crate::text::Unit;

/// Number of preceding occurrences that are tried for continuation: variants of the wording in between
/// are tracks of their own.
const LOOK_BACK: usize = 8;
/// Units that are skipped on either side to find how an occurrence goes on behind its last window.
const SKIP: usize = 4;
/// Units, beyond the number skipped, that must then be equal. Two agree by chance once in some 10,000 times.
const AFTER_SKIP: usize = 2;

/// An occurrence while it grows.
struct OpenOccurrence {
    track: u32,
    runs: Vec<MatchRun>,
    end: u32,
}

/// Finds and aligns the occurrences of all tracks: O(n), every gap being shorter than a constant.
pub(super) fn occurrences(
    repeated: RepeatedText<'_>,
    tracks: &Tracks,
    bigrams: &BigramModel,
) -> Occurrences {
    let documents = 0..repeated.offsets.documents();
    let per_document = documents
        .into_par_iter()
        .map(|doc| occurrences_of(repeated, tracks, doc))
        .collect();
    Occurrences::gathered(per_document, tracks, bigrams)
}

/// The occurrences of one document, with the equal units of each.
fn occurrences_of(
    repeated: RepeatedText<'_>,
    tracks: &Tracks,
    doc: usize,
) -> Vec<(Occurrence, Vec<MatchRun>)> {
    let mut open: Vec<OpenOccurrence> = Vec::new();
    let overlap = repeated.window.longest() as u32 - 1;
    let position = |node| tracks.position(node);
    visits(repeated, doc, position, |visit| {
        let run = MatchRun {
            unit: visit.units.start,
            on_track: visit.on_path.start,
            len: visit.units.end - visit.units.start,
        };
        let recent = open.len().saturating_sub(LOOK_BACK);
        for occurrence in open[recent..].iter_mut().rev() {
            if occurrence.track != visit.path {
                continue;
            }
            if let Some(run) = goes_on(occurrence, run, overlap) {
                occurrence.runs.push(run);
                occurrence.end = run.unit + run.len;
                return;
            }
            // What repeats itself within a window's length (啊啊啊啊…) is one occurrence, not one for each unit.
            let short = visit.on_path.len() <= overlap as usize;
            if short && run.unit < occurrence.end {
                occurrence.end = occurrence.end.max(run.unit + run.len);
                return;
            }
        }
        open.push(OpenOccurrence {
            track: visit.path,
            end: run.unit + run.len,
            runs: vec![run],
        });
    });
    let units = repeated.texts[doc].units();
    let mut occurrences: Vec<(Occurrence, Vec<MatchRun>)> = open
        .into_iter()
        .map(|open| align(open, doc as u32, units, tracks))
        .collect();
    occurrences.sort_by_key(|(occurrence, _)| {
        (
            occurrence.units.start,
            occurrence.track,
            occurrence.on_track.start,
        )
    });
    occurrences
}

/// The part of `run` that goes on with the occurrence, if it does.
fn goes_on(occurrence: &OpenOccurrence, run: MatchRun, overlap: u32) -> Option<MatchRun> {
    let last = occurrence.runs.last()?;
    let (unit, on_track) = (last.unit + last.len, last.on_track + last.len);
    if unit != occurrence.end || run.unit + overlap < unit || run.on_track + overlap < on_track {
        return None;
    }
    let inserted = run.unit.saturating_sub(unit);
    let left_out = run.on_track.saturating_sub(on_track);
    if inserted > FILLER as u32 || left_out > FILLER as u32 {
        return None;
    }
    // Around an insertion in a row of equal units both windows match the same unit.
    let twice = unit
        .saturating_sub(run.unit)
        .max(on_track.saturating_sub(run.on_track));
    (twice < run.len).then(|| MatchRun {
        unit: run.unit + twice,
        on_track: run.on_track + twice,
        len: run.len - twice,
    })
}

/// Fills the gaps between the runs of an occurrence and follows it behind its ends.
fn align(
    open: OpenOccurrence,
    doc: u32,
    units: &[Unit],
    tracks: &Tracks,
) -> (Occurrence, Vec<MatchRun>) {
    let wording = tracks.wording(open.track);
    let mut runs: Vec<MatchRun> = Vec::with_capacity(open.runs.len());
    let first = open.runs[0];
    let before = extensions(
        units[..first.unit as usize].iter().rev(),
        wording[..first.on_track as usize].iter().rev(),
    );
    for (skip, run) in before.iter().rev() {
        runs.push(MatchRun {
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
            runs.push(MatchRun {
                unit: unit + skip.0 as u32,
                on_track: on_track + skip.1 as u32,
                len: *run as u32,
            });
        }
    }
    let last = runs[runs.len() - 1];
    let occurrence = Occurrence {
        doc,
        track: open.track,
        on_track: runs[0].on_track..last.on_track + last.len,
        units: runs[0].unit..open.end.max(last.unit + last.len),
        runs: 0..0,
    };
    (occurrence, runs)
}

/// Equal units between two runs; single ones, which agree by chance, are left out.
fn fill(from: MatchRun, to: MatchRun, units: &[Unit], wording: &[Unit], runs: &mut Vec<MatchRun>) {
    let (mut unit, mut on_track) = (from.unit + from.len, from.on_track + from.len);
    let a = &units[unit as usize..to.unit as usize];
    let b = &wording[on_track as usize..to.on_track as usize];
    if a.len().min(b.len()) < 2 {
        return;
    }
    for edit in edits(a, b) {
        let (n, m) = edit.consumed();
        if matches!(edit, Edit::Equal(_)) && n >= 2 {
            runs.push(MatchRun {
                unit,
                on_track,
                len: n as u32,
            });
        }
        (unit, on_track) = (unit + n as u32, on_track + m as u32);
    }
}

/// Equal runs in which two texts that have just parted go on together, each with the units skipped on either side
/// before it. 甲乙丙丁 and 子乙丙丁 give one run of three behind one unit on either side.
/// Behind `n` units of which one side has none in common with the other, `n + 2` must be equal.
fn extensions<'a>(
    a: impl Iterator<Item = &'a Unit> + Clone,
    b: impl Iterator<Item = &'a Unit> + Clone,
) -> Vec<((usize, usize), usize)> {
    let mut found = Vec::new();
    let (mut a, mut b) = (a, b);
    let (mut at_a, mut at_b) = (0, 0);
    loop {
        // The seeds are whole windows, but where a track's wording comes from another occurrence it may go on at once.
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
    use crate::text::NormalText;

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
