//! The title that a text carries above its body.
//!
//! In: `在全县教育大会上的讲话⏎（2024年9月10日）⏎王大河⏎同志们：…` · Out: the title `在全县教育大会上的讲话`, and that three paragraphs stand
//! above the body.

use super::line::{TextLine, TextParagraph, is_sentence_end};
use crate::span::Span;

/// Longest line of a title, in code points.
const TITLE_LINE: usize = 60;

/// Most lines above the body: a title of two, a subtitle, a date, a name and an office.
const TITLE_LINES: usize = 6;

/// The title, and how far the lines that belong to it reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TitleBlock {
    /// The title proper: the first lines up to a blank line, a date, or the body.
    pub(super) span: Span,
    /// How many paragraphs stand above the body: title, subtitle, date, name.
    pub(super) paragraphs: usize,
}

/// Finds the title: short lines without final mark above the first running text. `first_heading` is the paragraph of the
/// first heading, which is no title. O(1).
pub(super) fn title(
    chars: &[char],
    lines: &[TextLine<'_>],
    paragraphs: &[TextParagraph],
    first_heading: Option<usize>,
) -> Option<TitleBlock> {
    let body = paragraphs
        .iter()
        .take(TITLE_LINES + 1)
        .position(|paragraph| paragraph.prose || !may_be_title(chars, paragraph))?;
    let count = body.min(first_heading.unwrap_or(body));
    if count == 0 || is_date(lines[0].text) {
        return None;
    }
    let mut end = 0;
    while end + 1 < count && !lines[end + 1].after_blank && !is_date(lines[end + 1].text) {
        end += 1;
    }
    Some(TitleBlock {
        span: Span::new(lines[0].span.start, lines[end].span.end),
        paragraphs: count,
    })
}

/// The title where the form of the file shows it at `span`. `found` is the title that the text alone lets expect: lines
/// that belong to it are above the body all the same.
pub(super) fn styled(
    span: Span,
    paragraphs: &[TextParagraph],
    found: Option<TitleBlock>,
    first_heading: Option<usize>,
) -> TitleBlock {
    let own = paragraphs.partition_point(|paragraph| paragraph.span.start < span.end);
    let above = found.map_or(0, |title| title.paragraphs).max(own);
    TitleBlock {
        span,
        paragraphs: above.min(first_heading.unwrap_or(above)),
    }
}

/// Whether a paragraph may belong to a title: it is short and does not end in a mark.
fn may_be_title(chars: &[char], paragraph: &TextParagraph) -> bool {
    let last = chars[paragraph.span.end - 1];
    paragraph.span.len() <= TITLE_LINE
        && !is_sentence_end(last)
        && !matches!(last, '：' | ':' | '，' | ',' | '；' | ';' | '、' | '…')
}

/// Whether a line is a date, a document's number, or a remark in brackets, as stands below titles.
fn is_date(line: &str) -> bool {
    let bracketed = line.starts_with(['（', '(', '〔', '【', '['])
        && line.ends_with(['）', ')', '〕', '】', ']']);
    let numbers = line
        .chars()
        .filter(|c| c.is_numeric() || matches!(c, '〇' | '○' | '一'..='九' | '十'))
        .count();
    let numbered = line.ends_with('号')
        && line.contains(['〔', '[', '［', '(', '（'])
        && line.chars().count() <= 24;
    bracketed
        || numbered
        || (line.contains('年')
            && line.contains('月')
            && numbers * 2 >= line.chars().count().saturating_sub(3))
}
