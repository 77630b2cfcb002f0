//! The day that a text states as its own, by where it stands.

use super::ahead::{is_announced, lies_ahead, opens_range};
use super::publication::{LINE, printed, published};
use super::year::{before_publication, is_own_year};
use crate::span::Span;
use crate::text::metadata::adoption::Adoption;
use crate::text::metadata::date::Mention;
use crate::text::metadata::occasion::{Remark, RunInHead};
use crate::text::metadata::zones::{LineRole, Zone, ZonedText, is_mark};

/// Words behind the date of a dateline.
const DATELINE: &[&str] = &["电", "讯", "日电", "消息", "报道"];

/// Longest line under a title that gives the date of a speech, in code points.
const SUBTITLE: usize = 60;

/// Longest line of a signature with the name of an office before the date, in code points.
const SIGNATURE: usize = 30;

/// How far before the end of a text a signature inside a line stands, in code points.
const TAIL: usize = 60;

/// How far from the end of a text the dateline at its end stands, in code points; the remark of a paper behind it has some 30.
const DATELINE_TAIL: usize = 90;

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

/// What other finders have seen of the occasion that a text belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::text::metadata) struct Occasion {
    /// Of a regulation, its adoption.
    pub(in crate::text::metadata) adoption: Option<Adoption>,
    /// A head that has run into the text.
    pub(in crate::text::metadata) head: Option<RunInHead>,
    /// A remark at the end.
    pub(in crate::text::metadata) remark: Option<Remark>,
    /// Whether the text tells what happened; a speech, a report or a regulation does not open with its day.
    pub(in crate::text::metadata) tells: bool,
}

/// The day that a text states as its own; its year may be missing.
pub(in crate::text::metadata) fn stated(zoned: &ZonedText, known: Occasion) -> Option<Mention> {
    let occasion = || {
        let adopted = known.adoption.map(|adoption| adoption.date);
        adopted
            .or_else(|| under_title(zoned))
            .or_else(|| known.head.and_then(|head| head.date))
            .or_else(|| known.remark.map(|remark| remark.date))
    };
    let opening =
        || opening(zoned).filter(|found| known.tells || opens_with_occasion(zoned, *found));
    // The day of what is told counts before the day on which it was printed, if it is shortly before.
    let printed = published(zoned).or_else(|| printed(zoned));
    let reported = || {
        let printed = printed?;
        let told = dateline(zoned).or_else(|| event(zoned).filter(|_| known.tells));
        told.filter(|told| before_publication(told.date, printed.date))
            .or(Some(printed))
    };
    occasion()
        .or_else(reported)
        .or_else(|| dateline(zoned))
        .or_else(|| signature(zoned))
        .or_else(opening)
}

/// A day on a short line above the body: （2023年3月1日） under the title of a speech. Of a time of several days the first.
fn under_title(zoned: &ZonedText) -> Option<Mention> {
    let lines = zoned.lines.iter();
    lines
        .filter(|line| line.zone == Zone::Head && !line.is_noise() && line.span.len() <= SUBTITLE)
        .flat_map(|line| zoned.mentions_in(line.span))
        .find(|m| {
            let first_day = opens_range(zoned, m) && !is_announced(zoned, m);
            m.date.has_day() && (first_day || !lies_ahead(zoned, m))
        })
        .copied()
}

/// The first day in the opening, if it opens a clause and something is told of it: 5月18日，会议召开. What 为庆祝7月1日 names is none.
fn event(zoned: &ZonedText) -> Option<Mention> {
    let found = opening(zoned)?;
    let before = zoned.skip_blank_back(found.span.start);
    let opens = before <= zoned.opening.start
        || before < found.span.start
        || is_mark(zoned.chars[before - 1]);
    opens.then_some(found)
}

/// Whether a text begins with the full date of the meeting that it belongs to: 2024年1月27日，县人民代表大会开幕.
fn opens_with_occasion(zoned: &ZonedText, found: Mention) -> bool {
    const SENTENCE: usize = 60;
    let told = Span::new(
        found.span.end,
        zoned
            .opening
            .end
            .min(found.span.end + SENTENCE)
            .max(found.span.end),
    );
    found.date.is_full()
        && found.span.start <= zoned.opening.start + 1
        && zoned.holds_any(told, &["召开", "举行", "开幕"])
}

