//! The speaker: the byline of a speech, or the one whose words a report tells.
//!
//! In: `县委书记李明出席会议并讲话。县长王大河主持。` · Out: 李明
//!
//! In, a speech: `在全县教育大会上的讲话⏎县委书记 王大河⏎同志们：⏎习近平总书记强调，…` · Out: 王大河. Whom a speech quotes does not speak in it.
//!
//! Who leads a meeting is named in the report with an office; who is quoted without one, or in a speech, does not speak.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::occasion::{Remark, RunInHead};
use super::person::{OFFICES, behind_address, last_name, name_at};
use super::zones::{LineRole, Zone, ZonedText, is_mark};
use crate::span::Span;
use crate::text::kind::DocumentKind;

/// Verbs of saying that a report hangs on its speaker.
const SAYING: &[&str] = &[
    "强调", "指出", "要求", "表示", "说", "提出", "介绍", "认为", "称", "希望",
];

/// Words behind the name of a speaker at a meeting.
const SPEAKING: &[&str] = &[
    "出席会议并讲话",
    "参加会议并讲话",
    "出席并讲话",
    "到会并讲话",
    "出席会议并作",
    "主持会议并讲话",
    "主持并讲话",
    "出席会议并致辞",
    "出席并致辞",
    "出席会议并作",
    "并致辞",
    "并作讲话",
    "并作主旨",
    "作讲话",
    "发表讲话",
    "作重要讲话",
    "发表重要讲话",
    "作工作报告",
    "作政府工作报告",
    "并讲话",
    "讲话",
];

/// Words that may stand between a name and its verb: 在会上强调, 在主持讲话中指出.
const BETWEEN: &[&str] = &[
    "在",
    "最后",
    "同时",
    "还",
    "进一步",
    "并",
    "再次",
    "对此",
    "回应",
];

/// Words between a name and 主持召开: 王明随即主持召开, 王明在县委主持召开.
const BETWEEN_OFFICE: &[&str] = &["再次", "随即", "立即", "连夜", "迅速", "同志", "先后", "在"];

/// Longest clause that names who is quoted, in code points.
const QUOTING_CLAUSE: usize = 30;

/// Labels before a name.
const LABELS: &[&str] = &[
    "讲话人：",
    "主讲人：",
    "报告人：",
    "发言人：",
    "致辞人：",
    "讲话人:",
    "主讲人:",
    "报告人:",
    "发言人:",
];

/// Words behind the name of the one who presides.
const PRESIDING: &[&str] = &["主持召开", "主持会议", "紧急召开"];

/// The speaker's name, if the text gives one.
pub(super) fn speaker(
    zoned: &ZonedText,
    kind: Option<DocumentKind>,
    title: Option<Span>,
    head: Option<RunInHead>,
    remark: Option<Remark>,
) -> Option<Span> {
    let heard = || {
        let named = head.and_then(|head| head.speaker);
        named
            .or_else(|| in_title(zoned, title))
            .or_else(|| byline(zoned))
            .or_else(|| remark.and_then(|remark| remark.speaker))
    };
    match kind {
        Some(DocumentKind::Speech) => heard(),
        Some(DocumentKind::Report) => heard().or_else(|| reporting(zoned)),
        // Nobody speaks in them; who signs is no speaker.
        Some(DocumentKind::Regulation | DocumentKind::Policy) => None,
        Some(DocumentKind::News) => at_meeting(zoned)
            .or_else(|| quoted(zoned))
            .or_else(|| presiding(zoned))
            .or_else(|| spoken_of(zoned))
            .or_else(heard),
        None => heard().or_else(|| at_meeting(zoned)),
    }
}

/// The one of whom the opening says that he gave the report: 县长王明作政府工作报告.
fn reporting(zoned: &ZonedText) -> Option<Span> {
    let opening = zoned.opening;
    (opening.start..opening.end).find_map(|at| {
        zoned
            .starts_with_any(at, &["作工作报告", "作政府工作报告"])
            .then_some(())?;
        last_name(zoned, zoned.clause_start(at, opening.start), at)
    })
}

/// The one in the opening who presides.
fn presiding(zoned: &ZonedText) -> Option<Span> {
    let opening = zoned.opening;
    (opening.start..opening.end).find_map(|at| {
        zoned.starts_with_any(at, PRESIDING).then_some(())?;
        let start = zoned.clause_start(at, opening.start);
        // 县长王明3月26日主持召开: the day may stand between, and 再次, 在….
        let day = zoned
            .mentions_in(Span::new(start, at))
            .last()
            .map(|m| m.span.start);
        let between = (start + 2..at).find(|i| zoned.starts_with_any(*i, BETWEEN_OFFICE));
        let ends = [Some(at), day, between];
        ends.into_iter()
            .flatten()
            .find_map(|end| last_name(zoned, start, end))
    })
}

