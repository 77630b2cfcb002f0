//! A text made ready to be aligned with many others.
//!
//! In: 发展茶叶发展. Out: its steps and boundaries, and how often it has each feature: 发展 twice, 展茶 once, and so on. What
//! a match is worth depends on the counts in both whole texts; with these at hand an alignment around some evidence need
//! not look at the rest of them.

use std::sync::OnceLock;

use super::features::{FeatureKind, feature_key, spread};
use super::settings::Settings;
use super::side::Side;
use crate::text::NormalText;

/// A text with all that is computed once for all its pairs: some 10 bytes a unit.
#[derive(Clone, Debug)]
pub(crate) struct PreparedText<'t> {
    pub(super) side: Side<'t>,
    /// Counted when they are first asked for: two whole texts count what they share as they are compared.
    counts: OnceLock<FeatureCounts>,
}

impl<'t> PreparedText<'t> {
    /// O(n).
    pub(super) fn new(text: &'t NormalText, settings: &Settings) -> Self {
        Self {
            side: Side::new(text, settings),
            counts: OnceLock::new(),
        }
    }

    /// How often the text has a feature: O(1), and O(n log n) for the first one.
    pub(super) fn count(&self, kind: FeatureKind, key: u64) -> u32 {
        let counts = self.counts.get_or_init(|| FeatureCounts::of(&self.side));
        counts.get(kind, key)
    }
}

/// How often a text has each feature.
#[derive(Clone, Debug)]
struct FeatureCounts {
    words: Counted,
    pairs: Counted,
}

impl FeatureCounts {
    fn of(side: &Side) -> Self {
        let counted = |kind| {
            let keys = (0..side.len()).filter_map(|at| feature_key(side.loose(), kind, at));
            Counted::new(keys.map(hash).collect())
        };
        Self {
            words: counted(FeatureKind::Word),
            pairs: counted(FeatureKind::Pair),
        }
    }

    fn get(&self, kind: FeatureKind, key: u64) -> u32 {
        match kind {
            FeatureKind::Word => self.words.get(hash(key)),
            FeatureKind::Pair => self.pairs.get(hash(key)),
            FeatureKind::Long => 0,
        }
    }
}

/// Sorted hashes with an index of their first bits: a bucket for four of them, so that a question touches two lines of the
/// cache.
#[derive(Clone, Debug)]
struct Counted {
    /// 32 bits of each: of the features of a text of 5,000 units one in a million meets another by chance.
    hashes: Vec<u32>,
    /// Where each bucket begins; the number of hashes at the end.
    first: Vec<u32>,
    /// Bits of a hash behind those that tell the bucket.
    shift: u32,
}

impl Counted {
    fn new(mut hashes: Vec<u32>) -> Self {
        hashes.sort_unstable();
        let buckets = (hashes.len() / 4).next_power_of_two().max(2);
        let shift = u32::BITS - buckets.ilog2();
        let mut first = vec![0u32; buckets + 1];
        for hash in &hashes {
            first[(hash >> shift) as usize + 1] += 1;
        }
        for bucket in 0..buckets {
            first[bucket + 1] += first[bucket];
        }
        Self {
            hashes,
            first,
            shift,
        }
    }

    /// How many hashes are this one: O(1) expected, and O(its number).
    fn get(&self, hash: u32) -> u32 {
        let bucket = (hash >> self.shift) as usize;
        let range = self.first[bucket] as usize..self.first[bucket + 1] as usize;
        let same = self.hashes[range].iter().filter(|other| **other == hash);
        same.count() as u32
    }
}

/// So that the first bits depend on all of the key.
fn hash(key: u64) -> u32 {
    (spread(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_counted_as_often_as_they_stand_there() {
        let text = NormalText::new(&format!("{}发展 Rust 2026", "发展茶叶".repeat(300)));
        let prepared = PreparedText::new(&text, &Settings::default());
        let count = |kind, at| {
            let key = feature_key(prepared.side.loose(), kind, at);
            key.map(|key| prepared.count(kind, key))
        };
        assert_eq!(count(FeatureKind::Pair, 0), Some(301));
        assert_eq!(count(FeatureKind::Pair, 2), Some(300));
        assert_eq!(count(FeatureKind::Word, 0), None);
        assert_eq!(count(FeatureKind::Word, 1202), Some(1));
        assert_eq!(prepared.count(FeatureKind::Pair, 12345), 0);
    }
}
