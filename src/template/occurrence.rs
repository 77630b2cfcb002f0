//! All places where a template's literals stand in order.
//!
//! In: the literals 本条例自 and 起施行 · Out: every 本条例自…起施行 of the corpus, whatever stands between.
//!
//! What a template claims is what a reader finds when looking for it: each place that has all literals, in order, within one
//! sentence, with no more between two of them than the places it was found with have. The rarest pair of neighbours is
//! looked up, and what lies on either side is compared.

use std::ops::Range;

use super::bigram_index::BigramIndex;
use super::block::MatchingBlock;
use super::clause::ClauseEdge;
use super::units::{UnitPos, UnitStream};

/// Most positions between two literals: a long clause of a work report.
pub(super) const GAP: UnitPos = 40;

/// Positions by which a blank may be longer than any that was seen, beside being twice as long.
const LOOSE: UnitPos = 6;

/// Literals to look for, and how far apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    /// Where each literal stands in one place.
    pub(super) blocks: Vec<Range<UnitPos>>,
    /// Most positions before each literal but the first; nothing where literals touch.
    pub(super) gaps: Vec<UnitPos>,
    /// Wording that a place may have besides.
    pub(super) usual: Vec<UsualWording>,
}

/// Wording that may stand in a gap of a pattern, or beside it.
#[derive(Clone, Debug)]
pub(super) struct UsualWording {
    /// The literal before which it stands; the number of literals behind the last.
    pub(super) junction: usize,
    /// Where it stands in one place.
    pub(super) range: Range<UnitPos>,
}

impl Pattern {
    /// The most positions that may stand where at most `seen` were seen.
    pub(super) fn reach(seen: UnitPos) -> UnitPos {
        if seen == 0 {
            0
        } else {
            (seen * 2 + LOOSE).min(GAP)
        }
    }
}

/// The places of a pattern in the order of the corpus, without overlap: for each, where its literals begin. O(places of its
/// rarest pair · its length). Nothing if no literal has two positions.
pub(super) fn occurrences(
    stream: &UnitStream,
    index: &BigramIndex,
    pattern: &Pattern,
) -> Vec<Vec<UnitPos>> {
    let rarest = (0..pattern.blocks.len())
        .flat_map(|block| {
            let range = pattern.blocks[block].clone();
            (range.start..range.end.saturating_sub(1)).map(move |at| (block, at))
        })
        .filter(|(_, at)| !stream.starts_sentence(at + 1))
        .min_by_key(|(_, at)| index.places(stream, *at).len());
    let Some((anchor, at)) = rarest else {
        return Vec::new();
    };
    let offset = at - pattern.blocks[anchor].start;
    let mut found: Vec<Vec<UnitPos>> = Vec::new();
    for place in index.places(stream, at) {
        let Some(start) = place.checked_sub(offset) else {
            continue;
        };
        if !stands(stream, &pattern.blocks[anchor], start) {
            continue;
        }
        let Some(starts) = around(stream, pattern, anchor, start) else {
            continue;
        };
        if found
            .last()
            .is_none_or(|last| end(pattern, last) <= starts[0])
        {
            found.push(starts);
        }
    }
    found
}

fn end(pattern: &Pattern, starts: &[UnitPos]) -> UnitPos {
    let last = pattern.blocks.len() - 1;
    starts[last] + pattern.blocks[last].len() as UnitPos
}

/// Whether a literal stands at `at`, with a word's beginning and end where it is short.
fn stands(stream: &UnitStream, block: &Range<UnitPos>, at: UnitPos) -> bool {
    let len = block.len() as UnitPos;
    let end = at + len;
    if end as usize > stream.len() || stream.units(at..end) != stream.units(block.clone()) {
        return false;
    }
    let inside = (at + 1..end).all(|inner| !stream.starts_sentence(inner));
    inside && (len > 2 || stream.starts_word(at) && stream.starts_word(end))
}

/// Where the literals stand around one that stands at `start`: on either side the nearest next one.
fn around(
    stream: &UnitStream,
    pattern: &Pattern,
    anchor: usize,
    start: UnitPos,
) -> Option<Vec<UnitPos>> {
    let mut starts = vec![start; pattern.blocks.len()];
    for block in anchor + 1..pattern.blocks.len() {
        let from = starts[block - 1] + pattern.blocks[block - 1].len() as UnitPos;
        let range = &pattern.blocks[block];
        let at = (from..=from + pattern.gaps[block - 1])
            .take_while(|at| !stream.starts_sentence(*at))
            .find(|at| stands(stream, range, *at))?;
        if stream.crosses_stop(from..at) {
            return None;
        }
        starts[block] = at;
    }
    for block in (0..anchor).rev() {
        let range = &pattern.blocks[block];
        let len = range.len() as UnitPos;
        let to = starts[block + 1];
        let least = to.saturating_sub(len + pattern.gaps[block]);
        let at = (least..=to.checked_sub(len)?)
            .rev()
            .take_while(|at| !stream.starts_sentence(at + len))
            .find(|at| stands(stream, range, *at))?;
        if stream.crosses_stop(at + len..to) {
            return None;
        }
        starts[block] = at;
    }
    Some(starts)
}

/// The pattern's literals and its usual wording in order, with their places. Of the usual wording only what keeps its order
/// counts, and beside the pattern only what lies close.
pub(super) fn blocks(
    stream: &UnitStream,
    pattern: &Pattern,
    places: &[Vec<UnitPos>],
) -> Vec<MatchingBlock> {
    let mut blocks = Vec::new();
    let last = pattern.blocks.len();
    let end_of =
        |starts: &[UnitPos], block: usize| starts[block] + pattern.blocks[block].len() as UnitPos;
    for junction in 0..=last {
        // Up to where the gap is taken in each place.
        let mut gaps: Vec<Range<UnitPos>> = places
            .iter()
            .map(|starts| match junction {
                0 => beside(stream, starts[0], ClauseEdge::Left),
                _ if junction == last => {
                    beside(stream, end_of(starts, last - 1), ClauseEdge::Right)
                }
                _ => end_of(starts, junction - 1)..starts[junction],
            })
            .collect();
        for usual in pattern
            .usual
            .iter()
            .filter(|usual| usual.junction == junction)
        {
            let len = usual.range.len() as UnitPos;
            let at: Vec<Option<UnitPos>> = gaps
                .iter()
                .map(|gap| {
                    (gap.start..(gap.end + 1).saturating_sub(len))
                        .find(|at| stands(stream, &usual.range, *at))
                })
                .collect();
            for (gap, at) in gaps.iter_mut().zip(&at) {
                if let Some(at) = at {
                    gap.start = at + len;
                }
            }
            blocks.extend(MatchingBlock::new(stream, len, at));
        }
        if junction < last {
            let at = places.iter().map(|starts| Some(starts[junction])).collect();
            blocks.extend(MatchingBlock::new(
                stream,
                pattern.blocks[junction].len() as UnitPos,
                at,
            ));
        }
    }
    blocks
}

/// Positions beside a pattern in which usual wording may stand: a clause.
const BESIDE: UnitPos = 12;

/// What lies on a side of a position, up to the next stop, [`BESIDE`] positions at most.
fn beside(stream: &UnitStream, at: UnitPos, side: ClauseEdge) -> Range<UnitPos> {
    match side {
        ClauseEdge::Left => {
            let mut start = at;
            while start > 0 && at - start < BESIDE && !stream.starts_stop(start) {
                start -= 1;
            }
            start..at
        }
        ClauseEdge::Right => {
            let mut end = at;
            while end - at < BESIDE && !stream.starts_stop(end) {
                end += 1;
            }
            at..end
        }
    }
}
