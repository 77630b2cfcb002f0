//! The date of a document, among the dates that its text mentions.
//!
//! What decides, in this order: a date under the title (as speeches have it); a line of publication data; the dateline
//! of a news report (新华社北京3月5日电); a signature below the text; the day with which the body opens (3月26日，县委…
//! 召开). A date further inside the body is what the text tells of, not its own.

mod year;

use super::date::{Mention, PartialDate};
use super::zones::{Zone, ZonedText};
use crate::span::Span;

use year::is_own_year;
pub(super) use year::{YearHints, complete, year_of_title};

/// A date and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DatedSpan {
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
pub(super) fn stated(zoned: &ZonedText) -> Option<DatedSpan> {
    under_title(zoned)
        .or_else(|| published(zoned))
        .or_else(|| printed(zoned))
        .or_else(|| dateline(zoned))
        .or_else(|| signature(zoned))
        .or_else(|| opening(zoned))
}

/// The date of the paper in the remark of where a text was printed: 《人民日报》（2023年08月02日 第14版）.
fn printed(zoned: &ZonedText) -> Option<DatedSpan> {
    let full = |m: &&Mention| m.date.year.is_some() && m.date.has_day();
    let mut mentions = zoned.mentions.iter().filter(full);
    mentions
        .find(|m| {
            let blank = |c: &char| {
                c.is_whitespace() || c.is_ascii_digit() || matches!(c, '第' | '０'..='９')
            };
            let at = zoned.skip_blank(m.span.end);
            let number = zoned.chars[at..]
                .iter()
                .take(8)
                .take_while(|c| blank(c))
                .count();
            number > 0
                && zoned.starts(at + number, "版")
                && zoned.chars[at..at + number]
                    .iter()
                    .any(char::is_ascii_digit)
        })
        .map(dated)
}

fn under_title(zoned: &ZonedText) -> Option<DatedSpan> {
    let lines = zoned.lines.iter();
    lines
        .filter(|line| line.zone == Zone::Head && !line.noise && line.span.len() <= SUBTITLE)
        .flat_map(|line| zoned.mentions_in(line.span))
        .find(|m| m.date.has_day() && !lies_ahead(zoned, m))
        .map(dated)
}

fn published(zoned: &ZonedText) -> Option<DatedSpan> {
    let full = |line: Span| {
        let in_row = zoned.mentions_in(line).iter();
        in_row
            .into_iter()
            .find(|m| m.date.year.is_some() && m.date.has_day())
    };
    let line = |zone: Zone, wanted: &dyn Fn(Span, bool) -> bool| {
        zoned
            .lines
            .iter()
            .filter(|line| {
                line.zone == zone && line.span.len() <= LINE && wanted(line.span, line.noise)
            })
            .find_map(|line| full(line.span))
            .map(dated)
    };
    let labelled = |line: Span, _: bool| zoned.holds_any(line, LABELS);
    let furniture = |_: Span, noise: bool| noise;
    line(Zone::Head, &labelled)
        .or_else(|| line(Zone::Head, &furniture))
        .or_else(|| line(Zone::Foot, &|line, _| zoned.holds_any(line, &LABELS[..8])))
}

/// The date before 电, 讯, 消息 or 报道 in the opening.
fn dateline(zoned: &ZonedText) -> Option<DatedSpan> {
    let head = Span::new(0, zoned.opening.end);
    let mut mentions = zoned.mentions_in(head).iter();
    mentions
        .find(|m| m.date.has_day() && zoned.starts_with_any(zoned.skip_blank(m.span.end), DATELINE))
        .map(dated)
}

/// Whether a dateline stands in the opening.
pub(super) fn has_dateline(zoned: &ZonedText) -> bool {
    dateline(zoned).is_some()
}

/// The date alone on one of the last lines, or behind the name of who signs.
fn signature(zoned: &ZonedText) -> Option<DatedSpan> {
    let lines = || zoned.lines.iter().rev().filter(|line| !line.noise);
    let own_line = lines()
        .take(3)
        .filter(|line| line.zone == Zone::Foot && line.span.len() <= SIGNATURE)
        .find_map(|line| {
            let last = zoned.mentions_in(line.span).last()?;
            let complete = last.date.year.is_some() && last.date.has_day();
            let behind = zoned.chars[last.span.end..line.span.end].iter();
            let alone = behind.filter(|c| c.is_alphanumeric()).count() == 0;
            (complete && alone).then(|| dated(last))
        });
    // Text that has lost its line ends: …公司董事会2023年7月31日.
    let run_in = || {
        let end = lines().next()?.span.end;
        let tail = Span::new(end.saturating_sub(TAIL), end);
        let last = zoned.mentions_in(tail).last()?;
        let signed = last.date.year.is_some()
            && last.date.has_day()
            && zoned.ends_with_any(zoned.skip_blank_back(last.span.start), SIGNERS);
        signed.then(|| dated(last))
    };
    own_line.or_else(run_in)
}

/// The first day in the opening, if it is not to come, and not history: of a year that the text has left behind.
fn opening(zoned: &ZonedText) -> Option<DatedSpan> {
    let first = zoned
        .mentions_in(zoned.opening)
        .iter()
        .find(|m| m.date.has_day() && !lies_ahead(zoned, m))?;
    let history = first.date.year.is_some_and(|year| {
        let years = zoned.mentions.iter().filter(|m| is_own_year(zoned, m));
        years
            .filter_map(|m| m.date.year)
            .any(|later| later > year + 1)
            || first.span.start > zoned.opening.start + 2 * LINE / 3
    });
    (!history).then(|| dated(first))
}

fn dated(mention: &Mention) -> DatedSpan {
    DatedSpan {
        date: mention.date,
        span: mention.span,
    }
}

/// Whether a date is still to come as the text has it, or a part of a range.
fn lies_ahead(zoned: &ZonedText, mention: &Mention) -> bool {
    let behind = zoned.skip_blank(mention.span.end);
    let before = zoned.skip_blank_back(mention.span.start);
    let up_to_now = zoned.ends_with_any(before, UP_TO_NOW);
    zoned.starts_with_any(behind, TO_COME_BEHIND)
        || !up_to_now && zoned.ends_with_any(before, TO_COME_BEFORE)
}
