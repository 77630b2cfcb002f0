//! `passages.csv`: the passages of `passages.jsonl`, line for line, without the steps of their alignment.

use super::cell::{Cell, Table};
use super::run_entries;
use crate::analysis::{Analysis, Place};
use crate::report::document_numbers::DocumentNumbers;
use crate::report::names::DocumentNames;

const COLUMNS: [&str; 20] = [
    "rank",
    "a",
    "b",
    "name_a",
    "name_b",
    "date_a",
    "date_b",
    "start_a",
    "end_a",
    "start_b",
    "end_b",
    "identity",
    "matched",
    "bits",
    "score",
    "wholeness",
    "coverage_a",
    "coverage_b",
    "text_a",
    "text_b",
];

pub(super) fn table<'a>(analysis: &'a Analysis, names: &'a DocumentNames) -> Table<'a> {
    let numbers = DocumentNumbers::of(&analysis.documents);
    let rows = analysis.passages.iter().enumerate().map(move |(n, p)| {
        let facts = |place: &Place| match numbers.get(&place.document) {
            Some(d) => {
                let date = analysis.documents[d].date.as_ref();
                (Cell::text(names.full(d)), Cell::fact(date))
            }
            None => (Cell::Empty, Cell::Empty),
        };
        let ((name_a, date_a), (name_b, date_b)) = (facts(&p.a), facts(&p.b));
        vec![
            Cell::Count(n + 1),
            Cell::name(&p.a.document),
            Cell::name(&p.b.document),
            name_a,
            name_b,
            date_a,
            date_b,
            Cell::Count(p.a.span.start),
            Cell::Count(p.a.span.end),
            Cell::Count(p.b.span.start),
            Cell::Count(p.b.span.end),
            Cell::Share(p.identity),
            Cell::Count(p.verdict.matched),
            Cell::Bits(p.verdict.bits),
            Cell::Bits(p.verdict.score),
            Cell::Share(p.verdict.wholeness),
            Cell::Share(p.verdict.coverage[0]),
            Cell::Share(p.verdict.coverage[1]),
            Cell::text(&p.a.text),
            Cell::text(&p.b.text),
        ]
    });
    Table::new(run_entries::PASSAGE_TABLE, &COLUMNS, rows)
}
