//! Places that a document states of itself: in its title, in the lines under it, in its file name.
//!
//! In: `政府工作报告⏎——2025年1月8日在海南省第七届人民代表大会第四次会议上` · Out: 海南省. In the file name `2024年浙江省政府工作报告.txt`: 浙江省.
//!
//! In: `国务院关于同意乌鲁木齐、昌吉…的批复` · Out: none; the title is about them, and there are several.

use super::FoundPlace;
use super::names::names;
use crate::span::Span;
use crate::text::gazetteer::PlaceName;
use crate::text::metadata::zones::{Zone, ZonedText};
use crate::text::unified;
use crate::text::words::Segmenter;

/// Words that may stand before the place that a title begins with.
const BEFORE: &[&str] = &[
    "中共",
    "中国共产党",
    "民盟",
    "民建",
    "民进",
    "在",
    "关于印发",
    "《",
    "“",
    "#",
    "*",
    "—",
    "-",
];

/// Bodies of a place; what stands before one is the place that it is of.
const BODIES: &[&str] = &[
    "人民政府",
    "政府",
    "人民代表大会",
    "人大",
    "政协",
    "委员会",
    "常务委员会",
    "省委",
    "市委",
    "县委",
    "区委",
    "委",
    "代表大会",
];

/// Words that name the whole country, or its offices.
const NATIONAL: &[&str] = &[
    "国务院",
    "中共中央",
    "全国人民代表大会",
    "全国人大",
    "中华人民共和国",
    "全国政协",
    "中央军委",
];

/// How many lines at the top may be a title with what stands under it.
const TOP_LINES: usize = 8;

/// Longest of them, in code points.
const TOP_LINE: usize = 60;

/// Whether the title or the lines under it, or the file name, name an office of the whole country. Of a title that names
/// no place, 中央 and 全国 say as much.
pub(super) fn is_national(zoned: &ZonedText, title: Option<Span>, file: &str) -> bool {
    let national = |text: &str| NATIONAL.iter().any(|word| text.contains(word));
    let title_says = title.is_some_and(|title| zoned.holds_any(title, &["中央", "全国"]));
    if title_says {
        return true;
    }
    let top = top_lines(zoned);
    title
        .into_iter()
        .chain(top)
        .any(|span| national(&zoned.text(span)))
        || national(&file_stem(file))
}

fn top_lines(zoned: &ZonedText) -> impl Iterator<Item = Span> {
    let lines = zoned.lines.iter().take(TOP_LINES);
    lines
        .filter(|line| line.zone == Zone::Head && !line.is_noise() && line.span.len() <= TOP_LINE)
        .map(|line| line.span)
}

/// The place that the title begins with, or that stands before a body in it: 海东县…条例, 在海东县委工作会议上的讲话.
pub(super) fn of_title(
    zoned: &ZonedText,
    title: Span,
    segmenter: &Segmenter,
) -> Option<FoundPlace> {
    let named = names(zoned, title, segmenter, "");
    let (at, name) = named.first()?;
    let mut start = zoned.skip_blank(title.start);
    // 2024年海东县…: the year may stand before the place, and so may 中共, marks, 在.
    loop {
        let year = zoned
            .mentions_in(title)
            .iter()
            .find(|m| m.span.start == start);
        let word = BEFORE.iter().find(|word| zoned.starts(start, word));
        start = match (year, word) {
            (Some(year), _) => year.span.end,
            (None, Some(word)) => start + word.chars().count(),
            (None, None) => break,
        };
    }
    let begins = *at == start;
    let body = zoned.starts_with_any(at + name.length, BODIES);
    if !begins && !body {
        return None;
    }
    // 江苏、浙江两省…: two names that do not form one are two places.
    let chain = chain(&named);
    (chain.len() == named.len() || begins && body || begins && name.in_full)
        .then(|| last_of(&chain))?
}

/// The place before the congress or the committee that a line under the title names, or the occasion in a line that has
/// run together.
pub(super) fn of_congress(
    zoned: &ZonedText,
    occasion: Option<Span>,
    segmenter: &Segmenter,
) -> Option<FoundPlace> {
    occasion
        .into_iter()
        .chain(top_lines(zoned))
        .find_map(|line| {
            let named = names(zoned, line, segmenter, "");
            let chain = chain(&named);
            let (at, name) = chain.last()?;
            let behind = Span::new(at + name.length, line.end.max(at + name.length));
            let meets = zoned.holds_any(
                behind,
                &["人民代表大会", "人大", "代表大会", "政协", "委员会"],
            );
            let next = zoned.starts_with_any(
                behind.start,
                &["第", "人民", "人大", "政协", "十", "委", "代表"],
            );
            (meets && next).then(|| last_of(&chain))?
        })
}

/// The place of the office that signs on a line of its own below the text: 海东县人民政府⏎2022年3月4日.
pub(super) fn of_signature(zoned: &ZonedText, segmenter: &Segmenter) -> Option<FoundPlace> {
    const LAST: usize = 6;
    const SIGNER: usize = 24;
    let lines = zoned.lines.iter().rev().filter(|line| !line.is_noise());
    let foot = lines.take(LAST).filter(|line| line.zone == Zone::Foot);
    foot.filter(|line| line.span.len() <= SIGNER)
        .find_map(|line| {
            let named = names(zoned, line.span, segmenter, "");
            let chain = chain(&named);
            let begins = chain.first().is_some_and(|(at, _)| {
                *at == line.span.start || zoned.starts(line.span.start, "中共")
            });
            let (at, name) = chain.last()?;
            let signs = zoned.starts_with_any(at + name.length, BODIES);
            (begins && signs).then(|| last_of(&chain))?
        })
}

/// The place that stands in brackets behind the date of a speech: （2020年9月4日，北京）.
pub(super) fn in_brackets(
    zoned: &ZonedText,
    brackets: Span,
    segmenter: &Segmenter,
) -> Option<FoundPlace> {
    let date = zoned.mentions_in(brackets).last()?;
    let behind = Span::new(date.span.end, brackets.end.max(date.span.end));
    last_of(&chain(&names(zoned, behind, segmenter, "")))
}

/// The place that a file name holds, if it is one alone: 2024年浙江省政府工作报告.txt, 浙江_2024.docx.
pub(super) fn of_file(file: &str, segmenter: &Segmenter) -> Option<String> {
    let stem = file_stem(file);
    let zoned = ZonedText::of_line(&stem);
    let whole = Span::new(0, zoned.chars.len());
    let named = names(&zoned, whole, segmenter, "");
    let chain = chain(&named);
    (chain.len() == named.len()).then_some(())?;
    last_of(&chain).map(|found| found.full)
}

/// The last part of a path without its extension, radicals as the ideographs that they stand for.
fn file_stem(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    stem.chars().map(unified).collect()
}

/// The names that follow one another from the first on: 福建省顺昌县洋口镇 is one place.
fn chain(named: &[(usize, PlaceName)]) -> Vec<(usize, PlaceName)> {
    let mut parts: Vec<(usize, PlaceName)> = Vec::new();
    for (at, name) in named {
        if parts
            .last()
            .is_none_or(|(before, last)| before + last.length == *at)
        {
            parts.push((*at, name.clone()));
        }
    }
    parts
}

fn last_of(chain: &[(usize, PlaceName)]) -> Option<FoundPlace> {
    let (at, name) = chain.last()?;
    Some(FoundPlace {
        full: name.full.clone(),
        span: Span::new(*at, at + name.length),
    })
}
