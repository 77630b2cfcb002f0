//! One side of a passage, as moves are looked for in it.

use std::collections::hash_map::Entry;
use std::ops::Range;

use rapidhash::RapidHashMap;

use crate::text::{BreakKind, NormalText, Unit};

/// Units of the shortest stretch that can move: a clause. Five in six clauses of the five seed documents have ten units or
/// more; the shorter ones are mostly formulas, which stand in many places without having moved.
pub(super) const CLAUSE: usize = 10;

/// One side of the passage.
pub(super) struct Place<'t> {
    pub(super) units: &'t [Unit],
    /// Before which units a clause begins; the last is the end.
    pub(super) begins_clause: Vec<bool>,
    /// The unit of the other side to which the script says it is equal.
    pub(super) partner: Vec<Option<usize>>,
    /// Units that may still move.
    pub(super) open: Vec<bool>,
}

impl<'t> Place<'t> {
    pub(super) fn new(text: &'t NormalText, units: &Range<usize>) -> Self {
        let mut begins_clause = vec![false; units.len() + 1];
        begins_clause[0] = true;
        begins_clause[units.len()] = true;
        for b in text.breaks() {
            if b.kind >= BreakKind::Clause && (units.start..units.end).contains(&b.at) {
                begins_clause[b.at - units.start] = true;
            }
        }
        Self {
            units: &text.units()[units.clone()],
            begins_clause,
            partner: vec![None; units.len()],
            open: vec![true; units.len()],
        }
    }

    pub(super) fn is_open(&self, units: Range<usize>) -> bool {
        self.open[units].iter().all(|open| *open)
    }

    pub(super) fn close(&mut self, units: Range<usize>) {
        self.open[units].fill(false);
    }

    /// Where each run of ten open units stands that stands once.
    pub(super) fn standing_once(&self) -> RapidHashMap<&'t [Unit], Option<usize>> {
        let mut places = RapidHashMap::default();
        for (at, window) in self.units.windows(CLAUSE).enumerate() {
            if !self.is_open(at..at + CLAUSE) {
                continue;
            }
            match places.entry(window) {
                Entry::Vacant(entry) => {
                    entry.insert(Some(at));
                }
                Entry::Occupied(mut entry) => {
                    entry.insert(None);
                }
            }
        }
        places
    }

    /// Units from `at` back to the beginning of its clause, if these are open and less than a clause.
    pub(super) fn missing_before(&self, at: usize) -> Option<usize> {
        (0..CLAUSE.min(at + 1))
            .find(|n| self.begins_clause[at - n])
            .filter(|n| self.is_open(at - n..at))
    }

    /// Units from `at` on to the end of its clause, if these are open and less than a clause.
    pub(super) fn missing_behind(&self, at: usize) -> Option<usize> {
        (0..CLAUSE.min(self.units.len() + 1 - at))
            .find(|n| self.begins_clause[at + n])
            .filter(|n| self.is_open(at..at + n))
    }

    /// The clause that ends at `at`, if it is open.
    pub(super) fn clause_before(&self, at: usize) -> Option<Range<usize>> {
        let start = (0..at).rev().find(|start| self.begins_clause[*start])?;
        self.is_open(start..at).then_some(start..at)
    }

    /// The clause that begins at `at`, if it is open.
    pub(super) fn clause_behind(&self, at: usize) -> Option<Range<usize>> {
        let end = (at + 1..=self.units.len()).find(|end| self.begins_clause[*end])?;
        self.is_open(at..end).then_some(at..end)
    }

    /// How many units of a stretch the script says to be equal to others.
    pub(super) fn in_place(&self, units: &Range<usize>) -> usize {
        self.partner[units.clone()].iter().flatten().count()
    }
}
