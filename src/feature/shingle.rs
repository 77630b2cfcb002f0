//! Shingles: n units, or n words, in a row (Broder 1997), in other words n-grams.
//!
//! In: 党的建设 and n = 2. Out: the set of 党的, 的建, 建设. Two texts are alike in wording as their sets overlap.
//!
//! ```
//! use leitong::feature::shingle::ShingleSet;
//! use leitong::text::NormalText;
//!
//! let shingles = |text| ShingleSet::of_units(NormalText::new(text).units(), 2);
//! assert_eq!(shingles("党的建设").len(), 3);
//! assert_eq!(shingles("黨的建設"), shingles("党的，建设"));
//! ```

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use super::TermToken;
use crate::text::Unit;

const SECRETS: RapidSecrets = RapidSecrets::seed(0);

/// The 64-bit hash of a row of units; the same on every machine.
#[must_use]
pub fn hash_window(units: &[Unit]) -> u64 {
    let mut hash = 0u64;
    for unit in units {
        hash = rapidhash_v3_seeded(&(hash ^ u64::from(unit.symbol())).to_le_bytes(), &SECRETS);
    }
    hash
}

/// A set of shingles, each as a 64-bit hash; sorted. Two different shingles meet by chance about once in
/// 10^19 pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShingleSet {
    hashes: Vec<u64>,
}

impl ShingleSet {
    /// Shingles of `n` units, 1 at least: O(n · units). A text shorter than `n` is one shingle of its own, so that two
    /// equal short headings are alike; an empty one has none.
    #[must_use]
    pub fn of_units(units: &[Unit], n: usize) -> Self {
        Self::of_symbols(units.iter().map(|u| u.symbol()).collect(), n)
    }

    /// Shingles of `n` words, 1 at least; parts of words do not count.
    #[must_use]
    pub fn of_words<'a>(words: impl Iterator<Item = &'a TermToken>, n: usize) -> Self {
        Self::of_symbols(words.filter(|w| !w.part).map(|w| w.term.0).collect(), n)
    }

    fn of_symbols(symbols: Vec<u32>, n: usize) -> Self {
        if symbols.is_empty() {
            return Self::default();
        }
        let n = n.clamp(1, symbols.len());
        let bytes: Vec<u8> = symbols.iter().flat_map(|s| s.to_le_bytes()).collect();
        let mut hashes: Vec<u64> = bytes
            .windows(n * 4)
            .step_by(4)
            .map(|window| rapidhash_v3_seeded(window, &SECRETS))
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes }
    }

    /// The union of sets.
    #[must_use]
    pub fn union<'a>(sets: impl Iterator<Item = &'a ShingleSet>) -> Self {
        let mut hashes: Vec<u64> = sets.flat_map(|set| set.hashes.iter().copied()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes }
    }

    /// The hashes, sorted.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Number of different shingles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::NormalText;

    fn set(text: &str, n: usize) -> ShingleSet {
        ShingleSet::of_units(NormalText::new(text).units(), n)
    }

    #[test]
    fn a_set_has_one_entry_for_each_different_window() {
        assert_eq!(set("甲乙丙丁", 2).len(), 3);
        assert_eq!(set("甲甲甲甲", 2).len(), 1);
        assert_eq!(set("甲", 2).len(), 1);
        assert_eq!(set("", 2).len(), 0);
    }

    #[test]
    fn punctuation_and_script_make_no_difference() {
        assert_eq!(set("黨的建設，總要求", 5), set("党的建设总要求", 5));
    }
}
