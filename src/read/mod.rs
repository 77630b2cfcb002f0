//! From paths to documents: which files there are, what form each has, and the text in it.

mod archive;
mod checkpoint;
mod docx;
mod encoding;
mod extracted;
mod fault;
mod find;
mod foreign;
mod form;
mod found;
mod html;
mod inflate;
mod jsonl;
mod markdown;
mod metadata_table;
mod names;
mod open;
mod options;
#[cfg(feature = "pdf")]
mod pdf;
mod problem;
mod reader;
mod record;
mod table;
mod web_archive;
mod zip;

pub use encoding::{TextEncoding, UnknownEncoding, decode};
pub use extracted::Extracted;
pub use fault::Fault;
pub use find::{CHECKPOINT_ENDING, RUN_MARKER, RUN_MARKER_BEGINNING, is_run_folder};
pub use foreign::Foreign;
pub use metadata_table::{MetadataTable, TableError};
pub use options::ReadOptions;
pub use problem::Problem;
#[cfg(feature = "cli")]
pub(crate) use problem::size;
pub use reader::{ReadError, Reader, Reading, read};

/// The path that stands for standard input.
pub const STDIN: &str = "-";
