//! The year that a text speaks of as present, for days that have none.
//!
//! In: `3月26日，海东县委召开会议，部署2025年任务。` · Out: 2025. At the end of a year what is planned is the next one, so `12月28日，…部署2026年任务`
//! is of 2025.
//!
//! The year is looked for, in this order, in the properties of the file, in publication data, in the title, in the sentence
//! and what stands before it, in a full date of about the same day, and in the file name.

use super::ahead::{is_announced, lies_ahead};
use super::publication::{printed, published};
use crate::span::Span;
use crate::text::metadata::date::{Mention, PartialDate};
use crate::text::metadata::zones::ZonedText;

/// Words before a year that is not the text's own.
const PAST_BEFORE: &[&str] = &[
    "自",
    "从",
    "成立于",
    "始于",
    "建于",
    "曾",
    "曾于",
    "曾在",
    "早在",
    "此前",
    "最早",
    "较",
    "比",
];
/// Words behind a year that is not the text's own.
const PAST_BEHIND: &[&str] = &[
    "以来",
    "以后",
    "之后",
    "起",
    "前",
    "年底前",
    "至",
    "到",
    "-",
    "—",
    "远景",
    "版",
];

/// How far before a year the word stands that says that it lies ahead (安排部署…2026年), in code points.
const PLANNING_REACH: usize = 15;

/// How far before a year 曾 may stand, in code points.
const ONCE_REACH: usize = 4;

/// Words of planning.
const PLANNING: &[&str] = &["部署", "谋划", "安排", "研究", "规划", "展望"];

/// Dates known from elsewhere than the text.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::text::metadata) struct YearHints {
    /// The date in the properties of the document's file.
    pub(in crate::text::metadata) properties: Option<PartialDate>,
    /// The date in the document's file name.
    pub(in crate::text::metadata) file_name: Option<PartialDate>,
}

/// Whether a year is one that the text speaks of as present.
pub(super) fn is_own_year(zoned: &ZonedText, mention: &Mention) -> bool {
    let before = zoned.skip_blank_back(mention.span.start);
    let behind = zoned.skip_blank(mention.span.end);
    // A verb may stand between: 曾参加2019年.
    let once = Span::new(before.saturating_sub(ONCE_REACH), before);
    mention.date.year.is_some()
        && !lies_ahead(zoned, mention)
        && !zoned.ends_with_any(before, PAST_BEFORE)
        && !zoned.holds_any(once, &["曾"])
        && !zoned.starts_with_any(behind, PAST_BEHIND)
}

/// Adds the year to a day that has none, if the text or `hints` tell it.
pub(in crate::text::metadata) fn complete(
    zoned: &ZonedText,
    found: Mention,
    title: Option<Span>,
    hints: YearHints,
) -> PartialDate {
    let (Some(month), None) = (found.date.month, found.date.year) else {
        return found.date;
    };
    let near = |date: PartialDate| near(date, month);
    let published = || {
        let printed = published(zoned).or_else(|| printed(zoned));
        printed.and_then(|d| near(d.date))
    };
    let of = |span: Span| year_in(zoned, span, month);
    let full = || full_date_near(zoned, month, found.date.day);
    let year = hints
        .properties
        .and_then(near)
        .or_else(published)
        .or_else(|| title.and_then(of))
        .or_else(|| around(zoned, found.span, month))
        .or_else(full)
        .or_else(|| hints.file_name.and_then(near));
    PartialDate { year, ..found.date }
}

/// The year of a day in `month` that something of `date` holds: what is dated in January may hold a text of December.
fn near(date: PartialDate, month: u8) -> Option<u16> {
    let year = date.year?;
    let turned = date.month.is_some_and(|m| m <= 2) && month >= 11;
    Some(if turned { year - 1 } else { year })
}

/// Whether a day, whose year may be missing, lies at most two months before the day of publication, or is that day.
pub(super) fn before_publication(day: PartialDate, published: PartialDate) -> bool {
    const REACH: i32 = 62;
    let ordinal = |date: PartialDate| {
        let month = date.month?;
        let year = date.year.or_else(|| near(published, month))?;
        Some(i32::from(year) * 372 + i32::from(month) * 31 + i32::from(date.day.unwrap_or(1)))
    };
    let apart = ordinal(published)
        .zip(ordinal(day))
        .map(|(published, day)| published - day);
    apart.is_some_and(|apart| (0..=REACH).contains(&apart))
}

