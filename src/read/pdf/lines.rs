//! From characters to lines, in the order in which a page is read.

use super::glyphs::{Glyph, Turn, Turned};
use super::{margin_numbers, notes, raised};

/// Difference of baselines within one line, in font sizes: superscripts are raised by a third.
const SAME_LINE: f64 = 0.4;

/// Gap that parts words of an alphabet, in font sizes. A space is a quarter to a third wide.
const WORD_GAP: f64 = 0.18;

/// Gap left by a space that is drawn, in font sizes; narrower ones are squeezed out by justification.
const SPACE: f64 = 0.1;

/// Gap that parts Chinese characters on purpose (张 三). Justified text is spread by less.
const WIDE_GAP: f64 = 0.6;

/// A character that begins within this share of the width of the same one before it is that one drawn again. Bold type is
/// moved by a tenth of a letter at most.
const DRAWN_AGAIN: f64 = 0.4;

/// Width of a character of which the font says none, in font sizes.
const NARROWEST: f64 = 0.1;

/// Gap that may be one between two columns, in font sizes. Browsers leave one.
const COLUMN_GAP: f64 = 0.8;

/// Gap that parts the cells of a table, in font sizes: two characters, as headings of tables have.
const CELL_GAP: f64 = 1.8;

/// Fewest lines that a column has.
const COLUMN_LINES: usize = 4;

/// Share of its column's width that the middle line of a column fills at least; cells of tables fill less.
const COLUMN_FILL: f64 = 0.7;

/// Characters that a line of a column has at least.
const COLUMN_CHARS: usize = 8;

/// Which part of the page a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// All of its width.
    Whole,
    /// The left of two columns.
    Left,
    /// The right of two columns.
    Right,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct PdfLine {
    /// Cells of a table are parted by tabs.
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    /// The size of most of its characters.
    pub(super) size: f64,
    pub(super) column: Column,
    /// Whether it stands upright.
    pub(super) upright: bool,
    /// How the page was turned to read it.
    pub(super) turn: Turn,
    /// Whether it is a note at the foot of the page.
    pub(super) note: bool,
}

/// The lines of a page, columns one after the other. O(n log n) in its glyphs.
pub(super) fn lines(page: Turned) -> Vec<PdfLine> {
    let Turned { turn, glyphs } = page;
    let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.into_iter().partition(|g| g.turn == turn);
    let mut rows = rows(upright);
    margin_numbers::take(&mut rows);
    let notes = notes::take(&mut rows);
    let foot = notes.map_or(f64::INFINITY, |notes| notes.from);
    let mut pieces = Vec::new();
    for row in rows {
        cut(row, &mut pieces);
    }
    let mut found = Vec::new();
    for (column, part) in columns(pieces) {
        join_rows(column, part, &mut found);
    }
    for line in &mut found {
        line.note = line.base >= foot;
        line.turn = turn;
    }
    // What stands askew is read as it was drawn.
    let text: String = turned.iter().map(|g| g.text.as_str()).collect();
    if let (Some(first), false) = (turned.first(), text.trim().is_empty()) {
        found.push(PdfLine {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            left: first.left,
            right: first.right,
            base: first.base,
            size: first.size,
            column: Column::Whole,
            upright: false,
            turn,
            note: false,
        });
    }
    found
}

/// Part of a line, without a gap as wide as one between columns.
#[derive(Clone, Debug)]
struct LinePiece {
    text: String,
    chars: usize,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

/// Rows of glyphs by their baselines, from top to bottom. Small characters raised above a line, or lowered below it, belong
/// to that line.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut found: Vec<Vec<Glyph>> = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    let mut size: f64 = 0.0;
    let mut base: f64 = 0.0;
    for glyph in glyphs {
        if !row.is_empty() && glyph.base - base > SAME_LINE * size.min(glyph.size * 1.5) {
            found.push(std::mem::take(&mut row));
        }
        if row.is_empty() {
            (size, base) = (glyph.size, glyph.base);
        } else if glyph.size > size {
            // The line is where its large characters are.
            (size, base) = (glyph.size, glyph.base);
        }
        row.push(glyph);
    }
    if !row.is_empty() {
        found.push(row);
    }
    raised::join(found)
}

