//! From a family to literals and slots: what of each place is literal, filler, or a departure from the literals.

use std::ops::Range;

use super::align::Block;
use super::cost;
use super::family::{Family, Grouping};
use super::stream::{At, Stream};

/// One place of a mould, in units of the stream.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) extent: Range<At>,
    /// Where each literal stands, if it does.
    pub(super) literals: Vec<Option<Range<At>>>,
    /// A filler for each slot, empty where nothing is filled in.
    pub(super) slots: Vec<Range<At>>,
    /// Wording between literals that is no slot's: the place departs from the mould.
    pub(super) edits: Vec<Range<At>>,
}

/// A family as a row of literals and slots.
#[derive(Clone, Debug)]
pub(super) struct Mould {
    /// `true` where a slot stands before literal `i`; one more for the end.
    pub(super) open: Vec<bool>,
    pub(super) lengths: Vec<At>,
    pub(super) places: Vec<Place>,
    pub(super) saving: f64,
}

/// Lays a family out.
pub(super) fn mould(stream: &Stream, grouping: &Grouping<'_>, family: &Family) -> Mould {
    let blocks = &family.blocks;
    let mut open = vec![false; blocks.len() + 1];
    for (junction, is_open) in open.iter_mut().enumerate().take(blocks.len()).skip(1) {
        *is_open = is_slot(blocks, junction);
    }
    let mut order: Vec<usize> = (0..family.places).collect();
    order.sort_by_key(|p| family.extent(*p).map(|e| e.start));
    let mut places: Vec<Place> = order
        .iter()
        .filter_map(|p| place(blocks, &open, family, *p))
        .collect();
    let mut saving = family.saving;
    for edge in [Edge::Left, Edge::Right] {
        saving += extend(stream, grouping, &mut places, &mut open, edge);
    }
    Mould {
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

fn place(blocks: &[Block], open: &[bool], family: &Family, index: usize) -> Option<Place> {
    let extent = family.extent(index)?;
    let literals: Vec<Option<Range<At>>> = blocks
        .iter()
        .map(|b| b.at[index].map(|at| at..at + b.len))
        .collect();
    let mut slots = Vec::new();
    let mut edits = Vec::new();
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
                match slots.iter_mut().find(|(at, _)| *at >= since) {
                    Some((_, filler)) => *filler = Some(end..literal.start),
                    None => edits.push(end..literal.start),
                }
            }
            end = literal.end;
        }
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
        edits,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Left,
    Right,
}

/// Opens a slot at an edge when every place runs on to its clause's boundary and saying so is cheap: a place that
/// begins with a clause is named among clauses, not among words. Returns the bits saved.
fn extend(
    stream: &Stream,
    grouping: &Grouping<'_>,
    places: &mut [Place],
    open: &mut [bool],
    edge: Edge,
) -> f64 {
    let fillers: Vec<Option<Range<At>>> = places
        .iter()
        .map(|place| to_boundary(stream, grouping, &place.extent, edge))
        .collect();
    let per_place = super::family::clause_bits(stream);
    let mut saved = 0.0;
    let mut filled = 0;
    for filler in &fillers {
        match filler {
            Some(range) => {
                saved += per_place - cost::length_bits(stream.word_count(range.clone()));
                filled += usize::from(!range.is_empty());
            }
            None => saved -= per_place,
        }
    }
    if saved <= 0.0 || filled * 2 < places.len() {
        return 0.0;
    }
    match edge {
        Edge::Left => open[0] = true,
        Edge::Right => {
            if let Some(last) = open.last_mut() {
                *last = true;
            }
        }
    }
    for (place, filler) in places.iter_mut().zip(fillers) {
        let nothing = match edge {
            Edge::Left => place.extent.start..place.extent.start,
            Edge::Right => place.extent.end..place.extent.end,
        };
        let filler = filler.unwrap_or(nothing);
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
    saved
}

/// Farthest boundary that is looked for, in units.
const EDGE: At = 40;

/// What stands between an extent's edge and the clause's, unless another family owns some of it.
fn to_boundary(
    stream: &Stream,
    grouping: &Grouping<'_>,
    extent: &Range<At>,
    edge: Edge,
) -> Option<Range<At>> {
    match edge {
        Edge::Left => {
            let mut start = extent.start;
            while !stream.starts_clause(start) {
                if extent.start - start >= EDGE || grouping.owner(start - 1).is_some() {
                    return None;
                }
                start -= 1;
            }
            Some(start..extent.start)
        }
        Edge::Right => {
            let mut end = extent.end;
            while !stream.starts_clause(end) {
                if end - extent.end >= EDGE || grouping.owner(end).is_some() {
                    return None;
                }
                end += 1;
            }
            Some(extent.end..end)
        }
    }
}
