//! The checkpoint of reading: the texts that were taken out of a batch of files, with a fingerprint of each file.
//!
//! A later run takes a file's texts from there if the file's bytes are still the same, and reads the file otherwise.

use std::path::PathBuf;
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::extracted::Extracted;
use super::find::SourceFile;
use super::found::{FoundText, Yield};
use super::names::NamePath;
use crate::checkpoint::{Checkpoint, CheckpointKey, encode};
use crate::fingerprint;

/// The texts of one file as they are stored.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredFile {
    /// The file, as the caller named it.
    path: String,
    /// The fingerprint of the file's bytes.
    fingerprint: u64,
    texts: Vec<StoredText>,
}

#[derive(Serialize, Deserialize)]
struct StoredText {
    name_path: NamePath,
    path: String,
    content: Extracted,
}

/// The stored texts of batch `number`, one entry for each of its `files`; `None` where the checkpoint has nothing of the
/// batch.
pub(super) fn load(
    checkpoint: &dyn Checkpoint,
    number: u32,
    files: usize,
) -> Option<Vec<Option<StoredFile>>> {
    let bytes = checkpoint.load(CheckpointKey::Files(number))?;
    let mut stored: Vec<Option<StoredFile>> = postcard::from_bytes(&bytes).ok()?;
    stored.resize_with(files, || None);
    Some(stored)
}

/// Offers the texts of a batch that took so long to read. Files with faults are left out: a later run has to tell of them
/// again.
///
/// The fingerprint is taken after reading. A file that changes in between does so within one batch, and the run that
/// read it has used its old text.
pub(super) fn store(
    checkpoint: &dyn Checkpoint,
    number: u32,
    took: Duration,
    sources: &[SourceFile],
    yielded: &[Yield],
) {
    checkpoint.store(CheckpointKey::Files(number), took, &|| {
        let files: Vec<Option<StoredFile>> = sources
            .par_iter()
            .zip(yielded)
            .map(|(source, yielded)| StoredFile::new(source, yielded))
            .collect();
        encode(&files)
    });
}

impl StoredFile {
    fn new(source: &SourceFile, yielded: &Yield) -> Option<Self> {
        if !yielded.faults.is_empty() {
            return None;
        }
        let texts = yielded.found.iter().map(|found| {
            Some(StoredText {
                name_path: found.name_path.clone(),
                path: found.path.to_str()?.to_owned(),
                content: found.content.clone(),
            })
        });
        Some(Self {
            path: source.path.to_str()?.to_owned(),
            fingerprint: fingerprint::of_file(&source.path).ok()?,
            texts: texts.collect::<Option<_>>()?,
        })
    }

    /// The texts, if `source` is still the file that they were taken from. Otherwise the checkpoint is told.
    pub(super) fn texts_of(
        self,
        source: &SourceFile,
        checkpoint: &dyn Checkpoint,
    ) -> Option<Yield> {
        let same_path = source.path.to_str() == Some(&self.path);
        if !same_path || fingerprint::of_file(&source.path).ok() != Some(self.fingerprint) {
            checkpoint.file_changed(&source.path);
            return None;
        }
        let found = self.texts.into_iter().map(|text| FoundText {
            name_path: text.name_path,
            path: PathBuf::from(text.path),
            content: text.content,
        });
        Some(Yield {
            found: found.collect(),
            faults: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::metadata::Metadata;
    use crate::text::{Layout, StyledHeading};

    #[test]
    fn a_stored_text_comes_back_with_all_that_is_known_of_it() {
        let content = Extracted {
            text: "一、提高站位\n".to_owned(),
            layout: Layout {
                headings: vec![StyledHeading {
                    span: Span::new(0, 6),
                    level: 1,
                }],
                noise: vec![Span::new(6, 7)],
            },
            metadata: Metadata {
                title: Some("讲话".to_owned()),
                date: None,
                place: Some("东河".to_owned()),
                ..Metadata::default()
            },
            remarks: Vec::new(),
        };
        let bytes = postcard::to_allocvec(&content).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(content));
    }
}
