//! What is said of two documents alone, beside the [`Analysis`](super::Analysis) of both.
//!
//! In: a draft in which the third paragraph of last year's report comes first, and 261.6万 became 270.3万. Out: of three
//! passages one that moved; one change, of a figure.

use serde::Serialize;

use crate::span::Span;

/// What was found of two documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairFindings {
    /// Their passages, in order of a.
    pub passages: Vec<PassageChanges>,
    /// Wording that both have outside the passages, in order of a.
    pub phrases: Vec<SharedPhrase>,
}

/// What was done to a passage on the way from a to b.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageChanges {
    /// Where it stands in a.
    pub a: Span,
    /// Where it stands in b.
    pub b: Span,
    /// Whether it stands in another order than the passages around it.
    pub moved: bool,
    /// What was changed in it, in order of a, but for what moved.
    pub changes: Vec<Change>,
    /// What changed its place inside it, in order of a.
    pub moves: Vec<PassageMove>,
}

/// Wording that stands elsewhere in a passage of b than in a: a sentence, or a clause at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassageMove {
    /// Where in a.
    pub a: Span,
    /// Where in b.
    pub b: Span,
    /// What was changed in it besides, in order of a.
    pub changes: Vec<Change>,
}

/// Wording of a that became other wording in b; one of both may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about.
    pub kind: ChangeKind,
    /// Where in a.
    pub a: Span,
    /// Where in b.
    pub b: Span,
}

/// What a change is about: figures and names before the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// A number on either side.
    Figure,
    /// A name on either side.
    Name,
    /// Other wording.
    Wording,
}

/// A set phrase, or the literal of a template, that both documents have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedPhrase {
    /// As a has it.
    pub wording: String,
    /// Where it stands first in a.
    pub a: Span,
    /// Where it stands first in b.
    pub b: Span,
}

impl PairFindings {
    /// Findings of two documents.
    #[must_use]
    pub fn new(passages: Vec<PassageChanges>, phrases: Vec<SharedPhrase>) -> Self {
        Self { passages, phrases }
    }
}
