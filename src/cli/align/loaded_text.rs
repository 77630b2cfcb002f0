//! A file read and normalised, ready to be aligned.

use std::fs;
use std::path::Path;

use crate::read::{Fault, Problem, ReadOptions, Reader, TextEncoding, decode};
use crate::text::{Layout, NormalText, SourceText};

/// The text of a file, as read and as compared.
#[derive(Debug)]
pub(super) struct LoadedText {
    pub(super) source: SourceText,
    pub(super) normal: NormalText,
    /// What the form of its file says of it.
    pub(super) layout: Layout,
    /// Code points of the file as stored that come before the text: 1 for a byte order mark that was taken off, else 0.
    pub(super) shift: usize,
}

/// A text with the path that the user gave for it.
#[derive(Debug)]
pub(super) struct NamedText<'a> {
    pub(super) path: &'a Path,
    pub(super) text: LoadedText,
}

impl LoadedText {
    /// Reads a text as `compare` does, from a file of any form.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no text or several.
    pub(super) fn read(path: &Path, encoding: Option<TextEncoding>) -> Result<Self, Fault> {
        let options = ReadOptions {
            encoding,
            ..ReadOptions::default()
        };
        let document = Reader::new(options).read_one(path)?;
        // As `compare` reads it: page furniture is not compared.
        let noise = document.outline_alone().noise;
        Ok(Self {
            normal: NormalText::without(document.text.as_str(), &noise),
            source: document.text,
            layout: document.layout,
            shift: 0,
        })
    }

    /// Reads a text as evaluation programs do: valid UTF-8 is taken as it stands, with control characters and byte
    /// order mark, so that offsets are those of the file.
    ///
    /// # Errors
    /// When the file cannot be read or decoded.
    pub(super) fn as_stored(path: &Path, encoding: Option<TextEncoding>) -> Result<Self, Problem> {
        match (String::from_utf8(fs::read(path)?), encoding) {
            (Ok(text), None) => Ok(Self::new(text, 0)),
            (Ok(text), _) => Self::decoded(text.into_bytes(), encoding),
            (Err(error), _) => Self::decoded(error.into_bytes(), encoding),
        }
    }

    fn decoded(bytes: Vec<u8>, encoding: Option<TextEncoding>) -> Result<Self, Problem> {
        // Decoding takes off the marks of UTF-8 and of both orders of UTF-16.
        let marked = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"]
            .iter()
            .any(|mark| bytes.starts_with(mark));
        Ok(Self::new(decode(bytes, encoding)?, usize::from(marked)))
    }

    fn new(text: String, shift: usize) -> Self {
        let source = SourceText::new(text);
        Self {
            normal: NormalText::new(source.as_str()),
            source,
            layout: Layout::default(),
            shift,
        }
    }
}
