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
mod numbering;
mod one_file;
mod properties;
mod relations;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use body::{BodyReader, DocxParagraph};
use numbering::NumberingReader;
pub(super) use one_file::extract_one_file;
pub(super) use properties::PropertiesReader;
use relations::PackageParts;
use styles::StylesReader;

use super::form::WORD_DOCUMENT;
use super::package::Package;
use super::text_writer::TextWriter;
use super::xml::{XmlAttributes, XmlHandler};
use super::{Extracted, Problem};

/// The text of a document; `limit` is the most bytes it may have. O(n) in the length of its XML.
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::TooDeep`], [`Problem::Bomb`], [`Problem::TooLarge`].
pub(super) fn extract(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    extract_at(bytes, limit, 0)
}

/// As [`extract`], for a document that is a part of `depth` others.
fn extract_at(bytes: &[u8], limit: u64, depth: usize) -> Result<Extracted, Problem> {
    let mut package = Package::open(bytes, WORD_DOCUMENT)?;
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
            text.paragraph(&paragraph.text, paragraph.role, paragraph.end);
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
                let paragraphs = read.get(&note.id).map_or(&[][..], Vec::as_slice);
                let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.trim()).collect();
                text.note(&(number + 1).to_string(), &texts.join("\n"));
            }
        }
    }
    for name in parts.headers.iter().chain(&parts.footers) {
        package.part(name, &mut beside.body)?;
        for paragraph in beside.body.take() {
            text.furniture(&paragraph.text);
        }
    }
    let mut properties = PropertiesReader::default();
    package.optional(&parts.properties, &mut properties)?;
    Ok(Extracted {
        remarks,
        ..text.finish(properties.found)
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
