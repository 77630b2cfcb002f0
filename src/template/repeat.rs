//! Maximal repeats: wording that stands in two places or more and would lose a place if it were longer.
//!
//! In: 县委要求抓实春耕备耕 and 市里要求抓实春耕生产. Out: 要求抓实春耕 with its two places; 抓实春耕 alone is no repeat of its
//! own, since it stands behind 要求 both times.
//!
//! A suffix array (Manber and Myers, SIAM J. Computing 1993) sorts all positions by the wording that begins there. Most
//! wording stands once, so only positions are sorted whose *anchor* stands elsewhere, too: the shortest wording from there
//! on that chance would hardly repeat in a corpus of that size. What is left is a sparse suffix array (Kärkkäinen and
//! Ukkonen, COCOON 1996). Its LCP intervals ([`super::lcp`]) that are left-diverse (Gusfield 1997: different units stand
//! before their places) are the maximal repeats.

use std::cmp::Ordering;
use std::ops::Range;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::lcp::{IntervalLabel, for_each_lcp_interval};
use super::units::{UnitPos, UnitStream, mixed};

/// Bits that an anchor carries above the logarithm of the corpus' length: an anchor then stands somewhere else by
/// chance once in sixteen times, so that work grows with real repetition and not with the corpus' square.
const ANCHOR_MARGIN: f64 = 4.0;

/// Fewest units to an anchor: shorter ones are words, and words are no wording.
const ANCHOR_UNITS: usize = 3;

/// Longest repeat that is looked at, in units; longer ones are told apart no further.
const LONGEST: usize = 160;

/// A maximal repeat. Its places are asked for by [`SuffixRepeats::places`].
#[derive(Clone, Copy, Debug)]
pub(super) struct MaximalRepeat {
    /// Its length in units; [`ANCHOR_UNITS`] or more.
    pub(super) len: UnitPos,
    /// Surprisal of its first place, in bits.
    pub(super) bits: f64,
    /// The places in [`SuffixRepeats::sorted`], from `lo` up to `hi`.
    lo: u32,
    hi: u32,
}

/// The positions whose anchor is repeated, sorted by the wording that begins there up to the end of its sentence.
pub(super) struct SuffixRepeats {
    sorted: Vec<UnitPos>,
    /// For each unit the part of `sorted` where wording begins with it.
    beginning: RapidHashMap<u32, Range<usize>>,
}

impl SuffixRepeats {
    /// Finds the positions: two passes over the text with a table of counters, addressed by the anchor's hash, and a sort
    /// of the positions that pass. O(n) and O(r log r) for r repeated positions.
    ///
    /// Two anchors may share a counter. Then a position passes that is not repeated; it costs some sorting and is in no
    /// interval.
    pub(super) fn new(stream: &UnitStream) -> Self {
        let weights = unit_bits(stream);
        let threshold = (stream.len().max(2) as f64).log2() + ANCHOR_MARGIN;
        let slots = (stream.len() * 2).next_power_of_two().max(1024);
        let mut counters = vec![0u8; slots];
        let anchor = |at: UnitPos| anchor_hash(stream, &weights, threshold, at);
        for at in 0..stream.len() as UnitPos {
            if let Some(hash) = anchor(at) {
                let counter = &mut counters[hash as usize & (slots - 1)];
                *counter = counter.saturating_add(1);
            }
        }
        let mut sorted: Vec<UnitPos> = (0..stream.len() as UnitPos)
            .into_par_iter()
            .filter(|at| anchor(*at).is_some_and(|hash| counters[hash as usize & (slots - 1)] > 1))
            .collect();
        drop(counters);
        sorted.par_sort_unstable_by(|a, b| compare(stream, *a, *b));
        let mut beginning = RapidHashMap::default();
        let mut from = 0;
        for alike in sorted.chunk_by(|a, b| stream.unit(*a) == stream.unit(*b)) {
            beginning.insert(stream.unit(alike[0]), from..from + alike.len());
            from += alike.len();
        }
        Self { sorted, beginning }
    }

    /// The places of a repeat, in the order of the wording behind them.
    pub(super) fn places(&self, repeat: &MaximalRepeat) -> &[UnitPos] {
        &self.sorted[repeat.lo as usize..repeat.hi as usize]
    }

    /// All sorted positions where the wording of `range` stands: two binary searches, O(log r) comparisons.
    pub(super) fn find(&self, stream: &UnitStream, range: Range<UnitPos>) -> &[UnitPos] {
        let wording = stream.units(range);
        let order = |at: &UnitPos| {
            let suffix = suffix(stream, *at);
            let shared = &suffix[..suffix.len().min(wording.len())];
            shared.cmp(wording)
        };
        let alike = wording.first().and_then(|unit| self.beginning.get(unit));
        let alike = &self.sorted[alike.cloned().unwrap_or(0..0)];
        let lo = alike.partition_point(|at| order(at) == Ordering::Less);
        let hi = lo + alike[lo..].partition_point(|at| order(at) == Ordering::Equal);
        &alike[lo..hi]
    }

