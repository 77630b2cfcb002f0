//! Word documents (.docx, ISO/IEC 29500).
//!
//! The text is what a reader of the page has before him: paragraphs with their automatic numbers, tables with a tab
//! between cells and a line a row, text boxes behind the paragraph that holds them, insertions but not deletions,
//! and nothing hidden. Headings and the title come from styles and outline levels.
//!
//! Tables of contents stay where they are, as noise: they say every heading a second time. Footnotes and endnotes
//! stand behind the text, as noise, each with its number: in the middle of a sentence or paragraph they would
//! cut wording in two that is one. Behind them stand headers and footers, each wording once. Comments are no part
//! of the text.

mod body;
mod chunk;
mod equation;
mod numbering;
mod numerals;
mod package;
mod properties;
mod relations;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use body::{BodyReader, DocxParagraph, ParagraphEnd};
use numbering::NumberingReader;
use package::Package;
use properties::PropertiesReader;
use relations::PackageParts;
use styles::{ParagraphRole, StylesReader};
use xml::{XmlAttributes, XmlHandler};

use super::{Extracted, Problem};
use crate::span::{Span, union_across};
use crate::text::{Layout, StyledHeading};

/// The text of a document; `limit` is the most bytes it may have. O(n) in the length of its XML.
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::TooDeep`], [`Problem::Bomb`], [`Problem::TooLarge`].
pub(super) fn extract(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    extract_at(bytes, limit, 0)
}

/// As [`extract`], for a document that is a part of `depth` others.
fn extract_at(bytes: &[u8], limit: u64, depth: usize) -> Result<Extracted, Problem> {
    let mut package = Package::open(bytes)?;
    let parts = PackageParts::of(&mut package)?;
    let mut styles = StylesReader::default();
    package.optional(&parts.styles, &mut styles)?;
    let styles = styles.styles;
    let mut numbering = NumberingReader::default();
    package.optional(&parts.numbering, &mut numbering)?;
    let mut numbering = numbering.numbering;

    let mut body = BodyReader::new(&styles, &mut numbering, limit);
    package.part(&parts.document, &mut body)?;
    let mut text = TextWriter::default();
    let mut remarks = Vec::new();
    for paragraph in body.take() {
        let Some(id) = &paragraph.chunk else {
            text.add(&paragraph);
            continue;
        };
        let Some(part) = parts.chunks.get(id) else {
            continue;
        };
        match chunk::read(&mut package, part, limit, depth)? {
            Some(chunk) => text.extend(chunk),
            None => remarks.push(Problem::PartNotRead { part: part.clone() }),
        }
    }
    let notes = std::mem::take(&mut body.notes);
    let mut beside = NotesReader {
        body,
        found: BTreeMap::new(),
        id: None,
    };
    for (name, endnote) in [(&parts.footnotes, false), (&parts.endnotes, true)] {
        if notes.iter().any(|note| note.endnote == endnote) {
            package.optional(name, &mut beside)?;
            let read = std::mem::take(&mut beside.found);
            let of_kind = notes.iter().filter(|note| note.endnote == endnote);
            for (number, note) in of_kind.enumerate() {
                text.note(number + 1, read.get(&note.id).map_or(&[], Vec::as_slice));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for name in parts.headers.iter().chain(&parts.footers) {
        package.part(name, &mut beside.body)?;
        for paragraph in beside.body.take() {
            // Without the number of the page, which is what the last page had when the file was saved.
            let worded = paragraph.text.chars().any(char::is_alphabetic);
            if worded && seen.insert(paragraph.text.trim().to_owned()) {
                text.add_noise(&paragraph.text);
            }
        }
    }
    let mut properties = PropertiesReader::default();
    package.optional(&parts.properties, &mut properties)?;
    Ok(Extracted {
        remarks,
        ..text.finish(properties)
    })
}

/// Footnotes or endnotes, by id.
struct NotesReader<'d> {
    body: BodyReader<'d>,
    found: BTreeMap<String, Vec<DocxParagraph>>,
    id: Option<String>,
}

impl XmlHandler for NotesReader<'_> {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if matches!(name, "footnote" | "endnote") {
            self.id = attributes.get("id");
        }
        self.body.start(name, attributes)
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        self.body.end(name)?;
        if matches!(name, "footnote" | "endnote") {
            let paragraphs = self.body.take();
            self.found.extend(self.id.take().map(|id| (id, paragraphs)));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        self.body.text(text)
    }
}

/// The text as it is put together.
#[derive(Default)]
struct TextWriter {
    text: String,
    /// Its length in code points.
    length: usize,
    layout: Layout,
}

impl TextWriter {
    fn push(&mut self, text: &str) -> Span {
        let start = self.length;
        self.length += text.chars().count();
        self.text.push_str(text);
        Span::new(start, self.length)
    }

    fn add(&mut self, paragraph: &DocxParagraph) {
        let span = self.push(&paragraph.text);
        let level = match paragraph.role {
            ParagraphRole::Heading(level) => Some(level),
            ParagraphRole::Title => Some(0),
            ParagraphRole::Contents | ParagraphRole::Body => None,
        };
        if let Some(level) = level.filter(|_| !paragraph.text.trim().is_empty()) {
            self.layout.headings.push(StyledHeading { span, level });
        }
        if paragraph.role == ParagraphRole::Contents && !span.is_empty() {
            self.layout.noise.push(span);
        }
        match paragraph.end {
            ParagraphEnd::Line => self.push("\n"),
            ParagraphEnd::Tab => self.push("\t"),
            ParagraphEnd::Open => return,
        };
    }

    /// Takes in a text of another form, with its headings and furniture.
    fn extend(&mut self, other: Extracted) {
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

    fn add_noise(&mut self, text: &str) {
        if !(self.text.is_empty() || self.text.ends_with('\n')) {
            self.push("\n");
        }
        let span = self.push(text);
        self.layout.noise.push(span);
        self.push("\n");
    }

    fn note(&mut self, number: usize, paragraphs: &[DocxParagraph]) {
        let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.trim()).collect();
        let text = texts.join("\n");
        if !text.trim().is_empty() {
            self.add_noise(&format!("[{number}] {}", text.trim()));
        }
    }

    fn finish(mut self, properties: PropertiesReader) -> Extracted {
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
