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

/// Characters of the longest value that is kept of a field without a use of its own: what is longer is text and no fact.
const LONGEST_VALUE: usize = 200;

/// The value of a further field of a record, if it is a fact: not empty, and short.
pub(super) fn further_value(value: &str) -> Option<String> {
    let value = value.trim();
    let is_fact = !value.is_empty() && value.chars().nth(LONGEST_VALUE).is_none();
    is_fact.then(|| value.to_owned())
}

/// A text with its id.
pub(super) struct Record {
    pub(super) id: String,
    /// Whether the id is the record's own, rather than made from its line.
    pub(super) named: bool,
    pub(super) text: String,
    pub(super) metadata: Metadata,
}