/// The year of a full date elsewhere in the text that belongs to the same time: one that is to come within half a year, one
/// within a week, or one that the text names a second time without its year. Of several the latest; a date of an earlier
/// year that is close by chance is an anniversary at most.
fn full_date_near(zoned: &ZonedText, month: u8, day: Option<u8>) -> Option<u16> {
    const HALF_A_YEAR: i32 = 183;
    const WEEK: i32 = 7;
    let ordinal = |month: u8, day: Option<u8>| i32::from(month) * 31 + i32::from(day.unwrap_or(15));
    let here = ordinal(month, day);
    let again = |date: PartialDate| {
        let mut yearless = zoned.mentions.iter().filter(|m| m.date.year.is_none());
        yearless
            .any(|m| m.date.month == date.month && (m.date.day.is_none() || m.date.day == date.day))
    };
    zoned
        .mentions
        .iter()
        .filter(|m| m.date.is_full())
        .filter(|m| {
            let Some(there) = m.date.month.map(|month| ordinal(month, m.date.day)) else {
                return false;
            };
            let ahead = is_announced(zoned, m) && (0..HALF_A_YEAR).contains(&(there - here));
            ahead || (there - here).abs() <= WEEK || again(m.date)
        })
        .filter_map(|m| m.date.year)
        .max()
}

/// The year that the sentence of a day speaks of, or what stands before it in the opening; failing that, the year that
/// the next sentence plans or looks back on (会议…系统部署2025年…任务).
fn around(zoned: &ZonedText, day: Span, month: u8) -> Option<u16> {
    let from = if zoned.opening.contains(day.start) {
        zoned.opening
    } else {
        Span::new(day.start, zoned.chars.len())
    };
    let sentence_end = |at: usize| {
        (at..from.end)
            .find(|i| matches!(zoned.chars[*i], '。' | '！' | '？'))
            .map_or(from.end, |i| i + 1)
    };
    let end = sentence_end(day.end);
    let next = Span::new(end, sentence_end(end));
    let planned = || {
        let named = zoned
            .mentions_in(next)
            .iter()
            .filter(|m| is_planned(zoned, m, next.start));
        let years = named.filter_map(|m| year_in(zoned, m.span, month));
        years.chain(bare_years(zoned, next)).max()
    };
    year_in(zoned, Span::new(from.start, end), month).or_else(planned)
}

/// Whether a word of planning, or of looking back, stands shortly before a year.
fn is_planned(zoned: &ZonedText, mention: &Mention, from: usize) -> bool {
    let start = mention.span.start;
    let reach = Span::new(
        start.saturating_sub(PLANNING_REACH).max(from.min(start)),
        start,
    );
    zoned.holds_any(reach, PLANNING) || zoned.holds_any(reach, &["总结", "回顾", "通报"])
}

/// The latest year that `span` speaks of as present, for an event in `month`.
fn year_in(zoned: &ZonedText, span: Span, month: u8) -> Option<u16> {
    let named = zoned
        .mentions_in(span)
        .iter()
        .filter(|m| is_own_year(zoned, m))
        .filter_map(|m| {
            let year = m.date.year?;
            // At the end of a year what is planned is the next one.
            let reach = Span::new(m.span.start.saturating_sub(PLANNING_REACH), m.span.start);
            let planned = month >= 11 && m.date.month.is_none() && zoned.holds_any(reach, PLANNING);
            Some(if planned { year - 1 } else { year })
        });
    named.chain(bare_years(zoned, span)).max()
}

/// Years without 年 that name an event: 2023 合作伙伴大会.
fn bare_years(zoned: &ZonedText, span: Span) -> Vec<u16> {
    const EVENT: usize = 14;
    let digit = |at: usize| zoned.chars.get(at).is_some_and(char::is_ascii_digit);
    let start = |at: &usize| {
        (0..4).all(|i| digit(at + i))
            && !digit(at + 4)
            && !at
                .checked_sub(1)
                .is_some_and(|b| zoned.chars[b].is_ascii_alphanumeric() || zoned.chars[b] == '.')
    };
    (span.start..span.end)
        .filter(start)
        .filter(|at| {
            let name = zoned.skip_blank(at + 4);
            let end = zoned.clause_end(name, span.end.min(name + EVENT));
            zoned.chars.get(name).is_some_and(|c| !c.is_ascii())
                && zoned.holds_any(
                    Span::new(name, end.max(name)),
                    &["大会", "会议", "论坛", "峰会", "年会", "博览会"],
                )
        })
        .filter_map(|at| zoned.text(Span::new(at, at + 4)).parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect()
}

/// The year that a title names (2023年县委工作会议上的讲话), or the opening in the name of a meeting.
pub(in crate::text::metadata) fn year_of_title(zoned: &ZonedText, title: Span) -> Option<Mention> {
    let mut named = zoned
        .mentions_in(title)
        .iter()
        .filter(|m| is_own_year(zoned, m));
    named.next().copied()
}
