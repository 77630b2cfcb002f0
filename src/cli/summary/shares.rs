//! How much of each document is boilerplate, shared, and its own.

use std::io::{self, Write};

use super::{NAME, RunSummary, heading, order, print_rows};
use crate::analysis::{DocumentAnalysis, Shares};
use crate::cli::table::{ColumnAlign, shorten};
use crate::report::Lang;
use crate::report::number::grouped;

/// Documents shown: a screenful, with the rest of the summary.
const DOCUMENTS: usize = 20;
/// Columns for the bar of shares.
const BAR: usize = 24;

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let mut shown: Vec<&DocumentAnalysis> = run
        .analysis
        .documents
        .iter()
        .filter(|d| total(&d.shares) > 0.0)
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    let all = run.analysis.documents.len();
    if shown.len() > DOCUMENTS {
        shown.sort_by_key(|d| order(d.shares.local as f32));
        shown.truncate(DOCUMENTS);
        let n = shown.len();
        heading(
            out,
            &match lang {
                Lang::Zh => format!("文字构成（独有文字最少的 {n} 篇，共 {all} 篇）"),
                Lang::En => format!("Whose wording ({n} of {all}, those with least of their own)"),
            },
        )?;
    } else {
        heading(out, lang.pick("文字构成", "Whose wording"))?;
    }
    let mut rows = vec![
        [
            "",
            lang.pick("套话", "boilerplate"),
            lang.pick("共有", "shared"),
            lang.pick("独有", "its own"),
            lang.pick("独有信息", "own news"),
            lang.pick("字数", "characters"),
            lang.pick("█ 套话 ▒ 共有 · 独有", "█ boilerplate ▒ shared · its own"),
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    rows.extend(shown.iter().map(|d| {
        let tenths = split(&d.shares, 1000);
        let percent = |n: usize| format!("{}.{} %", n / 10, n % 10);
        vec![
            shorten(&d.file, NAME),
            percent(tenths[0]),
            percent(tenths[1]),
            percent(tenths[2]),
            percent(split(&d.information.shares, 1000)[2]),
            grouped(d.characters),
            bar(&d.shares),
        ]
    }));
    let right = ColumnAlign::Right;
    print_rows(
        out,
        &rows,
        &[
            ColumnAlign::Left,
            right,
            right,
            right,
            right,
            right,
            ColumnAlign::Left,
        ],
    )
}

fn total(shares: &Shares) -> f64 {
    shares.boilerplate + shares.shared + shares.local
}

/// `whole` divided as the shares are, so that the parts add up to it: by largest remainder, in the order given.
fn split(shares: &Shares, whole: usize) -> [usize; 3] {
    let total = total(shares);
    if total <= 0.0 {
        return [0; 3];
    }
    let exact = [shares.boilerplate, shares.shared, shares.local].map(|s| s / total * whole as f64);
    let mut parts = exact.map(|e| e.floor() as usize);
    let mut by_remainder = [0, 1, 2];
    by_remainder.sort_by(|&a, &b| {
        let remainder = |i: usize| exact[i] - exact[i].floor();
        remainder(b).total_cmp(&remainder(a))
    });
    let missing = whole.saturating_sub(parts.iter().sum());
    for i in by_remainder.into_iter().take(missing) {
        parts[i] += 1;
    }
    parts
}

fn bar(shares: &Shares) -> String {
    let [boilerplate, shared, local] = split(shares, BAR);
    "█".repeat(boilerplate) + &"▒".repeat(shared) + &"·".repeat(local)
}
