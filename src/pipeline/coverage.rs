//! Coverage: the share of a document, a section or a group whose units are aligned with another.

mod crossing;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::sections::Sections;
use crate::analysis::Matrix;
use crate::document::DocId;
use crate::feature::similarity::{NEIGHBOURS, are_few, matrix};
use crate::group::Grouping;
use crate::reuse::Reuse;
use crate::sides::Sides;
use crate::span::union_of_ranges;
use crate::text::NormalText;
use crossing::AlignedPiece;

/// Share of each document's units that is aligned with each other document.
pub(super) fn of_documents(found: &Reuse, texts: &[NormalText], sides: &Sides) -> Matrix {
    matrix(texts.len(), sides, |doc| {
        let mut row = Vec::new();
        let length = texts[doc].len();
        if length == 0 {
            return row;
        }
        let add = |other: DocId, ranges: &[Range<usize>]| {
            let covered: usize = ranges.iter().map(|r| r.len()).sum();
            row.push((other.index(), covered as f32 / length as f32));
        };
        let this = DocId(doc as u32);
        found.overlaps.for_each_pair_cover(this, add);
        row.push((doc, 1.0));
        row
    })
}

/// Share of each group's units that is aligned with documents of each other group.
pub(super) fn of_groups(found: &Reuse, texts: &[NormalText], grouping: &Grouping) -> Matrix {
    matrix(grouping.len(), &Sides::all(), |number| {
        let group = &grouping.groups[number];
        let length: usize = group.documents.iter().map(|d| texts[d.index()].len()).sum();
        if length == 0 {
            return Vec::new();
        }
        let mut covered: BTreeMap<usize, usize> = BTreeMap::new();
        for document in &group.documents {
            let mut of_group: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
            let add = |other: DocId, ranges: &[Range<usize>]| {
                let other = grouping.of[other.index()] as usize;
                of_group
                    .entry(other)
                    .or_default()
                    .extend(ranges.iter().cloned());
            };
            found.overlaps.for_each_pair_cover(*document, add);
            for (other, ranges) in of_group {
                *covered.entry(other).or_default() += covered_units(ranges);
            }
        }
        covered.remove(&number);
        let share = |(other, units)| (other, units as f32 / length as f32);
        covered
            .into_iter()
            .map(share)
            .chain([(number, 1.0)])
            .collect()
    })
}

/// Share of each leaf section that is aligned with each other, within a document too.
pub(super) fn of_sections(found: &Reuse, sections: &Sections, sides: &Sides) -> Matrix {
    let few = are_few(sides, sections.leaves.len());
    let rows: Vec<Vec<(usize, f32)>> = (0..sections.of_document.len())
        .into_par_iter()
        .flat_map_iter(|doc| {
            let mut rows = Rows::new(sections, doc);
            let this = DocId(doc as u32);
            let equal = found.overlaps.equal(this);
            let add = |other: DocId, here: Range<usize>, there: Range<usize>| {
                let piece = AlignedPiece::new(here.clone(), there.clone(), other, equal);
                rows.add(sections, &piece, other.index());
                if other.index() == doc {
                    rows.add(sections, &AlignedPiece::new(there, here, other, &[]), doc);
                }
            };
            found.overlaps.for_each_piece(this, add);
            rows.shares(sections, few)
        })
        .collect();
    matrix(rows.len(), sides, |row| rows[row].clone())
}

/// Units of the union of ranges.
fn covered_units(ranges: Vec<Range<usize>>) -> usize {
    union_of_ranges(ranges).iter().map(Range::len).sum()
}

/// Covered units of the leaves of one document, by the other leaf, being collected.
struct Rows {
    first: usize,
    /// For each leaf, by column: the units that are covered.
    covered: Vec<BTreeMap<usize, Vec<Range<usize>>>>,
}

impl Rows {
    fn new(sections: &Sections, doc: usize) -> Self {
        let of = &sections.of_document[doc];
        Self {
            first: of.start,
            covered: vec![BTreeMap::new(); of.len()],
        }
    }

    fn add(&mut self, sections: &Sections, piece: &AlignedPiece, other: usize) {
        let doc = sections.leaves[self.first].document;
        piece.for_each_crossing(sections, doc, other, |row, column, here| {
            if row != column {
                let columns = &mut self.covered[row - self.first];
                columns.entry(column).or_default().push(here);
            }
        });
    }

    /// Shares by column, the leaf itself included; where the matrix will not be whole, only as many as a row of it keeps.
    fn shares(self, sections: &Sections, few: bool) -> Vec<Vec<(usize, f32)>> {
        let first = self.first;
        let row = |(n, columns): (usize, BTreeMap<usize, Vec<Range<usize>>>)| {
            let units = sections.leaves[first + n].units.len();
            let mut shares: Vec<(usize, f32)> = columns
                .into_iter()
                .map(|(column, ranges)| {
                    (column, covered_units(ranges) as f32 / units.max(1) as f32)
                })
                .collect();
            if !few {
                shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                shares.truncate(NEIGHBOURS);
            }
            if units > 0 {
                shares.push((first + n, 1.0));
            }
            shares
        };
        self.covered.into_iter().enumerate().map(row).collect()
    }
}
