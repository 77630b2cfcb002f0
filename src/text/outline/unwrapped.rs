//! The text without the line ends that a width put into its paragraphs, and the way back.
//!
//! In: `…要趁枯水期抢修桥墩。一⏎是备料。…` · Out: `…要趁枯水期抢修桥墩。一是备料。…`, and that its character 12 stands at 13 in the text.
//!
//! A line end may fall anywhere: into a marker, a date, a name. Rather than have every rule look for it, the outline is made
//! of the text without them, and its positions are translated.

use crate::span::Span;
use crate::text::layout::{Layout, StyledHeading};
use crate::text::source::SourceText;
use crate::text::wrap::line_ends_inside_paragraphs;

use super::model::{Heading, Outline, Section};

/// A text whose paragraphs are whole.
pub(super) struct Unwrapped<'a> {
    /// The text as it is stored.
    stored: &'a SourceText,
    /// The text with whole paragraphs.
    pub(super) text: SourceText,
    /// For each of its characters where it stands in the stored text, and behind them the length of that.
    at: Vec<usize>,
}

impl<'a> Unwrapped<'a> {
    /// Takes the line ends out; `None` for a text that was not broken at a width. O(n).
    pub(super) fn of(stored: &'a SourceText) -> Option<Self> {
        let inside = line_ends_inside_paragraphs(stored.as_str());
        if inside.is_empty() {
            return None;
        }
        let chars: Vec<char> = stored.as_str().chars().collect();
        let mut text = String::with_capacity(stored.as_str().len());
        let mut at = Vec::with_capacity(chars.len() + 1);
        let mut from = 0;
        for span in inside {
            text.extend(&chars[from..span.start]);
            at.extend(from..span.start);
            // Words of an alphabet stay apart.
            let word =
                |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric() && c.len_utf8() < 3);
            let before = span.start.checked_sub(1).and_then(|at| chars.get(at));
            let punctuated = before.is_some_and(|c| c.is_ascii_punctuation() && *c != '-');
            if (word(before) || punctuated) && word(chars.get(span.end)) {
                text.push(' ');
                at.push(span.start);
            }
            from = span.end;
        }
        text.extend(&chars[from..]);
        at.extend(from..=chars.len());
        Some(Self {
            stored,
            text: SourceText::new(text),
            at,
        })
    }

    /// The layout in positions of the text with whole paragraphs.
    pub(super) fn layout(&self, layout: &Layout) -> Layout {
        let inside = |span: Span| {
            let position = |stored: usize| self.at.partition_point(|at| *at < stored);
            let (start, end) = (position(span.start), position(span.end));
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

    /// The outline in positions of the stored text.
    pub(super) fn stored(&self, outline: Outline) -> Outline {
        // What lies side by side stays so; wording ends with its last character.
        let side = |span: Span| Span::new(self.at[span.start], self.at[span.end]);
        let wording = |span: Span| match span.end.checked_sub(1) {
            Some(last) if last >= span.start => Span::new(self.at[span.start], self.at[last] + 1),
            _ => side(span),
        };
        let heading = |heading: Heading| {
            let span = wording(heading.span);
            let text = self.stored.slice(span).to_owned();
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
}
