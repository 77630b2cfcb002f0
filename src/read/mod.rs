//! From paths to documents: which files there are, what form each has, and the text in it.

mod archive;
mod calendar;
mod checkpoint;
mod compound;
mod doc;
mod docx;
mod encoding;
mod epub;
mod equation;
mod extracted;
mod fault;
mod find;
mod flow;
mod foreign;
mod form;
mod found;
mod guard;
mod html;
mod inflate;
mod jsonl;
mod mail;
mod markdown;
mod metadata_table;
mod names;
mod numbering;
mod odt;
mod open;
mod options;
mod package;
mod paragraph;
#[cfg(feature = "pdf")]
mod pdf;
mod pptx;
mod problem;
mod properties;
mod reader;
mod record;
mod relations;
mod rtf;
mod table;
mod text_writer;

mod workbook;
mod xml;
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
