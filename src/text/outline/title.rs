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
        .position(|paragraph| {
            let line = lines[paragraph.lines.start].text;
            paragraph.prose || !(may_be_title(chars, paragraph) || is_masthead(line, None))
        })?;
    let count = body.min(first_heading.unwrap_or(body));
    let above: Vec<&TextLine<'_>> = paragraphs[..count]
        .iter()
        .map(|paragraph| &lines[paragraph.lines.start])
        .collect();
    let masthead = above
        .iter()
        .enumerate()
        .take_while(|(at, line)| is_masthead(line.text, above.get(at + 1).map(|next| next.text)))
        .count();
    let titles = &above[masthead..];
    let first = titles.first().filter(|line| !is_date(line.text))?;
    let goes_on = |line: &&&TextLine<'_>| {
        !line.after_blank && !is_date(line.text) && !line.text.contains('\t')
    };
    let more = titles[1..].iter().take_while(goes_on).last();
    Some(TitleBlock {
        span: Span::new(first.span.start, more.unwrap_or(first).span.end),
        paragraphs: count,
    })
}

/// Whether a line stands above the title of an official document and is none: the issuer's head (…人民政府文件) with the
/// document's number below, that number, the marks of secrecy and urgency, who signs, 附件1.
fn is_masthead(line: &str, next: Option<&str>) -> bool {
    const MARKS: &[&str] = &[
        "特急",
        "加急",
        "急件",
        "平急",
        "绝密",
        "机密",
        "秘密",
        "内部资料",
    ];
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    // Ends of the names of offices that issue documents.
    const ISSUERS: &[&str] = &["文件", "府", "委", "室", "局", "厅", "院", "部", "会", "处"];
    let annex = ["附件", "附录", "附表"].iter().any(|word| {
        bare.strip_prefix(word).is_some_and(|rest| {
            rest.chars()
                .all(|c| c.is_numeric() || "：:一二三四五六七八九十-—".contains(c))
        })
    });
    let issued = ISSUERS.iter().any(|issuer| bare.ends_with(issuer));
    let head = issued && next.is_some_and(is_number_of_document);
    let marked = MARKS.iter().any(|mark| {
        bare.strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['★', '☆', '*']))
    });
    // （征求意见稿） above the title; a date in brackets belongs below it.
    let remark = next.is_some() && is_date(line) && !line.chars().any(char::is_numeric);
    let signed = bare.starts_with("签发人：") || bare.starts_with("签发人:");
    let counted = bare.len() == 6 && bare.bytes().all(|b| b.is_ascii_digit());
    annex || head || remark || marked || signed || counted || is_number_of_document(line)
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
pub(super) fn is_date(line: &str) -> bool {
    let bracketed = line.starts_with(['（', '(', '〔', '【', '['])
        && line.ends_with(['）', ')', '〕', '】', ']']);
    let numbers = line
        .chars()
        .filter(|c| c.is_numeric() || "〇○零Oo一二三四五六七八九十廿元".contains(*c))
        .count();
    bracketed
        || is_number_of_document(line)
        || (line.contains('年')
            && line.contains('月')
            && numbers * 2 >= line.chars().count().saturating_sub(3))
}

/// Whether a line is the number of a document: 清政发〔2025〕3号.
fn is_number_of_document(line: &str) -> bool {
    line.ends_with('号')
        && line.contains(['〔', '[', '［', '(', '（'])
        && line.chars().any(char::is_numeric)
        && line.chars().count() <= 24
}
