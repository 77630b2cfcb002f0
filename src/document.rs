//! The documents of a run: what the engine works on, wherever they come from.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::text::metadata::Metadata;
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
    /// Its outline from its own text and layout, in O(n log n).
    ///
    /// A corpus knows more: lines that several documents repeat at their edges are noise, too. For documents that stand
    /// beside one another use [`outlines`](crate::pipeline::outlines).
    pub fn outline_alone(&self) -> Outline {
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
