//! Counted work, so that bounds can be tested without a clock.

/// Work of one comparison, in steps of its inner loops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Work {
    /// Dots made.
    pub(crate) dots: u64,
    /// Neighbouring cells and regions looked at.
    pub(crate) neighbours: u64,
    /// Dots and units looked at while finding where passages begin and end.
    pub(crate) extended: u64,
    /// Cells of edit matrices filled.
    pub(crate) edit_cells: u64,
}

impl Work {
    /// All of it, for the tests that bound it.
    #[cfg(test)]
    pub(crate) fn total(&self) -> u64 {
        self.dots + self.neighbours + self.extended + self.edit_cells
    }
}
