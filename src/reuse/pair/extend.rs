//! The ends of a passage: from a region of the dot plot to units, by summed gain (Kadane's maximum) and by the ends of
//! sentences.
//!
//! If a region covers 建设现代化产业体系 in a and b, and both go on with ，推动科技创新 but for one word, the end moves to the end of the
//! clause; if what follows differs, it stays.

use std::ops::Range;

use super::chain::Region;
use super::context::Context;
use super::feature_prior::FeaturePrior;
use super::plot::Plot;
use super::seeds::{self, Seeds};
use super::settings::Settings;
use super::side::Side;
use super::tile::{TakenUnits, tile};
use crate::reuse::edit::banded::Match;

/// Two texts with all that is computed once for them.
#[derive(Clone, Debug)]
pub(super) struct Comparison<'t> {
    /// One text.
    pub(super) a: Side<'t>,
    /// The other.
    pub(super) b: Side<'t>,
    /// For each unit of a and b, what it tells if it is matched, in bits.
    pub(super) info: [Vec<f32>; 2],
    /// The dot plot.
    pub(super) plot: Plot,
    hits: [Vec<f32>; 2],
    scratch: TakenUnits,
}

/// Two stretches that belong together, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extent {
    /// Units of a.
    pub(super) a: Range<usize>,
    /// Units of b.
    pub(super) b: Range<usize>,
    /// Units that stand for each other, by their place in a.
    pub(super) matches: Vec<Match>,
}

impl<'t> Comparison<'t> {
    /// Finds the seeds of a pair and plots them.
    pub(super) fn new(
        a: Side<'t>,
        b: Side<'t>,
        weights: &impl FeaturePrior,
        context: &mut Context<'_>,
    ) -> Self {
        let Seeds { dots, info } = seeds::find(&a, &b, weights, context);
        let plot = Plot::new(&a, &b, dots, context);
        Self {
            hits: [vec![0.0; a.len()], vec![0.0; b.len()]],
            scratch: TakenUnits::new(a.len(), b.len()),
            info,
            plot,
            a,
            b,
        }
    }

    /// Finds the passage in and around a region: matches its units one to one, then moves the four ends to where
    /// the matches stop being as dense as in the core, and from there to a sentence's or clause's end when no more
    /// is taken in than is missing inside.
    ///
    /// None when nothing is left of it. O(d log d + n) for d dots and n units in and around the region.
    pub(super) fn extend(&mut self, region: &Region, context: &mut Context<'_>) -> Option<Extent> {
        let margin = context.settings.margin;
        let wide = |r: &Range<u32>| r.start.saturating_sub(margin)..r.end.saturating_add(margin);
        let window = (wide(&region.a), wide(&region.b));
        let limit_a = self.a.unit_at(window.0.start)..self.a.unit_at(window.0.end);
        let limit_b = self.b.unit_at(window.1.start)..self.b.unit_at(window.1.end);
        let mut matches = tile(
            (&self.a, &self.b),
            &self.plot,
            window,
            &mut self.scratch,
            context,
        );
        let settled = self.settle(region, (&limit_a, &limit_b), &matches, context);
        // The next region must not see what this one matched.
        self.hits[0][limit_a].fill(0.0);
        self.hits[1][limit_b].fill(0.0);
        let (a, b) = settled?;
        matches.retain(|m| a.contains(&m.i) && b.contains(&m.j));
        Some(Extent { a, b, matches })
    }

    /// Moves the ends of both sides in turn, within the limits.
    fn settle(
        &mut self,
        region: &Region,
        (limit_a, limit_b): (&Range<usize>, &Range<usize>),
        matches: &[Match],
        context: &mut Context<'_>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let mut a = self.a.unit_at(region.a.start)..self.a.unit_at(region.a.end);
        let mut b = self.b.unit_at(region.b.start)..self.b.unit_at(region.b.end);
        // Each side's ends depend on the other's; three rounds settle them (a fourth changed nothing).
        for _ in 0..3 {
            context.work.extended += (limit_a.len() + limit_b.len()) as u64;
            self.hits[0][limit_a.clone()].fill(0.0);
            for m in matches.iter().filter(|m| b.contains(&m.j)) {
                self.hits[0][m.i] = m.bits;
            }
            let edge = PassageEnds {
                side: &self.a,
                info: &self.info[0],
                hits: &self.hits[0],
                settings: context.settings,
            };
            a = edge.trim(limit_a, &a)?;
            self.hits[1][limit_b.clone()].fill(0.0);
            for m in matches.iter().filter(|m| a.contains(&m.i)) {
                self.hits[1][m.j] = m.bits;
            }
            let edge = PassageEnds {
                side: &self.b,
                info: &self.info[1],
                hits: &self.hits[1],
                settings: context.settings,
            };
            b = edge.trim(limit_b, &b)?;
        }
        Some((a, b))
    }
}

/// One side of a passage under way.
struct PassageEnds<'s> {
    side: &'s Side<'s>,
    info: &'s [f32],
    hits: &'s [f32],
    settings: &'s Settings,
}

impl PassageEnds<'_> {
    fn hit(&self, unit: usize) -> f32 {
        self.hits[unit].min(self.info[unit])
    }

    /// The best range around the core, within `limit`.
    fn trim(&self, limit: &Range<usize>, core: &Range<usize>) -> Option<Range<usize>> {
        let matched: f32 = core.clone().map(|unit| self.hit(unit)).sum();
        if matched <= 0.0 {
            return None;
        }
        let possible: f32 = self.info[core.clone()].iter().sum();
        let asked = matched / possible.max(1.0) * self.settings.edge_share;
        let gain = |unit: usize| self.hit(unit) - asked * self.info[unit];
        let middle = self.middle(core, matched);
        let end = self.furthest(middle..limit.end, gain)? + 1;
        let start = self.furthest((limit.start..=middle).rev(), gain)?;
        Some(self.snap(start..end))
    }

    /// The unit at which half of the matched bits have been seen.
    fn middle(&self, core: &Range<usize>, matched: f32) -> usize {
        let mut seen = 0.0;
        core.clone()
            .find(|unit| {
                seen += self.hit(*unit);
                seen * 2.0 >= matched
            })
            .unwrap_or(core.start)
    }

    /// The matched unit up to which the summed gain is greatest (Kadane's maximum, one way).
    fn furthest(
        &self,
        units: impl Iterator<Item = usize>,
        gain: impl Fn(usize) -> f32,
    ) -> Option<usize> {
        let (mut sum, mut best) = (0.0, None::<(f32, usize)>);
        for unit in units {
            sum += gain(unit);
            if self.hits[unit] > 0.0 && best.is_none_or(|(most, _)| sum > most) {
                best = Some((sum, unit));
            }
        }
        best.map(|(_, unit)| unit)
    }

    /// Moves both ends out to a boundary of the text when what they take in is no longer than what is missing inside.
    fn snap(&self, units: Range<usize>) -> Range<usize> {
        let (mut longest, mut missing) = (0usize, 0usize);
        for unit in units.clone() {
            missing = if self.hits[unit] > 0.0 {
                0
            } else {
                missing + 1
            };
            longest = longest.max(missing);
        }
        let reach = (longest as f32 * self.settings.snap_gaps) as usize + self.settings.snap_units;
        self.side
            .stop_before(units.start, reach)
            .unwrap_or(units.start)
            ..self.side.stop_behind(units.end, reach).unwrap_or(units.end)
    }
}