/// The date before 电, 讯, 消息 or 报道 in the opening.
fn dateline(zoned: &ZonedText) -> Option<Mention> {
    let head = Span::new(0, zoned.opening.end);
    let dated = |m: &&Mention| {
        m.date.has_day() && zoned.starts_with_any(zoned.skip_blank(m.span.end), DATELINE)
    };
    let at_top = zoned.mentions_in(head).iter().find(dated);
    at_top
        .or_else(|| {
            zoned
                .mentions_in(closing_dateline(zoned)?)
                .iter()
                .find(dated)
        })
        .copied()
}

/// The dateline in brackets at the end of a text: （新华社北京2月23日电）. A remark of the paper may stand behind it. It closes the
/// last text, or stands among the credits that follow; what stands below furniture belongs to other pages.
pub(in crate::text::metadata) fn closing_dateline(zoned: &ZonedText) -> Option<Span> {
    let last = zoned.lines.iter().rposition(|line| !line.is_noise());
    let end = last.map_or(zoned.chars.len(), |last| zoned.lines[last].span.end);
    let end = end.max(zoned.opening.end);
    let tail = Span::new(end.saturating_sub(DATELINE_TAIL), end);
    let credits = zoned.lines[last.map_or(0, |last| last + 1)..]
        .iter()
        .take_while(|line| line.role == LineRole::Credits)
        .map(|line| line.span);
    let spans: Vec<Span> = std::iter::once(tail).chain(credits).collect();
    spans
        .into_iter()
        .rev()
        .find_map(|span| dateline_in_brackets(zoned, span))
}

/// The last dateline in brackets in `span`, without them.
fn dateline_in_brackets(zoned: &ZonedText, span: Span) -> Option<Span> {
    (span.start..span.end).rev().find_map(|open| {
        matches!(zoned.chars[open], '（' | '(').then_some(())?;
        let close = (open..span.end).find(|i| matches!(zoned.chars[*i], '）' | ')'))?;
        let line = Span::new(open + 1, close);
        (zoned.ends_with_any(close, &["电", "讯"]) && !zoned.mentions_in(line).is_empty())
            .then_some(line)
    })
}

/// Whether a dateline stands in the opening.
pub(in crate::text::metadata) fn has_dateline(zoned: &ZonedText) -> bool {
    dateline(zoned).is_some()
}

/// The date alone on one of the last lines, or behind the name of who signs.
fn signature(zoned: &ZonedText) -> Option<Mention> {
    let lines = || zoned.lines.iter().rev().filter(|line| !line.is_noise());
    let own_line = lines()
        .take(3)
        .filter(|line| line.zone == Zone::Foot && line.span.len() <= SIGNATURE)
        .find_map(|line| {
            let last = zoned.mentions_in(line.span).last()?;
            let mut behind = zoned.chars[last.span.end..line.span.end].iter();
            let alone = !behind.any(|c| c.is_alphanumeric());
            // 2020年3月4日于海东
            let written = zoned.starts(zoned.skip_blank(last.span.end), "于");
            (last.date.is_full() && (alone || written)).then_some(*last)
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

/// Whether what is told of a time of several days has happened: 7月24日至26日，读书会在南昌举办.
fn is_past_event(zoned: &ZonedText, mention: &Mention) -> bool {
    const CLAUSES: usize = 60;
    let end = zoned.opening.end.min(mention.span.end + CLAUSES);
    let told = Span::new(mention.span.end, end.max(mention.span.end));
    !is_announced(zoned, mention)
        && !zoned.holds_any(told, &["将"])
        && zoned.holds_any(
            told,
            &[
                "举办", "举行", "召开", "率", "赴", "调研", "考察", "出席", "来到",
            ],
        )
}

/// The first day in the opening, if it is not to come, and not history: of a year that the text has left behind.
fn opening(zoned: &ZonedText) -> Option<Mention> {
    let first = zoned.mentions_in(zoned.opening).iter().find(|m| {
        let first_of_several = opens_range(zoned, m) && is_past_event(zoned, m);
        m.date.has_day() && (first_of_several || !lies_ahead(zoned, m))
    })?;
    // A year that later ones follow by more than one, or a dated day that does not stand at the very opening, is history.
    let history = first.date.year.is_some_and(|year| {
        let own_years = zoned.mentions.iter().filter(|m| is_own_year(zoned, m));
        let mut later = own_years.filter_map(|m| m.date.year);
        later.any(|later| later > year + 1) || first.span.start > zoned.opening.start + 2 * LINE / 3
    });
    let far = first.span.start > zoned.opening.start + LINE;
    (!history && !far).then_some(*first)
}
