//! The date of a document, among the dates that its text mentions.
//!
//! What decides, in this order: a date under the title (as speeches have it); a line of publication data; the dateline
//! of a news report (新华社北京3月5日电); a signature below the text; the day with which the body opens (3月26日，县委…
//! 召开). A date further inside the body is what the text tells of, not its own. Where the day has no year, it is
//! looked for in what is given, in the title, in the opening, and in a full date of the same month.

use super::date::{Mention, PartialDate};
use super::page::{Page, Zone};
use crate::Span;

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

/// Words before or behind a year that is not the text's own.
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

/// How far before a year the word stands that says that it lies ahead (安排部署…2026年), in code points.
const PLANNING_REACH: usize = 15;

/// How far before a year 曾 may stand, in code points.
const ONCE_REACH: usize = 4;

/// Words of planning.
const PLANNING: &[&str] = &["部署", "谋划", "安排", "研究", "规划", "展望"];

/// What else is known of a document's date.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints {
    /// What the properties of its file say.
    pub(super) properties: Option<PartialDate>,
    /// What its file name says.
    pub(super) file_name: Option<PartialDate>,
}

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

/// Whether a date is announced: 将于8月23日, 8月15日将迎来.
fn is_to_come(page: &Page, mention: &Mention) -> bool {
    let before = page.skip_blank_back(mention.span.start);
    page.starts(page.skip_blank(mention.span.end), "将")
        || page.ends_with_any(
            before,
            &["将于", "将在", "定于", "拟于", "预计", "计划于", "预计于"],
        )
}

/// Whether a year is one that the text speaks of as present.
fn is_own_year(page: &Page, mention: &Mention) -> bool {
    let before = page.skip_blank_back(mention.span.start);
    let behind = page.skip_blank(mention.span.end);
    // A verb may stand between: 曾参加2019年.
    let once = Span::new(before.saturating_sub(ONCE_REACH), before);
    mention.date.year.is_some()
        && !lies_ahead(page, mention)
        && !page.ends_with_any(before, PAST_BEFORE)
        && !page.holds_any(once, &["曾"])
        && !page.starts_with_any(behind, PAST_BEHIND)
}

/// Puts the year to a day that has none.
pub(super) fn complete(
    page: &Page,
    found: Dated,
    title: Option<Span>,
    hints: Hints,
) -> PartialDate {
    let (Some(month), None) = (found.date.month, found.date.year) else {
        return found.date;
    };
    let near = |date: PartialDate| {
        let year = date.year?;
        // A file that is dated in January may hold a text of December.
        let turned = date.month.is_some_and(|m| m <= 2) && month >= 11;
        Some(if turned { year - 1 } else { year })
    };
    let published = || published(page).and_then(|d| near(d.date));
    let of = |span: Span| year_in(page, span, month);
    let full = || full_date_near(page, month, found.date.day);
    let year = hints
        .properties
        .and_then(near)
        .or_else(published)
        .or_else(|| title.and_then(of))
        .or_else(|| around(page, found.span, month))
        .or_else(full)
        .or_else(|| hints.file_name.and_then(near));
    PartialDate { year, ..found.date }
}

/// The year of a full date elsewhere in the text that belongs to the same time: one that is to come within half a year, one
/// within a week, or one that the text names a second time without its year. Of several the latest; a date of an earlier
/// year that is close by chance is an anniversary at most.
fn full_date_near(page: &Page, month: u8, day: Option<u8>) -> Option<u16> {
    const HALF_A_YEAR: i32 = 183;
    const WEEK: i32 = 7;
    let ordinal = |month: u8, day: Option<u8>| i32::from(month) * 31 + i32::from(day.unwrap_or(15));
    let here = ordinal(month, day);
    let again = |date: PartialDate| {
        let mut yearless = page.mentions.iter().filter(|m| m.date.year.is_none());
        yearless
            .any(|m| m.date.month == date.month && (m.date.day.is_none() || m.date.day == date.day))
    };
    page.mentions
        .iter()
        .filter(|m| m.date.year.is_some() && m.date.has_day())
        .filter(|m| {
            let Some(there) = m.date.month.map(|month| ordinal(month, m.date.day)) else {
                return false;
            };
            let ahead = is_to_come(page, m) && (0..HALF_A_YEAR).contains(&(there - here));
            ahead || (there - here).abs() <= WEEK || again(m.date)
        })
        .filter_map(|m| m.date.year)
        .max()
}

