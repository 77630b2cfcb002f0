//! leitong (雷同, "worded alike") compares speeches and reports, Chinese first, and says for every sentence
//! what is shared and what is its own.
//!
//! [`analyze`] runs the stages in order; each stage is a module that can be called alone.

pub mod analysis;
pub mod attribution;
pub mod checkpoint;
pub mod cli;
pub mod config;
pub mod document;
pub mod feature;
pub mod group;
pub mod pipeline;
pub mod progress;
pub mod read;
pub mod report;
pub mod reuse;
pub mod span;
pub mod template;
pub mod text;

pub use analysis::Analysis;
pub use config::Config;
pub use document::{Corpus, DocId, Document};
pub use pipeline::{Pipeline, analyze};
pub use progress::{Progress, Stage};
pub use span::Span;
