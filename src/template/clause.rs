//! Clauses as evidence: whether places begin and end where clauses do, and whether they are a row of parallel sentences.
//!
//! In: the place 用主题教育凝心铸魂 of 一年来，我们坚持用主题教育凝心铸魂，. Out: what is left of its clause, 我们坚持 before it and nothing
//! behind it. If nearly all places of a cluster leave no more than a clause has words on average, they are whole clauses,
//! which is cheaper to say than that they stand anywhere.
//!
//! The functions take ranges and blocks, not clusters, since both finding clusters and laying them out stand on them.

use std::ops::Range;

use super::block::{self, MatchingBlock};
use super::cost;
use super::units::{UnitPos, UnitStream};

/// The two ends of a place.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ClauseEdge {
    Left,
    Right,
}

/// Bits saved because the places run from a clause's beginning to a clause's end: they are then named among clauses,
/// not among words. 0 unless nearly all of them leave no more than a mean clause's words at both ends together: a
/// phrase that stands in all sorts of clauses owns none of them.
pub(super) fn clause_saving(stream: &UnitStream, extents: &[Range<UnitPos>]) -> f64 {
    let left_over = |extent: &Range<UnitPos>| {
        let words = |edge| Some(stream.word_count(to_boundary(stream, extent, edge)?));
        Some(words(ClauseEdge::Left)? + words(ClauseEdge::Right)?)
    };
    let whole = extents
        .iter()
        .filter(|e| left_over(e).is_some_and(|words| words as f64 <= stream.words_per_clause()))
        .count();
    if (whole as f64) < REGULAR * extents.len() as f64 {
        return 0.0;
    }
    whole as f64 * stream.words_per_clause().max(1.0).log2()
}

/// Share of the places that makes up nearly all: of so many a statement on a cluster has to hold.
const REGULAR: f64 = 0.8;

/// Whether the places are built alike: as many clauses begin between the same literals. A place that lacks one of two
/// literals tells nothing of what lies between them.
fn is_parallel(stream: &UnitStream, blocks: &[MatchingBlock]) -> bool {
    blocks.windows(2).all(|pair| {
        let mut clauses: Vec<usize> = pair[0]
            .at
            .iter()
            .zip(&pair[1].at)
            .filter_map(|(a, b)| Some((*a)? + pair[0].len..=(*b)?))
            .map(|gap| gap.filter(|at| stream.starts_clause(*at)).count())
            .collect();
        clauses.sort_unstable();
        let commonest = clauses.chunk_by(|a, b| a == b).map(<[_]>::len).max();
        commonest.is_none_or(|n| n as f64 >= REGULAR * clauses.len() as f64)
    })
}

/// Whether the places are parallel sentences: three or more that begin alike, and share a clause or its end (排比).
///
/// A place whose sentence begins within reach speaks for it, by the bits that naming a sentence instead of a word saves,
/// less the length of what stands before; one that stands in the middle of a long sentence speaks against it. The same for
/// the end of its clause.
pub(super) fn is_row(stream: &UnitStream, blocks: &[MatchingBlock], places: usize) -> bool {
    if places < ROW || !is_parallel(stream, blocks) {
        return false;
    }
    let beginning = stream.words_per_sentence().max(1.0).log2();
    let ending = stream.words_per_clause().max(1.0).log2() + cost::length_bits(0);
    let (mut begins, mut ends) = (0.0, 0.0);
    for place in 0..places {
        let Some(extent) = block::extent(blocks, place) else {
            continue;
        };
        let start = stream.sentence_start(extent.start, EDGE);
        begins += if stream.starts_sentence(start) {
            beginning - cost::length_bits(stream.word_count(start..extent.start))
        } else {
            -beginning
        };
        let inside = blocks.iter().any(|block| {
            block.at[place]
                .is_some_and(|at| (at + 1..=at + block.len).any(|end| stream.starts_clause(end)))
        });
        ends += match to_boundary(stream, &extent, ClauseEdge::Right) {
            _ if inside => ending,
            Some(filler) => ending - cost::length_bits(stream.word_count(filler)),
            None => -ending,
        };
    }
    begins > 0.0 && ends > 0.0
}

