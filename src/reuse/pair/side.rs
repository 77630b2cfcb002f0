//! One of the two texts, as the engine sees it: its units, their length in steps, and where clauses and sentences end.
//!
//! In: `会议强调，GDP增长5%。` Out: with two steps a word, 会议强调 takes the steps 0 to 4, GDP those from 4 to 6; a clause ends
//! behind unit 4.

use std::ops::Range;

use super::settings::Settings;
use crate::reuse::sentence::sentences_around;
use crate::text::{BreakKind, NormalText, Unit};

/// A text with its length in steps and its boundaries.
#[derive(Clone, Debug)]
pub(super) struct Side<'t> {
    text: &'t NormalText,
    /// Steps before each unit; all steps at the end.
    steps: Vec<u32>,
    /// Steps to a cell of the dot plot.
    cell_side: u32,
    /// Boundaries of clauses and above, the text's own ends among them.
    stops: Vec<Stop>,
}

#[derive(Clone, Copy, Debug)]
struct Stop {
    at: usize,
    sentence: bool,
}

impl<'t> Side<'t> {
    /// Prepares a text: O(n).
    pub(super) fn new(text: &'t NormalText, settings: &Settings) -> Self {
        let mut steps = Vec::with_capacity(text.len() + 1);
        let mut total = 0u32;
        for unit in text.units() {
            steps.push(total);
            total = total.saturating_add(if is_ideograph(*unit) {
                1
            } else {
                settings.word_steps
            });
        }
        steps.push(total);
        let start = Stop {
            at: 0,
            sentence: true,
        };
        let inner = text
            .breaks()
            .iter()
            .filter(|b| b.kind >= BreakKind::Clause)
            .map(|b| Stop {
                at: b.at,
                sentence: b.kind >= BreakKind::Sentence,
            });
        let stops = std::iter::once(start).chain(inner).collect();
        Self {
            text,
            steps,
            cell_side: settings.cell.max(1),
            stops,
        }
    }

    /// The units as they are.
    pub(super) fn units(&self) -> &'t [Unit] {
        self.text.units()
    }

    /// The units with words reduced to their stems.
    pub(super) fn loose(&self) -> &'t [Unit] {
        self.text.loose_units()
    }

    /// Number of units.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Steps before unit `index`; all steps for the number of units.
    pub(super) fn step(&self, index: usize) -> u32 {
        self.steps[index]
    }

    /// Steps to a cell of the dot plot.
    pub(super) fn cell_side(&self) -> u32 {
        self.cell_side
    }

    /// The cell of the dot plot that a unit lies in, along this text.
    pub(super) fn cell_of(&self, unit: u32) -> u32 {
        self.steps[unit as usize] / self.cell_side
    }

    /// Steps from the start of a unit's cell to the unit: below the side of a cell, and different for each unit of the cell.
    pub(super) fn step_in_cell(&self, unit: u32) -> usize {
        (self.steps[unit as usize] % self.cell_side) as usize
    }

    /// Length of a range in steps.
    pub(super) fn steps_of(&self, units: &Range<usize>) -> u32 {
        self.steps[units.end] - self.steps[units.start]
    }

    /// Length of the whole text in steps.
    pub(super) fn all_steps(&self) -> u32 {
        self.steps[self.len()]
    }

    /// The first unit at or behind `step`; the number of units when there is none.
    pub(super) fn unit_at(&self, step: u32) -> usize {
        self.steps
            .partition_point(|before| *before < step)
            .min(self.len())
    }

    /// The nearest boundary at or before unit `at`, at most `reach` units away: of a sentence, or else of a clause.
    fn stop_before(&self, at: usize, reach: usize) -> Option<usize> {
        let known = self.stops.partition_point(|stop| stop.at <= at);
        let near = self.stops[..known]
            .iter()
            .rev()
            .take_while(|stop| at - stop.at <= reach);
        nearest(near)
    }

    /// The nearest boundary at or behind unit `at`, at most `reach` units away: of a sentence, or else of a clause.
    fn stop_behind(&self, at: usize, reach: usize) -> Option<usize> {
        let known = self.stops.partition_point(|stop| stop.at < at);
        let near = self.stops[known..]
            .iter()
            .take_while(|stop| stop.at - at <= reach);
        nearest(near)
    }

    /// `units` with both ends moved out to the nearest boundary, where one is at most `reach` units away.
    pub(super) fn snapped(&self, units: &Range<usize>, reach: usize) -> Range<usize> {
        self.stop_before(units.start, reach).unwrap_or(units.start)
            ..self.stop_behind(units.end, reach).unwrap_or(units.end)
    }

    /// The sentences that `units` touches, followed for at most `limit` steps on either side.
    pub(super) fn sentences(&self, units: &Range<usize>, limit: u32) -> Range<usize> {
        let start = self.unit_at(self.steps[units.start].saturating_sub(limit));
        let end = self.unit_at(self.steps[units.end].saturating_add(limit));
        sentences_around(self.text, units, start..end)
    }
}

fn nearest<'s>(stops: impl Iterator<Item = &'s Stop>) -> Option<usize> {
    let mut clause = None;
    for stop in stops {
        if stop.sentence {
            return Some(stop.at);
        }
        clause = clause.or(Some(stop.at));
    }
    clause
}

/// Ideographs are told by their pairs, words by themselves.
pub(super) fn is_ideograph(unit: Unit) -> bool {
    !unit.is_word() && !unit.is_number()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_end_in_reach_is_preferred_to_a_nearer_clause() {
        let text = NormalText::new("甲乙丙。丁戊,己庚辛壬,癸。子丑");
        let side = Side::new(&text, &Settings::default());
        assert_eq!(side.stop_before(8, 2), None);
        assert_eq!(side.stop_before(8, 3), Some(5));
        assert_eq!(side.stop_before(8, 5), Some(3));
        assert_eq!(side.stop_behind(8, 1), Some(9));
        assert_eq!(side.stop_behind(8, 4), Some(10));
        assert_eq!(side.sentences(&(6..7), 200), 3..10);
        assert_eq!(side.sentences(&(6..7), 1), 5..8);
    }

    #[test]
    fn words_take_two_steps() {
        let text = NormalText::new("学习 Rust 2026");
        let side = Side::new(&text, &Settings::default());
        assert_eq!(side.all_steps(), 6);
        assert_eq!(side.unit_at(3), 3);
        assert_eq!(side.unit_at(4), 3);
        assert_eq!(side.unit_at(99), 4);
    }
}
