//! Word documents as one file of XML: those of Word 2003 (`w:wordDocument`), and all parts of a .docx in one (`pkg:package`).

use super::body::BodyReader;
use super::styles::StylesReader;
use crate::read::form::WORD_DOCUMENT;
use crate::read::numbering::Numbering;
use crate::read::properties::FileProperties;
use crate::read::text_writer::TextWriter;
use crate::read::xml::{XmlAttributes, XmlHandler, walk};
use crate::read::{Extracted, Problem};

/// The text of a document; see [`super::extract`]. Numbers of lists are not counted: Word 2003 writes them down.
pub(in crate::read) fn extract_one_file(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    let mut styles = StylesReader::default();
    walk(bytes, WORD_DOCUMENT, &mut styles)?;
    let mut numbering = Numbering::default();
    let mut reader = InBody {
        body: BodyReader::new(&styles.styles, &mut numbering, limit),
        depth: 0,
    };
    walk(bytes, WORD_DOCUMENT, &mut reader)?;
    let mut text = TextWriter::default();
    for paragraph in reader.body.take() {
        text.paragraph(&paragraph.text, paragraph.role, paragraph.end);
    }
    Ok(text.finish(FileProperties::default()))
}

/// Reads what stands in `w:body`.
struct InBody<'d> {
    body: BodyReader<'d>,
    /// Open elements in the body, that included.
    depth: usize,
}

impl XmlHandler for InBody<'_> {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if self.depth > 0 || name == "body" {
            self.depth += 1;
            return self.body.start(name, attributes);
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        if self.depth > 0 {
            self.depth -= 1;
            return self.body.end(name);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        match self.depth {
            0 => Ok(()),
            _ => self.body.text(text),
        }
    }
}
