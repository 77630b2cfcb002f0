//! The words of literals, and what two lists of them have in common.
//!
//! In: 为高质量发展提供坚强组织保证 and 为乡村振兴提供坚强思想保证 as literals. Out: the words 为, 提供, 坚强, 保证, with how much they say.
//!
//! What two wordings have in common is the heaviest common subsequence of their words (Hirschberg 1977, weighted by
//! surprisal): it costs the product of two sentences' lengths, and never looks at places.

use std::ops::Range;

use super::core::Cluster;
use super::units::{UnitPos, UnitStream};

/// A word of a wording.
#[derive(Clone, Copy)]
pub(super) struct LiteralWord {
    /// Where it stands in one place.
    pub(super) start: UnitPos,
    pub(super) len: UnitPos,
    /// The literal it belongs to, and how far from its beginning; None in wording that is only usual.
    pub(super) literal: Option<(usize, UnitPos)>,
    pub(super) bits: f64,
    /// Hash of its units.
    pub(super) hash: u64,
}

/// The words of a cluster's literals and of its usual wording, in order.
pub(super) fn of_cluster(stream: &UnitStream, cluster: &Cluster) -> Vec<LiteralWord> {
    let wording = cluster.wording();
    let ranges = wording.filter_map(|(literal, block)| {
        let first = block.first()?;
        Some((literal, first..first + block.len))
    });
    of_ranges(stream, ranges)
}

/// The words of literals, in order: for each its number, or none if it is only usual, and where it stands in one place.
pub(super) fn of_ranges(
    stream: &UnitStream,
    literals: impl Iterator<Item = (Option<usize>, Range<UnitPos>)>,
) -> Vec<LiteralWord> {
    let mut words = Vec::new();
    for (literal, range) in literals {
        let mut start = range.start;
        for end in range.start + 1..=range.end {
            if end < range.end && !stream.starts_word(end) {
                continue;
            }
            words.push(LiteralWord {
                start,
                len: end - start,
                literal: literal.map(|number| (number, start - range.start)),
                bits: stream.bits(start..end),
                hash: stream.hash(start..end),
            });
            start = end;
        }
    }
    words
}

/// Whether two words are the same literal.
fn same(a: &LiteralWord, b: &LiteralWord) -> bool {
    a.hash == b.hash && a.len == b.len && a.literal.is_some() && b.literal.is_some()
}

/// The heaviest common subsequence of two lists of words, as pairs of indices: O(a · b).
pub(super) fn common(a: &[LiteralWord], b: &[LiteralWord]) -> (f64, Vec<(usize, usize)>) {
    let width = b.len() + 1;
    let mut best = vec![0.0f64; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = if same(&a[i], &b[j]) {
                best[(i + 1) * width + j + 1] + a[i].bits
            } else {
                0.0
            };
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        if same(&a[i], &b[j]) && here == best[(i + 1) * width + j + 1] + a[i].bits {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (best[0], pairs)
}
