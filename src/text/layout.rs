//! The layout that the form of a file shows and plain text does not: headings by style, page furniture.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The marks that a reader took from the form of a file (.docx, HTML, PDF). Plain text has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Paragraphs set as headings, in the order of the text.
    pub headings: Vec<StyledHeading>,
    /// Page furniture (menus, running heads, page numbers): in order, without overlap, in code points.
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
