//! Raised and lowered characters: the marks of notes, squares, chemical formulas.
//!
//! In, rows by their baselines: `1` small, and below it by a third of a line `头等大事来抓` with a gap · Out: one row, `头等大事1来抓`.
//!
//! Rows are told by their baselines. A character that is raised by a third stands on a baseline of its own, and would make a
//! line of its own that cuts the sentence in two.

use super::glyphs::Glyph;

/// Size of a raised character, in sizes of its line, at most. Word makes them two thirds, LibreOffice 58 %.
const SMALL: f64 = 0.8;

/// How far a raised character stands above the baseline, in sizes of its line, at most. Word raises by a third.
const RAISED: f64 = 0.65;

/// How far a lowered one stands below it.
const LOWERED: f64 = 0.35;

/// Distance from the characters beside it, in sizes of its line, at most.
const BESIDE: f64 = 1.0;

/// Joins rows that hold nothing but small characters beside those of a neighbouring row with that row. O(glyphs · log).
pub(super) fn join(rows: Vec<Vec<Glyph>>) -> Vec<Vec<Glyph>> {
    let mut found: Vec<Vec<Glyph>> = Vec::with_capacity(rows.len());
    for mut row in rows {
        if let Some(last) = found.last_mut() {
            if hangs_on(last, &row, RAISED) {
                last.append(&mut row);
                continue;
            }
            if hangs_on(&row, last, LOWERED) {
                last.append(&mut row);
                continue;
            }
        }
        found.push(row);
    }
    found
}

/// Whether all characters of `small` stand beside those of `line`, and are small and near enough.
fn hangs_on(one: &[Glyph], other: &[Glyph], reach: f64) -> bool {
    // The first argument is the upper row for raised characters, and the lower one for lowered ones.
    let (small, line) = (one, other);
    let Some(size) = line.iter().map(|g| g.size).max_by(f64::total_cmp) else {
        return false;
    };
    let Some(base) = line.iter().find(|g| g.size >= size * 0.99).map(|g| g.base) else {
        return false;
    };
    let beside = |glyph: &Glyph| {
        line.iter().any(|near| {
            let gap = (glyph.left - near.right).max(near.left - glyph.right);
            gap <= BESIDE * size
        })
    };
    small.iter().all(|glyph| {
        glyph.size <= SMALL * size && (glyph.base - base).abs() <= reach * size && beside(glyph)
    })
}

/// Whether a character of a row is raised: small, and above the baseline of the others.
pub(super) fn is_raised(glyph: &Glyph, row: &[Glyph]) -> bool {
    let large = row.iter().max_by(|a, b| a.size.total_cmp(&b.size));
    large.is_some_and(|line| {
        glyph.size <= SMALL * line.size && line.base - glyph.base > 0.1 * line.size
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, left: f64, base: f64, size: f64) -> Glyph {
        Glyph {
            text: text.to_owned(),
            left,
            right: left + size,
            base,
            size,
            turn: crate::read::pdf::glyphs::Turn::Upright,
        }
    }

    #[test]
    fn small_characters_join_the_line_that_they_stand_beside() {
        let mark = vec![glyph("1", 32.0, 94.5, 9.0)];
        let line = vec![
            glyph("事", 16.0, 100.0, 16.0),
            glyph("来", 40.0, 100.0, 16.0),
        ];
        assert_eq!(join(vec![mark.clone(), line.clone()]).len(), 1);
        assert!(is_raised(&mark[0], &[mark[0].clone(), line[0].clone()]));
        // A small line of its own stands farther away.
        let apart = vec![glyph("注", 32.0, 80.0, 9.0)];
        assert_eq!(join(vec![apart, line.clone()]).len(), 2);
        let below = vec![glyph("2", 32.0, 103.0, 9.0)];
        assert_eq!(join(vec![line, below]).len(), 1);
    }
}