/// The year that the sentence of a day speaks of, or what stands before it in the opening; failing that, the year that
/// the next sentence plans or looks back on (会议…系统部署2025年…任务).
fn around(page: &Page, day: Span, month: u8) -> Option<u16> {
    let from = if page.opening.contains(day.start) {
        page.opening
    } else {
        Span::new(day.start, page.chars.len())
    };
    let sentence_end = |at: usize| {
        (at..from.end)
            .find(|i| matches!(page.chars[*i], '。' | '！' | '？'))
            .map_or(from.end, |i| i + 1)
    };
    let end = sentence_end(day.end);
    let next = Span::new(end, sentence_end(end));
    let planned = || {
        let named = page
            .mentions_in(next)
            .iter()
            .filter(|m| is_planned(page, m, next.start));
        let years = named.filter_map(|m| year_in(page, m.span, month));
        years.chain(bare_years(page, next)).max()
    };
    year_in(page, Span::new(from.start, end), month).or_else(planned)
}

/// Whether a word of planning, or of looking back, stands shortly before a year.
fn is_planned(page: &Page, mention: &Mention, from: usize) -> bool {
    let start = mention.span.start;
    let reach = Span::new(
        start.saturating_sub(PLANNING_REACH).max(from.min(start)),
        start,
    );
    page.holds_any(reach, PLANNING) || page.holds_any(reach, &["总结", "回顾", "通报"])
}

/// The latest year that `span` speaks of as present, for an event in `month`.
fn year_in(page: &Page, span: Span, month: u8) -> Option<u16> {
    let named = page
        .mentions_in(span)
        .iter()
        .filter(|m| is_own_year(page, m))
        .filter_map(|m| {
            let year = m.date.year?;
            // At the end of a year what is planned is the next one.
            let reach = Span::new(m.span.start.saturating_sub(PLANNING_REACH), m.span.start);
            let planned = month >= 11 && m.date.month.is_none() && page.holds_any(reach, PLANNING);
            Some(if planned { year - 1 } else { year })
        });
    named.chain(bare_years(page, span)).max()
}

/// Years without 年 that name an event: 2023 合作伙伴大会.
fn bare_years(page: &Page, span: Span) -> Vec<u16> {
    const EVENT: usize = 14;
    let digit = |at: usize| page.chars.get(at).is_some_and(char::is_ascii_digit);
    let start = |at: &usize| {
        (0..4).all(|i| digit(at + i))
            && !digit(at + 4)
            && !at
                .checked_sub(1)
                .is_some_and(|b| page.chars[b].is_ascii_alphanumeric() || page.chars[b] == '.')
    };
    (span.start..span.end)
        .filter(start)
        .filter(|at| {
            let name = page.skip_blank(at + 4);
            let end = page.clause_end(name, span.end.min(name + EVENT));
            page.chars.get(name).is_some_and(|c| !c.is_ascii())
                && page.holds_any(
                    Span::new(name, end.max(name)),
                    &["大会", "会议", "论坛", "峰会", "年会", "博览会"],
                )
        })
        .filter_map(|at| page.text(Span::new(at, at + 4)).parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect()
}

/// The year that a title names (2023年县委工作会议上的讲话), or the opening in the name of a meeting.
pub(super) fn year_of_title(page: &Page, title: Span) -> Option<Dated> {
    let mut named = page
        .mentions_in(title)
        .iter()
        .filter(|m| is_own_year(page, m));
    named.next().map(|m| Dated {
        date: m.date,
        span: m.span,
    })
}
