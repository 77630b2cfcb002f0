//! Repeats: runs of a few units that stand in the corpus more than once, with their places.
//!
//! In: the texts 甲乙丙丁戊 and 子乙丙丁戊, and windows of four units. Out: one window, 乙丙丁戊, at the global positions 1 and 6.
//!
//! The method is that of shingling (Broder 1997) with sorting in the place of a hash table: window hashes are rolled over each
//! text (Karp and Rabin 1987), sorted a range of values at a time, and kept where a value comes twice.

use rayon::prelude::*;

use crate::text::{NormalText, Unit};

/// Base of the window hash, modulo 2^64: any large odd number does (the digits of π).
const BASE: u64 = 0x243F_6A88_85A3_08D3;
/// Windows that one pass over the corpus sorts: 16 bytes each, so 256 MB. Every pass hashes the whole corpus.
const WINDOWS_PER_PASS: usize = 1 << 24;
/// Buckets of one pass; each then fits the second-level cache while it is sorted.
const BUCKETS_LOG2: u32 = 8;
/// Weights of a character and of a word of an alphabetic script in a window. Eight characters of Chinese are four
/// or five words, so five words make a window where eight characters do.
const CHARACTER_WEIGHT: usize = 5;
const WORD_WEIGHT: usize = 8;

/// The documents laid end to end: unit `i` of document `d` has the global position `start(d) + i`.
#[derive(Debug)]
pub(crate) struct DocumentOffsets {
    starts: Vec<u32>,
}

impl DocumentOffsets {
    /// Lays out as many documents, from the first, as 32 bits can address.
    pub(super) fn new(texts: &[NormalText]) -> Self {
        let mut starts = vec![0u32];
        let mut end = 0u32;
        for text in texts {
            let next = u32::try_from(text.len())
                .ok()
                .and_then(|len| end.checked_add(len));
            let Some(next) = next else { break };
            end = next;
            starts.push(end);
        }
        Self { starts }
    }

    /// Number of documents laid out.
    pub(super) fn documents(&self) -> usize {
        self.starts.len() - 1
    }

    /// Global position of a document's first unit.
    pub(super) fn start(&self, doc: usize) -> u32 {
        self.starts[doc]
    }

    /// The document in which a global position lies, and where in it.
    pub(super) fn locate(&self, at: u32) -> (usize, usize) {
        let doc = self.starts[1..].partition_point(|end| *end <= at);
        (doc, (at - self.starts[doc]) as usize)
    }

    /// Units of all documents.
    pub(super) fn total(&self) -> usize {
        self.starts[self.documents()] as usize
    }
}

/// The shortest run of units that counts as the same wording.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Window {
    weight: usize,
}

impl Window {
    /// A window of `units` characters, or correspondingly fewer words.
    pub(super) fn new(units: usize) -> Self {
        Self {
            weight: units.max(2) * CHARACTER_WEIGHT,
        }
    }

    /// Most units that a window can have.
    pub(super) fn longest(self) -> usize {
        self.weight.div_ceil(CHARACTER_WEIGHT)
    }

    fn weigh(unit: Unit) -> usize {
        if unit.is_word() {
            WORD_WEIGHT
        } else {
            CHARACTER_WEIGHT
        }
    }

    /// End of the window that starts at `start`, if the text goes on that far. It depends on the wording
    /// alone, so the same wording has the same windows everywhere.
    pub(super) fn end(self, units: &[Unit], start: usize) -> Option<usize> {
        let mut weight = 0;
        for (i, unit) in units.iter().enumerate().skip(start) {
            weight += Self::weigh(*unit);
            if weight >= self.weight {
                return Some(i + 1);
            }
        }
        None
    }

    /// Calls `f(start, end)` for every window.
    fn for_each(self, units: &[Unit], mut f: impl FnMut(usize, usize)) {
        let (mut end, mut weight) = (0, 0);
        for (start, unit) in units.iter().enumerate() {
            while weight < self.weight {
                let Some(next) = units.get(end) else { return };
                weight += Self::weigh(*next);
                end += 1;
            }
            f(start, end);
            weight -= Self::weigh(*unit);
        }
    }
}

/// Every window that stands in the corpus at least twice.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    /// Global positions at which such a window starts, in order.
    pub at: Vec<u32>,
    /// Number of the window at each of these positions, in order of first positions.
    pub node: Vec<u32>,
    /// Number of different windows.
    pub nodes: usize,
}

/// The texts with their repeated windows: what tracks, their occurrences and the spread are found from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RepeatedText<'a> {
    pub texts: &'a [NormalText],
    pub offsets: &'a DocumentOffsets,
    pub window: Window,
    pub repeats: &'a Repeats,
}

