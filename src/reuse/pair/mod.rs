//! Pair engine.

pub mod chain;
pub mod extend;
pub mod seeds;
pub mod settings;
pub mod tile;

pub use settings::Settings;

use crate::text::NormalText;
use std::ops::Range;

/// A passage.
#[derive(Clone, Debug)]
pub struct PairPassage {
    /// units of a
    pub a: Range<usize>,
    /// units of b
    pub b: Range<usize>,
    /// matched bits
    pub bits: f32,
    /// coverage
    pub cov: (f32, f32),
}

/// Aligns.
pub fn align(a: &NormalText, b: &NormalText, s: &Settings) -> Vec<PairPassage> {
    let (a, b) = (seeds::Side::new(a, s), seeds::Side::new(b, s));
    if a.len() < 4 || b.len() < 4 {
        return Vec::new();
    }
    let (dots, info_a, info_b) = seeds::dots(&a, &b, s);
    let plot = chain::Plot::new(&a, &b, dots, s);
    let boxes = plot.boxes(s);
    extend::passages(&a, &b, &info_a, &info_b, &plot, boxes, s)
}
