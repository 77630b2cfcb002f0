//! Counted work, so that bounds can be tested without a clock.

use std::ops::AddAssign;

/// What one comparison did, in steps of its inner loops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Dots made.
    pub dots: u64,
    /// Neighbouring cells and regions looked at.
    pub neighbours: u64,
    /// Dots and units looked at while finding where passages begin and end.
    pub extended: u64,
    /// Cells of edit matrices filled.
    pub edit_cells: u64,
}

impl Work {
    /// All of it.
    pub fn total(&self) -> u64 {
        self.dots + self.neighbours + self.extended + self.edit_cells
    }
}

impl AddAssign for Work {
    fn add_assign(&mut self, other: Self) {
        self.dots += other.dots;
        self.neighbours += other.neighbours;
        self.extended += other.extended;
        self.edit_cells += other.edit_cells;
    }
}
