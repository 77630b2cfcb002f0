//! A text in zones: its head, its body and its foot told apart, with the dates that it mentions.
//!
//! In: `县政府网⏎修桥大会召开⏎昨天，修桥大会在河边召开。⏎大家都来了。⏎（责任编辑：孙小河）` · Out: two lines of head, two of body, one of foot.
//!
//! Where a date or a name stands decides what it means, so all finders of facts work on this.

use super::date::{Mention, mentions};
use crate::span::Span;
use crate::text::outline::line::{is_blank, is_prose, is_salutation, lines};
use crate::text::outline::{Outline, is_credits};
use crate::text::simplified::simplified;

/// The part of a text in which a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Above the first running text: title, date, byline, and the furniture around them.
    Head,
    /// Running text, headings among it.
    Body,
    /// Below the last running text: signature, and furniture.
    Foot,
}

/// What a line is to those who look for facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineRole {
    /// The document's own wording.
    Text,
    /// Noise that tells where the text comes from: a byline, a source, the dateline at the end.
    Credits,
    /// Noise that tells nothing: menus, lists of other pages, legal lines.
    Furniture,
}

/// A line, without the white space at its ends. Noise at its beginning or end is a line of its own: text that was copied
/// without its line ends has its credits in the line of the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct ZonedLine {
    pub(super) span: Span,
    pub(super) zone: Zone,
    pub(super) role: LineRole,
}

impl ZonedLine {
    /// Whether it is no wording of the document.
    pub(super) fn is_noise(&self) -> bool {
        self.role != LineRole::Text
    }
}

/// The reach of a body's opening, in code points: two sentences of a news report, with the headline where
/// text copied off a page has lost its line ends.
const OPENING: usize = 300;

/// A text as the finders of facts look at it.
#[derive(Debug)]
pub(super) struct ZonedText {
    /// Its characters in simplified form, one for one: the words of the rules are simplified ones.
    pub(super) chars: Vec<char>,
    pub(super) lines: Vec<ZonedLine>,
    /// The dates that it mentions.
    pub(super) mentions: Vec<Mention>,
    /// Its title, where its outline has one.
    pub(super) title: Option<Span>,
    /// The beginning of its body, noise left out, up to [`OPENING`]; empty where there is no running text.
    pub(super) opening: Span,
}

impl ZonedText {
    /// A line by itself, such as a file name.
    pub(super) fn of_line(text: &str) -> Self {
        let chars: Vec<char> = text.chars().map(simplified).collect();
        let end = chars.len();
        Self {
            mentions: mentions(&chars),
            title: None,
            opening: Span::new(end, end),
            lines: Vec::new(),
            chars,
        }
    }

    /// Lays out a text: O(n).
    pub(super) fn new(text: &str, outline: &Outline) -> Self {
        let chars: Vec<char> = text.chars().map(simplified).collect();
        let found: Vec<(Span, LineRole)> = lines(text)
            .iter()
            .flat_map(|line| parted(&chars, line.span, &outline.noise))
            .collect();
        let running: Vec<bool> = found
            .iter()
            .map(|(span, role)| {
                let text: String = chars[span.start..span.end].iter().collect();
                *role == LineRole::Text && (is_prose(&text) || is_salutation(&text))
            })
            .collect();
        let first = running.iter().position(|r| *r).unwrap_or(found.len());
        let last = running.iter().rposition(|r| *r);
        let lines: Vec<ZonedLine> = found
            .iter()
            .enumerate()
            .map(|(index, (span, role))| ZonedLine {
                span: *span,
                zone: if index < first {
                    Zone::Head
                } else if last.is_some_and(|last| index <= last) {
                    Zone::Body
                } else {
                    Zone::Foot
                },
                role: *role,
            })
            .collect();
        let of_body = |line: &&ZonedLine| line.zone == Zone::Body && !line.is_noise();
        let body = || lines.iter().filter(of_body);
        let start = body().next().map_or(chars.len(), |line| line.span.start);
        let end = body().next_back().map_or(start, |line| line.span.end);
        let opening = Span::new(start, end.min(start + OPENING));
        Self {
            mentions: mentions(&chars),
            title: outline.title,
            opening,
            lines,
            chars,
        }
    }

    /// The characters in `span`, cut at the end of the text.
    pub(super) fn slice(&self, span: Span) -> &[char] {
        &self.chars[span.start..span.end.min(self.chars.len())]
    }

    /// The text in `span`.
    pub(super) fn text(&self, span: Span) -> String {
        self.slice(span).iter().collect()
    }

