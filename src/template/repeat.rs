//! Wording that stands in two places or more: maximal repeats, from anchors that chance does not repeat.

use std::cmp::Ordering;
use std::ops::Range;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::units::{UnitPos, UnitStream};

/// Bits that an anchor carries above the logarithm of the corpus' length: an anchor then stands somewhere else by
/// chance once in sixteen times, so that work grows with real repetition and not with the corpus' square.
const ANCHOR_MARGIN: f64 = 4.0;

/// Fewest units to an anchor: shorter ones are words, and words are no wording.
const ANCHOR_UNITS: usize = 3;

/// Longest repeat that is looked at, in units; longer ones are told apart no further.
const LONGEST: usize = 160;

/// A maximal repeat: longer on neither side without losing a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Repeat {
    pub(super) len: UnitPos,
    /// Its places, as indices into [`SuffixRepeats::places`].
    lo: u32,
    hi: u32,
    /// Surprisal of its first place, in bits.
    pub(super) bits: f64,
}

/// All places of repeated anchors, sorted by the wording that begins there.
pub(super) struct SuffixRepeats {
    sorted: Vec<UnitPos>,
    /// Where in `sorted` the wording begins with a unit.
    beginning: RapidHashMap<u32, Range<usize>>,
}

impl SuffixRepeats {
    /// Finds the places: two passes over the text with a table of counters, and a sort of the places that pass.
    /// O(n) and O(r log r) for r repeated places.
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

    pub(super) fn places(&self, repeat: &Repeat) -> &[UnitPos] {
        &self.sorted[repeat.lo as usize..repeat.hi as usize]
    }

    /// All places where the wording of `range` stands, itself among them if it is repeated.
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

    /// The maximal repeats within sentences, in order of their wording: O(r · length).
    pub(super) fn maximal(&self, stream: &UnitStream) -> Vec<Repeat> {
        let mut found = Vec::new();
        let mut open: Vec<OpenInterval> = Vec::new();
        for (index, at) in self.sorted.iter().enumerate() {
            let shared = match index.checked_sub(1) {
                Some(before) => shared(stream, self.sorted[before], *at),
                None => 0,
            };
            let mut lo = index.saturating_sub(1) as u32;
            let mut left = match index.checked_sub(1) {
                Some(before) => Left::of(stream, self.sorted[before]),
                None => Left::Many,
            };
            while let Some(top) = open.last().copied() {
                if top.len <= shared {
                    break;
                }
                open.pop();
                let left_of_top = top.left.join(left);
                self.close(stream, &top, left_of_top, index as u32, &mut found);
                lo = top.lo;
                left = left_of_top;
            }
            match open.last_mut() {
                Some(top) if top.len == shared => top.left = top.left.join(left),
                _ if shared > 0 => open.push(OpenInterval {
                    len: shared,
                    lo,
                    left,
                }),
                _ => {}
            }
        }
        let mut left = match self.sorted.last() {
            Some(at) => Left::of(stream, *at),
            None => Left::Many,
        };
        while let Some(top) = open.pop() {
            left = top.left.join(left);
            self.close(stream, &top, left, self.sorted.len() as u32, &mut found);
        }
        found
    }

    fn close(
        &self,
        stream: &UnitStream,
        top: &OpenInterval,
        left: Left,
        hi: u32,
        found: &mut Vec<Repeat>,
    ) {
        if left == Left::Many && top.len >= ANCHOR_UNITS {
            let first = self.sorted[top.lo as usize];
            found.push(Repeat {
                len: top.len as UnitPos,
                lo: top.lo,
                hi,
                bits: stream.bits(first..first + top.len as UnitPos),
            });
        }
    }
}

/// A run of sorted places that share a beginning, not yet closed.
#[derive(Clone, Copy)]
struct OpenInterval {
    len: usize,
    lo: u32,
    left: Left,
}

/// What stands before the places of a run: the same unit everywhere, or not.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    One(u32),
    Many,
}

impl Left {
    fn of(stream: &UnitStream, at: UnitPos) -> Self {
        if stream.starts_sentence(at) {
            Left::Many
        } else {
            Left::One(stream.unit(at - 1))
        }
    }

    fn join(self, other: Left) -> Left {
        if self == other { self } else { Left::Many }
    }
}

fn suffix(stream: &UnitStream, at: UnitPos) -> &[u32] {
    stream.units(at..stream.sentence_end(at + 1, LONGEST as UnitPos - 1))
}

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
        hash = (hash.rotate_left(23) ^ u64::from(unit)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        units += 1;
        end += 1;
        if units >= ANCHOR_UNITS && bits >= threshold {
            return Some(hash ^ (hash >> 29));
        }
    }
    None
}