/// Fewest gaps of one width that show a line to be justified where no spaces are drawn: a row of a table has cells of
/// different lengths, and so gaps of different widths.
const EVEN_GAPS: usize = 3;

/// By how much gaps of one justified line differ, in font sizes.
const EVEN: f64 = 0.12;

/// Whether the words of a row are spread over its width, so that gaps as wide as between cells of a table only part words:
/// all gaps are equally wide, and in each stands one space, as people type it.
fn is_justified(row: &[Glyph]) -> bool {
    let letter = |text: &str| {
        text.chars()
            .all(|c| unicode_width::UnicodeWidthChar::width(c) == Some(1) && !c.is_ascii_digit())
    };
    let (mut gaps, mut drawn) = (Vec::new(), true);
    let mut last: Option<&Glyph> = None;
    let mut spaces = 0;
    for glyph in row {
        if glyph.text.trim().is_empty() {
            spaces += 1;
            continue;
        }
        if let Some(last) = last {
            let gap = (glyph.left - last.right) / glyph.size.min(last.size);
            let apart = if spaces > 0 { SPACE } else { WORD_GAP };
            if gap > apart {
                if gap > COLUMN_GAP && !(letter(&last.text) && letter(&glyph.text)) {
                    return false;
                }
                gaps.push(gap);
                drawn &= spaces == 1;
            }
        }
        last = Some(glyph);
        spaces = 0;
    }
    gaps.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (gaps.first(), gaps.last()) else {
        return false;
    };
    most - least <= EVEN && (drawn || gaps.len() >= EVEN_GAPS)
}

fn cut(mut row: Vec<Glyph>, found: &mut Vec<LinePiece>) {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let justified = is_justified(&row);
    let mut piece: Vec<Glyph> = Vec::new();
    let mut text = String::new();
    let mut spaced = false;
    for glyph in row {
        if glyph.text.trim().is_empty() {
            spaced = true;
            continue;
        }
        if let Some(last) = piece.last() {
            if is_drawn_twice(last, &glyph) {
                continue;
            }
            let size = glyph.size.min(last.size);
            let gap = (glyph.left - last.right) / size;
            if gap > COLUMN_GAP && !justified {
                push(std::mem::take(&mut piece), std::mem::take(&mut text), found);
            } else if gap
                > if spaced {
                    SPACE
                } else {
                    gap_between(&text, &glyph.text)
                }
            {
                text.push(' ');
            }
        }
        spaced = false;
        text.push_str(&glyph.text);
        piece.push(glyph);
    }
    push(piece, text, found);
}

/// Whether a character is the one before it drawn again, as bold type and shadows are sometimes made. It then covers most of
/// it; two narrow letters that follow one another (ll, tt, II) do not, however small their distance is for the size.
fn is_drawn_twice(last: &Glyph, glyph: &Glyph) -> bool {
    let width = (last.right - last.left).max(NARROWEST * glyph.size);
    glyph.text == last.text && glyph.left - last.left < DRAWN_AGAIN * width
}

fn push(piece: Vec<Glyph>, text: String, found: &mut Vec<LinePiece>) {
    let (Some(first), Some(last)) = (piece.first(), piece.last()) else {
        return;
    };
    let mut sizes: Vec<f64> = piece.iter().map(|g| g.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes[sizes.len() / 2];
    let main = piece.iter().find(|g| (g.size - size).abs() < 0.01);
    found.push(LinePiece {
        chars: text.chars().count(),
        text,
        left: first.left,
        right: last.right,
        base: main.map_or(first.base, |g| g.base),
        size,
    });
}

/// The gap that is a space between two characters where none is drawn, in font sizes.
fn gap_between(before: &str, behind: &str) -> f64 {
    let latin = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphanumeric() && unicode_width::UnicodeWidthChar::width(c) == Some(1)
        })
    };
    if latin(before.chars().next_back()) && latin(behind.chars().next()) {
        WORD_GAP
    } else {
        WIDE_GAP
    }
}