/// The one whom a report goes on to call 他 where it tells what he said: 县长王明到各乡调研。他强调，…. The first in the opening of
/// whom it says with an office where he went or what he attended.
fn spoken_of(zoned: &ZonedText) -> Option<Span> {
    const PRONOUNS: &[&str] = &["他强调", "他指出", "他要求", "她强调", "她指出", "她要求"];
    const GOES: &[&str] = &[
        "到", "赴", "率", "在", "主持", "出席", "来到", "深入", "前往", "先后", "调研", "一行",
        "带队", "专程",
    ];
    let whole = Span::new(0, zoned.chars.len());
    zoned.holds_any(whole, PRONOUNS).then_some(())?;
    let opening = zoned.opening;
    (opening.start..opening.end).find_map(|at| {
        zoned.ends_with_any(at, OFFICES).then_some(())?;
        let goes = |name: &Span| {
            name.end <= opening.end && zoned.starts_with_any(zoned.skip_blank(name.end), GOES)
        };
        name_at(zoned, zoned.skip_blank(at)).into_iter().find(goes)
    })
}

/// The name in a title, at its beginning or behind an office: 李明同志在…上的讲话, 县长李明在…, 李明书记在….
fn in_title(zoned: &ZonedText, title: Option<Span>) -> Option<Span> {
    let title = title?;
    let start = zoned.skip_blank(title.start);
    let behind_office = |at: &usize| zoned.ends_with_any(*at, OFFICES);
    let offices = (start..title.end).filter(behind_office);
    let starts = std::iter::once(start).chain(offices.map(|at| zoned.skip_blank(at)));
    let names = starts.flat_map(|at| name_at(zoned, at));
    let speaks = |name: &Span| {
        let at = zoned.skip_blank(behind_address(zoned, name.end));
        zoned.starts_with_any(at, &["在", "：", ":"]) && at < title.end
    };
    // 李明县长: of the ways to part a name from an office, the one with the longest office.
    names
        .filter(speaks)
        .max_by_key(|name| (behind_address(zoned, name.end) - name.end, name.len()))
}

/// The name on a line under the title, with an office before it or none.
fn byline(zoned: &ZonedText) -> Option<Span> {
    under_title(zoned).find_map(|line| name_on(zoned, line))
}

/// The title without the byline that an outline may take for its last line.
pub(super) fn without_byline(zoned: &ZonedText, title: Span) -> Span {
    let inside = under_title(zoned).filter(|line| line.end <= title.end);
    let end = inside
        .filter(|line| name_on(zoned, *line).is_some())
        .map(|line| zoned.skip_blank_back(line.start))
        .next();
    Span::new(title.start, end.unwrap_or(title.end).max(title.start))
}

/// The lines of the head below the first one of the title.
fn under_title(zoned: &ZonedText) -> impl Iterator<Item = Span> {
    let title = zoned.title.map(|t| t.start);
    zoned
        .lines
        .iter()
        .filter(move |line| {
            let below = title.is_none_or(|title| line.span.start > title);
            line.zone == Zone::Head && line.role != LineRole::Furniture && below
        })
        .map(|line| line.span)
}

/// The name on a line that holds nothing else but an office, a label or a date.
fn name_on(zoned: &ZonedText, line: Span) -> Option<Span> {
    // Marks of Markdown: **县长 王明**
    let mark = |c: &&char| matches!(c, '*' | '#' | '>' | '_' | '—' | ' ');
    let marks = |chars: &[char]| chars.iter().take_while(mark).count();
    let bare = line.start + marks(zoned.slice(line));
    let behind = zoned.slice(line).iter().rev().take_while(mark).count();
    let line = Span::new(bare, line.end.saturating_sub(behind).max(bare));
    let start = LABELS
        .iter()
        .find(|l| zoned.starts(line.start, l))
        .map_or(line.start, |l| line.start + l.chars().count());
    let mut end = line.end;
    // （2023年3月1日） may stand behind the name.
    if let Some(date) = zoned.mentions_in(line).first() {
        let before = zoned.skip_blank_back(date.span.start);
        let mark = before.checked_sub(1).filter(|i| is_mark(zoned.chars[*i]));
        end = zoned.skip_blank_back(mark.unwrap_or(before)).max(start);
    }
    // （王明）
    if start + 1 < end
        && matches!(zoned.chars[start], '（' | '(')
        && matches!(zoned.chars[end - 1], '）' | ')')
    {
        return name_on_its_own(zoned, start + 1, end - 1);
    }
    name_on_its_own(zoned, start, end)
}