    /// Whether `word` stands at `at`.
    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        let mut chars = self.chars[at.min(self.chars.len())..].iter();
        word.chars().all(|c| chars.next() == Some(&c))
    }

    /// Whether one of `words` stands at `at`.
    pub(super) fn starts_with_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.starts(at, word))
    }

    /// Whether one of `words` ends at `at`.
    pub(super) fn ends_with_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| {
            at.checked_sub(word.chars().count())
                .is_some_and(|start| self.starts(start, word))
        })
    }

    /// Whether one of `words` stands in `span`.
    pub(super) fn holds_any(&self, span: Span, words: &[&str]) -> bool {
        (span.start..span.end).any(|at| {
            words
                .iter()
                .any(|word| at + word.chars().count() <= span.end && self.starts(at, word))
        })
    }

    /// The dates inside `span`.
    pub(super) fn mentions_in(&self, span: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        let to = self.mentions.partition_point(|m| m.span.end <= span.end);
        &self.mentions[from..to.max(from)]
    }

    /// The beginning of the clause that holds `at`: behind the last mark or line end, not before `from`.
    pub(super) fn clause_start(&self, at: usize, from: usize) -> usize {
        (from..at)
            .rev()
            .find(|i| is_mark(self.chars[*i]))
            .map_or(from, |i| i + 1)
    }

    /// The end of the clause that holds `at`, at `to` at the latest.
    pub(super) fn clause_end(&self, at: usize, to: usize) -> usize {
        (at..to)
            .find(|i| is_mark(self.chars[*i]))
            .unwrap_or(to.max(at))
    }

    /// The first position from `at` on that is not white space.
    pub(super) fn skip_blank(&self, at: usize) -> usize {
        (at..self.chars.len())
            .find(|i| !self.chars[*i].is_whitespace())
            .unwrap_or(self.chars.len())
    }

    /// The last position up to `at` with no white space right before it.
    pub(super) fn skip_blank_back(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|i| !self.chars[*i].is_whitespace())
            .map_or(0, |i| i + 1)
    }
}

/// A line in up to three parts: the noise at its beginning, what stands between, the noise at its end. Noise inside it, as a
/// caption or the mark of a link is, parts no sentence. Marks alone, as those of Markdown, are no part. `noise` is in order
/// and without overlap: O(length + log noise).
fn parted(chars: &[char], line: Span, noise: &[Span]) -> Vec<(Span, LineRole)> {
    let around = |at: usize| {
        let next = noise.partition_point(|n| n.end <= at);
        noise.get(next).filter(|n| n.contains(at))
    };
    let start = around(line.start).map_or(line.start, |n| n.end.min(line.end));
    let end = around(line.end - 1).map_or(line.end, |n| n.start.max(start));
    let role = |span: Span| {
        if is_credits(chars, span) {
            LineRole::Credits
        } else {
            LineRole::Furniture
        }
    };
    let noisy = |start: usize, end: usize| {
        let span = trimmed(chars, Span::new(start, end))?;
        let says = chars[span.start..span.end]
            .iter()
            .any(|c| c.is_alphanumeric());
        says.then(|| (span, role(span)))
    };
    let text = trimmed(chars, Span::new(start, end)).map(|span| (span, LineRole::Text));
    [
        noisy(line.start, start),
        text,
        noisy(end.max(start), line.end),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A span without the white space at its ends; `None` where it holds nothing else.
fn trimmed(chars: &[char], span: Span) -> Option<Span> {
    let seen = |at: &usize| !is_blank(chars[*at]);
    let start = (span.start..span.end).find(seen)?;
    let last = (start..span.end).rfind(seen)?;
    Some(Span::new(start, last + 1))
}

/// Whether a mark ends a clause; 、 does not, it joins the parts of a name (组织、宣传、统战工作会议).
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '。'
            | '；'
            | ';'
            | '：'
            | ':'
            | '！'
            | '!'
            | '？'
            | '?'
            | '\n'
            | '\r'
            | '【'
            | '】'
            | '（'
            | '）'
            | '('
            | ')'
            | '…'
            | '—'
            | '|'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::outline::outline;
    use crate::text::{Layout, SourceText};

    fn zoned(text: &str) -> Vec<(String, Zone, LineRole)> {
        let source = SourceText::from(text);
        let zoned = ZonedText::new(text, &outline(&source, &Layout::default()));
        let line = |line: &ZonedLine| (zoned.text(line.span), line.zone, line.role);
        zoned.lines.iter().map(line).collect()
    }

    #[test]
    fn credits_are_told_from_furniture() {
        let found = zoned(
            "首页 > 新闻 > 正文\n修桥大会召开\n昨天，修桥大会在河边召开。\n大家都来了。\n（河社河边3月6日电）\n责任编辑：孙小河\n上一篇：无",
        );
        let roles: Vec<LineRole> = found.iter().map(|(_, _, role)| *role).collect();
        use LineRole::{Credits, Furniture, Text};
        assert_eq!(
            roles,
            [Furniture, Text, Text, Text, Credits, Credits, Furniture]
        );
    }

    #[test]
    fn credits_in_the_line_of_the_body_are_lines_of_their_own() {
        let found = zoned("（来源：河报）昨天，修桥大会召开。大家都来了。（河社河边3月6日电）");
        let expected = [
            ("（来源：河报）", Zone::Head, LineRole::Credits),
            (
                "昨天，修桥大会召开。大家都来了。",
                Zone::Body,
                LineRole::Text,
            ),
            ("（河社河边3月6日电）", Zone::Foot, LineRole::Credits),
        ];
        let expected = expected.map(|(text, zone, role)| (text.to_owned(), zone, role));
        assert_eq!(found, expected);
    }
}
