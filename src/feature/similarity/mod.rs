//! Matrices of likeness over documents, sections or groups: cosine of vectors, Jaccard and containment of shingle sets.
//!
//! In: the vectors of 5,000 sections. Out: for each section the 50 others with the greatest cosine.
//!
//! Every row is filled through an inverted index, a term at a time (accumulators as in Zobel and Moffat, ACM Computing
//! Surveys 2006), so the cost follows what rows have in common. Above [`FULL_CELLS`] a matrix keeps the nearest neighbours
//! only, and these are looked for with a bounded number of steps a row, rarest terms first: the values that are kept are
//! exact, but a neighbour that shares nothing rare with the row may be missed.
//!
//! ```
//! use leitong::feature::shingle::ShingleSet;
//! use leitong::feature::similarity::overlap;
//! use leitong::text::NormalText;
//!
//! let sets = ["甲乙丙", "甲乙丙丁戊"].map(|text| ShingleSet::of_units(NormalText::new(text).units(), 2));
//! let overlap = overlap(&sets);
//! assert_eq!(overlap.containment.get(0, 1), Some(1.0));
//! assert_eq!(overlap.containment.get(1, 0), Some(0.5));
//! assert_eq!(overlap.jaccard.get(0, 1), Some(0.5));
//! ```

mod index;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use self::index::{DotProducts, InvertedIndex, KeyWeight, SetMember};
use super::shingle::ShingleSet;
use super::tfidf::SparseVector;
use crate::analysis::{DenseMatrix, Matrix, Neighbour};
use crate::sides::Sides;

/// Cells up to which a matrix is kept whole: fixed by the design (2,000 rows).
pub const FULL_CELLS: usize = 4_000_000;
/// Neighbours a row keeps above that: fixed by the design.
pub const NEIGHBOURS: usize = 50;

/// Products that are summed up for a row where only neighbours are kept, for each of its keys: the cost grows with the input
/// and not with its square. Of 8,000 web news, half of all products and fewer gave the same 50 neighbours.
const PRODUCTS_OF_KEY: usize = 256;
/// Products that a row of few keys has at least.
const PRODUCTS_OF_ROW: usize = 1 << 13;
/// Rows whose exact values are found where not all products were summed up: some for each that is kept.
const CANDIDATES: usize = 4 * NEIGHBOURS;

/// Whether a matrix with a row for each of `sides` keeps all its cells that hold a comparison.
pub(crate) fn are_few(sides: &Sides, rows: usize) -> bool {
    sides.cells(rows) <= FULL_CELLS
}

/// The cells of a matrix that are filled, and how many of a row are kept.
#[derive(Clone, Copy)]
struct Cells<'a> {
    /// The side of each row. Where not all are compared with all, the matrix has the cells between sides alone.
    sides: &'a Sides,
    rows: usize,
    /// Whether there are so few that none is left out.
    few: bool,
    /// From this row on all are on one side.
    one_side_from: usize,
}

impl<'a> Cells<'a> {
    fn new(sides: &'a Sides, rows: usize) -> Self {
        Self {
            sides,
            rows,
            few: are_few(sides, rows),
            one_side_from: sides.none_behind_from(rows),
        }
    }

    /// Whether every cell is filled.
    fn are_whole(&self) -> bool {
        self.sides.is_all() && self.few
    }

    /// Neighbours that a row keeps.
    fn most(&self) -> usize {
        if self.few { self.rows } else { NEIGHBOURS }
    }

    /// The columns among which those of a row are.
    fn columns_of(&self, row: usize) -> Range<u32> {
        let one_side = !self.sides.is_all() && row >= self.one_side_from;
        let end = if one_side {
            self.one_side_from
        } else {
            self.rows
        };
        0..end as u32
    }

    /// Products that may be summed up for a row of so many keys.
    fn products(&self, keys: usize) -> usize {
        if self.few {
            return usize::MAX;
        }
        (keys * PRODUCTS_OF_KEY).max(PRODUCTS_OF_ROW)
    }
}

