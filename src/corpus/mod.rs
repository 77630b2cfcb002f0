//! Documents and where they come from.

mod archive;
mod document;
mod docx;
mod encoding;
mod extracted;
mod find;
mod foreign;
mod form;
mod inflate;
mod jsonl;
mod names;
mod open;
mod problem;
mod read;
mod table;

pub use document::{Corpus, DocId, Document, Metadata, Skipped};
pub use encoding::{TextEncoding, UnknownEncoding, decode};
pub use extracted::Extracted;
pub use find::{RUN_MARKER, RUN_MARKER_BEGINNING, is_run_folder};
pub use foreign::Foreign;
pub(crate) use problem::size;
pub use problem::{Fault, Problem};
pub use read::{ReadError, ReadOptions, Reading, read, read_bytes, read_one, read_with};

/// The path that stands for standard input.
pub const STDIN: &str = "-";
