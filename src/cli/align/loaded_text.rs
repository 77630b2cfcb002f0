//! A file read and normalised, ready to be aligned.

use std::fs;
use std::path::Path;

use crate::config::Config;
use crate::document::{Corpus, Document};
use crate::pipeline::{Pipeline, outlines};
use crate::read::{Fault, Problem, ReadOptions, Reader, TextEncoding, decode};
use crate::text::outline::Outline;
use crate::text::words::Segmenter;
use crate::text::{NormalText, SourceText};

/// The text of a file, as read and as compared.
#[derive(Debug)]
pub(super) struct LoadedText {
    /// As read, with what the form of its file says of it. Its name tells it from the other text.
    pub(super) document: Document,
    pub(super) normal: NormalText,
    /// Code points of the file as stored that come before the text: 1 for a byte order mark that was taken off, else 0.
    pub(super) shift: usize,
}

/// A text with the path that the user gave for it.
#[derive(Debug)]
pub(super) struct NamedText<'a> {
    pub(super) path: &'a Path,
    pub(super) text: LoadedText,
}

impl<'a> NamedText<'a> {
    /// Reads two texts as `compare` does, from files of any form: page furniture is not compared, and lines that both repeat at
    /// their edges are furniture.
    ///
    /// # Errors
    /// When one of them cannot be read, or holds no text or several.
    pub(super) fn read_both(
        paths: [&'a Path; 2],
        encoding: Option<TextEncoding>,
    ) -> Result<[Self; 2], Fault> {
        let options = ReadOptions {
            encoding,
            ..ReadOptions::default()
        };
        let reader = Reader::new(options);
        let mut documents = [reader.read_one(paths[0])?, reader.read_one(paths[1])?];
        tell_apart(&mut documents, paths);
        let outlines = outlines(&documents, || ());
        let compared = |path, document: Document, outline: &Outline| Self {
            path,
            text: LoadedText {
                normal: NormalText::without(document.text.as_str(), &outline.noise),
                document,
                shift: 0,
            },
        };
        let [a, b] = documents;
        Ok([
            compared(paths[0], a, &outlines[0]),
            compared(paths[1], b, &outlines[1]),
        ])
    }
}

/// Gives the two different names: those of their files, or where these are equal their paths as given, or with a number.
fn tell_apart(documents: &mut [Document; 2], paths: [&Path; 2]) {
    if documents[0].name != documents[1].name {
        return;
    }
    for (document, path) in documents.iter_mut().zip(paths) {
        document.name = path.display().to_string();
    }
    if documents[0].name == documents[1].name {
        documents[1].name.push_str(" (2)");
    }
}

/// Two texts as a corpus.
pub(super) fn corpus_of(a: &NamedText<'_>, b: &NamedText<'_>) -> Corpus {
    let documents = [a, b].map(|text| text.text.document.clone());
    documents.into_iter().collect()
}

/// The pipeline for two texts beside one another: if they are copies, they would count as one otherwise, and have nothing in common
/// with anything.
pub(super) fn pair_pipeline(segmenter: &Segmenter) -> Pipeline<'_> {
    let config = Config {
        count_copies: true,
        ..Config::default()
    };
    let pipeline = Pipeline::builder().config(config);
    pipeline.segmenter(segmenter).build()
}

impl LoadedText {
    pub(super) fn source(&self) -> &SourceText {
        &self.document.text
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
        let document = Document::new("", text);
        Self {
            normal: NormalText::new(document.text.as_str()),
            document,
            shift,
        }
    }
}
