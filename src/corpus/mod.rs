//! Documents and where they come from.

mod document;

pub use document::{Corpus, DocId, Document, Metadata, Skipped};
