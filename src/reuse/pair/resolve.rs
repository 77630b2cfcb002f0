//! From accepted candidates to the passages that are reported.

use super::extend::{Comparison, Extent};
use super::settings::Settings;
use super::verdict::Verdict;

/// A candidate with its verdict.
pub type Judged = (Extent, Verdict);

/// Drops repetitions and merges digests; what is left is in order of side a.
///
/// Where b says the same thing twice, the stronger candidate takes the place in a, and of equals the one that comes first
/// in b. Passages that follow each other closely in a become one, with the parts kept: a digest of what stands
/// apart in b. O(k log k + n).
pub fn resolve(
    mut judged: Vec<Judged>,
    comparison: &Comparison,
    settings: &Settings,
) -> Vec<Vec<Judged>> {
    judged.sort_by(|(x, v), (y, w)| {
        (w.bits.total_cmp(&v.bits))
            .then(x.a.start.cmp(&y.a.start))
            .then(x.b.start.cmp(&y.b.start))
    });
    let mut taken = vec![false; comparison.a.len()];
    judged.retain(|(extent, _)| {
        let place = &mut taken[extent.a.clone()];
        let covered = place.iter().filter(|taken| **taken).count();
        let keep = covered as f32 <= settings.overlap * place.len() as f32;
        if keep {
            place.fill(true);
        }
        keep
    });
    judged.sort_by_key(|(extent, _)| (extent.a.start, extent.b.start));
    let mut groups: Vec<Vec<Judged>> = Vec::new();
    let mut end = 0;
    for next in judged {
        let a = &comparison.a;
        let close = |end| a.step(next.0.a.start).saturating_sub(a.step(end)) <= settings.digest_gap;
        match groups.last_mut() {
            Some(group) if close(end) => {
                end = end.max(next.0.a.end);
                group.push(next);
            }
            _ => {
                end = next.0.a.end;
                groups.push(vec![next]);
            }
        }
    }
    groups
}
