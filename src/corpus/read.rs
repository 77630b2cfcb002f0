//! Reading a corpus.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use thiserror::Error;

use super::encoding::{TextEncoding, decode};
use super::find::{Kind, Source, find};
use super::names::{Origin, unique_names};
use super::{Corpus, Document, Extracted, Fault, Problem, Skipped, html, jsonl};
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

struct Found {
    origin: Origin,
    path: PathBuf,
    content: Extracted,
}

fn read_all(
    sources: &[Source],
    options: &ReadOptions,
    progress: &dyn Progress,
    faults: &mut Vec<Fault>,
) -> Vec<Document> {
    let read: Vec<(Vec<Found>, Vec<Fault>)> = sources
        .par_iter()
        .map(|source| {
            let read = read_source(source, options);
            progress.step(Stage::Read);
            read
        })
        .collect();
    let mut found = Vec::new();
    for (documents, bad) in read {
        found.extend(documents);
        faults.extend(bad);
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

fn read_source(source: &Source, options: &ReadOptions) -> (Vec<Found>, Vec<Fault>) {
    let result = match source.kind {
        Kind::Text => read_text(&source.path, options).map(|text| {
            let found = Found {
                origin: Origin::file(&source.absolute),
                path: source.path.clone(),
                content: Extracted::plain(text),
            };
            (vec![found], Vec::new())
        }),
        Kind::Records => read_records(source, options),
        Kind::Html | Kind::Pdf => read_page(source, options).map(|content| {
            let found = Found {
                origin: Origin::file(&source.absolute),
                path: source.path.clone(),
                content,
            };
            (vec![found], Vec::new())
        }),
    };
    result.unwrap_or_else(|problem| (Vec::new(), vec![Fault::of(&source.path, problem)]))
}

fn read_page(source: &Source, options: &ReadOptions) -> Result<Extracted, Problem> {
    let bytes = read_bytes(&source.path, options)?;
    match source.kind {
        Kind::Html => html::extract(&bytes, options.encoding),
        _ => Err(Problem::Binary),
    }
}

fn read_text(path: &Path, options: &ReadOptions) -> Result<String, Problem> {
    let text = decode(read_bytes(path, options)?, options.encoding)?;
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    Ok(text)
}

fn read_bytes(path: &Path, options: &ReadOptions) -> Result<Vec<u8>, Problem> {
    let limit = options.max_bytes;
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLarge { limit });
    }
    Ok(bytes)
}

fn read_records(
    source: &Source,
    options: &ReadOptions,
) -> Result<(Vec<Found>, Vec<Fault>), Problem> {
    let file = File::open(&source.path)?;
    let lines = jsonl::read(file, options.encoding, options.max_bytes)?;
    if lines.is_empty() {
        return Err(Problem::Empty);
    }
    let mut found = Vec::with_capacity(lines.len());
    let mut faults = Vec::new();
    for line in lines {
        match line.record {
            Ok(record) => found.push(Found {
                origin: Origin::record(&source.absolute, &record.id, line.number),
                path: source.path.clone(),
                content: Extracted {
                    metadata: record.metadata,
                    ..Extracted::plain(record.text)
                },
            }),
            Err(problem) => faults.push(Fault {
                path: source.path.clone(),
                line: Some(line.number),
                problem,
            }),
        }
    }
    Ok((found, faults))
}
