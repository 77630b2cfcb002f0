//! Prior frequencies: the information of a shared unit before the two texts are looked at.

use super::side::is_ideograph;
use crate::text::Unit;

/// Background frequencies of the language, beyond the two texts at hand.
///
/// Units are the loose ones ([`crate::text::NormalText::loose_units`]). A lone pair has [`Background`]; a corpus
/// can count and answer better.
pub trait FeaturePrior: Sync {
    /// Surprisal of meeting `unit` at a given place of background text, in bits.
    fn unit(&self, unit: Unit) -> f32;

    /// Surprisal of meeting `first` and `second` in a row, in bits.
    fn pair(&self, first: Unit, second: Unit) -> f32;
}

/// Flat rates, when nothing is known but the script.
///
/// A character in 1,000, a word in 5,000, a pair in 50,000: round figures near the typical (not the mean) rate
/// of a content unit in texts of a million units, where the mixing with the pair's own counts begins.
#[derive(Clone, Copy, Debug, Default)]
pub struct Background;

impl FeaturePrior for Background {
    fn unit(&self, unit: Unit) -> f32 {
        // log2(1,000) and log2(5,000)
        if is_ideograph(unit) { 9.966 } else { 12.288 }
    }

    fn pair(&self, _: Unit, _: Unit) -> f32 {
        // log2(50,000)
        15.61
    }
}
