//! The output folder: whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::checkpoint::{HiddenFolder, HiddenFolderError};
use super::interrupt::pending_cleanup;
use crate::config::Config;
use crate::read::{RUN_MARKER, RUN_MARKER_BEGINNING, is_run_folder};
use crate::report::RenderOptions;
use crate::report::{Formats, Lang};

/// Why the output cannot go where it should.
#[derive(Debug, Error)]
pub(super) enum OutputError {
    /// The path is taken by something else.
    #[error("{} is not a folder: choose another --out", .0.display())]
    NotAFolder(PathBuf),
    /// The folder has somebody's files in it.
    #[error(
        "{} is not empty and was not written by leitong: choose another --out, or empty it yourself",
        .0.display()
    )]
    NotOurs(PathBuf),
    /// The folder is ours, but files were put into it.
    #[error(
        "{} holds an earlier run, and beside it {}: take that out, choose another --out, or lose it with --force",
        dir.display(), .others.join(", ")
    )]
    Others {
        /// The folder.
        dir: PathBuf,
        /// Some of what is in it.
        others: Vec<String>,
    },
    /// Replacing the folder would remove the input.
    #[error("{} holds the input {}: choose another --out", dir.display(), input.display())]
    HoldsInput {
        /// The folder.
        dir: PathBuf,
        /// What is in it.
        input: PathBuf,
    },
    /// The folder cannot be replaced under the feet of whoever works in it.
    #[error("{} is or holds the current folder: choose a folder inside it as --out", .0.display())]
    HoldsCurrent(PathBuf),
    /// Another run writes to the same place.
    #[error("another run of leitong is writing {}: wait for it, or choose another --out", .0.display())]
    Busy(PathBuf),
    /// A mount point cannot be replaced.
    #[error("{} is a mount point, which cannot be replaced: choose a folder inside it as --out", .0.display())]
    MountPoint(PathBuf),
    /// The file system refused.
    #[error("cannot write {}{}", path.display(), advice(source))]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// What to do about an error of the file system, behind a colon.
pub(super) fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ": the disk is full, free some space or choose another --out"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ": you may not write there, choose another --out"
        }
        _ => "",
    }
}

/// What `run.toml` holds: it marks the folder as ours, and tells our files from others.
#[derive(Serialize, Deserialize)]
struct RunMarker {
    schema: String,
    version: String,
    files: Vec<String>,
    formats: Option<Formats>,
    lang: Option<Lang>,
    config: Option<Config>,
}

const MARKER_SCHEMA: &str = "leitong/run/1";

/// Entries of a run folder, for folders whose marker is lost.
const KNOWN: [&str; 9] = [
    "analysis.json",
    "documents.csv",
    "sections.csv",
    "passages.jsonl",
    "templates.json",
    "matrix",
    "charts",
    "report.html",
    "texts",
];

/// What desktops leave in folders; nobody would miss it.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// An output folder in the making, in a hidden folder beside the place where it will stand. Dropped before
/// [`commit`](Staging::commit), it leaves nothing behind but what the next run can go on from.
#[derive(Debug)]
pub(super) struct Staging {
    hidden: HiddenFolder,
    target: PathBuf,
    replaces: bool,
}

impl Staging {
    /// Checks that `dir` may be written, and makes the hidden folder beside it, so that trouble shows before any
    /// work is done.
    pub(super) fn new(dir: &Path, inputs: &[PathBuf], force: bool) -> Result<Self, OutputError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| OutputError::Write { path, source }
        };
        let exists = fs::symlink_metadata(dir).is_ok();
        let (target, parent) = if exists {
            // Through links: the folder is replaced, not the link to it.
            let target = fs::canonicalize(dir).map_err(failed(dir))?;
            let parent = target.parent().map(Path::to_owned);
            (target, parent)
        } else {
            let parent = dir.parent().map(|p| {
                if p.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    p
                }
            });
            (dir.to_owned(), parent.map(Path::to_owned))
        };
        let (Some(parent), Some(_)) = (parent, target.file_name()) else {
            return Err(OutputError::NotOurs(dir.to_owned()));
        };
        let mut replaces = exists && may_replace(dir, &target, &parent, inputs, force)?;

        let mut pending_cleanup = pending_cleanup();
        for missing in missing_folders(&parent) {
            fs::create_dir(&missing).map_err(|source| {
                pending_cleanup.clear(true);
                OutputError::Write {
                    path: missing.clone(),
                    source,
                }
            })?;
            pending_cleanup.parents.push(missing);
        }
        let hidden = HiddenFolder::take(&target).map_err(|refusal| {
            pending_cleanup.clear(true);
            match refusal {
                HiddenFolderError::Busy => OutputError::Busy(dir.to_owned()),
                HiddenFolderError::Io(source) => OutputError::Write {
                    path: dir.to_owned(),
                    source,
                },
            }
        })?;
        pending_cleanup.hidden = Some(hidden.path().to_owned());
        drop(pending_cleanup);
        // A dead run may have been replacing an earlier one, which has just come back.
        if !exists && fs::symlink_metadata(&target).is_ok() {
            replaces = may_replace(dir, &target, &parent, inputs, force)?;
        }
        let staging = Self {
            hidden,
            target,
            replaces,
        };
        // The hidden folder is private; the one inside gets the permissions that folders usually get.
        fs::create_dir(staging.dir()).map_err(failed(dir))?;
        Ok(staging)
    }

    /// The folder to write into.
    pub(super) fn dir(&self) -> PathBuf {
        self.hidden.output()
    }

    /// The folder for the checkpoint, from which the next run goes on should this one be cut short.
    pub(super) fn checkpoint(&self) -> PathBuf {
        self.hidden.checkpoint()
    }

    /// Whether an earlier run stands where this one will.
    pub(super) fn replaces(&self) -> bool {
        self.replaces
    }

    /// The same file where it will stand, for messages.
    pub(super) fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.dir())
            .map_or_else(|_| path.to_owned(), |inside| self.target.join(inside))
    }

    /// Marks the folder as leitong's and moves it to its place.
    pub(super) fn commit(
        self,
        config: &Config,
        options: &RenderOptions,
    ) -> Result<(), OutputError> {
        let failed = |source| OutputError::Write {
            path: self.target.clone(),
            source,
        };
        let marker = RunMarker {
            schema: MARKER_SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            files: files_below(&self.dir()).map_err(failed)?,
            formats: Some(options.formats),
            lang: Some(options.lang),
            config: Some(config.clone()),
        };
        let text = toml::to_string(&marker).map_err(|e| failed(io::Error::other(e)))?;
        let text = format!(
            "{RUN_MARKER_BEGINNING} It marks this folder as the output of a run, which the next run may replace.\n{text}"
        );
        fs::write(self.dir().join(RUN_MARKER), text).map_err(failed)?;

        // Held to the end, so that Ctrl-C comes before or after, not between.
        let mut pending_cleanup = pending_cleanup();
        if let Err((path, source)) = place(&self.dir(), &self.target, &self.hidden.replaced()) {
            if path != self.target {
                // The earlier run is where the message says, and must stay there.
                pending_cleanup.hidden = None;
            }
            return Err(OutputError::Write { path, source });
        }
        pending_cleanup.parents.clear();
        pending_cleanup.clear(false);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        pending_cleanup().clear(true);
    }
}

