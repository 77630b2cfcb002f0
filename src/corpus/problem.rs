//! What can be wrong with something that is to be read.

use std::fmt;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::Skipped;

/// Why a file, folder or record was not read. The message says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// The path leads nowhere.
    #[error("there is no such file or folder: check the path")]
    NotFound,
    /// The file system refused.
    #[error("cannot be read ({message}): check its permissions and the disk")]
    Unreadable {
        /// What kind of refusal.
        kind: io::ErrorKind,
        /// What the file system said.
        message: String,
    },
    /// Nothing but white space.
    #[error("holds no text: fill it or leave it out")]
    Empty,
    /// Bytes that are no text.
    #[error("is a binary file, not text: save it as plain text (.txt)")]
    Binary,
    /// A format that is not read.
    #[error("is {format}, which leitong does not read: save it as plain text (.txt)")]
    ForeignFormat {
        /// Its name, with article: `a PDF file`.
        format: &'static str,
    },
    /// Bytes that the encoding has no meaning for.
    #[error(
        "is not valid {encoding} from byte {offset} on: mend the file, or name its encoding with --encoding"
    )]
    Undecodable {
        /// The encoding that was told or detected.
        encoding: &'static str,
        /// The first byte that does not fit, from 0.
        offset: u64,
    },
    /// More bytes than a text may have.
    #[error("is larger than {limit} bytes: split it into several files")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A socket, a device, or the like.
    #[error("is neither a file nor a folder: leave it out")]
    NotAFile,
    /// A name that is no Unicode, and so cannot name a document in the outputs.
    #[error("has a name that is not valid UTF-8: rename it")]
    FileName,
    /// A line that is no record.
    #[error("is no record ({reason}): each line needs a JSON object with \"id\" and \"text\"")]
    Record {
        /// What the parser said.
        reason: String,
    },
    /// A folder named by the caller in which there is nothing to read.
    #[error("holds no .txt, .md or .jsonl file: check the path")]
    NoTexts,
    /// Files found in a folder that are of a type that is not read.
    #[error("{count} of a type that is not read{}", extension.as_ref().map(|e| format!(" (.{e})")).unwrap_or_default())]
    UnknownType {
        /// Their extension in lower case, if they have one.
        extension: Option<String>,
        /// How many.
        count: u64,
    },
    /// Hidden files and folders found in a folder.
    #[error("{count} hidden, not read: name a hidden file itself to have it read")]
    Hidden {
        /// How many.
        count: u64,
    },
    /// A second way to a file that was read already.
    #[error("is the same as {}, and read once", path.display())]
    SameFile {
        /// The path under which it was read.
        path: PathBuf,
    },
    /// The output of leitong itself, found in a folder.
    #[error("holds the output of leitong, and is not read")]
    OwnOutput,
    /// A reference text that is also one of the texts to compare.
    #[error("is compared itself, so it does not count as reference")]
    ReferenceIsCompared,
    /// A row of the metadata file for a document that is not there.
    #[error(
        "names \"{name}\", which is not among the documents: correct the name, or leave the row out"
    )]
    NoSuchDocument {
        /// The name in the row.
        name: String,
    },
    /// A row of the metadata file for several documents.
    #[error("names \"{name}\", which {count} documents are called: add their folder to the name")]
    SeveralDocuments {
        /// The name in the row.
        name: String,
        /// How many are called so.
        count: u64,
    },
    /// A row of the metadata file for a document that an earlier row names otherwise.
    #[error("names \"{name}\", which line {line} names already: leave one out")]
    SecondRow {
        /// The name in the row.
        name: String,
        /// The earlier line, from 1.
        line: u64,
    },
}

impl Problem {
    /// Whether something that was meant to be read could not be; otherwise it is only worth mentioning.
    pub fn is_bad(&self) -> bool {
        !matches!(
            self,
            Problem::UnknownType { .. }
                | Problem::Hidden { .. }
                | Problem::SameFile { .. }
                | Problem::OwnOutput
                | Problem::ReferenceIsCompared
        )
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Problem::NotFound,
            kind => Problem::Unreadable {
                kind,
                message: error.to_string(),
            },
        }
    }
}

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
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

fn shown(path: &std::path::Path) -> String {
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
