//! n-way alignment: which pieces of wording several places share, in what order.
//!
//! In: 会议强调，要把产业振兴摆在首位 and 会议强调，要把教育振兴摆在首位. Out: the blocks 会议强调要把 and 振兴摆在首位.
//!
//! The best block that the places share is found first, then the best one on either side of it, and so on: gestalt pattern
//! matching (Ratcliff and Obershelp, Dr. Dobb's Journal 1988), for n texts at once, and by bits saved instead of by length.
//! A block that saves none is not taken, so how short a literal may be depends on how many places share it. Blocks keep
//! their order, so the pieces of two clauses that one place has the other way round are not both found.

use std::ops::Range;

use super::block::MatchingBlock;
use super::block_search::{Beside, BlockSearch, COMMON, Windows};
use super::units::{UnitPos, UnitStream};

/// Aligns `windows`; `anchor` is a block already known, with its place in each window.
pub(super) fn align(
    stream: &UnitStream,
    windows: &Windows,
    anchor: Option<MatchingBlock>,
) -> Vec<MatchingBlock> {
    let mut blocks = Vec::new();
    let search = BlockSearch { stream };
    match anchor {
        Some(anchor) => {
            let (left, right) = split(windows, &anchor, &[]);
            align_region(&search, &left, Beside::Right, &mut blocks);
            blocks.push(anchor);
            align_region(&search, &right, Beside::Left, &mut blocks);
        }
        None => align_region(&search, windows, Beside::Nothing, &mut blocks),
    }
    close_gaps(stream, blocks)
}

/// Aligns windows that are known to correspond from end to end, as sentences of a numbered row do.
pub(super) fn align_whole(stream: &UnitStream, windows: &Windows) -> Vec<MatchingBlock> {
    let mut blocks = Vec::new();
    let search = BlockSearch { stream };
    align_region(&search, windows, Beside::Both, &mut blocks);
    close_gaps(stream, blocks)
}

/// Adds the blocks of a region in order: those left of its best block, that block, those right of it.
fn align_region(
    search: &BlockSearch<'_>,
    windows: &Windows,
    beside: Beside,
    blocks: &mut Vec<MatchingBlock>,
) {
    let Some(best) = search.best(windows, beside) else {
        return;
    };
    let (left, _) = split(windows, &best, &[]);
    let first = blocks.len();
    let side = match beside {
        Beside::Nothing | Beside::Right => Beside::Right,
        Beside::Left | Beside::Both => Beside::Both,
    };
    align_region(search, &left, side, blocks);
    let (_, right) = split(windows, &best, &blocks[first..]);
    blocks.push(best);
    let side = match beside {
        Beside::Nothing | Beside::Left => Beside::Left,
        Beside::Right | Beside::Both => Beside::Both,
    };
    align_region(search, &right, side, blocks);
}

/// The windows left and right of a block. A place that lacks it has its whole window on the left, and on the right what is
/// behind the last block of `before` there.
fn split(windows: &Windows, block: &MatchingBlock, before: &[MatchingBlock]) -> (Windows, Windows) {
    let mut left = Vec::with_capacity(windows.len());
    let mut right = Vec::with_capacity(windows.len());
    for (place, window) in windows.iter().enumerate() {
        if let Some(held) = block.range(place) {
            left.push(window.start..held.start);
            right.push(held.end..window.end);
            continue;
        }
        let ends = before.iter().filter_map(|b| Some(b.range(place)?.end));
        let start = ends.max().unwrap_or(window.start).max(window.start);
        left.push(window.clone());
        right.push(start.min(window.end)..window.end);
    }
    (left, right)
}

/// Takes in as literals what most places have between two blocks, word for word. The search takes whole words only, and a
/// rest of a word in which the places agree is no slot.
fn close_gaps(stream: &UnitStream, blocks: Vec<MatchingBlock>) -> Vec<MatchingBlock> {
    let mut closed: Vec<MatchingBlock> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let between = closed
            .last()
            .and_then(|last| common_gap(stream, last, &block));
        closed.extend(between);
        closed.push(block);
    }
    closed
}

/// The wording between two blocks that two places and [`COMMON`] of those which have both blocks share with the first of
/// them, as a block.
fn common_gap(
    stream: &UnitStream,
    left: &MatchingBlock,
    right: &MatchingBlock,
) -> Option<MatchingBlock> {
    let gaps: Vec<Option<Range<UnitPos>>> = left
        .at
        .iter()
        .zip(&right.at)
        .map(|(a, b)| Some((*a)? + left.len..(*b)?))
        .collect();
    let first = gaps.iter().flatten().next().filter(|gap| !gap.is_empty())?;
    let wording = stream.units(first.clone());
    let same = |gap: &&Range<UnitPos>| stream.units((*gap).clone()) == wording;
    let held = gaps.iter().flatten().filter(same).count();
    let all = gaps.iter().flatten().count();
    if held < 2 || (held as f64) < COMMON * all as f64 {
        return None;
    }
    let at = gaps
        .iter()
        .map(|gap| gap.as_ref().filter(same).map(|gap| gap.start));
    MatchingBlock::new(stream, first.len() as UnitPos, at.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::TemplateDocument;
    use crate::text::words::Segmenter;
    use crate::text::{NormalText, SourceText};

    #[test]
    fn the_documented_example() {
        let source = SourceText::from(
            "会议强调，要把产业振兴摆在首位。会议强调，要把教育振兴摆在首位。会后大家合影。",
        );
        let text = NormalText::new(source.as_str());
        let document = TemplateDocument::new("a", &source, &text);
        let stream = UnitStream::new(&[document], &Segmenter::default());
        let blocks = align(&stream, &vec![0..14, 14..28], None);
        let wording = |block: &MatchingBlock| {
            let first = block.range(0)?;
            Some(source.slice(text.span_of(first.start as usize..first.end as usize)))
        };
        let wordings: Vec<_> = blocks.iter().filter_map(wording).collect();
        assert_eq!(wordings, ["会议强调，要把", "振兴摆在首位"]);
        assert_eq!(blocks[1].at, [Some(8), Some(22)]);
    }
}
