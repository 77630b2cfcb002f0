//! LCP intervals: which runs of a sorted list of suffixes share a beginning, and how long that beginning is.
//!
//! In: the sorted suffixes 甲乙, 甲乙丙, 甲丁. Out: 甲乙 and 甲乙丙 share 2 units, all three share 1.
//!
//! Of a sorted list, neighbours share the longest beginnings (the longest common prefix, LCP), and a run shares what its
//! least alike neighbours share. So one pass with a stack of the runs that are still open finds them all: a run ends where
//! two neighbours share less than the run does. The pass is that of Kasai et al. (CPM 2001); the name is that of Abouelhoda,
//! Kurtz and Ohlebusch (J. Discrete Algorithms 2004), whose point it is that the intervals are the inner nodes of the suffix
//! tree, each of which is a repeat that cannot be made longer to the right.

use std::ops::Range;

/// Something known of every suffix, which is joined over the suffixes of an interval.
pub(super) trait IntervalLabel: Copy {
    /// Joins the labels of two neighbouring runs of suffixes; has to be associative.
    fn join(self, right: Self) -> Self;
}

impl IntervalLabel for () {
    fn join(self, (): Self) {}
}

/// Two or more neighbouring suffixes that share a beginning, and no neighbour of which shares as much.
pub(super) struct LcpInterval<L> {
    /// Units that all its suffixes share; one or more.
    pub(super) len: usize,
    /// Its suffixes, as indices into the sorted list.
    pub(super) range: Range<usize>,
    /// The labels of its suffixes, joined.
    pub(super) label: L,
}

/// An interval whose last suffix has not been met yet.
struct OpenInterval<L> {
    len: usize,
    start: usize,
    /// Labels of its suffixes so far.
    label: L,
}

/// Calls `visit` with every LCP interval of `suffixes` sorted suffixes, inner ones before those around them.
///
/// `shared_with_next` says how many units a suffix shares with the next one in the list. O(suffixes) beside it.
pub(super) fn for_each_lcp_interval<L: IntervalLabel>(
    suffixes: usize,
    shared_with_next: impl Fn(usize) -> usize,
    label: impl Fn(usize) -> L,
    mut visit: impl FnMut(LcpInterval<L>),
) {
    // Lengths grow from bottom to top: an interval lies inside the one below it.
    let mut open: Vec<OpenInterval<L>> = Vec::new();
    for last in 0..suffixes {
        let shared = if last + 1 < suffixes {
            shared_with_next(last)
        } else {
            0
        };
        let mut start = last;
        let mut joined = label(last);
        while let Some(interval) = open.pop_if(|interval| interval.len > shared) {
            start = interval.start;
            joined = interval.label.join(joined);
            visit(LcpInterval {
                len: interval.len,
                range: start..last + 1,
                label: joined,
            });
        }
        match open.last_mut() {
            Some(interval) if interval.len == shared => {
                interval.label = interval.label.join(joined);
            }
            _ if shared > 0 => open.push(OpenInterval {
                len: shared,
                start,
                label: joined,
            }),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How many suffixes an interval has, counted by its label.
    impl IntervalLabel for usize {
        fn join(self, right: Self) -> Self {
            self + right
        }
    }

    fn intervals(sorted: &[&str]) -> Vec<(usize, Range<usize>, usize)> {
        let shared = |index: usize| {
            let (a, b) = (sorted[index].chars(), sorted[index + 1].chars());
            a.zip(b).take_while(|(x, y)| x == y).count()
        };
        let mut found = Vec::new();
        for_each_lcp_interval(
            sorted.len(),
            shared,
            |_| 1,
            |interval: LcpInterval<usize>| {
                found.push((interval.len, interval.range, interval.label));
            },
        );
        found
    }

    #[test]
    fn the_documented_example() {
        assert_eq!(
            intervals(&["甲乙", "甲乙丙", "甲丁"]),
            [(2, 0..2, 2), (1, 0..3, 3)]
        );
        assert_eq!(intervals(&[]), []);
        assert_eq!(intervals(&["甲"]), []);
    }

    proptest! {
        #[test]
        fn intervals_are_the_longest_runs_of_every_shared_beginning(mut list in prop::collection::vec("[甲乙丙]{0,4}", 0..12)) {
            list.sort();
            let sorted: Vec<&str> = list.iter().map(String::as_str).collect();
            let mut expected = Vec::new();
            for start in 0..sorted.len() {
                for end in start + 2..=sorted.len() {
                    let shared = |range: Range<usize>| {
                        let first: Vec<char> = sorted[range.start].chars().collect();
                        let with = |s: &&str| s.chars().zip(&first).take_while(|(a, b)| a == *b).count();
                        sorted[range].iter().map(with).min().unwrap_or(0)
                    };
                    let len = shared(start..end);
                    let wider = (start > 0 && shared(start - 1..end) == len)
                        || (end < sorted.len() && shared(start..end + 1) == len);
                    if len > 0 && !wider {
                        expected.push((len, start..end, end - start));
                    }
                }
            }
            let mut found = intervals(&sorted);
            let order = |a: &(usize, Range<usize>, usize)| (a.1.start, a.1.end);
            found.sort_by_key(order);
            expected.sort_by_key(order);
            prop_assert_eq!(found, expected);
        }
    }
}
