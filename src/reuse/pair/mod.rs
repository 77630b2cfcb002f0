//! Reused passages between two texts.
//!
//! [`Aligner::align`] does it all, in seven steps, each in a file of its own. The method is seed and extend on a dot plot
//! (as BLAST does for proteins), with the verdict that formulas of a genre need:
//!
//! 1. `seeds`: dots where the texts share something rare;
//! 2. `plot`: the dots counted by cells of about a third of a sentence;
//! 3. `chain`: dense cells to regions, over gaps, in any order;
//! 4. `tile`, `extend`: units matched one to one (greedy string tiling), and the four ends found;
//! 5. `verdict`: long, rare and whole enough to be a passage?
//! 6. `resolve`: one candidate for each stretch of a, neighbours merged to digests;
//! 7. `edit::banded`: the edit script from a to b.
//!
//! `ALGORITHM.md` in the repository explains them with an example; [`Settings`] says where each constant is from.
//!
//! The two sides are not treated alike: *a* is the text that may have taken from *b*. A place of a is part of one
//! passage at most; a place of b may serve several.

mod chain;
mod context;
mod extend;
mod feature_prior;
mod marks;
mod plot;
mod resolve;
mod seeds;
mod settings;
mod side;
#[cfg(test)]
mod tests;
mod tile;
mod verdict;

use std::ops::Range;

pub use feature_prior::{Background, FeaturePrior};
pub use marks::with_marks;
pub use settings::Settings;
pub use verdict::{Decision, Verdict};

use super::Edit;
use super::edit::{banded, equal_units};
use super::work::Work;
use crate::text::NormalText;
use context::Context;
use extend::Comparison;
use resolve::JudgedExtent;
use side::Side;

/// Two stretches with shared wording, in two texts.
#[derive(Clone, Debug, PartialEq)]
pub struct PairPassage {
    /// Units of a.
    pub a: Range<usize>,
    /// Units of b, from the first to the last that a took from.
    pub b: Range<usize>,
    /// Its parts, in order of a: one, or several that follow each other in a and stand apart in b.
    pub parts: Vec<PassagePart>,
    /// From a to b; they consume both sides exactly.
    pub edits: Vec<Edit>,
    /// Share of equal units, 2·equal / (units of a + units of b), 0 to 1.
    pub identity: f64,
}

/// A part of a passage, judged by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct PassagePart {
    /// Units of a.
    pub a: Range<usize>,
    /// Units of b.
    pub b: Range<usize>,
    /// The evidence for it.
    pub verdict: Verdict,
}

impl PairPassage {
    /// Bits of all parts.
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
    ///
    /// ```
    /// use leitong::reuse::Edit;
    /// use leitong::reuse::pair::{Aligner, Background};
    /// use leitong::text::NormalText;
    ///
    /// let a = NormalText::new("要把产业振兴放在首位，立足本县资源禀赋做大茶叶、药材和文旅三篇文章。");
    /// let b = NormalText::new("要把产业振兴摆在首位，立足本地资源禀赋做大茶叶、菌菇和文旅三篇文章。");
    /// let passages = Aligner::default().align(&a, &b, &Background);
    /// assert_eq!(passages[0].a, 0..31); // units: punctuation is none
    /// assert_eq!(passages[0].edits[..2], [Edit::Equal(6), Edit::Replace(1, 1)]);
    /// assert!(passages[0].identity > 0.85);
    /// ```
    #[must_use]
    pub fn align(
        &self,
        a: &NormalText,
        b: &NormalText,
        prior: &impl FeaturePrior,
    ) -> Vec<PairPassage> {
        self.align_counted(a, b, prior).0
    }

    /// As [`Aligner::align`], with the work that it took.
    fn align_counted(
        &self,
        a: &NormalText,
        b: &NormalText,
        prior: &impl FeaturePrior,
    ) -> (Vec<PairPassage>, Work) {
        let settings = &self.settings;
        let mut context = Context::new(settings);
        let sides = (Side::new(a, settings), Side::new(b, settings));
        let mut comparison = Comparison::new(sides.0, sides.1, prior, &mut context);
        let regions = chain::chain(&comparison.plot, &mut context);
        let mut judged = Vec::new();
        for region in &regions {
            if let Some(extent) = comparison.extend(region, &mut context) {
                let verdict = verdict::judge(&comparison, &extent, settings);
                if verdict.is_passage() {
                    judged.push(JudgedExtent { extent, verdict });
                }
            }
        }
        let passages = resolve::resolve(judged, &comparison, settings)
            .into_iter()
            .map(|group| passage(a, b, group, &mut context))
            .collect();
        (passages, context.work)
    }
}

fn passage(
    a: &NormalText,
    b: &NormalText,
    group: Vec<JudgedExtent>,
    context: &mut Context<'_>,
) -> PairPassage {
    let hull = |side: fn(&extend::Extent) -> &Range<usize>| {
        let ranges = || group.iter().map(|judged| side(&judged.extent));
        let start = ranges().map(|r| r.start).min().unwrap_or(0);
        start..ranges().map(|r| r.end).max().unwrap_or(start)
    };
    let (range_a, range_b) = (hull(|e| &e.a), hull(|e| &e.b));
    let matches = group.iter().flat_map(|judged| &judged.extent.matches);
    let edits = banded::edits(
        &a.units()[range_a.clone()],
        &b.units()[range_b.clone()],
        matches.map(|m| banded::Match {
            i: m.i - range_a.start,
            j: m.j - range_b.start,
            bits: m.bits,
        }),
        &mut context.work,
    );
    let equal = equal_units(&edits);
    PairPassage {
        identity: 2.0 * equal as f64 / (range_a.len() + range_b.len()).max(1) as f64,
        a: range_a,
        b: range_b,
        edits,
        parts: group
            .into_iter()
            .map(|JudgedExtent { extent, verdict }| PassagePart {
                a: extent.a,
                b: extent.b,
                verdict,
            })
            .collect(),
    }
}
