//! Workbooks as Excel from 2007 on writes them.

use super::number::NumberFormats;
use super::sheet::CellCollector;
use super::strings::SharedStrings;
use super::{Sheet, WORKBOOK};
use crate::read::Problem;
use crate::read::package::Package;
use crate::read::relations::{relations, relations_of};
use crate::read::xml::{XmlAttributes, XmlHandler};

/// Most sheets of a workbook; each is a part of its own that is opened.
const MAX_SHEETS: usize = 10_000;

/// The sheets that are shown.
pub(super) fn sheets(bytes: &[u8], limit: u64) -> Result<Vec<Sheet>, Problem> {
    let mut package = Package::open(bytes, WORKBOOK)?;
    let top = relations(&mut package, "_rels/.rels", "")?;
    let workbook = top
        .iter()
        .find(|r| r.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target.clone());
    if !package.has(&workbook) {
        return Err(Problem::Damaged {
            form: WORKBOOK,
            reason: "it has no xl/workbook.xml".to_owned(),
        });
    }
    let mut list = WorkbookReader::default();
    package.part(&workbook, &mut list)?;
    let parts = relations_of(&mut package, &workbook)?;
    let part = |kind: &str| {
        let mut found = parts.iter().filter(|r| r.kind == kind);
        found.next().map(|r| r.target.clone())
    };
    let mut strings = StringsReader {
        strings: SharedStrings::default(),
        limit,
        text: false,
        phonetic: 0,
    };
    package.optional(&part("sharedStrings"), &mut strings)?;
    let mut styles = StylesReader::default();
    package.optional(&part("styles"), &mut styles)?;
    styles.formats.from_1904 = list.from_1904;
    let mut cells = SheetReader {
        strings: &strings.strings,
        formats: &styles.formats,
        cells: CellCollector::new(limit),
        limit,
        row: 0,
        column: 0,
        kind: CellKind::Number,
        style: 0,
        value: String::new(),
        in_value: false,
        phonetic: 0,
    };
    let mut sheets = Vec::new();
    for (name, id) in list.shown {
        let Some(part) = parts.iter().find(|r| r.id == id && r.kind == "worksheet") else {
            continue;
        };
        (cells.row, cells.column) = (0, 0);
        package.part(&part.target, &mut cells)?;
        sheets.push(cells.cells.sheet(name));
    }
    Ok(sheets)
}

/// Reads the list of sheets.
#[derive(Default)]
struct WorkbookReader {
    /// Names and relationships of the sheets that are shown.
    shown: Vec<(String, String)>,
    from_1904: bool,
}

