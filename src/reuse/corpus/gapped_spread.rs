//! Wording in two pieces around a filler: what two documents share of a sentence that each of them fills in its own way.
//!
//! A window counts as the same wording when it stands elsewhere in one piece (`spread`). So that a filler inside it does
//! not hide it (对过去一年的工作，{区委|县委}是满意的), two half windows of one sentence with at most [`FILLER`] units
//! between them count as well, whatever stands between. Whether two documents share such a pair depends on these two
//! alone, so no other document's coming or going changes it.

use std::sync::atomic::{AtomicU32, Ordering};

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::FILLER;
use super::repeats::{self, DocumentOffsets, Window};
use crate::text::{BreakKind, NormalText};

/// Slots of the table that drops second pieces which come once: per second piece, and within which bounds. Twice as many
/// slots as entries let one in three of the others pass; 2^20 bytes stay in the second-level cache.
const SLOTS_PER_SECOND: usize = 2;
const SLOTS_LOG2: (u32, u32) = (6, 20);

/// Raises `spread` to the number of other documents (of other groups, with `group_of`) that have a unit's wording in two
/// pieces; `whole` is the window that counts in one piece.
///
/// O(n log n) for n units, and O(n · filler) for the second pieces that may follow a first. Some 30 bytes for each
/// piece that stands in two documents.
pub(crate) fn raise_to_gapped(
    spread: &mut [Vec<u32>],
    texts: &[NormalText],
    offsets: &DocumentOffsets,
    whole: Window,
    group_of: Option<&[u32]>,
) {
    let Some(window) = whole.half() else { return };
    let pieces = HalfWindows::new(texts, offsets, window, group_of);
    let most = pieces.most_others();
    for (piece, others) in pieces.all.iter().zip(most) {
        let start = (piece.at - offsets.start(piece.doc as usize)) as usize;
        let units = start..start + usize::from(piece.units);
        for value in &mut spread[piece.doc as usize][units] {
            *value = (*value).max(others);
        }
    }
}

/// A half window inside a sentence that stands in more than one document.
struct HalfWindow {
    /// Global position.
    at: u32,
    doc: u32,
    /// Number of the wording.
    node: u32,
    /// Length in units.
    units: u8,
    /// Units from its start to the end of its sentence, 255 at most: more than two pieces and a filler take.
    room: u8,
    /// The half windows that can follow it: from so many entries further on up to so many.
    seconds: (u8, u8),
}

struct HalfWindows<'a> {
    /// In order of positions.
    all: Vec<HalfWindow>,
    /// Those of each wording, in order: `of_node[first[n]..first[n + 1]]`.
    of_node: Vec<u32>,
    first: Vec<u32>,
    group_of: Option<&'a [u32]>,
}

impl<'a> HalfWindows<'a> {
    fn new(
        texts: &[NormalText],
        offsets: &DocumentOffsets,
        window: Window,
        group_of: Option<&'a [u32]>,
    ) -> Self {
        let repeats = repeats::repeats(texts, offsets, window);
        let owner = |doc: u32| group_of.map_or(doc, |group_of| group_of[doc as usize]);
        let mut all = Vec::new();
        let mut entry = 0;
        for (doc, text) in texts.iter().enumerate().take(offsets.documents()) {
            let (start, end) = (offsets.start(doc), offsets.start(doc + 1));
            let mut sentences = sentence_ends(text);
            let mut sentence = sentences.next();
            while repeats.at.get(entry).is_some_and(|at| *at < end) {
                let unit = (repeats.at[entry] - start) as usize;
                while sentence.is_some_and(|end| end <= unit) {
                    sentence = sentences.next();
                }
                if let Some((piece_end, sentence)) = window.end(text.units(), unit).zip(sentence)
                    && piece_end <= sentence
                {
                    all.push(HalfWindow {
                        at: repeats.at[entry],
                        doc: doc as u32,
                        node: repeats.node[entry],
                        units: (piece_end - unit) as u8,
                        room: (sentence - unit).min(usize::from(u8::MAX)) as u8,
                        seconds: (0, 0),
                    });
                }
                entry += 1;
            }
        }
        drop_those_of_one_owner(&mut all, repeats.nodes, owner);
        find_seconds(&mut all);
        let (first, of_node) = by_node(&all, repeats.nodes);
        Self {
            all,
            of_node,
            first,
            group_of,
        }
    }

    /// For each piece, in how many other documents or groups it stands together with one of its neighbours, at most.
    fn most_others(&self) -> Vec<u32> {
        let most: Vec<AtomicU32> = self.all.iter().map(|_| AtomicU32::new(0)).collect();
        (0..self.first.len() - 1)
            .into_par_iter()
            .with_min_len(64)
            .for_each_init(CountBuffers::default, |scratch, node| {
                self.count_pairs_of(node, scratch, &most);
            });
        most.into_iter().map(AtomicU32::into_inner).collect()
    }

