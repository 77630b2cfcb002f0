//! The result of a reader: text, layout and facts of a file.

use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::text::Layout;
use crate::text::metadata::Metadata;

/// One text taken out of a file of any form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Extracted {
    /// The text, furniture included: nothing that a reader of the page sees is dropped. Paragraphs end with `\n`.
    pub text: String,
    /// The places of its headings and its furniture.
    pub layout: Layout,
    /// The facts that the file states of itself in its properties.
    pub metadata: Metadata,
    /// What is worth telling of how it was read: bytes or parts that were left out.
    #[serde(skip)]
    pub remarks: Vec<Problem>,
}

impl Extracted {
    /// A text without layout or properties.
    pub fn plain(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}
