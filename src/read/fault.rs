//! A fault: something that was not read, where it is, and what is wrong with it.

use std::fmt;
use std::path::{Path, PathBuf};

use super::STDIN;
use super::problem::Problem;
use crate::document::Skipped;

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The file or folder, as the caller would name it.
    pub path: PathBuf,
    /// The line of a record, from 1.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: Problem,
}

impl Fault {
    pub(super) fn of(path: impl Into<PathBuf>, problem: impl Into<Problem>) -> Self {
        Self {
            path: path.into(),
            line: None,
            problem: problem.into(),
        }
    }

    /// `FILE` or `FILE:LINE`. Bytes of a file name that are no Unicode are shown as `\xB1`.
    pub fn place(&self) -> String {
        let path = shown(&self.path);
        match self.line {
            Some(line) => format!("{path}:{line}"),
            None => path,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.problem)
    }
}

impl From<&Fault> for Skipped {
    fn from(fault: &Fault) -> Self {
        Skipped {
            path: fault.place(),
            reason: fault.problem.to_string(),
        }
    }
}

fn shown(path: &Path) -> String {
    if path.as_os_str() == STDIN {
        return "standard input".to_owned();
    }
    path.to_str().map_or_else(
        || {
            let mut shown = String::new();
            for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
                shown.push_str(chunk.valid());
                for byte in chunk.invalid() {
                    shown.push_str(&format!("\\x{byte:02X}"));
                }
            }
            shown
        },
        str::to_owned,
    )
}
