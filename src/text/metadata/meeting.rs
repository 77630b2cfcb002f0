//! The meeting at which a speech was held, or of which a report tells.
//!
//! In: `3月26日，海东县委召开全县党建工作会议。` · Out: `全县党建工作会议`
//!
//! A name ends in one of a list of words (会议, 座谈会 …). It begins behind the last mark, date or verb before that. It counts if
//! what stands before or behind it says that this is the meeting (召开…, …上的讲话), and if it names one at all: 会议 does not.

use super::adoption::Adoption;
use super::occasion::{Remark, RunInHead};
use super::zones::{Zone, ZonedText, is_mark};
use crate::span::Span;

/// Words that names of meetings end in; longer ones first.
const MEETINGS: &[&str] = &[
    "（扩大）会议",
    "(扩大)会议",
    "座谈会",
    "动员会",
    "部署会",
    "推进会",
    "调度会",
    "总结会",
    "报告会",
    "表彰会",
    "工作会",
    "现场会",
    "专题会",
    "发布会",
    "研讨会",
    "交流会",
    "培训会",
    "宣讲会",
    "民主生活会",
    "常委会",
    "全体会议",
    "代表大会",
    "大会",
    "会议",
    "全会",
    "论坛",
    "峰会",
    "年会",
    "博览会",
];

/// Words behind the name of the meeting that a text is about.
const BEHIND: &[&str] = &[
    "上的",
    "上讲话",
    "上发言",
    "上致辞",
    "召开",
    "举行",
    "开幕",
    "闭幕",
    "举办",
    "在京召开",
    "在京举行",
    "上强调",
    "上指出",
    "暨",
];

/// Words before that name.
const BEFORE: &[&str] = &[
    "召开了",
    "召开",
    "举行了",
    "举行",
    "举办",
    "出席了",
    "出席",
    "参加",
    "主持召开",
    "主持",
    "开好",
];

/// Verbs behind which a name begins; the longer of two that begin alike comes first.
const VERBS: &[&str] = &[
    "为主题的",
    "主办的",
    "承办的",
    "举办的",
    "组织的",
    "召开的",
    "举行的",
    "在",
    "召开了",
    "召开",
    "举行了",
    "举行",
    "举办",
    "出席了",
    "出席",
    "参加",
    "主持",
];

/// Other words that a name does not begin with.
const LEADING: &[&str] = &[
    "我们",
    "这次",
    "今天",
    "今日",
    "昨天",
    "昨日",
    "近日",
    "日前",
    "上午",
    "下午",
    "组织",
    "隆重",
    "全面",
    "了",
    "于",
    "的",
    "值此",
    "贺信",
    "回信",
    "一个",
    "这个",
    "这场",
    "由",
    "以",
    "为",
    "并",
    "当",
    "通过",
    "审议",
    "收听收看",
];

/// Words in the clause before a name that say that the meeting is over: 从去年三月…第一次会议闭幕以来.
const PAST: &[&str] = &[
    "从去年",
    "自去年",
    "去年",
    "自从",
    "从第",
    "从上",
    "当一",
    "当１",
    "当1",
    "此前",
    "曾",
    "上次",
];

/// How far a speech or report names its own meeting, in code points; later ones are those that it looks back on.
const OWN: usize = 120;

/// Longest name of a meeting, in code points: 中国共产党…第十四届委员会第六次全体会议暨县委经济工作会议 has 40.
const LONGEST: usize = 45;

/// Shortest name: 大会 and 会议 alone name none.
const SHORTEST: usize = 4;

/// The meeting that adopted a regulation: between its date and 通过.
pub(super) fn adopting(zoned: &ZonedText, adoption: Adoption) -> Option<Span> {
    let told = adoption.told;
    let start = zoned.skip_blank(adoption.date.span.end);
    let end = (start..told.end).find(|at| zoned.starts(*at, "会议"))? + 2;
    let name = Span::new(start, end);
    let fits = (SHORTEST..=LONGEST + 10).contains(&name.len()) && end <= told.end;
    // 经…会议批准, 根据…会议.
    let lead = ["经", "根据", "由"]
        .iter()
        .find(|word| zoned.starts(start, word));
    let start = start + lead.map_or(0, |word| word.chars().count());
    let plain = !zoned.slice(name).iter().any(|c| is_mark(*c) || *c == '《');
    (fits && plain).then(|| Span::new(start, end))
}

/// The meeting that the title names, or the remark at the end, or the lines under the title, or the opening.
/// `speaks` says whether the text is a speech or a report.
pub(super) fn meeting(
    zoned: &ZonedText,
    title: Option<Span>,
    remark: Option<Remark>,
    run_in: Option<RunInHead>,
    speaks: bool,
) -> Option<Span> {
    if let Some(remark) = remark {
        // Up to 讲话, so that 上的 stands behind the name.
        return named(zoned, remark.occasion);
    }
    let head = zoned
        .lines
        .iter()
        .filter(|line| line.zone == Zone::Head && !line.is_noise());
    let occasion = run_in.and_then(|head| head.occasion);
    let first = title
        .into_iter()
        .chain(occasion)
        .chain(head.map(|line| line.span));
    let mut opening = zoned.opening;
    if speaks {
        opening = Span::new(opening.start, opening.end.min(opening.start + OWN));
    }
    let found = first.chain([opening]).find_map(|span| named(zoned, span));
    // 今天，我们隆重召开…
    let later = Span::new(opening.end, zoned.opening.end);
    found.or_else(|| {
        named(zoned, later).filter(|name| {
            let clause = zoned.clause_start(name.start, later.start);
            zoned.starts(clause, "我们")
        })
    })
}

