//! Documents and where they come from.

mod document;
mod encoding;
mod extracted;
mod find;
mod jsonl;
mod names;
mod problem;
mod read;
mod table;

pub use document::{Corpus, DocId, Document, GivenBy, Metadata, Skipped};
pub use encoding::{TextEncoding, UnknownEncoding, decode};
pub use extracted::Extracted;
pub use find::{RUN_MARKER, RUN_MARKER_BEGINNING, is_run_folder};
pub use problem::{Fault, Problem};
pub use read::{ReadError, ReadOptions, Reading, read, read_with};
pub use table::{MetadataTable, TableError};
