//! From a family to literals and slots: what of each place is literal, filler, or a departure from the literals.

use std::ops::Range;

use super::align::Block;
use super::cluster::Cluster;
use super::cost;
use super::units::{At, UnitStream};

/// One place of a mould, in units of the stream.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) extent: Range<At>,
    /// Where each literal stands, if it does.
    pub(super) literals: Vec<Option<Range<At>>>,
    /// A filler for each slot, empty where nothing is filled in.
    pub(super) slots: Vec<Range<At>>,
}

/// A family as a row of literals and slots.
#[derive(Clone, Debug)]
pub(super) struct UnitTemplate {
    /// `true` where a slot stands before literal `i`; one more for the end.
    pub(super) open: Vec<bool>,
    pub(super) lengths: Vec<At>,
    pub(super) places: Vec<Place>,
    pub(super) saving: f64,
}

impl UnitTemplate {
    /// The documents that use it, in order.
    pub(super) fn documents(&self, stream: &UnitStream) -> Vec<usize> {
        let mut documents: Vec<usize> = self
            .places
            .iter()
            .map(|place| stream.document(place.extent.start))
            .collect();
        documents.dedup();
        documents
    }

    /// Where its first place begins.
    pub(super) fn start(&self) -> Option<At> {
        self.places.first().map(|place| place.extent.start)
    }
}

/// Lays a family out.
pub(super) fn unit_template(stream: &UnitStream, family: &Cluster) -> UnitTemplate {
    let blocks = &family.blocks;
    let mut open = vec![false; blocks.len() + 1];
    for (junction, is_open) in open.iter_mut().enumerate().take(blocks.len()).skip(1) {
        *is_open = is_slot(blocks, junction);
    }
    let mut order: Vec<usize> = (0..family.places).collect();
    order.sort_by_key(|p| family.extent(*p).map(|e| e.start));
    let mut places: Vec<Place> = order
        .iter()
        .filter_map(|p| place(stream, blocks, &open, family, *p))
        .collect();
    let saving = family.saving + extend(stream, &mut places, &mut open);
    UnitTemplate {
        open,
        lengths: blocks.iter().map(|b| b.len).collect(),
        places,
        saving,
    }
}

/// Whether most of the places that hold both neighbours have something between them.
fn is_slot(blocks: &[Block], junction: usize) -> bool {
    let (mut filled, mut all) = (0, 0);
    let (left, right) = (&blocks[junction - 1], &blocks[junction]);
    for (a, b) in left.at.iter().zip(&right.at) {
        if let (Some(a), Some(b)) = (a, b) {
            all += 1;
            filled += usize::from(a + left.len < *b);
        }
    }
    filled * 2 >= all.max(1)
}

