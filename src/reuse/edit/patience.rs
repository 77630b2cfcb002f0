//! Edit scripts without hints: patience diff down to short stretches, Needleman and Wunsch's table for these.
//!
//! In: 甲乙丙丁 and 甲乙子丁. Out: `[Equal(2), Replace(1, 1), Equal(1)]`.
//!
//! Which one of the two algorithms is for what: [`crate::reuse::edit`].

use rapidhash::RapidHashMap;

use crate::reuse::Edit;
use crate::reuse::edit::{CommonEnds, EditScript};
use crate::text::Unit;

/// Cells of a table that is filled whole; larger gaps are first divided at anchors.
const CELLS: usize = 1 << 14;
/// Lengths of anchors, in units, tried in turn: runs that stand once on either side.
const ANCHORS: [usize; 3] = [8, 5, 3];

/// Score of an equal unit, a changed one, and one left out. With a run of gaps at the price of single ones, two
/// equal units outweigh three that differ, so lone characters that agree by chance do not split a replacement.
const EQUAL: i32 = 2;
const CHANGED: i32 = -1;
const LEFT_OUT: i32 = -1;

/// The edits from `a` to `b`; they consume both exactly.
///
/// Anchors that stand once on either side divide the stretches (patience diff, Cohen 2006); tables of at most
/// 16,384 cells fill what lies between. O(n log n) and at most 128 cells a unit. What has no anchor and does not
/// fit a table is a replacement as a whole.
pub(crate) fn edits(a: &[Unit], b: &[Unit]) -> Vec<Edit> {
    counted(a, b).0
}

/// The edits, and the cells of all tables that were filled.
pub(crate) fn counted(a: &[Unit], b: &[Unit]) -> (Vec<Edit>, usize) {
    let mut out = Aligned::default();
    between(a, b, &ANCHORS, &mut out);
    (out.script.finish(), out.cells)
}

/// Edits so far, and the cells of tables that they took.
#[derive(Default)]
struct Aligned {
    script: EditScript,
    cells: usize,
}

fn between(a: &[Unit], b: &[Unit], anchors: &[usize], out: &mut Aligned) {
    let ends = CommonEnds::of(a, b);
    out.script.equal(ends.head);
    middle(ends.middle(a), ends.middle(b), anchors, out);
    out.script.equal(ends.tail);
}

fn middle(a: &[Unit], b: &[Unit], anchors: &[usize], out: &mut Aligned) {
    if a.is_empty() || b.is_empty() {
        out.script.differ(a.len(), b.len());
        return;
    }
    if a.len() * b.len() <= CELLS {
        table(a, b, out);
        return;
    }
    let Some((length, shorter)) = anchors.split_first() else {
        out.script.differ(a.len(), b.len());
        return;
    };
    let (mut from_a, mut from_b) = (0, 0);
    for (at_a, at_b) in common_once(a, b, *length) {
        if at_a < from_a || at_b < from_b {
            continue;
        }
        between(&a[from_a..at_a], &b[from_b..at_b], shorter, out);
        let run = a[at_a..]
            .iter()
            .zip(&b[at_b..])
            .take_while(|(x, y)| x == y)
            .count();
        out.script.equal(run);
        (from_a, from_b) = (at_a + run, at_b + run);
    }
    between(&a[from_a..], &b[from_b..], shorter, out);
}

/// Runs of `length` units that stand once in either, in an order that increases on both sides.
fn common_once(a: &[Unit], b: &[Unit], length: usize) -> Vec<(usize, usize)> {
    /// The first position of a run in `a`, its last in `b`, and how often it stands in each.
    struct Standing {
        in_a: u32,
        in_b: u32,
        at_a: usize,
        at_b: usize,
    }
    let mut standing: RapidHashMap<&[Unit], Standing> = RapidHashMap::default();
    for (at_a, run) in a.windows(length).enumerate() {
        let first = Standing {
            in_a: 0,
            in_b: 0,
            at_a,
            at_b: 0,
        };
        standing.entry(run).or_insert(first).in_a += 1;
    }
    for (at_b, run) in b.windows(length).enumerate() {
        if let Some(known) = standing.get_mut(run) {
            known.in_b += 1;
            known.at_b = at_b;
        }
    }
    let pairs: Vec<(usize, usize)> = a
        .windows(length)
        .filter_map(|run| standing.get(run))
        .filter(|run| run.in_a == 1 && run.in_b == 1)
        .map(|run| (run.at_a, run.at_b))
        .collect();
    longest_increasing(&pairs)
}