/// Moves `run` to `target`. What stood there is gone, or in `run` or `old`. On failure it stands where it stood; if
/// even that fails, where the error says.
fn place(run: &Path, target: &Path, old: &Path) -> Result<(), (PathBuf, io::Error)> {
    let failed = |source| (target.to_owned(), source);
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(run, target).map_err(failed);
    }
    // In one step, where system and file system can: at no time is there no output at all.
    if exchange(run, target).is_ok() {
        return Ok(());
    }
    fs::rename(target, old).map_err(failed)?;
    fs::rename(run, target).map_err(|source| match fs::rename(old, target) {
        Ok(()) => failed(source),
        Err(again) => (old.to_owned(), again),
    })
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether `dir`, which exists, holds an earlier run. Refuses whatever must not be replaced.
fn may_replace(
    dir: &Path,
    target: &Path,
    parent: &Path,
    inputs: &[PathBuf],
    force: bool,
) -> Result<bool, OutputError> {
    let failed = |source| OutputError::Write {
        path: dir.to_owned(),
        source,
    };
    if !target.is_dir() {
        return Err(OutputError::NotAFolder(dir.to_owned()));
    }
    if std::env::current_dir().is_ok_and(|current| current.starts_with(target)) {
        return Err(OutputError::HoldsCurrent(dir.to_owned()));
    }
    let empty = fs::read_dir(target).map_err(failed)?.next().is_none();
    let ours = is_run_folder(target);
    if !empty && !ours {
        return Err(OutputError::NotOurs(dir.to_owned()));
    }
    if is_mount_point(target, parent) {
        return Err(OutputError::MountPoint(dir.to_owned()));
    }
    for input in inputs {
        if fs::canonicalize(input).is_ok_and(|i| i.starts_with(target)) {
            return Err(OutputError::HoldsInput {
                dir: dir.to_owned(),
                input: input.clone(),
            });
        }
    }
    let others = if ours {
        others(target).map_err(failed)?
    } else {
        Vec::new()
    };
    if !others.is_empty() && !force {
        return Err(OutputError::Others {
            dir: dir.to_owned(),
            others,
        });
    }
    Ok(ours)
}

/// What stands in a run folder and was not written by that run: three of them at most.
fn others(dir: &Path) -> io::Result<Vec<String>> {
    let marker: Option<RunMarker> = fs::read_to_string(dir.join(RUN_MARKER))
        .ok()
        .and_then(|text| toml::from_str(&text).ok());
    let listed: Option<BTreeSet<String>> = marker.map(|m| m.files.into_iter().collect());
    let ours = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        let top = file.split('/').next().unwrap_or(file);
        file == RUN_MARKER
            || LITTER.contains(&name)
            || listed
                .as_ref()
                .map_or_else(|| KNOWN.contains(&top), |listed| listed.contains(file))
    };
    let mut others: Vec<String> = files_below(dir)?.into_iter().filter(|f| !ours(f)).collect();
    others.truncate(3);
    Ok(others)
}

/// All files below a folder, relative to it, with `/` between the parts, sorted. Links are not followed.
fn files_below(dir: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut pending = vec![(dir.to_owned(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                pending.push((entry.path(), format!("{name}/")));
            } else {
                files.push(name);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// `folder` and the folders above it that are not there, outermost first.
fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    let mut missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|a| !a.as_os_str().is_empty() && !a.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    missing
}

#[cfg(unix)]
fn is_mount_point(dir: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(dir), fs::metadata(parent)) {
        (Ok(dir), Ok(parent)) => dir.dev() != parent.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &Path) -> bool {
    false
}
