//! From paths to documents: which files there are, what form each has, and the text in it.

mod archive;
mod checkpoint;
mod docx;
mod encoding;
mod extracted;
mod find;
mod foreign;
mod form;
mod found;
mod html;
mod inflate;
mod jsonl;
mod metadata_table;
mod names;
mod open;
mod options;
#[cfg(feature = "pdf")]
mod pdf;
mod problem;
mod read;
mod table;
mod zip;

pub use encoding::{TextEncoding, UnknownEncoding, decode};
pub use extracted::Extracted;
pub use find::{CHECKPOINT_ENDING, RUN_MARKER, RUN_MARKER_BEGINNING, is_run_folder};
pub use foreign::Foreign;
pub use metadata_table::{MetadataTable, TableError};
pub use options::ReadOptions;
pub(crate) use problem::size;
pub use problem::{Fault, Problem};
pub use read::{ReadError, Reading, extract, read, read_keeping, read_one, read_with};

/// The path that stands for standard input.
pub const STDIN: &str = "-";
