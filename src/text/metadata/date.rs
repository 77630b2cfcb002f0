//! Dates as texts write them, in figures and in Chinese.
//!
//! In: `新华社3月5日电，二〇二三年三月一日起，13月5日，2021/5/21` · Out: `--03-05` `2023-03-01` `2021-05-21`, each with its span.
//!
//! One pass looks at each number once: what follows it (年, 月, 日 or a separator) decides whether it is part of a date. A
//! date keeps as much as the text says: a year, a month, a day, or a day without its year.

use std::fmt;

use crate::span::Span;

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
    /// Reads a value that somebody gave as a date: `2025`, `2025-3`, `2021/5/21`, `2025年3月26日`, `20250326`, each
    /// with or without a time behind it, and what [`Display`](fmt::Display) writes. `None` where it is no date.
    pub fn parse(given: &str) -> Option<Self> {
        let given = given.trim();
        if let Some((month, day)) = given.strip_prefix("--").and_then(|d| d.split_once('-')) {
            return Self::of(None, month.parse().ok(), day.parse().ok());
        }
        let chars: Vec<char> = given.chars().collect();
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
    pub(super) fn is_full(self) -> bool {
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

/// A date that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its span, in code points.
    pub span: Span,
    /// The date.
    pub date: PartialDate,
}

/// All dates in a text, in order: `2025年3月26日` and its parts, `3月26日`, `2021/5/21`, `2021-05-21`, `2021.5.21`,
/// `二〇二三年三月一日`; full-width figures and blanks between the parts are allowed, 号 may stand for 日. O(n).
pub fn mentions(chars: &[char]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let mention = match numeral(chars[at]) {
            Some(NumeralScript::Figures) => in_figures(chars, at),
            Some(NumeralScript::Chinese) => in_chinese(chars, at),
            None => None,
        };
        match mention {
            Some((end, date)) => {
                let span = Span::new(at, end);
                found.push(Mention { span, date });
                at = end;
            }
            // On to the end of the number: its last digits are no number of their own.
            None => {
                let script = numeral(chars[at]);
                at += 1;
                while script.is_some() && at < chars.len() && numeral(chars[at]) == script {
                    at += 1;
                }
            }
        }
    }
    found
}

/// The script of a numeral.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NumeralScript {
    Figures,
    Chinese,
}

/// The script that a character is a numeral of.
fn numeral(c: char) -> Option<NumeralScript> {
    if figure(c).is_some() {
        Some(NumeralScript::Figures)
    } else if c == '十' || chinese(c).is_some() {
        Some(NumeralScript::Chinese)
    } else {
        None
    }
}

/// The value of a figure, half or full width.
fn figure(c: char) -> Option<u16> {
    let c = match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32)?,
        c => c,
    };
    c.to_digit(10).map(|d| d as u16)
}

/// The value of a Chinese digit; zero has several forms.
fn chinese(c: char) -> Option<u16> {
    "〇一二三四五六七八九"
        .chars()
        .position(|n| n == c)
        .or(matches!(c, '零' | '○' | 'Ｏ').then_some(0))
        .map(|n| n as u16)
}

/// The number in figures at `at`, and where it ends; at most four digits.
fn figures(chars: &[char], at: usize) -> Option<(usize, u16)> {
    let digits: Vec<u16> = chars[at..]
        .iter()
        .take(5)
        .map_while(|c| figure(*c))
        .collect();
    let value = digits.iter().fold(0u32, |n, d| n * 10 + u32::from(*d));
    (1..=4)
        .contains(&digits.len())
        .then_some((at + digits.len(), value as u16))
}

