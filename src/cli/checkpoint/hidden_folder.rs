//! The hidden folder beside the output: made, locked, taken over from a dead run, and removed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::fingerprint::of_bytes;
use crate::read::CHECKPOINT_ENDING;

// Names on disk in the folder: see the module above.
const LOCK: &str = "lock";
const OUTPUT: &str = "run";
const REPLACED: &str = "old";
const CHECKPOINT: &str = "kept";

/// Longest file name in bytes that all file systems of today accept (ext4, XFS, APFS, NTFS in UTF-8).
const LONGEST_NAME: usize = 255;

/// The hidden folder beside an output, locked by this run. Nothing is removed when it is dropped: see [`clear`].
#[derive(Debug)]
pub(in crate::cli) struct HiddenFolder {
    path: PathBuf,
    /// The lock lasts as long as the file is open, and ends with the process even if that is killed; `None` where the
    /// file system has no locks.
    _lock: Option<File>,
}

/// Why the hidden folder cannot be used.
#[derive(Debug)]
pub(in crate::cli) enum HiddenFolderError {
    /// Another run holds the lock.
    Busy,
    /// What stands in its place was not made by this user's runs: it is somebody else's, a link, or has a link in it.
    /// Through a link a file of any other folder would be emptied, moved or removed.
    NotOurs(PathBuf),
    /// The file system refused.
    Io(io::Error),
}

impl From<io::Error> for HiddenFolderError {
    fn from(error: io::Error) -> Self {
        HiddenFolderError::Io(error)
    }
}

