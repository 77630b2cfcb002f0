//! Dot products of sparse rows, through an inverted index: from keys to the rows that have them.
//!
//! In: row 0 has the keys 甲 and 乙, row 1 has 乙 and 丙. Out: the product of 0 and 1 is what 乙 weighs in both. Rows that share
//! no key are never looked at. Both directions are stored flat, as compressed sparse rows.

use std::ops::Range;

/// The weight of a key in a row.
pub(super) trait KeyWeight: Copy + Default + Send + Sync {
    /// The product of two.
    fn times(self, other: Self) -> f32;
}

impl KeyWeight for f32 {
    fn times(self, other: Self) -> f32 {
        self * other
    }
}

/// The weight of a member of a set: the dot product of two sets is what they have in common.
#[derive(Clone, Copy, Default)]
pub(super) struct SetMember;

impl KeyWeight for SetMember {
    fn times(self, _: Self) -> f32 {
        1.0
    }
}

/// Rows, each with its keys and their weights, and the index.
pub(super) struct InvertedIndex<W> {
    /// The keys of row r, sorted: `keys[first_key[r]..first_key[r + 1]]`.
    keys: Vec<(u32, W)>,
    first_key: Vec<usize>,
    /// The rows that have key k, sorted: `rows[first_row[k]..first_row[k + 1]]`.
    rows: Vec<(u32, W)>,
    first_row: Vec<usize>,
}

/// The dot products of one row with all, being summed up.
pub(super) struct DotProducts {
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl DotProducts {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            values: vec![0.0; rows],
            touched: Vec::new(),
        }
    }

    /// Dot products by row; zero where there is nothing in common.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// The rows that have something in common with the one asked for, in no order that means anything.
    pub(super) fn touched(&self) -> &[u32] {
        &self.touched
    }

    fn clear(&mut self) {
        for row in self.touched.drain(..) {
            self.values[row as usize] = 0.0;
        }
    }

    fn add(&mut self, row: u32, product: f32) {
        let value = &mut self.values[row as usize];
        if *value == 0.0 {
            self.touched.push(row);
        }
        *value += product;
    }
}

impl<W: KeyWeight> InvertedIndex<W> {
    /// An index of rows whose keys are sorted and weigh more than 0.
    pub(super) fn new(of_rows: impl Iterator<Item = impl Iterator<Item = (u32, W)>>) -> Self {
        let mut keys = Vec::new();
        let mut first_key = vec![0];
        for row in of_rows {
            keys.extend(row);
            first_key.push(keys.len());
        }
        let number = keys.iter().map(|(key, _)| *key as usize + 1).max();
        let mut first_row = vec![0usize; number.unwrap_or(0) + 1];
        for (key, _) in &keys {
            first_row[*key as usize + 1] += 1;
        }
        for key in 1..first_row.len() {
            first_row[key] += first_row[key - 1];
        }
        let mut next = first_row.clone();
        let mut rows = vec![(0, W::default()); keys.len()];
        for row in 0..first_key.len() - 1 {
            for (key, weight) in &keys[first_key[row]..first_key[row + 1]] {
                let slot = &mut next[*key as usize];
                rows[*slot] = (row as u32, *weight);
                *slot += 1;
            }
        }
        Self {
            keys,
            first_key,
            rows,
            first_row,
        }
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.first_key.len() - 1
    }

    /// Number of keys of a row.
    pub(super) fn keys_of(&self, row: usize) -> usize {
        self.keys(row).len()
    }

    fn keys(&self, row: usize) -> &[(u32, W)] {
        &self.keys[self.first_key[row]..self.first_key[row + 1]]
    }

    /// The rows among `columns` that have a key.
    fn rows(&self, key: u32, columns: &Range<u32>) -> &[(u32, W)] {
        let rows = &self.rows[self.first_row[key as usize]..self.first_row[key as usize + 1]];
        if columns.len() == self.len() {
            return rows;
        }
        let before = |end: u32| rows.partition_point(|(row, _)| *row < end);
        &rows[before(columns.start)..before(columns.end)]
    }

    /// Sums up the dot products of a row with those among `columns`.
    pub(super) fn sum(&self, row: usize, columns: Range<u32>, sums: &mut DotProducts) {
        sums.clear();
        for (key, weight) in self.keys(row) {
            for (other, theirs) in self.rows(*key, &columns) {
                sums.add(*other, weight.times(*theirs));
            }
        }
    }

    /// As [`InvertedIndex::sum`], with at most `most` products: those of the rarest keys, which say most of what belongs
    /// together, and of the first rows where a key has too many. Gives whether these were all.
    pub(super) fn sum_rarest(
        &self,
        row: usize,
        columns: Range<u32>,
        most: usize,
        sums: &mut DotProducts,
    ) -> bool {
        let keys = self.keys(row);
        let of_key = |key: u32| self.rows(key, &columns);
        let products: usize = keys.iter().map(|(key, _)| of_key(*key).len()).sum();
        if products <= most {
            self.sum(row, columns, sums);
            return true;
        }
        sums.clear();
        let mut rarest_first: Vec<(u32, W)> = keys.to_vec();
        rarest_first.sort_by_key(|(key, _)| (of_key(*key).len(), *key));
        let mut left = most;
        for (key, weight) in rarest_first {
            let rows = of_key(key);
            for (other, theirs) in &rows[..rows.len().min(left)] {
                sums.add(*other, weight.times(*theirs));
            }
            left -= rows.len().min(left);
        }
        false
    }

    /// The dot product of two rows: O(keys of both).
    pub(super) fn dot(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (self.keys(a), self.keys(b));
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((x, w)), Some((y, v))) = (a.get(i), b.get(j)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += w.times(*v);
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(rows: &[Vec<u32>]) -> InvertedIndex<SetMember> {
        InvertedIndex::new(
            rows.iter()
                .map(|row| row.iter().map(|key| (*key, SetMember))),
        )
    }

    proptest! {
        #[test]
        fn sums_are_dot_products(rows in proptest::collection::vec(proptest::collection::btree_set(0u32..12, 0..8), 1..12)) {
            let rows: Vec<Vec<u32>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let index = index(&rows);
            let mut sums = DotProducts::new(rows.len());
            for i in 0..rows.len() {
                index.sum(i, 0..rows.len() as u32, &mut sums);
                for (j, row) in rows.iter().enumerate() {
                    let common = row.iter().filter(|key| rows[i].contains(key)).count() as f32;
                    prop_assert_eq!(sums.values()[j], common);
                    prop_assert_eq!(index.dot(i, j), common);
                    prop_assert_eq!(sums.touched().contains(&(j as u32)), common > 0.0);
                }
            }
        }
    }

    #[test]
    fn the_rarest_keys_come_first_and_work_is_bounded() {
        let rows: Vec<Vec<u32>> = (0..100).map(|i| vec![0, 1 + i / 2]).collect();
        let index = index(&rows);
        let mut sums = DotProducts::new(rows.len());
        assert!(!index.sum_rarest(7, 0..100, 10, &mut sums));
        assert_eq!((sums.values()[6], sums.values()[7]), (2.0, 2.0));
        assert_eq!(sums.touched().len(), 8);
        assert!(index.sum_rarest(7, 0..100, 1000, &mut sums));
        assert_eq!(sums.values()[6], 2.0);
    }
}
