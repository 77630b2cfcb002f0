//! `copies.csv`: a row a document that has copies, its group, by what the group is in order, its version there from 1, and of which
//! document it is an exact copy.

use super::cell::{Cell, Table};
use super::run_entries;
use crate::analysis::Analysis;
use crate::report::names::DocumentNames;

const COLUMNS: [&str; 6] = ["group", "order", "version", "id", "equal_to", "name"];

pub(super) fn table<'a>(analysis: &'a Analysis, names: &'a DocumentNames) -> Table<'a> {
    let file = |document: usize| Cell::name(&analysis.documents[document].file);
    let groups = analysis.copies.iter().enumerate();
    let rows = groups.flat_map(move |(number, group)| {
        let mut version = 0;
        group.versions.iter().map(move |copy| {
            version += usize::from(copy.equal_to.is_none());
            vec![
                Cell::Count(number + 1),
                Cell::name(group.order.name()),
                Cell::Count(version),
                file(copy.document),
                copy.equal_to.map_or(Cell::Empty, file),
                Cell::text(names.full(copy.document)),
            ]
        })
    });
    Table::new(run_entries::COPIES, &COLUMNS, rows)
}
