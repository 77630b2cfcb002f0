//! The outline of a document: headings, sections, and the noise around the body.
//!
//! In order: lines; page furniture among them ([`Outline::noise`]); paragraphs of what is left; candidates for headings,
//! each a marker with its sentence; sequences of numbers among them; their nesting; and the leaves between.
//! Everything is linear in the length of the text.

mod candidate;
mod chain;
mod furniture_words;
mod lead;
pub(in crate::text) mod line;
mod marker;
mod nesting;
mod noise;
mod numeral;
mod repeated_lines;
mod section;
mod styled;
#[cfg(test)]
mod tests;
mod title;

use serde::{Deserialize, Serialize};

use super::simplified::simplified;
use super::{Layout, SourceText};
use crate::span::Span;

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

pub use repeated_lines::repeated_lines;

/// Finds headings, sections and noise of a text: O(n). A text of white space only is noise.
pub fn outline(text: &SourceText) -> Outline {
    outline_with_layout(text, &Layout::default())
}

/// As [`outline`], with what the form of the file shows: O(n log n).
///
/// Paragraphs set as headings are headings, also without a marker; those with a marker and no style are found as
/// ever. Levels by style count from 1 without gaps; where a heading by style and one by marker hold each other, the
/// marker decides. The paragraph set as title is the title, and so is a lone heading of the highest level at the top.
/// Furniture that the layout shows is noise, beside what is found in the text itself.
pub fn outline_with_layout(text: &SourceText, layout: &Layout) -> Outline {
    // Rules are written in simplified words; characters stand for one another one for one, so spans stay.
    let shown: Vec<char> = text.as_str().chars().collect();
    let chars: Vec<char> = shown.iter().map(|c| simplified(*c)).collect();
    let folded: Option<String> = (shown != chars).then(|| chars.iter().collect());
    let all = line::lines(folded.as_deref().unwrap_or(text.as_str()));
    let (noise, lines) = noise::separate(&chars, all, &layout.noise);
    let styled = styled::StyledHeadings::new(&chars, &lines, layout);
    let paragraphs = line::paragraphs(&lines, |line| {
        candidate::opens_with_marker(&chars, line) || styled.opens(line)
    });
    let candidates = candidate::candidates(&chars, &lines, &paragraphs);
    let candidates = styled.mark(&chars, &paragraphs, candidates);
    let mut chains = chain::chains(&chars, &candidates);
    styled::accept(&candidates, &mut chains);
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
    let title = match styled.title {
        Some(span) => Some(title::styled(span, &paragraphs, title, first)),
        None => title,
    };
    let body = section::OutlinedBody {
        chars: &chars,
        shown: &shown,
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