/// Builds a matrix of a row for each of `sides` from the values that are not zero, by column; in parallel.
pub(crate) fn matrix(
    n: usize,
    sides: &Sides,
    values: impl Fn(usize) -> Vec<(usize, f32)> + Sync,
) -> Matrix {
    let cells = Cells::new(sides, n);
    let rows = (0..n).into_par_iter();
    if cells.are_whole() {
        let rows = rows.map(|i| {
            let mut row = vec![0.0; n];
            for (column, value) in values(i) {
                row[column] = value;
            }
            row
        });
        return whole(&rows.collect::<Vec<_>>());
    }
    Matrix::Neighbours(rows.map(|i| nearest(&cells, i, values(i))).collect())
}

/// A matrix with every cell.
fn whole(rows: &[Vec<f32>]) -> Matrix {
    Matrix::Full(DenseMatrix::from_rows(rows))
}

/// The best columns of a row, best first, ties by column; zeros left out, and what the row is not compared with.
fn nearest(
    cells: &Cells<'_>,
    row: usize,
    values: impl IntoIterator<Item = (usize, f32)>,
) -> Vec<Neighbour> {
    let kept =
        |(column, value): &(usize, f32)| *value > 0.0 && cells.sides.are_compared(row, *column);
    best(values.into_iter().filter(kept), cells.most())
}

/// The `most` best of `values`, best first, ties by column. Never holds more than twice as many: nearly all rows have some
/// word in common.
fn best(values: impl Iterator<Item = (usize, f32)>, most: usize) -> Vec<Neighbour> {
    let best_first =
        |a: &Neighbour, b: &Neighbour| b.value.total_cmp(&a.value).then(a.column.cmp(&b.column));
    let mut found: Vec<Neighbour> = Vec::new();
    let mut worst: Option<Neighbour> = None;
    for (column, value) in values {
        let this = Neighbour { column, value };
        if worst.is_some_and(|worst| best_first(&worst, &this).is_lt()) {
            continue;
        }
        found.push(this);
        if found.len() >= most.saturating_mul(2) {
            let (_, last, _) = found.select_nth_unstable_by(most - 1, best_first);
            worst = Some(*last);
            found.truncate(most);
        }
    }
    found.sort_by(best_first);
    found.truncate(most);
    found.shrink_to_fit();
    found
}

/// The nearest neighbours of a row by a measure of a column and its dot product with the row, which grows with the
/// latter. `complete`: whether `sums` are the dot products, or less.
fn nearest_by<W: KeyWeight>(
    index: &InvertedIndex<W>,
    cells: &Cells<'_>,
    row: usize,
    sums: &DotProducts,
    complete: bool,
    measure: impl Fn(usize, f32) -> f32,
) -> Vec<Neighbour> {
    let touched = sums.touched().iter().map(|column| *column as usize);
    let measured = touched.map(|column| (column, measure(column, sums.values()[column])));
    if complete {
        return nearest(cells, row, measured);
    }
    let compared = measured.filter(|(column, _)| cells.sides.are_compared(row, *column));
    let candidates = best(compared, CANDIDATES);
    let columns = candidates.into_iter().map(|candidate| candidate.column);
    let exact = columns.map(|column| (column, measure(column, index.dot(row, column))));
    nearest(cells, row, exact)
}

/// Calls `read` with each row and room for its dot products, and gives the results in order; in parallel.
fn map_sums<W: KeyWeight, R: Send>(
    index: &InvertedIndex<W>,
    read: impl Fn(usize, &mut DotProducts) -> R + Sync,
) -> Vec<R> {
    (0..index.len())
        .into_par_iter()
        .map_init(
            || DotProducts::new(index.len()),
            |sums, row| read(row, sums),
        )
        .collect()
}

fn all_rows<W: KeyWeight>(index: &InvertedIndex<W>) -> Range<u32> {
    0..index.len() as u32
}

