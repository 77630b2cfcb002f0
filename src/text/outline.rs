//! The outline of a document: headings, sections, and the noise around the body.

use serde::{Deserialize, Serialize};

use super::SourceText;
use crate::Span;

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 for 一、 and its like, 2 for （一）, and so on down.
    pub level: u8,
    /// The heading's own text, marker included.
    #[serde(rename = "heading")]
    pub text: String,
    /// Where it stands: marker included, up to and without its final 。 or line end.
    pub span: Span,
    /// Whether the text goes on behind it in the same paragraph.
    pub run_in: bool,
}

/// A leaf of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Markers of the headings above and of its own, for instance `二/(一)`; unique in its document.
    pub path: String,
    /// Its heading, or lead phrase, or the beginning of its text.
    pub heading: String,
    /// What it covers, its heading included.
    pub span: Span,
    /// Its own heading and those above it, outermost first: indices into [`Outline::headings`].
    pub headings: Vec<usize>,
}

/// What the text of a document is made of. Sections and noise together tile the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The document's title, if it carries one in its text.
    pub title: Option<Span>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Page furniture around the body, in order.
    pub noise: Vec<Span>,
    /// Leaves in order, noise left out.
    pub sections: Vec<Section>,
}

/// Finds headings, sections and noise of a text.
pub fn outline(text: &SourceText) -> Outline {
    Outline {
        sections: vec![Section {
            path: "1".to_owned(),
            heading: String::new(),
            span: Span::new(0, text.len()),
            headings: Vec::new(),
        }],
        ..Outline::default()
    }
}
