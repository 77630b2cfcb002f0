//! Matrices of likeness, over documents or over sections.
//!
//! Every matrix is filled row by row through an inverted index, so the cost follows what rows have in common
//! and not the square of their number. Above [`FULL_CELLS`] a matrix keeps the nearest neighbours only.

use ndarray::Array2;
use rayon::prelude::*;

use super::shingle::ShingleSet;
use super::tfidf::SparseVector;
use crate::analysis::{Matrix, Neighbour};

/// Cells up to which a matrix is kept whole: fixed by the design (2,000 rows).
pub const FULL_CELLS: usize = 4_000_000;
/// Neighbours a row keeps above that: fixed by the design.
pub const NEIGHBOURS: usize = 50;

/// Builds a matrix of `n` rows; `fill` writes row `i` into a slice of zeros.
pub fn matrix(n: usize, fill: impl Fn(usize, &mut [f32]) + Sync) -> Matrix {
    if n.saturating_mul(n) <= FULL_CELLS {
        let mut cells = Array2::zeros((n, n));
        if let Some(flat) = cells.as_slice_mut()
            && n > 0
        {
            flat.par_chunks_mut(n)
                .enumerate()
                .for_each(|(i, row)| fill(i, row));
        }
        return Matrix::Full(cells);
    }
    let rows = (0..n)
        .into_par_iter()
        .map_init(
            || vec![0.0; n],
            |row, i| {
                row.fill(0.0);
                fill(i, row);
                nearest(row, i)
            },
        )
        .collect();
    Matrix::Neighbours(rows)
}

/// The best columns of a row, best first, ties by column; the diagonal and zeros left out.
fn nearest(row: &[f32], diagonal: usize) -> Vec<Neighbour> {
    let mut found: Vec<Neighbour> = row
        .iter()
        .enumerate()
        .filter(|(column, value)| **value > 0.0 && *column != diagonal)
        .map(|(column, value)| Neighbour {
            column,
            value: *value,
        })
        .collect();
    let best_first =
        |a: &Neighbour, b: &Neighbour| b.value.total_cmp(&a.value).then(a.column.cmp(&b.column));
    if found.len() > NEIGHBOURS {
        found.select_nth_unstable_by(NEIGHBOURS, best_first);
        found.truncate(NEIGHBOURS);
    }
    // Nearly all rows have some word in common: what was left out would stay allocated, the whole square of the rows.
    found.shrink_to_fit();
    found.sort_by(best_first);
    found
}

/// For each key the rows that have it, with a weight; rows ascend.
struct Postings {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Postings {
    fn of_vectors(vectors: &[SparseVector]) -> Self {
        let keys = vectors
            .iter()
            .flat_map(|v| v.entries.last())
            .map(|(term, _)| term.0 as usize + 1)
            .max()
            .unwrap_or(0);
        let mut starts = vec![0u32; keys + 1];
        for (term, _) in vectors.iter().flat_map(|v| &v.entries) {
            starts[term.0 as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); starts[keys] as usize];
        for (row, vector) in vectors.iter().enumerate() {
            for (term, weight) in &vector.entries {
                let slot = &mut next[term.0 as usize];
                entries[*slot as usize] = (row as u32, *weight);
                *slot += 1;
            }
        }
        Self { starts, entries }
    }

    /// Adds the cosines of `vector` with all rows to a row of zeros.
    fn cosines(&self, vector: &SparseVector, row: &mut [f32]) {
        for (term, weight) in &vector.entries {
            for (other, w) in self.of(term.0 as usize) {
                row[*other as usize] += weight * w;
            }
        }
        for value in row.iter_mut() {
            *value = value.clamp(0.0, 1.0);
        }
    }

    fn of(&self, key: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

/// For each row, what `read` makes of its cosines with all rows; in parallel, in order.
pub fn map_cosines<R: Send>(
    vectors: &[SparseVector],
    read: impl Fn(usize, &[f32]) -> R + Sync,
) -> Vec<R> {
    let postings = Postings::of_vectors(vectors);
    (0..vectors.len())
        .into_par_iter()
        .map_init(
            || vec![0.0; vectors.len()],
            |row, i| {
                row.fill(0.0);
                postings.cosines(&vectors[i], row);
                read(i, row)
            },
        )
        .collect()
}

/// Cosine of all pairs of vectors.
pub fn cosine(vectors: &[SparseVector]) -> Matrix {
    let postings = Postings::of_vectors(vectors);
    matrix(vectors.len(), |i, row| {
        postings.cosines(&vectors[i], row);
        row[i] = if vectors[i].entries.is_empty() {
            0.0
        } else {
            1.0
        };
    })
}

/// Shingles that at least two rows have, as lists of rows, and for each row the numbers of its lists.
struct SharedShingles {
    rows_of: Vec<Vec<u32>>,
    of_row: Vec<Vec<u32>>,
}

impl SharedShingles {
    fn of(sets: &[ShingleSet]) -> Self {
        let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(sets.iter().map(ShingleSet::len).sum());
        for (row, set) in sets.iter().enumerate() {
            pairs.extend(set.hashes().iter().map(|hash| (*hash, row as u32)));
        }
        pairs.par_sort_unstable();
        let mut shared = Self {
            rows_of: Vec::new(),
            of_row: vec![Vec::new(); sets.len()],
        };
        for group in pairs
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|group| group.len() > 1)
        {
            let number = shared.rows_of.len() as u32;
            for (_, row) in group {
                shared.of_row[*row as usize].push(number);
            }
            shared
                .rows_of
                .push(group.iter().map(|(_, row)| *row).collect());
        }
        shared
    }

    /// Writes into `row` how many shingles row `i` has in common with each.
    fn common(&self, i: usize, row: &mut [f32]) {
        for list in &self.of_row[i] {
            for other in &self.rows_of[*list as usize] {
                row[*other as usize] += 1.0;
            }
        }
    }
}

/// Jaccard (symmetric) and containment (how much of the row stands in the column) of all pairs of shingle
/// sets (Broder 1997). An empty set is like nothing, not even itself.
pub fn overlap(sets: &[ShingleSet]) -> (Matrix, Matrix) {
    let shared = SharedShingles::of(sets);
    let jaccard = matrix(sets.len(), |i, row| {
        shared.common(i, row);
        for (value, set) in row.iter_mut().zip(sets) {
            if *value > 0.0 {
                *value /= (sets[i].len() + set.len()) as f32 - *value;
            }
        }
        row[i] = if sets[i].is_empty() { 0.0 } else { 1.0 };
    });
    let containment = matrix(sets.len(), |i, row| {
        shared.common(i, row);
        for value in row.iter_mut() {
            *value /= sets[i].len().max(1) as f32;
        }
        row[i] = if sets[i].is_empty() { 0.0 } else { 1.0 };
    });
    (jaccard, containment)
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
        let (jaccard, containment) = overlap(&sets);
        assert_eq!(containment.get(0, 1), Some(1.0));
        assert_eq!(containment.get(1, 0), Some(0.5));
        assert_eq!(jaccard.get(0, 1), Some(0.5));
    }

    #[test]
    fn neighbours_are_the_best_of_the_row_without_itself() {
        let row = [1.0, 0.25, 0.0, 0.5, 0.25];
        let columns: Vec<usize> = nearest(&row, 0).iter().map(|n| n.column).collect();
        assert_eq!(columns, [3, 1, 4]);
    }

    proptest! {
        #[test]
        fn overlap_agrees_with_counting_by_hand(texts in proptest::collection::vec("[甲乙丙]{0,12}", 1..6)) {
            let sets = sets(&texts);
            let (jaccard, containment) = overlap(&sets);
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
