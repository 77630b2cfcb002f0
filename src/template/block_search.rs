//! The best block that several windows share.
//!
//! In: the windows 会议强调，要把产业振兴摆在首位 and 会议强调，要把教育振兴摆在首位. Out: whichever of 会议强调要把 and 振兴摆在首位
//! carries more bits, and where it stands in either window.
//!
//! Every wording that enough windows share is the beginning of an LCP interval of their sorted suffixes ([`super::lcp`]). So
//! the steps are: all suffixes of the windows; those whose first unit is frequent enough, by a counting filter; these
//! sorted; each interval judged by the bits that its wording saves; and where only a sample of the windows was searched, the
//! best block fitted into the others. O(s log s) comparisons for s suffixes of the sample.

use std::ops::Range;

use super::block::{MatchingBlock, whole_words};
use super::cost;
use super::lcp::for_each_lcp_interval;
use super::units::{UnitPos, UnitStream};

/// Places among which blocks are looked for where a cluster is larger; they are then fitted into all others.
const SAMPLE: usize = 40;

/// Counters of first units: several times the units of a window, so that few share one.
const BUCKETS: usize = 1021;

/// Share of the places that must have a piece of wording for it to be a literal. Tuned on the development half of
/// zh-templates and on the seeds.
pub(super) const COMMON: f64 = 0.6;

/// The stretch of each place that is searched, in units of the stream.
pub(super) type Windows = Vec<Range<UnitPos>>;

/// On which sides of the windows a block lies already. A gap between two blocks costs its length, text outside all blocks
/// does not.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Beside {
    /// On none: the places' whole windows.
    Nothing,
    /// On the right; to the left lies what is outside the template.
    Right,
    /// On the left.
    Left,
    /// On both.
    Both,
}

/// The search for blocks in windows of a stream.
pub(super) struct BlockSearch<'a> {
    pub(super) stream: &'a UnitStream,
}

/// A window's text from a position on.
#[derive(Clone, Copy)]
struct WindowSuffix {
    /// Its first unit.
    first: u32,
    at: UnitPos,
    /// The end of the window.
    end: UnitPos,
    place: usize,
}

/// A block that saves bits, and what it is compared by.
struct JudgedBlock {
    /// Whether nine of ten places of the sample have it.
    in_nearly_all: bool,
    /// Bits saved; more than 0.
    gain: f64,
    block: MatchingBlock,
}

impl JudgedBlock {
    /// Nearly all places' wording goes before what some lack, then more bits before fewer; of equals the block that stands
    /// first in the first place in which the two differ.
    fn is_better_than(&self, other: &JudgedBlock) -> bool {
        self.in_nearly_all
            .cmp(&other.in_nearly_all)
            .then(self.gain.total_cmp(&other.gain))
            .then_with(|| other.block.at.cmp(&self.block.at))
            .is_gt()
    }
}

/// The places among which blocks are looked for: all, or [`SAMPLE`] of them at even distances.
fn sample(places: usize) -> Vec<usize> {
    if places > SAMPLE {
        (0..SAMPLE).map(|i| i * places / SAMPLE).collect()
    } else {
        (0..places).collect()
    }
}

/// How many of so many places must have a piece for it to be a block.
fn enough(places: usize) -> usize {
    ((places as f64 * COMMON).ceil() as usize).max(2)
}

