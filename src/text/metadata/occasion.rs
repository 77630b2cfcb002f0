//! The occasion of a speech where the text names it beside the speech: in a remark at its end, or in what stands before
//! the first sentence of a text that has lost its line ends.
//!
//! In: `…谢谢大家。（2023年3月1日在全县春耕会议上的讲话）` · Out: the date, and the remark, which names the meeting.
//!
//! In: `在全县春耕会议上的讲话（2023年3月1日）王明同志们：今天开会。` · Out: title `在全县春耕会议上的讲话`, the date, speaker `王明`.

use super::date::Mention;
use super::person;
use super::zones::{ZonedText, is_mark};
use crate::span::Span;
use crate::text::words::Segmenter;

/// How far from the end of a text a remark on its occasion begins, in code points.
const REMARK: usize = 160;

/// Longest title before its first sentence, in code points; the same as for a title on lines of its own.
const TITLE: usize = 60;

/// Shortest one.
const SHORTEST: usize = 4;

/// What a speech is called behind the name of its occasion.
const SPEECH: &[&str] = &["讲话", "报告", "发言", "致辞", "演讲", "主旨演讲"];

/// How far behind the name of an occasion that word stands: 上的重要讲话.
const TO_SPEECH: usize = 8;

/// A remark on the occasion of a speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// Its date.
    pub(super) date: Mention,
    /// The remark from its date on, up to 讲话.
    pub(super) occasion: Span,
    /// Who spoke, where the remark says it: 这是王明同志2023年3月1日在…上的讲话.
    pub(super) speaker: Option<Span>,
}

/// The remark at the end of a text: a full date, 在…, and 讲话 or the like before the next mark.
pub(super) fn remark(zoned: &ZonedText) -> Option<Remark> {
    let end = zoned.lines.iter().rfind(|line| !line.is_noise())?.span.end;
    let tail = Span::new(end.saturating_sub(REMARK), end);
    zoned
        .mentions_in(tail)
        .iter()
        .filter(|m| m.date.is_full())
        .find_map(|date| {
            let at = zoned.skip_blank(date.span.end);
            zoned.starts(at, "在").then_some(())?;
            let clause = zoned.clause_end(at, end);
            let speech = (at..clause).rev().find(|i| {
                zoned.starts_with_any(*i, SPEECH)
                    && zoned.holds_any(
                        Span::new(i.saturating_sub(TO_SPEECH), *i),
                        &["上的", "时的"],
                    )
            })?;
            let start = zoned.clause_start(date.span.start, tail.start);
            Some(Remark {
                date: *date,
                occasion: Span::new(date.span.start, speech),
                speaker: person::behind_word(zoned, Span::new(start, date.span.start), &["这是"]),
            })
        })
}

/// The head of a text whose title, date and byline have run into its first sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunInHead {
    /// The title.
    pub(super) title: Span,
    /// The day in the brackets behind it.
    pub(super) date: Option<Mention>,
    /// What stands in these brackets: （2020年9月4日，海东）.
    pub(super) brackets: Option<Span>,
    /// The occasion without brackets: 2025年1月8日在县人民代表大会第四次会议上.
    pub(super) occasion: Option<Span>,
    /// The name behind them.
    pub(super) speaker: Option<Span>,
}

/// The head of a text whose title goes on with the day and the meeting: 政府工作报告——2025年1月8日在县人民代表大会第四次会议上县长
/// 王明各位代表：….
fn with_occasion(zoned: &ZonedText, line: Span, segmenter: &Segmenter) -> Option<RunInHead> {
    const OCCASION: usize = 60;
    let reach = Span::new(line.start, line.end.min(line.start + TITLE + 4));
    let dated = |m: &&Mention| m.date.is_full() && zoned.starts(zoned.skip_blank(m.span.end), "在");
    let date = zoned.mentions_in(reach).iter().find(dated)?;
    let joint = |c: &&char| {
        matches!(
            c,
            '—' | '-' | '－' | '─' | '―' | '–' | '（' | '(' | ' ' | '\u{3000}'
        )
    };
    let before = zoned.slice(Span::new(line.start, date.span.start));
    let end = date.span.start - before.iter().rev().take_while(joint).count();
    let title = Span::new(line.start, end);
    let plain = !zoned.slice(title).iter().any(|c| is_mark(*c));
    (title.len() >= SHORTEST && plain).then_some(())?;
    let limit = line.end.min(date.span.end + OCCASION);
    let at = (date.span.end..limit).find(|at| zoned.starts_with_any(*at, &["会议上", "大会上"]))?;
    let mut behind = at + 3;
    if zoned.starts_with_any(behind, &["）", ")"]) {
        behind += 1;
    }
    Some(RunInHead {
        title,
        date: Some(*date),
        brackets: None,
        occasion: Some(Span::new(date.span.start, (at + 3).min(line.end))),
        speaker: person::run_in(zoned, behind.min(line.end), line.end, segmenter),
    })
}

/// The head that has run into the first line of the body: a title without a mark inside, and behind it a date in brackets,
/// or the asterisk of a remark, or the name of the one who, by the remark at the end, has spoken.
pub(super) fn run_in_head(
    zoned: &ZonedText,
    remark: Option<Remark>,
    segmenter: &Segmenter,
) -> Option<RunInHead> {
    let start = zoned.lines.iter().find(|line| !line.is_noise())?.span.start;
    let line = zoned
        .lines
        .iter()
        .find(|line| line.span.start == start)?
        .span;
    if let Some(head) = with_occasion(zoned, line, segmenter) {
        return Some(head);
    }
    let limit = line.end.min(start + TITLE);
    let mark =
        (start..limit).find(|i| is_mark(zoned.chars[*i]) || is_reference(zoned.chars[*i]))?;
    if let Some(name) = remark.and_then(|remark| remark.speaker) {
        let name: String = zoned.text(name);
        let by = (start + SHORTEST..mark).find(|i| zoned.starts(*i, &name));
        if let Some(at) = by {
            return Some(RunInHead {
                title: Span::new(start, zoned.skip_blank_back(at).max(start)),
                date: None,
                brackets: None,
                occasion: None,
                speaker: Some(Span::new(at, at + name.chars().count())),
            });
        }
    }
    let title = Span::new(start, zoned.skip_blank_back(mark).max(start));
    (title.len() >= SHORTEST).then_some(())?;
    if is_reference(zoned.chars[mark]) {
        return Some(RunInHead {
            title,
            date: None,
            brackets: None,
            occasion: None,
            speaker: person::run_in(zoned, mark + 1, line.end, segmenter),
        });
    }
    matches!(zoned.chars[mark], '（' | '(').then_some(())?;
    let close = (mark..line.end).find(|i| matches!(zoned.chars[*i], '）' | ')'))?;
    let brackets = Span::new(mark + 1, close);
    let date = zoned
        .mentions_in(brackets)
        .first()
        .filter(|m| m.date.has_day())?;
    // News have a date in brackets, too: 昨天（7月25日）. There it stands inside a sentence.
    (zoned.skip_blank(brackets.start) == date.span.start && date.date.is_full()).then_some(())?;
    Some(RunInHead {
        title,
        date: Some(*date),
        brackets: Some(brackets),
        occasion: None,
        speaker: person::run_in(zoned, close + 1, line.end, segmenter),
    })
}

/// Whether a character refers to a remark below.
fn is_reference(c: char) -> bool {
    matches!(c, '※' | '＊' | '*' | '①')
}