/// The first meeting named in `span`.
fn named(zoned: &ZonedText, span: Span) -> Option<Span> {
    (span.start..span.end).find_map(|at| {
        let word = MEETINGS.iter().find(|w| zoned.starts(at, w))?;
        let end = at + word.chars().count();
        (end <= span.end).then_some(())?;
        // 工作会 in 工作会议 goes on.
        let goes_on = zoned.starts_with_any(end, &GOES_ON);
        if goes_on {
            return None;
        }
        let name = Span::new(start(zoned, at, span.start), end);
        let behind = behind(zoned, end, span.end);
        let before = zoned.ends_with_any(name.start, BEFORE);
        // 向第二届全国人民代表大会第一次会议作政府工作报告
        let reported = zoned.ends_with_any(name.start, &["向"])
            && zoned.starts_with_any(end, &["作", "报告", "提出"]);
        let from = zoned.clause_start(name.start, span.start);
        let over = zoned.holds_any(Span::new(from, name.start.max(from)), PAST);
        let whole = (SHORTEST..=LONGEST).contains(&name.len()) && !is_general(zoned, name);
        (whole && !over && (behind || before || reported)).then_some(name)
    })
}

/// What goes on with a name that seems to have ended: 工作会 in 工作会议, 常委会 in 常委会（扩大）会议.
const GOES_ON: [&str; 10] = [
    "议",
    "精神",
    "和",
    "召开前",
    "召开以来",
    "商会",
    "第",
    "（扩大）",
    "(扩大)",
    "会议",
];

/// Whether the words behind a name say that this is the meeting: 召开, at once or behind 在 and a place.
fn behind(zoned: &ZonedText, end: usize, limit: usize) -> bool {
    // A line under the title may end with it: 2025年1月8日在县人民代表大会第四次会议上.
    let ends_line = zoned.starts(end, "上") && limit <= end + 1;
    if zoned.starts_with_any(end, BEHIND) || ends_line {
        return true;
    }
    let clause = zoned.clause_end(end, limit.min(end + 14));
    zoned.starts(end, "在")
        && zoned.holds_any(
            Span::new(end, clause.max(end)),
            &["召开", "举行", "开幕", "闭幕"],
        )
}

/// Where a name begins: behind the last mark, date, or verb before it.
fn start(zoned: &ZonedText, at: usize, from: usize) -> usize {
    let mut start = zoned.clause_start(at, from).max(at.saturating_sub(LONGEST));
    // A date before the name goes, but a year in it belongs to it (2025年党建工作会议).
    if let Some(date) = zoned
        .mentions_in(Span::new(start, at))
        .iter()
        .rfind(|m| m.date.month.is_some())
    {
        start = date.span.end;
    }
    // 县委召开全县工作会议: the name stands behind the verb.
    let behind = |i: usize, word: &str| {
        let end = i + word.chars().count();
        (end <= at && zoned.starts(i, word)).then_some(end)
    };
    let verb = (start..at)
        .rev()
        .find_map(|i| VERBS.iter().find_map(|word| behind(i, word)));
    start = verb.unwrap_or(start).max(start);
    // 县长王明向全县春耕大会致贺信: the name stands behind 向, which is no part of 面向 and the like.
    let toward = (start.max(1)..at).rev().find(|i| {
        zoned.chars[*i] == '向'
            && !matches!(
                zoned.chars[i - 1],
                '面' | '方' | '走' | '动' | '导' | '转' | '志' | '指'
            )
    });
    start = toward.map_or(start, |i| i + 1);
    // 《…》、“…” that closes inside a name opens inside it, too; what is only opened does not belong to it.
    let opened = (from..start)
        .rev()
        .find(|i| matches!(zoned.chars[*i], '“' | '”'));
    let inside = (start..at).find(|i| matches!(zoned.chars[*i], '“' | '”'));
    if let (Some(open), Some(close)) = (opened, inside)
        && zoned.chars[open] == '“'
        && zoned.chars[close] == '”'
    {
        start = open;
    }
    loop {
        let mut here = zoned.skip_blank(start).min(at);
        // A mark that only opens does not belong to the name.
        if zoned.starts(here, "“") && !(here..at).any(|i| zoned.chars[i] == '”') {
            here += 1;
        }
        let mut leading = VERBS.iter().chain(LEADING);
        match leading.find_map(|word| behind(here, word)) {
            Some(end) => start = end,
            None => return here,
        }
    }
}

/// Whether a name says no more than that there was a meeting: 这次会议, 有关会议.
fn is_general(zoned: &ZonedText, name: Span) -> bool {
    zoned
        .slice(name)
        .iter()
        .any(|c| is_mark(*c) && !matches!(c, '（' | '）' | '(' | ')'))
        || zoned.starts_with_any(
            name.start,
            &[
                "此次",
                "本次",
                "有关",
                "上级",
                "相关",
                "系列",
                "一系列",
                "历次",
                "重要",
                "新闻发布会",
                "全体会议",
            ],
        ) && name.len() <= 7
        || is_only_counted(zoned, name)
}

/// Whether a name says only which one it was, or how many there were: 2023年第一次会议, 三次座谈会, 7个专题会议.
fn is_only_counted(zoned: &ZonedText, name: Span) -> bool {
    let counts = |c: &char| {
        c.is_ascii_digit()
            || "０１２３４５６７８９〇一二三四五六七八九十几多年第次个场届".contains(*c)
    };
    let rest: String = zoned.slice(name).iter().filter(|c| !counts(c)).collect();
    let counted = zoned.slice(name).iter().any(counts);
    counted && ["会议", "座谈会", "专题会议", "会", "工作会议", "全体会议"].contains(&rest.as_str())
}
