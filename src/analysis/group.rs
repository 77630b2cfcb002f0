//! Documents put together in groups.

use serde::{Deserialize, Serialize};

use super::{InformationShares, Shares, Term};
use crate::config::SpreadOver;

/// The groups that documents were put together in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// The column: `place`, `author`, `year`, … or one of the metadata file.
    pub by: String,
    /// What spread counted, documents or groups: with groups, wording is boilerplate from [`boilerplate_docs`] groups on.
    ///
    /// [`boilerplate_docs`]: crate::Analysis::boilerplate_docs
    pub spread_over: SpreadOver,
    /// The groups by name, those of a single document without a value behind; the order of their matrices.
    pub groups: Vec<Group>,
}

/// Some documents, compared as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The value that its documents share; the name of the only document where it has none.
    pub name: String,
    /// Whether the name is such a value.
    pub known: bool,
    /// Its documents, by index.
    pub documents: Vec<usize>,
    /// Length of their texts in code points.
    pub characters: usize,
    /// Units of NormalText in their bodies.
    pub units: usize,
    /// Shares of the characters of all of them.
    pub shares: Shares,
    /// Shares of the information of all of them.
    pub information: InformationShares,
    /// The most distinctive words of all of them.
    pub terms: Vec<Term>,
}
