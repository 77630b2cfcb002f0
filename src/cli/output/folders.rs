//! Moving an output folder to its place, and the folders above it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Moves the folder `run` to `target`. A folder that stood there ends in `run` or in `old`.
///
/// # Errors
/// With the path that could not be written. On failure the earlier folder is back at `target`; if even that failed, the
/// path is where it is now.
pub(super) fn move_to(run: &Path, target: &Path, old: &Path) -> Result<(), (PathBuf, io::Error)> {
    let failed = |source| (target.to_owned(), source);
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(run, target).map_err(failed);
    }
    // In one step where the system and the file system can, so that there is an output at every moment.
    if exchange(run, target).is_ok() {
        return Ok(());
    }
    fs::rename(target, old).map_err(failed)?;
    fs::rename(run, target).map_err(|source| match fs::rename(old, target) {
        Ok(()) => failed(source),
        Err(again) => (old.to_owned(), again),
    })
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Those of `folder` and the folders above it that do not exist, outermost first.
pub(super) fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    let mut missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|a| !a.as_os_str().is_empty() && !a.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    missing
}

/// Whether a file system is mounted at `dir`: it lies on another device than its parent.
#[cfg(unix)]
pub(super) fn is_mount_point(dir: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(dir), fs::metadata(parent)) {
        (Ok(dir), Ok(parent)) => dir.dev() != parent.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Path, _: &Path) -> bool {
    false
}
