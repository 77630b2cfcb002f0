//! The tables of a run: each is made once, as rows of cells, and written as CSV and as a sheet of `tables.xlsx`.
//!
//! `docs/outputs.md` says what stands in each column; a test holds it against the columns that are written. Shares and
//! likenesses run from 0 to 1. No cell but a name has a line break, so that a row is a line in every program.

mod cell;
mod copies;
mod csv;
mod documents;
mod fillers;
mod graphml;
mod groups;
pub(super) mod guarded_csv;
mod matrices;
mod pairs;
mod passages;
mod phrases;
mod sections;
#[cfg(test)]
mod tests;
mod workbook;

use std::path::Path;

use super::options::{CsvStyle, Lang};
use super::{RenderError, run_entries};
use crate::analysis::Analysis;
use crate::report::names::DocumentNames;
use cell::{Row, Table};
use pairs::Pairs;

/// Writes all tables as CSV, the matrices, and the network as GraphML.
pub(super) fn write_csv(
    analysis: &Analysis,
    style: CsvStyle,
    dir: &Path,
) -> Result<(), RenderError> {
    let names = DocumentNames::of(&analysis.documents);
    let pairs = Pairs::choose(analysis);
    for table in all(analysis, &names, &pairs) {
        csv::write(table, style, dir)?;
    }
    graphml::write(analysis, &names, &pairs, dir)?;
    matrices::write(analysis, style, dir)
}

/// Writes all tables as the sheets of one workbook.
pub(super) fn write_workbook(
    analysis: &Analysis,
    lang: Lang,
    dir: &Path,
) -> Result<(), RenderError> {
    let names = DocumentNames::of(&analysis.documents);
    let pairs = Pairs::choose(analysis);
    workbook::write(all(analysis, &names, &pairs), lang, dir)
}

/// All tables, in the order of the sheets: what people look at first stands first.
fn all<'a>(
    analysis: &'a Analysis,
    names: &'a DocumentNames,
    pairs: &'a Pairs<'a>,
) -> Vec<Table<'a>> {
    let mut tables = vec![
        documents::table(analysis, names),
        pairs::table(names, pairs),
        passages::table(analysis, names),
        sections::table(analysis),
        fillers::table(analysis, names),
        phrases::table(analysis),
        copies::table(analysis, names),
    ];
    if let Some(found) = &analysis.groups {
        tables.push(groups::table(analysis, found));
    }
    tables
}
