//! The outline of a document: headings, sections, noise.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The level: 1 for 一、 and its like, 2 for （一）, and so on down.
    pub level: u8,
    /// The heading's own text, marker included.
    #[serde(rename = "heading")]
    pub text: String,
    /// Its span: marker included, up to and without its final 。 or line end.
    pub span: Span,
    /// Whether the text goes on behind it in the same paragraph.
    pub run_in: bool,
}

/// A leaf of the outline: a stretch of the body under one heading, or a paragraph outside all headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The markers of the headings above it and of its own, for instance `二/(一)`; unique in its document.
    ///
    /// A paragraph outside every heading is `¶N`, the Nth of the body; what is split off it `¶N/2` and so on, or
    /// `¶N/一是` for a run-in heading; the title is `题`. A path that stands a second time gets `#2`.
    pub path: String,
    /// Its heading, or lead phrase, or the beginning of its text; on one line.
    pub heading: String,
    /// The stretch of text that it covers, its heading included.
    pub span: Span,
    /// Its own heading and those above it, outermost first: indices into [`Outline::headings`].
    pub headings: Vec<usize>,
    /// The sentence with the lead phrase of its paragraph (赵源华强调，组织工作要……), which is no heading but says what
    /// the run-in sections of the paragraph are about.
    pub lead: Option<Span>,
}

/// The outline of a document. Sections and noise together tile the text.
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
