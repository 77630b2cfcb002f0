//! The reader: from paths to a corpus.
//!
//! Files are found ([`find`](super::find)), read in parallel in batches ([`open`](super::open)), and named so that no two
//! texts have one name ([`names`](super::names)). Between batches the size of all texts is checked and the caller may
//! cancel; the texts of each batch are offered to the checkpoint.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use thiserror::Error;

use super::checkpoint::{self, StoredFile};
use super::extracted::Extracted;
use super::fault::Fault;
use super::find::{SourceFile, find};
use super::found::{FoundText, Yield};
use super::names::{NamePath, unique_names};
use super::open::{open, open_bytes};
use super::options::ReadOptions;
use super::problem::{Problem, size};
use crate::checkpoint::{Checkpoint, NoCheckpoint};
use crate::document::{Corpus, DocId, Document, Skipped};
use crate::progress::{Progress, Silent, Stage, in_stage};
use crate::text::SourceText;

/// There is no corpus at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No path was given.
    #[error("no files or folders are given")]
    NoPaths,
    /// The texts are larger than [`ReadOptions::max_total`].
    #[error("the texts together are larger than {}: compare fewer of them at a time", size(*limit))]
    TooMuch {
        /// The limit in bytes.
        limit: u64,
    },
    /// No text was found; the list says why, file by file.
    #[error("there is no document to compare{}", listed(.0))]
    NoDocuments(Vec<Fault>),
    /// [`Progress::should_stop`] ended the reading.
    #[error("reading was cancelled")]
    Cancelled,
}

/// The faults, a line each, up to a number that a terminal can show.
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

/// A corpus, and the faults of reading in typed form; [`Corpus::skipped`] says the same in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The texts that were read.
    pub corpus: Corpus,
    /// The files, folders and records that were not read, and why; in the order of their paths and lines.
    pub faults: Vec<Fault>,
}

/// Reads files of all forms that leitong knows.
///
/// The form of a file is told by its first bytes, and where they say nothing, by its name: plain text (`.txt`, `.md`),
/// Word documents, web pages and PDF files are one document each, `.jsonl` is a document a line, `.csv` and `.tsv` a
/// document a row, `.zip` whatever is in it, and the path `-` what comes from standard input.
///
/// ```
/// use leitong::read::{ReadOptions, Reader};
///
/// let folder = std::env::temp_dir().join("leitong-reader-example");
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("east.txt"), "东河县新建水渠四十里。")?;
/// std::fs::write(folder.join("west.csv"), "id,text\nwest,西山县修通公路两条。\nempty,\n")?;
///
/// let reading = Reader::new(ReadOptions::default()).read(&[&folder])?;
/// let names: Vec<&str> = reading.corpus.documents.iter().map(|d| d.name.as_str()).collect();
/// assert_eq!(names, ["east.txt", "west"]);
/// assert_eq!(reading.faults[0].line, Some(3)); // the row without text
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a reader does nothing until it is given paths"]
pub struct Reader<'a> {
    options: ReadOptions,
    against: Vec<PathBuf>,
    reference: Vec<PathBuf>,
    progress: &'a dyn Progress,
    checkpoint: &'a dyn Checkpoint,
}

impl<'a> Reader<'a> {
    /// A reader without reference texts, progress or checkpoint.
    pub fn new(options: ReadOptions) -> Self {
        Self {
            options,
            against: Vec::new(),
            reference: Vec::new(),
            progress: &Silent,
            checkpoint: &NoCheckpoint,
        }
    }

    /// Reads the texts below `paths` behind the others, as those that these are compared against ([`Corpus::against`]). One that
    /// is also among the others is read there alone, which is a fault worth mentioning: a draft may lie in the archive.
    pub fn against<P: AsRef<Path>>(mut self, paths: &[P]) -> Self {
        self.against = owned(paths);
        self
    }

    /// Reads the texts below `paths` as [`Corpus::reference`]: their wording counts as boilerplate. A reference text that
    /// cannot be read, or that is also one of the texts to compare, is a fault.
    pub fn reference<P: AsRef<Path>>(mut self, paths: &[P]) -> Self {
        self.reference = owned(paths);
        self
    }

    /// Reports each file as a step of [`Stage::Read`], and asks before each batch of 1,024 files whether to stop.
    pub fn progress(mut self, progress: &'a dyn Progress) -> Self {
        self.progress = progress;
        self
    }

    /// Offers the texts of each batch to `checkpoint`, and takes from it those that an earlier run left, if their files
    /// are unchanged.
    pub fn checkpoint(mut self, checkpoint: &'a dyn Checkpoint) -> Self {
        self.checkpoint = checkpoint;
        self
    }

    /// Reads the documents below `paths`; folders with all that is in them.
    ///
    /// Documents are sorted by path, records by line, whatever the order of `paths` and the number of threads. Files are
    /// read in parallel, in time linear in their size; memory is that of the texts.
    ///
    /// # Errors
    /// When nothing is left to compare, or to compare against, when the texts are larger than [`ReadOptions::max_total`], and when the caller
    /// cancels. A file that cannot be read is no error: it is listed in [`Reading::faults`] and [`Corpus::skipped`].
    pub fn read<P: AsRef<Path>>(&self, paths: &[P]) -> Result<Reading, ReadError> {
        if paths.is_empty() {
            return Err(ReadError::NoPaths);
        }
        let (sources, mut faults) = find(&owned(paths), &self.options.exclude);
        let against = self.find_others(
            &self.against,
            &sources,
            &Problem::ComparedAgainst,
            &mut faults,
        );
        let compared: Vec<&SourceFile> = sources.iter().chain(&against).collect();
        let references = self.find_others(
            &self.reference,
            compared,
            &Problem::ReferenceIsCompared,
            &mut faults,
        );
        let files = (sources.len() + against.len() + references.len()) as u64;
        let (documents, first_against, reference, mut faults) =
            in_stage(self.progress, Stage::Read, files, |done| {
                let mut batches = Batches {
                    reader: self,
                    done,
                    faults,
                    bytes: 0,
                    number: 0,
                };
                let mut found = batches.read(&sources)?;
                let first_against = found.len();
                found.extend(batches.read(&against)?);
                let reference = named(batches.read(&references)?);
                Ok((named(found), first_against, reference, batches.faults))
            })?;
        faults.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        faults.dedup();
        let has_against = !self.against.is_empty();
        if first_against == 0 || has_against && first_against == documents.len() {
            return Err(ReadError::NoDocuments(faults));
        }
        let skipped = faults.iter().map(Skipped::from).collect();
        Ok(Reading {
            corpus: Corpus {
                documents,
                against: has_against.then_some(DocId(first_against as u32)),
                reference,
                skipped,
            },
            faults,
        })
    }

