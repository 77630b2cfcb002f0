//! The outline of a document: headings, sections, and the noise around the body.
//!
//! In order: lines; page furniture among them ([`Outline::noise`]); paragraphs of what is left; candidates for headings,
//! each a marker with its sentence; sequences of numbers among them; their nesting; and the leaves between.
//! Everything is linear in the length of the text.

mod candidate;
mod chain;
mod furniture;
mod lead;
pub(in crate::text) mod line;
mod marker;
mod nesting;
mod noise;
mod numeral;
mod repeated;
mod section;
#[cfg(test)]
mod tests;
mod title;

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
    ///
    /// A paragraph outside every heading is `¶N`, the Nth of the body; what is split off it `¶N/2` and so on, or
    /// `¶N/一是` for a run-in heading; the title is `题`. A path that stands a second time gets `#2`.
    pub path: String,
    /// Its heading, or lead phrase, or the beginning of its text; on one line.
    pub heading: String,
    /// What it covers, its heading included.
    pub span: Span,
    /// Its own heading and those above it, outermost first: indices into [`Outline::headings`].
    pub headings: Vec<usize>,
    /// The sentence with the lead phrase of its paragraph (赵源华强调，组织工作要……), which is no heading but says what
    /// the run-in sections of the paragraph are about.
    pub lead: Option<Span>,
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

pub use repeated::repeated;

/// Finds headings, sections and noise of a text: O(n). A text of white space only is noise.
pub fn outline(text: &SourceText) -> Outline {
    outline_beside(text, &[])
}

/// As [`outline`], where lines are known to be furniture: those that begin in `furniture` (sorted, not overlapping).
/// See [`repeated`] for furniture that shows beside other documents.
pub fn outline_beside(text: &SourceText, furniture: &[Span]) -> Outline {
    let chars: Vec<char> = text.as_str().chars().collect();
    let all = line::lines(text.as_str());
    let (noise, lines) = noise::separate(&chars, all, furniture);
    let paragraphs = line::paragraphs(&lines, |line| candidate::opens_with_marker(&chars, line));
    let candidates = candidate::candidates(&chars, &lines, &paragraphs);
    let chains = chain::chains(&chars, &candidates);
    let opening = |index: &usize| chains.of[*index].is_some() && candidates[*index].opens;
    let opened = |index: usize| candidates[index].paragraph;
    let last = (0..candidates.len()).rev().find(opening).map(opened);
    let first = (0..candidates.len()).find(opening).map(opened);
    let closing = section::closing(&chars, &paragraphs, last);
    let nested = nesting::nest(&candidates, &chains, closing);
    let headings: Vec<Heading> = nested
        .iter()
        .map(|nested| {
            let candidate = &candidates[nested.candidate];
            Heading {
                level: nested.level,
                text: text.slice(candidate.span).to_owned(),
                span: candidate.span,
                run_in: candidate.run_in,
            }
        })
        .collect();
    let title = title::title(&chars, &lines, &paragraphs, first);
    let body = section::Body {
        chars: &chars,
        paragraphs: &paragraphs,
        candidates: &candidates,
        nested: &nested,
        headings: &headings,
        title: title.map_or(0, |title| title.paragraphs),
        closing,
    };
    let sections = section::sections(&body, &noise);
    Outline {
        title: title.map(|title| title.span),
        headings,
        noise,
        sections,
    }
}
