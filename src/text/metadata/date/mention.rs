//! Dates that a text mentions, each with its place.
//!
//! In: `于２０２５年 3月26号召开` · Out: `2025-03-26` with the span 1..12.

use std::borrow::Cow;

use super::{MONTHS, PartialDate, is_year};
use crate::span::Span;
use crate::text::simplified::simplified;

/// A date that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its span, in code points.
    pub span: Span,
    /// The date.
    pub date: PartialDate,
}

/// All dates in a text, in order: `2025年3月26日` and its parts, `3月26日`, `2021/5/21`, `2021-05-21`, `2021.5.21`,
/// `二〇二三年三月一日`, also with the letter O for 〇, `2025年三月`, `元月`, `廿六日`, `民国114年3月12日`; full-width figures and blanks
/// between the parts are allowed, 号 may stand for 日, and radicals for the ideographs that they look like (`3⽉12⽇`). Of
/// several days (`3月12—14日`, `12、13日`) it is the first. O(n).
pub fn mentions(chars: &[char]) -> Vec<Mention> {
    let odd = chars.iter().any(|c| simplified(*c) != *c);
    let chars: Cow<'_, [char]> = if odd {
        chars.iter().map(|c| simplified(*c)).collect()
    } else {
        chars.into()
    };
    mentions_in_plain(&chars)
}