/// The number from 1 to 99 in Chinese at `at`, and where it ends.
fn tens(chars: &[char], at: usize) -> Option<(usize, u16)> {
    let digit = |at: usize| {
        chars
            .get(at)
            .and_then(|c| chinese(*c))
            .filter(|digit| *digit > 0)
    };
    let ten = |at: usize| chars.get(at) == Some(&'十');
    let (tens, mut end) = match (digit(at), ten(at)) {
        (Some(tens), _) if ten(at + 1) => (tens, at + 2),
        (Some(ones), _) => return Some((at + 1, ones)),
        (None, true) => (1, at + 1),
        (None, false) => return None,
    };
    let ones = digit(end);
    end += usize::from(ones.is_some());
    Some((end, tens * 10 + ones.unwrap_or(0)))
}

/// The date in figures that begins at `at`, and where it ends.
fn in_figures(chars: &[char], at: usize) -> Option<(usize, PartialDate)> {
    let before = at.checked_sub(1).map(|at| chars[at]);
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    let (end, first) = figures(chars, at)?;
    if is_year(first) && end - at == 4 {
        let separator = chars.get(end).copied();
        if let Some(separator @ ('-' | '/' | '.' | '－' | '．' | '／')) = separator {
            let (end, month) = figures(chars, end + 1)?;
            (chars.get(end) == Some(&separator)).then_some(())?;
            let (end, day) = figures(chars, end + 1)?;
            return Some((end, date(Some(first), Some(month), Some(day))?));
        }
        let end = word(chars, end, &['年'])?;
        return Some(month_and_day(chars, end, first, figures));
    }
    (end - at <= 2).then_some(())?;
    without_year(chars, end, first, figures)
}

/// The date in Chinese numerals that begins at `at`, and where it ends.
fn in_chinese(chars: &[char], at: usize) -> Option<(usize, PartialDate)> {
    let digits: Vec<u16> = chars[at..]
        .iter()
        .take(5)
        .map_while(|c| chinese(*c))
        .collect();
    if digits.len() == 4 && chars.get(at + 4) == Some(&'年') {
        let year = digits.iter().fold(0, |n, d| n * 10 + d);
        if is_year(year) {
            return Some(month_and_day(chars, at + 5, year, tens));
        }
    }
    let (end, month) = tens(chars, at)?;
    without_year(chars, end, month, tens)
}

/// Reads a number at a position, and says where it ends: [`figures`] or [`tens`].
type ReadNumber = fn(&[char], usize) -> Option<(usize, u16)>;

/// Reads on behind a year: a month and a day, a month, or nothing that belongs to it.
fn month_and_day(
    chars: &[char],
    end: usize,
    year: u16,
    number: ReadNumber,
) -> (usize, PartialDate) {
    let only_year = PartialDate {
        year: Some(year),
        ..PartialDate::default()
    };
    let month = || {
        let (end, month) = number(chars, blanks(chars, end))?;
        let end = word(chars, end, &['月'])?;
        let only_month = (end, date(Some(year), Some(month), None)?);
        let day = || {
            let (end, day) = number(chars, blanks(chars, end))?;
            let end = word(chars, end, &['日', '号'])?;
            Some((end, date(Some(year), Some(month), Some(day))?))
        };
        Some(day().unwrap_or(only_month))
    };
    month().unwrap_or((end, only_year))
}

/// Reads on behind the number of a month: 3月26日, or 3月 alone.
fn without_year(
    chars: &[char],
    end: usize,
    month: u16,
    number: ReadNumber,
) -> Option<(usize, PartialDate)> {
    let end = word(chars, end, &['月'])?;
    let only_month = (end, date(None, Some(month), None)?);
    let day = || {
        let (end, day) = number(chars, blanks(chars, end))?;
        let end = word(chars, end, &['日', '号'])?;
        Some((end, date(None, Some(month), Some(day))?))
    };
    Some(day().unwrap_or(only_month))
}

/// The date of these numbers, if the calendar has it.
fn date(year: Option<u16>, month: Option<u16>, day: Option<u16>) -> Option<PartialDate> {
    let small = |n: Option<u16>| n.map(|n| u8::try_from(n).unwrap_or(u8::MAX));
    PartialDate::of(year, small(month), small(day))
}

