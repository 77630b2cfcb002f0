//! Facts of a document: values, each with the place where it was found.

use serde::{Deserialize, Serialize};

use super::given::Metadata;
use crate::span::Span;
use crate::text::outline::Outline;
use crate::text::source::SourceText;

/// The place where a fact was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// The metadata file of the run.
    MetadataFile,
    /// A field of the document's record.
    Record,
    /// The properties of the file.
    Properties,
    /// The file name.
    FileName,
    /// The text as a whole: how it speaks.
    Manner,
    /// A stretch of the text.
    Text {
        /// The stretch, in code points.
        span: Span,
        /// Its wording.
        text: String,
    },
}

/// A value and the place where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The value.
    pub value: String,
    /// The place where it was found.
    pub from: Origin,
}

impl Fact {
    pub(super) fn new(value: impl Into<String>, from: Origin) -> Self {
        Self {
            value: value.into(),
            from,
        }
    }
}

/// The facts of a document; `None` for what neither the text nor anybody says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facts {
    /// The title.
    pub title: Option<Fact>,
    /// The date: `2025`, `2025-03`, `2025-03-26`, or `--03-26` where the year is not known.
    pub date: Option<Fact>,
    /// The place that the document is from or about.
    pub place: Option<Fact>,
    /// The meeting at which it was spoken, or of which it tells.
    pub meeting: Option<Fact>,
    /// The author, where one is given.
    pub author: Option<Fact>,
    /// The one who speaks in it.
    pub speaker: Option<Fact>,
    /// The kind: `speech`, `report`, `news`, `regulation`, `policy`, or what was given.
    pub kind: Option<Fact>,
}

/// What finding facts looks at of a document.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// Its text as read.
    pub text: &'a SourceText,
    /// Its outline.
    pub outline: &'a Outline,
    /// The name that outputs use for it.
    pub name: &'a str,
    /// The metadata that were given for it.
    pub given: &'a Metadata,
}
