//! Titles that stand elsewhere than above the body: behind a label, in the line that presents the text, in the file name.
//!
//! In: `下面是小编为大家整理的2023年在全县工作会议上讲话,供大家参考。` · Out: `2023年在全县工作会议上讲话`

use super::zones::{Zone, ZonedLine, ZonedText};
use crate::span::Span;
use crate::text::unified;

/// Longest title, in code points.
const TITLE: usize = 60;

/// Shortest title, in code points.
const SHORTEST: usize = 6;

/// Labels before a title that a page has moved into the text.
const LABELS: &[&str] = &["原标题：", "原标题:", "标题：", "标题:"];

/// Words behind which the line that presents a text names it: 下面是小编为大家整理的…，供大家参考.
const PRESENTED: &[&str] = &[
    "整理的",
    "整理了",
    "带来的",
    "收集的",
    "分享的",
    "准备的",
    "精心推荐的",
];

/// The title without the lines below it that tell of its occasion: ——2025年1月8日在县人民代表大会上, 2025年1月8日在….
pub(super) fn proper(zoned: &ZonedText, title: Span) -> Span {
    let below = |line: &&ZonedLine| line.span.start > title.start && line.span.end <= title.end;
    let tells = |line: &&ZonedLine| {
        let dash = matches!(
            zoned.chars[line.span.start],
            '—' | '-' | '－' | '─' | '―' | '–'
        );
        let dated = zoned
            .mentions_in(line.span)
            .iter()
            .any(|m| m.date.has_day());
        dash || dated || zoned.ends_with_any(line.span.end, &["会议上", "大会上"])
    };
    let occasion = zoned.lines.iter().filter(below).find(tells);
    let end = occasion.map_or(title.end, |line| zoned.skip_blank_back(line.span.start));
    Span::new(title.start, end.max(title.start))
}

/// The title on a line of its own with a label, or in the line that presents the text.
pub(super) fn labelled(zoned: &ZonedText) -> Option<Span> {
    let label = |line: Span| {
        let label = LABELS.iter().find(|l| zoned.starts(line.start, l))?;
        let title = Span::new(
            zoned
                .skip_blank(line.start + label.chars().count())
                .min(line.end),
            line.end,
        );
        (SHORTEST..=TITLE).contains(&title.len()).then_some(title)
    };
    let head = || zoned.lines.iter().filter(|line| line.zone != Zone::Foot);
    head()
        .take(3)
        .find_map(|line| {
            // A line with a sentence in it is no title alone.
            let goes_on = zoned.holds_any(line.span, &["。"]);
            let alone = label(line.span).filter(|_| !goes_on);
            alone.or_else(|| run_in(zoned, line.span))
        })
        .or_else(|| bracketed(zoned))
        .or_else(|| {
            head()
                .filter(|line| line.is_noise() && line.zone == Zone::Head)
                .find_map(|line| presented(zoned, line.span))
        })
}

/// The title behind a label in a line that goes on with the text: 原标题：县领导调度防汛工作8月5日，…. It ends where news begin: at a
/// date, white space of some width, a line of publication data. Where a paper or an agency stands before the date or the
/// reporter, nobody can tell where its name begins, unless a blank does.
fn run_in(zoned: &ZonedText, line: Span) -> Option<Span> {
    const PLAIN: &[&str] = &["作者：", "来源：", "近日，", "日前，", "  ", "　"];
    const PAPER: usize = 8;
    const BY_PAPER: &[&str] = &["记者", "本报讯", "通讯员", "据“", "本网"];
    let label = LABELS.iter().find(|l| zoned.starts(line.start, l))?;
    let start = zoned.skip_blank(line.start + label.chars().count());
    let limit = line.end.min(start + TITLE);
    let dated = |at: usize| {
        let next = zoned.mentions.partition_point(|m| m.span.start < at);
        let date = zoned.mentions.get(next)?;
        (date.span.start == at && date.date.has_day()).then_some(date.span.end)
    };
    let (mut end, by_paper) = (start + 1..limit).find_map(|at| {
        if let Some(behind) = dated(at) {
            let behind = zoned.skip_blank(behind);
            let paper = zoned.starts_with_any(behind, &["电", "讯", "报道", "消息"])
                || zoned.ends_with_any(at, &["网", "社", "报", "端", "台"]);
            return Some((at, paper));
        }
        let by_paper = zoned.starts_with_any(at, BY_PAPER);
        (by_paper || zoned.starts_with_any(at, PLAIN)).then_some((at, by_paper))
    })?;
    if by_paper {
        // Longer than the name of a paper, and the end of the title stands behind the blank, too.
        let blank = (start..end)
            .rev()
            .find(|i| zoned.chars[*i].is_whitespace())?;
        (end - blank <= PAPER + 1).then_some(())?;
        end = blank;
    }
    let title = Span::new(start, zoned.skip_blank_back(end).max(start));
    let count = |mark: char| zoned.slice(title).iter().filter(|c| **c == mark).count();
    let closed = count('“') == count('”') && count('（') == count('）') && count('(') == count(')');
    let sentence = |c: &char| matches!(c, '。' | '；' | '□' | '【');
    let goes_on = zoned.ends_with_any(title.end, &["，", "、", ","]);
    let fits = (SHORTEST..=TITLE).contains(&title.len());
    (fits && closed && !goes_on && !zoned.slice(title).iter().any(sentence))
        .then(|| once(zoned, title))
}

