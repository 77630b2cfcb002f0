//! Workbooks as Excel 95 to 2003 and WPS write them (MS-XLS).

use encoding_rs::{Encoding, GB18030};

use super::biff::{BiffRecord, PieceReader, records, short_string};
use super::number::NumberFormats;
use super::sheet::CellCollector;
use super::strings::SharedStrings;
use super::{Sheet, WORKBOOK};
use crate::read::compound::streams;
use crate::read::encoding::by_codepage;
use crate::read::{Foreign, Problem};

/// Most sheets of a workbook.
const MAX_SHEETS: usize = 10_000;

/// What the beginning of a workbook says of its sheets.
#[derive(Default)]
struct Globals {
    strings: SharedStrings,
    formats: NumberFormats,
    /// The name of each sheet that is shown, and where it begins.
    sheets: Vec<(String, usize)>,
    /// The encoding of strings before Excel 97.
    old: Option<&'static Encoding>,
}

/// The sheets that are shown.
pub(super) fn sheets(bytes: &[u8], limit: u64) -> Result<Vec<Sheet>, Problem> {
    let [workbook, book] = streams(bytes, ["Workbook", "Book"], WORKBOOK)?;
    let stream = workbook
        .or(book)
        .ok_or_else(|| damaged("its text cannot be found"))?;
    let globals = globals(&stream, limit)?;
    let mut cells = CellCollector::new(limit);
    let mut found = Vec::new();
    // A sheet may be named twice, and is read once.
    let mut begun = std::collections::BTreeSet::new();
    for (name, from) in &globals.sheets {
        if begun.insert(*from) {
            read_sheet(&stream, *from, &globals, &mut cells)?;
            found.push(cells.sheet(name.clone()));
        }
    }
    Ok(found)
}

