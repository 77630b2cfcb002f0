//! The parts of a .docx: those that change are written anew, the others are copied as they are packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use anyhow::{Context, anyhow};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Bytes of a part that are read at most.
const LARGEST: u64 = 256 << 20;

/// A package that is being changed.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    changed: BTreeMap<String, String>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> anyhow::Result<Self> {
        Ok(Self {
            zip: ZipArchive::new(Cursor::new(bytes))?,
            changed: BTreeMap::new(),
        })
    }

    /// A part, as text.
    pub(super) fn text(&mut self, name: &str) -> anyhow::Result<String> {
        let mut text = String::new();
        let part = self
            .zip
            .by_name(name)
            .with_context(|| format!("it has no {name}"))?;
        part.take(LARGEST).read_to_string(&mut text)?;
        Ok(text)
    }

    pub(super) fn set(&mut self, name: &str, text: &str) {
        self.changed.insert(name.to_owned(), text.to_owned());
    }

    /// Says in the two lists of the package that there are comments.
    pub(super) fn announce_comments(&mut self) -> anyhow::Result<()> {
        let types = self.text(TYPES)?;
        let one = "<Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>";
        self.set(TYPES, &before_end(&types, "</Types>", one)?);
        let relations = self.text(RELATIONS).unwrap_or_else(|_| {
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
        });
        let one = format!(
            "<Relationship Id=\"rIdLeitongComments\" Type=\"{RELATIONSHIPS}/comments\" Target=\"comments.xml\"/>"
        );
        self.set(
            RELATIONS,
            &before_end(&relations, "</Relationships>", &one)?,
        );
        Ok(())
    }

    /// The package with its changes.
    pub(super) fn finish(mut self) -> anyhow::Result<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        // In their order: some programs want the list of types first.
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index)?;
            let name = part.name()?.into_owned();
            match self.changed.remove(&name) {
                None => out.raw_copy_file(part)?,
                Some(text) => write(&mut out, &name, &text)?,
            }
        }
        for (name, text) in &self.changed {
            write(&mut out, name, text)?;
        }
        Ok(out.finish()?.into_inner())
    }
}

fn write(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> anyhow::Result<()> {
    out.start_file(name, SimpleFileOptions::default())?;
    out.write_all(text.as_bytes())?;
    Ok(())
}

fn before_end(text: &str, end: &str, one: &str) -> anyhow::Result<String> {
    let at = text
        .rfind(end)
        .ok_or_else(|| anyhow!("a list of the package has no end"))?;
    Ok(format!("{}{one}{}", &text[..at], &text[at..]))
}