    /// The maximal repeats within sentences, in the order of their wording: O(r · length) for r repeated places.
    ///
    /// An LCP interval cannot be made longer to the right; it is maximal if different units stand before its places, so
    /// that it cannot be made longer to the left either.
    pub(super) fn maximal(&self, stream: &UnitStream) -> Vec<MaximalRepeat> {
        let mut found = Vec::new();
        for_each_lcp_interval(
            self.sorted.len(),
            |index| shared(stream, self.sorted[index], self.sorted[index + 1]),
            |index| LeftContext::of(stream, self.sorted[index]),
            |interval| {
                if interval.label == LeftContext::Differs && interval.len >= ANCHOR_UNITS {
                    let first = self.sorted[interval.range.start];
                    let len = interval.len as UnitPos;
                    found.push(MaximalRepeat {
                        len,
                        bits: stream.bits(first..first + len),
                        lo: interval.range.start as u32,
                        hi: interval.range.end as u32,
                    });
                }
            },
        );
        found
    }
}

/// The unit before the places of an interval.
#[derive(Clone, Copy, PartialEq)]
enum LeftContext {
    /// It is the same before all of them.
    Same(u32),
    /// It is not, or one of them begins a sentence.
    Differs,
}

impl LeftContext {
    fn of(stream: &UnitStream, at: UnitPos) -> Self {
        if stream.starts_sentence(at) {
            LeftContext::Differs
        } else {
            LeftContext::Same(stream.unit(at - 1))
        }
    }
}

impl IntervalLabel for LeftContext {
    fn join(self, right: Self) -> Self {
        if self == right {
            self
        } else {
            LeftContext::Differs
        }
    }
}

/// The wording from `at` to the end of its sentence, [`LONGEST`] units at most.
fn suffix(stream: &UnitStream, at: UnitPos) -> &[u32] {
    stream.units(at..stream.sentence_end(at + 1, LONGEST as UnitPos - 1))
}

/// The order of two suffixes by their wording; of equals, of their positions.
fn compare(stream: &UnitStream, a: UnitPos, b: UnitPos) -> Ordering {
    // Nearly every comparison is settled by the first units; only ties need the sentence's end.
    for step in 0..LONGEST as UnitPos {
        let (x, y) = (a + step, b + step);
        let (x_ends, y_ends) = (
            step > 0 && stream.starts_sentence(x),
            step > 0 && stream.starts_sentence(y),
        );
        match (x_ends, y_ends) {
            (true, true) => break,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => match stream.unit(x).cmp(&stream.unit(y)) {
                Ordering::Equal => {}
                other => return other,
            },
        }
    }
    a.cmp(&b)
}

/// How many units two places share, up to the end of either's sentence.
fn shared(stream: &UnitStream, a: UnitPos, b: UnitPos) -> usize {
    let mut step = 0;
    while step < LONGEST as UnitPos {
        let (x, y) = (a + step, b + step);
        let ends = step > 0 && (stream.starts_sentence(x) || stream.starts_sentence(y));
        if ends || stream.unit(x) != stream.unit(y) {
            break;
        }
        step += 1;
    }
    step as usize
}

/// The bits of each distinct unit, from its frequency alone: the same wherever the unit stands, so that the same
/// wording has the same anchors.
fn unit_bits(stream: &UnitStream) -> RapidHashMap<u32, f32> {
    let mut counts: RapidHashMap<u32, u32> = RapidHashMap::default();
    for unit in stream.units(0..stream.len() as UnitPos) {
        *counts.entry(*unit).or_default() += 1;
    }
    let total = stream.len() as f64;
    counts
        .into_iter()
        .map(|(unit, count)| (unit, (total / f64::from(count)).log2() as f32))
        .collect()
}

/// Hash of the shortest wording from `at` on that carries `threshold` bits, if its sentence is that long.
fn anchor_hash(
    stream: &UnitStream,
    weights: &RapidHashMap<u32, f32>,
    threshold: f64,
    at: UnitPos,
) -> Option<u64> {
    let mut bits = 0.0;
    let mut hash = 0u64;
    let mut units = 0;
    let mut end = at;
    while end == at || (!stream.starts_sentence(end) && units < LONGEST) {
        let unit = stream.unit(end);
        bits += f64::from(weights[&unit]);
        hash = mixed(hash, unit);
        units += 1;
        end += 1;
        if units >= ANCHOR_UNITS && bits >= threshold {
            return Some(hash ^ (hash >> 29));
        }
    }
    None
}
