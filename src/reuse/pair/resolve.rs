//! From accepted candidates to the passages that are reported.
//!
//! In: candidates at 0..40, at 2..38 (b says it twice) and at 44..90 of a. Out: one passage of two parts, 0..40 and 44..90:
//! the repetition is dropped, and neighbours are a digest.

use std::ops::Range;

use super::extend::{Comparison, Extent};
use super::settings::Settings;
use super::side::Side;
use super::split::MatchedHull;
use super::verdict::Verdict;

/// Parts of a digest that are asked whether the next one stands near them in b.
const LOOK_BACK: usize = 16;

/// A candidate with its verdict.
#[derive(Clone, Debug)]
pub(super) struct JudgedExtent {
    pub(super) extent: Extent,
    pub(super) verdict: Verdict,
}

/// Drops repetitions and merges digests; what is left is in order of side a.
///
/// If b says the same thing twice, the stronger candidate takes the place in a, and of equals the one that comes first
/// in b. Passages that follow each other closely in a, and stand no farther apart in b than [`Settings::digest_reach`],
/// become one, with the parts kept: a digest. O(k log k + n).
pub(super) fn resolve(
    mut judged: Vec<JudgedExtent>,
    comparison: &Comparison,
    settings: &Settings,
) -> Vec<Vec<JudgedExtent>> {
    judged.sort_by(|x, y| {
        (y.verdict.bits.total_cmp(&x.verdict.bits))
            .then(x.extent.a.start.cmp(&y.extent.a.start))
            .then(x.extent.b.start.cmp(&y.extent.b.start))
    });
    let mut taken = vec![false; comparison.a.len()];
    judged.retain(|judged| {
        let place = &mut taken[judged.extent.a.clone()];
        let covered = place.iter().filter(|taken| **taken).count();
        let keep = covered as f32 <= settings.overlap * place.len() as f32;
        if keep {
            place.fill(true);
        }
        keep
    });
    judged.sort_by_key(|j| (j.extent.a.start, j.extent.b.start));
    let mut groups: Vec<Vec<JudgedExtent>> = Vec::new();
    // What the last group covers.
    let mut hull: Option<MatchedHull> = None;
    for next in judged {
        let gap = |side: &Side<'_>, x: &Range<usize>, y: &Range<usize>| {
            side.step(x.start.max(y.start))
                .saturating_sub(side.step(x.end.min(y.end)))
        };
        let this = MatchedHull::of(&next.extent);
        let joined = hull.as_ref().map(|hull| hull.with(&this));
        let near = |group: &[JudgedExtent], hull: &MatchedHull| {
            let last = group.iter().rev().take(LOOK_BACK);
            gap(comparison.a, &hull.a, &next.extent.a) <= settings.digest_gap
                && last
                    .map(|j| &j.extent.b)
                    .any(|b| gap(comparison.b, b, &next.extent.b) <= settings.digest_reach)
        };
        match (groups.last_mut(), hull, joined) {
            (Some(group), Some(before), Some(joined))
                if joined.is_one_text(settings) && near(group, &before) =>
            {
                hull = Some(joined);
                group.push(next);
            }
            _ => {
                hull = Some(this);
                groups.push(vec![next]);
            }
        }
    }
    groups
}
