//! The complete result of a run: plain data, from which every renderer draws and nothing else.
//!
//! All spans are in code points of the document's text as read.

mod document;
mod group;
mod passage;
pub(crate) mod rounding;
mod similarity;
mod template;
mod text_file;

use serde::{Deserialize, Serialize};

pub use document::{
    Attribution, DocumentAnalysis, FoundFacts, InformationShares, NearestSection, ReferenceRun,
    Run, SectionAnalysis, Sentence, Shares, Term,
};
pub use group::{Group, Groups};
pub use passage::{Family, Operation, OperationKind, Passage, Place, Verdict};
pub use similarity::{Level, Matrix, Metric, Neighbour, Similarity};
pub use template::{Instance, Part, Phrase, SlotKind, Template};
pub use text_file::text_files;

use crate::config::Config;
use crate::document::Skipped;

/// The version of the shape of `analysis.json`.
pub const SCHEMA: &str = "leitong/analysis/1";

/// A list that was cut at a limit, so that nobody takes it for complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Which list: `passages`, `matrix/sections.cosine`, …
    pub what: String,
    /// Entries kept.
    pub kept: u64,
    /// Entries there were.
    pub of: u64,
}

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// The options in force.
    pub config: Config,
    /// b: in how many documents wording is boilerplate; in how many groups, where spread counts groups.
    pub boilerplate_docs: usize,
    /// The documents compared, in corpus order.
    pub documents: Vec<DocumentAnalysis>,
    /// The groups of documents, where they were put together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Groups>,
    /// Names of the reference documents.
    pub reference: Vec<String>,
    /// What was to be read and could not be.
    pub skipped: Vec<Skipped>,
    /// How alike documents and sections are.
    pub similarity: Similarity,
    /// Pairs of places with the same wording, strongest first.
    pub passages: Vec<Passage>,
    /// The same wording, n ways.
    pub families: Vec<Family>,
    /// Wording with blanks.
    pub templates: Vec<Template>,
    /// Set phrases, by rank.
    pub phrases: Vec<Phrase>,
    /// Lists that were cut.
    pub limits: Vec<Limit>,
}

impl Analysis {
    /// The index of a document by its name.
    pub fn document_index(&self, file: &str) -> Option<usize> {
        self.documents.iter().position(|d| d.file == file)
    }
}