/// Vectors by their terms.
fn index_of(vectors: &[SparseVector]) -> InvertedIndex<f32> {
    let keys = |vector: &SparseVector| {
        let entries = vector.entries.clone();
        entries.into_iter().map(|(term, weight)| (term.0, weight))
    };
    InvertedIndex::new(vectors.iter().map(keys))
}

/// The rows nearest to one, a row of each kind: the columns that hold a value, by which the best of each kind is told.
pub(crate) struct BestOfEach<'a> {
    /// Whether a row is looked at for another one, and of which kind it is.
    pub(crate) kind: &'a (dyn Fn(usize, usize) -> Option<usize> + Sync),
    /// Kinds that a row keeps, the most alike ones.
    pub(crate) most: usize,
}

/// For each row the one most like it by cosine among those of each kind, by kind; ties by column; in parallel. Of more than
/// 2,000 rows they are looked for as neighbours are, with a bounded number of steps a row.
pub(crate) fn best_of_each(
    vectors: &[SparseVector],
    of: &BestOfEach<'_>,
) -> Vec<Vec<(usize, Neighbour)>> {
    let index = index_of(vectors);
    let all = Sides::all();
    let cells = Cells::new(&all, index.len());
    map_sums(&index, |row, sums| {
        let complete = index.sum_rarest(
            row,
            all_rows(&index),
            cells.products(index.keys_of(row)),
            sums,
        );
        let mut columns: Vec<u32> = sums.touched().to_vec();
        columns.sort_unstable();
        let mut best: BTreeMap<usize, Neighbour> = BTreeMap::new();
        for column in columns.into_iter().map(|column| column as usize) {
            let value = sums.values()[column].clamp(0.0, 1.0);
            let Some(kind) = (of.kind)(row, column).filter(|_| value > 0.0) else {
                continue;
            };
            let this = Neighbour { column, value };
            let known = best.entry(kind).or_insert(this);
            if value > known.value {
                *known = this;
            }
        }
        let mut best: Vec<(usize, Neighbour)> = best.into_iter().collect();
        if !complete {
            keep_best(&mut best, CANDIDATES.max(of.most));
            for (_, near) in &mut best {
                near.value = index.dot(row, near.column).clamp(0.0, 1.0);
            }
        }
        keep_best(&mut best, of.most);
        best
    })
}

/// Keeps the `most` with the greatest values, in order of kind.
fn keep_best(found: &mut Vec<(usize, Neighbour)>, most: usize) {
    if found.len() > most {
        found.sort_by(|(a, x), (b, y)| y.value.total_cmp(&x.value).then(a.cmp(b)));
        found.truncate(most);
        found.sort_by_key(|(kind, _)| *kind);
    }
}

/// Cosine of all pairs of vectors, 0 to 1. An empty vector is like nothing, not even itself.
#[must_use]
pub fn cosine(vectors: &[SparseVector]) -> Matrix {
    cosine_across(vectors, &Sides::all())
}

/// As [`cosine`], for vectors on different sides alone: the matrix keeps neighbours, all of them up to [`FULL_CELLS`].
#[must_use]
pub fn cosine_across(vectors: &[SparseVector], sides: &Sides) -> Matrix {
    let index = index_of(vectors);
    let cells = Cells::new(sides, index.len());
    if !cells.are_whole() {
        return Matrix::Neighbours(map_sums(&index, |row, sums| {
            let columns = cells.columns_of(row);
            let complete = index.sum_rarest(row, columns, cells.products(index.keys_of(row)), sums);
            let cosine = |_, dot: f32| dot.clamp(0.0, 1.0);
            nearest_by(&index, &cells, row, sums, complete, cosine)
        }));
    }
    let rows = map_sums(&index, |row, sums| {
        index.sum(row, all_rows(&index), sums);
        let mut cosines: Vec<f32> = sums.values().iter().map(|v| v.clamp(0.0, 1.0)).collect();
        cosines[row] = itself(vectors[row].entries.is_empty());
        cosines
    });
    whole(&rows)
}

