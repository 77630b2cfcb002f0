//! Metadata that were given for a document: by its file, its record, or the metadata file of the run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The source of given metadata.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum GivenBy {
    /// The properties of the file, which programs fill in: what the text says counts before them.
    #[default]
    Properties,
    /// The fields of the record, which people fill in: they count before what the text says.
    Record,
}

/// Metadata of a document that were given beside its text; all as somebody wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The date, in any form that [`PartialDate::parse`](super::PartialDate::parse) reads.
    pub date: Option<String>,
    /// The place that the document is from.
    pub place: Option<String>,
    /// The author, or the speaker.
    pub author: Option<String>,
    /// The meeting at which it was spoken.
    pub meeting: Option<String>,
    /// The kind of text: `speech`, `report`, `news`, `regulation`, `policy`, or a word of one's own.
    pub kind: Option<String>,
    /// The source of these fields.
    pub by: GivenBy,
    /// Further fields of the record, as they are called there, where they are asked for
    /// ([`ReadOptions::further_fields`](crate::read::ReadOptions::further_fields)).
    #[serde(default)]
    pub further: BTreeMap<String, String>,
    /// The fields of the metadata file of the run, by column; they count before everything else.
    pub table: BTreeMap<String, String>,
}
