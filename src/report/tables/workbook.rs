//! `tables.xlsx`: all tables as the sheets of one workbook, and in front a sheet that lists them.
//!
//! Texts are written as texts, so that none runs as a formula; shares are numbers in percent; heads stay in sight and filter.

use std::io;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::{Cell, Row, Table};
use super::run_entries;
use crate::report::number::grouped;
use crate::report::{Lang, RenderError};

/// Rows of a sheet, the head among them, and characters of a cell: what Excel takes (Excel specifications and limits).
const MOST_ROWS: u32 = 1_048_576;
const MOST_CHARACTERS: usize = 32_767;
/// Columns as wide as their texts, between these widths in characters of Latin: beyond, a column pushes the others out of sight.
const WIDTHS: [usize; 2] = [8, 44];
/// Rows whose texts set the widths: the head and a screenful.
const ROWS_FOR_WIDTHS: usize = 60;

/// How a sheet came out, for the list in front.
struct Written {
    name: String,
    rows: usize,
    of: usize,
}

pub(super) fn write(tables: Vec<Table<'_>>, lang: Lang, dir: &Path) -> Result<(), RenderError> {
    let path = dir.join(run_entries::WORKBOOK);
    let made = make(tables, lang).map_err(|error| io_error(error, &path))?;
    std::fs::write(&path, made).map_err(|error| RenderError::write(&path, error))
}

fn io_error(error: XlsxError, path: &Path) -> RenderError {
    match error {
        XlsxError::IoError(error) => RenderError::write(path, error),
        other => RenderError::write(path, io::Error::other(other)),
    }
}

fn make(tables: Vec<Table<'_>>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of writing would make every run another file; this is the beginning of time as Excel counts it.
    let no_time = ExcelDateTime::from_ymd(1900, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&no_time));
    book.add_worksheet().set_name(lang.pick("说明", "about"))?;
    let formats = Formats::new();
    let mut written = Vec::new();
    for table in tables {
        let sheet = book.add_worksheet();
        written.push(fill(sheet, table, &formats)?);
    }
    list(book.worksheet_from_index(0)?, &written, &formats, lang)?;
    book.save_to_buffer()
}

struct Formats {
    head: Format,
    share: Format,
    count: Format,
    bits: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_background_color(0x00F1_F3F5),
            share: Format::new().set_num_format("0.0%"),
            count: Format::new().set_num_format("#,##0"),
            bits: Format::new().set_num_format("#,##0.0"),
        }
    }
}

fn fill(sheet: &mut Worksheet, table: Table<'_>, formats: &Formats) -> Result<Written, XlsxError> {
    let name = table.file.trim_end_matches(".csv").to_owned();
    sheet.set_name(&name)?;
    let mut widths: Vec<usize> = Vec::new();
    for (column, head) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, head, &formats.head)?;
        widths.push(columns_wide(head) + 3);
    }
    let (mut rows, mut of) = (0, 0);
    for row in table.rows {
        of += 1;
        let number = rows + 1;
        if number < MOST_ROWS {
            write_row(sheet, number, &row, formats)?;
            rows = number;
            if (rows as usize) < ROWS_FOR_WIDTHS {
                for (width, cell) in widths.iter_mut().zip(&row) {
                    *width = (*width).max(shown_width(cell));
                }
            }
        }
    }
    for (column, width) in (0..).zip(&widths) {
        let width = (*width).clamp(WIDTHS[0], WIDTHS[1]) as u32;
        sheet.set_column_width(column, width)?;
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    sheet.set_freeze_panes(1, 1)?;
    Ok(Written {
        name,
        rows: rows as usize,
        of,
    })
}

fn write_row(
    sheet: &mut Worksheet,
    number: u32,
    row: &Row,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(row) {
        match cell {
            Cell::Empty => {}
            Cell::Name(text) | Cell::Text(text) => {
                if !text.is_empty() {
                    sheet.write_string(number, column, fitting(text))?;
                }
            }
            Cell::Count(count) => {
                sheet.write_number_with_format(number, column, *count as f64, &formats.count)?;
            }
            Cell::Share(share) => {
                let share = (share * 10_000.0).round() / 10_000.0;
                sheet.write_number_with_format(number, column, share, &formats.share)?;
            }
            Cell::Bits(bits) => {
                let bits = (bits * 10.0).round() / 10.0;
                sheet.write_number_with_format(number, column, bits, &formats.bits)?;
            }
        }
    }
    Ok(())
}

/// The list of the sheets in front: what each is, how many rows it has, and whether all are there.
fn list(
    sheet: &mut Worksheet,
    written: &[Written],
    formats: &Formats,
    lang: Lang,
) -> Result<(), XlsxError> {
    let intro = lang.pick(
        "leitong 一次运行的全部表格，每张工作表一个。列的含义见 docs/outputs.md（leitong 文档）。",
        "All tables of a run of leitong, a sheet each. What stands in a column is said in docs/outputs.md (leitong's documentation).",
    );
    sheet.write_string(0, 0, intro)?;
    let heads = lang.pick(["工作表", "内容", "行数"], ["sheet", "a row is", "rows"]);
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(2, column, head, &formats.head)?;
    }
    for (row, of) in (3..).zip(written) {
        sheet.write_string(row, 0, &of.name)?;
        sheet.write_string(row, 1, meaning(&of.name, lang))?;
        sheet.write_number_with_format(row, 2, of.of as f64, &formats.count)?;
        if of.rows < of.of {
            let (kept, csv) = (grouped(of.rows), format!("{}.csv", of.name));
            let note = lang.pick(
                format!("此处只有前 {kept} 行，全部见 {csv}"),
                format!("the first {kept} of them; all are in {csv}"),
            );
            sheet.write_string(row, 3, note)?;
        }
    }
    for (column, width) in [(0, 14), (1, 56), (2, 12), (3, 40)] {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

fn meaning(name: &str, lang: Lang) -> &'static str {
    let (zh, en) = match name {
        "documents" => ("一篇文档", "a document"),
        "pairs" => (
            "两篇文档：各项相似度、方向、相同段落数",
            "two documents: measures, direction, passages in common",
        ),
        "passages" => (
            "一处相同段落（两处文字）",
            "a passage: the same wording in two places",
        ),
        "sections" => ("一节", "a leaf section"),
        "fillers" => ("模板一处用例的一个空", "a blank of one use of a template"),
        "phrases" => ("一条固定表述", "a set phrase"),
        "copies" => (
            "一篇有副本或其他版本的文档",
            "a document with copies or versions",
        ),
        "groups" => ("一组文档", "a group of documents"),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

/// The text as long as a cell may be, with … where it was cut. Excel counts in UTF-16.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= MOST_CHARACTERS
    });
    kept.chain(['…']).collect()
}

/// Columns of Latin that a cell takes: an ideograph takes two.
fn shown_width(cell: &Cell) -> usize {
    match cell {
        Cell::Name(text) | Cell::Text(text) => columns_wide(text),
        _ => 0,
    }
}

fn columns_wide(text: &str) -> usize {
    let wide = |c: char| if c >= '\u{2e80}' { 2 } else { 1 };
    text.chars().take(WIDTHS[1]).map(wide).sum::<usize>() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_where_excel_would_refuse_it() {
        assert_eq!(fitting("古蔺"), "古蔺");
        let cut = fitting(&"𪚥".repeat(20_000));
        assert!(cut.ends_with('…') && cut.encode_utf16().count() <= MOST_CHARACTERS);
        assert!(cut.encode_utf16().count() > MOST_CHARACTERS - 3);
    }
}
