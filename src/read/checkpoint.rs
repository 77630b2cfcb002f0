//! Texts that an interrupted run took out of files already.

use std::time::Instant;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Extracted;
use super::find::SourceFile;
use super::found::{FoundText, Yield};
use super::names::NamePath;
use crate::checkpoint::{Checkpoint, CheckpointKey, encode};
use crate::fingerprint;

/// What one file gave.
#[derive(Serialize, Deserialize)]
struct KeptFile {
    path: String,
    /// Of its bytes.
    fingerprint: u64,
    texts: Vec<(NamePath, String, Extracted)>,
}

/// Reads a batch of files in parallel, in order. Files that gave nothing but texts are kept together; a file that is
/// no longer what it was is told to `checkpoint`, and read. `done` is called once a file.
pub(super) fn read_batch(
    number: u32,
    sources: &[SourceFile],
    checkpoint: &dyn Checkpoint,
    open: impl Fn(&SourceFile) -> Yield + Sync,
    done: impl Fn() + Sync,
) -> Vec<Yield> {
    let key = CheckpointKey::Files(number);
    let kept = checkpoint.load(key);
    let kept: Option<Vec<Option<KeptFile>>> =
        kept.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    if let Some(kept) = kept {
        let mut kept = kept.into_iter();
        let pairs: Vec<(&SourceFile, Option<KeptFile>)> = sources
            .iter()
            .map(|source| (source, kept.next().flatten()))
            .collect();
        return pairs
            .into_par_iter()
            .map(|(source, kept)| {
                let read = take_over(source, kept, checkpoint).unwrap_or_else(|| open(source));
                done();
                read
            })
            .collect();
    }
    let since = Instant::now();
    let read: Vec<Yield> = sources
        .par_iter()
        .map(|source| {
            let read = open(source);
            done();
            read
        })
        .collect();
    checkpoint.store(key, since.elapsed(), &|| {
        let files: Vec<Option<KeptFile>> = sources
            .par_iter()
            .zip(&read)
            .map(|(source, yielded)| file(source, yielded))
            .collect();
        encode(&files)
    });
    read
}

fn file(source: &SourceFile, yielded: &Yield) -> Option<KeptFile> {
    if !yielded.faults.is_empty() {
        return None;
    }
    let texts = yielded.found.iter().map(|found| {
        let path = found.path.to_str()?.to_owned();
        Some((found.name_path.clone(), path, found.content.clone()))
    });
    Some(KeptFile {
        path: source.path.to_str()?.to_owned(),
        fingerprint: fingerprint::of_file(&source.path).ok()?,
        texts: texts.collect::<Option<_>>()?,
    })
}

fn take_over(
    source: &SourceFile,
    kept: Option<KeptFile>,
    checkpoint: &dyn Checkpoint,
) -> Option<Yield> {
    let kept = kept?;
    if source.path.to_str() != Some(&kept.path)
        || fingerprint::of_file(&source.path).ok() != Some(kept.fingerprint)
    {
        checkpoint.file_changed(&source.path);
        return None;
    }
    let found = kept
        .texts
        .into_iter()
        .map(|(name_path, path, content)| FoundText {
            name_path,
            path: path.into(),
            content,
        });
    Some(Yield {
        found: found.collect(),
        faults: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::metadata::Metadata;
    use crate::text::{Layout, StyledHeading};

    #[test]
    fn a_kept_text_comes_back_with_all_that_is_known_of_it() {
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
        };
        let bytes = postcard::to_allocvec(&content).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(content));
    }
}