/// How much a row is like itself; an empty one is like nothing.
fn itself(is_empty: bool) -> f32 {
    if is_empty { 0.0 } else { 1.0 }
}

/// Sets by those of their shingles that another set has as well: the others are in no product.
fn index_of_shared(sets: &[ShingleSet]) -> InvertedIndex<SetMember> {
    let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(sets.iter().map(ShingleSet::len).sum());
    for (row, set) in sets.iter().enumerate() {
        pairs.extend(set.hashes().iter().map(|hash| (*hash, row as u32)));
    }
    pairs.par_sort_unstable();
    let mut of_row: Vec<Vec<u32>> = vec![Vec::new(); sets.len()];
    let shared = pairs.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1);
    for (number, group) in shared.enumerate() {
        for (_, row) in group {
            of_row[*row as usize].push(number as u32);
        }
    }
    drop(pairs);
    let keys = |row: Vec<u32>| row.into_iter().map(|key| (key, SetMember));
    InvertedIndex::new(of_row.into_iter().map(keys))
}

/// How much shingle sets have in common; rows and columns in the order of the sets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Overlap {
    /// Shingles that row and column share, as a share of those that either has.
    pub jaccard: Matrix,
    /// Shingles that row and column share, as a share of the row's.
    pub containment: Matrix,
}

/// Jaccard and containment of all pairs of shingle sets (Broder 1997). An empty set is like nothing, not even itself. The
/// cost follows the shingles that two sets share; values are 0 to 1.
#[must_use]
pub fn overlap(sets: &[ShingleSet]) -> Overlap {
    overlap_across(sets, &Sides::all())
}