    /// All pairs with a given wording as their first piece.
    ///
    /// Pairs are gone through three times and never kept: one character a million times makes millions of one pair.
    fn count_pairs_of(&self, node: usize, scratch: &mut CountBuffers, most: &[AtomicU32]) {
        let firsts = &self.of_node[self.first[node] as usize..self.first[node + 1] as usize];
        let CountBuffers {
            by_owner,
            counts,
            tallies,
        } = scratch;
        by_owner.clear();
        by_owner.extend(firsts.iter().map(|first| (self.owner(*first), *first)));
        if self.group_of.is_some() {
            by_owner.sort_unstable();
        }
        let pairs = || {
            by_owner.iter().flat_map(|&(owner, first)| {
                let (from, to) = self.all[first as usize].seconds;
                (from..to).map(move |ahead| (owner, first, first + u32::from(ahead)))
            })
        };
        let second_node = |second: u32| self.all[second as usize].node;

        let number: usize = by_owner
            .iter()
            .map(|(_, first)| {
                let (from, to) = self.all[*first as usize].seconds;
                usize::from(to - from)
            })
            .sum();
        let log2 = (number * SLOTS_PER_SECOND).next_power_of_two().ilog2();
        let log2 = log2.clamp(SLOTS_LOG2.0, SLOTS_LOG2.1);
        let slot = |node: u32| (node.wrapping_mul(MIX) >> (u32::BITS - log2)) as usize;
        counts.clear();
        counts.resize(1 << log2, 0);
        for (_, _, second) in pairs() {
            let count = &mut counts[slot(second_node(second))];
            *count = count.saturating_add(1);
        }
        tallies.clear();
        for (owner, _, second) in pairs() {
            let node = second_node(second);
            if counts[slot(node)] > 1 {
                let tally = tallies
                    .entry(node)
                    .or_insert(OwnerCount { owner, others: 0 });
                if tally.owner != owner {
                    *tally = OwnerCount {
                        owner,
                        others: tally.others + 1,
                    };
                }
            }
        }
        tallies.retain(|_, tally| tally.others > 0);
        if tallies.is_empty() {
            return;
        }
        for (_, first, second) in pairs() {
            let node = second_node(second);
            if counts[slot(node)] > 1
                && let Some(tally) = tallies.get(&node)
            {
                // A maximum does not depend on who comes first.
                for piece in [first, second] {
                    most[piece as usize].fetch_max(tally.others, Ordering::Relaxed);
                }
            }
        }
    }

    fn owner(&self, piece: u32) -> u32 {
        let doc = self.all[piece as usize].doc;
        self.group_of.map_or(doc, |group_of| group_of[doc as usize])
    }
}

/// An odd constant for hashing: the digits of the golden ratio.
const MIX: u32 = 0x9E37_79B9;

/// In how many documents or groups a pair has been met.
struct OwnerCount {
    /// The last of them.
    owner: u32,
    /// Number of those met before it.
    others: u32,
}

/// Buffers that are used again from wording to wording.
#[derive(Default)]
struct CountBuffers {
    by_owner: Vec<(u32, u32)>,
    counts: Vec<u8>,
    /// By the wording of the second piece.
    tallies: RapidHashMap<u32, OwnerCount>,
}

/// Ends of sentences, the end of the text included.
fn sentence_ends(text: &NormalText) -> impl Iterator<Item = usize> {
    let stops = text.breaks().iter();
    let stops = stops.filter(|stop| stop.kind >= BreakKind::Sentence);
    stops.map(|stop| stop.at).chain(std::iter::once(text.len()))
}

fn drop_those_of_one_owner(all: &mut Vec<HalfWindow>, nodes: usize, owner: impl Fn(u32) -> u32) {
    #[derive(Clone, Copy, PartialEq)]
    enum Owners {
        None,
        One(u32),
        Several,
    }
    let mut owners = vec![Owners::None; nodes];
    for piece in &*all {
        let of_node = &mut owners[piece.node as usize];
        let this = Owners::One(owner(piece.doc));
        if *of_node == Owners::None {
            *of_node = this;
        } else if *of_node != this {
            *of_node = Owners::Several;
        }
    }
    all.retain(|piece| owners[piece.node as usize] == Owners::Several);
    all.shrink_to_fit();
}

/// Finds for each piece which of those behind it in its sentence start after a filler of any length up to [`FILLER`].
fn find_seconds(all: &mut [HalfWindow]) {
    let (mut from, mut to) = (0, 0);
    for i in 0..all.len() {
        let piece = &all[i];
        let end = piece.at + u32::from(piece.units);
        let last = (end + FILLER as u32 + 1).min(piece.at + u32::from(piece.room));
        from = from.max(i);
        while all.get(from).is_some_and(|second| second.at < end) {
            from += 1;
        }
        to = to.max(from);
        while all.get(to).is_some_and(|second| second.at < last) {
            to += 1;
        }
        all[i].seconds = ((from - i) as u8, (to - i) as u8);
    }
}

/// The pieces of each wording, with where those of each begin.
fn by_node(all: &[HalfWindow], nodes: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0u32; nodes + 1];
    for piece in all {
        first[piece.node as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    let mut free = first.clone();
    let mut of_node = vec![0u32; all.len()];
    for (i, piece) in all.iter().enumerate() {
        let at = &mut free[piece.node as usize];
        of_node[*at as usize] = i as u32;
        *at += 1;
    }
    (first, of_node)
}
