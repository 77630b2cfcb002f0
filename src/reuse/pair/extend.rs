//! The ends of a passage: from a region of the dot plot to units, by summed gain (Kadane's maximum) and by the ends of
//! sentences.
//!
//! If a region covers 建设现代化产业体系 in a and b, and both go on with ，推动科技创新 but for one word, the end moves to the end of the
//! clause; if what follows differs, it stays.

use std::ops::Range;

use super::chain::Region;
use super::context::PairContext;
use super::dot::Window;
use super::feature_prior::FeaturePrior;
use super::plot::Plot;
use super::prepared::PreparedText;
use super::seeds;
use super::settings::Settings;
use super::side::Side;
use super::tile::{TakenUnits, tile};
use crate::reuse::edit::banded::Match;

/// Of two copies the first one is taken, unless the other has so many times its bits: which is a little better may depend on
/// what stands around them.
const CLEARLY_MORE: f32 = 1.05;
/// Share of the matched bits that the shorter part has to hold. Of two copies one holds all, but for edits.
const NEARLY_ALL: f32 = 0.9;

/// Two texts, and what is known of the parts of them that have been looked at.
#[derive(Clone, Debug)]
pub(super) struct Comparison<'t> {
    texts: [&'t PreparedText<'t>; 2],
    /// One text.
    pub(super) a: &'t Side<'t>,
    /// The other.
    pub(super) b: &'t Side<'t>,
    /// For each unit of a and b, what it tells if it is matched, in bits; 0 outside of what was looked at.
    pub(super) info: [Vec<f32>; 2],
    /// The dot plot of the window that was looked at last.
    pub(super) plot: Plot,
    matched_bits: [Vec<f32>; 2],
    taken: TakenUnits,
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
    /// Two texts of which nothing has been looked at.
    pub(super) fn new(a: &'t PreparedText<'t>, b: &'t PreparedText<'t>) -> Self {
        let (n, m) = (a.side.len(), b.side.len());
        Self {
            matched_bits: [vec![0.0; n], vec![0.0; m]],
            taken: TakenUnits::new(n, m),
            info: [vec![0.0; n], vec![0.0; m]],
            plot: Plot::default(),
            a: &a.side,
            b: &b.side,
            texts: [a, b],
        }
    }

    /// Finds the seeds in a window and plots them.
    pub(super) fn look_at(
        &mut self,
        window: &Window,
        prior: &impl FeaturePrior,
        context: &mut PairContext<'_>,
    ) {
        let dots = seeds::find(self.texts, window, prior, &mut self.info, context);
        self.plot = Plot::new(self.a, self.b, dots, context);
    }

    /// Finds the passage in and around a region. Where one side is far longer than the other, it may say the same more than
    /// once, and the matches are strewn over all its copies: then the passage is that part of it that has most in common
    /// with the shorter side, if nearly all can be matched there. If it cannot, the other side condenses.
    pub(super) fn extend(
        &mut self,
        region: &Region,
        context: &mut PairContext<'_>,
    ) -> Option<Extent> {
        let found = self.extend_once(region, context)?;
        let Some(narrower) = self.narrowed(&found, context) else {
            return Some(found);
        };
        let bits = |extent: &Extent| extent.matches.iter().map(|m| m.bits).sum::<f32>();
        let narrower = self.extend_once(&narrower, context);
        let narrower = narrower.filter(|narrower| bits(narrower) >= NEARLY_ALL * bits(&found));
        Some(narrower.unwrap_or(found))
    }

    /// The densest part of a passage whose sides differ too much in length: as long as the shorter side, half of it, and a
    /// margin.
    fn narrowed(&self, found: &Extent, context: &mut PairContext<'_>) -> Option<Region> {
        let steps =
            |side: &Side<'_>, units: &Range<usize>| side.step(units.start)..side.step(units.end);
        let (a, b) = (steps(self.a, &found.a), steps(self.b, &found.b));
        let (short, long) = if a.len() <= b.len() {
            (&a, &b)
        } else {
            (&b, &a)
        };
        let longer_by = context.settings.longer_side?;
        if long.len() <= 2 * short.len() + longer_by as usize {
            return None;
        }
        let cell = self.a.cell_side() as usize;
        let cells = |steps: &Range<u32>| steps.start / cell as u32..steps.end.div_ceil(cell as u32);
        // Bits of each stripe of cells across the longer side.
        let first = long.start as usize / cell;
        let mut stripes = vec![0.0f32; cells(long).len()];
        for row in cells(&a) {
            for at in self.plot.in_row(row, cells(&b)) {
                context.work.extended += 1;
                let found = &self.plot.cells()[at];
                let stripe = if a.len() <= b.len() {
                    found.column
                } else {
                    found.row
                };
                if found.support >= context.settings.weak_bits
                    && let Some(bits) = stripes.get_mut(stripe as usize - first)
                {
                    *bits += found.bits;
                }
            }
        }
        let width = (short.len() + short.len() / 2 + context.settings.margin as usize) / cell;
        let width = width.clamp(1, stripes.len());
        let mut sum: f32 = stripes[..width].iter().sum();
        let (mut best, mut most) = (0, sum);
        for start in 1..=stripes.len() - width {
            sum += stripes[start + width - 1] - stripes[start - 1];
            if sum > most * CLEARLY_MORE {
                (best, most) = (start, sum);
            }
        }
        let start = ((first + best) * cell) as u32;
        let part = start.max(long.start)..(start + (width * cell) as u32).min(long.end);
        let (a, b) = if a.len() <= b.len() {
            (a, part)
        } else {
            (part, b)
        };
        Some(Region { a, b, bits: most })
    }

    /// Finds the passage in and around a region: matches its units one to one, then moves the four ends to where
    /// the matches stop being as dense as in the core, and from there to a sentence's or clause's end when no more
    /// is taken in than is missing inside.
    ///
    /// None when nothing is left of it. O(d log d + n) for d dots and n units in and around the region.
    fn extend_once(&mut self, region: &Region, context: &mut PairContext<'_>) -> Option<Extent> {
        let margin = context.settings.margin;
        let wide = |r: &Range<u32>| r.start.saturating_sub(margin)..r.end.saturating_add(margin);
        let window = (wide(&region.a), wide(&region.b));
        let limit_a = self.a.unit_at(window.0.start)..self.a.unit_at(window.0.end);
        let limit_b = self.b.unit_at(window.1.start)..self.b.unit_at(window.1.end);
        let mut matches = tile(
            (self.a, self.b),
            &self.plot,
            window,
            &mut self.taken,
            context,
        );
        let settled = self.settle(region, (&limit_a, &limit_b), &matches, context);
        // The next region must not see what this one matched.
        self.matched_bits[0][limit_a].fill(0.0);
        self.matched_bits[1][limit_b].fill(0.0);
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
        context: &mut PairContext<'_>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let mut a = self.a.unit_at(region.a.start)..self.a.unit_at(region.a.end);
        let mut b = self.b.unit_at(region.b.start)..self.b.unit_at(region.b.end);
        // Each side's ends depend on the other's; three rounds settle them (a fourth changed nothing).
        for _ in 0..3 {
            context.work.extended += (limit_a.len() + limit_b.len()) as u64;
            self.matched_bits[0][limit_a.clone()].fill(0.0);
            for m in matches.iter().filter(|m| b.contains(&m.j)) {
                self.matched_bits[0][m.i] = m.bits;
            }
            let ends = PassageEnds {
                side: self.a,
                info: &self.info[0],
                matched_bits: &self.matched_bits[0],
                settings: context.settings,
            };
            a = ends.trim(limit_a, &a)?;
            self.matched_bits[1][limit_b.clone()].fill(0.0);
            for m in matches.iter().filter(|m| a.contains(&m.i)) {
                self.matched_bits[1][m.j] = m.bits;
            }
            let ends = PassageEnds {
                side: self.b,
                info: &self.info[1],
                matched_bits: &self.matched_bits[1],
                settings: context.settings,
            };
            b = ends.trim(limit_b, &b)?;
        }
        Some((a, b))
    }
}

/// One side of a passage under way.
struct PassageEnds<'s> {
    side: &'s Side<'s>,
    info: &'s [f32],
    matched_bits: &'s [f32],
    settings: &'s Settings,
}

impl PassageEnds<'_> {
    fn hit(&self, unit: usize) -> f32 {
        self.matched_bits[unit].min(self.info[unit])
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
            if self.matched_bits[unit] > 0.0 && best.is_none_or(|(most, _)| sum > most) {
                best = Some((sum, unit));
            }
        }
        best.map(|(_, unit)| unit)
    }

    /// Moves both ends out to a boundary of the text when what they take in is no longer than what is missing inside.
    fn snap(&self, units: Range<usize>) -> Range<usize> {
        let (mut longest, mut missing) = (0usize, 0usize);
        for unit in units.clone() {
            missing = if self.matched_bits[unit] > 0.0 {
                0
            } else {
                missing + 1
            };
            longest = longest.max(missing);
        }
        let reach = (longest as f32 * self.settings.snap_gaps) as usize + self.settings.snap_units;
        self.side.snapped(&units, reach)
    }
}
