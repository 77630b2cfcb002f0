//! Marks of Markdown in a plain text: `## 一、备料` and lines in bold, as texts have them that were saved from the web or
//! written by a program.
//!
//! In: `# 修桥办法⏎## 一、备料⏎石料要足。⏎**二、开工**` · Out: the lines without `# `, `## ` and `**`, the first and second as headings by style.
//!
//! Also front matter, the targets of links, and signs before a marker that opens a line: `★一、备料`, `**第一条** 石料要足。`
//!
//! The text stays as it is stored, and the signs are no wording that is compared. Files that are Markdown by name are read by a
//! reader of their own, which takes the signs out.

use crate::span::Span;
use crate::text::layout::StyledHeading;

use super::line::{TextLine, is_blank};
use super::marker::marker;

/// Fewest lines with such signs that make a text Markdown: one alone may be a number sign. A title with one above all other
/// lines is enough.
const FEWEST: usize = 2;

/// Highest number of signs before a heading.
const LEVELS: usize = 6;

/// Most lines of a front matter, as in files that are Markdown by name.
const FRONT_MATTER: usize = 60;

/// Longest target of a link, in code points.
const TARGET: usize = 300;

/// A line without its signs.
struct Marked<'a> {
    text: &'a str,
    level: Option<u8>,
}

/// The marks in a text that are neither wording nor whole lines: front matter, images, and of links all but their wording. In
/// order, O(n).
pub(super) fn marks(chars: &[char], lines: &[TextLine<'_>]) -> Vec<Span> {
    let mut found: Vec<Span> = front_matter(lines).into_iter().collect();
    let mut at = found.last().map_or(0, |span| span.end);
    while at + 1 < chars.len() {
        // The wording of a link ends here, and its target begins.
        if chars[at] != ']' || chars[at + 1] != '(' {
            at += 1;
            continue;
        }
        let reach = chars.len().min(at + TARGET);
        let close = (at + 2..reach).find(|at| matches!(chars[*at], ')' | '\n'));
        let close = close.filter(|close| chars[*close] == ')');
        let open = (0..at)
            .rev()
            .take(TARGET)
            .find(|at| matches!(chars[*at], '[' | ']' | '\n'));
        let open = open.filter(|open| chars[*open] == '[');
        let (Some(open), Some(close)) = (open, close) else {
            at += 1;
            continue;
        };
        let target: String = chars[at + 2..close].iter().collect();
        let leads = target.is_ascii() && target.contains(['/', '.', '#']);
        let from = found.last().map_or(0, |span: &Span| span.end);
        if leads && open >= from {
            if open > from && chars[open - 1] == '!' {
                found.push(Span::new(open - 1, close + 1));
            } else {
                found.push(Span::new(open, open + 1));
                found.push(Span::new(at, close + 1));
            }
        }
        at = close + 1;
    }
    found
}

/// The facts between two lines of hyphens at the top.
fn front_matter(lines: &[TextLine<'_>]) -> Option<Span> {
    let first = lines.first().filter(|line| line.text == "---")?;
    let end = lines
        .iter()
        .skip(1)
        .take(FRONT_MATTER)
        .position(|line| line.text == "---")?
        + 1;
    let fact = |line: &TextLine<'_>| line.text.contains(':') || line.text.starts_with("- ");
    let facts = end > 1 && lines[1..end].iter().all(fact);
    facts.then(|| Span::new(first.span.start, lines[end].span.end))
}

/// Cuts off the signs before a marker that opens a line: ★一、备料, **第一条**. They stay outside all lines.
pub(super) fn take_emphasis(lines: &mut [TextLine<'_>]) {
    for line in lines {
        let sign = |c: char| !c.is_alphanumeric() && !is_blank(c) && !OPENING.contains(&c);
        let bare = line.text.trim_start_matches(|c| sign(c) || is_blank(c));
        if bare.len() == line.text.len() || !line.text.starts_with(sign) {
            continue;
        }
        let chars: Vec<char> = bare.chars().take(MARKER).collect();
        if marker(&chars, true).is_some_and(|found| !found.weak) {
            line.span.start = line.span.end - bare.chars().count();
            line.text = bare;
        }
    }
}

/// Signs that belong to a marker or to its wording.
const OPENING: &[char] = &[
    '（', '(', '〔', '[', '【', '［', '“', '‘', '"', '《', '①', '㈠', '⑴', '—', '-', '－',
];

/// Code points from which a marker is read.
const MARKER: usize = 16;

/// Cuts the signs off the lines and gives the headings that they show. Nothing is done to a text that is no Markdown. O(n).
pub(super) fn take_signs(lines: &mut [TextLine<'_>]) -> Vec<StyledHeading> {
    let marked: Vec<Option<Marked<'_>>> = lines
        .iter()
        .map(|line| heading(line.text).or_else(|| bold(line.text)))
        .collect();
    let top = marked.first().and_then(Option::as_ref);
    let titled = top.is_some_and(|marked| marked.level == Some(1));
    if !titled && marked.iter().flatten().count() < FEWEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, marked) in lines.iter_mut().zip(marked) {
        let Some(Marked { text, level }) = marked else {
            continue;
        };
        let before = line.text.find(text).unwrap_or(0);
        let start = line.span.start + line.text[..before].chars().count();
        line.span = Span::new(start, start + text.chars().count());
        line.text = text;
        found.extend(level.map(|level| StyledHeading {
            span: line.span,
            level,
        }));
    }
    found
}

/// The heading behind the signs of a line, without those that close it: `## 一、备料 ##`.
fn heading(line: &str) -> Option<Marked<'_>> {
    let behind = line.trim_start_matches('#');
    let signs = line.len() - behind.len();
    if !(1..=LEVELS).contains(&signs) || !behind.starts_with(is_blank) {
        return None;
    }
    let text = behind
        .trim_start_matches(is_blank)
        .trim_end_matches('#')
        .trim_end_matches(is_blank);
    let level = u8::try_from(signs).ok();
    (!text.is_empty()).then_some(Marked { text, level })
}

/// What stands between the signs of a line that is bold as a whole.
fn bold(line: &str) -> Option<Marked<'_>> {
    ["**", "__"].iter().find_map(|sign| {
        let text = line.strip_prefix(sign)?.strip_suffix(sign)?;
        let mark = &sign[..1];
        let whole = !text.is_empty() && !text.contains(mark) && !text.starts_with(is_blank);
        whole.then_some(Marked { text, level: None })
    })
}