/// The position behind one of the words at `at`, blanks before it passed over.
fn word(chars: &[char], at: usize, words: &[char]) -> Option<usize> {
    let at = blanks(chars, at);
    chars.get(at).filter(|c| words.contains(c)).map(|_| at + 1)
}

/// The position behind at most two blanks on the same line.
fn blanks(chars: &[char], at: usize) -> usize {
    let blank = |c: &&char| matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '\t');
    at + chars[at.min(chars.len())..]
        .iter()
        .take(2)
        .take_while(blank)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let chars: Vec<char> = text.chars().collect();
        mentions(&chars)
            .iter()
            .map(|m| {
                let slice = chars[m.span.start..m.span.end].iter().collect();
                (slice, m.date.to_string())
            })
            .collect()
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for (text, slice, date) in [
            ("于2025年3月26日召开", "2025年3月26日", "2025-03-26"),
            ("2025 年 3 月 26 日", "2025 年 3 月 26 日", "2025-03-26"),
            ("２０２５年３月", "２０２５年３月", "2025-03"),
            ("新华社3月5日电", "3月5日", "--03-05"),
            ("5月18号下午", "5月18号", "--05-18"),
            ("2021/5/21   点击量:276413", "2021/5/21", "2021-05-21"),
            ("2021-05-21 10:30", "2021-05-21", "2021-05-21"),
            ("（2021.5.21）", "2021.5.21", "2021-05-21"),
            ("二〇二三年三月一日", "二〇二三年三月一日", "2023-03-01"),
            (
                "一九五四年九月二十三日",
                "一九五四年九月二十三日",
                "1954-09-23",
            ),
            ("二○○八年十二月", "二○○八年十二月", "2008-12"),
            ("十二月三十一日", "十二月三十一日", "--12-31"),
            ("2023年县委工作会议", "2023年", "2023"),
        ] {
            assert_eq!(found(text), [(slice.to_owned(), date.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "共3个月",
            "12345年",
            "v2021.5.21",
            "13月5日",
            "2月30日",
            "1.25亿",
            "2021-5",
            "100年",
            "3/4",
            "十四五",
        ] {
            let days: Vec<_> = found(text)
                .into_iter()
                .filter(|(_, date)| date.len() > "--02".len())
                .collect();
            assert!(days.is_empty(), "{text}: {days:?}");
        }
    }

    #[test]
    fn a_given_date_is_brought_to_one_form() {
        for (given, date) in [
            ("2025", "2025"),
            ("2025-3", "2025-03"),
            ("2021/5/21", "2021-05-21"),
            ("20210521", "2021-05-21"),
            ("2021-05-21T08:00:00Z", "2021-05-21"),
            ("--03-26", "--03-26"),
        ] {
            assert_eq!(PartialDate::parse(given).unwrap().to_string(), date);
        }
        for given in ["", "spring", "99", "2021-13", "20211345", "2021-05-21-3x/"] {
            let parsed = PartialDate::parse(given);
            assert!(
                parsed.is_none() || given.starts_with("2021-05-21"),
                "{given}"
            );
        }
    }

    proptest! {
        #[test]
        fn mentions_are_in_order_and_slice_the_text(text in "[0-9０-９年月日号一二三十〇零/.\\- a会]{0,60}") {
            let chars: Vec<char> = text.chars().collect();
            let mut end = 0;
            for mention in mentions(&chars) {
                prop_assert!(mention.span.start >= end && mention.span.start < mention.span.end);
                prop_assert!(mention.span.end <= chars.len());
                end = mention.span.end;
            }
        }

        #[test]
        fn what_is_written_reads_back(year in proptest::option::of(1900u16..2100), month in 1u8..=12, day in 1u8..=28) {
            let date = PartialDate { year, month: Some(month), day: Some(day) };
            prop_assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
        }
    }
}
