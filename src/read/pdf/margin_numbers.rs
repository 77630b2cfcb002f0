//! Numbers of lines in the margin, as drafts of laws and transcripts of courts have them.
//!
//! In, rows: `1 全县各级部门要把修桥当作今年头一件大` `2 事来抓，逐户摸清缺口。` `3 要趁枯水期抢修` · Out: the same rows without their numbers.
//!
//! They count lines and not anything that is said: left in the text they would part every paragraph into rows of a table.
//! What counts items begins paragraphs, so that the lines above it end their sentences.

use super::glyphs::Glyph;

/// Fewest numbered lines of a page.
const FEWEST: usize = 5;

/// Of the lines of a page, so many of ten have a number at least. Where every fifth line has one, all numbers are multiples.
const NUMBERED_OF_TEN: usize = 8;

/// Of the numbered lines, one in so many ends inside a sentence at least.
const OPEN: usize = 3;

/// Gap between a number and the text, in font sizes of the text, at least.
const GAP: f64 = 0.6;

/// Most digits of a number.
const DIGITS: usize = 4;

/// Takes the numbers of lines out of the rows of a page. O(glyphs · log).
pub(super) fn take(rows: &mut [Vec<Glyph>]) {
    for row in rows.iter_mut() {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    for of_row in [leading as fn(&[Glyph]) -> Option<MarginNumber>, trailing] {
        let numbers: Vec<Option<MarginNumber>> = rows.iter().map(|row| of_row(row)).collect();
        if are_lines(rows, &numbers) {
            for (row, number) in rows.iter_mut().zip(numbers) {
                if let Some(number) = number {
                    row.drain(number.glyphs);
                }
            }
        }
    }
}

/// A number beside a line.
struct MarginNumber {
    glyphs: std::ops::Range<usize>,
    value: u32,
    /// Its left end, in points.
    left: f64,
    right: f64,
}

/// The number at the left of a row.
fn leading(row: &[Glyph]) -> Option<MarginNumber> {
    let digits = row.iter().take_while(|glyph| is_digit(glyph)).count();
    let spaces = row[digits..]
        .iter()
        .take_while(|g| g.text.trim().is_empty())
        .count();
    number(
        row,
        0..digits,
        row.get(digits + spaces).map(|next| next.left),
    )
}

/// The number at the right of a row.
fn trailing(row: &[Glyph]) -> Option<MarginNumber> {
    let digits = row.iter().rev().take_while(|glyph| is_digit(glyph)).count();
    let from = row.len() - digits;
    let before = row[..from]
        .iter()
        .rev()
        .find(|g| !g.text.trim().is_empty())?;
    let gap = row.get(from)?.left - before.right;
    let found = number(row, from..row.len(), Some(f64::INFINITY))?;
    (gap > GAP * before.size).then_some(found)
}

fn is_digit(glyph: &Glyph) -> bool {
    !glyph.text.is_empty() && glyph.text.bytes().all(|b| b.is_ascii_digit())
}

fn number(
    row: &[Glyph],
    glyphs: std::ops::Range<usize>,
    next: Option<f64>,
) -> Option<MarginNumber> {
    let (first, last) = (row.get(glyphs.start)?, row.get(glyphs.end.checked_sub(1)?)?);
    let text: String = row[glyphs.clone()]
        .iter()
        .map(|g| g.text.as_str())
        .collect();
    let size = next.map_or(0.0, |_| last.size);
    let apart = next.is_none_or(|next| next - last.right > GAP * size);
    (text.len() <= DIGITS && apart).then(|| MarginNumber {
        value: text.parse().unwrap_or(0),
        left: first.left,
        right: last.right,
        glyphs,
    })
}

/// Whether the numbers count the lines: nearly every line has one, or every fifth, they go on from line to line, stand in
/// one column, and many of their lines end inside a sentence.
fn are_lines(rows: &[Vec<Glyph>], numbers: &[Option<MarginNumber>]) -> bool {
    let found: Vec<(usize, &MarginNumber)> = numbers
        .iter()
        .enumerate()
        .filter_map(|(at, number)| Some((at, number.as_ref()?)))
        .collect();
    // A row that is a number and nothing else is the number of the page, or of an empty line.
    let worded = |row: &Vec<Glyph>| {
        row.iter()
            .any(|g| !is_digit(g) && !g.text.trim().is_empty())
    };
    let lines = rows.iter().filter(|row| worded(row)).count();
    let numbered: Vec<&(usize, &MarginNumber)> =
        found.iter().filter(|(at, _)| worded(&rows[*at])).collect();
    if numbered.len() < FEWEST || numbered.len() * 10 < lines * NUMBERED_OF_TEN {
        return false;
    }
    let counts = numbered.windows(2).all(|pair| {
        let step = pair[1].1.value.checked_sub(pair[0].1.value);
        step.is_some_and(|step| step >= 1 && step as usize <= pair[1].0 - pair[0].0 + 1)
    });
    let (left, right) = (numbered[0].1.left, numbered[0].1.right);
    let column = numbered
        .iter()
        .all(|(_, n)| (n.left - left).abs() < 1.0 || (n.right - right).abs() < 1.0);
    let open = numbered.iter().filter(|(at, number)| {
        let rest = rows[*at]
            .iter()
            .enumerate()
            .filter(|(i, _)| !number.glyphs.contains(i));
        let last = rest
            .map(|(_, g)| g.text.trim())
            .rfind(|text| !text.is_empty());
        last.is_some_and(|text| !text.ends_with(super::sentence_end::ends_sentence))
    });
    counts && column && open.count() * OPEN >= numbered.len()
}
