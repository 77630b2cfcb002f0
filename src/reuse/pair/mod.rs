//! Reused passages between two texts.
//!
//! [`Aligner::align`] does it all, in eight steps, each in a file of its own. The method is seed and extend on a dot plot
//! (as BLAST does for proteins), with the verdict that formulas of a genre need:
//!
//! 1. `seeds`: dots where the texts share something rare;
//! 2. `plot`: the dots counted by cells of about a third of a sentence;
//! 3. `chain`: dense cells to regions, over gaps, in any order;
//! 4. `tile`, `extend`: units matched one to one (greedy string tiling), and the four ends found;
//! 5. `split`: what matches of a candidate of which most differs;
//! 6. `verdict`: long, rare and whole enough to be a passage?
//! 7. `resolve`: one candidate for each stretch of a, neighbours merged to digests;
//! 8. `edit::banded`: the edit script from a to b.
//!
//! `ALGORITHM.md` in the repository explains them with an example; [`Settings`] says where each constant is from.
//!
//! The two sides are not treated alike: *a* is the text that may have taken from *b*. A place of a is part of one
//! passage at most; a place of b may serve several.

mod chain;
mod context;
mod dot;
mod evidence;
mod extend;
mod feature_index;
mod feature_prior;
mod features;
mod marks;
mod moves;
mod order;
mod plot;
mod prepared;
mod resolve;
mod seeds;
mod settings;
mod side;
mod split;
#[cfg(test)]
mod tests;
mod tile;
mod verdict;

use std::ops::Range;

pub(crate) use evidence::EvidenceBox;
pub use feature_prior::{Background, FeaturePrior};
pub(crate) use features::{FeatureKind, feature_key, spread};
pub use marks::with_marks;
pub use moves::{Move, PlacedEdit, Rearrangement};
pub(crate) use order::TextOrder;
pub(crate) use prepared::PreparedText;
pub use settings::Settings;
pub use verdict::{Decision, Verdict};

use super::Edit;
use super::edit::{banded, equal_units};
use super::work::Work;
use crate::text::{NormalText, Unit};
use context::PairContext;
use dot::Window;
use evidence::GrownBox;
use extend::{Comparison, Extent};
use resolve::JudgedExtent;

/// The passages of two texts, in order of `a`, whichever of them is named first: what [`find_reuse`](super::find_reuse)
/// finds between them in any corpus.
///
/// [`Aligner::align`] is for who knows which text may have taken from the other. The cost is the same.
#[must_use]
pub fn align_pair(a: &NormalText, b: &NormalText) -> Vec<PairPassage> {
    let aligner = Aligner::default();
    if TextOrder::of(a).goes_before(&TextOrder::of(b)) {
        return aligner.align(a, b, &Background);
    }
    PairPassage::all_flipped(aligner.align(b, a, &Background))
}

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
    /// The passages of a pair with its sides exchanged, in order of what was b.
    pub(crate) fn all_flipped(passages: Vec<Self>) -> Vec<Self> {
        let mut flipped: Vec<Self> = passages.into_iter().map(Self::flipped).collect();
        flipped.sort_by_key(|passage| (passage.a.start, passage.b.start));
        flipped
    }

    /// The same passage with its sides exchanged: its parts in order of what was b.
    fn flipped(self) -> Self {
        let flip = |part: PassagePart| {
            let Verdict {
                coverage: [a, b], ..
            } = part.verdict;
            PassagePart {
                a: part.b,
                b: part.a,
                verdict: Verdict {
                    coverage: [b, a],
                    ..part.verdict
                },
            }
        };
        let mut parts: Vec<PassagePart> = self.parts.into_iter().map(flip).collect();
        parts.sort_by_key(|part| (part.a.start, part.b.start));
        Self {
            a: self.b,
            b: self.a,
            parts,
            edits: self.edits.iter().map(|edit| edit.flipped()).collect(),
            identity: self.identity,
        }
    }

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
        let [a, b] = [a, b].map(|text| self.prepare(text));
        self.align_whole(&a, &b, prior)
    }

    /// As [`Aligner::align`], of texts that are ready, with the work that it took.
    pub(crate) fn align_whole(
        &self,
        a: &PreparedText<'_>,
        b: &PreparedText<'_>,
        prior: &impl FeaturePrior,
    ) -> (Vec<PairPassage>, Work) {
        let mut context = PairContext::new(&self.settings);
        let mut comparison = Comparison::new(a, b);
        let window = Window::whole(&a.side, &b.side);
        let judged = look(&mut comparison, &window, prior, &mut context);
        let judged = judged.into_iter().filter(|j| j.verdict.is_passage());
        let passages = passages(judged.collect(), &comparison, &mut context);
        (passages, context.work)
    }

    /// Makes a text ready for [`Aligner::align_whole`] and [`Aligner::align_around`]: O(n).
    pub(crate) fn prepare<'t>(&self, text: &'t NormalText) -> PreparedText<'t> {
        PreparedText::new(text, &self.settings)
    }

    /// As [`Aligner::align`], but looks only around evidence that the texts share wording: what it finds there is what
    /// the whole would give. The cost is that of the boxes, whatever the length of the texts.
    ///
    /// Two looks: a narrow one drops what cannot become a passage (titles and formulas in sentences that differ, nine in
    /// ten), a wide one has room for everything that belongs together.
    pub(crate) fn align_around(
        &self,
        a: &PreparedText<'_>,
        b: &PreparedText<'_>,
        evidence: Vec<EvidenceBox>,
        prior: &impl FeaturePrior,
    ) -> Vec<PairPassage> {
        let sides = [&a.side, &b.side];
        let reach = self.settings.sentence_steps;
        let evidence = evidence.iter();
        let evidence = evidence.map(|one| GrownBox::new(one, sides, reach));
        let mut boxes = evidence::grown(evidence.collect(), NARROW, sides);
        boxes.retain(|narrow| narrow.may_hold_passage(sides));
        if boxes.is_empty() {
            return Vec::new();
        }
        let mut context = PairContext::new(&self.settings);
        let mut comparison = Comparison::new(a, b);
        boxes.retain(|narrow| {
            let window = narrow.window(sides, &self.settings);
            let judged = look(&mut comparison, &window, prior, &mut context);
            let hopeful = |j: &JudgedExtent| j.verdict.score() >= HOPEFUL * j.verdict.needed;
            judged.iter().any(hopeful)
        });
        let mut judged = Vec::new();
        for wide in evidence::grown(boxes, WIDE, sides) {
            let window = wide.window(sides, &self.settings);
            let found = look(&mut comparison, &window, prior, &mut context);
            judged.extend(found.into_iter().filter(|j| j.verdict.is_passage()));
        }
        passages(judged, &comparison, &mut context)
    }
}

