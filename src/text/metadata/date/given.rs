//! Dates as tables hold them and texts seldom do: the year last, the month as an English word, or the days counted.
//!
//! In: `12.03.2025` `12-Mar-25` `45728` · Out: each time `2025-03-12`

use super::{MONTHS, PartialDate, is_year};

/// Years of two digits from here on are of the last century, as spreadsheets read them.
const LAST_CENTURY: u16 = 30;

/// The days that spreadsheets count up to 1970-01-01.
const DAYS_TO_1970: i64 = 25_569;

/// Days of a spreadsheet that are dates of our texts: 1950 to 2099. A bare number outside is none.
const COUNTED: std::ops::Range<i64> = 18_264..73_051;

/// A date that ends with its year: `12.03.2025`, `12-Mar-25`, `March 12, 2025`, `12 March 2025 10:30`.
pub(super) fn year_last(given: &str) -> Option<PartialDate> {
    let between = |c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | ',' | '．' | '／');
    let mut parts = given.split(between).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    if let Some((month, year)) = month(first).zip(whole_year(second)) {
        // March 2025.
        return parts
            .next()
            .is_none()
            .then(|| PartialDate::of(Some(year), Some(month), None))?;
    }
    let year = year(parts.next()?)?;
    // What follows is a time of the day, or it is no date.
    if !parts.all(|part| part.contains(':') || matches!(part, "AM" | "PM" | "am" | "pm")) {
        return None;
    }
    let worded = |day: &str, name: &str| {
        let suffixed = ["st", "nd", "rd", "th"];
        let bare = suffixed.iter().find_map(|end| day.strip_suffix(end));
        PartialDate::of(Some(year), month(name), Some(small(bare.unwrap_or(day))?))
    };
    match (month(first), month(second)) {
        (Some(_), None) => worded(second, first),
        (None, Some(_)) => worded(first, second),
        (Some(_), Some(_)) => None,
        (None, None) => in_figures(given, small(first)?, small(second)?, year),
    }
}

/// Day and month in figures. With points or hyphens the day stands first (ISO's members but the United States); of
/// `3/4/2025` nobody can tell.
fn in_figures(given: &str, first: u8, second: u8, year: u16) -> Option<PartialDate> {
    // 12.03.25 may be the twelfth of March, or the twenty-fifth: not without a year of four digits.
    given
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| part.len() == 4)?;
    let date = |month: u8, day: u8| PartialDate::of(Some(year), Some(month), Some(day));
    let slashed = given.contains(['/', '／']);
    match (date(second, first), date(first, second)) {
        (Some(day_first), Some(month_first)) if slashed && day_first != month_first => {
            PartialDate::of(Some(year), None, None)
        }
        (Some(day_first), _) => Some(day_first),
        (None, month_first) => month_first,
    }
}

/// A day as spreadsheets count them, from 1899-12-30, with a share of the day behind a point or none.
pub(super) fn counted(given: &str) -> Option<PartialDate> {
    let (days, time) = given.split_once('.').unwrap_or((given, "0"));
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || !figures(days) || !figures(time) {
        return None;
    }
    let days: i64 = days.parse().ok().filter(|days| COUNTED.contains(days))?;
    let (year, month, day) = civil(days - DAYS_TO_1970);
    PartialDate::of(Some(year), Some(month), Some(day))
}

/// The date that lies so many days behind 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms": years begin
/// in March, so that the day of the leap is the last).
fn civil(days: i64) -> (u16, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as u16, month as u8, day as u8)
}

/// The month whose name begins with the first three letters of a word.
fn month(word: &str) -> Option<u8> {
    let letters = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let start = letters.then(|| word[..3].to_ascii_lowercase())?;
    let at = MONTHS.iter().position(|month| month[..3] == start)?;
    u8::try_from(at + 1).ok()
}

fn small(digits: &str) -> Option<u8> {
    (digits.len() <= 2).then(|| digits.parse().ok())?
}

fn whole_year(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|year| is_year(*year))
}

fn year(digits: &str) -> Option<u16> {
    match digits.len() {
        2 => {
            let year: u16 = digits.parse().ok()?;
            Some(year + if year < LAST_CENTURY { 2000 } else { 1900 })
        }
        _ => whole_year(digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_write_dates_in_many_forms() {
        for (given, date) in [
            ("12.03.2025", "2025-03-12"),
            ("12-03-2025", "2025-03-12"),
            ("12-Mar-25", "2025-03-12"),
            ("March 12, 2025", "2025-03-12"),
            ("12 march 2025 10:30", "2025-03-12"),
            ("Mar 3rd, 1998", "1998-03-03"),
            ("Sept 2024", "2024-09"),
            ("45728", "2025-03-12"),
            ("45728.4375", "2025-03-12"),
            ("36585", "2000-02-29"),
            ("25/3/2025", "2025-03-25"),
            ("3/25/2025 8:00 AM", "2025-03-25"),
            ("3/3/2025", "2025-03-03"),
            ("3/4/2025", "2025"),
            ("2025.0", "2025"),
            ("20250312.0", "2025-03-12"),
            ("二〇二五年三月十二日", "2025-03-12"),
            ("2025年3月12號", "2025-03-12"),
        ] {
            let read = PartialDate::parse(given).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some(date), "{given}");
        }
        for given in [
            "12.03.25",
            "12345",
            "99999",
            "31.02.2025",
            "March",
            "1.2.3.4",
            "12-Foo-25",
            "7 of 9 2025",
        ] {
            assert_eq!(PartialDate::parse(given), None, "{given}");
        }
    }
}
