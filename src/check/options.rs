//! What a check is told beside the draft and the library.

/// A value of a column, `place=余干县`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnValue {
    /// The column: date, place, author, kind, or one of the metadata file.
    pub column: String,
    /// The value.
    pub value: String,
}

/// Options of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// Texts with one of these values are the author's own.
    pub own: Vec<ColumnValue>,
    /// Texts with one of these values are of higher level.
    pub superior: Vec<ColumnValue>,
    /// Texts from which on wording is common. None: [`common_texts`] of the library.
    pub common: Option<usize>,
}

/// Texts from which on wording is common in a library of so many: one in twenty, as [`attribution`](crate::attribution) has it,
/// but three at least, and no more than [`MOST`].
#[must_use]
pub fn common_texts(library: usize) -> usize {
    library.div_ceil(20).clamp(3, MOST)
}

/// Texts that make wording common in any library. A text is seldom taken over by more than a few others, a formula by dozens: of the
/// development set's lifted wording none stands in more than two texts, of its formulas none in fewer than 27.
pub const MOST: usize = 12;
