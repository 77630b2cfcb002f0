//! `sections.csv`: leaf sections by document, and behind them the document's noise, so that nothing is dropped silently.

use super::cell::{Cell, Row, SHARE_COLUMNS, Table, share_cells};
use super::run_entries;
use crate::analysis::{Analysis, DocumentAnalysis, SectionAnalysis};
use crate::span::Span;

const FIRST: [&str; 7] = ["id", "document", "path", "heading", "start", "end", "noise"];
const LAST: [&str; 3] = ["nearest", "reference", "new"];

pub(super) fn table(analysis: &Analysis) -> Table<'_> {
    let columns = [&FIRST[..], &SHARE_COLUMNS, &LAST].concat();
    let rows = analysis.documents.iter().flat_map(move |d| {
        let sections = d.sections.iter().enumerate();
        let leaves = sections.map(move |(n, section)| leaf(analysis, d, n, section));
        let noise = d.noise.iter().enumerate();
        leaves.chain(noise.map(move |(n, span)| of_noise(d, n, *span)))
    });
    Table::new(run_entries::SECTIONS, &columns, rows)
}

fn leaf(analysis: &Analysis, d: &DocumentAnalysis, n: usize, section: &SectionAnalysis) -> Row {
    let mut row = vec![
        Cell::name(format!("{}#{n}", d.file)),
        Cell::name(&d.file),
        Cell::text(&section.path),
        Cell::text(&section.heading),
        Cell::Count(section.span.start),
        Cell::Count(section.span.end),
        Cell::Count(0),
    ];
    row.extend(share_cells(&section.shares, &section.information));
    row.extend([
        Cell::name(nearest(analysis, section)),
        Cell::Share(section.reference_share),
        Cell::share_if_any(section.new_share),
    ]);
    row
}

fn of_noise(d: &DocumentAnalysis, n: usize, span: Span) -> Row {
    let mut row = vec![
        Cell::name(format!("{}#noise{n}", d.file)),
        Cell::name(&d.file),
        Cell::Empty,
        Cell::Empty,
        Cell::Count(span.start),
        Cell::Count(span.end),
        Cell::Count(1),
    ];
    row.resize(FIRST.len() + SHARE_COLUMNS.len() + LAST.len(), Cell::Empty);
    row
}

/// `FILE#N=cosine` for each other document, joined by `; `.
fn nearest(analysis: &Analysis, section: &SectionAnalysis) -> String {
    let entries = section.nearest.iter().map(|n| {
        let file = &analysis.documents[n.document].file;
        format!("{file}#{}={:.4}", n.section, n.cosine)
    });
    entries.collect::<Vec<String>>().join("; ")
}