/// The longest part of `pairs`, which increase on the left, that increases on the right as well.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, pair) in pairs.iter().enumerate() {
        let at = ends.partition_point(|e| pairs[*e].1 < pair.1);
        before.push(at.checked_sub(1).map(|p| ends[p]));
        match ends.get_mut(at) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(i) = at {
        chain.push(pairs[i]);
        at = before[i];
    }
    chain.reverse();
    chain
}

/// Needleman and Wunsch (1970) on a whole table.
fn table(a: &[Unit], b: &[Unit], out: &mut Aligned) {
    let width = b.len() + 1;
    let mut score = vec![0i32; (a.len() + 1) * width];
    out.cells += score.len();
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            score[i * width + j] = match (i, j) {
                (0, _) => LEFT_OUT * j as i32,
                (_, 0) => LEFT_OUT * i as i32,
                _ => {
                    let pair = if a[i - 1] == b[j - 1] { EQUAL } else { CHANGED };
                    (score[(i - 1) * width + j - 1] + pair)
                        .max(score[(i - 1) * width + j] + LEFT_OUT)
                        .max(score[i * width + j - 1] + LEFT_OUT)
                }
            };
        }
    }
    let mut back = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (a.len(), b.len());
    while i > 0 || j > 0 {
        let here = score[i * width + j];
        let step = if i > 0 && j > 0 && a[i - 1] == b[j - 1] {
            Edit::Equal(1)
        } else {
            Edit::Replace(1, 1)
        };
        let pair = if step == Edit::Equal(1) {
            EQUAL
        } else {
            CHANGED
        };
        let step = if i > 0 && j > 0 && here == score[(i - 1) * width + j - 1] + pair {
            step
        } else if i > 0 && here == score[(i - 1) * width + j] + LEFT_OUT {
            Edit::Delete(1)
        } else {
            Edit::Insert(1)
        };
        let (from_a, from_b) = step.consumed();
        (i, j) = (i - from_a, j - from_b);
        back.push(step);
    }
    for step in back.into_iter().rev() {
        match step {
            Edit::Equal(n) => out.script.equal(n),
            step => {
                let (n, m) = step.consumed();
                out.script.differ(n, m);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::NormalText;
    use proptest::prelude::*;

    fn check(a: &[Unit], b: &[Unit]) -> Result<(), TestCaseError> {
        let (mut i, mut j) = (0, 0);
        for edit in edits(a, b) {
            let (n, m) = edit.consumed();
            prop_assert!(n + m > 0);
            if let Edit::Equal(_) = edit {
                prop_assert_eq!(&a[i..i + n], &b[j..j + m]);
            }
            (i, j) = (i + n, j + m);
        }
        prop_assert_eq!((i, j), (a.len(), b.len()));
        Ok(())
    }

    proptest! {
        #[test]
        fn edits_consume_both_sides_and_equal_is_equal(a in "[甲乙丙]{0,400}", b in "[甲乙丙]{0,400}") {
            check(NormalText::new(&a).units(), NormalText::new(&b).units())?;
        }

        #[test]
        fn an_edited_copy_is_mostly_equal(a in "[\u{4e00}-\u{4e80}]{200,600}", at in 0usize..190) {
            let copy: String = a.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
            let (a, b) = (NormalText::new(&a), NormalText::new(&copy));
            let equal: usize = edits(a.units(), b.units()).iter()
                .map(|e| if let Edit::Equal(n) = e { *n } else { 0 }).sum();
            prop_assert_eq!(equal, b.len());
        }
    }
}
