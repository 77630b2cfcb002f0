//! The candidates that stand elsewhere on the other side: from runs that are equal to whole clauses, and which of them moved.

use std::ops::Range;

use rapidhash::RapidHashMap;

use super::place::{CLAUSE, Place};
use super::script::{differences, equal_unit, owners};
use super::{Move, PairPassage, PlacedEdit};
use crate::reuse::Edit;
use crate::reuse::edit::{equal_units, patience};
use crate::text::{NormalText, Unit};

/// Units behind the end of a clause that a run may owe to chance: neighbours of the two places that happen to be equal.
const CHANCE: usize = 2;

/// Equal stretches of both sides, or nearly so. In units of the passage, as all of this module.
#[derive(Clone, Debug)]
struct Run {
    a: Range<usize>,
    b: Range<usize>,
}

impl Run {
    fn len(&self) -> usize {
        self.a.len()
    }
}

/// Both sides of the passage.
pub(super) struct Ground<'t> {
    a: Place<'t>,
    b: Place<'t>,
}

impl<'t> Ground<'t> {
    pub(super) fn new(passage: &PairPassage, a: &'t NormalText, b: &'t NormalText) -> Self {
        let mut a = Place::new(a, &passage.a);
        let mut b = Place::new(b, &passage.b);
        let (mut i, mut j) = (0, 0);
        for edit in &passage.edits {
            let (n, m) = edit.consumed();
            if matches!(edit, Edit::Equal(_)) {
                for k in 0..n {
                    a.partner[i + k] = Some(j + k);
                    b.partner[j + k] = Some(i + k);
                }
                if n >= CLAUSE {
                    a.close(i..i + n);
                    b.close(j..j + m);
                }
            }
            (i, j) = (i + n, j + m);
        }
        Self { a, b }
    }

    /// What moved, in order of a. To be asked once: it closes what it takes.
    pub(super) fn moves(&mut self) -> Vec<Move> {
        let runs = self.runs();
        let runs = self.tiled(runs);
        let runs = self.joined(runs);
        let candidates = runs.into_iter().filter_map(|run| self.candidate(run));
        let candidates = candidates.collect();
        self.crossing(candidates)
    }

    /// Open and equal stretches of at least a clause around what stands once on either side, in order of a.
    fn runs(&self) -> Vec<Run> {
        let (in_a, in_b) = (self.a.standing_once(), self.b.standing_once());
        let mut runs: Vec<Run> = Vec::new();
        for (i, window) in self.a.units.windows(CLAUSE).enumerate() {
            let once = |places: &RapidHashMap<&[Unit], Option<usize>>| places.get(window).copied();
            let (Some(Some(at)), Some(Some(j))) = (once(&in_a), once(&in_b)) else {
                continue;
            };
            let is_known = |run: &Run| i < run.a.end && run.a.start + j == run.b.start + i;
            if at == i && !runs.last().is_some_and(is_known) {
                runs.extend(self.without_chance(self.grown(i, j)));
            }
        }
        runs
    }

    fn grown(&self, i: usize, j: usize) -> Run {
        let same = |(p, q): (usize, usize)| {
            self.a.open[p] && self.b.open[q] && self.a.units[p] == self.b.units[q]
        };
        let before = (1..=i.min(j)).take_while(|k| same((i - k, j - k))).count();
        let room = (self.a.units.len() - i).min(self.b.units.len() - j);
        let behind = (0..room).take_while(|k| same((i + k, j + k))).count();
        Run {
            a: i - before..i + behind,
            b: j - before..j + behind,
        }
    }

    /// The run without the first or last units, if a clause ends just before them on both sides: if there is enough of it then.
    fn without_chance(&self, run: Run) -> Option<Run> {
        let clause = |i: usize, j: usize| self.a.begins_clause[i] && self.b.begins_clause[j];
        let front = (0..=CHANCE).find(|k| clause(run.a.start + k, run.b.start + k));
        let back = (0..=CHANCE).find(|k| clause(run.a.end - k, run.b.end - k));
        let (front, back) = (front.unwrap_or(0), back.unwrap_or(0));
        let cut = Run {
            a: run.a.start + front..run.a.end - back,
            b: run.b.start + front..run.b.end - back,
        };
        (cut.len() >= CLAUSE).then_some(cut)
    }