impl BlockSearch<'_> {
    /// The block that saves most; one that (nearly) all places have goes before all others. None if no block saves a bit.
    pub(super) fn best(&self, windows: &Windows, beside: Beside) -> Option<MatchingBlock> {
        let sample = sample(windows.len());
        let least = enough(sample.len());
        let suffixes = self.suffixes(windows, &sample);
        let suffixes = self.sort_frequent(suffixes, least);
        let shared_with_next = |index: usize| {
            let (a, b) = (
                self.wording(suffixes[index]),
                self.wording(suffixes[index + 1]),
            );
            a.iter().zip(b).take_while(|(a, b)| a == b).count()
        };
        let mut best: Option<JudgedBlock> = None;
        for_each_lcp_interval(
            suffixes.len(),
            shared_with_next,
            |_| (),
            |interval| {
                if interval.range.len() < least {
                    return;
                }
                let judged = self.judge(
                    windows,
                    &suffixes[interval.range],
                    interval.len,
                    beside,
                    sample.len(),
                );
                if let Some(judged) = judged
                    && best.as_ref().is_none_or(|best| judged.is_better_than(best))
                {
                    best = Some(judged);
                }
            },
        );
        let block = best?.block;
        if sample.len() == windows.len() {
            return Some(block);
        }
        Some(self.fit(windows, block, beside))
    }

    /// All suffixes of the sample's windows.
    fn suffixes(&self, windows: &Windows, sample: &[usize]) -> Vec<WindowSuffix> {
        let mut suffixes: Vec<WindowSuffix> = Vec::new();
        for place in sample {
            let end = windows[*place].end;
            suffixes.extend(windows[*place].clone().map(|at| WindowSuffix {
                first: self.stream.unit(at),
                at,
                end,
                place: *place,
            }));
        }
        suffixes
    }

    /// The suffixes in the order of their wording, without those that fewer than `least` begin alike.
    ///
    /// What too few begin alike cannot be a block, and most suffixes go before they are sorted: first by a table of counts
    /// that several units may share (a counting filter, which lets some through that are too rare), then exactly.
    fn sort_frequent(&self, mut suffixes: Vec<WindowSuffix>, least: usize) -> Vec<WindowSuffix> {
        let mut counts = [0u32; BUCKETS];
        for suffix in &suffixes {
            counts[suffix.first as usize % BUCKETS] += 1;
        }
        suffixes.retain(|s| counts[s.first as usize % BUCKETS] as usize >= least);
        suffixes.sort_unstable_by_key(|s| (s.first, s.at));
        let wording = |s: &WindowSuffix| self.wording(*s);
        let mut kept: Vec<WindowSuffix> = Vec::new();
        for alike in suffixes.chunk_by_mut(|a, b| a.first == b.first) {
            if alike.len() >= least {
                alike.sort_unstable_by(|a, b| wording(a).cmp(wording(b)).then(a.at.cmp(&b.at)));
                kept.extend_from_slice(alike);
            }
        }
        kept
    }

    fn wording(&self, suffix: WindowSuffix) -> &[u32] {
        self.stream.units(suffix.at..suffix.end)
    }

    /// The block of the wording that `suffixes` share, cut back to whole words, with what it saves. None if it saves
    /// nothing, or if too few places have it.
    fn judge(
        &self,
        windows: &Windows,
        suffixes: &[WindowSuffix],
        shared: usize,
        beside: Beside,
        sampled: usize,
    ) -> Option<JudgedBlock> {
        let starts = suffixes.iter().map(|s| s.at);
        let words = whole_words(self.stream, starts, shared as UnitPos)?;
        let len = words.end - words.start;
        let mut at: Vec<Option<UnitPos>> = vec![None; windows.len()];
        for suffix in suffixes {
            let start = suffix.at + words.start;
            let known = &mut at[suffix.place];
            let better = |other| self.rank(start, len, beside) > self.rank(other, len, beside);
            if known.is_none_or(better) {
                *known = Some(start);
            }
        }
        let held = at.iter().flatten().count();
        if held < enough(sampled) {
            return None;
        }
        let block = MatchingBlock::new(self.stream, len, at)?;
        let gain = self.gain(windows, &block, beside, sampled);
        let missing = sampled - held;
        (gain > 0.0).then_some(JudgedBlock {
            in_nearly_all: missing * 10 <= sampled,
            gain,
            block,
        })
    }

    /// What a block saves in bits: its wording in all places but one, less its overhead and the gaps that it opens.
    fn gain(
        &self,
        windows: &Windows,
        block: &MatchingBlock,
        beside: Beside,
        sampled: usize,
    ) -> f64 {
        let words = |range: Range<UnitPos>| cost::length_bits(self.stream.word_count(range));
        let mut gain = (block.held() as f64 - 1.0) * block.bits - block.overhead_bits(sampled);
        for (place, window) in windows.iter().enumerate() {
            let Some(held) = block.range(place) else {
                continue;
            };
            let (left, right) = (window.start..held.start, held.end..window.end);
            gain -= match beside {
                Beside::Nothing => 0.0,
                Beside::Right => words(right),
                Beside::Left => words(left),
                Beside::Both => words(left) + words(right) - words(window.clone()),
            };
        }
        gain
    }

    /// Which of several occurrences in one place is the better: whole words before parts of words (为 before the 为
    /// of 作为), then the one nearest to the block beside.
    fn rank(&self, at: UnitPos, len: UnitPos, beside: Beside) -> (bool, UnitPos) {
        let words = self.stream.starts_word(at) && self.stream.starts_word(at + len);
        let near = if beside == Beside::Right {
            at
        } else {
            UnitPos::MAX - at
        };
        (words, near)
    }

    /// Places a block that was found in the sample in the other windows, too.
    fn fit(&self, windows: &Windows, block: MatchingBlock, beside: Beside) -> MatchingBlock {
        let Some(first) = block.first() else {
            return block;
        };
        let wording = self.stream.units(first..first + block.len);
        let in_window = |window: &Range<UnitPos>| {
            let windows = self.stream.units(window.clone()).windows(wording.len());
            let same = windows.zip(window.start..).filter(|(w, _)| *w == wording);
            same.map(|(_, at)| at)
                .max_by_key(|at| self.rank(*at, block.len, beside))
        };
        let at = windows.iter().zip(&block.at);
        let at = at
            .map(|(window, known)| known.or_else(|| in_window(window)))
            .collect();
        MatchingBlock { at, ..block }
    }
}
