//! The outline of a text without the line ends that a width put into its paragraphs.
//!
//! In: `…要趁枯水期抢修桥墩。一⏎是备料。…` · Out: the outline of `…要趁枯水期抢修桥墩。一是备料。…`, in positions of the text as it is stored.

use crate::span::Span;
use crate::text::layout::{Layout, StyledHeading};
use crate::text::source::SourceText;
use crate::text::unwrapped::Unwrapped;

use super::model::{Heading, Outline, Section};

/// The layout of a text in positions of the text with whole paragraphs.
pub(super) fn layout(unwrapped: &Unwrapped, layout: &Layout) -> Layout {
    let inside = |span: Span| {
        let (start, end) = (unwrapped.position(span.start), unwrapped.position(span.end));
        (start < end).then(|| Span::new(start, end))
    };
    Layout {
        headings: layout
            .headings
            .iter()
            .filter_map(|heading| {
                let level = heading.level;
                inside(heading.span).map(|span| StyledHeading { span, level })
            })
            .collect(),
        noise: layout.noise.iter().copied().filter_map(inside).collect(),
    }
}

/// The outline of a text with whole paragraphs in positions of the text as it is `stored`.
pub(super) fn stored(unwrapped: &Unwrapped, stored: &SourceText, outline: Outline) -> Outline {
    let side = |span: Span| unwrapped.side(span);
    let wording = |span: Span| unwrapped.wording(span);
    let heading = |heading: Heading| {
        let span = wording(heading.span);
        let text = stored.slice(span).to_owned();
        Heading {
            span,
            text,
            ..heading
        }
    };
    let section = |section: Section| Section {
        span: side(section.span),
        lead: section.lead.map(wording),
        ..section
    };
    Outline {
        title: outline.title.map(wording),
        headings: outline.headings.into_iter().map(heading).collect(),
        noise: outline.noise.into_iter().map(side).collect(),
        sections: outline.sections.into_iter().map(section).collect(),
    }
}
