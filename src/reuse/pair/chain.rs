//! From cells to regions: which matches belong to one passage.
//!
//! In: seed cells in rows 3, 4 and 6 along the diagonal, and in row 40. Out: two regions; the empty row 5 is a gap that the
//! seeds beside it pay for, and the long one is not.
//!
//! Chaining with gap costs, as in sequence alignment (Eppstein and others 1992), but without order, since clauses are moved.

use std::collections::HashMap;
use std::ops::Range;

use super::context::PairContext;
use super::plot::Plot;
use super::settings::Settings;

/// A part of the plot in which the texts share wording, in steps, with its bits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    /// Along a.
    pub(super) a: Range<u32>,
    /// Along b.
    pub(super) b: Range<u32>,
    /// Bits of its seed cells.
    pub(super) bits: f32,
}

/// Chains the seeds of a plot into regions.
///
/// Cells with [`Settings::seed_bits`] around them are seeds. Seeds that touch form a region, whatever their order,
/// so reordered clauses stay together. Then regions join over a gap: the longer side's gap may be long (something was
/// left out), the shorter side's only a sentence, and both only as long as the weaker region's bits pay for
/// ([`Settings::steps_per_bit`], twice that on the longer side), until nothing joins any more.
pub(super) fn chain(plot: &Plot, context: &mut PairContext<'_>) -> Vec<Region> {
    join(touching(plot, context), context)
}

fn touching(plot: &Plot, context: &mut PairContext<'_>) -> Vec<Region> {
    let cells = plot.cells();
    let is_seed = |at: usize| cells[at].support >= context.settings.seed_bits;
    let mut groups = DisjointSets::new(cells.len());
    for at in (0..cells.len()).filter(|at| is_seed(*at)) {
        let cell = &cells[at];
        for row in cell.row..=cell.row + 1 {
            let near = plot.in_row(row, cell.column.saturating_sub(1)..cell.column + 2);
            context.work.neighbours += near.len() as u64;
            for other in near.filter(|other| is_seed(*other)) {
                groups.unite(at, other);
            }
        }
    }
    let mut region_of: Vec<Option<u32>> = vec![None; cells.len()];
    let mut regions: Vec<Region> = Vec::new();
    let side = plot.cell_side();
    for at in (0..cells.len()).filter(|at| is_seed(*at)) {
        let cell = &cells[at];
        let a = cell.row * side..(cell.row + 1).saturating_mul(side);
        let b = cell.column * side..(cell.column + 1).saturating_mul(side);
        let root = groups.root(at);
        match region_of[root] {
            Some(region) => regions[region as usize].take_in(&Region {
                a,
                b,
                bits: cell.bits,
            }),
            None => {
                region_of[root] = Some(regions.len() as u32);
                regions.push(Region {
                    a,
                    b,
                    bits: cell.bits,
                });
            }
        }
    }
    regions
}

/// Disjoint sets of cells; a set's root is its smallest member.
struct DisjointSets(Vec<u32>);

impl DisjointSets {
    fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] as usize != at {
            self.0[at] = self.0[self.0[at] as usize];
            at = self.0[at] as usize;
        }
        at
    }

    fn unite(&mut self, x: usize, y: usize) {
        let (x, y) = (self.root(x), self.root(y));
        self.0[x.max(y)] = x.min(y) as u32;
    }
}

impl Region {
    fn take_in(&mut self, other: &Region) {
        self.a = self.a.start.min(other.a.start)..self.a.end.max(other.a.end);
        self.b = self.b.start.min(other.b.start)..self.b.end.max(other.b.end);
        self.bits += other.bits;
    }

    fn joins(&self, other: &Region, settings: &Settings) -> bool {
        let (a, b) = (gap(&self.a, &other.a), gap(&self.b, &other.b));
        let paid = self.bits.min(other.bits) * settings.steps_per_bit;
        let within = |gap: u32, limit: u32, paid: f32| gap <= limit && gap as f32 <= paid;
        within(a.min(b), settings.short_gap, paid)
            && within(a.max(b), settings.long_gap, paid * 2.0)
    }
}

/// Steps between two ranges; 0 when they touch or overlap.
fn gap(x: &Range<u32>, y: &Range<u32>) -> u32 {
    x.start.max(y.start).saturating_sub(x.end.min(y.end))
}

/// Passes over all regions at most; each but the last joins something, and more than a few are never needed.
const PASSES: usize = 8;

fn join(mut regions: Vec<Region>, context: &mut PairContext<'_>) -> Vec<Region> {
    for _ in 0..PASSES {
        let before = regions.len();
        regions = join_once(regions, context);
        if regions.len() == before {
            break;
        }
    }
    regions
}

/// Sweeps along a, and asks only those regions that end near on both sides: near on b by strips.
fn join_once(mut regions: Vec<Region>, context: &mut PairContext<'_>) -> Vec<Region> {
    regions.sort_by_key(|r| (r.a.start, r.b.start, r.a.end, r.b.end));
    let reach = context.settings.long_gap;
    let width = reach.max(1);
    let strips = |b: &Range<u32>| {
        b.start.saturating_sub(reach) / width..=b.end.saturating_add(reach) / width
    };
    let mut open: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut joined: Vec<Region> = Vec::with_capacity(regions.len());
    for region in regions {
        let mut partner: Option<usize> = None;
        for strip in strips(&region.b) {
            let Some(list) = open.get_mut(&strip) else {
                continue;
            };
            list.retain(|at| joined[*at].a.end.saturating_add(reach) >= region.a.start);
            context.work.neighbours += list.len() as u64;
            let near = list
                .iter()
                .filter(|at| joined[**at].joins(&region, context.settings))
                .min();
            partner = match (partner, near.copied()) {
                (Some(x), Some(y)) => Some(x.min(y)),
                (x, y) => x.or(y),
            };
        }
        let at = match partner {
            Some(at) => {
                joined[at].take_in(&region);
                at
            }
            None => {
                joined.push(region);
                joined.len() - 1
            }
        };
        let b = &joined[at].b;
        for strip in b.start / width..=b.end / width {
            let list = open.entry(strip).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(a: Range<u32>, b: Range<u32>, bits: f32) -> Region {
        Region { a, b, bits }
    }

    fn joined(regions: Vec<Region>) -> Vec<Region> {
        join(regions, &mut PairContext::new(&Settings::default()))
    }

    #[test]
    fn strong_regions_join_over_what_was_left_out_on_one_side() {
        let found = joined(vec![
            region(0..60, 500..560, 150.0),
            region(64..120, 700..760, 150.0),
        ]);
        assert_eq!(found, [region(0..120, 500..760, 300.0)]);
    }

    #[test]
    fn weak_regions_and_gaps_on_both_sides_do_not_join() {
        let weak = vec![
            region(0..60, 500..560, 20.0),
            region(64..120, 700..760, 150.0),
        ];
        assert_eq!(joined(weak.clone()), weak);
        let apart = vec![
            region(0..60, 500..560, 500.0),
            region(160..220, 660..720, 500.0),
        ];
        assert_eq!(joined(apart.clone()), apart);
    }

    #[test]
    fn a_bridge_joins_what_stands_on_both_its_sides() {
        let found = joined(vec![
            region(0..60, 0..60, 100.0),
            region(150..220, 150..220, 100.0),
            region(80..130, 80..130, 100.0),
        ]);
        assert_eq!(found, [region(0..220, 0..220, 300.0)]);
    }
}
