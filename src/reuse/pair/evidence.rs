//! Evidence that two texts share wording: boxes of the dot plot, around which the pair engine looks.
//!
//! In: the boxes 100..120 × 300..320 and 140..160 × 345..365, and a margin of 64 steps. Out: one box 36..224 × 236..429, since
//! the two meet once they are grown.

use std::ops::Range;

use super::dot::Window;
use super::features::{FeatureKind, feature_key, spread};
use super::settings::Settings;
use super::side::Side;

/// The two texts.
type Sides<'t> = [&'t Side<'t>; 2];

/// Units of a and units of b that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EvidenceBox {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// A box that has been grown, and perhaps taken in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GrownBox {
    a: Range<usize>,
    b: Range<usize>,
    /// Units of the shortest sentence that a piece of evidence in it stands in, on either side.
    sentence: usize,
}

/// Boxes of so many units on both sides together are looked at without asking [`GrownBox::may_hold_passage`]: the question
/// is for the many small ones.
const LARGE: usize = 600;
/// Least square of the shared features by the units of the shortest sentence that a box needs. The score of a passage is
/// its bits squared by the bits of its sentences; with 9 bits at most for a matched unit, some five for any unit, and a unit
/// and a half matched for each shared feature, 90 ask for 4. Of 11,600 passages of 480 official texts one in a thousand had
/// less than 16, but in long texts features are rarer: of 52 reports of 20,000 units 16 loses one passage in thirty.
const SHARED: usize = 4;

impl GrownBox {
    pub(super) fn new(evidence: &EvidenceBox, sides: Sides<'_>, reach: u32) -> Self {
        let (a, b) = (&evidence.a, &evidence.b);
        let length = |side: &Side<'_>, units| side.sentences(units, reach).len();
        Self {
            sentence: length(sides[0], a).min(length(sides[1], b)),
            a: a.clone(),
            b: b.clone(),
        }
    }

    /// Whether so much is shared that a passage may be there: a cheap question that the features alone answer. O(its units).
    pub(super) fn may_hold_passage(&self, sides: Sides<'_>) -> bool {
        if self.a.len() + self.b.len() > LARGE {
            return true;
        }
        // A set of bits in place of a set of features: it errs for more, never for less.
        let mut seen = [0u64; 64];
        let place = |side: &Side<'_>, unit: usize| {
            let key = [FeatureKind::Word, FeatureKind::Pair]
                .into_iter()
                .find_map(|kind| feature_key(side.loose(), kind, unit))?;
            let hash = spread(key) >> 52;
            Some((hash as usize / 64, 1u64 << (hash % 64)))
        };
        for (word, bit) in self.b.clone().filter_map(|unit| place(sides[1], unit)) {
            seen[word] |= bit;
        }
        let shared = self.a.clone().filter_map(|unit| place(sides[0], unit));
        let shared = shared.filter(|(word, bit)| seen[*word] & bit != 0).count();
        shared * shared >= SHARED * self.sentence
    }

    fn meets(&self, other: &Self) -> bool {
        let meet = |x: &Range<usize>, y: &Range<usize>| x.start <= y.end && y.start <= x.end;
        meet(&self.a, &other.a) && meet(&self.b, &other.b)
    }

    fn take_in(&mut self, other: &Self) {
        let hull = |x: &Range<usize>, y: &Range<usize>| x.start.min(y.start)..x.end.max(y.end);
        self.a = hull(&self.a, &other.a);
        self.b = hull(&self.b, &other.b);
        self.sentence = self.sentence.min(other.sentence);
    }

    fn grow(&mut self, steps: u32, sides: Sides<'_>) {
        let grown = |side: &Side<'_>, units: &Range<usize>| {
            let start = side.step(units.start).saturating_sub(steps);
            let end = side.step(units.end).saturating_add(steps);
            side.unit_at(start)..side.unit_at(end)
        };
        self.a = grown(sides[0], &self.a);
        self.b = grown(sides[1], &self.b);
    }

    /// The part of the plot that it asks for.
    pub(super) fn window(&self, sides: Sides<'_>, settings: &Settings) -> Window {
        let reach = settings.sentence_steps;
        Window {
            dots: [self.a.clone(), self.b.clone()],
            known: [
                sides[0].sentences(&self.a, reach),
                sides[1].sentences(&self.b, reach),
            ],
        }
    }
}

/// Boxes grown by a margin; those that meet then become one. In order of a. O(k log k), and the square of those that lie
/// over each other along a.
pub(super) fn grown(mut boxes: Vec<GrownBox>, steps: u32, sides: Sides<'_>) -> Vec<GrownBox> {
    for one in &mut boxes {
        one.grow(steps, sides);
    }
    loop {
        let before = boxes.len();
        boxes.sort_unstable_by_key(|one| (one.a.start, one.b.start, one.a.end, one.b.end));
        let mut joined: Vec<GrownBox> = Vec::with_capacity(before);
        // Boxes that end before this one begins meet none of those behind it either.
        let mut open: Vec<usize> = Vec::new();
        for one in boxes {
            open.retain(|at| joined[*at].a.end >= one.a.start);
            match open.iter().find(|at| joined[**at].meets(&one)) {
                Some(at) => joined[*at].take_in(&one),
                None => {
                    open.push(joined.len());
                    joined.push(one);
                }
            }
        }
        boxes = joined;
        if boxes.len() == before {
            return boxes;
        }
    }
}