fn damaged(reason: &str) -> Problem {
    Problem::Damaged {
        form: WORKBOOK,
        reason: reason.to_owned(),
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

fn globals(stream: &[u8], limit: u64) -> Result<Globals, Problem> {
    let mut globals = Globals::default();
    for record in records(stream, 0) {
        let data = record.data();
        match record.kind {
            // BOF: BIFF8 says 6, those before it 5 and less.
            0x0809 if u16_at(data, 0) != Some(0x0600) => globals.old = Some(GB18030),
            // FilePass
            0x002F => {
                return Err(Problem::ForeignFormat {
                    format: Foreign::LockedOffice,
                });
            }
            // CodePage
            0x0042 if globals.old.is_some() => {
                let encoding = u16_at(data, 0).and_then(|page| by_codepage(u32::from(page)));
                globals.old = encoding.or(globals.old);
            }
            // Date1904
            0x0022 => globals.formats.from_1904 = u16_at(data, 0) == Some(1),
            // Format
            0x041E => {
                let count = u16_at(data, 2)
                    .filter(|_| globals.old.is_none())
                    .map(usize::from);
                let old_count = data.get(2).map(|count| usize::from(*count));
                let code = match count {
                    Some(count) => short_string(&data[4..], count, None),
                    None => {
                        old_count.and_then(|count| short_string(&data[3..], count, globals.old))
                    }
                };
                if let (Some(number), Some(code)) = (u16_at(data, 0), code) {
                    globals.formats.define(u32::from(number), code);
                }
            }
            // XF
            0x00E0 => globals
                .formats
                .add_cell(u16_at(data, 2).map_or(0, u32::from)),
            // BoundSheet8: a sheet of cells that is not hidden.
            0x0085 if data.get(4..6) == Some(&[0, 0]) => {
                let name = data
                    .get(6)
                    .and_then(|count| short_string(&data[7..], usize::from(*count), globals.old));
                if let (Some(at), Some(name)) = (u32_at(data, 0), name)
                    && globals.sheets.len() < MAX_SHEETS
                {
                    globals.sheets.push((name, at as usize));
                }
            }
            // SST
            0x00FC => read_strings(record, limit, &mut globals.strings)?,
            // EOF
            0x000A => break,
            _ => {}
        }
    }
    Ok(globals)
}

fn read_strings(
    record: BiffRecord<'_>,
    limit: u64,
    strings: &mut SharedStrings,
) -> Result<(), Problem> {
    let mut reader = PieceReader::new(record);
    let (Some(_), Some(count)) = (reader.u32(), reader.u32()) else {
        return Ok(());
    };
    let mut text = String::new();
    for _ in 0..count {
        text.clear();
        // A table that was cut off has its first strings.
        if reader.string(&mut text).is_none() {
            break;
        }
        strings.push(&text, limit)?;
        strings.end()?;
    }
    Ok(())
}

/// Reads the cells of the sheet that begins at a place.
fn read_sheet(
    stream: &[u8],
    from: usize,
    globals: &Globals,
    cells: &mut CellCollector,
) -> Result<(), Problem> {
    // Charts in a sheet are streams of their own inside it.
    let mut depth = 0usize;
    // The cell of a formula whose value is a string, which follows in a record of its own.
    let mut formula = (0, 0);
    for record in records(stream, from) {
        match record.kind {
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ if depth > 1 => continue,
            kind => read_cell(kind, record.data(), globals, cells, &mut formula)?,
        }
    }
    Ok(())
}

fn read_cell(
    kind: u16,
    data: &[u8],
    globals: &Globals,
    cells: &mut CellCollector,
    formula: &mut (u32, u32),
) -> Result<(), Problem> {
    if kind == 0x0207 {
        // String: the value of the formula before it.
        let text = u16_at(data, 0)
            .and_then(|count| short_string(&data[2..], usize::from(count), globals.old));
        return cells.add(formula.0, formula.1, &text.unwrap_or_default());
    }
    let (Some(row), Some(column), Some(style)) =
        (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
    else {
        return Ok(());
    };
    let (row, column, style) = (u32::from(row), u32::from(column), usize::from(style));
    let shown = |number: Option<f64>, style: usize| {
        number.map(|number| globals.formats.shown(number, style))
    };
    let text = match kind {
        // Number, RK
        0x0203 => shown(f64_at(data, 6), style),
        0x027E => shown(u32_at(data, 6).map(rk), style),
        // Label, RString
        0x0204 | 0x00D6 => u16_at(data, 6)
            .and_then(|count| short_string(&data[8..], usize::from(count), globals.old)),
        // LabelSst
        0x00FD => u32_at(data, 6)
            .and_then(|at| globals.strings.get(at as usize))
            .map(str::to_owned),
        // Formula: a number, or FF FF at its end and what else it is at its beginning.
        0x0006 => {
            *formula = (row, column);
            match data.get(12..14) {
                Some([0xFF, 0xFF]) => None,
                _ => shown(f64_at(data, 6), style),
            }
        }
        // MulRk: kinds of cells and numbers in turn.
        0x00BD => {
            let pairs = data
                .get(4..data.len().saturating_sub(2))
                .unwrap_or_default();
            for (at, pair) in pairs.chunks_exact(6).enumerate() {
                let style = u16_at(pair, 0).map_or(0, usize::from);
                if let Some(text) = shown(u32_at(pair, 2).map(rk), style) {
                    cells.add(row, column + at as u32, &text)?;
                }
            }
            None
        }
        _ => None,
    };
    match text {
        Some(text) => cells.add(row, column, &text),
        None => Ok(()),
    }
}

/// A number packed in 30 bits (MS-XLS 2.5.217): the upper part of a floating one, or a whole one; two bits say which, and
/// whether it counts hundredths.
fn rk(packed: u32) -> f64 {
    let number = match packed & 2 {
        0 => f64::from_bits(u64::from(packed & !3) << 32),
        _ => f64::from((packed as i32) >> 2),
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}
