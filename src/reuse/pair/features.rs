//! The features by which two texts are compared: words and numbers by their stems, and two units in a row.
//!
//! In: 发展 Rust. Out: the pair 发展 at unit 0, the pair 展 Rust at unit 1, the word Rust at unit 2.

use super::side::is_ideograph;
use crate::text::Unit;

/// Units of a repeated-text feature. 8: beyond the set phrases, short enough to survive between two blanks.
pub(super) const LONG: usize = 8;

/// The kinds of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeatureKind {
    /// A word or number.
    Word,
    /// Two units in a row.
    Pair,
    /// [`LONG`] units in a row, all of them too frequent in this pair to be dots of their own.
    Long,
}

impl FeatureKind {
    /// Units that it spans.
    pub(super) fn units(self) -> usize {
        match self {
            FeatureKind::Word => 1,
            FeatureKind::Pair => 2,
            FeatureKind::Long => LONG,
        }
    }
}

/// The word, or the pair, that starts at a unit, if one does. `units` are the loose ones of a text.
pub(crate) fn feature_key(units: &[Unit], kind: FeatureKind, at: usize) -> Option<u64> {
    match kind {
        FeatureKind::Word => (!is_ideograph(units[at])).then(|| u64::from(units[at].symbol())),
        FeatureKind::Pair => {
            let next = units.get(at + 1)?;
            Some(u64::from(units[at].symbol()) << 32 | u64::from(next.symbol()))
        }
        FeatureKind::Long => None,
    }
}

/// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4), folded so that the low bits depend on all.
pub(crate) fn spread(key: u64) -> u64 {
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
}
