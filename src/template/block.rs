//! Blocks: the pieces of wording that the places of a cluster share, and what describing the places by them saves.
//!
//! Of the places 对过去一年的工作，区委是满意的 and 对过去一年的工作，县委是满意的 the blocks are 对过去一年的工作 and 是满意的.
//! What stands between two blocks of a place is a gap: 区委 and 县委.

use std::ops::Range;

use super::cost;
use super::units::{UnitPos, UnitStream};

/// A piece of wording that places share.
#[derive(Clone, Debug)]
pub(super) struct MatchingBlock {
    /// Its length in units.
    pub(super) len: UnitPos,
    /// Where it begins in each place, if the place has it.
    pub(super) at: Vec<Option<UnitPos>>,
    /// Surprisal of the wording, in bits.
    pub(super) bits: f64,
}

impl MatchingBlock {
    /// The wording of `len` units that begins at each of `at`.
    pub(super) fn new(stream: &UnitStream, len: UnitPos, at: Vec<Option<UnitPos>>) -> Option<Self> {
        let first = at.iter().flatten().next().copied()?;
        Some(Self {
            len,
            bits: stream.bits(first..first + len),
            at,
        })
    }

    /// The longest whole words that `places` share from their beginning on: at most `len` units, cut back at both ends.
    pub(super) fn of_whole_words(
        stream: &UnitStream,
        places: &[UnitPos],
        len: UnitPos,
    ) -> Option<Self> {
        let words = whole_words(stream, places.iter().copied(), len)?;
        let at = places.iter().map(|at| Some(at + words.start)).collect();
        Self::new(stream, words.end - words.start, at)
    }

    /// Where it begins in the first place that has it.
    pub(super) fn first(&self) -> Option<UnitPos> {
        self.at.iter().flatten().next().copied()
    }

    /// How many places have it.
    pub(super) fn held(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// Where it stands in a place, if the place has it.
    pub(super) fn range(&self, place: usize) -> Option<Range<UnitPos>> {
        self.at[place].map(|at| at..at + self.len)
    }

    /// Its cost in bits beside its wording: its length in pairs of units, about a word each, and which places have it.
    pub(super) fn overhead_bits(&self, places: usize) -> f64 {
        cost::length_bits(self.len as usize / 2) + cost::choice_bits(places, self.held())
    }
}

/// Cuts a piece of `len` units that `places` share back to where words begin and end in two of three, so that a slot does
/// not cut a word. Gives the part of it that is left: of 设和, which 建设和发展 and 架设和维护 share, 和.
pub(super) fn whole_words(
    stream: &UnitStream,
    places: impl ExactSizeIterator<Item = UnitPos> + Clone,
    len: UnitPos,
) -> Option<Range<UnitPos>> {
    let mostly = |offset: UnitPos| {
        let starts = places.clone().filter(|at| stream.starts_word(at + offset));
        starts.count() * 3 >= places.len() * 2
    };
    let mut end = len;
    while end > 0 && !mostly(end) {
        end -= 1;
    }
    let mut start = 0;
    while start < end && !mostly(start) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// What a place covers, from its first block to its last; nothing where it has none.
pub(super) fn extent(blocks: &[MatchingBlock], place: usize) -> Option<Range<UnitPos>> {
    let first = blocks.iter().find_map(|block| block.range(place))?;
    let last = blocks.iter().rev().find_map(|block| block.range(place))?;
    Some(first.start..last.end)
}

/// What the alignment saves in bits against spelling every place out: each block is spelled once instead of in every place
/// that holds it, and costs its length, which places hold it, and the length of each gap that it leaves.
pub(super) fn saving(stream: &UnitStream, blocks: &[MatchingBlock], places: usize) -> f64 {
    if blocks.is_empty() {
        return 0.0;
    }
    let mut saved = -cost::name_bits(stream.words(), places) - cost::length_bits(blocks.len());
    for block in blocks {
        let held = block.held();
        saved += (held as f64 - 1.0) * block.bits - block.overhead_bits(places);
    }
    for place in 0..places {
        for gap in gaps(blocks, place) {
            saved -= cost::length_bits(stream.word_count(gap));
        }
    }
    saved
}

/// Ranges between the blocks that a place holds; empty ones, too.
fn gaps(blocks: &[MatchingBlock], place: usize) -> Vec<Range<UnitPos>> {
    let held: Vec<Range<UnitPos>> = blocks.iter().filter_map(|b| b.range(place)).collect();
    held.windows(2)
        .map(|pair| pair[0].end..pair[1].start)
        .collect()
}
