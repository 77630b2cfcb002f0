//! A table as CSV: UTF-8, a comma between fields, RFC 4180 quoting, an apostrophe in front of text that a spreadsheet would run
//! as a formula.

use std::io::{self, Write};
use std::path::Path;

use super::cell::{Cell, Table};
use super::guarded_csv::GuardedCsv;
use crate::report::RenderError;
use crate::report::json::file;
use crate::report::options::CsvStyle;

/// What tells Excel that a file is UTF-8; without it, it takes Chinese for the code page of the system.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the byte order mark, if the style has one.
pub(super) fn begin(style: CsvStyle, out: &mut impl Write) -> io::Result<()> {
    match style {
        CsvStyle::Excel => out.write_all(BYTE_ORDER_MARK.as_bytes()),
        CsvStyle::Plain => Ok(()),
    }
}

pub(super) fn write(table: Table<'_>, style: CsvStyle, dir: &Path) -> Result<(), RenderError> {
    let name = table.file;
    file(dir, name, |out| {
        begin(style, out)?;
        let mut csv = GuardedCsv::new(out);
        csv.write_record(&table.columns)?;
        for row in table.rows {
            for cell in &row {
                csv.write_field(written(cell))?;
            }
            csv.end_record()?;
        }
        csv.flush()
    })
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Name(text) | Cell::Text(text) => text.clone(),
        Cell::Count(number) => number.to_string(),
        Cell::Share(share) => format!("{share:.4}"),
        Cell::Bits(bits) => format!("{bits:.1}"),
    }
}
