//! A flow of paragraphs: the body of a document, a note, a text box; and what the flows of a document become.

use super::extracted::Extracted;
use super::numbering::separated;
use super::paragraph::{ParagraphEnd, ParagraphRole};
use super::problem::Problem;
use super::properties::FileProperties;
use super::text_writer::TextWriter;

/// A paragraph as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) role: ParagraphRole,
    pub(super) end: ParagraphEnd,
}

/// Paragraphs that follow one another, and the one that is being read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) open: String,
    /// What text boxes anchored in the open paragraph hold; it follows the paragraph.
    pub(super) boxes: Vec<Paragraph>,
}

impl Flow {
    /// Ends the open paragraph.
    pub(super) fn close(&mut self, role: ParagraphRole, end: ParagraphEnd) {
        let text = std::mem::take(&mut self.open);
        self.paragraphs.push(Paragraph { text, role, end });
        self.paragraphs.append(&mut self.boxes);
    }

    /// Ends a row of a table: its last cell ends a line.
    pub(super) fn close_row(&mut self) {
        let last = self.paragraphs.last_mut();
        if let Some(last) = last.filter(|last| last.end == ParagraphEnd::Tab) {
            last.end = ParagraphEnd::Line;
        }
    }

    /// Ends the flow, with the paragraph that nothing has ended.
    pub(super) fn finish(&mut self) -> Vec<Paragraph> {
        if !self.open.is_empty() || !self.boxes.is_empty() {
            self.close(ParagraphRole::Body, ParagraphEnd::Line);
        }
        std::mem::take(&mut self.paragraphs)
    }
}

/// A note of a document.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) endnote: bool,
    pub(super) text: String,
}

/// The flows of a document.
#[derive(Debug, Default)]
pub(super) struct Flows {
    pub(super) body: Vec<Paragraph>,
    pub(super) notes: Vec<Note>,
    /// Lines of headers, and behind them those of footers.
    pub(super) furniture: Vec<String>,
    pub(super) properties: FileProperties,
}

impl Flows {
    /// The text: the body, behind it footnotes, endnotes, headers and footers, as noise.
    pub(super) fn extracted(self) -> Extracted {
        let mut text = TextWriter::default();
        for paragraph in &self.body {
            text.paragraph(&paragraph.text, paragraph.role, paragraph.end);
        }
        for endnote in [false, true] {
            let of_kind = self.notes.iter().filter(|note| note.endnote == endnote);
            for (number, note) in of_kind.enumerate() {
                text.note(&(number + 1).to_string(), &note.text);
            }
        }
        for line in &self.furniture {
            text.furniture(line);
        }
        text.finish(self.properties)
    }
}

/// Paragraphs as the text of a note.
pub(super) fn joined(paragraphs: &[Paragraph]) -> String {
    let lines: Vec<&str> = paragraphs.iter().map(|p| p.text.trim()).collect();
    lines.join("\n").trim().to_owned()
}

/// A count of bytes that ends with an error beyond a limit.
#[derive(Debug)]
pub(super) struct ByteBudget {
    left: u64,
    limit: u64,
}

impl ByteBudget {
    pub(super) fn new(limit: u64) -> Self {
        Self { left: limit, limit }
    }

    /// Takes bytes off.
    ///
    /// # Errors
    /// [`Problem::TooLarge`] when there are no more.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Problem> {
        self.left = self
            .left
            .checked_sub(bytes as u64)
            .ok_or(Problem::TooLarge { limit: self.limit })?;
        Ok(())
    }
}

/// A number that a program has written before a paragraph, with what stands behind it in a text.
pub(super) fn written_number(text: &str) -> String {
    let bare = text.trim();
    // Where nothing parts the number from its text, the program has written nothing.
    let parted = text.ends_with(char::is_whitespace);
    // And a tab stop behind (一) is what the page needs: LibreOffice writes one where the list has none.
    let chinese =
        bare.ends_with(')') && bare.contains(|c: char| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    // Bullets are drawn with the private signs of symbol fonts.
    let private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{B7}');
    let shown: String = bare
        .chars()
        .map(|c| if private(c) { '•' } else { c })
        .collect();
    if parted && !chinese {
        separated(shown)
    } else {
        shown
    }
}
