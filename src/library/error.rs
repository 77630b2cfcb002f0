//! What can go wrong with a library, with the file and the way out.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a library cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// There is no library.
    #[error("{}: there is no library here (no library.json): make one with `leitong library add`", .0.display())]
    Missing(PathBuf),
    /// The folder belongs to somebody else.
    #[error("{}: the folder holds other files and is no library: name a new or an empty folder", .0.display())]
    NotOurs(PathBuf),
    /// It was written by a newer program.
    #[error("{}: the library has format {found}, this program reads format {known}: use a newer leitong", .file.display())]
    Newer {
        /// The file that says so.
        file: PathBuf,
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// A file is not as it was written.
    #[error("{}: damaged ({what}): restore the library from a backup, or make it anew with `leitong library add`", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What does not fit.
        what: &'static str,
    },
    /// Another program writes to it.
    #[error("{}: another program is writing to the library: try again when it is done", .0.display())]
    Locked(PathBuf),
    /// The system refuses.
    #[error("{}: cannot {action}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// More than one segment holds.
    #[error("{}: texts of more than {limit} characters together do not fit into one step: add them in several", .file.display())]
    TooMuch {
        /// The library.
        file: PathBuf,
        /// Units that a segment holds.
        limit: u64,
    },
}

impl LibraryError {
    pub(super) fn io(file: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::Io {
            file,
            action,
            source,
        }
    }

    pub(super) fn damaged(file: &Path, what: &'static str) -> Self {
        Self::Damaged {
            file: file.to_owned(),
            what,
        }
    }
}

/// The result of a step with a library.
pub type Result<T> = std::result::Result<T, LibraryError>;
