//! The operations that turn one stretch into another.

pub mod banded;
pub(super) mod patience;

use serde::{Deserialize, Serialize};

use crate::analysis::OperationKind;

/// One step of an alignment, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// So many units are equal.
    Equal(usize),
    /// So many of a stand for so many of b.
    Replace(usize, usize),
    /// So many units only in b.
    Insert(usize),
    /// So many units only in a.
    Delete(usize),
}

impl Edit {
    /// Units of a and of b that it consumes.
    pub fn consumed(self) -> (usize, usize) {
        match self {
            Self::Equal(n) => (n, n),
            Self::Replace(n, m) => (n, m),
            Self::Insert(m) => (0, m),
            Self::Delete(n) => (n, 0),
        }
    }
}

impl From<Edit> for OperationKind {
    fn from(edit: Edit) -> Self {
        match edit {
            Edit::Equal(_) => Self::Equal,
            Edit::Replace(..) => Self::Replace,
            Edit::Insert(_) => Self::Insert,
            Edit::Delete(_) => Self::Delete,
        }
    }
}

/// Equal units among `edits`.
pub(super) fn equal_units(edits: &[Edit]) -> usize {
    edits
        .iter()
        .map(|edit| match edit {
            Edit::Equal(n) => *n,
            _ => 0,
        })
        .sum()
}

/// Gathers operations, joining neighbours of a kind.
#[derive(Default)]
pub(super) struct Script {
    done: Vec<Edit>,
    equal: usize,
    from: usize,
    to: usize,
}

impl Script {
    /// So many equal units.
    pub fn equal(&mut self, n: usize) {
        if n > 0 {
            self.flush_difference();
            self.equal += n;
        }
    }

    /// A difference: so many units of a for so many of b, either of them none.
    pub fn differ(&mut self, from: usize, to: usize) {
        if from + to > 0 {
            self.flush_equal();
            self.from += from;
            self.to += to;
        }
    }

    fn flush_equal(&mut self) {
        if self.equal > 0 {
            self.done.push(Edit::Equal(std::mem::take(&mut self.equal)));
        }
    }

    fn flush_difference(&mut self) {
        match (std::mem::take(&mut self.from), std::mem::take(&mut self.to)) {
            (0, 0) => {}
            (0, to) => self.done.push(Edit::Insert(to)),
            (from, 0) => self.done.push(Edit::Delete(from)),
            (from, to) => self.done.push(Edit::Replace(from, to)),
        }
    }

    /// All operations.
    pub fn finish(mut self) -> Vec<Edit> {
        self.flush_equal();
        self.flush_difference();
        self.done
    }
}
