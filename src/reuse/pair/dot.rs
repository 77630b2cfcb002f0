//! A dot of the dot plot, and the part of the plot in which dots are looked for.

use std::ops::Range;

use super::side::Side;

/// A feature shared by unit `i` of a and unit `j` of b.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dot {
    /// First unit in a.
    pub(super) i: u32,
    /// First unit in b.
    pub(super) j: u32,
    /// Bits of each of its units.
    pub(super) bits: f32,
    /// Units it spans, the same on both sides.
    pub(super) units: u32,
}

/// A part of the dot plot: units of both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Units between which dots are looked for.
    pub(super) dots: [Range<usize>; 2],
    /// Units of which the weight is wanted: these, and the sentences around them.
    pub(super) known: [Range<usize>; 2],
}

impl Window {
    /// All of both texts.
    pub(super) fn whole(a: &Side, b: &Side) -> Self {
        let all = [0..a.len(), 0..b.len()];
        Self {
            dots: all.clone(),
            known: all,
        }
    }

    /// Whether it is all of both texts.
    pub(super) fn is_whole(&self, a: &Side, b: &Side) -> bool {
        self.dots == [0..a.len(), 0..b.len()]
    }
}
