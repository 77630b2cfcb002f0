//! Segments: files of texts with their windows, written once and never changed.
//!
//! | part | what |
//! |---|---|
//! | header | magic, format, where the parts lie, checksums of what follows and of itself |
//! | texts | compressed blocks of about 64 kB of texts with their facts (zstd) |
//! | blocks | where each block begins |
//! | table | 48 bytes a text: hashes of name, origin and wording, first unit, place in its block |
//! | buckets, entries, lists | the windows: `postings` |
//! | terms | document frequencies: `terms` |
//!
//! A segment is named after the checksum of what follows its header. Texts stand by date, then name, so that the first place
//! of a frequent window is the earliest one.

mod header;
mod reader;
mod row;
mod writer;

pub(super) use header::FORMAT;
pub(super) use reader::{Segment, UnpackedBlock};
pub(super) use row::TextKey;
pub(super) use writer::{IndexedText, SegmentWriter, WrittenSegment};