fn place(
    stream: &UnitStream,
    blocks: &[Block],
    open: &[bool],
    family: &Cluster,
    index: usize,
) -> Option<Place> {
    let mut extent = family.extent(index)?;
    let literals: Vec<Option<Range<At>>> = blocks
        .iter()
        .map(|b| b.at[index].map(|at| at..at + b.len))
        .collect();
    let mut slots = Vec::new();
    let mut end = extent.start;
    for (number, literal) in literals.iter().enumerate() {
        if open[number] {
            slots.push((number, None));
        }
        if let Some(literal) = literal {
            if end < literal.start {
                // The first open slot since the last literal takes what stands there.
                let since = literals[..number]
                    .iter()
                    .rposition(Option::is_some)
                    .map_or(0, |last| last + 1);
                // Where no slot is open, the place departs from the mould, and what stands there is nobody's.
                if let Some((_, filler)) = slots.iter_mut().find(|(at, _)| *at >= since) {
                    *filler = Some(end..literal.start);
                }
            }
            end = literal.end;
        }
    }
    // A place that ends otherwise than the mould (提供坚强 有力的组织保障) has its own ending in the last blank.
    let since = literals.iter().rposition(Option::is_some)? + 1;
    if let Some((_, filler)) = slots.iter_mut().find(|(at, _)| *at >= since)
        && let Some(rest) = short_rest(stream, &extent, Edge::Right)
    {
        extent.end = rest.end;
        *filler = Some(rest);
    }
    let mut filled: Vec<Range<At>> = Vec::with_capacity(slots.len());
    for (number, filler) in slots {
        filled.push(filler.unwrap_or_else(|| {
            let before = literals[..number].iter().rev().flatten().next();
            let at = before.map_or(extent.start, |l| l.end);
            let at = filled.last().map_or(at, |f| at.max(f.end));
            at..at
        }));
    }
    Some(Place {
        extent,
        literals,
        slots: filled,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Left,
    Right,
}

/// What it saves, in bits, that a family's places run from a clause's beginning to a clause's end: they are then
/// named among clauses, not among words. Nothing, unless nearly all of them leave no more than a common clause's
/// words at both ends together: a phrase that stands in all sorts of clauses owns none of them.
pub(super) fn clause_saving(stream: &UnitStream, extents: &[Range<At>]) -> f64 {
    let left_over = |extent: &Range<At>| {
        let words = |edge| Some(stream.word_count(to_boundary(stream, extent, edge)?));
        Some(words(Edge::Left)? + words(Edge::Right)?)
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

/// Share of the places that must be whole clauses for the mould to be one.
const REGULAR: f64 = 0.8;

/// Whether a family's places are built alike: as many clauses begin between the same literals. A place that lacks
/// one of two literals says nothing of what lies between them.
fn is_parallel(stream: &UnitStream, family: &Cluster) -> bool {
    family.blocks.windows(2).all(|pair| {
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

/// Whether a family is a row of sentences that begin alike and say a clause alike: three or more, as rhetoric has
/// it of 排比.
pub(super) fn is_row(stream: &UnitStream, family: &Cluster) -> bool {
    if family.places < ROW || !is_parallel(stream, family) {
        return false;
    }
    let beginning = stream.words_per_sentence().max(1.0).log2();
    let ending = stream.words_per_clause().max(1.0).log2() + cost::length_bits(0);
    let (mut begins, mut ends) = (0.0, 0.0);
    for place in 0..family.places {
        let Some(extent) = family.extent(place) else {
            continue;
        };
        let start = stream.sentence_start(extent.start, EDGE);
        begins += if stream.starts_sentence(start) {
            beginning - cost::length_bits(stream.word_count(start..extent.start))
        } else {
            -beginning
        };
        let inside = family.blocks.iter().any(|block| {
            block.at[place]
                .is_some_and(|at| (at + 1..=at + block.len).any(|end| stream.starts_clause(end)))
        });
        ends += match to_boundary(stream, &extent, Edge::Right) {
            _ if inside => ending,
            Some(filler) => ending - cost::length_bits(stream.word_count(filler)),
            None => -ending,
        };
    }
    begins > 0.0 && ends > 0.0
}

/// Sentences to a row.
const ROW: usize = 3;

/// Opens slots at the edges. Returns what it saves that the places are whole clauses.
fn extend(stream: &UnitStream, places: &mut [Place], open: &mut [bool]) -> f64 {
    let extents: Vec<Range<At>> = places.iter().map(|p| p.extent.clone()).collect();
    let saved = clause_saving(stream, &extents);
    let whole = saved > 0.0;
    let left = (whole || is_cut_short(stream, &extents, Edge::Left)).then_some(0);
    let goes_on = opens_sentences(stream, &extents);
    let right =
        (whole || goes_on || is_cut_short(stream, &extents, Edge::Right)).then_some(open.len() - 1);
    for (edge, index) in [(Edge::Left, left), (Edge::Right, right)] {
        let Some(index) = index else { continue };
        let fillers: Vec<Range<At>> = extents
            .iter()
            .map(|extent| match edge {
                Edge::Left => {
                    to_boundary(stream, extent, edge).unwrap_or(extent.start..extent.start)
                }
                Edge::Right if goes_on => next_clause(stream, extent),
                Edge::Right => to_boundary(stream, extent, edge).unwrap_or(extent.end..extent.end),
            })
            .collect();
        let filled = fillers.iter().filter(|f| !f.is_empty()).count();
        if filled * 2 < places.len() {
            continue;
        }
        open[index] = true;
        for (place, filler) in places.iter_mut().zip(fillers) {
            match edge {
                Edge::Left => {
                    place.extent.start = filler.start;
                    place.slots.insert(0, filler);
                }
                Edge::Right => {
                    place.extent.end = filler.end;
                    place.slots.push(filler);
                }
            }
        }
    }
    saved
}

/// Whether nearly all places run over a clause's end and leave of the clause at this edge no more than a common
/// clause's words. The two edges then cut into clauses of their own, and each is judged alone.
fn is_cut_short(stream: &UnitStream, extents: &[Range<At>], edge: Edge) -> bool {
    nearly_all(extents, |extent| {
        (extent.start + 1..extent.end).any(|at| stream.starts_clause(at))
            && short_rest(stream, extent, edge).is_some()
    })
}

/// Whether nearly all places open a sentence and stop at a clause's end inside it (一、提高政治站位,…): how the
/// sentence goes on is then what is filled in.
fn opens_sentences(stream: &UnitStream, extents: &[Range<At>]) -> bool {
    nearly_all(extents, |extent| {
        stream.starts_sentence(extent.start)
            && stream.starts_clause(extent.end)
            && !stream.starts_sentence(extent.end)
    })
}

fn nearly_all(extents: &[Range<At>], holds: impl Fn(&Range<At>) -> bool) -> bool {
    extents.iter().filter(|e| holds(e)).count() as f64 >= REGULAR * extents.len() as f64
}

/// The rest of the clause in which the unit behind an extent stands; nothing at the end of a sentence.
fn next_clause(stream: &UnitStream, extent: &Range<At>) -> Range<At> {
    if stream.starts_sentence(extent.end) {
        return extent.end..extent.end;
    }
    let begun = extent.start..extent.end + 1;
    let rest = to_boundary(stream, &begun, Edge::Right);
    extent.end..rest.map_or(extent.end, |rest| rest.end)
}

/// What stands between an extent's edge and its clause's, if it is no more than a common clause's words.
fn short_rest(stream: &UnitStream, extent: &Range<At>, edge: Edge) -> Option<Range<At>> {
    let rest = to_boundary(stream, extent, edge)?;
    (stream.word_count(rest.clone()) as f64 <= stream.words_per_clause()).then_some(rest)
}

/// Farthest boundary that is looked for, in units.
const EDGE: At = 40;

/// What stands between an extent's edge and its clause's.
fn to_boundary(stream: &UnitStream, extent: &Range<At>, edge: Edge) -> Option<Range<At>> {
    match edge {
        Edge::Left => {
            let mut start = extent.start;
            while !stream.starts_clause(start) {
                if extent.start - start >= EDGE {
                    return None;
                }
                start -= 1;
            }
            Some(start..extent.start)
        }
        Edge::Right => {
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