/// Steps around evidence that the first look takes in: a sentence and a half before and behind.
const NARROW: u32 = 64;
/// Steps around it that the second look takes in besides: as far as regions join, and the ends of passages are looked
/// for ([`Settings::long_gap`], [`Settings::margin`]).
const WIDE: u32 = 296;
/// Share of the score that a passage needs that a first look must show. What the first look sees of a passage of several
/// sentences may be half of it; with 0.7 one passage in sixty of 52 reports is lost.
const HOPEFUL: f32 = 0.4;

/// All candidates in a window, judged.
fn look(
    comparison: &mut Comparison<'_>,
    window: &Window,
    prior: &impl FeaturePrior,
    context: &mut PairContext<'_>,
) -> Vec<JudgedExtent> {
    comparison.look_at(window, prior, context);
    let regions = chain::chain(&comparison.plot, context);
    let mut judged = Vec::new();
    for region in &regions {
        let Some(extent) = comparison.extend(region, context) else {
            continue;
        };
        let settings = context.settings;
        let judge = |extent: Extent| JudgedExtent {
            verdict: verdict::judge(comparison, &extent, settings),
            extent,
        };
        let whole = judge(extent);
        if whole.verdict.is_passage() {
            let parts = whole.extent.split(comparison, settings);
            judged.extend(parts.into_iter().map(judge));
        } else {
            judged.push(whole);
        }
    }
    judged
}

/// The passages that candidates make up.
fn passages(
    judged: Vec<JudgedExtent>,
    comparison: &Comparison<'_>,
    context: &mut PairContext<'_>,
) -> Vec<PairPassage> {
    let groups = resolve::resolve(judged, comparison, context.settings);
    let (a, b) = (comparison.a.units(), comparison.b.units());
    let passage = |group| passage(a, b, group, context);
    groups.into_iter().map(passage).collect()
}

fn passage(
    a: &[Unit],
    b: &[Unit],
    group: Vec<JudgedExtent>,
    context: &mut PairContext<'_>,
) -> PairPassage {
    let hull = |side: fn(&extend::Extent) -> &Range<usize>| {
        let ranges = || group.iter().map(|judged| side(&judged.extent));
        let start = ranges().map(|r| r.start).min().unwrap_or(0);
        start..ranges().map(|r| r.end).max().unwrap_or(start)
    };
    let (range_a, range_b) = (hull(|e| &e.a), hull(|e| &e.b));
    let matches = group.iter().flat_map(|judged| &judged.extent.matches);
    let edits = banded::edits(
        &a[range_a.clone()],
        &b[range_b.clone()],
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
