//! Reading a corpus.

use std::collections::BTreeSet;

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use thiserror::Error;

use super::encoding::TextEncoding;
use super::find::{Source, find};
use super::names::{Origin, unique_names};
use super::open::{Found, Yield, open};
use super::{Corpus, Document, Fault, Problem, Skipped};
use crate::progress::{Progress, Silent, Stage};
use crate::text::SourceText;

/// What reading can be told.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The encoding of all files; without it, it is detected file by file.
    pub encoding: Option<TextEncoding>,
    /// Folders that are not entered: the one that the output goes to.
    pub exclude: Vec<PathBuf>,
    /// Largest text in bytes. Default 1 GiB: byte offsets are indexed with 32 bits, and decoding may make a text
    /// three times as long.
    pub max_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            encoding: None,
            exclude: Vec::new(),
            max_bytes: 1 << 30,
        }
    }
}

/// Why there is no corpus at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No path was given.
    #[error("no files or folders are given")]
    NoPaths,
    /// Nothing could be read.
    #[error("there is no document to compare{}", listed(.0))]
    NoDocuments(Vec<Fault>),
}

fn listed(faults: &[Fault]) -> String {
    const SHOWN: usize = 20;
    let mut list = String::new();
    for fault in faults.iter().take(SHOWN) {
        list.push_str(&format!("\n  {fault}"));
    }
    if faults.len() > SHOWN {
        list.push_str(&format!("\n  … and {} more", faults.len() - SHOWN));
    }
    list
}

/// A corpus, and what went wrong in typed form; [`Corpus::skipped`] says the same in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was read.
    pub corpus: Corpus,
    /// What was not.
    pub faults: Vec<Fault>,
}

/// Reads the documents below `paths`: `.txt` and `.md` files as one document each, `.jsonl` files as a document a
/// line, folders with all that is in them. What cannot be read is listed in [`Corpus::skipped`].
///
/// Documents are sorted by path, records by line, whatever the order of `paths` and the number of threads. Files
/// are read in parallel; memory is that of the texts.
///
/// # Errors
/// When nothing is left to compare.
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Corpus, ReadError> {
    read_with(paths, &[], options, &Silent).map(|reading| reading.corpus)
}

/// As [`read`], with texts whose wording counts as boilerplate, and with progress: a step a file.
///
/// # Errors
/// As [`read`]. A reference that cannot be read is a fault, not an error.
pub fn read_with(
    paths: &[PathBuf],
    reference: &[PathBuf],
    options: &ReadOptions,
    progress: &dyn Progress,
) -> Result<Reading, ReadError> {
    if paths.is_empty() {
        return Err(ReadError::NoPaths);
    }
    let (sources, mut faults) = find(paths, &options.exclude);
    let (mut references, reference_faults) = find(reference, &options.exclude);
    faults.extend(reference_faults);
    let compared: BTreeSet<&Path> = sources.iter().map(|s| s.absolute.as_path()).collect();
    references.retain(|r| {
        let compared = compared.contains(r.absolute.as_path());
        if compared {
            faults.push(Fault::of(&r.path, Problem::ReferenceIsCompared));
        }
        !compared
    });
    progress.begin(Stage::Read, (sources.len() + references.len()) as u64);
    let documents = read_all(&sources, options, progress, &mut faults);
    let reference = read_all(&references, options, progress, &mut faults);
    progress.end(Stage::Read);
    faults.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    faults.dedup();
    if documents.is_empty() {
        return Err(ReadError::NoDocuments(faults));
    }
    let skipped = faults.iter().map(Skipped::from).collect();
    Ok(Reading {
        corpus: Corpus {
            documents,
            reference,
            skipped,
        },
        faults,
    })
}

fn read_all(
    sources: &[Source],
    options: &ReadOptions,
    progress: &dyn Progress,
    faults: &mut Vec<Fault>,
) -> Vec<Document> {
    let read: Vec<Yield> = sources
        .par_iter()
        .map(|source| {
            let read = open(source, options);
            progress.step(Stage::Read);
            read
        })
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for yielded in read {
        found.extend(yielded.found);
        faults.extend(yielded.faults);
    }
    let origins: Vec<Origin> = found.iter().map(|f| f.origin.clone()).collect();
    let names = unique_names(&origins);
    found
        .into_par_iter()
        .zip(names)
        .map(|(found, name)| Document {
            name,
            path: found.path,
            text: SourceText::new(found.content.text),
            layout: found.content.layout,
            metadata: found.content.metadata,
        })
        .collect()
}
