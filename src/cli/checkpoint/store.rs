//! Results kept in files: each whole, or as good as absent.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use super::{OptionsFingerprint, ResumeError, TextsFingerprint};
use crate::checkpoint::{Checkpoint, CheckpointKey, encode};

/// Begins every file, and says in which shape it is.
const BEGINNING: &[u8; 16] = b"leitong kept 1\r\n";
/// Behind the beginning: milliseconds that the result took, and a checksum of it; eight bytes each.
const HEAD: usize = BEGINNING.len() + 16;

const OPTIONS: &str = "options";
const TEXTS: &str = "texts";

/// A result that took less than this share of [`CheckpointStore::patience`] is sooner found again than kept.
const WORTH: u32 = 10;

/// The results of one run, for the next.
#[derive(Debug)]
pub struct CheckpointStore {
    dir: PathBuf,
    since: Instant,
    /// Runs shorter than this keep nothing.
    patience: Duration,
    options: OptionsFingerprint,
    texts: Option<TextsFingerprint>,
    failed: AtomicBool,
    /// Files that are not what they were.
    changed: Mutex<BTreeSet<PathBuf>>,
}

impl CheckpointStore {
    /// Opens the results in `dir`, which need not be there.
    ///
    /// # Errors
    /// When they are those of a run with other options.
    pub fn open(
        dir: PathBuf,
        options: OptionsFingerprint,
        patience: Duration,
    ) -> Result<Self, ResumeError> {
        let before = read(&dir.join(OPTIONS)).and_then(|f| postcard::from_bytes(&f.bytes).ok());
        match before {
            Some(before) => {
                let before: OptionsFingerprint = before;
                let now = options.clone().with_program();
                if now != before {
                    return Err(ResumeError::Options {
                        differences: now.differences(&before),
                        folder: dir,
                    });
                }
            }
            // Results without the options they were found with are of no use to anybody.
            None => {
                let _ = fs::remove_dir_all(&dir);
            }
        }
        Ok(Self {
            dir,
            since: Instant::now(),
            patience,
            options,
            texts: None,
            failed: AtomicBool::new(false),
            changed: Mutex::default(),
        })
    }

    /// Says which texts the results are about.
    ///
    /// # Errors
    /// When those that are kept are about other texts.
    pub fn about(&mut self, texts: TextsFingerprint) -> Result<(), ResumeError> {
        let file = read(&self.dir.join(TEXTS));
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
            None => {
                // Reading itself was cut short: files are known by their places in their batches only.
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
            }
        }
        self.texts = Some(texts);
        Ok(())
    }

    /// The results that stand ready, and how long it took to find them.
    pub fn ready(&self) -> Vec<(CheckpointKey, Duration)> {
        CheckpointKey::STAGES
            .into_iter()
            .filter_map(|key| Some((key, read(&self.path(key))?.took)))
            .collect()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        fs::read_dir(&self.dir).map_or(true, |mut entries| entries.next().is_none())
    }

    fn path(&self, key: CheckpointKey) -> PathBuf {
        self.dir.join(match key {
            CheckpointKey::Files(batch) => format!("files-{batch}"),
            whole => whole.name().to_owned(),
        })
    }

    fn write(&self, key: CheckpointKey, took: Duration, bytes: &[u8]) -> io::Result<()> {
        // Not the folder around it: when that is gone, the run has been told to end.
        match fs::create_dir(&self.dir) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let options = self.dir.join(OPTIONS);
        if !options.exists() {
            let all = self.options.clone().with_program();
            let bytes = encode(&all);
            write(&options, Duration::ZERO, &bytes)?;
        }
        let texts = self.dir.join(TEXTS);
        if let Some(about) = &self.texts
            && !texts.exists()
        {
            write(&texts, Duration::ZERO, &encode(about))?;
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
        if self.since.elapsed() < self.patience || took * WORTH < self.patience {
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

struct StoredResult {
    took: Duration,
    bytes: Vec<u8>,
}

/// A file that is there and whole.
fn read(path: &Path) -> Option<StoredResult> {
    let mut file = fs::File::open(path).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let (beginning, numbers) = head.split_at(BEGINNING.len());
    let (took, sum) = numbers.split_at(8);
    let number = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let took = Duration::from_millis(number(took)?);
    let whole = beginning == BEGINNING && number(sum)? == checksum(took, &bytes);
    whole.then_some(StoredResult { took, bytes })
}

/// Under another name first: a file that is there is whole, but for what a power cut does, which the checksum tells.
fn write(path: &Path, took: Duration, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    let write = || {
        let mut file = fs::File::create(&part)?;
        file.write_all(BEGINNING)?;
        file.write_all(&(took.as_millis() as u64).to_le_bytes())?;
        let took = Duration::from_millis(took.as_millis() as u64);
        file.write_all(&checksum(took, bytes).to_le_bytes())?;
        file.write_all(bytes)?;
        drop(file);
        fs::rename(&part, path)
    };
    write().inspect_err(|_| {
        // On a full disk the output needs the room.
        let _ = fs::remove_file(&part);
    })
}

fn checksum(took: Duration, bytes: &[u8]) -> u64 {
    let secrets = RapidSecrets::seed(took.as_millis() as u64);
    rapidhash_v3_seeded(bytes, &secrets)
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
        store.about(TextsFingerprint::default()).unwrap();
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
        assert_eq!(second.ready(), [(CheckpointKey::Reuse, LONG)]);
        let other = CheckpointStore::open(dir.path().join("kept"), options("ngram = 6"), LONG);
        assert!(matches!(other, Err(ResumeError::Options { .. })));
    }

    #[test]
    fn a_torn_file_counts_as_absent() {
        let dir = tempfile::tempdir().unwrap();
        store(dir.path(), options("")).store(CheckpointKey::Reuse, LONG, &|| vec![7; 1000]);
        let path = dir.path().join("kept/reuse");
        let whole = fs::read(&path).unwrap();
        for cut in [0, 5, HEAD - 1, HEAD, HEAD + 500, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).unwrap();
            assert_eq!(
                store(dir.path(), options("")).load(CheckpointKey::Reuse),
                None
            );
        }
        let mut wrong = whole.clone();
        wrong[HEAD + 3] ^= 1;
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
