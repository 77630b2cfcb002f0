//! A text without the line ends that a width put into its paragraphs, and the way back.
//!
//! In: `…要趁枯水期抢修桥墩。一⏎是备料。…` · Out: `…要趁枯水期抢修桥墩。一是备料。…`, and that its character 12 stands at 13 in the text.
//!
//! A line end may fall anywhere: into a marker, a date, a name. Rather than have every rule look for it, what reads running text
//! reads it without them, and translates its positions.

use crate::span::Span;
use crate::text::source::SourceText;
use crate::text::wrap::line_ends_inside_paragraphs;

/// A text whose paragraphs are whole.
pub(crate) struct Unwrapped {
    /// The text with whole paragraphs.
    pub(crate) text: SourceText,
    /// For each of its characters where it stands in the stored text, and behind them the length of that.
    at: Vec<usize>,
}

impl Unwrapped {
    /// Takes the line ends out; `None` for a text that was not broken at a width. O(n).
    pub(crate) fn of(stored: &str) -> Option<Self> {
        let inside = line_ends_inside_paragraphs(stored);
        if inside.is_empty() {
            return None;
        }
        let chars: Vec<char> = stored.chars().collect();
        let mut text = String::with_capacity(stored.len());
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
            text: SourceText::new(text),
            at,
        })
    }

    /// Where what stands at `stored` in the stored text stands in this one, or what follows it: O(log n).
    pub(crate) fn position(&self, stored: usize) -> usize {
        self.at.partition_point(|at| *at < stored)
    }

    /// A span in the stored text, up to where the next character stands: what lies side by side stays so.
    pub(crate) fn side(&self, span: Span) -> Span {
        Span::new(self.at[span.start], self.at[span.end])
    }

    /// A span in the stored text that ends with its last character, as wording does.
    pub(crate) fn wording(&self, span: Span) -> Span {
        match span.end.checked_sub(1) {
            Some(last) if last >= span.start => Span::new(self.at[span.start], self.at[last] + 1),
            _ => self.side(span),
        }
    }
}