/// The dates in a text of simplified characters.
fn mentions_in_plain(chars: &[char]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let mention = match numeral(chars[at]) {
            Some(NumeralScript::Figures) => in_figures(chars, at),
            Some(NumeralScript::Chinese) => in_chinese(chars, at),
            None if chars[at].is_ascii_alphabetic() => month_first(chars, at),
            None if chars[at] == '元' => without_year(chars, at + 1, 1),
            None => of_the_republic(chars, at),
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
                // The rest of a word of letters is no beginning of a date.
                while chars[at - 1].is_ascii_alphabetic()
                    && chars.get(at).is_some_and(char::is_ascii_alphabetic)
                {
                    at += 1;
                }
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
    } else if matches!(c, '十' | '廿' | '卅') || chinese(c).is_some() {
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
        .or(matches!(c, '零' | '○' | '◯').then_some(0))
        .map(|n| n as u16)
}

/// The value of a digit inside a year in Chinese numerals: many people type the letter O, or the figure, for 〇.
fn chinese_or_letter(c: char) -> Option<u16> {
    let zero = matches!(c, 'O' | 'o' | 'Ｏ' | 'ｏ' | 'Ο' | 'О' | '0' | '０' | '⓪');
    chinese(c).or(zero.then_some(0))
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
    let score = match chars.get(at) {
        Some('廿') => Some(2),
        Some('卅') => Some(3),
        _ => None,
    };
    let (tens, mut end) = match (score.or(digit(at)), ten(at)) {
        (Some(tens), _) if score.is_some() => (tens, at + 1 + usize::from(ten(at + 1))),
        (Some(tens), _) if ten(at + 1) => (tens, at + 2),
        // 二〇, 三一: by its figures, as years are.
        (Some(tens), _) if tens <= 3 => {
            let ones = chars.get(at + 1).and_then(|c| chinese_or_letter(*c));
            return Some(ones.map_or((at + 1, tens), |ones| (at + 2, tens * 10 + ones)));
        }
        (Some(ones), _) => return Some((at + 1, ones)),
        (None, true) => (1, at + 1),
        (None, false) => return None,
    };
    let ones = digit(end);
    end += usize::from(ones.is_some());
    Some((end, tens * 10 + ones.unwrap_or(0)))
}

/// The number of a month or day, in figures or in Chinese, and where it ends. Both stand in one date: 2025年三月十二日.
fn small(chars: &[char], at: usize) -> Option<(usize, u16)> {
    figures(chars, at)
        .filter(|(end, _)| end - at <= 2)
        .or_else(|| tens(chars, at))
}

/// The number of a month, and where it ends; 元月 is the first.
fn month_number(chars: &[char], at: usize) -> Option<(usize, u16)> {
    if chars.get(at) == Some(&'元') {
        return Some((at + 1, 1));
    }
    small(chars, at)
}

/// The date in the years of the Republic (民国114年3月12日) that begins at `at`, and where it ends.
fn of_the_republic(chars: &[char], at: usize) -> Option<(usize, PartialDate)> {
    let named = chars.get(at) == Some(&'民') && matches!(chars.get(at + 1), Some('国' | '國'));
    named.then_some(())?;
    let from = blanks(chars, at + 2);
    let first = chars.get(from) == Some(&'元');
    let (end, count) = if first {
        (from + 1, 1)
    } else {
        figures(chars, from).or_else(|| hundreds(chars, from))?
    };
    let end = word(chars, end, &['年'])?;
    let year = count
        .checked_add(BEFORE_THE_REPUBLIC)
        .filter(|y| is_year(*y))?;
    Some(month_and_day(chars, end, year))
}

/// The year 0 of the Republic.
const BEFORE_THE_REPUBLIC: u16 = 1911;

/// Years of the Republic that a text of our days may bear without 民国 before them: no other year has three digits.
const OF_THE_REPUBLIC: std::ops::RangeInclusive<u16> = 100..=188;

/// A number up to 199 in Chinese: 九十八, 一百一十四, 百一四, 一一四; and where it ends.
fn hundreds(chars: &[char], at: usize) -> Option<(usize, u16)> {
    let plain: Vec<u16> = chars[at..]
        .iter()
        .take(4)
        .map_while(|c| chinese_or_letter(*c))
        .collect();
    if (2..=3).contains(&plain.len()) && chars.get(at + plain.len()) == Some(&'年') {
        let value = plain.iter().fold(0, |n, d| n * 10 + d);
        return Some((at + plain.len(), value));
    }
    let hundred = usize::from(chars.get(at) == Some(&'一'));
    if chars.get(at + hundred) != Some(&'百') {
        return tens(chars, at);
    }
    let mut rest = at + hundred + 1;
    rest += usize::from(matches!(chars.get(rest), Some('零' | '〇' | '○')));
    match tens(chars, rest) {
        Some((end, ones)) => Some((end, 100 + ones)),
        None => Some((rest, 100)),
    }
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
        return Some(month_and_day(chars, end, first));
    }
    if OF_THE_REPUBLIC.contains(&first) && end - at == 3 {
        let end = word(chars, end, &['年'])?;
        let (end, date) = month_and_day(chars, end, first + BEFORE_THE_REPUBLIC);
        return date.has_day().then_some((end, date));
    }
    (end - at <= 2).then_some(())?;
    day_first(chars, end, first).or_else(|| without_year(chars, end, first))
}

/// An English name of a month at `at`, whole or its first three letters, and where it ends.
fn english_month(chars: &[char], at: usize) -> Option<(usize, u16)> {
    let letters: String = chars[at.min(chars.len())..]
        .iter()
        .take(10)
        .take_while(|c| c.is_ascii_alphabetic())
        .map(char::to_ascii_lowercase)
        .collect();
    let whole = |name: &&str| {
        letters == **name || letters == name[..3] || letters == "sept" && name.starts_with("sept")
    };
    let month = MONTHS.iter().position(whole)?;
    let end = at + letters.len();
    let point = usize::from(letters.len() <= 4 && chars.get(end) == Some(&'.'));
    Some((end + point, month as u16 + 1))
}

/// The year behind a month or day in English, and where it ends; a comma may stand before it.
fn english_year(chars: &[char], at: usize) -> Option<(usize, u16)> {
    let comma = usize::from(chars.get(at) == Some(&','));
    let from = blanks(chars, at + comma);
    let (end, year) = figures(chars, from)?;
    (from > at && end - from == 4 && is_year(year)).then_some((end, year))
}