/// As [`overlap`], for sets on different sides alone: the matrices keep neighbours, all of them up to [`FULL_CELLS`].
#[must_use]
pub fn overlap_across(sets: &[ShingleSet], sides: &Sides) -> Overlap {
    let index = index_of_shared(sets);
    let jaccard = |row: usize, column: usize, common: f32| {
        common / ((sets[row].len() + sets[column].len()) as f32 - common)
    };
    let containment = |row: usize, common: f32| common / sets[row].len().max(1) as f32;
    let cells = Cells::new(sides, sets.len());
    if !cells.are_whole() {
        let both = map_sums(&index, |row, sums| {
            let columns = cells.columns_of(row);
            let complete = index.sum_rarest(row, columns, cells.products(index.keys_of(row)), sums);
            let near = |measure: &dyn Fn(usize, f32) -> f32| {
                nearest_by(&index, &cells, row, sums, complete, measure)
            };
            let by_jaccard = near(&|column, common| jaccard(row, column, common));
            (by_jaccard, near(&|_, common| containment(row, common)))
        });
        let (jaccard, containment) = both.into_iter().unzip();
        return Overlap {
            jaccard: Matrix::Neighbours(jaccard),
            containment: Matrix::Neighbours(containment),
        };
    }
    let both = map_sums(&index, |row, sums| {
        index.sum(row, all_rows(&index), sums);
        let common = sums.values().iter().enumerate();
        let value = |(column, common): (usize, &f32)| {
            if *common > 0.0 {
                (jaccard(row, column, *common), containment(row, *common))
            } else {
                (0.0, 0.0)
            }
        };
        let (mut of_jaccard, mut of_containment): (Vec<f32>, Vec<f32>) = common.map(value).unzip();
        of_jaccard[row] = itself(sets[row].is_empty());
        of_containment[row] = itself(sets[row].is_empty());
        (of_jaccard, of_containment)
    });
    let (jaccard, containment): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    Overlap {
        jaccard: whole(&jaccard),
        containment: whole(&containment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::NormalText;
    use proptest::prelude::*;

    fn sets(texts: &[String]) -> Vec<ShingleSet> {
        texts
            .iter()
            .map(|t| ShingleSet::of_units(NormalText::new(t).units(), 2))
            .collect()
    }

    #[test]
    fn containment_is_measured_against_the_row() {
        let sets = sets(&["甲乙丙".to_owned(), "甲乙丙丁戊".to_owned()]);
        let Overlap {
            jaccard,
            containment,
        } = overlap(&sets);
        assert_eq!(containment.get(0, 1), Some(1.0));
        assert_eq!(containment.get(1, 0), Some(0.5));
        assert_eq!(jaccard.get(0, 1), Some(0.5));
    }

    #[test]
    fn neighbours_are_the_best_of_the_row_without_itself() {
        let row = [1.0, 0.25, 0.0, 0.5, 0.25];
        let all = Sides::all();
        let near = nearest(&Cells::new(&all, 5), 0, row.into_iter().enumerate());
        let columns: Vec<usize> = near.iter().map(|n| n.column).collect();
        assert_eq!(columns, [3, 1, 4]);
    }

    /// Many more rows that share one shingle than are looked at: the twin is found all the same.
    #[test]
    fn neighbours_that_share_what_is_rare_are_found_among_many() {
        let text = |i: u32| {
            let own = char::from_u32(0x4E00 + i / 2).unwrap_or('一');
            format!("人民{own}{own}")
        };
        let texts: Vec<String> = (0..3000).map(text).collect();
        let sets = sets(&texts);
        let index = index_of_shared(&sets);
        let mut sums = DotProducts::new(sets.len());
        assert!(!index.sum_rarest(9, 0..3000, 100, &mut sums));
        let all = Sides::all();
        let cells = Cells::new(&all, 3000);
        let near = nearest_by(&index, &cells, 9, &sums, false, |_, common| common);
        assert_eq!((near[0].column, near[0].value), (8, 3.0));
        let Matrix::Neighbours(rows) = overlap(&sets).containment else {
            panic!("3,000 rows are too many for a whole matrix");
        };
        assert_eq!(rows[9].len(), NEIGHBOURS);
        assert_eq!((rows[9][0].column, rows[9][0].value), (8, 1.0));
    }

    /// The cells between sides are those of the whole matrix, and no others are there.
    #[test]
    fn across_sides_there_are_the_same_values_and_no_others() {
        let texts = ["甲乙丙丁", "乙丙丁", "丙丁甲乙", "甲乙丙", "戊甲乙"].map(str::to_owned);
        let sets = sets(&texts);
        let sides = Sides::of(vec![0, 0, 1, 1, 1]);
        let (whole, across) = (overlap(&sets), overlap_across(&sets, &sides));
        for row in 0..5 {
            for column in 0..5 {
                let value = whole.containment.get(row, column).filter(|v| *v > 0.0);
                let value = value.filter(|_| sides.are_compared(row, column));
                assert_eq!(across.containment.get(row, column), value);
                let jaccard = across.jaccard.get(row, column);
                assert_eq!(jaccard, across.jaccard.get(column, row));
            }
        }
    }

    proptest! {
        #[test]
        fn overlap_agrees_with_counting_by_hand(texts in proptest::collection::vec("[甲乙丙]{0,12}", 1..6)) {
            let sets = sets(&texts);
            let Overlap { jaccard, containment } = overlap(&sets);
            for (i, a) in sets.iter().enumerate() {
                for (j, b) in sets.iter().enumerate() {
                    let common = a.hashes().iter().filter(|h| b.hashes().contains(h)).count() as f32;
                    let union = (a.len() + b.len()) as f32 - common;
                    let expect = |x: f32, of: f32| if of == 0.0 { 0.0 } else { x / of };
                    prop_assert!((jaccard.get(i, j).unwrap() - expect(common, union)).abs() < 1e-6);
                    prop_assert!((containment.get(i, j).unwrap() - expect(common, a.len() as f32)).abs() < 1e-6);
                }
            }
        }
    }
}