/// A title that a page has given twice, once: 修桥大会召开修桥大会召开.
fn once(zoned: &ZonedText, title: Span) -> Span {
    let chars = zoned.slice(title);
    let half = chars.len() / 2;
    let (first, second) = chars.split_at(half);
    let second = second.strip_prefix(&[' ']).unwrap_or(second);
    if half >= SHORTEST && first == second {
        Span::new(title.start, title.start + half)
    } else {
        title
    }
}

/// The title in brackets near the end: （原标题：《…》）.
pub(super) fn bracketed(zoned: &ZonedText) -> Option<Span> {
    const NEAR: usize = 300;
    let end = zoned.chars.len();
    (end.saturating_sub(NEAR)..end).find_map(|at| {
        let label = LABELS.iter().find(|l| zoned.starts(at, l))?;
        let opens = at
            .checked_sub(1)
            .is_some_and(|b| matches!(zoned.chars[b], '（' | '('));
        let mut start = zoned.skip_blank(at + label.chars().count());
        let mut close = (start..end).find(|i| matches!(zoned.chars[*i], '）' | ')'))?;
        if zoned.starts(start, "《") && zoned.ends_with_any(close, &["》"]) {
            (start, close) = (start + 1, close - 1);
        }
        let fits = opens && (SHORTEST..=TITLE).contains(&close.saturating_sub(start));
        fits.then(|| Span::new(start, close))
    })
}

/// The title in a line that presents the text.
fn presented(zoned: &ZonedText, line: Span) -> Option<Span> {
    let word = (line.start..line.end).rev().find_map(|at| {
        PRESENTED
            .iter()
            .find(|w| zoned.starts(at, w))
            .map(|w| at + w.chars().count())
    })?;
    let opens = |c: char| c.is_whitespace() || matches!(c, '《' | '“' | '：' | ':' | '"');
    let start = (word..line.end).find(|i| !opens(zoned.chars[*i]))?;
    let end = (start..line.end)
        .find(|i| {
            matches!(
                zoned.chars[*i],
                '，' | ',' | '。' | '》' | '”' | '！' | '；' | '（' | '('
            )
        })
        .unwrap_or(line.end);
    (SHORTEST..=TITLE)
        .contains(&(end - start))
        .then(|| Span::new(start, end))
}

/// A file name as a title, without its extension and a number before it. `None` where the name says nothing: 001, 新建文档.
pub(super) fn of_file(name: &str) -> Option<String> {
    let name: String = name.chars().map(unified).collect();
    let last = name.rsplit('/').next().unwrap_or(&name);
    let stem = match last.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty() && extension.len() <= 5 && extension.is_ascii() =>
        {
            stem
        }
        _ => last,
    };
    let number = stem
        .split_once(['_', '-', ' ', '、', '.'])
        .filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()));
    let title = number.map_or(stem, |(_, rest)| rest).trim();
    let ideographs = title
        .chars()
        .filter(|c| matches!(*c as u32, 0x3400..=0x9FFF))
        .count();
    let nothing = ["新建", "未命名", "无标题", "文档"]
        .iter()
        .any(|w| title.starts_with(w));
    (ideographs >= SHORTEST && !nothing).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_may_be_a_title() {
        assert_eq!(
            of_file("1987_1987年中华人民共和国国务院政府工作报告.txt").as_deref(),
            Some("1987年中华人民共和国国务院政府工作报告")
        );
        assert_eq!(
            of_file("a/在全县工作会议上的讲话.docx").as_deref(),
            Some("在全县工作会议上的讲话")
        );
        for name in [
            "001_8aa40ba3a1ef0fc1.txt",
            "新建 文本文档 (2).txt",
            "",
            ".txt",
            "web:12",
        ] {
            assert_eq!(of_file(name), None, "{name}");
        }
    }
}
