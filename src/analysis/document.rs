//! What was found in one document.

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::text::outline::Heading;

/// Whose wording a character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribution {
    /// It stands in so many documents, or in a reference text, that nobody owns it.
    Boilerplate,
    /// It stands in another document.
    Shared,
    /// It stands here alone.
    Local,
}

/// Shares of the body's units; they add up to 1, or are all 0 where there is nothing to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Share of boilerplate, 0 to 1.
    pub boilerplate: f64,
    /// Share of shared wording, 0 to 1.
    pub shared: f64,
    /// Share of local wording, 0 to 1.
    pub local: f64,
}

/// The same shares with every unit weighted by its surprisal, and the weight itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InformationShares {
    /// Surprisal of the whole, in bits.
    pub bits: f64,
    /// How it divides.
    #[serde(flatten)]
    pub shares: Shares,
}

/// A stretch of one attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "(usize, usize, Attribution)",
    into = "(usize, usize, Attribution)"
)]
pub struct Run {
    /// Where.
    pub span: Span,
    /// Whose.
    pub attribution: Attribution,
}

impl From<(usize, usize, Attribution)> for Run {
    fn from((start, end, attribution): (usize, usize, Attribution)) -> Self {
        Self {
            span: Span { start, end },
            attribution,
        }
    }
}

impl From<Run> for (usize, usize, Attribution) {
    fn from(run: Run) -> Self {
        (run.span.start, run.span.end, run.attribution)
    }
}

/// A word with its weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The word.
    pub term: String,
    /// Its TF-IDF weight in the vector of unit length, 0 to 1.
    pub weight: f64,
}

/// A leaf section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionAnalysis {
    /// Markers of the headings above and its own: `二/(一)`.
    pub path: String,
    /// Its heading, or its lead phrase.
    pub heading: String,
    /// What it covers.
    pub span: Span,
    /// Units of NormalText in it.
    pub units: usize,
    /// How its units divide.
    pub shares: Shares,
    /// How its information divides.
    pub information: InformationShares,
    /// Its attribution, tiling the span.
    pub runs: Vec<Run>,
    /// Its most distinctive words.
    pub terms: Vec<Term>,
}

/// A document and what was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentAnalysis {
    /// Its name in all outputs.
    pub file: String,
    /// The file that it was read from.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as precise as known.
    pub date: Option<String>,
    /// Where it is from.
    pub place: Option<String>,
    /// Who wrote or spoke it.
    pub author: Option<String>,
    /// `speech`, `news` or another kind, where it could be told.
    pub kind: Option<String>,
    /// Length of the text in code points.
    pub characters: usize,
    /// Units of NormalText in its body.
    pub units: usize,
    /// Its headings.
    pub outline: Vec<Heading>,
    /// Page furniture around the body.
    pub noise: Vec<Span>,
    /// Its leaf sections.
    pub sections: Vec<SectionAnalysis>,
    /// How its units divide.
    pub shares: Shares,
    /// How its information divides.
    pub information: InformationShares,
    /// Its most distinctive words.
    pub terms: Vec<Term>,
    /// The text as read.
    pub text: String,
}
