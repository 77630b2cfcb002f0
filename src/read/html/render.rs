//! From blocks to text and layout.

use std::collections::BTreeMap;

use super::about::about;
use super::page::{HtmlPage, TextBlock};
use crate::read::Extracted;
use crate::span::Span;
use crate::text::{Layout, StyledHeading};

/// Longest cell that stands beside the next on one line; longer ones hold text.
const CELL: usize = 60;

/// Writes the visible blocks in order: a line each, cells of one row with tabs between. `text` says which blocks are
/// the text, `title` which are its title.
pub(super) fn render(page: &HtmlPage, text: &[bool], title: &[usize]) -> Extracted {
    let visible: Vec<usize> = (0..page.blocks.len())
        .filter(|at| !page.blocks[*at].hidden)
        .collect();
    let alone = cells_of_one_block(&page.blocks, &visible);
    let is_body = |at: usize| text[at] || title.contains(&at);
    let levels = levels(page, |at| is_body(at) && !title.contains(&at));
    let mut out = String::new();
    let mut layout = Layout::default();
    let mut position = 0;
    let mut last: Option<usize> = None;
    for &at in &visible {
        let block = &page.blocks[at];
        if let Some(last) = last {
            let beside =
                is_body(last) == is_body(at) && are_beside(&page.blocks[last], block, &alone);
            out.push(if beside { '\t' } else { '\n' });
            position += 1;
        }
        let span = Span::new(position, position + block.text.chars().count());
        out.push_str(&block.text);
        position = span.end;
        if !is_body(at) {
            match layout.noise.last_mut() {
                Some(before) if last.is_some_and(|l| !is_body(l)) => before.end = span.end,
                _ => layout.noise.push(span),
            }
        } else if title.contains(&at) {
            match layout.headings.last_mut() {
                Some(heading) if last.is_some_and(|l| title.contains(&l)) => {
                    heading.span.end = span.end;
                }
                _ => layout.headings.push(StyledHeading { span, level: 0 }),
            }
        } else if let Some(level) = block.heading.and_then(|h| levels.get(&h)) {
            layout.headings.push(StyledHeading {
                span,
                level: *level,
            });
        }
        last = Some(at);
    }
    out.push('\n');
    let title: Vec<&str> = title
        .iter()
        .map(|at| page.blocks[*at].text.as_str())
        .collect();
    let title = Some(title.join(" ")).filter(|t| !t.is_empty());
    Extracted {
        text: out,
        layout,
        metadata: about(&page.head, title.as_deref()),
        remarks: Vec::new(),
    }
}

/// The levels of headings in the text, counted from 1 whatever the page begins with.
fn levels(page: &HtmlPage, is_text: impl Fn(usize) -> bool) -> BTreeMap<u8, u8> {
    let used = (0..page.blocks.len()).filter(|at| is_text(*at));
    let used: std::collections::BTreeSet<u8> =
        used.filter_map(|at| page.blocks[at].heading).collect();
    used.into_iter().zip(1..).collect()
}

/// Numbers of the cells that hold one short block.
fn cells_of_one_block(blocks: &[TextBlock], visible: &[usize]) -> BTreeMap<usize, bool> {
    let mut alone = BTreeMap::new();
    for &at in visible {
        if let Some(cell) = blocks[at].cell {
            let short = blocks[at].chars <= CELL;
            alone
                .entry(cell.number)
                .and_modify(|alone| *alone = false)
                .or_insert(short);
        }
    }
    alone
}

fn are_beside(left: &TextBlock, right: &TextBlock, alone: &BTreeMap<usize, bool>) -> bool {
    let (Some(left), Some(right)) = (left.cell, right.cell) else {
        return false;
    };
    let fits = |number| alone.get(&number).copied().unwrap_or(false);
    left.row == right.row && left.number != right.number && fits(left.number) && fits(right.number)
}
