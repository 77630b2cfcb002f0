//! The documents that are most alike.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::{NAME, RunSummary, heading, order, percent, print_rows};
use crate::analysis::{Analysis, Matrix};
use crate::cli::table::{ColumnAlign, shorten};

/// Pairs shown.
const PAIRS: usize = 10;

/// Two documents and how alike they are.
struct AlikePair {
    a: usize,
    b: usize,
    /// How much of a is aligned with b, and the other way round.
    coverage: [f32; 2],
    cosine: f32,
}

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let pairs = most_alike(run.analysis);
    if pairs.is_empty() {
        return Ok(());
    }
    let lang = run.lang;
    heading(out, lang.pick("最雷同的篇目", "Most alike"))?;
    let mut rows = vec![vec![
        "A".to_owned(),
        "B".to_owned(),
        lang.pick("A 见于 B", "of A in B").to_owned(),
        lang.pick("B 见于 A", "of B in A").to_owned(),
        lang.pick("用词相近", "same words").to_owned(),
    ]];
    let name = |i: usize| shorten(&run.analysis.documents[i].file, NAME);
    rows.extend(pairs.iter().map(|p| {
        vec![
            name(p.a),
            name(p.b),
            percent(p.coverage[0]),
            percent(p.coverage[1]),
            format!("{:.2}", p.cosine),
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
