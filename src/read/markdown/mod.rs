//! Markdown files (CommonMark and the usual additions): the text that a reader of the rendered page sees, its headings, and
//! the facts of the front matter.
//!
//! In: `# 修桥办法⏎⏎## 一、备料⏎⏎石料要**足**，见[清单](a.html)。` · Out: `修桥办法⏎⏎一、备料⏎⏎石料要足，见清单。`, the first line a heading of level 1, the third
//! of level 2.
//!
//! Lines stay lines: whoever writes Chinese in Markdown often ends a paragraph with a line end, though by the rule only a
//! blank line does.

mod inline;
#[cfg(test)]
mod tests;

use std::iter::Peekable;

use super::Extracted;
use crate::span::Span;
use crate::text::metadata::{GivenBy, Metadata};
use crate::text::{Layout, StyledHeading};
use inline::inline;

/// Most lines of a front matter; what is longer is none.
const FRONT_MATTER: usize = 60;

/// Reads a text: O(n).
pub(super) fn extract(text: &str) -> Extracted {
    let (metadata, body) = front_matter(text);
    let body = without_comments(body);
    let mut writer = Writer::default();
    let mut lines = body.lines().peekable();
    let mut fence: Option<String> = None;
    let mut table = false;
    while let Some(line) = lines.next() {
        let bare = line.trim();
        if let Some(mark) = &fence {
            if bare.starts_with(mark.as_str()) && bare.chars().all(|c| mark.starts_with(c)) {
                fence = None;
            } else {
                writer.line(line, None);
            }
            continue;
        }
        if let Some(mark) = ["```", "~~~"].iter().find(|mark| bare.starts_with(**mark)) {
            fence = Some((*mark).to_owned());
            continue;
        }
        table = bare.contains('|')
            && (table || lines.peek().is_some_and(|next| is_delimiter_row(next)));
        if table {
            if !is_delimiter_row(bare) {
                let cells = bare.trim_matches('|').split('|');
                let cells: Vec<String> = cells.map(|cell| inline(cell.trim())).collect();
                writer.line(&cells.join("\t"), None);
            }
            continue;
        }
        if is_definition(bare) || is_rule(bare) {
            continue;
        }
        if let Some((level, heading)) = heading(bare) {
            writer.line(&inline(heading), Some(level));
        } else if let Some(level) = underlined(bare, &mut lines) {
            writer.line(&inline(bare), Some(level));
        } else if let Some(note) = note(bare) {
            writer.noise(&inline(note));
        } else {
            writer.line(&inline(unmarked(line)), None);
        }
    }
    if !text.ends_with('\n') && writer.text.ends_with('\n') {
        writer.text.pop();
    }
    Extracted {
        text: writer.text,
        layout: writer.layout,
        metadata,
        ..Extracted::default()
    }
}

/// The text as it is put together.
#[derive(Default)]
struct Writer {
    text: String,
    /// Its length in code points.
    length: usize,
    layout: Layout,
}

impl Writer {
    fn push(&mut self, line: &str) -> Span {
        let start = self.length;
        self.text.push_str(line);
        self.text.push('\n');
        let end = start + line.chars().count();
        self.length = end + 1;
        Span::new(start, end)
    }

    fn line(&mut self, line: &str, level: Option<u8>) {
        let span = self.push(line);
        if let Some(level) = level.filter(|_| !line.trim().is_empty()) {
            self.layout.headings.push(StyledHeading { span, level });
        }
    }

    fn noise(&mut self, line: &str) {
        let span = self.push(line);
        if !span.is_empty() {
            self.layout.noise.push(span);
        }
    }
}

/// The facts between two lines of hyphens at the top, as site generators want them, and the text behind them.
fn front_matter(text: &str) -> (Metadata, &str) {
    let none = (Metadata::default(), text);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return none;
    };
    let mut metadata = Metadata {
        by: GivenBy::Record,
        ..Metadata::default()
    };
    let mut at = first.len();
    for line in lines.take(FRONT_MATTER) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (metadata, &text[at..]);
        }
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let field = match key.trim().to_lowercase().as_str() {
            "title" | "标题" => &mut metadata.title,
            "date" | "日期" => &mut metadata.date,
            "author" | "作者" | "speaker" => &mut metadata.author,
            "place" | "地点" => &mut metadata.place,
            _ => continue,
        };
        if !value.is_empty() && field.is_none() {
            *field = Some(value.to_owned());
        }
    }
    none
}

/// The text without comments of HTML, whose lines stay as blank ones.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        let (inside, behind) = comment.split_once("-->").unwrap_or((comment, ""));
        kept.extend(inside.chars().filter(|c| *c == '\n'));
        rest = behind;
    }
    kept + rest
}

/// `## 一、备料 ##` with its level.
fn heading(line: &str) -> Option<(u8, &str)> {
    let behind = line.trim_start_matches('#');
    let level = u8::try_from(line.len() - behind.len()).ok()?;
    let parted = behind.is_empty() || behind.starts_with(char::is_whitespace);
    if !(1..=6).contains(&level) || !parted {
        return None;
    }
    let text = behind.trim();
    let open = text.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with(char::is_whitespace);
    Some((level, if closed { open.trim_end() } else { text }))
}

/// The level of a heading that is underlined with `===` or `---`; the line below is taken.
fn underlined<'l>(line: &str, lines: &mut Peekable<impl Iterator<Item = &'l str>>) -> Option<u8> {
    let below = lines.peek()?.trim();
    let all = |mark: char| below.len() >= 3 && below.chars().all(|c| c == mark);
    let level = if all('=') {
        1
    } else if all('-') {
        2
    } else {
        return None;
    };
    // A line of hyphens below a sentence parts two sections.
    if line.is_empty() || line.ends_with(['。', '！', '？', '.', '!', '?']) {
        return None;
    }
    lines.next();
    Some(level)
}

/// Whether a line parts sections: ---, ***, ___.
fn is_rule(line: &str) -> bool {
    let marks: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3
        && ['-', '*', '_']
            .iter()
            .any(|mark| marks.chars().all(|c| c == *mark))
}

/// Whether a line parts the head of a table from its rows: `|---|:--:|`.
fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

/// Whether a line says where a link leads: `[1]: https://…`.
fn is_definition(line: &str) -> bool {
    line.starts_with('[')
        && !line.starts_with("[^")
        && line.split_once("]:").is_some_and(|(_, target)| {
            let target = target.trim();
            target.contains("://") || target.starts_with(['/', '#', '<'])
        })
}

/// The text of a note: `[^1]: 据统计。`
fn note(line: &str) -> Option<&str> {
    line.strip_prefix("[^")?
        .split_once("]:")
        .map(|(_, text)| text.trim())
}

/// A line without the marks of quotations and lists before it.
fn unmarked(line: &str) -> &str {
    let mut rest = line.trim_end();
    loop {
        let bare = rest.trim_start();
        let marks = ["> ", "- ", "* ", "+ ", "[ ] ", "[x] ", "[X] "];
        let behind = marks.iter().find_map(|mark| bare.strip_prefix(mark));
        match behind.or(bare.strip_prefix('>')) {
            Some(behind) => rest = behind,
            None if rest.len() == line.trim_end().len() => return rest,
            None => return bare,
        }
    }
}