fn is_on(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

impl XmlHandler for WorkbookReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        match name {
            "workbookPr" => self.from_1904 = is_on(attributes.get("date1904")),
            "sheet" => {
                let hidden = attributes
                    .get("state")
                    .is_some_and(|state| state != "visible");
                let name = attributes.get("name").unwrap_or_default();
                let id = attributes.get_with_prefix("id");
                if self.shown.len() >= MAX_SHEETS {
                    return Err(Problem::TooManyParts {
                        what: "sheets",
                        limit: MAX_SHEETS as u64,
                    });
                }
                self.shown
                    .extend(id.filter(|_| !hidden).map(|id| (name, id)));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}

/// Reads `sharedStrings.xml`.
struct StringsReader {
    strings: SharedStrings,
    limit: u64,
    text: bool,
    /// Open readings of the characters.
    phonetic: usize,
}

impl XmlHandler for StringsReader {
    fn start(&mut self, name: &str, _: &XmlAttributes<'_>) -> Result<(), Problem> {
        match name {
            "t" => self.text = self.phonetic == 0,
            "rPh" => self.phonetic += 1,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "t" => self.text = false,
            "rPh" => self.phonetic = self.phonetic.saturating_sub(1),
            "si" => self.strings.end()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        match self.text {
            true => self.strings.push(text, self.limit),
            false => Ok(()),
        }
    }
}

/// Reads the formats of `styles.xml`.
#[derive(Default)]
struct StylesReader {
    formats: NumberFormats,
    in_cells: bool,
}

impl XmlHandler for StylesReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        let number = |name: &str| attributes.get(name).and_then(|n| n.trim().parse().ok());
        match name {
            "numFmt" => {
                if let (Some(number), Some(code)) =
                    (number("numFmtId"), attributes.get("formatCode"))
                {
                    self.formats.define(number, code);
                }
            }
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => self.formats.add_cell(number("numFmtId").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        self.in_cells &= name != "cellXfs";
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}

/// What the value of a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellKind {
    Number,
    Shared,
    Text,
    Truth,
    /// An error of its formula.
    Error,
}

/// Reads the cells of a sheet.
struct SheetReader<'w> {
    strings: &'w SharedStrings,
    formats: &'w NumberFormats,
    cells: CellCollector,
    limit: u64,
    row: u32,
    column: u32,
    kind: CellKind,
    style: usize,
    value: String,
    in_value: bool,
    phonetic: usize,
}

impl SheetReader<'_> {
    fn close_cell(&mut self) -> Result<(), Problem> {
        let value = std::mem::take(&mut self.value);
        let (row, column) = (self.row, self.column);
        self.column = self.column.saturating_add(1);
        match self.kind {
            CellKind::Shared => {
                let shared = value.trim().parse().ok().and_then(|n| self.strings.get(n));
                self.cells.add(row, column, shared.unwrap_or_default())
            }
            CellKind::Text => self.cells.add(row, column, &value),
            CellKind::Number => match value.trim().parse() {
                Ok(number) => self
                    .cells
                    .add(row, column, &self.formats.shown(number, self.style)),
                // A day in the form of ISO 8601, or what is no number.
                Err(_) => self.cells.add(row, column, &value),
            },
            CellKind::Truth => {
                let shown = if value.trim() == "1" { "TRUE" } else { "FALSE" };
                self.cells
                    .add(row, column, if value.is_empty() { "" } else { shown })
            }
            CellKind::Error => Ok(()),
        }
    }
}

/// `C7` as row 6 and column 2.
fn place(reference: &str) -> Option<(u32, u32)> {
    let letters = reference
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let mut column = 0u32;
    for letter in reference[..letters].bytes() {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    let row: u32 = reference[letters..].parse().ok()?;
    // The last ones that Excel has.
    let (row, column) = (row.checked_sub(1)?, column.checked_sub(1)?);
    (row < 1 << 20 && column < 1 << 14).then_some((row, column))
}

impl XmlHandler for SheetReader<'_> {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        match name {
            "row" => {
                let number = attributes
                    .get("r")
                    .and_then(|r| r.trim().parse::<u32>().ok());
                let number = number.and_then(|n| n.checked_sub(1));
                self.row = number.unwrap_or(self.row);
                self.column = 0;
            }
            "c" => {
                if let Some((row, column)) = attributes.get("r").and_then(|r| place(r.trim())) {
                    (self.row, self.column) = (row, column);
                }
                self.kind = match attributes.get("t").as_deref() {
                    Some("s") => CellKind::Shared,
                    Some("str" | "inlineStr" | "d") => CellKind::Text,
                    Some("b") => CellKind::Truth,
                    Some("e") => CellKind::Error,
                    _ => CellKind::Number,
                };
                self.style = attributes
                    .get("s")
                    .and_then(|s| s.trim().parse().ok())
                    .unwrap_or(0);
                self.value.clear();
            }
            "rPh" => self.phonetic += 1,
            "v" | "t" => self.in_value = self.phonetic == 0,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "v" | "t" => self.in_value = false,
            "rPh" => self.phonetic = self.phonetic.saturating_sub(1),
            "c" => self.close_cell()?,
            "row" => self.row = self.row.saturating_add(1),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        if self.in_value {
            if (self.value.len() + text.len()) as u64 > self.limit {
                return Err(Problem::TooLarge { limit: self.limit });
            }
            self.value.push_str(text);
        }
        Ok(())
    }
}
