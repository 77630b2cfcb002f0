//! Records: the texts of files that hold one on each line or in each row.

use super::problem::Problem;
use crate::text::metadata::Metadata;

/// A line of a file of records, and the record on it.
pub(super) struct RecordLine {
    /// The line's number, from 1.
    pub(super) number: u64,
    /// The record, or what is wrong with the line: one bad line does not lose the others.
    pub(super) record: Result<Record, Problem>,
}

/// A text with its id.
pub(super) struct Record {
    pub(super) id: String,
    /// Whether the id is the record's own, rather than made from its line.
    pub(super) named: bool,
    pub(super) text: String,
    pub(super) metadata: Metadata,
}
