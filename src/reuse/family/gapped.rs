//! Wording in two pieces around a filler: what two documents share of a sentence that each of them fills in its own way.
//!
//! A window counts as the same wording when it stands elsewhere in one piece (`spread`). So that a filler inside it does
//! not hide it (对过去一年的工作，{区委|县委}是满意的), two half windows of one sentence with at most [`FILLER`] units
//! between them count as well, whatever stands between. Whether two documents share such a pair depends on these two
//! alone, so no other document's coming or going changes it.

use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

use super::grams::{Layout, Window};
use crate::text::{BreakKind, NormalText, Unit};

/// Longest filler between two pieces, in units: as in tracks. Place names, meetings, and dates in the seeds and in planted
/// templates are shorter.
const FILLER: usize = 16;

/// Pairs of pieces that are sorted at a time: 16 bytes for each that stands twice, so half a gigabyte at the very most.
const PAIRS_PER_PASS: usize = 1 << 25;

/// Slots of a filter: a power of two near the number of entries, within these bounds (2^29 bytes is half a gigabyte; where
/// there are more entries, more of them pass for nothing, and sorting drops them).
const SLOTS_LOG2: (u32, u32) = (12, 29);

/// Odd constants for mixing hashes: the digits of the golden ratio and of e.
const MIX: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xB7E1_5162_8AED_2A6B];

/// Raises `spread` to the number of other documents (of other groups, with `group_of`) that have a unit's wording in two
/// pieces; `whole` is the window that counts in one piece.
///
/// O(n · filler) hashes for n units, and O(k log k) for the k pairs of pieces that stand in two documents.
pub(crate) fn raise_to_gapped(
    spread: &mut [Vec<u32>],
    texts: &[NormalText],
    layout: &Layout,
    whole: Window,
    group_of: Option<&[u32]>,
) {
    let Some(window) = whole.half() else { return };
    let texts = &texts[..layout.documents()];
    let owner = |doc: usize| group_of.map_or(doc as u32, |group_of| group_of[doc]);
    let pieces = |doc: usize| Pieces::new(&texts[doc], window);
    let repeated = Filter::new(layout.total());
    each(texts.len(), |doc| {
        for hash in pieces(doc).hashes() {
            repeated.add(hash);
        }
    });
    // Only pieces that stand twice can be part of a pair that does.
    let pairs = |doc: usize, f: &mut dyn FnMut(Pair)| {
        let mut pieces = pieces(doc);
        pieces.retain(|hash| repeated.twice(hash));
        pieces.for_each_pair(layout.start(doc), f);
    };
    let count: usize = (0..texts.len())
        .into_par_iter()
        .map(|doc| {
            let mut n = 0;
            pairs(doc, &mut |_| n += 1);
            n
        })
        .sum();
    let twice = Filter::new(count);
    each(texts.len(), |doc| {
        pairs(doc, &mut |pair| twice.add(pair.hash));
    });
    let passes = count.div_ceil(PAIRS_PER_PASS) as u64;
    for pass in 0..passes {
        let mut found: Vec<Pair> = (0..texts.len())
            .into_par_iter()
            .flat_map_iter(|doc| {
                let mut of_doc = Vec::new();
                pairs(doc, &mut |pair| {
                    // The low bits choose the slot in the filter.
                    if (pair.hash >> 40) % passes == pass && twice.twice(pair.hash) {
                        of_doc.push(pair);
                    }
                });
                of_doc
            })
            .collect();
        found.par_sort_unstable();
        let mut owners = Vec::new();
        for same in found.chunk_by(|a, b| a.hash == b.hash) {
            owners.clear();
            owners.extend(same.iter().map(|pair| owner(layout.locate(pair.first).0)));
            owners.sort_unstable();
            owners.dedup();
            let others = owners.len() as u32 - 1;
            if others == 0 {
                continue;
            }
            for pair in same {
                for at in [pair.first, pair.second] {
                    let (doc, start) = layout.locate(at);
                    let end = window.end(texts[doc].units(), start);
                    for value in &mut spread[doc][start..end.unwrap_or(start)] {
                        *value = (*value).max(others);
                    }
                }
            }
        }
    }
}

