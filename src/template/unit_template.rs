//! From a cluster to literals and slots, in units.
//!
//! In: a cluster with the blocks 对过去一年的工作 and 是满意的, between which three places have 区委, 县委 and 市委. Out: literal,
//! slot, literal; the fillers of the three places; and slots at the edges where the places are whole clauses but for a few
//! words. Everything in a place is a literal, a filler, or a departure from the template that belongs to neither.

use std::ops::Range;

use super::block::MatchingBlock;
use super::clause::{
    ClauseEdge, clause_saving, is_cut_short, next_clause, opens_sentences, short_rest, to_boundary,
};
use super::cluster::Cluster;
use super::units::{UnitPos, UnitStream};

/// One place of a template, in units of the stream.
#[derive(Clone, Debug)]
pub(super) struct UnitInstance {
    /// From its first literal or filler to its last.
    pub(super) extent: Range<UnitPos>,
    /// Where each literal stands, if it does.
    pub(super) literals: Vec<Option<Range<UnitPos>>>,
    /// A filler for each slot, empty where nothing is filled in.
    pub(super) slots: Vec<Range<UnitPos>>,
}

/// A template: literals and slots in turn. [`Template`](crate::analysis::Template) is the same in code points.
#[derive(Clone, Debug)]
pub(super) struct UnitTemplate {
    /// Whether a slot stands before each literal; one more for behind the last.
    pub(super) open: Vec<bool>,
    /// How many literals there are.
    pub(super) literals: usize,
    /// Its uses, in order of the corpus.
    pub(super) places: Vec<UnitInstance>,
    /// Bits saved against spelling all places out.
    pub(super) saving: f64,
}

impl UnitTemplate {
    /// The documents that use it, by number, in order.
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
    pub(super) fn start(&self) -> Option<UnitPos> {
        self.places.first().map(|place| place.extent.start)
    }
}

/// Lays a cluster out as literals and slots.
pub(super) fn unit_template(stream: &UnitStream, cluster: &Cluster) -> UnitTemplate {
    let blocks = &cluster.blocks;
    let mut open = vec![false; blocks.len() + 1];
    for (junction, is_open) in open.iter_mut().enumerate().take(blocks.len()).skip(1) {
        *is_open = is_slot(blocks, junction);
    }
    let mut order: Vec<usize> = (0..cluster.places).collect();
    order.sort_by_key(|p| cluster.extent(*p).map(|e| e.start));
    let mut places: Vec<UnitInstance> = order
        .iter()
        .filter_map(|p| place(stream, blocks, &open, cluster, *p))
        .collect();
    let saving = cluster.saving + extend(stream, &mut places, &mut open);
    UnitTemplate {
        open,
        literals: blocks.len(),
        places,
        saving,
    }
}

/// Whether a slot stands at a junction, before literal `junction`: half of the places that hold both literals beside it
/// have something between them.
fn is_slot(blocks: &[MatchingBlock], junction: usize) -> bool {
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
    blocks: &[MatchingBlock],
    open: &[bool],
    cluster: &Cluster,
    index: usize,
) -> Option<UnitInstance> {
    let mut extent = cluster.extent(index)?;
    let literals: Vec<Option<Range<UnitPos>>> = blocks
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
                // Where no slot is open, the place departs from the template, and what stands there is nobody's.
                if let Some((_, filler)) = slots.iter_mut().find(|(at, _)| *at >= since) {
                    *filler = Some(end..literal.start);
                }
            }
            end = literal.end;
        }
    }
    // A place that ends otherwise than the template (提供坚强 有力的组织保障) has its own ending in the last blank.
    let since = literals.iter().rposition(Option::is_some)? + 1;
    if let Some((_, filler)) = slots.iter_mut().find(|(at, _)| *at >= since)
        && let Some(rest) = short_rest(stream, &extent, ClauseEdge::Right)
    {
        extent.end = rest.end;
        *filler = Some(rest);
    }
    let mut filled: Vec<Range<UnitPos>> = Vec::with_capacity(slots.len());
    for (number, filler) in slots {
        filled.push(filler.unwrap_or_else(|| {
            let before = literals[..number].iter().rev().flatten().next();
            let at = before.map_or(extent.start, |l| l.end);
            let at = filled.last().map_or(at, |f| at.max(f.end));
            at..at
        }));
    }
    Some(UnitInstance {
        extent,
        literals,
        slots: filled,
    })
}

/// Opens slots at the edges. Returns what it saves that the places are whole clauses.
fn extend(stream: &UnitStream, places: &mut [UnitInstance], open: &mut [bool]) -> f64 {
    let extents: Vec<Range<UnitPos>> = places.iter().map(|p| p.extent.clone()).collect();
    let saved = clause_saving(stream, &extents);
    let whole = saved > 0.0;
    let left = (whole || is_cut_short(stream, &extents, ClauseEdge::Left)).then_some(0);
    let goes_on = opens_sentences(stream, &extents);
    let right = (whole || goes_on || is_cut_short(stream, &extents, ClauseEdge::Right))
        .then_some(open.len() - 1);
    for (edge, index) in [(ClauseEdge::Left, left), (ClauseEdge::Right, right)] {
        let Some(index) = index else { continue };
        let fillers: Vec<Range<UnitPos>> = extents
            .iter()
            .map(|extent| match edge {
                ClauseEdge::Left => {
                    to_boundary(stream, extent, edge).unwrap_or(extent.start..extent.start)
                }
                ClauseEdge::Right if goes_on => next_clause(stream, extent),
                ClauseEdge::Right => {
                    to_boundary(stream, extent, edge).unwrap_or(extent.end..extent.end)
                }
            })
            .collect();
        let filled = fillers.iter().filter(|f| !f.is_empty()).count();
        if filled * 2 < places.len() {
            continue;
        }
        open[index] = true;
        for (place, filler) in places.iter_mut().zip(fillers) {
            match edge {
                ClauseEdge::Left => {
                    place.extent.start = filler.start;
                    place.slots.insert(0, filler);
                }
                ClauseEdge::Right => {
                    place.extent.end = filler.end;
                    place.slots.push(filler);
                }
            }
        }
    }
    saved
}
