//! Documents that are nearly one text.

use serde::{Deserialize, Serialize};

/// By what the versions of a text are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CopyOrder {
    /// There is one version only: all are equal, but for punctuation and white space.
    Equal,
    /// By their dates.
    Dates,
    /// By what was added and removed: neighbours differ least, and the text grew. The first may be the last if it was cut.
    Growth,
}

impl CopyOrder {
    /// Its name in tables: `equal`, `dates`, `growth`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Dates => "dates",
            Self::Growth => "growth",
        }
    }
}

/// One of several documents that are nearly one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The document, by index.
    pub document: usize,
    /// The document that it is equal to, if it is an exact copy: punctuation, white space and page furniture aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equal_to: Option<usize>,
}

/// Documents that are nearly one text: they count as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyGroup {
    /// In the order in which they came to be; exact copies behind the one that they are equal to.
    pub versions: Vec<Version>,
    /// By what they are in order.
    pub order: CopyOrder,
}
