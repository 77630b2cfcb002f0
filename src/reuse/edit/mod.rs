//! Edit scripts: the operations that turn one stretch into another.
//!
//! Two algorithms make them, both exact about what they consume, both trimming equal ends first ([`CommonEnds`]):
//!
//! - [`banded`]: for a pair of texts whose matched units are known (`pair`). The heaviest rising chain of the matches is
//!   kept, and between two of them the fewest operations are found. Use it where reordering and paraphrase are expected and
//!   somebody else has said what stands for what.
//! - [`patience`]: for two stretches of nearly the same wording, without any hint (`corpus`). Runs that stand once on
//!   either side divide them, tables fill the rest. Use it for many short stretches that differ little.
//!
//! From 甲乙丙丁 to 甲乙子丁 both give `[Equal(2), Replace(1, 1), Equal(1)]`.

pub(crate) mod banded;
pub(crate) mod patience;

use serde::{Deserialize, Serialize};

use crate::analysis::OperationKind;
use crate::text::Unit;

/// One operation of an edit script, with its length in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// This many units are equal.
    Equal(usize),
    /// This many units of a are replaced by this many of b.
    Replace(usize, usize),
    /// This many units stand only in b.
    Insert(usize),
    /// This many units stand only in a.
    Delete(usize),
}

impl Edit {
    /// The operation from b to a.
    pub(crate) fn flipped(self) -> Self {
        match self {
            Self::Equal(n) => Self::Equal(n),
            Self::Replace(n, m) => Self::Replace(m, n),
            Self::Insert(m) => Self::Delete(m),
            Self::Delete(n) => Self::Insert(n),
        }
    }

    /// Units that differ, on the side where they are more.
    #[cfg(feature = "library")]
    pub(crate) fn changed_units(self) -> usize {
        match self {
            Self::Equal(_) => 0,
            Self::Replace(n, m) => n.max(m),
            Self::Insert(n) | Self::Delete(n) => n,
        }
    }

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

/// Units that two stretches have in common at their ends; the two runs do not overlap.
struct CommonEnds {
    head: usize,
    tail: usize,
}

impl CommonEnds {
    fn of(a: &[Unit], b: &[Unit]) -> Self {
        let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let rest = a[head..].iter().rev().zip(b[head..].iter().rev());
        let tail = rest.take_while(|(x, y)| x == y).count();
        Self { head, tail }
    }

    /// The rest of a stretch without them.
    fn middle<'u>(&self, units: &'u [Unit]) -> &'u [Unit] {
        &units[self.head..units.len() - self.tail]
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
pub(super) struct EditScript {
    done: Vec<Edit>,
    equal: usize,
    from: usize,
    to: usize,
}

impl EditScript {
    /// Appends equal units.
    pub(super) fn equal(&mut self, n: usize) {
        if n > 0 {
            self.flush_difference();
            self.equal += n;
        }
    }

    /// Appends a difference: `from` units of a are replaced by `to` of b; either may be 0.
    pub(super) fn differ(&mut self, from: usize, to: usize) {
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
    pub(super) fn finish(mut self) -> Vec<Edit> {
        self.flush_equal();
        self.flush_difference();
        self.done
    }
}
