//! Numbered rows: sentences of one document that count 一, 二, 三 and so on in one style.
//!
//! In: 一是严明纪律。(一)加强学习。(二)改进作风。二是狠抓落实。三是强化督查。(三)从严管理。Out: the sentences with 一是, 二是, 三是,
//! and those with (一), (二), (三). The marks beside the numeral tell one numbering from another, so that rows may lie in one
//! another.

use super::TemplateDocument;
use crate::span::Span;

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Fewest sentences to a row: three, as rhetoric has it of 排比.
const LEAST: usize = 3;

/// The characters beside a numeral: ( before it, and whatever stands behind it, 是 or 、 or ).
#[derive(Clone, Copy, PartialEq)]
struct NumeralStyle {
    before: Option<char>,
    after: Option<char>,
}

/// A row to which the next numeral in its style may belong.
struct OpenRow {
    style: NumeralStyle,
    starts: Vec<usize>,
}

/// The rows of a document in order: for each, the units with which its sentences begin. O(units · open rows).
pub(super) fn numbered_rows(
    document: &TemplateDocument<'_>,
    starts_sentence: impl Fn(usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut open: Vec<OpenRow> = Vec::new();
    let mut rows = Vec::new();
    for at in (0..document.text.len()).filter(|at| starts_sentence(*at)) {
        let unit = document.text.units()[at].as_char();
        let value = unit.and_then(|c| NUMERALS.iter().position(|n| *n == c));
        let Some(value) = value else {
            continue;
        };
        let style = numeral_style(document, at);
        let index = open.iter().position(|row| row.style == style);
        match index {
            Some(index) if open[index].starts.len() == value => open[index].starts.push(at),
            _ => {
                // The numbering has ended or begun anew.
                if let Some(index) = index {
                    rows.push(open.swap_remove(index).starts);
                }
                if value == 0 {
                    let starts = vec![at];
                    open.push(OpenRow { style, starts });
                }
            }
        }
    }
    rows.extend(open.into_iter().map(|row| row.starts));
    rows.retain(|row| row.len() >= LEAST);
    rows.sort_unstable();
    rows
}

fn numeral_style(document: &TemplateDocument<'_>, at: usize) -> NumeralStyle {
    let span = document.text.span(at);
    let character = |from: usize, to: usize| {
        let text = document.source.slice(Span::new(from, to));
        text.chars().next().filter(|c| !c.is_whitespace())
    };
    NumeralStyle {
        before: character(span.start.saturating_sub(1), span.start).filter(|c| "(（".contains(*c)),
        after: character(span.end, span.end + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{NormalText, SourceText};

    #[test]
    fn the_documented_example() {
        let source = SourceText::from(
            "一是严明纪律。(一)加强学习。(二)改进作风。二是狠抓落实。三是强化督查。(三)从严管理。",
        );
        let text = NormalText::new(source.as_str());
        let document = TemplateDocument::new("a", &source, &text);
        let rows = numbered_rows(&document, |at| {
            "一二三".contains(text.units()[at].as_char().unwrap_or(' '))
        });
        let sentences: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|at| source.slice(text.span_of(*at..at + 3)))
                    .collect()
            })
            .collect();
        assert_eq!(
            sentences,
            [
                ["一是严", "二是狠", "三是强"],
                ["一)加强", "二)改进", "三)从严"]
            ]
        );
    }
}
