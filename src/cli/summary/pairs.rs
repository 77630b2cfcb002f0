//! The table of the pairs of documents that are most alike.

use std::cmp::Reverse;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{LEAST_NAME, MARGIN, NAME, RunSummary, heading, order, percent, print_rows};
use crate::analysis::{Analysis, Matrix, Metric};
use crate::cli::strings;
use crate::cli::table::ColumnAlign;
use crate::report::glossary;

/// Pairs shown: a screenful, with the rest of the summary.
const PAIRS: usize = 10;

/// Two documents, by their indices, and how alike they are.
struct AlikePair {
    a: usize,
    b: usize,
    /// Share of a that is aligned with b, and of b with a.
    coverage: [f32; 2],
    cosine: f32,
}

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let pairs = most_alike(run.analysis);
    if pairs.is_empty() {
        return Ok(());
    }
    let lang = run.lang;
    heading(out, &strings::most_alike(lang))?;
    let mut rows = vec![vec![
        "A".to_owned(),
        "B".to_owned(),
        strings::A_IN_B.of(lang).to_owned(),
        strings::B_IN_A.of(lang).to_owned(),
        glossary::metric(lang, Metric::Cosine).to_owned(),
    ]];
    // Percentages are narrower than their heads in both languages; two spaces stand between columns.
    let figures: usize = rows[0][2..]
        .iter()
        .map(|head| head.width().max(7) + 2)
        .sum();
    let room = run.width.saturating_sub(MARGIN.len() + figures + 2) / 2;
    let room = room.clamp(LEAST_NAME, NAME);
    let name = |i: usize| run.name(i, room);
    rows.extend(pairs.iter().map(|p| {
        vec![
            name(p.a),
            name(p.b),
            percent(lang, p.coverage[0]),
            percent(lang, p.coverage[1]),
            percent(lang, p.cosine),
        ]
    }));
    let align = [
        ColumnAlign::Left,
        ColumnAlign::Left,
        ColumnAlign::Right,
        ColumnAlign::Right,
        ColumnAlign::Right,
    ];
    print_rows(out, &rows, &align)
}

/// The pairs that have most in common, by the greater coverage, then by cosine, then in corpus order.
fn most_alike(analysis: &Analysis) -> Vec<AlikePair> {
    let level = &analysis.similarity.documents;
    let documents = analysis.documents.len().min(level.ids.len());
    let value = |matrix: &Matrix, a, b| matrix.get(a, b).unwrap_or(0.0);
    let mut best: Vec<AlikePair> = Vec::new();
    let mut offer = |a: usize, b: usize| {
        let pair = AlikePair {
            a,
            b,
            coverage: [value(&level.coverage, a, b), value(&level.coverage, b, a)],
            cosine: value(&level.cosine, a, b).max(value(&level.cosine, b, a)),
        };
        let strength = |p: &AlikePair| {
            let cover = p.coverage[0].max(p.coverage[1]);
            (order(cover), order(p.cosine), Reverse((p.a, p.b)))
        };
        if strength(&pair).0 == 0 && strength(&pair).1 == 0 {
            return;
        }
        let place = best.partition_point(|other| strength(other) > strength(&pair));
        if place < PAIRS && best.get(place).is_none_or(|p| (p.a, p.b) != (a, b)) {
            best.insert(place, pair);
            best.truncate(PAIRS);
        }
    };
    match (&level.coverage, &level.cosine) {
        (Matrix::Full(_), _) => {
            for a in 0..documents {
                (a + 1..documents).for_each(|b| offer(a, b));
            }
        }
        (Matrix::Neighbours(rows), cosine) => {
            let cosine: &[_] = match cosine {
                Matrix::Neighbours(rows) => rows,
                Matrix::Full(_) => &[],
            };
            for rows in [rows, cosine] {
                for (a, row) in rows.iter().enumerate().take(documents) {
                    for n in row.iter().filter(|n| n.column < documents && n.column != a) {
                        offer(a.min(n.column), a.max(n.column));
                    }
                }
            }
        }
    }
    best
}
