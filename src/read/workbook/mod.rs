//! Workbooks: Excel from 2007 on (.xlsx, ISO/IEC 29500) and before (.xls, MS-XLS), WPS Spreadsheets (.et).
//!
//! A sheet with a column that holds texts is a table like a .csv: a row a text. Where no sheet has one, each sheet is a
//! text: a line a row, with a tab between cells. Cells show the values that the program has saved, not formulas; days are
//! written as 2025-03-26. Hidden sheets are left out. Hidden rows are read, as they are in a .csv: a filter hides them.

mod biff;
mod number;
mod sheet;
mod strings;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use super::Problem;
use super::extracted::Extracted;
use super::form::Form;
use super::record::RecordLine;
use super::table::{self, Columns};
pub(super) use sheet::Sheet;

/// The name of the form in messages.
pub(super) const WORKBOOK: &str = "Excel workbook";

/// A sheet that holds text.
pub(super) struct ReadSheet {
    pub(super) name: String,
    pub(super) content: SheetContent,
}

/// What a sheet is.
pub(super) enum SheetContent {
    /// A row a text.
    Records(Vec<RecordLine>),
    /// One text.
    Text(Box<Extracted>),
    /// No table, beside one that is.
    NoTable,
}

/// The sheets of a workbook that are shown; `column` is the name of the one with the text, `limit` the most bytes that the
/// cells may have together. O(n).
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::Bomb`], [`Problem::TooLarge`], [`Problem::TooManyParts`], [`Problem::NoColumn`].
pub(super) fn read(
    bytes: &[u8],
    form: Form,
    column: Option<&str>,
    limit: u64,
) -> Result<Vec<ReadSheet>, Problem> {
    let sheets = match form {
        Form::OldWorkbook => xls::sheets(bytes, limit)?,
        _ => xlsx::sheets(bytes, limit)?,
    };
    let filled: Vec<Sheet> = sheets
        .into_iter()
        .filter(|sheet| !sheet.rows.is_empty())
        .collect();
    let headers: Vec<Result<Columns, Problem>> = filled
        .iter()
        .map(|sheet| Columns::of(&sheet.header(), column))
        .collect();
    let has_table = headers.iter().any(Result::is_ok);
    if !has_table
        && column.is_some()
        && let Some(Err(problem)) = headers.into_iter().next()
    {
        return Err(problem);
    }
    let read = |sheet: Sheet| {
        let content = match Columns::of(&sheet.header(), column) {
            Ok(columns) => SheetContent::Records(records(&sheet, &columns)),
            Err(_) if has_table => SheetContent::NoTable,
            Err(_) => SheetContent::Text(Box::new(Extracted::plain(sheet.text()))),
        };
        ReadSheet {
            name: sheet.name,
            content,
        }
    };
    Ok(filled.into_iter().map(read).collect())
}

/// The rows below the header as records.
fn records(sheet: &Sheet, columns: &Columns) -> Vec<RecordLine> {
    let rows = sheet.rows.iter().skip(1);
    rows.map(|row| {
        let number = u64::from(row.number) + 1;
        RecordLine {
            number,
            record: table::record_of(|at| row.cell(at), columns, number),
        }
    })
    .collect()
}
