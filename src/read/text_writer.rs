//! The text of an office document as it is put together, with its headings and its furniture.

use std::collections::BTreeSet;

use super::extracted::Extracted;
use super::paragraph::{ParagraphEnd, ParagraphRole};
use super::properties::FileProperties;
use crate::span::{Span, union_across};
use crate::text::{Layout, StyledHeading};

/// The text as it is put together.
#[derive(Default)]
pub(super) struct TextWriter {
    text: String,
    /// Its length in code points.
    length: usize,
    layout: Layout,
    /// Lines of headers and footers that are written.
    furniture: BTreeSet<String>,
}

impl TextWriter {
    fn push(&mut self, text: &str) -> Span {
        let start = self.length;
        self.length += text.chars().count();
        self.text.push_str(text);
        Span::new(start, self.length)
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> u64 {
        self.text.len() as u64
    }

    /// Adds a paragraph of the body.
    pub(super) fn paragraph(&mut self, text: &str, role: ParagraphRole, end: ParagraphEnd) {
        let span = self.push(text);
        let level = match role {
            ParagraphRole::Heading(level) => Some(level),
            ParagraphRole::Title => Some(0),
            ParagraphRole::Contents | ParagraphRole::Body => None,
        };
        if let Some(level) = level.filter(|_| !text.trim().is_empty()) {
            self.layout.headings.push(StyledHeading { span, level });
        }
        if role == ParagraphRole::Contents && !span.is_empty() {
            self.layout.noise.push(span);
        }
        match end {
            ParagraphEnd::Line => self.push("\n"),
            ParagraphEnd::Tab => self.push("\t"),
            ParagraphEnd::Open => return,
        };
    }

    /// Takes in a text of another form, with its headings and furniture.
    pub(super) fn extend(&mut self, other: Extracted) {
        if !(self.text.is_empty() || self.text.ends_with('\n')) {
            self.push("\n");
        }
        let from = self.length;
        self.push(other.text.trim_end_matches('\n'));
        let length = self.length;
        let moved = |span: Span| {
            Span::new(
                (span.start + from).min(length),
                (span.end + from).min(length),
            )
        };
        let headings = other
            .layout
            .headings
            .into_iter()
            .map(|heading| StyledHeading {
                span: moved(heading.span),
                ..heading
            });
        self.layout.headings.extend(headings);
        self.layout
            .noise
            .extend(other.layout.noise.into_iter().map(moved));
        self.push("\n");
    }

    /// Adds text that is kept and not compared.
    pub(super) fn noise(&mut self, text: &str) {
        if !(self.text.is_empty() || self.text.ends_with('\n')) {
            self.push("\n");
        }
        let span = self.push(text);
        self.layout.noise.push(span);
        self.push("\n");
    }

    /// Adds a note, which stands behind the text: in the middle of a sentence it would cut wording in two.
    pub(super) fn note(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.noise(&format!("[{label}] {}", text.trim()));
        }
    }

    /// Adds a line of a header or footer, once however many pages or sections have it. The number of the page is left
    /// out: it is what the last page had when the file was saved.
    pub(super) fn furniture(&mut self, line: &str) {
        let worded = line.chars().any(char::is_alphabetic);
        if worded && self.furniture.insert(line.trim().to_owned()) {
            self.noise(line);
        }
    }

    /// The finished text, with what its file says of itself.
    pub(super) fn finish(mut self, properties: FileProperties) -> Extracted {
        // Lines of noise with nothing but a line end between them are one.
        self.layout.noise = union_across(self.layout.noise, |gap| gap.len() <= 1);
        Extracted {
            metadata: properties.metadata(&self.text),
            text: self.text,
            layout: self.layout,
            ..Extracted::default()
        }
    }
}
