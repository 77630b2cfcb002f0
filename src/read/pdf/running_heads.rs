//! Running heads and page numbers: what stands at one height on several pages.

use std::collections::BTreeMap;

use super::lines::PdfLine;

/// Lines at the head and at the foot of a page that may be furniture.
const EDGE_LINES: usize = 3;

/// Heights that count as one, in points.
const SAME_HEIGHT: f64 = 4.0;

/// Pages on which a text must stand at one height. Two are enough for a text of two pages.
const PAGES: usize = 2;

/// A line and the page it is on.
type Place = (usize, usize);

/// For each line of each page whether it is furniture: the same text, or the same but for a number that counts the
/// pages, at the same height of two pages or more; or a page number in the usual dress at the edge of a page. What
/// stands askew is furniture too. O(lines · log).
pub(super) fn running_heads(pages: &[Vec<PdfLine>]) -> Vec<Vec<bool>> {
    let mut found: Vec<Vec<bool>> = pages
        .iter()
        .map(|lines| lines.iter().map(|line| !line.upright).collect())
        .collect();
    let edges: Vec<Place> = pages
        .iter()
        .enumerate()
        .flat_map(|(page, lines)| edge(lines).into_iter().map(move |line| (page, line)))
        .collect();
    let mut shapes: BTreeMap<(String, i64), Vec<Place>> = BTreeMap::new();
    for &(page, line) in &edges {
        let at = &pages[page][line];
        let height = (at.base / SAME_HEIGHT).round() as i64;
        shapes
            .entry((shape(&at.text), height))
            .or_default()
            .push((page, line));
    }
    for ((shape, _), places) in shapes {
        let counted = shape.contains('#');
        let runs = if counted {
            counting(&places, pages)
        } else {
            vec![places]
        };
        for run in runs.iter().filter(|run| on_pages(run) >= PAGES) {
            for &(page, line) in run {
                found[page][line] = true;
            }
        }
    }
    for &(page, line) in &edges {
        found[page][line] |= is_page_number(&pages[page][line].text);
    }
    keep_to_the_edge(pages, &mut found);
    for (lines, found) in pages.iter().zip(&mut found) {
        for (line, found) in lines.iter().zip(found) {
            *found |= line.note;
        }
    }
    found
}

/// The lines nearest to the upper and lower end of a page.
fn edge(lines: &[PdfLine]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].upright).collect();
    order.sort_by(|a, b| lines[*a].base.total_cmp(&lines[*b].base).then(a.cmp(b)));
    let count = order.len();
    let lower = count.saturating_sub(EDGE_LINES).max(EDGE_LINES.min(count));
    order[..EDGE_LINES.min(count)]
        .iter()
        .chain(&order[lower..])
        .copied()
        .collect()
}

/// The text with its numbers as `#`.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_ascii_digit() {
            if !shape.ends_with('#') {
                shape.push('#');
            }
        } else {
            shape.push(c);
        }
    }
    shape
}

fn numbers(text: &str) -> Vec<i64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

/// Places whose numbers are the same, or the same but for one that counts with the pages.
fn counting(places: &[Place], pages: &[Vec<PdfLine>]) -> Vec<Vec<Place>> {
    let mut runs: BTreeMap<Vec<(bool, i64)>, Vec<Place>> = BTreeMap::new();
    for &(page, line) in places {
        let values = numbers(&pages[page][line].text);
        let fixed: Vec<(bool, i64)> = values.iter().map(|n| (false, *n)).collect();
        runs.entry(fixed).or_default().push((page, line));
        for at in 0..values.len() {
            let offset = |(i, n): (usize, &i64)| {
                if i == at {
                    (true, n - page as i64)
                } else {
                    (false, *n)
                }
            };
            let counted = values.iter().enumerate().map(offset).collect();
            runs.entry(counted).or_default().push((page, line));
        }
    }
    runs.into_values().collect()
}

fn on_pages(places: &[Place]) -> usize {
    let mut pages: Vec<usize> = places.iter().map(|(page, _)| *page).collect();
    pages.dedup();
    pages.len()
}

/// — 3 —, - 3 -, 第 3 页, 第 3 页 共 10 页, 3 / 10.
fn is_page_number(text: &str) -> bool {
    let shape = shape(text);
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | '~');
    let bare = shape.trim_matches(dash);
    let dressed = bare == "#" && bare.len() < shape.len();
    dressed
        || matches!(
            shape.as_str(),
            "第#页" | "第#页共#页" | "第#页,共#页" | "第#页，共#页" | "#/#" | "共#页第#页"
        )
}

/// Furniture stands at the edge: a line with text between it and the edge is none.
fn keep_to_the_edge(pages: &[Vec<PdfLine>], found: &mut [Vec<bool>]) {
    for (lines, found) in pages.iter().zip(found) {
        let mut order: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].upright).collect();
        order.sort_by(|a, b| lines[*a].base.total_cmp(&lines[*b].base).then(a.cmp(b)));
        let above = order.iter().take_while(|at| found[**at]).count();
        let below = order.iter().rev().take_while(|at| found[**at]).count();
        if above + below < order.len() {
            for at in &order[above..order.len() - below] {
                found[*at] = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::Column;

    fn line(text: &str, base: f64) -> PdfLine {
        PdfLine {
            text: text.to_owned(),
            left: 0.0,
            right: 100.0,
            base,
            size: 10.0,
            column: Column::Whole,
            note: false,
            turn: crate::read::pdf::glyphs::Turn::Upright,
            upright: true,
        }
    }

    fn page(number: usize) -> Vec<PdfLine> {
        vec![
            line("某县2025年工作报告", 20.0),
            line(["会议指出", "会议强调", "会议要求"][number % 3], 100.0),
            line(["抓好落实", "压实责任", "提高站位"][number % 3], 120.0),
            line(&number.to_string(), 800.0),
        ]
    }

    #[test]
    fn running_heads_and_numbers_that_count_are_furniture() {
        let pages = [page(4), page(5), page(6)];
        for found in running_heads(&pages) {
            assert_eq!(found, [true, false, false, true]);
        }
    }

    #[test]
    fn one_page_has_none_but_dressed_numbers() {
        assert_eq!(running_heads(&[page(1)]), [[false, false, false, false]]);
        let mut dressed = page(1);
        dressed[3].text = "— 1 —".to_owned();
        assert_eq!(running_heads(&[dressed]), [[false, false, false, true]]);
    }

    #[test]
    fn lines_that_only_look_alike_are_text() {
        let year = |number: i64| {
            vec![
                line(&format!("{number}年实现增长"), 50.0),
                line("文", 99.0 + number as f64 / 20.0),
            ]
        };
        let found = running_heads(&[year(2021), year(1950)]);
        assert!(found.concat().iter().all(|f| !f));
    }
}
