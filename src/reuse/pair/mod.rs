//! Reused passages between two texts.
//!
//! [`Aligner::align`] does it all. Its stages are modules of their own, to be called alone:
//!
//! 1. [`seeds::find`]: dots where the texts share something rare;
//! 2. [`plot::Plot`]: the dots counted by cells of about a third of a sentence;
//! 3. [`chain::chain`]: dense cells to regions, over gaps, in any order;
//! 4. [`extend::Comparison::extend`]: units matched one to one, and the four ends found;
//! 5. [`verdict::judge`]: long, rare and whole enough to be a passage?
//! 6. [`resolve::resolve`]: one candidate for each place of a, neighbours merged to digests;
//! 7. [`edits::edits`]: the operations from a to b.
//!
//! `ALGORITHM.md` in the repository explains them with an example; [`Settings`] says where each constant is from.
//!
//! The two sides are not treated alike: *a* is the text that may have taken from *b*. A place of a is part of one
//! passage at most; a place of b may serve several.

pub mod chain;
pub mod extend;
mod marks;
pub mod plot;
pub mod resolve;
pub mod seeds;
mod settings;
mod side;
#[cfg(test)]
mod tests;
pub mod tile;
pub mod verdict;
mod weights;
pub mod work;

use std::ops::Range;

pub use marks::with_marks;
pub use settings::Settings;
pub use side::Side;
pub use verdict::{Decision, Verdict};
pub use weights::{Background, FeaturePrior};
pub use work::Work;

use super::Edit;
use super::edit::equal_units;
use crate::text::NormalText;
use extend::Comparison;

/// Two stretches with shared wording, in two texts.
#[derive(Clone, Debug, PartialEq)]
pub struct PairPassage {
    /// Units of a.
    pub a: Range<usize>,
    /// Units of b, from the first to the last that a took from.
    pub b: Range<usize>,
    /// What it is made of, in order of a: one part, or several that follow each other in a and stand apart in b.
    pub parts: Vec<Part>,
    /// From a to b; they consume both sides exactly.
    pub edits: Vec<Edit>,
    /// Share of equal units, 2·equal / (units of a + units of b), 0 to 1.
    pub identity: f64,
}

/// A part of a passage, judged by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Units of a.
    pub a: Range<usize>,
    /// Units of b.
    pub b: Range<usize>,
    /// Why it counts.
    pub verdict: Verdict,
}

impl PairPassage {
    /// What all parts tell, in bits.
    pub fn bits(&self) -> f64 {
        self.parts.iter().map(|p| f64::from(p.verdict.bits)).sum()
    }

    /// Scores of all parts.
    pub fn score(&self) -> f64 {
        self.parts
            .iter()
            .map(|p| f64::from(p.verdict.score()))
            .sum()
    }
}

/// Finds reused passages between two texts.
#[derive(Clone, Debug, Default)]
pub struct Aligner {
    settings: Settings,
}

impl Aligner {
    /// An aligner with other settings than the defaults.
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    /// Its settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The passages of `a` that share wording with `b`, in order of `a`.
    ///
    /// Work is bounded by O((n + d) log d) for n units and d dots, and d by a multiple of n
    /// ([`Settings::dots_per_unit`]), whatever the texts.
    pub fn align(
        &self,
        a: &NormalText,
        b: &NormalText,
        weights: &impl FeaturePrior,
    ) -> Vec<PairPassage> {
        self.align_counted(a, b, weights, &mut Work::default())
    }

    /// As [`Aligner::align`], counting the work.
    pub fn align_counted(
        &self,
        a: &NormalText,
        b: &NormalText,
        weights: &impl FeaturePrior,
        work: &mut Work,
    ) -> Vec<PairPassage> {
        let settings = &self.settings;
        let mut comparison = Comparison::new(
            Side::new(a, settings),
            Side::new(b, settings),
            weights,
            settings,
            work,
        );
        let regions = chain::chain(&comparison.plot, settings, work);
        let mut judged = Vec::new();
        for region in &regions {
            if let Some(extent) = comparison.extend(region, settings, work) {
                let verdict = verdict::judge(&comparison, &extent, settings);
                if verdict.is_passage() {
                    judged.push((extent, verdict));
                }
            }
        }
        resolve::resolve(judged, &comparison, settings)
            .into_iter()
            .map(|group| passage(a, b, group, work))
            .collect()
    }
}

fn passage(
    a: &NormalText,
    b: &NormalText,
    group: Vec<resolve::Judged>,
    work: &mut Work,
) -> PairPassage {
    let hull = |side: fn(&extend::Extent) -> &Range<usize>| {
        let ranges = || group.iter().map(|(extent, _)| side(extent));
        let start = ranges().map(|r| r.start).min().unwrap_or(0);
        start..ranges().map(|r| r.end).max().unwrap_or(start)
    };
    let (range_a, range_b) = (hull(|e| &e.a), hull(|e| &e.b));
    let matches = group.iter().flat_map(|(extent, _)| &extent.matches);
    let edits = super::edit::banded::edits(
        &a.units()[range_a.clone()],
        &b.units()[range_b.clone()],
        matches.map(|m| tile::Match {
            i: m.i - range_a.start,
            j: m.j - range_b.start,
            bits: m.bits,
        }),
        work,
    );
    let equal = equal_units(&edits);
    PairPassage {
        identity: 2.0 * equal as f64 / (range_a.len() + range_b.len()).max(1) as f64,
        a: range_a,
        b: range_b,
        edits,
        parts: group
            .into_iter()
            .map(|(extent, verdict)| Part {
                a: extent.a,
                b: extent.b,
                verdict,
            })
            .collect(),
    }
}
