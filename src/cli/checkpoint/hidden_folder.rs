//! The hidden folder beside the output.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use crate::read::CHECKPOINT_ENDING;

/// Longest name that all file systems of today take, in bytes.
const LONGEST_NAME: usize = 255;

/// The folder, held by this run alone. Nothing is removed when it is dropped: see [`clear`].
#[derive(Debug)]
pub struct HiddenFolder {
    path: PathBuf,
    /// Held as long as it is open, even if the program is killed; `None` where the file system has no locks.
    _lock: Option<File>,
}

/// Why the folder cannot be had.
#[derive(Debug)]
pub enum HiddenFolderError {
    /// Another run has it.
    Busy,
    /// The file system refused.
    Io(io::Error),
}

impl From<io::Error> for HiddenFolderError {
    fn from(error: io::Error) -> Self {
        HiddenFolderError::Io(error)
    }
}

impl HiddenFolder {
    /// Makes the folder for an output that is to stand at `target`, or takes over the one that a dead run left.
    /// What that was writing is removed, what it kept stays.
    pub fn take(target: &Path) -> Result<Self, HiddenFolderError> {
        let path = path_for(target);
        // Another run may be removing it just now.
        let mut tries = 0;
        let lock = loop {
            make_private(&path)?;
            match lock(&path) {
                Ok(lock) => break lock,
                Err(HiddenFolderError::Io(error))
                    if error.kind() == io::ErrorKind::NotFound && tries < 100 =>
                {
                    tries += 1;
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(refusal) => return Err(refusal),
            }
        };
        let folder = Self { path, _lock: lock };
        folder.restore(target)?;
        remove(&folder.run())?;
        Ok(folder)
    }

    /// An earlier output that was being replaced when the run died goes back to its place.
    fn restore(&self, target: &Path) -> io::Result<()> {
        let old = self.old();
        if fs::symlink_metadata(&old).is_err() {
            return Ok(());
        }
        if fs::symlink_metadata(target).is_err() {
            return fs::rename(old, target);
        }
        remove(&old)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For the output in the making.
    pub fn run(&self) -> PathBuf {
        self.path.join("run")
    }

    /// For the output that is being replaced.
    pub fn old(&self) -> PathBuf {
        self.path.join("old")
    }

    /// For results that the next run may take over.
    pub fn kept(&self) -> PathBuf {
        self.path.join("kept")
    }
}

/// `.NAME.leitong-unfinished` beside `target`. A name that would be too long is cut, and told from others by a hash.
fn path_for(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or(OsStr::new("output"));
    let mut hidden = OsString::from(".");
    if name.len() + 1 + CHECKPOINT_ENDING.len() <= LONGEST_NAME {
        hidden.push(name);
    } else {
        let hash = rapidhash_v3_seeded(name.as_encoded_bytes(), &RapidSecrets::seed(0));
        hidden.push(format!("{hash:016x}"));
    }
    hidden.push(CHECKPOINT_ENDING);
    target.with_file_name(hidden)
}

/// What is kept may be anybody's texts: nobody else needs to read it.
fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn lock(folder: &Path) -> Result<Option<File>, HiddenFolderError> {
    let path = folder.join("lock");
    let file = File::create(&path)?;
    match file.try_lock() {
        Ok(()) if is_still(&file, &path) => Ok(Some(file)),
        Ok(()) => Err(io::Error::from(io::ErrorKind::NotFound).into()),
        Err(TryLockError::WouldBlock) => Err(HiddenFolderError::Busy),
        // Some network file systems have no locks: two runs at once are then their owner's care.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Whether the file was not removed between opening and locking.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// How often a folder is removed anew into which a thread may still write.
const TRIES: usize = 50;

/// Removes a folder with all that is in it. Threads that still write may put a file into it meanwhile.
fn remove(path: &Path) -> io::Result<()> {
    for _ in 0..TRIES {
        match fs::remove_dir_all(path) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(_) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
    fs::remove_dir_all(path)
}

/// Removes what a run was writing, and unless something is `kept` for the next run, the whole folder. Whether
/// something is.
pub fn clear(path: &Path, keep: bool) -> bool {
    let _ = remove(&path.join("run"));
    let _ = remove(&path.join("old"));
    let kept = path.join("kept");
    if keep && fs::read_dir(&kept).is_ok_and(|mut entries| entries.next().is_some()) {
        return true;
    }
    let _ = remove(&kept);
    // The lock last: who finds the folder without it waits until it is gone.
    let lock = path.join("lock");
    let _ = fs::remove_file(&lock);
    // The run, which does not know yet that it is over, may have made a folder in it since. With a lock again, it is
    // another run's.
    for _ in 0..TRIES {
        if fs::remove_dir(path).is_ok() || !path.exists() || lock.exists() {
            break;
        }
        let _ = remove(&path.join("run"));
        let _ = remove(&kept);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("run");
        let first = HiddenFolder::take(&target).unwrap();
        assert!(matches!(
            HiddenFolder::take(&target),
            Err(HiddenFolderError::Busy)
        ));
        assert!(HiddenFolder::take(&dir.path().join("other")).is_ok());
        drop(first);
        assert!(HiddenFolder::take(&target).is_ok());
    }

    #[test]
    fn what_a_dead_run_was_writing_goes_and_what_it_kept_stays() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("run");
        let dead = HiddenFolder::take(&target).unwrap();
        fs::create_dir(dead.run()).unwrap();
        fs::create_dir(dead.kept()).unwrap();
        fs::write(dead.kept().join("reuse"), "found").unwrap();
        drop(dead);
        let next = HiddenFolder::take(&target).unwrap();
        assert!(!next.run().exists() && next.kept().join("reuse").exists());
        assert!(clear(next.path(), true));
        assert!(next.kept().exists());
        assert!(!clear(next.path(), false));
        assert!(!next.path().exists());
    }

    #[test]
    fn an_output_that_was_being_replaced_goes_back() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("run");
        let dead = HiddenFolder::take(&target).unwrap();
        fs::create_dir(dead.old()).unwrap();
        fs::write(dead.old().join("report.html"), "old").unwrap();
        drop(dead);
        drop(HiddenFolder::take(&target).unwrap());
        assert_eq!(fs::read(target.join("report.html")).unwrap(), b"old");
    }

    #[test]
    fn the_longest_names_have_a_folder_too() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("雷".repeat(85));
        fs::create_dir(&target).unwrap();
        assert!(HiddenFolder::take(&target).is_ok());
    }
}
