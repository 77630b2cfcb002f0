//! Headings by the size of their type, and the text of the whole file.

use std::collections::BTreeSet;

use super::paragraphs::{PdfParagraph, tenths};
use super::sentence_end::ends_sentence;
use crate::read::Extracted;
use crate::span::Span;
use crate::text::metadata::Metadata;
use crate::text::{Layout, StyledHeading};

/// How much larger than running text a heading is. The next size of Chinese type is 8 to 17 % larger.
const LARGER: f64 = 1.1;

/// Longest heading, in code points.
const HEADING: usize = 80;

/// Most sizes of headings that are told apart below the title.
const LEVELS: usize = 6;

/// Writes paragraphs a line each. `body` is the size of running text.
pub(super) fn write(paragraphs: &[PdfParagraph], body: f64) -> Extracted {
    let heading = |p: &PdfParagraph| {
        !p.furniture
            && p.size >= LARGER * body
            && p.text.chars().count() <= HEADING
            && !p.text.ends_with(['。', '！', '？', '；', '，', ','])
            && !p.text.contains('\t')
            && p.text.chars().any(char::is_alphabetic)
    };
    let title = title(paragraphs, &heading);
    let is_title = |at: usize| title.clone().is_some_and(|title| title.contains(&at));
    let sizes: BTreeSet<i64> = paragraphs
        .iter()
        .enumerate()
        .filter(|(at, p)| heading(p) && !is_title(*at))
        .map(|(_, p)| tenths(p.size))
        .collect();
    let sizes: Vec<i64> = sizes.into_iter().rev().take(LEVELS).collect();
    let mut out = String::new();
    let mut layout = Layout::default();
    let mut position = 0;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let span = Span::new(position, position + paragraph.text.chars().count());
        if paragraph.furniture {
            match layout.noise.last_mut() {
                Some(last) if at > 0 && paragraphs[at - 1].furniture => last.end = span.end,
                _ => layout.noise.push(span),
            }
        } else if is_title(at) {
            match layout.headings.last_mut() {
                Some(first) if first.level == 0 => first.span.end = span.end,
                _ => layout.headings.push(StyledHeading { span, level: 0 }),
            }
        } else if heading(paragraph)
            && let Some(level) = (1..)
                .zip(&sizes)
                .find(|(_, s)| **s == tenths(paragraph.size))
        {
            layout.headings.push(StyledHeading {
                span,
                level: level.0,
            });
        }
        out.push_str(&paragraph.text);
        out.push('\n');
        position = span.end + 1;
    }
    let title = title.map(|title| {
        let lines: Vec<&str> = paragraphs[title].iter().map(|p| p.text.as_str()).collect();
        lines.join(" ")
    });
    Extracted {
        text: out,
        layout,
        metadata: Metadata {
            title,
            ..Metadata::default()
        },
        remarks: Vec::new(),
    }
}

/// The title: the largest type above the running text of the first page, in one or more lines.
fn title(
    paragraphs: &[PdfParagraph],
    heading: &dyn Fn(&PdfParagraph) -> bool,
) -> Option<std::ops::Range<usize>> {
    let first_page = paragraphs.iter().take_while(|p| p.page == 0).count();
    let above = paragraphs[..first_page]
        .iter()
        .position(|p| !p.furniture && !heading(p) && p.text.ends_with(ends_sentence))
        .unwrap_or(first_page);
    let candidates = (0..above).filter(|at| heading(&paragraphs[*at]));
    let first =
        candidates.max_by_key(|at| (tenths(paragraphs[*at].size), std::cmp::Reverse(*at)))?;
    let size = tenths(paragraphs[first].size);
    let lines = paragraphs[first..above]
        .iter()
        .take_while(|p| heading(p) && tenths(p.size) == size)
        .count();
    Some(first..first + lines)
}
