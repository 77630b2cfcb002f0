//! Features of documents and sections, and how alike they are by them.
//!
//! [`Terms`] holds the words of every document, cut once; [`TfIdf`] weighs them; [`shingle`] gives the sets
//! whose overlap [`similarity`] measures; [`surprisal`] says how much news a unit is.

pub mod shingle;
pub mod similarity;
pub mod surprisal;
mod terms;
mod tfidf;

pub use terms::{TermId, TermToken, Terms};
pub use tfidf::{SparseVector, TermCounts, TfIdf, count};
