//! The date of a document, among the dates that its text mentions.
//!
//! What decides, in this order: a date under the title (as speeches have it); a line of publication data; the dateline
//! of a news report (新华社北京3月5日电); a signature below the text; the day with which the body opens (3月26日，县委…
//! 召开). A date further inside the body is what the text tells of, not its own.

mod year;

use super::date::{Mention, PartialDate};
use super::zones::{Page, Zone};
use crate::span::Span;

use year::is_own_year;
pub(super) use year::{Hints, complete, year_of_title};

/// A date and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) date: PartialDate,
    pub(super) span: Span,
}

/// Words of publication data before a date.
const LABELS: &[&str] = &[
    "发布时间",
    "发布日期",
    "发表时间",
    "发表日期",
    "成文日期",
    "发文日期",
    "发文时间",
    "生成日期",
    "更新时间",
    "更新日期",
    "录入时间",
    "时间",
    "日期",
    "来源",
];

/// What follows the date of a dateline.
const DATELINE: &[&str] = &["电", "讯", "日电", "消息", "报道"];

/// What stands behind a date that is still to come, or that opens a range.
const TO_COME_BEHIND: &[&str] = &[
    "将", "起", "前", "至", "到", "-", "—", "~", "～", "－", "之前", "以前", "截止", "开始",
];

/// What stands before one, or before the end of a range.
const TO_COME_BEFORE: &[&str] = &[
    "将于",
    "将在",
    "定于",
    "拟于",
    "定档",
    "预计",
    "计划于",
    "计划在",
    "力争",
    "有望",
    "有望于",
    "有望在",
    "到",
    "至",
    "-",
    "—",
    "~",
    "～",
    "－",
    "定在",
    "自",
    "从",
];

/// What stands before the end of a time that is over, though it ends like the words above.
const UP_TO_NOW: &[&str] = &["截至", "截止至", "截止到"];

/// Longest line of publication data, in code points; the same as for furniture.
const LINE: usize = 150;

/// Longest line under a title that gives the date of a speech, in code points.
const SUBTITLE: usize = 60;

/// Longest line of a signature with the name of an office before the date, in code points.
const SIGNATURE: usize = 30;

/// How far before the end of a text a signature inside a line stands, in code points.
const TAIL: usize = 60;

/// Ends of the names of offices that sign.
const SIGNERS: &[&str] = &[
    "会",
    "府",
    "局",
    "委",
    "厅",
    "院",
    "公司",
    "办公室",
    "部",
    "处",
    "中心",
    "学校",
];

/// The day that a text states as its own; its year may be missing.
pub(super) fn stated(page: &Page) -> Option<Dated> {
    under_title(page)
        .or_else(|| published(page))
        .or_else(|| printed(page))
        .or_else(|| dateline(page))
        .or_else(|| signature(page))
        .or_else(|| opening(page))
}

/// The date of the paper in the remark of where a text was printed: 《人民日报》（2023年08月02日 第14版）.
fn printed(page: &Page) -> Option<Dated> {
    let full = |m: &&Mention| m.date.year.is_some() && m.date.has_day();
    let mut mentions = page.mentions.iter().filter(full);
    mentions
        .find(|m| {
            let blank = |c: &char| {
                c.is_whitespace() || c.is_ascii_digit() || matches!(c, '第' | '０'..='９')
            };
            let at = page.skip_blank(m.span.end);
            let number = page.chars[at..]
                .iter()
                .take(8)
                .take_while(|c| blank(c))
                .count();
            number > 0
                && page.starts(at + number, "版")
                && page.chars[at..at + number].iter().any(char::is_ascii_digit)
        })
        .map(dated)
}

fn under_title(page: &Page) -> Option<Dated> {
    let rows = page.rows.iter();
    rows.filter(|row| row.zone == Zone::Head && !row.noise && row.span.len() <= SUBTITLE)
        .flat_map(|row| page.mentions_in(row.span))
        .find(|m| m.date.has_day() && !lies_ahead(page, m))
        .map(dated)
}

