//! Reading a corpus.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use thiserror::Error;

use super::find::{Source, find};
use super::found::FoundText;
use super::names::{Origin, unique_names};
use super::open::{open, open_bytes};
use super::options::ReadOptions;
use super::problem::size;
use super::{Extracted, Fault, Problem, checkpoint};
use crate::checkpoint::{Checkpoint, NoCheckpoint};
use crate::document::{Corpus, Document, Skipped};
use crate::progress::{Progress, Silent, Stage};
use crate::text::SourceText;

/// Why there is no corpus at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No path was given.
    #[error("no files or folders are given")]
    NoPaths,
    /// Too much was to be read.
    #[error("the texts together are larger than {}: compare fewer of them at a time", size(*limit))]
    TooMuch {
        /// The limit in bytes.
        limit: u64,
    },
    /// Nothing could be read.
    #[error("there is no document to compare{}", listed(.0))]
    NoDocuments(Vec<Fault>),
}

fn listed(faults: &[Fault]) -> String {
    const SHOWN: usize = 100;
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

/// Reads the documents below `paths`, folders with all that is in them. A file is what its first bytes say, and
/// where they say nothing, what its name says: plain text (`.txt`, `.md`) and `.docx` are one document each, `.jsonl`
/// a document a line, `.csv` and `.tsv` a document a row, `.zip` whatever is in it, `-` what comes from standard
/// input. What cannot be read is listed in [`Corpus::skipped`].
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
    read_keeping(paths, reference, options, progress, &NoCheckpoint)
}

/// As [`read_with`], but for files whose texts `checkpoint` still has.
///
/// # Errors
/// As [`read_with`].
pub fn read_keeping(
    paths: &[PathBuf],
    reference: &[PathBuf],
    options: &ReadOptions,
    progress: &dyn Progress,
    checkpoint: &dyn Checkpoint,
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
    let mut job = Job {
        options,
        progress,
        checkpoint,
        faults,
        bytes: 0,
        batches: 0,
    };
    let documents = job.read(&sources)?;
    let reference = job.read(&references)?;
    let mut faults = job.faults;
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

/// Reads one file that holds one text, whatever its form.
///
/// # Errors
/// When it cannot be read, or holds more or fewer texts than one.
pub fn read_one(path: &Path, options: &ReadOptions) -> Result<Document, Fault> {
    let (sources, faults) = find(&[path.to_owned()], &[]);
    let mut faults: Vec<Fault> = faults.into_iter().filter(|f| f.problem.is_bad()).collect();
    let mut found = Vec::new();
    if let [source] = sources.as_slice() {
        let yielded = open(source, options);
        faults.extend(yielded.faults);
        found = yielded.found;
    }
    match (found.len(), faults.into_iter().find(|f| f.problem.is_bad())) {
        (_, Some(fault)) => Err(fault),
        (1, None) => Ok(named(found).remove(0)),
        (count, None) => {
            let count = count.max(sources.len());
            Err(Fault::of(path, Problem::NotOneText { count }))
        }
    }
}

/// Takes the texts out of a file that is in memory. Its name says what form it has where its bytes do not.
pub fn extract(bytes: &[u8], name: &str, options: &ReadOptions) -> (Vec<Extracted>, Vec<Fault>) {
    let yielded = open_bytes(bytes, Path::new(name), options);
    let texts = yielded.found.into_iter().map(|f| f.content).collect();
    (texts, yielded.faults)
}

/// Files read before it is looked at whether they are too much: enough to keep all threads busy.
const BATCH: usize = 1024;

struct Job<'a> {
    options: &'a ReadOptions,
    progress: &'a dyn Progress,
    checkpoint: &'a dyn Checkpoint,
    faults: Vec<Fault>,
    /// Bytes of text so far.
    bytes: u64,
    /// Batches so far.
    batches: u32,
}

impl Job<'_> {
    fn read(&mut self, sources: &[Source]) -> Result<Vec<Document>, ReadError> {
        let mut found: Vec<FoundText> = Vec::new();
        for batch in sources.chunks(BATCH) {
            let read = checkpoint::read_batch(
                self.batches,
                batch,
                self.checkpoint,
                |source| open(source, self.options),
                || self.progress.step(Stage::Read),
            );
            self.batches += 1;
            for yielded in read {
                let texts = yielded.found.iter().map(|f| f.content.text.len() as u64);
                self.bytes += texts.sum::<u64>();
                found.extend(yielded.found);
                self.faults.extend(yielded.faults);
            }
            if self.bytes > self.options.max_total {
                let limit = self.options.max_total;
                return Err(ReadError::TooMuch { limit });
            }
        }
        Ok(named(found))
    }
}

/// Gives the texts their names.
fn named(found: Vec<FoundText>) -> Vec<Document> {
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
