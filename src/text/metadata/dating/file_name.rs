//! The date in a file name: `20250326讲话.txt`, `2025-03-26 讲话.txt`, `2024_会议.txt`, `海东县2024.txt`.

use crate::text::metadata::date::{PartialDate, mentions};
use crate::text::unified;

/// The first date in a file name, or a year at its beginning or end.
pub(in crate::text::metadata) fn of_file(name: &str) -> Option<PartialDate> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let chars: Vec<char> = last.chars().map(unified).collect();
    let figures = |from: usize| {
        let run = chars[from..].iter().take_while(|c| c.is_ascii_digit());
        run.collect::<String>()
    };
    let starts = (0..chars.len()).filter(|i| {
        chars[*i].is_ascii_digit()
            && !i
                .checked_sub(1)
                .is_some_and(|b| chars[b].is_ascii_alphanumeric())
    });
    let compact = starts
        .map(figures)
        .find_map(|run| (run.len() == 8).then(|| PartialDate::parse(&run)).flatten());
    let mention = mentions(&chars)
        .first()
        .map(|m| m.date)
        .filter(|d| d.year.is_some());
    let year = || {
        let run = figures(0);
        let alone = chars.get(4).is_none_or(|c| !c.is_alphanumeric());
        (run.len() == 4 && alone)
            .then(|| PartialDate::parse(&run))
            .flatten()
    };
    // 海东县2024.txt: before the dot of the extension, or the end.
    let last_year = || {
        let end = chars.iter().rposition(|c| *c == '.').unwrap_or(chars.len());
        let run: String = chars.get(end.checked_sub(4)?..end)?.iter().collect();
        let before = chars[end.checked_sub(5)?];
        let alone =
            matches!(before as u32, 0x4E00..=0x9FFF) || matches!(before, '_' | '-' | '（' | '(');
        // A number that only counts files has no name with it.
        let named = chars.iter().any(|c| matches!(*c as u32, 0x4E00..=0x9FFF));
        let year = run.starts_with("19") || run.starts_with("20");
        (alone && named && year)
            .then(|| PartialDate::parse(&run))
            .flatten()
    };
    compact.or(mention).or_else(year).or_else(last_year)
}