/// Fewest sentences to a row: three, as rhetoric has it of 排比.
const ROW: usize = 3;

/// Whether nearly all places run over a clause's end and leave of the clause at this edge no more than a mean clause's
/// words. The two edges then cut into clauses of their own, and each is judged alone.
pub(super) fn is_cut_short(
    stream: &UnitStream,
    extents: &[Range<UnitPos>],
    edge: ClauseEdge,
) -> bool {
    nearly_all(extents, |extent| {
        (extent.start + 1..extent.end).any(|at| stream.starts_clause(at))
            && short_rest(stream, extent, edge).is_some()
    })
}

/// Whether nearly all places reach a clause's boundary at the other edge and leave no more than a mean clause's words at this
/// one: the rest of the clause that they begin or end is then filled in.
pub(super) fn is_anchored(
    stream: &UnitStream,
    extents: &[Range<UnitPos>],
    edge: ClauseEdge,
) -> bool {
    nearly_all(extents, |extent| {
        let other = match edge {
            ClauseEdge::Left => extent.end,
            ClauseEdge::Right => extent.start,
        };
        stream.starts_clause(other) && short_rest(stream, extent, edge).is_some()
    })
}

/// Whether nearly all places open a sentence and stop at a clause's end inside it (一、提高政治站位,…): how the
/// sentence goes on is then what is filled in.
pub(super) fn opens_sentences(stream: &UnitStream, extents: &[Range<UnitPos>]) -> bool {
    nearly_all(extents, |extent| {
        stream.starts_sentence(extent.start)
            && stream.starts_clause(extent.end)
            && !stream.starts_sentence(extent.end)
    })
}

fn nearly_all(extents: &[Range<UnitPos>], holds: impl Fn(&Range<UnitPos>) -> bool) -> bool {
    extents.iter().filter(|e| holds(e)).count() as f64 >= REGULAR * extents.len() as f64
}

/// The clause behind an extent that stops where a clause does; empty at the end of a sentence.
pub(super) fn next_clause(stream: &UnitStream, extent: &Range<UnitPos>) -> Range<UnitPos> {
    if stream.starts_sentence(extent.end) {
        return extent.end..extent.end;
    }
    let begun = extent.start..extent.end + 1;
    let rest = to_boundary(stream, &begun, ClauseEdge::Right);
    extent.end..rest.map_or(extent.end, |rest| rest.end)
}

/// The rest of the clause beyond an edge of `extent`, if it is no longer than a mean clause.
pub(super) fn short_rest(
    stream: &UnitStream,
    extent: &Range<UnitPos>,
    edge: ClauseEdge,
) -> Option<Range<UnitPos>> {
    let rest = to_boundary(stream, extent, edge)?;
    (stream.word_count(rest.clone()) as f64 <= stream.words_per_clause()).then_some(rest)
}

/// Farthest boundary that is looked for, in units.
const EDGE: UnitPos = 40;

/// The rest of the clause beyond an edge of `extent`; None if the clause goes on for more than [`EDGE`] units.
pub(super) fn to_boundary(
    stream: &UnitStream,
    extent: &Range<UnitPos>,
    edge: ClauseEdge,
) -> Option<Range<UnitPos>> {
    match edge {
        ClauseEdge::Left => {
            let mut start = extent.start;
            while !stream.starts_clause(start) {
                if extent.start - start >= EDGE {
                    return None;
                }
                start -= 1;
            }
            Some(start..extent.start)
        }
        ClauseEdge::Right => {
            let mut end = extent.end;
            while !stream.starts_clause(end) {
                if end - extent.end >= EDGE {
                    return None;
                }
                end += 1;
            }
            Some(extent.end..end)
        }
    }
}