/// Finds the repeated windows by sorting their hashes, a range of hashes at a time.
///
/// O(n log n) time; 16 bytes for each window of a pass and 16 for each repeated one. The hash has 64 bits: among
/// 40 million windows two different ones meet with probability 0.00005, and alignments compare units themselves.
pub(crate) fn repeats(texts: &[NormalText], offsets: &DocumentOffsets, window: Window) -> Repeats {
    let total = offsets.total();
    let passes_log2 = total
        .div_ceil(WINDOWS_PER_PASS)
        .next_power_of_two()
        .trailing_zeros();
    let powers: Vec<u64> =
        std::iter::successors(Some(1u64), |power| Some(power.wrapping_mul(BASE)))
            .take(window.longest() + 1)
            .collect();
    let mut found: Vec<u64> = Vec::new();
    let mut groups = 0u32;
    for pass in 0..1u64 << passes_log2 {
        let mut buckets: Vec<Vec<(u64, u32)>> = vec![Vec::new(); 1 << BUCKETS_LOG2];
        let mut prefix = Vec::new();
        for (doc, text) in texts.iter().enumerate().take(offsets.documents()) {
            let start = offsets.start(doc);
            let units = text.units();
            prefix_hashes(units, &mut prefix);
            window.for_each(units, |from, to| {
                let hash = spread_bits(window_hash(&prefix, &powers, from, to));
                let slot = hash >> (64 - passes_log2 - BUCKETS_LOG2);
                if slot >> BUCKETS_LOG2 == pass {
                    let bucket = slot as usize & ((1 << BUCKETS_LOG2) - 1);
                    buckets[bucket].push((hash, start + from as u32));
                }
            });
        }
        let repeated: Vec<Vec<(u64, u32)>> = buckets.into_par_iter().map(only_repeated).collect();
        for bucket in repeated {
            let mut last = None;
            for (hash, at) in bucket {
                if last != Some(hash) {
                    last = Some(hash);
                    groups += 1;
                }
                found.push(u64::from(at) << 32 | u64::from(groups - 1));
            }
        }
    }
    found.sort_unstable();
    number_by_first_position(&found, groups as usize)
}

fn only_repeated(mut bucket: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    bucket.sort_unstable();
    bucket
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
        .flatten()
        .copied()
        .collect()
}

fn number_by_first_position(found: &[u64], groups: usize) -> Repeats {
    let mut number: Vec<Option<u32>> = vec![None; groups];
    let mut repeats = Repeats {
        at: Vec::with_capacity(found.len()),
        node: Vec::with_capacity(found.len()),
        nodes: 0,
    };
    for entry in found {
        let group = (*entry & u64::from(u32::MAX)) as usize;
        let node = *number[group].get_or_insert_with(|| {
            repeats.nodes += 1;
            repeats.nodes as u32 - 1
        });
        repeats.at.push((*entry >> 32) as u32);
        repeats.node.push(node);
    }
    repeats
}

/// Hashes of the text up to each unit; those of windows are their differences (Rabin and Karp 1987).
fn prefix_hashes(units: &[Unit], prefix: &mut Vec<u64>) {
    prefix.clear();
    prefix.push(0);
    let mut hash = 0u64;
    for unit in units {
        hash = hash
            .wrapping_mul(BASE)
            .wrapping_add(spread_bits(u64::from(unit.symbol()) + 1));
        prefix.push(hash);
    }
}

fn window_hash(prefix: &[u64], powers: &[u64], from: usize, to: usize) -> u64 {
    prefix[to].wrapping_sub(prefix[from].wrapping_mul(powers[to - from]))
}

/// An invertible mix (multiplication by an odd number), so that the upper bits depend on all.
fn spread_bits(hash: u64) -> u64 {
    let mixed = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_found_wherever_it_stands() {
        let texts: Vec<_> = ["甲乙丙丁戊己", "子丑甲乙丙丁寅", "甲乙丙"]
            .map(NormalText::new)
            .into();
        let offsets = DocumentOffsets::new(&texts);
        let found = repeats(&texts, &offsets, Window::new(3));
        assert_eq!(found.at, [0, 1, 8, 9, 13]);
        assert_eq!(found.node, [0, 1, 0, 1, 0]);
    }

    #[test]
    fn words_make_shorter_windows() {
        let text = NormalText::new("one two three four five six");
        assert_eq!(Window::new(8).end(text.units(), 0), Some(5));
        let text = NormalText::new("一二三四五六七八九");
        assert_eq!(Window::new(8).end(text.units(), 1), Some(9));
        assert_eq!(Window::new(8).end(text.units(), 2), None);
    }
}
