//! A document as read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::text::outline::{Outline, outline_with_layout};
use crate::text::{Layout, SourceText};

/// A document's number in its corpus, from 0, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocId(pub u32);

impl DocId {
    /// As an index into the corpus.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Who says what is known of a document beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum GivenBy {
    /// The properties of its file, which programs fill in: what the text says counts before them.
    #[default]
    Properties,
    /// The fields of its record, which people fill in: they count before what the text says.
    Record,
}

/// What is known of a document beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Its date, as precise as known: `2025`, `2025-03` or `2025-03-26`.
    pub date: Option<String>,
    /// The place that it is from.
    pub place: Option<String>,
    /// Who wrote or spoke it.
    pub author: Option<String>,
    /// The meeting at which it was spoken.
    pub meeting: Option<String>,
    /// What kind of text it is.
    pub kind: Option<String>,
    /// Who says all that.
    pub by: GivenBy,
    /// What the metadata file of the run says, by column; it counts before everything else.
    pub table: BTreeMap<String, String>,
}

/// One text to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name that outputs use: the file name, or the record's id; unique in its corpus.
    pub name: String,
    /// The file that it was read from.
    pub path: PathBuf,
    /// Its text.
    pub text: SourceText,
    /// What the form of its file says of the text.
    pub layout: Layout,
    /// What its source says of it.
    pub metadata: Metadata,
}

impl Document {
    /// Its outline, from its text and its layout: O(n log n).
    pub fn outline(&self) -> Outline {
        outline_with_layout(&self.text, &self.layout)
    }
}

/// Something that was to be read and was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, with the line for a record.
    pub path: String,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// The documents of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// The documents, sorted by path; [`DocId`] counts them.
    pub documents: Vec<Document>,
    /// Texts that count as boilerplate wherever their wording stands, and are not compared themselves.
    pub reference: Vec<Document>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}
