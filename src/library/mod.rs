//! A library: many texts on disk, ready to have a draft checked against them.
//!
//! A plain folder, which can be copied and backed up, and read by several programs at once:
//!
//! | file | what |
//! |---|---|
//! | `library.json` | the manifest: the segments, and which of their texts are removed; replaced as a whole |
//! | `segments/*.segment` | texts with facts, sampled windows, document frequencies; written once, never changed |
//! | `lock` | locked by whoever writes; readers do not wait |
//!
//! A writer adds a segment, and merges segments of like size once there are eight of them (tiered merges, as in Lucene); a
//! reader maps the segments that the manifest names, and answers from where they lie. The system's page cache is the only
//! one. Killed at any moment, the library is as before or as after.
//!
//! ```
//! use leitong::Document;
//! use leitong::library::{Library, LibraryWriter, StoredText};
//! use leitong::text::words::Segmenter;
//!
//! let folder = std::env::temp_dir().join("leitong-library-example");
//! # let _ = std::fs::remove_dir_all(&folder);
//! let document = Document::new("east.txt", "东河县新建水渠四十里，灌溉良田万亩，惠及沿线二十个村。");
//! let text = StoredText::of(&document, "/archive/east.txt".to_owned(), &Segmenter::without_dictionary());
//! let mut writer = LibraryWriter::open_or_create(&folder)?;
//! writer.add(vec![text])?;
//!
//! let library = Library::open(&folder)?;
//! assert_eq!(library.len(), 1);
//! # std::fs::remove_dir_all(&folder).ok();
//! # Ok::<(), leitong::library::LibraryError>(())
//! ```

mod bytes;
mod error;
mod manifest;
mod mapping;
mod merge;
pub(crate) mod name;
mod postings;
mod reader;
mod record;
mod segment;
mod terms;
#[cfg(test)]
mod tests;
pub mod window;
mod writer;

pub use error::{LibraryError, Result};
pub use reader::{Library, LibraryReader, TextRef, WindowPlaces};
pub use record::{StoredText, TextFacts};
pub use writer::{AddedText, LibraryWriter, Outcome};
