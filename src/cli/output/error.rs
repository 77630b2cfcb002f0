//! Why an output folder cannot be written, with advice.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why the output folder cannot be made or replaced.
#[derive(Debug, Error)]
pub(in crate::cli) enum OutputError {
    /// The path is that of a file.
    #[error("{} is not a folder: choose another --out", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds files and no run of leitong.
    #[error(
        "{} is not empty and was not written by leitong: choose another --out, or empty it yourself",
        .0.display()
    )]
    NotOurs(PathBuf),
    /// The folder holds a run of leitong and other files, which replacing it would lose.
    #[error(
        "{} holds an earlier run, and beside it {}: take that out, choose another --out, or lose it with --force",
        dir.display(), .others.join(", ")
    )]
    Others {
        /// The folder.
        dir: PathBuf,
        /// The first of the other files.
        others: Vec<String>,
    },
    /// Replacing the folder would remove the input.
    #[error("{} holds the input {}: choose another --out", dir.display(), input.display())]
    HoldsInput {
        /// The folder.
        dir: PathBuf,
        /// The input in it.
        input: PathBuf,
    },
    /// Replacing the folder would leave the current folder without a path.
    #[error("{} is or holds the current folder: choose a folder inside it as --out", .0.display())]
    HoldsCurrent(PathBuf),
    /// Another run holds the hidden folder of the same output.
    #[error("another run of leitong is writing {}: wait for it, or choose another --out", .0.display())]
    Busy(PathBuf),
    /// What stands in the place of the hidden folder was not made by a run of this user.
    #[error(
        "{} is a link or belongs to somebody else, and leitong would write there: remove it, or choose another --out",
        .0.display()
    )]
    Planted(PathBuf),
    /// A mount point cannot be replaced.
    #[error("{} is a mount point, which cannot be replaced: choose a folder inside it as --out", .0.display())]
    MountPoint(PathBuf),
    /// The file system refused.
    #[error("cannot write {}{}", path.display(), advice(source))]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// Its error.
        source: io::Error,
    },
}

/// Advice on an error of the file system, to be appended to its message; empty if there is none.
pub(in crate::cli) fn advice(error: &io::Error) -> &'static str {
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