    /// Runs that do not overlap, the longest first; of the others what is left, if it is enough. In order of a.
    fn tiled(&mut self, mut runs: Vec<Run>) -> Vec<Run> {
        runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.a.start));
        let mut tiles = Vec::new();
        for Run { mut a, mut b } in runs {
            while !(a.is_empty() || self.a.open[a.start] && self.b.open[b.start]) {
                (a.start, b.start) = (a.start + 1, b.start + 1);
            }
            while !(a.is_empty() || self.a.open[a.end - 1] && self.b.open[b.end - 1]) {
                (a.end, b.end) = (a.end - 1, b.end - 1);
            }
            if a.len() >= CLAUSE && self.a.is_open(a.clone()) && self.b.is_open(b.clone()) {
                self.take(&a, &b);
                tiles.push(Run { a, b });
            }
        }
        tiles.sort_by_key(|run| run.a.start);
        tiles
    }

    /// Runs with less than a clause between them on either side as one.
    fn joined(&mut self, runs: Vec<Run>) -> Vec<Run> {
        let mut joined: Vec<Run> = Vec::new();
        for run in runs {
            if let Some(last) = joined.last_mut() {
                let (a, b) = (last.a.end..run.a.start, last.b.end..run.b.start);
                let follows = b.start <= b.end && a.len().max(b.len()) < CLAUSE;
                if follows && self.a.is_open(a.clone()) && self.b.is_open(b.clone()) {
                    self.take(&a, &b);
                    (last.a.end, last.b.end) = (run.a.end, run.b.end);
                    continue;
                }
            }
            joined.push(run);
        }
        joined
    }

    fn take(&mut self, a: &Range<usize>, b: &Range<usize>) {
        self.a.close(a.clone());
        self.b.close(b.clone());
    }

    /// A run with the rest of its clauses and its edits, if it is a better account of its units than the script.
    fn candidate(&mut self, run: Run) -> Option<Move> {
        let whole = self.with_whole_clauses(&run);
        let [whole, core] = [whole, run].map(|run| self.edited(run));
        let candidate = if is_mostly_equal(&whole) { whole } else { core };
        self.take(&candidate.a, &candidate.b);
        let lost = self.a.in_place(&candidate.a) + self.b.in_place(&candidate.b);
        let gains = equal_units(&candidate.edits) >= lost + CLAUSE;
        (gains && is_mostly_equal(&candidate)).then_some(candidate)
    }

    fn with_whole_clauses(&self, run: &Run) -> Run {
        let Run { mut a, mut b } = run.clone();
        let before = self.a.missing_before(a.start);
        if let (Some(n), Some(m)) = (before, self.b.missing_before(b.start)) {
            (a.start, b.start) = (a.start - n, b.start - m);
            while let (Some(x), Some(y)) =
                (self.a.clause_before(a.start), self.b.clause_before(b.start))
                && self.are_one_clause(&x, &y)
            {
                (a.start, b.start) = (x.start, y.start);
            }
        }
        let behind = self.a.missing_behind(a.end);
        if let (Some(n), Some(m)) = (behind, self.b.missing_behind(b.end)) {
            (a.end, b.end) = (a.end + n, b.end + m);
            while let (Some(x), Some(y)) =
                (self.a.clause_behind(a.end), self.b.clause_behind(b.end))
                && self.are_one_clause(&x, &y)
            {
                (a.end, b.end) = (x.end, y.end);
            }
        }
        Run { a, b }
    }

    /// Whether two thirds of the longer clause stand in the other.
    fn are_one_clause(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let edits = patience::edits(&self.a.units[a.clone()], &self.b.units[b.clone()]);
        3 * equal_units(&edits) >= 2 * a.len().max(b.len())
    }

    fn edited(&self, Run { a, b }: Run) -> Move {
        let edits = patience::edits(&self.a.units[a.clone()], &self.b.units[b.clone()]);
        Move { a, b, edits }
    }

    /// Those candidates that stand in another order than what stays, or than one another. What stands in order is no move, though the
    /// script may have missed it in a long replacement.
    fn crossing(&self, candidates: Vec<Move>) -> Vec<Move> {
        let stays = self.staying(&candidates);
        let before = |side: fn(&(usize, usize)) -> usize, at: usize| {
            stays.partition_point(|pair| side(pair) < at)
        };
        let crosses = |candidate: &Move| {
            before(|pair| pair.0, candidate.a.start) != before(|pair| pair.1, candidate.b.start)
                || candidates.iter().any(|other| {
                    (other.a.start < candidate.a.start) != (other.b.start < candidate.b.start)
                })
        };
        let moved: Vec<bool> = candidates.iter().map(crosses).collect();
        let kept = candidates
            .into_iter()
            .zip(moved)
            .filter(|(_, moved)| *moved);
        kept.map(|(candidate, _)| candidate).collect()
    }

    /// The equal units of the script that no candidate takes away, in order.
    fn staying(&self, candidates: &[Move]) -> Vec<(usize, usize)> {
        let of_a = owners(self.a.units.len(), candidates, |candidate| &candidate.a);
        let of_b = owners(self.b.units.len(), candidates, |candidate| &candidate.b);
        let pairs = self.a.partner.iter().enumerate();
        let pairs = pairs.filter_map(|(i, partner)| Some((i, (*partner)?)));
        pairs
            .filter(|(i, j)| of_a[*i].is_none() && of_b[*j].is_none())
            .collect()
    }

    /// The script, in which a move is one deletion and one insertion.
    pub(super) fn script(&self, moves: &[Move]) -> Vec<PlacedEdit> {
        let of_a = owners(self.a.units.len(), moves, |candidate| &candidate.a);
        let of_b = owners(self.b.units.len(), moves, |candidate| &candidate.b);
        let mut script = Vec::new();
        let (mut at_a, mut at_b) = (0, 0);
        let ends = (self.a.units.len(), self.b.units.len());
        for (i, j) in self.staying(moves).into_iter().chain([ends]) {
            differences(&of_a[at_a..i], &of_b[at_b..j], &mut script);
            if (i, j) != ends {
                equal_unit(&mut script);
            }
            (at_a, at_b) = (i + 1, j + 1);
        }
        script
    }
}

/// Whether two thirds of the shorter side are equal: what was moved and edited besides, as what stays may be edited.
fn is_mostly_equal(candidate: &Move) -> bool {
    3 * equal_units(&candidate.edits) >= 2 * candidate.a.len().min(candidate.b.len())
}
