//! `groups.csv`: a row a group, its name, whether that is a known value, its documents, and the shares of all of them together.

use super::cell::{Cell, SHARE_COLUMNS, Table, share_cells};
use super::run_entries;
use crate::analysis::{Analysis, Groups};

pub(super) fn table<'a>(analysis: &'a Analysis, found: &'a Groups) -> Table<'a> {
    let first = ["id", "by", "known", "documents", "characters", "units"];
    let columns = [&first[..], &SHARE_COLUMNS, &["files"]].concat();
    let rows = found.groups.iter().map(|group| {
        let mut row = vec![
            Cell::name(&group.name),
            Cell::name(&found.by),
            Cell::Count(group.known.into()),
            Cell::Count(group.documents.len()),
            Cell::Count(group.characters),
            Cell::Count(group.units),
        ];
        row.extend(share_cells(&group.shares, &group.information));
        let documents = group.documents.iter();
        let files: Vec<&str> = documents
            .map(|d| analysis.documents[*d].file.as_str())
            .collect();
        row.push(Cell::name(files.join("; ")));
        row
    });
    Table::new(run_entries::GROUPS, &columns, rows)
}
