//! The table of shares: how much of each document is common, shared, and its own.

use std::io::{self, Write};

use super::{NAME, RunSummary, heading, order, print_rows};
use crate::analysis::{Analysis, Attribution, DocumentAnalysis, Shares, SideKind};
use crate::cli::strings;
use crate::cli::table::{ColumnAlign, shorten};
use crate::report::glossary;
use crate::report::number::{grouped, percent};

/// Documents shown: a screenful, with the rest of the summary.
const DOCUMENTS: usize = 20;
/// Terminal columns for the bar of shares.
const BAR: usize = 24;

/// The documents that a reader asks about: of a run against others, those that were named first.
fn asked(analysis: &Analysis) -> Vec<&DocumentAnalysis> {
    let of_drafts = |n: usize| match &analysis.sides {
        Some(sides) if sides.by == SideKind::Against => sides.of[n] == 0,
        _ => true,
    };
    let documents = analysis.documents.iter().enumerate();
    let asked = documents.filter(|(n, _)| of_drafts(*n));
    asked.map(|(_, document)| document).collect()
}

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let asked = asked(run.analysis);
    let mut shown: Vec<&DocumentAnalysis> = asked
        .iter()
        .copied()
        .filter(|d| total(&d.shares) > 0.0)
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    let all = asked.len();
    if shown.len() > DOCUMENTS {
        shown.sort_by_key(|d| order(d.shares.local as f32));
        shown.truncate(DOCUMENTS);
        let n = shown.len();
        heading(out, &strings::whose_wording_of(lang, n, all))?;
    } else {
        heading(out, strings::WHOSE_WORDING.of(lang))?;
    }
    let mut rows = vec![
        [
            "",
            glossary::class(lang, Attribution::Boilerplate),
            glossary::class(lang, Attribution::Shared),
            glossary::class(lang, Attribution::Local),
            strings::OWN_BY_INFORMATION.of(lang),
            strings::CHARACTERS.of(lang),
            &strings::bar_legend(lang),
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    rows.extend(shown.iter().map(|d| {
        let percent = |share: f64| percent(lang, share, 1);
        vec![
            shorten(&d.file, NAME),
            percent(d.shares.boilerplate),
            percent(d.shares.shared),
            percent(d.shares.local),
            percent(d.information.shares.local),
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

/// Divides `whole` as the shares are, so that the parts add up to it: the largest remainder method (Hamilton), ties in
/// the order common, shared, own. Shares of 1/3 each and a whole of 10 give 4, 3, 3.
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
