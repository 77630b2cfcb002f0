//! How much each document says of its own on each theme: themes by documents, the stronger the more is borrowed.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::text;
use crate::report::number::percent_number;
use crate::report::palette::{self, MUTED, NOISE, sequential, text_on};
use crate::report::themes::{Theme, themes as find};

/// Columns at most; with more documents, those that treat most themes are drawn.
const MOST_DOCUMENTS: usize = 500;
const ROW: f32 = 24.0;
/// Width of all cells together, about.
const WIDE: f32 = 900.0;
/// Room for the name of a theme.
const NAME: f32 = 330.0;
/// Cells from this width on have their figure written in them.
const CELL_WITH_FIGURE: f32 = 20.0;

/// Themes by documents; `None` where there are fewer than two themes.
pub(super) fn themes(cx: &Context<'_>) -> Option<Picture> {
    let themes = find(cx.documents());
    if themes.len() < 2 {
        return None;
    }
    let borrowed: Vec<Vec<Option<f64>>> = themes.iter().map(|t| by_document(cx, t)).collect();
    let all = cx.documents().len();
    let treated = |d: usize| borrowed.iter().filter(|row| row[d].is_some()).count();
    let mut columns: Vec<usize> = (0..all).filter(|d| treated(*d) > 0).collect();
    if columns.len() > MOST_DOCUMENTS {
        columns.sort_by(|a, b| treated(*b).cmp(&treated(*a)).then(a.cmp(b)));
        columns.truncate(MOST_DOCUMENTS);
        columns.sort_unstable();
    }
    let n = columns.len();
    let cell = (WIDE / n as f32).floor().clamp(1.0, 56.0);
    let side = cell * n as f32;
    let names: Vec<String> = themes.iter().map(|t| name(cx, t)).collect();
    let widths = names.iter().map(|n| text::width(n, TEXT));
    let room = widths.fold(0.0, f32::max);
    let mut sheet = Sheet::new(
        room + 10.0 + side + 60.0,
        &title(cx, &themes, &borrowed),
        cx.say(
            "每行一个主题（标题与词语相近的各节），依其在文中的先后；每列一篇文档。格子越深，这篇在这个主题上借用的文字（通用与部分共用）越多；灰格是没有谈到。右端是各篇平均，%。",
            "A row is a theme: sections of like headings and words, in the order in which documents treat them; a column is a document. The \
             stronger a cell, the more of what the document says on the theme is borrowed (common and shared); grey where it does not \
             treat it. At the right the mean, %.",
        ),
    );
    let scale = cx.say("借用的文字占比，%", "borrowed share, %");
    let part = super::scale::Scale::WHOLE;
    sheet.scale_legend(cx, scale, part, Some(cx.say("没有谈到", "not treated")));
    let (left, top) = (MARGIN + room + 10.0, sheet.y + 16.0);
    sheet.column_heads(cx, &columns, (left, top - 9.0), cell);
    let picture = &mut sheet.picture;
    for (row, name) in names.iter().enumerate() {
        let y = top + row as f32 * ROW;
        let middle = y + (ROW - 2.0) / 2.0;
        picture.text((left - 10.0, middle), Anchor::End, TEXT, name.clone());
        let gap = if cell >= 8.0 { 2.0 } else { 0.0 };
        if cell < 8.0 {
            let cells = columns.iter().map(|d| colour(borrowed[row][*d])).collect();
            picture.raster(area(left, y, side, ROW - 2.0), n, cells);
        }
        for (at, document) in columns.iter().enumerate().filter(|_| cell >= 8.0) {
            let x = left + at as f32 * cell;
            let ground = colour(borrowed[row][*document]);
            picture.fill(area(x, y, cell - gap, ROW - 2.0), ground);
            if let Some(share) = borrowed[row][*document]
                && cell >= CELL_WITH_FIGURE
            {
                let at = (x + (cell - gap) / 2.0, middle);
                let figure = percent_number(share, 0);
                picture.tinted(at, Anchor::Middle, SMALL, text_on(ground), figure);
            }
        }
        if let Some(mean) = mean(&borrowed[row]) {
            let at = (left + side + 10.0, middle);
            picture.tinted(at, Anchor::Start, SMALL, MUTED, percent_number(mean, 0));
        }
    }
    sheet.y = top + themes.len() as f32 * ROW;
    sheet.key_to_numbers(cx, &columns, cell);
    let note = (n < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处画谈到主题最多的 {n} 篇。"),
            format!("{n} of {all} documents, those that treat most of the themes."),
        )
    });
    Some(sheet.finish(note))
}

fn colour(borrowed: Option<f64>) -> palette::Rgb {
    borrowed.map_or(NOISE, |share| sequential(share as f32))
}

/// Of each document the share of what it says on a theme that is borrowed; None where it does not treat it.
fn by_document(cx: &Context<'_>, theme: &Theme) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0.0); cx.documents().len()];
    for (document, section) in &theme.sections {
        let section = &cx.documents()[*document].sections[*section];
        let units = section.units as f64;
        sums[*document].0 += units * (1.0 - section.shares.local);
        sums[*document].1 += units;
    }
    let share = |(borrowed, all): (f64, f64)| (all > 0.0).then(|| borrowed / all);
    sums.into_iter().map(share).collect()
}

fn mean(shares: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = shares.iter().flatten().copied().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// The heading of a theme and its first words.
fn name(cx: &Context<'_>, theme: &Theme) -> String {
    let words = theme.terms.iter().take(3).map(String::as_str);
    let words = words.collect::<Vec<_>>().join(cx.say("、", ", "));
    let name = match theme.heading.as_str() {
        "" => words,
        heading => format!("{heading} · {words}"),
    };
    text::elide(&text::clean(&name), TEXT, NAME)
}

/// A theme as a title calls it.
fn called(theme: &Theme) -> String {
    let name = match theme.heading.as_str() {
        "" => theme.terms.first().map_or("", String::as_str),
        heading => heading,
    };
    format!("“{}”", text::elide(&text::clean(name), 1.0, 14.0))
}

fn title(cx: &Context<'_>, themes: &[Theme], borrowed: &[Vec<Option<f64>>]) -> String {
    let treated = |row: &[Option<f64>]| row.iter().flatten().count();
    let least = cx.documents().len().div_ceil(2);
    // A theme that half of the documents treat and that has a heading tells more than one of two documents and a few words.
    let is_wide = |at: usize| treated(&borrowed[at]) >= least;
    let has_heading = |at: usize| !themes[at].heading.is_empty();
    let choices: [Vec<usize>; 3] = [
        (0..themes.len())
            .filter(|at| is_wide(*at) && has_heading(*at))
            .collect(),
        (0..themes.len()).filter(|at| is_wide(*at)).collect(),
        (0..themes.len()).collect(),
    ];
    let told = choices.iter().find(|chosen| chosen.len() > 1);
    let told = told.into_iter().flatten();
    let mut ranked: Vec<(f64, &Theme)> = told
        .map(|at| (mean(&borrowed[*at]).unwrap_or(0.0), &themes[*at]))
        .collect();
    // Stable: of equal ones the first.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (most, least) = (&ranked[0], &ranked[ranked.len() - 1]);
    let said = |(share, theme): &(f64, &Theme)| (cx.percent(*share), called(theme));
    let ((high, first), (low, last)) = (said(most), said(least));
    cx.lang.pick(
        format!("谈{first}借用最多（{high}），谈{last}最少（{low}）"),
        format!("Most is borrowed on {first} ({high}), least on {last} ({low})"),
    )
}
