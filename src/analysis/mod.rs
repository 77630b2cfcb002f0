//! The complete result of a run: plain data, which serialises, and from which alone all renderers draw.
//!
//! All spans are in code points of the document's text as read. Shares and likenesses are 0 to 1. The shape in JSON is that
//! of `docs/analysis.schema.json`; its version is [`SCHEMA`].

pub mod checked;
mod copies;
mod counts;
mod dense;
mod document;
mod group;
mod limit;
mod pair;
mod passage;
pub(crate) mod rounding;
mod side;
mod similarity;
mod template;
mod text_file;

use serde::{Deserialize, Serialize};

pub use copies::{CopyGroup, CopyOrder, Version};
pub use counts::Counts;
pub use dense::DenseMatrix;
pub use document::{
    Attribution, DocumentAnalysis, EvidenceKind, EvidencePlace, FoundFacts, InformationShares,
    NearestSection, ReferenceRun, Run, RunEvidence, SectionAnalysis, Sentence, Shares, Term,
};
pub use group::{Group, Groups};
pub use limit::{Limit, LimitedList, MatrixLevel, UnknownList};
pub use pair::{Change, ChangeKind, PairFindings, PassageChanges, PassageMove, SharedPhrase};
pub use passage::{Family, FirstUse, Operation, OperationKind, Passage, PassageScore, Place};
pub use side::{ComparedSides, SideKind};
pub use similarity::{Level, Matrix, Metric, Neighbour, Similarity};
pub use template::{Instance, Part, Phrase, SlotKind, Template};
pub use text_file::text_files;

use crate::config::Config;
use crate::document::Skipped;

/// The version of the shape of `analysis.json`.
pub const SCHEMA: &str = "leitong/analysis/1";

/// The result of a run.
///
/// [`Pipeline::run`](crate::Pipeline::run) makes it; [`Analysis::default`] is that of no documents, to be filled in by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// The options of the run.
    pub config: Config,
    /// b: in how many documents wording is boilerplate; in how many groups, where spread counts groups.
    pub boilerplate_docs: usize,
    /// The documents compared, in corpus order.
    pub documents: Vec<DocumentAnalysis>,
    /// Where not every document was compared with every other: which with which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<ComparedSides>,
    /// The groups of documents, where they were put together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Groups>,
    /// Documents that are nearly one text; each group counts as one document. Empty with `count_copies`.
    #[serde(default)]
    pub copies: Vec<CopyGroup>,
    /// Names of the reference documents.
    pub reference: Vec<String>,
    /// Files and records that could not be read.
    pub skipped: Vec<Skipped>,
    /// How alike documents, sections and groups are.
    pub similarity: Similarity,
    /// Pairs of places with the same wording, strongest first.
    pub passages: Vec<Passage>,
    /// Wordings that stand in two places or more, with all their places.
    pub families: Vec<Family>,
    /// Wording with slots, the most telling first.
    pub templates: Vec<Template>,
    /// Set phrases, the most telling first.
    pub phrases: Vec<Phrase>,
    /// Lists that were cut.
    pub limits: Vec<Limit>,
}

impl Default for Analysis {
    fn default() -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            config: Config::default(),
            boilerplate_docs: Config::default().boilerplate_threshold(0),
            documents: Vec::new(),
            sides: None,
            groups: None,
            copies: Vec::new(),
            reference: Vec::new(),
            skipped: Vec::new(),
            similarity: Similarity::default(),
            passages: Vec::new(),
            families: Vec::new(),
            templates: Vec::new(),
            phrases: Vec::new(),
            limits: Vec::new(),
        }
    }
}

impl Analysis {
    /// The index of a document by its name: O(n) in the documents.
    #[must_use]
    pub fn document_index(&self, file: &str) -> Option<usize> {
        self.documents.iter().position(|d| d.file == file)
    }
}
