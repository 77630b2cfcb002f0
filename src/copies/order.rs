//! The order of versions: by their dates, or else by what was added and removed.
//!
//! In: versions of 1,000, 900 and 1,040 units, of which the first has 890 units in common with the second and 990 with the third, and
//! those two 880. Out: second, first, third: neighbours differ least, and the text grew.
//!
//! Versions are put in the row in which neighbours differ least in all: the shortest Hamiltonian path, exact by dynamic
//! programming up to twelve versions (Held and Karp 1962), else each next to the nearest one that is left. Which end is the first
//! one cannot be told from the differences; texts that are worked on grow more often than they shrink.

use crate::analysis::CopyOrder;
use crate::text::metadata::PartialDate;

/// Most versions of which every order is looked at: 2^12 · 12 · 12 steps.
const EXACT: usize = 12;

/// Versions in their order.
pub(super) struct Ordered {
    pub(super) documents: Vec<usize>,
    pub(super) by: CopyOrder,
}

/// Puts versions in order; ties keep that of the corpus. `length` gives the units of a document, `matched` the units of one that
/// stand in another.
pub(super) fn of_versions(
    versions: &[usize],
    length: impl Fn(usize) -> usize,
    matched: impl Fn(usize, usize) -> usize,
    dates: &[Option<PartialDate>],
) -> Ordered {
    if versions.len() < 2 {
        return Ordered {
            documents: versions.to_vec(),
            by: CopyOrder::Equal,
        };
    }
    if let Some(documents) = by_dates(versions, dates) {
        return Ordered {
            documents,
            by: CopyOrder::Dates,
        };
    }
    // What was removed from the one and what was added in the other.
    let difference = |a: usize, b: usize| {
        (length(a) - matched(a, b).min(length(a))) + (length(b) - matched(b, a).min(length(b)))
    };
    let n = versions.len();
    let table: Vec<Vec<usize>> = versions
        .iter()
        .map(|a| versions.iter().map(|b| difference(*a, *b)).collect())
        .collect();
    let row = if n <= EXACT {
        shortest_path(&table)
    } else {
        nearest_next(&table)
    };
    let mut documents: Vec<usize> = row.into_iter().map(|number| versions[number]).collect();
    let (first, last) = (documents[0], documents[n - 1]);
    if length(first) > length(last) || length(first) == length(last) && first > last {
        documents.reverse();
    }
    Ordered {
        documents,
        by: CopyOrder::Growth,
    }
}

/// By date, if all are known to the day or as exactly as they differ.
fn by_dates(versions: &[usize], dates: &[Option<PartialDate>]) -> Option<Vec<usize>> {
    let mut dated: Vec<(PartialDate, usize)> = Vec::new();
    for doc in versions {
        dated.push((dates[*doc].filter(|date| date.year.is_some())?, *doc));
    }
    let key = |(date, doc): &(PartialDate, usize)| (date.year, date.month, date.day, *doc);
    dated.sort_by_key(key);
    let in_order = dated.windows(2).all(|w| w[0].0.is_before(w[1].0));
    in_order.then(|| dated.into_iter().map(|(_, doc)| doc).collect())
}

/// The row of all that is shortest in all; of several the one that is first in order.
fn shortest_path(table: &[Vec<usize>]) -> Vec<usize> {
    let n = table.len();
    let full = (1usize << n) - 1;
    // By visited set and last one: the length, and the one before the last.
    let mut best = vec![vec![(usize::MAX, None); n]; full + 1];
    for last in 0..n {
        best[1 << last][last] = (0, None);
    }
    for set in 1..=full {
        for last in (0..n).filter(|last| set & (1 << last) != 0) {
            let (length, _) = best[set][last];
            if length == usize::MAX {
                continue;
            }
            for next in (0..n).filter(|next| set & (1 << next) == 0) {
                let longer = length + table[last][next];
                let known = &mut best[set | (1 << next)][next];
                if longer < known.0 {
                    *known = (longer, Some(last));
                }
            }
        }
    }
    let mut at = (0..n).min_by_key(|last| best[full][*last].0);
    let mut set = full;
    let mut row = Vec::with_capacity(n);
    while let Some(last) = at {
        row.push(last);
        at = best[set][last].1;
        set &= !(1 << last);
    }
    row
}

/// From one of the two that differ most, always to the nearest one that is left.
fn nearest_next(table: &[Vec<usize>]) -> Vec<usize> {
    let n = table.len();
    let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
    let start = pairs.max_by_key(|(a, b)| (table[*a][*b], n - a, n - b));
    let mut row = vec![start.map_or(0, |(a, _)| a)];
    let mut left: Vec<usize> = (0..n).filter(|i| *i != row[0]).collect();
    while let Some(last) = row.last().copied() {
        let nearest = (0..left.len()).min_by_key(|i| (table[last][left[*i]], left[*i]));
        let Some(nearest) = nearest else { break };
        row.push(left.remove(nearest));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(of: &[[usize; 4]; 4]) -> Vec<Vec<usize>> {
        of.iter().map(|row| row.to_vec()).collect()
    }

    #[test]
    fn neighbours_differ_least_either_way() {
        let chain = table(&[[0, 9, 2, 5], [9, 0, 7, 4], [2, 7, 0, 3], [5, 4, 3, 0]]);
        for mut row in [shortest_path(&chain), nearest_next(&chain)] {
            if row[0] != 0 {
                row.reverse();
            }
            assert_eq!(row, [0, 2, 3, 1]);
        }
    }
}
