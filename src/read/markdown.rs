//! Markdown files (CommonMark and the usual additions): the text that a reader of the rendered page sees, its headings, and
//! the facts of the front matter.
//!
//! In: `# 修桥办法⏎⏎## 一、备料⏎⏎石料要**足**，见[清单](a.html)。` · Out: `修桥办法⏎⏎一、备料⏎⏎石料要足，见清单。`, the first line a heading of level 1, the third
//! of level 2.
//!
//! Lines stay lines: whoever writes Chinese in Markdown often ends a paragraph with a line end, though by the rule only a
//! blank line does.

use std::iter::Peekable;

use super::Extracted;
use crate::span::Span;
use crate::text::metadata::{GivenBy, Metadata};
use crate::text::{Layout, StyledHeading};

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

/// How far behind a mark the one that closes it is looked for, in code points.
const REACH: usize = 1_000;

/// A line without the marks in it: emphasis, code, links, images, tags, escapes. What is struck out is left out. O(n), with
/// up to [`REACH`] steps for a mark that nothing closes.
fn inline(line: &str) -> String {
    let chars: Vec<char> = line.trim_end_matches('\\').chars().collect();
    let mut out = String::new();
    let mut at = 0;
    // Marks of emphasis that are open, longest first as they were opened.
    let mut open: Vec<(char, usize)> = Vec::new();
    while at < chars.len() {
        let rest = &chars[at..chars.len().min(at + REACH)];
        match rest[0] {
            '\\' if rest.get(1).is_some_and(char::is_ascii_punctuation) => {
                out.push(rest[1]);
                at += 2;
            }
            '`' => {
                let ticks = run(rest, '`');
                match find(&rest[ticks..], &vec!['`'; ticks]) {
                    Some(end) => {
                        out.extend(&rest[ticks..ticks + end]);
                        at += 2 * ticks + end;
                    }
                    None => {
                        out.extend(&rest[..ticks]);
                        at += ticks;
                    }
                }
            }
            '!' if rest.get(1) == Some(&'[') => match link(&rest[1..]) {
                Some((_, length)) => at += 1 + length,
                None => {
                    out.push('!');
                    at += 1;
                }
            },
            '[' if rest.get(1) == Some(&'^') => match rest.iter().position(|c| *c == ']') {
                Some(end) => at += end + 1,
                None => {
                    out.push('[');
                    at += 1;
                }
            },
            '[' => match link(rest) {
                Some((text, length)) => {
                    out.push_str(&inline(&text));
                    at += length;
                }
                None => {
                    out.push('[');
                    at += 1;
                }
            },
            '<' => match tag(rest) {
                Some((shown, length)) => {
                    out.push_str(&shown);
                    at += length;
                }
                None => {
                    out.push('<');
                    at += 1;
                }
            },
            '~' if rest.starts_with(&['~', '~']) => match find(&rest[2..], &['~', '~']) {
                Some(end) => at += end + 4,
                None => {
                    out.push_str("~~");
                    at += 2;
                }
            },
            mark @ ('*' | '_') => {
                let length = run(rest, mark);
                let before = at.checked_sub(1).map(|before| chars[before]);
                let behind = rest.get(length).copied();
                // A snake_case_word has no emphasis in it.
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let word = mark == '_' && inside(before) && inside(behind);
                let opens = behind.is_some_and(|c| !c.is_whitespace()) && !word;
                let closes = before.is_some_and(|c| !c.is_whitespace()) && !word;
                let closing = closes && open.last() == Some(&(mark, length));
                if closing {
                    open.pop();
                } else if opens && length <= 3 && closes_later(&rest[length..], mark, length) {
                    open.push((mark, length));
                } else {
                    out.extend(&rest[..length]);
                }
                at += length;
            }
            '&' => {
                let (shown, length) = entity(rest);
                out.push_str(&shown);
                at += length;
            }
            c => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

fn run(chars: &[char], mark: char) -> usize {
    chars.iter().take_while(|c| **c == mark).count()
}

fn find(chars: &[char], wanted: &[char]) -> Option<usize> {
    chars
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Whether a run of just so many marks, with a word before it, follows.
fn closes_later(rest: &[char], mark: char, length: usize) -> bool {
    let mut at = 0;
    while at < rest.len() {
        let found = run(&rest[at..], mark);
        if found == length && at > 0 && !rest[at - 1].is_whitespace() {
            return true;
        }
        at += found.max(1);
    }
    false
}

/// The text of a link, and its length with its target: `[清单](a.html)`, `[清单][1]`.
fn link(chars: &[char]) -> Option<(String, usize)> {
    let mut depth = 0usize;
    let end = chars.iter().position(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let text: String = chars[1..end].iter().collect();
    let close = match chars.get(end + 1)? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let target = chars[end + 1..].iter().position(|c| *c == close)?;
    Some((text, end + 1 + target + 1))
}

/// What a tag of HTML shows, and its length: an address between angle brackets shows itself.
fn tag(chars: &[char]) -> Option<(String, usize)> {
    let end = chars.iter().position(|c| *c == '>')?;
    let inside: String = chars[1..end].iter().collect();
    let name = inside.trim_start_matches('/');
    let address = inside.contains("://") || inside.contains('@') && !inside.contains(' ');
    if address {
        return Some((inside, end + 1));
    }
    let opens = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let line_end = name
        .get(..2)
        .is_some_and(|name| name.eq_ignore_ascii_case("br"));
    opens.then(|| {
        (
            if line_end {
                "\n".to_owned()
            } else {
                String::new()
            },
            end + 1,
        )
    })
}

/// What an entity shows, and its length; `&` where there is none.
fn entity(chars: &[char]) -> (String, usize) {
    const NAMED: [(&str, &str); 12] = [
        ("&nbsp;", "\u{A0}"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&emsp;", "\u{2003}"),
        ("&ensp;", "\u{2002}"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&middot;", "·"),
    ];
    let head: String = chars.iter().take(8).collect();
    let found = NAMED.iter().find(|(name, _)| head.starts_with(name));
    found.map_or(("&".to_owned(), 1), |(name, shown)| {
        ((*shown).to_owned(), name.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(markdown: &str) -> String {
        extract(markdown).text
    }

    #[test]
    fn headings_of_both_kinds_have_their_level() {
        let read = extract(
            "# 修桥办法 #\n\n## 一、备料\n\n石料要足。\n\n二、开工\n---\n春天开工。\n---\n完。\n#话题 不是标题\n",
        );
        assert_eq!(
            read.text,
            "修桥办法\n\n一、备料\n\n石料要足。\n\n二、开工\n春天开工。\n完。\n#话题 不是标题\n"
        );
        let headings: Vec<(u8, String)> = read
            .layout
            .headings
            .iter()
            .map(|h| {
                (
                    h.level,
                    read.text
                        .chars()
                        .skip(h.span.start)
                        .take(h.span.len())
                        .collect(),
                )
            })
            .collect();
        assert_eq!(
            headings,
            [
                (1, "修桥办法".to_owned()),
                (2, "一、备料".to_owned()),
                (2, "二、开工".to_owned())
            ]
        );
    }

    #[test]
    fn marks_inside_lines_are_no_text() {
        for (markdown, shown) in [
            (
                "石料要**足**，木料要*干*，石灰要***细***。",
                "石料要足，木料要干，石灰要细。",
            ),
            ("**一、备料**", "一、备料"),
            ("见[清单](https://a.cn/b_c)和[图][1]。", "见清单和图。"),
            ("![图](a.png)石料。", "石料。"),
            ("据统计[^1]，石料~~不~~足。", "据统计，石料足。"),
            ("用`桥.md`写。", "用桥.md写。"),
            (
                "李**在XX县说，3 * 4 = 12，a_b_c。",
                "李**在XX县说，3 * 4 = 12，a_b_c。",
            ),
            ("<u>石料</u>要足，5 < 6。", "石料要足，5 < 6。"),
            ("> - [ ] 备料", "备料"),
            ("石料\\*三百\\*方&nbsp;整", "石料*三百*方\u{A0}整"),
        ] {
            assert_eq!(text(markdown).trim_end(), shown, "{markdown}");
        }
    }

    #[test]
    fn tables_code_comments_and_notes() {
        let read = extract(
            "| 项目 | 数量 |\n|---|:-:|\n| 石料 | 300 |\n\n```\n# 不是标题\n```\n<!-- 编者\n按 -->\n[^1]: 据统计。\n[1]: https://a.cn\n",
        );
        assert_eq!(
            read.text,
            "项目\t数量\n石料\t300\n\n# 不是标题\n\n\n据统计。\n"
        );
        assert_eq!(read.layout.headings, []);
        assert_eq!(read.layout.noise.len(), 1);
    }

    #[test]
    fn front_matter_states_facts() {
        let read = extract(
            "---\ntitle: \"修桥办法\"\ndate: 2025-03-12\ntags: [a, b]\n---\n\n石料要足。\n",
        );
        assert_eq!(read.text, "\n石料要足。\n");
        assert_eq!(read.metadata.title.as_deref(), Some("修桥办法"));
        assert_eq!(read.metadata.date.as_deref(), Some("2025-03-12"));
        assert_eq!(text("---\n石料要足。\n"), "石料要足。\n");
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic_and_spans_fit(markdown in "[#*_`~<>&|\\\\!甲乙 a:\\n\\-\\[\\]()^=]{0,80}") {
            let read = extract(&markdown);
            let length = read.text.chars().count();
            for heading in &read.layout.headings {
                prop_assert!(heading.span.end <= length);
            }
        }
    }
}
