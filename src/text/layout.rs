//! What the form of a file says of its text: the styles and the furniture that plain text does not show.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Marks that a reader took from the form of a file (docx, HTML, PDF). Plain text has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Paragraphs set as headings, in the order of the text.
    pub headings: Vec<StyledHeading>,
    /// Furniture of the page: menus, running heads, page numbers; in order, without overlap, in code points.
    pub noise: Vec<Span>,
}

/// A paragraph with a heading style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyledHeading {
    /// The paragraph without its line end, in code points.
    pub span: Span,
    /// 0 for the document's title, 1 for the highest heading, and so on down.
    pub level: u8,
}