fn published(page: &Page) -> Option<Dated> {
    let full = |row: Span| {
        let in_row = page.mentions_in(row).iter();
        in_row
            .into_iter()
            .find(|m| m.date.year.is_some() && m.date.has_day())
    };
    let line = |zone: Zone, wanted: &dyn Fn(Span, bool) -> bool| {
        page.rows
            .iter()
            .filter(|row| row.zone == zone && row.span.len() <= LINE && wanted(row.span, row.noise))
            .find_map(|row| full(row.span))
            .map(dated)
    };
    let labelled = |row: Span, _: bool| page.holds_any(row, LABELS);
    let furniture = |_: Span, noise: bool| noise;
    line(Zone::Head, &labelled)
        .or_else(|| line(Zone::Head, &furniture))
        .or_else(|| line(Zone::Foot, &|row, _| page.holds_any(row, &LABELS[..8])))
}

/// The date before 电, 讯, 消息 or 报道 in the opening.
fn dateline(page: &Page) -> Option<Dated> {
    let head = Span::new(0, page.opening.end);
    let mut mentions = page.mentions_in(head).iter();
    mentions
        .find(|m| m.date.has_day() && page.starts_with_any(page.skip_blank(m.span.end), DATELINE))
        .map(dated)
}

/// Whether a dateline stands in the opening.
pub(super) fn has_dateline(page: &Page) -> bool {
    dateline(page).is_some()
}

/// The date alone on one of the last lines, or behind the name of who signs.
fn signature(page: &Page) -> Option<Dated> {
    let rows = || page.rows.iter().rev().filter(|row| !row.noise);
    let own_line = rows()
        .take(3)
        .filter(|row| row.zone == Zone::Foot && row.span.len() <= SIGNATURE)
        .find_map(|row| {
            let last = page.mentions_in(row.span).last()?;
            let complete = last.date.year.is_some() && last.date.has_day();
            let behind = page.chars[last.span.end..row.span.end].iter();
            let alone = behind.filter(|c| c.is_alphanumeric()).count() == 0;
            (complete && alone).then(|| dated(last))
        });
    // Text that has lost its line ends: …公司董事会2023年7月31日.
    let run_in = || {
        let end = rows().next()?.span.end;
        let tail = Span::new(end.saturating_sub(TAIL), end);
        let last = page.mentions_in(tail).last()?;
        let signed = last.date.year.is_some()
            && last.date.has_day()
            && page.ends_with_any(page.skip_blank_back(last.span.start), SIGNERS);
        signed.then(|| dated(last))
    };
    own_line.or_else(run_in)
}

/// The first day in the opening, if it is not to come, and not history: of a year that the text has left behind.
fn opening(page: &Page) -> Option<Dated> {
    let first = page
        .mentions_in(page.opening)
        .iter()
        .find(|m| m.date.has_day() && !lies_ahead(page, m))?;
    let history = first.date.year.is_some_and(|year| {
        let years = page.mentions.iter().filter(|m| is_own_year(page, m));
        years
            .filter_map(|m| m.date.year)
            .any(|later| later > year + 1)
            || first.span.start > page.opening.start + 2 * LINE / 3
    });
    (!history).then(|| dated(first))
}

fn dated(mention: &Mention) -> Dated {
    Dated {
        date: mention.date,
        span: mention.span,
    }
}

/// Whether a date is still to come as the text has it, or a part of a range.
fn lies_ahead(page: &Page, mention: &Mention) -> bool {
    let behind = page.skip_blank(mention.span.end);
    let before = page.skip_blank_back(mention.span.start);
    let up_to_now = page.ends_with_any(before, UP_TO_NOW);
    page.starts_with_any(behind, TO_COME_BEHIND)
        || !up_to_now && page.ends_with_any(before, TO_COME_BEFORE)
}
