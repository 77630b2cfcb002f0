//! Dates as texts write them, in figures and in Chinese.
//!
//! In: `新华社3月5日电，二〇二三年三月一日起，13月5日，2021/5/21` · Out: `--03-05` `2023-03-01` `2021-05-21`, each with its span.
//!
//! One pass looks at each number once: what follows it (年, 月, 日 or a separator) decides whether it is part of a date. A
//! date keeps as much as the text says: a year, a month, a day, or a day without its year.

mod given;
mod mention;
#[cfg(test)]
mod tests;

use std::fmt;

pub use mention::{Mention, mentions};

use crate::text::simplified::simplified;

/// The English names of the months.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date, as precise as it is known.
///
/// ```
/// use leitong::text::metadata::PartialDate;
///
/// let date = PartialDate::parse("2025年3月26日").expect("a date");
/// assert_eq!(date.to_string(), "2025-03-26");
/// assert_eq!(PartialDate::parse("2025-3").map(|date| date.to_string()).as_deref(), Some("2025-03"));
/// assert_eq!(PartialDate::parse("2025-02-30"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 1900 to 2099.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

impl fmt::Display for PartialDate {
    /// `2025`, `2025-03`, `2025-03-26`; without a year `--03-26`, as ISO 8601 (2000) and XML Schema have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl PartialDate {
    /// Whether this date is before another one for certain: 2024 is before 2025-03; 2025 is neither before it nor behind it.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        let parts = |date: Self| {
            let [month, day] = [date.month, date.day].map(|part| part.map(u16::from));
            [date.year, month, day]
        };
        for (one, other) in parts(self).into_iter().zip(parts(other)) {
            match (one, other) {
                (Some(one), Some(other)) if one != other => return one < other,
                (Some(_), Some(_)) => {}
                _ => return false,
            }
        }
        false
    }

    /// Reads a value that somebody gave as a date: `2025`, `2025-3`, `2021/5/21`, `2025年3月26日`, `20250326`, `26.3.2025`,
    /// `26-Mar-25`, `March 26, 2025`, `45742` (days as spreadsheets count them), each with or without a time behind it,
    /// and what [`Display`](fmt::Display) writes. Of `3/4/2025`, which may be a day of March or of April, the year is
    /// read. `None` where it is no date.
    pub fn parse(given: &str) -> Option<Self> {
        let given = given.trim();
        if let Some((month, day)) = given.strip_prefix("--").and_then(|d| d.split_once('-')) {
            return Self::of(None, month.parse().ok(), day.parse().ok());
        }
        // Programs that read whole numbers as fractions write 2025.0 and 20250312.0.
        let whole = given.strip_suffix(".0").unwrap_or(given);
        let given = if whole.bytes().all(|b| b.is_ascii_digit()) {
            whole
        } else {
            given
        };
        let chars: Vec<char> = given.chars().map(simplified).collect();
        let digits = chars.len() == 8 && chars.iter().all(char::is_ascii_digit);
        if digits {
            let part = |range: std::ops::Range<usize>| given[range].parse().ok();
            let year = given[..4].parse().ok().filter(|y| is_year(*y));
            return year.and_then(|year| Self::of(Some(year), part(4..6), part(6..8)));
        }
        if let Some(first) = mentions(&chars).first()
            && first.span.start == 0
        {
            return Some(first.date);
        }
        if let Some(date) = given::year_last(given).or_else(|| given::counted(given)) {
            return Some(date);
        }
        let mut parts = given.split(['-', '/', '.']);
        let year: u16 = parts.next()?.trim().parse().ok()?;
        let month = parts.next().map(|m| m.trim().parse().ok());
        (is_year(year) && parts.next().is_none()).then_some(())?;
        match month {
            None => Self::of(Some(year), None, None),
            Some(month) => month.and_then(|month| Self::of(Some(year), Some(month), None)),
        }
    }

    /// The date of these parts, if the calendar has it (29 February in any year).
    fn of(year: Option<u16>, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let fits = match (month, day) {
            (None, None) => year.is_some(),
            (None, Some(_)) => false,
            (Some(month), day) => {
                let days = DAYS.get(usize::from(month).wrapping_sub(1));
                days.is_some_and(|days| day.is_none_or(|day| (1..=*days).contains(&day)))
            }
        };
        fits.then_some(Self { year, month, day })
    }

    /// Whether year, month and day are known.
    pub(in crate::text::metadata) fn is_full(self) -> bool {
        self.year.is_some() && self.has_day()
    }

    /// Whether a day is known; the year may be missing.
    pub fn has_day(self) -> bool {
        self.day.is_some()
    }
}

/// Years that a text's date can have: before 1900 there is hardly a text of the kind that is compared here.
fn is_year(year: u16) -> bool {
    (1900..2100).contains(&year)
}
