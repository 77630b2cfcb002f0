//! What is known of a document beside its text: given by its file, its record, or the metadata file of the run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