/// `March 12, 2025` and `March 2025`.
fn month_first(chars: &[char], at: usize) -> Option<(usize, PartialDate)> {
    let (end, month) = english_month(chars, at)?;
    if let Some((end, year)) = english_year(chars, end) {
        return Some((end, date(Some(year), Some(month), None)?));
    }
    let (end, day) = figures(chars, blanks(chars, end)).filter(|(_, day)| *day <= 31)?;
    let (end, year) = english_year(chars, end + ordinal(chars, end))?;
    Some((end, date(Some(year), Some(month), Some(day))?))
}

/// `12 March 2025` behind its day.
fn day_first(chars: &[char], end: usize, day: u16) -> Option<(usize, PartialDate)> {
    let from = blanks(chars, end + ordinal(chars, end));
    let (end, month) = english_month(chars, from).filter(|_| from > end)?;
    let (end, year) = english_year(chars, end)?;
    Some((end, date(Some(year), Some(month), Some(day))?))
}

/// The length of the letters behind a day: 1st, 2nd, 12th.
fn ordinal(chars: &[char], at: usize) -> usize {
    let letters: String = chars[at.min(chars.len())..].iter().take(2).collect();
    if matches!(letters.as_str(), "st" | "nd" | "rd" | "th") {
        2
    } else {
        0
    }
}

/// The date in Chinese numerals that begins at `at`, and where it ends.
fn in_chinese(chars: &[char], at: usize) -> Option<(usize, PartialDate)> {
    let digits: Vec<u16> = chars[at..]
        .iter()
        .take(5)
        .map_while(|c| chinese_or_letter(*c))
        .collect();
    if digits.len() == 4
        && let Some(end) = word(chars, at + 4, &['年'])
    {
        let year = digits.iter().fold(0, |n, d| n * 10 + d);
        if is_year(year) {
            return Some(month_and_day(chars, end, year));
        }
    }
    let (end, month) = month_number(chars, at)?;
    without_year(chars, end, month)
}

/// Reads on behind a year: a month and a day, a month, or nothing that belongs to it.
fn month_and_day(chars: &[char], end: usize, year: u16) -> (usize, PartialDate) {
    let only_year = PartialDate {
        year: Some(year),
        ..PartialDate::default()
    };
    let month = || {
        let (end, month) = month_number(chars, blanks(chars, end))?;
        let end = word(chars, end, &['月'])?;
        let only_month = (end, date(Some(year), Some(month), None)?);
        let day = || {
            let (end, day) = day_number(chars, end)?;
            Some((end, date(Some(year), Some(month), Some(day))?))
        };
        Some(day().unwrap_or(only_month))
    };
    month().unwrap_or((end, only_year))
}

/// Reads on behind the number of a month: 3月26日, or 3月 alone.
fn without_year(chars: &[char], end: usize, month: u16) -> Option<(usize, PartialDate)> {
    let end = word(chars, end, &['月'])?;
    let only_month = (end, date(None, Some(month), None)?);
    let day = || {
        let (end, day) = day_number(chars, end)?;
        Some((end, date(None, Some(month), Some(day))?))
    };
    Some(day().unwrap_or(only_month))
}

/// The day behind a month, and where it ends. The first of several (12—14日, 12、13日) ends with its number.
fn day_number(chars: &[char], at: usize) -> Option<(usize, u16)> {
    const DAY: &[char] = &['日', '号'];
    let (end, day) = small(chars, blanks(chars, at))?;
    if let Some(end) = word(chars, end, DAY) {
        return Some((end, day));
    }
    let joint = blanks(chars, end);
    let last = joint
        + chars[joint..]
            .iter()
            .take(2)
            .take_while(|c| joins_days(**c))
            .count();
    (last > joint).then_some(())?;
    let (behind, _) = small(chars, blanks(chars, last))?;
    word(chars, behind, DAY).map(|_| (end, day))
}

/// Whether a character stands between two days of one month: 12—14日, 12至14日, 12、13日.
fn joins_days(c: char) -> bool {
    matches!(
        c,
        '-' | '－' | '—' | '–' | '―' | '─' | '~' | '～' | '至' | '到' | '、' | '和'
    )
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
