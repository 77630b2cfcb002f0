//! The output folder: whole or not at all. It is written in a hidden folder beside its place and then moved there.

mod error;
mod folders;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::checkpoint::{HiddenFolder, HiddenFolderError};
use super::interrupt::pending_cleanup;
use crate::config::Config;
use crate::read::{RUN_MARKER, RUN_MARKER_BEGINNING, is_run_folder};
use crate::report::{ANALYSIS, CHARTS, Formats, Lang, MATRIX, RUN_ENTRIES, RenderOptions, TEXTS};
use error::OutputError;
pub(super) use error::advice;
use folders::{is_mount_point, missing_folders, move_to};

/// The contents of `run.toml`, which marks a folder as the output of a run and lists the files of the run.
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

/// Files that desktops leave in folders; nobody misses them.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// An output folder in the making, in a hidden folder beside the place where it will stand. Dropped before
/// [`commit`](Staging::commit), it leaves nothing behind but a checkpoint.
#[derive(Debug)]
pub(super) struct Staging {
    hidden: HiddenFolder,
    target: PathBuf,
    replaces: bool,
}

impl Staging {
    /// Checks that `dir` may be written, and makes the hidden folder beside it, so that trouble shows before any
    /// work is done. `inputs` are paths that must not be replaced; `force` allows losing files beside an earlier run.
    ///
    /// # Errors
    /// When `dir` is not the output's to replace, another run writes to it, or the file system refuses.
    pub(super) fn new(dir: &Path, inputs: &[PathBuf], force: bool) -> Result<Self, OutputError> {
        let write_error = |path: &Path| {
            let path = path.to_owned();
            move |source| OutputError::Write { path, source }
        };
        let target = TargetFolder::new(dir)?;
        let mut replaces = target.exists && target.may_replace(inputs, force)?;

        let mut cleanup = pending_cleanup();
        for missing in missing_folders(&target.parent) {
            fs::create_dir(&missing).map_err(|source| {
                cleanup.clear(true);
                write_error(&missing)(source)
            })?;
            cleanup.parents.push(missing);
        }
        let hidden = HiddenFolder::take(&target.path).map_err(|error| {
            cleanup.clear(true);
            match error {
                HiddenFolderError::Busy => OutputError::Busy(dir.to_owned()),
                HiddenFolderError::NotOurs(path) => OutputError::Planted(path),
                HiddenFolderError::Io(source) => write_error(dir)(source),
            }
        })?;
        cleanup.hidden = Some(hidden.path().to_owned());
        drop(cleanup);
        // A dead run may have been replacing an earlier one, which has just come back.
        if !target.exists && fs::symlink_metadata(&target.path).is_ok() {
            replaces = target.may_replace(inputs, force)?;
        }
        let staging = Self {
            hidden,
            target: target.path,
            replaces,
        };
        // The hidden folder is private; the one inside gets the permissions that folders usually get.
        fs::create_dir(staging.dir()).map_err(write_error(dir))?;
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

    /// The path that a file of the output will have in its place, for messages.
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

        // Locked to the end, so that Ctrl-C comes before or after, not between.
        let mut cleanup = pending_cleanup();
        if let Err((path, source)) = move_to(&self.dir(), &self.target, &self.hidden.replaced()) {
            if path != self.target {
                // The earlier run is where the message says, and must stay there.
                cleanup.hidden = None;
            }
            return Err(OutputError::Write { path, source });
        }
        cleanup.parents.clear();
        cleanup.clear(false);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        pending_cleanup().clear(true);
    }
}

/// The place where the output will stand.
struct TargetFolder<'a> {
    /// As the user named it, for messages.
    named: &'a Path,
    /// Links are followed: the folder is replaced, not the link to it.
    path: PathBuf,
    parent: PathBuf,
    exists: bool,
}

impl<'a> TargetFolder<'a> {
    fn new(named: &'a Path) -> Result<Self, OutputError> {
        let exists = fs::symlink_metadata(named).is_ok();
        let path = if exists {
            fs::canonicalize(named).map_err(|source| OutputError::Write {
                path: named.to_owned(),
                source,
            })?
        } else {
            named.to_owned()
        };
        // The root has neither.
        let (Some(parent), Some(_)) = (path.parent(), path.file_name()) else {
            return Err(OutputError::NotOurs(named.to_owned()));
        };
        let parent = match parent.as_os_str() {
            empty if empty.is_empty() => PathBuf::from("."),
            _ => parent.to_owned(),
        };
        Ok(Self {
            named,
            path,
            parent,
            exists,
        })
    }

    /// Whether the folder, which exists, holds an earlier run.
    ///
    /// # Errors
    /// When it must not be replaced.
    fn may_replace(&self, inputs: &[PathBuf], force: bool) -> Result<bool, OutputError> {
        let dir = || self.named.to_owned();
        let failed = |source| OutputError::Write {
            path: dir(),
            source,
        };
        if !self.path.is_dir() {
            return Err(OutputError::NotAFolder(dir()));
        }
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&self.path)) {
            return Err(OutputError::HoldsCurrent(dir()));
        }
        let empty = fs::read_dir(&self.path).map_err(failed)?.next().is_none();
        let ours = is_run_folder(&self.path);
        if !empty && !ours {
            return Err(OutputError::NotOurs(dir()));
        }
        if is_mount_point(&self.path, &self.parent) {
            return Err(OutputError::MountPoint(dir()));
        }
        for input in inputs {
            if fs::canonicalize(input).is_ok_and(|i| i.starts_with(&self.path)) {
                return Err(OutputError::HoldsInput {
                    dir: dir(),
                    input: input.clone(),
                });
            }
        }
        let others = if ours {
            others(&self.path).map_err(failed)?
        } else {
            Vec::new()
        };
        if !others.is_empty() && !force {
            return Err(OutputError::Others { dir: dir(), others });
        }
        Ok(ours)
    }
}

/// The files in a run folder that the run did not write: the first three of them.
fn others(dir: &Path) -> io::Result<Vec<String>> {
    let marker: Option<RunMarker> = fs::read_to_string(dir.join(RUN_MARKER))
        .ok()
        .and_then(|text| toml::from_str(&text).ok());
    let listed: Option<BTreeSet<String>> = marker.map(|m| m.files.into_iter().collect());
    let has_analysis = dir.join(ANALYSIS).is_file();
    let ours = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        file == RUN_MARKER
            || LITTER.contains(&name)
            || listed.as_ref().map_or_else(
                || looks_written(file, has_analysis),
                |listed| listed.contains(file),
            )
    };
    let mut others: Vec<String> = files_below(dir)?.into_iter().filter(|f| !ours(f)).collect();
    others.truncate(3);
    Ok(others)
}

/// Whether a file is like those that runs write, where the list of a run is lost or was never there: the entries of a run, and
/// in its folders the files of their forms. Beside an analysis only: whoever writes a marker by hand has none, and keeps the
/// pictures in his `charts/`.
fn looks_written(file: &str, has_analysis: bool) -> bool {
    let Some((folder, name)) = file.split_once('/') else {
        return RUN_ENTRIES.contains(&file);
    };
    let extension = Path::new(name).extension().and_then(|e| e.to_str());
    let forms: &[&str] = match folder {
        TEXTS => &["txt"],
        CHARTS => &["png", "svg", "html"],
        MATRIX => &["csv"],
        _ => &[],
    };
    has_analysis && !name.contains('/') && extension.is_some_and(|e| forms.contains(&e))
}

/// The paths of all files below a folder, relative to it, with `/` between their parts, sorted. Links are not followed.
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