/// Pieces of a page in parts that are read one after the other: two columns where there are two, what spans both
/// before and behind them.
fn columns(pieces: Vec<LinePiece>) -> Vec<(Column, Vec<LinePiece>)> {
    let Some(gutter) = gutter(&pieces) else {
        return vec![(Column::Whole, pieces)];
    };
    let mut parts = Vec::new();
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        if piece.left < gutter && piece.right > gutter {
            parts.push((Column::Left, std::mem::take(&mut left)));
            parts.push((Column::Right, std::mem::take(&mut right)));
            across.push(piece);
            continue;
        }
        parts.push((Column::Whole, std::mem::take(&mut across)));
        if piece.right <= gutter {
            left.push(piece);
        } else {
            right.push(piece);
        }
    }
    parts.extend([
        (Column::Left, left),
        (Column::Right, right),
        (Column::Whole, across),
    ]);
    parts.retain(|(_, part)| !part.is_empty());
    parts
}

/// Where a gutter between two columns runs.
fn gutter(pieces: &[LinePiece]) -> Option<f64> {
    let first = pieces.iter().map(|p| p.left).min_by(f64::total_cmp)?;
    let last = pieces.iter().map(|p| p.right).max_by(f64::total_cmp)?;
    let steps = 41;
    let at =
        |step: i32| first + (last - first) * (0.3 + 0.4 * f64::from(step) / f64::from(steps - 1));
    let crossing = |x: f64| pieces.iter().filter(|p| p.left < x && p.right > x).count();
    let fewest = (0..steps).map(|step| crossing(at(step))).min()?;
    let best: Vec<f64> = (0..steps)
        .map(at)
        .filter(|x| crossing(*x) == fewest)
        .collect();
    let gutter = best[best.len() / 2];
    if fewest * 3 > pieces.len() {
        return None;
    }
    let is_column = |inside: &dyn Fn(&LinePiece) -> bool| {
        let lines: Vec<&LinePiece> = pieces.iter().filter(|p| inside(p)).collect();
        let from = lines.iter().map(|p| p.left).min_by(f64::total_cmp);
        let to = lines.iter().map(|p| p.right).max_by(f64::total_cmp);
        let (Some(from), Some(to)) = (from, to) else {
            return false;
        };
        let mut widths: Vec<f64> = lines.iter().map(|p| p.right - p.left).collect();
        widths.sort_by(f64::total_cmp);
        let mut chars: Vec<usize> = lines.iter().map(|p| p.chars).collect();
        chars.sort_unstable();
        let middle = lines.len() / 2;
        lines.len() >= COLUMN_LINES
            && widths[middle] >= COLUMN_FILL * (to - from)
            && chars[middle] >= COLUMN_CHARS
    };
    let two = is_column(&|p| p.right <= gutter) && is_column(&|p| p.left >= gutter);
    two.then_some(gutter)
}

/// Joins pieces on one baseline to lines, with tabs between.
fn join_rows(column: Column, part: Vec<LinePiece>, found: &mut Vec<PdfLine>) {
    let from = found.len();
    for piece in part {
        if found.len() > from
            && let Some(line) = found.last_mut()
            && (piece.base - line.base).abs() <= SAME_LINE * line.size.min(piece.size)
            && piece.left >= line.right
        {
            let wide = piece.left - line.right > CELL_GAP * line.size.min(piece.size);
            line.text.push(if wide { '\t' } else { ' ' });
            line.text.push_str(&piece.text);
            line.right = piece.right;
            continue;
        }
        found.push(PdfLine {
            text: piece.text,
            left: piece.left,
            right: piece.right,
            base: piece.base,
            size: piece.size,
            column,
            upright: true,
            turn: Turn::Upright,
            note: false,
        });
    }
}