    /// The files below `paths` that are not among those found before, which would be everything in common with themselves;
    /// `problem` is what is said of the others.
    fn find_others<'s>(
        &self,
        paths: &[PathBuf],
        before: impl IntoIterator<Item = &'s SourceFile>,
        problem: &Problem,
        faults: &mut Vec<Fault>,
    ) -> Vec<SourceFile> {
        let (mut found, more) = find(paths, &self.options.exclude);
        faults.extend(more);
        let before = before.into_iter().map(|source| source.absolute.as_path());
        let before: BTreeSet<&Path> = before.collect();
        found.retain(|file| {
            let is_known = before.contains(file.absolute.as_path());
            if is_known {
                faults.push(Fault::of(&file.path, problem.clone()));
            }
            !is_known
        });
        found
    }

    /// Reads one file that holds one text, whatever its form.
    ///
    /// # Errors
    /// When the file cannot be read, or holds more or fewer texts than one.
    pub fn read_one(&self, path: &Path) -> Result<Document, Fault> {
        let (sources, faults) = find(&[path.to_owned()], &[]);
        let mut faults: Vec<Fault> = faults.into_iter().filter(|f| f.problem.is_bad()).collect();
        let mut found = Vec::new();
        if let [source] = sources.as_slice() {
            let yielded = open(source, &self.options);
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

    /// Takes the texts out of a file that is in memory, and gives the faults beside them. `name` says what form the file
    /// has where its bytes do not.
    pub fn extract(&self, bytes: &[u8], name: &str) -> (Vec<Extracted>, Vec<Fault>) {
        let yielded = open_bytes(bytes, Path::new(name), &self.options);
        let texts = yielded.found.into_iter().map(|f| f.content).collect();
        (texts, yielded.faults)
    }
}

/// Reads the documents below `paths`: [`Reader::read`] without reference texts, progress or checkpoint.
///
/// # Errors
/// Those of [`Reader::read`].
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Corpus, ReadError> {
    let reading = Reader::new(options.clone()).read(paths)?;
    Ok(reading.corpus)
}

fn owned<P: AsRef<Path>>(paths: &[P]) -> Vec<PathBuf> {
    paths.iter().map(|p| p.as_ref().to_owned()).collect()
}

/// Files in one batch. Enough to keep all threads busy; few enough that too large a corpus is noticed early.
const BATCH: usize = 1024;

/// The state of a reading between two batches.
struct Batches<'a> {
    reader: &'a Reader<'a>,
    /// Called after each file.
    done: &'a (dyn Fn() + Sync),
    faults: Vec<Fault>,
    /// Bytes of all texts so far.
    bytes: u64,
    /// The number of the next batch, from 0; reference texts count on.
    number: u32,
}

impl Batches<'_> {
    /// Reads files batch by batch.
    fn read(&mut self, sources: &[SourceFile]) -> Result<Vec<FoundText>, ReadError> {
        let mut found: Vec<FoundText> = Vec::new();
        for batch in sources.chunks(BATCH) {
            if self.reader.progress.should_stop() {
                return Err(ReadError::Cancelled);
            }
            for yielded in self.read_batch(batch) {
                let texts = yielded.found.iter().map(|f| f.content.text.len() as u64);
                self.bytes += texts.sum::<u64>();
                found.extend(yielded.found);
                self.faults.extend(yielded.faults);
            }
            let limit = self.reader.options.max_total;
            if self.bytes > limit {
                return Err(ReadError::TooMuch { limit });
            }
        }
        Ok(found)
    }

    /// Reads the files of a batch in parallel; results are in the order of the files.
    fn read_batch(&mut self, batch: &[SourceFile]) -> Vec<Yield> {
        let Reader {
            options,
            checkpoint,
            ..
        } = self.reader;
        let done = self.done;
        let read = |source: &SourceFile, stored: Option<StoredFile>| {
            let unchanged = stored.and_then(|stored| stored.texts_of(source, *checkpoint));
            let yielded = unchanged.unwrap_or_else(|| open(source, options));
            done();
            yielded
        };
        let number = self.number;
        self.number += 1;
        if let Some(stored) = checkpoint::load(*checkpoint, number, batch.len()) {
            let pairs = batch.par_iter().zip(stored);
            return pairs.map(|(source, stored)| read(source, stored)).collect();
        }
        let since = Instant::now();
        let yielded: Vec<Yield> = batch.par_iter().map(|source| read(source, None)).collect();
        checkpoint::store(*checkpoint, number, since.elapsed(), batch, &yielded);
        yielded
    }
}

/// Gives the texts names that tell them apart.
fn named(found: Vec<FoundText>) -> Vec<Document> {
    let name_paths: Vec<NamePath> = found.iter().map(|f| f.name_path.clone()).collect();
    let names = unique_names(&name_paths);
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
