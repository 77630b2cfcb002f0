//! `phrases.csv`: a row a set phrase, the most telling first.

use super::cell::{Cell, Table};
use super::run_entries;
use crate::analysis::Analysis;

const COLUMNS: [&str; 9] = [
    "rank",
    "wording",
    "documents",
    "occurrences",
    "places",
    "first",
    "last",
    "longest_form",
    "score",
];

pub(super) fn table(analysis: &Analysis) -> Table<'_> {
    let rows = analysis.phrases.iter().enumerate().map(|(rank, p)| {
        vec![
            Cell::Count(rank + 1),
            Cell::text(&p.wording),
            Cell::Count(p.documents),
            Cell::Count(p.occurrences),
            p.places.map_or(Cell::Empty, Cell::Count),
            Cell::fact(p.first.as_ref()),
            Cell::fact(p.last.as_ref()),
            Cell::fact(p.longest_form.as_ref()),
            Cell::Bits(p.score),
        ]
    });
    Table::new(run_entries::PHRASES, &COLUMNS, rows)
}
