//! The table of shares: how much of each document is common, shared, and its own.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{COMFORTABLE_NAME, LEAST_NAME, MARGIN, NAME, RunSummary, heading, order, print_rows};
use crate::analysis::{Analysis, Attribution, Shares, SideKind};
use crate::cli::strings;
use crate::cli::table::ColumnAlign;
use crate::report::glossary;
use crate::report::number::{grouped, percent};

/// Documents shown: a screenful, with the rest of the summary.
const DOCUMENTS: usize = 20;
/// Terminal columns for the bar of shares, at most and at least.
const BAR: usize = 24;
const LEAST_BAR: usize = 10;

/// The documents that a reader asks about: of a run against others, those that were named first.
fn asked(analysis: &Analysis) -> Vec<usize> {
    let of_drafts = |n: usize| match &analysis.sides {
        Some(sides) if sides.by == SideKind::Against => sides.of[n] == 0,
        _ => true,
    };
    let documents = 0..analysis.documents.len();
    documents.filter(|n| of_drafts(*n)).collect()
}

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let asked = asked(run.analysis);
    let document = |n: &usize| &run.analysis.documents[*n];
    let mut shown: Vec<usize> = asked
        .iter()
        .copied()
        .filter(|n| total(&document(n).shares) > 0.0)
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    let all = asked.len();
    if shown.len() > DOCUMENTS {
        shown.sort_by_key(|n| order(document(n).shares.local as f32));
        shown.truncate(DOCUMENTS);
        let n = shown.len();
        heading(out, &strings::whose_wording_of(lang, n, all))?;
    } else {
        heading(out, strings::WHOSE_WORDING.of(lang))?;
    }
    let fit = Fit::of(run);
    let mut rows = vec![
        fit.row(
            String::new(),
            [
                glossary::class(lang, Attribution::Boilerplate),
                glossary::class(lang, Attribution::Shared),
                glossary::class(lang, Attribution::Local),
                strings::OWN_BY_INFORMATION.of(lang),
                strings::CHARACTERS.of(lang),
            ]
            .map(str::to_owned),
            strings::bar_legend(lang),
        ),
    ];
    rows.extend(shown.iter().map(|n| {
        let d = document(n);
        let percent = |share: f64| percent(lang, share, 1);
        let figures = [
            percent(d.shares.boilerplate),
            percent(d.shares.shared),
            percent(d.shares.local),
            percent(d.information.shares.local),
            grouped(d.characters),
        ];
        fit.row(run.name(*n, fit.name), figures, bar(&d.shares, fit.bar))
    }));
    let right = ColumnAlign::Right;
    let left = ColumnAlign::Left;
    let figures = rows[0].len() - 2;
    let mut align = vec![left];
    align.extend(std::iter::repeat_n(right, figures));
    align.push(left);
    print_rows(out, &rows, &align)
}

/// What of the table fits the window: the bar gives way first, then own wording by information, then names.
struct Fit {
    name: usize,
    /// Columns of the bar; 0 where there is no room for one.
    bar: usize,
    by_information: bool,
}

impl Fit {
    fn of(run: &RunSummary<'_>) -> Self {
        let lang = run.lang;
        let classes = [
            Attribution::Boilerplate,
            Attribution::Shared,
            Attribution::Local,
        ];
        let heads = classes.map(|class| glossary::class(lang, class).width());
        // Percentages take seven columns, numbers of characters up to nine.
        let figures: usize = heads.iter().map(|head| head.max(&7) + 2).sum();
        let figures = figures + strings::CHARACTERS.of(lang).width().max(9) + 2;
        let information = strings::OWN_BY_INFORMATION.of(lang).width() + 2;
        let legend = strings::bar_legend(lang).width() + 2;
        let room = run.width.saturating_sub(MARGIN.len() + figures);
        let by_information = room >= information + COMFORTABLE_NAME;
        let room = room.saturating_sub(if by_information { information } else { 0 });
        // The head of the bar is its legend: the bar takes that much at least.
        let bar = if room >= legend.max(LEAST_BAR + 2) + COMFORTABLE_NAME {
            BAR.min(legend - 2).max(LEAST_BAR)
        } else {
            0
        };
        let room = room.saturating_sub(if bar > 0 { legend } else { 0 });
        Self {
            name: room.clamp(LEAST_NAME, NAME),
            bar,
            by_information,
        }
    }

    fn row(&self, name: String, figures: [String; 5], bar: String) -> Vec<String> {
        let [common, shared, own, information, characters] = figures;
        let mut row = vec![name, common, shared, own];
        if self.by_information {
            row.push(information);
        }
        row.push(characters);
        row.push(if self.bar > 0 { bar } else { String::new() });
        row
    }
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

fn bar(shares: &Shares, columns: usize) -> String {
    let [boilerplate, shared, local] = split(shares, columns);
    "█".repeat(boilerplate) + &"▒".repeat(shared) + &"·".repeat(local)
}
