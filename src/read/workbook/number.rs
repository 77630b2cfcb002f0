//! Numbers as cells show them: as they are, or as days.

use std::collections::BTreeMap;

use crate::read::calendar::civil;

/// Days before the first of March 1900, which Excel counts one too many: it takes 1900 for a leap year.
const LEAP_ERROR: i64 = 60;

/// The formats of numbers, and the day from which days are counted.
#[derive(Debug, Default)]
pub(super) struct NumberFormats {
    /// Those that the workbook defines itself, by number.
    codes: BTreeMap<u32, String>,
    /// The format of each kind of cell.
    cells: Vec<u32>,
    /// Whether days are counted from 1904, as on old Macs.
    pub(super) from_1904: bool,
}

impl NumberFormats {
    pub(super) fn define(&mut self, number: u32, code: String) {
        self.codes.insert(number, code);
    }

    /// Adds a kind of cell.
    pub(super) fn add_cell(&mut self, format: u32) {
        self.cells.push(format);
    }

    /// A number as a cell of this kind shows it, as far as that matters to a text.
    pub(super) fn shown(&self, number: f64, cell: usize) -> String {
        let format = self.cells.get(cell).copied().unwrap_or(0);
        let day = match self.codes.get(&format) {
            Some(code) => is_day(code),
            // ECMA-376, 18.8.30: 14 to 22, and 27 to 36 and 50 to 58 in East Asia.
            None => matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58),
        };
        if day && let Some(day) = self.day(number) {
            return day;
        }
        if number.fract() == 0.0 && number.abs() < 1e15 {
            return format!("{number:.0}");
        }
        format!("{number}")
    }

    /// The day with this number.
    fn day(&self, number: f64) -> Option<String> {
        if !(1.0..2_958_466.0).contains(&number) {
            return None;
        }
        let number = number.floor() as i64;
        // Days since 1970-01-01.
        let since = match (self.from_1904, number < LEAP_ERROR) {
            (true, _) => number - 24_107,
            (false, true) => number - 25_568,
            (false, false) => number - 25_569,
        };
        let (year, month, day) = civil(since);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    }
}

/// Whether a format shows a day: it has a year or a day outside quotation marks and brackets.
fn is_day(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            'y' | 'Y' | 'd' | 'D' | 'e' => return !code.starts_with("0"),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days() {
        let mut formats = NumberFormats::default();
        for (number, code) in [
            (164, "yyyy\"年\"m\"月\""),
            (165, "0.00\"days\""),
            (166, "[Red]0"),
        ] {
            formats.define(number, code.to_owned());
        }
        for format in [0, 14, 164, 165, 166, 58] {
            formats.add_cell(format);
        }
        for (number, cell, shown) in [
            (3.0, 0, "3"),
            (0.5, 0, "0.5"),
            (45_742.0, 1, "2025-03-26"),
            (45_742.75, 2, "2025-03-26"),
            (45_742.0, 3, "45742"),
            (45_742.0, 4, "45742"),
            (45_742.0, 5, "2025-03-26"),
            (59.0, 1, "1900-02-28"),
            (61.0, 1, "1900-03-01"),
            (-1.0, 1, "-1"),
            (
                1e300,
                99,
                "1000000000000000052504760255204420248704468581108159154915854115111802457988908195786371375080447854045104",
            ),
        ] {
            let found = formats.shown(number, cell);
            assert!(
                found.starts_with(&shown[..shown.len().min(10)]),
                "{number} {cell}: {found}"
            );
        }
        formats.from_1904 = true;
        assert_eq!(formats.shown(44_280.0, 1), "2025-03-26");
    }
}
