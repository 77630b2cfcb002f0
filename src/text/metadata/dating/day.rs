//! The day that a text states as its own, by where it stands.

use super::ahead::{is_announced, lies_ahead, opens_range};
use super::publication::{LINE, published};
use super::year::is_own_year;
use crate::span::Span;
use crate::text::metadata::date::Mention;
use crate::text::metadata::zones::{Zone, ZonedText};

/// Words behind the date of a dateline.
const DATELINE: &[&str] = &["电", "讯", "日电", "消息", "报道"];

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
pub(in crate::text::metadata) fn stated(zoned: &ZonedText) -> Option<Mention> {
    under_title(zoned)
        .or_else(|| published(zoned))
        .or_else(|| printed(zoned))
        .or_else(|| dateline(zoned))
        .or_else(|| signature(zoned))
        .or_else(|| opening(zoned))
}

/// A day on a short line above the body: （2023年3月1日） under the title of a speech. Of a time of several days the first.
fn under_title(zoned: &ZonedText) -> Option<Mention> {
    let lines = zoned.lines.iter();
    lines
        .filter(|line| line.zone == Zone::Head && !line.noise && line.span.len() <= SUBTITLE)
        .flat_map(|line| zoned.mentions_in(line.span))
        .find(|m| {
            let first_day = opens_range(zoned, m) && !is_announced(zoned, m);
            m.date.has_day() && (first_day || !lies_ahead(zoned, m))
        })
        .copied()
}

/// The date of the paper in the remark of where a text was printed: 《人民日报》（2023年08月02日 第14版）.
fn printed(zoned: &ZonedText) -> Option<Mention> {
    let mut mentions = zoned.mentions.iter();
    mentions
        .find(|m| m.date.is_full() && has_page_number(zoned, zoned.skip_blank(m.span.end)))
        .copied()
}

/// Whether the number of a newspaper's page stands at `at`: 第14版, 04版.
fn has_page_number(zoned: &ZonedText, at: usize) -> bool {
    let of_number =
        |c: &&char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '第' | '０'..='９');
    let number: Vec<&char> = zoned.chars[at..]
        .iter()
        .take(8)
        .take_while(of_number)
        .collect();
    number.iter().any(|c| c.is_ascii_digit()) && zoned.starts(at + number.len(), "版")
}

/// The date before 电, 讯, 消息 or 报道 in the opening.
fn dateline(zoned: &ZonedText) -> Option<Mention> {
    let head = Span::new(0, zoned.opening.end);
    let mut mentions = zoned.mentions_in(head).iter();
    mentions
        .find(|m| m.date.has_day() && zoned.starts_with_any(zoned.skip_blank(m.span.end), DATELINE))
        .copied()
}

/// Whether a dateline stands in the opening.
pub(in crate::text::metadata) fn has_dateline(zoned: &ZonedText) -> bool {
    dateline(zoned).is_some()
}

/// The date alone on one of the last lines, or behind the name of who signs.
fn signature(zoned: &ZonedText) -> Option<Mention> {
    let lines = || zoned.lines.iter().rev().filter(|line| !line.noise);
    let own_line = lines()
        .take(3)
        .filter(|line| line.zone == Zone::Foot && line.span.len() <= SIGNATURE)
        .find_map(|line| {
            let last = zoned.mentions_in(line.span).last()?;
            let mut behind = zoned.chars[last.span.end..line.span.end].iter();
            let alone = !behind.any(|c| c.is_alphanumeric());
            (last.date.is_full() && alone).then_some(*last)
        });
    // Text that has lost its line ends: …公司董事会2023年7月31日.
    let run_in = || {
        let end = lines().next()?.span.end;
        let tail = Span::new(end.saturating_sub(TAIL), end);
        let last = zoned.mentions_in(tail).last()?;
        let signer = zoned.skip_blank_back(last.span.start);
        (last.date.is_full() && zoned.ends_with_any(signer, SIGNERS)).then_some(*last)
    };
    own_line.or_else(run_in)
}

/// The first day in the opening, if it is not to come, and not history: of a year that the text has left behind.
fn opening(zoned: &ZonedText) -> Option<Mention> {
    let first = zoned
        .mentions_in(zoned.opening)
        .iter()
        .find(|m| m.date.has_day() && !lies_ahead(zoned, m))?;
    // A year that later ones follow by more than one, or a dated day that does not stand at the very opening, is history.
    let history = first.date.year.is_some_and(|year| {
        let own_years = zoned.mentions.iter().filter(|m| is_own_year(zoned, m));
        let mut later = own_years.filter_map(|m| m.date.year);
        later.any(|later| later > year + 1) || first.span.start > zoned.opening.start + 2 * LINE / 3
    });
    (!history).then_some(*first)
}
