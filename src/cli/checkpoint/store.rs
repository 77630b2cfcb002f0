//! Results of long stages stored in files: each is whole, or counts as absent.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{OptionsFingerprint, ResumeError, TextsFingerprint};
use crate::checkpoint::{Checkpoint, CheckpointKey, encode};
use crate::cli::atomic_file;
use crate::fingerprint::of_bytes_seeded;

/// Begins every file and names its format.
const MAGIC: &[u8; 16] = b"leitong kept 1\r\n";
/// Bytes before the result: [`MAGIC`], the milliseconds that the result took, and a checksum; eight bytes each.
const HEADER: usize = MAGIC.len() + 16;

/// The file with the [`OptionsFingerprint`] of the run that stored the results.
const OPTIONS_FILE: &str = "options";
/// The file with its [`TextsFingerprint`]; absent if the run ended before all texts were read.
const TEXTS_FILE: &str = "texts";

/// Results that took less than 1/`WORTH` of the checkpoint delay are not stored: recomputing them is cheaper.
const WORTH: u32 = 10;

/// Stores the results of a run in a folder, and loads those of an earlier run with the same options and texts.
#[derive(Debug)]
pub(in crate::cli) struct CheckpointStore {
    dir: PathBuf,
    started: Instant,
    /// Runs shorter than this store nothing.
    delay: Duration,
    options: OptionsFingerprint,
    texts: Option<TextsFingerprint>,
    /// Whether storing has failed before: the user is told once.
    failed: AtomicBool,
    /// Files whose bytes are not those that the earlier run read.
    changed: Mutex<BTreeSet<PathBuf>>,
}

impl CheckpointStore {
    /// Opens the results in `dir`, which need not exist.
    ///
    /// # Errors
    /// When they were stored by a run with other options or by another build of the program.
    pub(in crate::cli) fn open(
        dir: PathBuf,
        options: OptionsFingerprint,
        delay: Duration,
    ) -> Result<Self, ResumeError> {
        let file = read(&dir.join(OPTIONS_FILE));
        let before: Option<OptionsFingerprint> =
            file.and_then(|f| postcard::from_bytes(&f.bytes).ok());
        match before {
            Some(before) => {
                let now = options.clone().with_program();
                if now != before {
                    return Err(ResumeError::Options {
                        differences: now.differences(&before),
                        folder: dir,
                    });
                }
            }
            // Without the options it belongs to, no result can be trusted.
            None => {
                let _ = fs::remove_dir_all(&dir);
            }
        }
        Ok(Self {
            dir,
            started: Instant::now(),
            delay,
            options,
            texts: None,
            failed: AtomicBool::new(false),
            changed: Mutex::default(),
        })
    }

    /// Says which texts this run has read. Must be called before results of stages are loaded.
    ///
    /// # Errors
    /// When the stored results were found in other texts.
    pub(in crate::cli) fn bind_texts(
        &mut self,
        texts: TextsFingerprint,
    ) -> Result<(), ResumeError> {
        let file = read(&self.dir.join(TEXTS_FILE));
        let before: Option<TextsFingerprint> =
            file.and_then(|f| postcard::from_bytes(&f.bytes).ok());
        match before {
            Some(before) if before != texts => {
                return Err(ResumeError::Texts {
                    differences: texts.differences(&before),
                    folder: self.dir.clone(),
                });
            }
            Some(_) => {}
            None => self.bind_first_texts()?,
        }
        self.texts = Some(texts);
        Ok(())
    }

    /// The earlier run, if there was one, ended while it read its texts. Only batches of files are stored then, and a
    /// batch is known by its number: a file that changed, came or went may have shifted the files behind it.
    fn bind_first_texts(&mut self) -> Result<(), ResumeError> {
        let changed = self
            .changed
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if !changed.is_empty() {
            return Err(ResumeError::Texts {
                differences: changed
                    .iter()
                    .map(|path| format!("{}: changed, new, or others gone", path.display()))
                    .collect(),
                folder: self.dir.clone(),
            });
        }
        for key in CheckpointKey::STAGES {
            let _ = fs::remove_file(self.path(key));
        }
        Ok(())
    }

    /// The stages whose results can be loaded, and how long each took to compute.
    pub(in crate::cli) fn stored_stages(&self) -> Vec<(CheckpointKey, Duration)> {
        CheckpointKey::STAGES
            .into_iter()
            .filter_map(|key| Some((key, read(&self.path(key))?.took)))
            .collect()
    }

    /// Whether nothing is stored.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        fs::read_dir(&self.dir).map_or(true, |mut entries| entries.next().is_none())
    }

    fn path(&self, key: CheckpointKey) -> PathBuf {
        self.dir.join(match key {
            CheckpointKey::Files(batch) => format!("files-{batch}"),
            stage => stage.name().to_owned(),
        })
    }

    fn write(&self, key: CheckpointKey, took: Duration, bytes: &[u8]) -> io::Result<()> {
        // Not the folder around it: when that is gone, the run has been told to end.
        match fs::create_dir(&self.dir) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let options = self.dir.join(OPTIONS_FILE);
        if !options.exists() {
            let fingerprint = self.options.clone().with_program();
            write(&options, Duration::ZERO, &encode(&fingerprint))?;
        }
        let texts = self.dir.join(TEXTS_FILE);
        if let Some(fingerprint) = &self.texts
            && !texts.exists()
        {
            write(&texts, Duration::ZERO, &encode(fingerprint))?;
        }
        write(&self.path(key), took, bytes)
    }
}