impl HiddenFolder {
    /// Makes the folder for an output that is to stand at `target`, or takes over the one that a dead run left. The
    /// half-written output of that run is removed, its checkpoint stays.
    ///
    /// # Errors
    /// When another run holds the folder, or the file system refuses.
    pub(in crate::cli) fn take(target: &Path) -> Result<Self, HiddenFolderError> {
        let path = path_for(target);
        // Another run may be removing the folder just now: between making and locking it can vanish.
        let mut tries = 0;
        let lock = loop {
            make_private(&path)?;
            refuse_foreign(&path)?;
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
        remove(&folder.output())?;
        Ok(folder)
    }

    /// Puts an earlier output that was being replaced when its run died back to its place.
    fn restore(&self, target: &Path) -> io::Result<()> {
        let old = self.replaced();
        if fs::symlink_metadata(&old).is_err() {
            return Ok(());
        }
        if fs::symlink_metadata(target).is_err() {
            return fs::rename(old, target);
        }
        remove(&old)
    }

    /// The path of the folder.
    pub(in crate::cli) fn path(&self) -> &Path {
        &self.path
    }

    /// The place for the output in the making.
    pub(in crate::cli) fn output(&self) -> PathBuf {
        self.path.join(OUTPUT)
    }

    /// The place for the earlier output while it is being replaced.
    pub(in crate::cli) fn replaced(&self) -> PathBuf {
        self.path.join(REPLACED)
    }

    /// The place for results that the next run may load.
    pub(in crate::cli) fn checkpoint(&self) -> PathBuf {
        self.path.join(CHECKPOINT)
    }
}

/// `.NAME.leitong-unfinished` beside `target`. Where that would be too long, a hash stands for NAME.
fn path_for(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or(OsStr::new("output"));
    let mut hidden = OsString::from(".");
    if name.len() + 1 + CHECKPOINT_ENDING.len() <= LONGEST_NAME {
        hidden.push(name);
    } else {
        hidden.push(format!("{:016x}", of_bytes(name.as_encoded_bytes())));
    }
    hidden.push(CHECKPOINT_ENDING);
    target.with_file_name(hidden)
}

/// Makes the folder readable by its owner alone: checkpoints hold whole texts, which may be confidential. One that exists is
/// left as it is.
fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Refuses a folder that this user's runs have not made. Whoever may write beside the output (in /tmp, on a shared drive) can
/// put something in its place.
fn refuse_foreign(path: &Path) -> Result<(), HiddenFolderError> {
    let refused = |path: &Path| Err(HiddenFolderError::NotOurs(path.to_owned()));
    let found = fs::symlink_metadata(path)?;
    if !found.is_dir() || !is_own(&found) {
        return refused(path);
    }
    for name in [LOCK, OUTPUT, REPLACED, CHECKPOINT] {
        let inside = path.join(name);
        // What is not there cannot be a link.
        if fs::symlink_metadata(&inside).is_ok_and(|m| m.is_symlink() || !is_own(&m)) {
            return refused(&inside);
        }
    }
    Ok(())
}

/// Whether a file belongs to the user whose process this is.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn is_own(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    found.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}

fn lock(folder: &Path) -> Result<Option<File>, HiddenFolderError> {
    let path = folder.join(LOCK);
    // Never emptied: it holds nothing, and if it does, it is not ours.
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)?;
    match file.try_lock() {
        Ok(()) if is_still(&file, &path) => Ok(Some(file)),
        Ok(()) => Err(io::Error::from(io::ErrorKind::NotFound).into()),
        Err(TryLockError::WouldBlock) => Err(HiddenFolderError::Busy),
        // Some network file systems have no locks: two runs at once are then their owner's care.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Whether the locked file is the one at `path`: another run may have removed it between opening and locking.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Times that removing a folder is tried again, 2 ms apart: threads of the ending run may still write into it.
const TRIES: usize = 50;

/// Removes a folder with all that is in it, although threads may still put files into it.
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

/// Removes the output in the making, and with it the whole folder unless `keep_checkpoint` is set and there is a
/// checkpoint. Returns whether a checkpoint is left.
pub(in crate::cli) fn clear(path: &Path, keep_checkpoint: bool) -> bool {
    let _ = remove(&path.join(OUTPUT));
    let _ = remove(&path.join(REPLACED));
    let checkpoint = path.join(CHECKPOINT);
    if keep_checkpoint
        && fs::read_dir(&checkpoint).is_ok_and(|mut entries| entries.next().is_some())
    {
        return true;
    }
    let _ = remove(&checkpoint);
    // The lock goes last: a run that finds the folder without it waits until the folder is gone.
    let lock = path.join(LOCK);
    let _ = fs::remove_file(&lock);
    // The run, which does not know yet that it is over, may have made a folder in it since. If there is a lock again,
    // the folder belongs to another run.
    for _ in 0..TRIES {
        if fs::remove_dir(path).is_ok() || !path.exists() || lock.exists() {
            break;
        }
        let _ = remove(&path.join(OUTPUT));
        let _ = remove(&checkpoint);
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
        fs::create_dir(dead.output()).unwrap();
        fs::create_dir(dead.checkpoint()).unwrap();
        fs::write(dead.checkpoint().join("reuse"), "found").unwrap();
        drop(dead);
        let next = HiddenFolder::take(&target).unwrap();
        assert!(!next.output().exists() && next.checkpoint().join("reuse").exists());
        assert!(clear(next.path(), true));
        assert!(next.checkpoint().exists());
        assert!(!clear(next.path(), false));
        assert!(!next.path().exists());
    }

    #[test]
    fn an_output_that_was_being_replaced_goes_back() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("run");
        let dead = HiddenFolder::take(&target).unwrap();
        fs::create_dir(dead.replaced()).unwrap();
        fs::write(dead.replaced().join("report.html"), "old").unwrap();
        drop(dead);
        drop(HiddenFolder::take(&target).unwrap());
        assert_eq!(fs::read(target.join("report.html")).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_and_what_they_lead_to_is_left_alone() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let (precious, project) = (dir.path().join("precious"), dir.path().join("project"));
        fs::write(&precious, "P").unwrap();
        fs::create_dir_all(project.join("run")).unwrap();
        fs::create_dir_all(project.join("old")).unwrap();
        for name in [LOCK, OUTPUT, REPLACED, CHECKPOINT] {
            let target = dir.path().join(name);
            let hidden = path_for(&target);
            fs::create_dir(&hidden).unwrap();
            let to = if name == LOCK { &precious } else { &project };
            symlink(to, hidden.join(name)).unwrap();
            assert!(matches!(
                HiddenFolder::take(&target),
                Err(HiddenFolderError::NotOurs(_))
            ));
            assert!(fs::symlink_metadata(&target).is_err());
        }
        let target = dir.path().join("whole");
        symlink(&project, path_for(&target)).unwrap();
        assert!(matches!(
            HiddenFolder::take(&target),
            Err(HiddenFolderError::NotOurs(_))
        ));
        assert_eq!(fs::read(&precious).unwrap(), b"P");
        assert_eq!(fs::read_dir(&project).unwrap().count(), 2);
    }

    #[test]
    fn the_longest_names_have_a_folder_too() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("雷".repeat(85));
        fs::create_dir(&target).unwrap();
        assert!(HiddenFolder::take(&target).is_ok());
    }
}
