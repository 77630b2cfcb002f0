//! Marks of Markdown in a plain text: `## 一、备料` and lines in bold, as texts have them that were saved from the web or
//! written by a program.
//!
//! In: `# 修桥办法⏎## 一、备料⏎石料要足。⏎**二、开工**` · Out: the lines without `# `, `## ` and `**`, the first and second as headings by style.
//!
//! The text stays as it is stored, and the signs are no wording that is compared. Files that are Markdown by name are read by a
//! reader of their own, which takes the signs out.

use crate::span::Span;
use crate::text::layout::StyledHeading;

use super::line::{TextLine, is_blank};

/// Fewest lines with such signs that make a text Markdown: one alone may be a number sign. A title with one above all other
/// lines is enough.
const FEWEST: usize = 2;

/// Highest number of signs before a heading.
const LEVELS: usize = 6;

/// A line without its signs.
struct Marked<'a> {
    text: &'a str,
    level: Option<u8>,
}

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