/// The name that a stretch consists of, with an office before or behind it, or none.
fn name_on_its_own(zoned: &ZonedText, start: usize, end: usize) -> Option<Span> {
    // 王明县长, 李明同志: the office may stand behind.
    let called = name_at(zoned, start).into_iter().find(|name| {
        let office = zoned.skip_blank(name.end);
        name.end < end && office + 1 < end && behind_address(zoned, office) == end
    });
    if called.is_some() {
        return called;
    }
    let name = last_name(zoned, start, end)?;
    let alone = name.start == start && !zoned.slice(name).iter().any(|c| is_word_of_titles(*c));
    let office = zoned.ends_with_any(zoned.skip_blank_back(name.start), OFFICES);
    (alone || office).then_some(name)
}

/// Characters of titles that no given name has, so that 工作报告 (which no surname opens) and the like are none.
fn is_word_of_titles(c: char) -> bool {
    matches!(
        c,
        '的' | '会' | '议' | '告' | '话' | '言' | '辞' | '要' | '稿' | '是' | '在'
    )
}

/// The first in the head and the opening who 出席会议并讲话.
fn at_meeting(zoned: &ZonedText) -> Option<Span> {
    let head = zoned
        .lines
        .iter()
        .filter(|line| line.zone == Zone::Head && line.role != LineRole::Furniture)
        .map(|line| line.span);
    let opening = Span::new(zoned.opening.start, zoned.opening.end);
    head.chain([opening]).find_map(|span| {
        (span.start..span.end).find_map(|at| {
            zoned.starts_with_any(at, SPEAKING).then_some(())?;
            last_name(zoned, zoned.clause_start(at, span.start), at)
        })
    })
}

/// The one quoted most often with 强调, 指出 or another verb of saying and a pause; of several the first.
fn quoted(zoned: &ZonedText) -> Option<Span> {
    let mut named: BTreeMap<String, Quotations> = BTreeMap::new();
    let mut clause = 0;
    for at in 0..zoned.chars.len() {
        if !is_mark(zoned.chars[at]) {
            continue;
        }
        let pause = matches!(zoned.chars[at], '，' | ',' | '：' | ':' | '。');
        let start = std::mem::replace(&mut clause, at + 1);
        if !pause || at - start > QUOTING_CLAUSE {
            continue;
        }
        let Some(said) = SAYING.iter().find(|v| zoned.ends_with_any(at, &[v])) else {
            continue;
        };
        let verb = at - said.chars().count();
        if let Some(name) = before_verb(zoned, start, verb)
            && speaks_here(zoned, name, LEADING.contains(said))
        {
            let quotations = named.entry(zoned.text(name)).or_insert(Quotations {
                count: 0,
                first: name,
            });
            quotations.count += 1;
        }
    }
    named
        .into_values()
        .max_by_key(|quotations| (quotations.count, Reverse(quotations.first)))
        .map(|quotations| quotations.first)
}

/// Verbs by which a report tells what those say who lead a meeting. Experts and passers-by 说, 认为 and 表示.
const LEADING: &[&str] = &["强调", "指出", "要求"];

/// What only those are called whom everybody quotes.
const CITED: &[&str] = &[
    "总书记",
    "新时代中国特色",
    "同志为核心",
    "生态文明思想",
    "强军思想",
    "法治思想",
];

/// Whether the one who is quoted speaks on the occasion that the text tells of: the text says somewhere who that is
/// (县委书记王明), and in the opening, unless the verb is one of those who lead. Whom everybody quotes does so only where the
/// opening tells what he did.
fn speaks_here(zoned: &ZonedText, name: Span, leads: bool) -> bool {
    let wording = zoned.text(name);
    let places = |span: Span| {
        (span.start..span.end.saturating_sub(name.len() - 1))
            .filter(|at| zoned.starts(*at, &wording))
    };
    let introduced = |at: usize| {
        let before = zoned.skip_blank_back(at);
        zoned.ends_with_any(before, OFFICES)
            || behind_address(zoned, at + name.len()) > at + name.len()
    };
    let whole = Span::new(0, zoned.chars.len());
    let cited = places(whole).any(|at| zoned.starts_with_any(at + name.len(), CITED));
    let plainly = |at: usize| introduced(at) && !zoned.starts_with_any(at + name.len(), CITED);
    if cited || !leads {
        places(Span::new(0, zoned.opening.end)).any(plainly)
    } else {
        places(whole).any(introduced)
    }
}

/// How often somebody is quoted.
struct Quotations {
    count: usize,
    /// Where the name stands first.
    first: Span,
}

/// The name before a verb, with words between them or none.
fn before_verb(zoned: &ZonedText, start: usize, verb: usize) -> Option<Span> {
    if let Some(name) = last_name(zoned, start, verb) {
        return Some(name);
    }
    (start + 2..verb)
        .find(|at| zoned.starts_with_any(*at, BETWEEN))
        .and_then(|at| last_name(zoned, start, at))
}