impl Checkpoint for CheckpointStore {
    fn load(&self, key: CheckpointKey) -> Option<Vec<u8>> {
        Some(read(&self.path(key))?.bytes)
    }

    fn file_changed(&self, path: &Path) {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        changed.insert(path.to_owned());
    }

    fn store(&self, key: CheckpointKey, took: Duration, encode: &dyn Fn() -> Vec<u8>) {
        if self.started.elapsed() < self.delay || took * WORTH < self.delay {
            return;
        }
        if let Err(error) = self.write(key, took, &encode())
            && !self.failed.swap(true, Ordering::Relaxed)
        {
            // The run may well succeed without; and if it cannot be written to, the output will say so.
            let _ = writeln!(
                anstream::stderr(),
                "leitong: warning: what is done so far cannot be kept in {} ({error}): the run goes on, but if it is interrupted it begins anew",
                self.dir.display()
            );
        }
    }
}

/// A result as it stands in its file.
struct StoredResult {
    took: Duration,
    bytes: Vec<u8>,
}

/// Reads a file; `None` if it is not there, was cut off by a power failure, or has another format.
fn read(path: &Path) -> Option<StoredResult> {
    let mut file = fs::File::open(path).ok()?;
    let mut header = [0; HEADER];
    file.read_exact(&mut header).ok()?;
    let (magic, numbers) = header.split_at(MAGIC.len());
    let (took, sum) = numbers.split_at(8);
    let number = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let took = number(took)?;
    let whole = magic == MAGIC && number(sum)? == of_bytes_seeded(&bytes, took);
    whole.then_some(StoredResult {
        took: Duration::from_millis(took),
        bytes,
    })
}

/// Writes a file so that it is whole when it appears. A power failure can still cut it off, which its checksum shows.
fn write(path: &Path, took: Duration, bytes: &[u8]) -> io::Result<()> {
    let took = took.as_millis() as u64;
    atomic_file::replace(path, &path.with_extension("part"), |file| {
        file.write_all(MAGIC)?;
        file.write_all(&took.to_le_bytes())?;
        // The time is the seed, so that the checksum covers it too.
        file.write_all(&of_bytes_seeded(bytes, took).to_le_bytes())?;
        file.write_all(bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(100);

    fn options(text: &str) -> OptionsFingerprint {
        OptionsFingerprint::new(&text.parse().unwrap(), &[])
    }

    fn store(dir: &Path, options: OptionsFingerprint) -> CheckpointStore {
        let mut store = CheckpointStore::open(dir.join("kept"), options, Duration::ZERO).unwrap();
        store.bind_texts(TextsFingerprint::default()).unwrap();
        store
    }

    #[test]
    fn what_is_kept_comes_back_to_the_same_run_only() {
        let dir = tempfile::tempdir().unwrap();
        let first = store(dir.path(), options("ngram = 5"));
        assert_eq!(first.load(CheckpointKey::Reuse), None);
        first.store(CheckpointKey::Reuse, LONG, &|| b"found".to_vec());
        let second = store(dir.path(), options("ngram = 5"));
        assert_eq!(
            second.load(CheckpointKey::Reuse).as_deref(),
            Some(&b"found"[..])
        );
        assert_eq!(second.stored_stages(), [(CheckpointKey::Reuse, LONG)]);
        let other = CheckpointStore::open(dir.path().join("kept"), options("ngram = 6"), LONG);
        assert!(matches!(other, Err(ResumeError::Options { .. })));
    }

    #[test]
    fn a_torn_file_counts_as_absent() {
        let dir = tempfile::tempdir().unwrap();
        store(dir.path(), options("")).store(CheckpointKey::Reuse, LONG, &|| vec![7; 1000]);
        let path = dir.path().join("kept/reuse");
        let whole = fs::read(&path).unwrap();
        for cut in [0, 5, HEADER - 1, HEADER, HEADER + 500, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).unwrap();
            assert_eq!(
                store(dir.path(), options("")).load(CheckpointKey::Reuse),
                None
            );
        }
        let mut wrong = whole.clone();
        wrong[HEADER + 3] ^= 1;
        fs::write(&path, &wrong).unwrap();
        assert_eq!(
            store(dir.path(), options("")).load(CheckpointKey::Reuse),
            None
        );
        fs::write(&path, &whole).unwrap();
        assert!(
            store(dir.path(), options(""))
                .load(CheckpointKey::Reuse)
                .is_some()
        );
    }

    #[test]
    fn short_runs_keep_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let store = CheckpointStore::open(dir.path().join("kept"), options(""), LONG).unwrap();
        store.store(CheckpointKey::Reuse, LONG, &|| unreachable!());
        assert!(!dir.path().join("kept").exists());
    }
}
