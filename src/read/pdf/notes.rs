//! Notes at the foot of a page, and the marks that lead to them.
//!
//! In, a page: `头等大事¹来抓。` … and below, in smaller type, `1 数据来自县统计局。` · Out: the note is furniture, as in a Word document, and
//! the mark is gone: in the middle of a sentence it would cut wording in two.
//!
//! A raised figure is a mark only if a note on the same page begins with it: others are squares and formulas.

use super::glyphs::Glyph;
use super::raised::is_raised;

/// Size of a note, in sizes of the running text, at most.
const SMALLER: f64 = 0.92;

/// Longest mark, in characters.
const MARK: usize = 4;

/// The notes of a page.
pub(super) struct Notes {
    /// The baseline of their first line, in points from the top.
    pub(super) from: f64,
}

/// Finds the notes of a page and takes their marks out of the text. Rows are in order, from top to bottom. O(glyphs).
pub(super) fn take(rows: &mut [Vec<Glyph>]) -> Option<Notes> {
    let body = body_size(rows)?;
    let is_small = |row: &Vec<Glyph>| row.iter().all(|glyph| glyph.size <= SMALLER * body);
    // The number of the page may stand below the notes, in any size.
    let last = rows.iter().rposition(|row| !is_page_number(row))?;
    let small = rows[..=last]
        .iter()
        .rev()
        .take_while(|row| is_small(row))
        .count();
    let region = last + 1 - small..last + 1;
    let first = region.clone().find(|at| mark_of(&rows[*at]).is_some())?;
    let marks: Vec<String> = rows[first..=last]
        .iter()
        .filter_map(|row| mark_of(row))
        .collect();
    let mut referred = false;
    for row in &mut rows[..first] {
        let raised: Vec<bool> = row.iter().map(|glyph| is_raised(glyph, row)).collect();
        let mut order: Vec<usize> = (0..row.len()).filter(|at| raised[*at]).collect();
        order.sort_by(|a, b| row[*a].left.total_cmp(&row[*b].left));
        let mut gone = vec![false; row.len()];
        for run in order.chunk_by(|a, b| row[*b].left - row[*a].right < row[*a].size) {
            let text: String = run.iter().map(|at| row[*at].text.trim()).collect();
            if marks.contains(&bare(&text)) {
                run.iter().for_each(|at| gone[*at] = true);
                referred = true;
            }
        }
        let mut at = 0;
        row.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
    }
    let from = rows[first]
        .iter()
        .map(|glyph| glyph.base)
        .min_by(f64::total_cmp)?;
    referred.then_some(Notes { from })
}

/// The size of most characters of a page.
fn body_size(rows: &[Vec<Glyph>]) -> Option<f64> {
    let mut sizes: Vec<f64> = rows.iter().flatten().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

fn text_of(row: &[Glyph]) -> String {
    let mut glyphs: Vec<&Glyph> = row.iter().collect();
    glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

fn is_page_number(row: &[Glyph]) -> bool {
    let text = text_of(row);
    text.chars().all(|c| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '—' | '–' | '第' | '页')
    })
}

/// The mark with which the row of a note begins: 1, [1], ①, *.
fn mark_of(row: &[Glyph]) -> Option<String> {
    let text = text_of(row);
    let text = text.trim();
    let marks = |c: &char| {
        c.is_numeric()
            || matches!(
                c,
                '[' | ']' | '［' | '］' | '〔' | '〕' | '*' | '＊' | '†' | '‡'
            )
    };
    let mark: String = text.chars().take_while(marks).collect();
    let alone = mark.chars().count() == text.chars().count();
    (!mark.is_empty() && !alone && mark.chars().count() <= MARK).then(|| bare(&mark))
}

/// A mark without brackets.
fn bare(mark: &str) -> String {
    mark.chars()
        .filter(|c| !"[]［］〔〕（）() ".contains(*c))
        .collect()
}
