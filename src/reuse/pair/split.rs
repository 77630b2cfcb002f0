//! The parts that match of a candidate of which most differs.
//!
//! In: two regulations whose chapters on penalties have the same five formulas, in 900 units of one and 2,000 of the other.
//! Out: an extent for each formula and what is near it. In: a paragraph and its condensed form, of which two thirds match. Out: the
//! same, since it is one.
//!
//! Matches gain, and units on either side that stand between two matches cost: the parts are the maximal scoring subsequences
//! (Ruzzo and Tompa, ISMB 1999), which are unique and found in one pass.

use std::ops::Range;

use super::extend::{Comparison, Extent};
use super::settings::Settings;
use super::side::Side;
use crate::reuse::edit::banded::Match;

/// How many times longer than the other the longer side of a passage may be: what was condensed in the Chinese development set
/// has a fifth of its source and more.
const CONDENSED: usize = 6;

/// A run of matches under way: which, and the sum of gains and costs before and behind it.
struct Part {
    matches: Range<usize>,
    before: f32,
    behind: f32,
}

/// How much of two stretches is matched.
#[derive(Clone, Debug)]
pub(super) struct MatchedHull {
    pub(super) a: Range<usize>,
    b: Range<usize>,
    matched: usize,
}

impl MatchedHull {
    pub(super) fn of(extent: &Extent) -> Self {
        Self {
            a: extent.a.clone(),
            b: extent.b.clone(),
            matched: extent.matches.len(),
        }
    }

    /// The stretches from the first to the last unit of both.
    pub(super) fn with(&self, other: &Self) -> Self {
        let hull = |x: &Range<usize>, y: &Range<usize>| x.start.min(y.start)..x.end.max(y.end);
        Self {
            a: hull(&self.a, &other.a),
            b: hull(&self.b, &other.b),
            matched: self.matched + other.matched,
        }
    }

    /// Whether they are one text: enough of both is matched, or nearly all of the shorter one, since the other was condensed.
    pub(super) fn is_one_text(&self, settings: &Settings) -> bool {
        let share = |of: usize| self.matched as f32 / of.max(1) as f32;
        let (a, b) = (self.a.len(), self.b.len());
        let condensed = a.max(b) <= CONDENSED * a.min(b);
        settings
            .identity
            .is_none_or(|least| 2.0 * share(a + b) >= least)
            || condensed && share(a.min(b)) >= settings.condensed
    }
}

impl Extent {
    /// The parts of it that are one text, each as long as can be; itself, if it is one. O(n log n) in the matches.
    pub(super) fn split(self, comparison: &Comparison<'_>, settings: &Settings) -> Vec<Self> {
        let Some(identity) = settings.identity else {
            return vec![self];
        };
        if MatchedHull::of(&self).is_one_text(settings) {
            return vec![self];
        }
        let mut matches = self.matches.clone();
        matches.sort_unstable_by_key(|m| (m.i, m.j));
        let parts = maximal(&matches, identity);
        // Moved out to a near boundary of the text, as far as it stays within what it is part of.
        let snapped = |side: &Side<'_>, whole: &Range<usize>, units: Range<usize>| {
            let moved = side.snapped(&units, settings.snap_units);
            moved.start.max(whole.start)..moved.end.min(whole.end)
        };
        let one = |part: Part| {
            let matches = matches[part.matches].to_vec();
            let (first, last) = (matches.first()?, matches.last()?);
            let b = matches.iter().map(|m| m.j);
            let (start, end) = (b.clone().min()?, b.max()?);
            Some(Self {
                a: snapped(comparison.a, &self.a, first.i..last.i + 1),
                b: snapped(comparison.b, &self.b, start..end + 1),
                matches,
            })
        };
        parts.into_iter().filter_map(one).collect()
    }
}

/// The maximal scoring runs of matches, which are in order of a.
fn maximal(matches: &[Match], identity: f32) -> Vec<Part> {
    // With these, a run in which just that share is matched gains nothing.
    let (gain, cost) = (2.0 * (1.0 - identity), identity);
    let mut parts: Vec<Part> = Vec::new();
    let mut sum = 0.0;
    for (n, this) in matches.iter().enumerate() {
        if let Some(last) = n.checked_sub(1).map(|last| &matches[last]) {
            // What stands before the last match on side b is as far off as what stands behind it.
            let apart =
                (this.i - last.i).saturating_sub(1) + last.j.abs_diff(this.j).saturating_sub(1);
            sum -= cost * apart as f32;
        }
        let mut part = Part {
            matches: n..n + 1,
            before: sum,
            behind: sum + gain,
        };
        sum += gain;
        while let Some(at) = parts
            .iter()
            .rposition(|earlier| earlier.before < part.before)
            && parts[at].behind < part.behind
        {
            part.matches.start = parts[at].matches.start;
            part.before = parts[at].before;
            parts.truncate(at);
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(of: &[(usize, usize, usize)]) -> Vec<Match> {
        let run = |(i, j, n): &(usize, usize, usize)| {
            let (i, j) = (*i, *j);
            (0..*n).map(move |k| Match {
                i: i + k,
                j: j + k,
                bits: 5.0,
            })
        };
        of.iter().flat_map(run).collect()
    }

    fn parts(of: &[(usize, usize, usize)]) -> Vec<(usize, usize)> {
        let all = matches(of);
        let parts = maximal(&all, 0.5);
        parts
            .iter()
            .map(|p| (all[p.matches.start].i, all[p.matches.end - 1].i + 1))
            .collect()
    }

    #[test]
    fn what_is_dense_stays_together_and_what_is_strewn_comes_apart() {
        // Twenty, five other ones, twenty.
        assert_eq!(parts(&[(0, 0, 20), (25, 25, 20)]), [(0, 45)]);
        // Twenty, two hundred other ones on one side, twenty.
        assert_eq!(parts(&[(0, 0, 20), (220, 20, 20)]), [(0, 20), (220, 240)]);
        // A hundred of both are more than the clause that one side lacks.
        assert_eq!(parts(&[(0, 0, 100), (130, 100, 100)]), [(0, 230)]);
        // The second stands before the first on the other side, and far away.
        assert_eq!(parts(&[(0, 300, 20), (20, 0, 20)]), [(0, 20), (20, 40)]);
    }
}