fn each(documents: usize, f: impl Fn(usize) + Send + Sync) {
    (0..documents).into_par_iter().for_each(f);
}

/// Two pieces of one sentence, at global positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    hash: u64,
    first: u32,
    second: u32,
}

/// The half windows of a document that lie inside sentences.
struct Pieces {
    /// By the unit that each starts at: its hash and its end.
    at: Vec<Option<(u64, u32)>>,
    /// For each unit the end of its sentence.
    sentence: Vec<u32>,
}

impl Pieces {
    fn new(text: &NormalText, window: Window) -> Self {
        let units = text.units();
        let mut sentence = vec![units.len() as u32; units.len()];
        let mut from = 0;
        for stop in text.breaks() {
            if stop.kind >= BreakKind::Sentence && stop.at > from {
                sentence[from..stop.at].fill(stop.at as u32);
                from = stop.at;
            }
        }
        let piece = |start: usize| {
            let end = window.end(units, start)?;
            (end <= sentence[start] as usize).then(|| (hash(&units[start..end]), end as u32))
        };
        Self {
            at: (0..units.len()).map(piece).collect(),
            sentence,
        }
    }

    fn hashes(&self) -> impl Iterator<Item = u64> {
        self.at.iter().flatten().map(|(hash, _)| *hash)
    }

    fn retain(&mut self, keep: impl Fn(u64) -> bool) {
        for piece in &mut self.at {
            if piece.is_some_and(|(hash, _)| !keep(hash)) {
                *piece = None;
            }
        }
    }

    fn for_each_pair(&self, start: u32, f: &mut dyn FnMut(Pair)) {
        for (i, piece) in self.at.iter().enumerate() {
            let Some((first, end)) = *piece else { continue };
            for j in self.starts_behind(end as usize, self.sentence[i] as usize) {
                let Some((second, _)) = self.at[j] else {
                    continue;
                };
                f(Pair {
                    hash: mixed(first.rotate_left(32) ^ second.wrapping_mul(MIX[1])),
                    first: start + i as u32,
                    second: start + j as u32,
                });
            }
        }
    }

    /// Where the second piece may start, after a filler of any length up to [`FILLER`].
    fn starts_behind(&self, end: usize, sentence: usize) -> Range<usize> {
        end..(end + FILLER + 1).min(sentence).max(end)
    }
}

fn hash(units: &[Unit]) -> u64 {
    units
        .iter()
        .fold(0, |hash, unit| mixed(hash ^ u64::from(unit.symbol())))
}

fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(MIX[0]);
    value ^ (value >> 29)
}

/// Which hashes come twice, with some false alarms: counters up to two, several hashes to a counter.
struct Filter {
    slots: Vec<AtomicU8>,
}

impl Filter {
    fn new(entries: usize) -> Self {
        let log2 = entries.max(1).next_power_of_two().trailing_zeros() + 1;
        let slots = 1usize << log2.clamp(SLOTS_LOG2.0, SLOTS_LOG2.1);
        Self {
            slots: (0..slots).map(|_| AtomicU8::new(0)).collect(),
        }
    }

    fn slot(&self, hash: u64) -> &AtomicU8 {
        &self.slots[hash as usize & (self.slots.len() - 1)]
    }

    /// The counts do not depend on the order of calls.
    fn add(&self, hash: u64) {
        let more = |count: u8| (count < 2).then_some(count + 1);
        // It fails when the count is two, and nothing is to be done.
        let _ = self
            .slot(hash)
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    fn twice(&self, hash: u64) -> bool {
        self.slot(hash).load(Ordering::Relaxed) == 2
    }
}
