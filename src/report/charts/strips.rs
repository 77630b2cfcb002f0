//! A strip per document: position runs left to right, colour and height say whose the wording is.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every, pitch};
use super::text;
use crate::analysis::{Attribution, DocumentAnalysis};
use crate::report::number::grouped;
use crate::report::palette::{self, MUTED, NOISE, Rgb, WHITE};

/// Columns of a strip. A document of 5,000 characters has seven to the column.
const COLUMNS: usize = 760;
/// Strips at most.
const MOST_STRIPS: usize = 500;
/// Strips from this height on show attribution by height too, and headings.
const TALL: f32 = 16.0;

/// The strips; `None` without any body text.
pub(super) fn strips(cx: &Context<'_>) -> Option<Picture> {
    let all: Vec<usize> = (0..cx.documents().len())
        .filter(|d| !cx.documents()[*d].sections.is_empty() && cx.documents()[*d].characters > 0)
        .collect();
    let drawn = &all[..all.len().min(MOST_STRIPS)];
    if drawn.is_empty() {
        return None;
    }
    let pitch = pitch(drawn.len(), 1600.0, 3.0, 56.0);
    let tall = pitch >= TALL + 8.0;
    let step = every(pitch, LABEL_PITCH);
    let name_room = drawn
        .iter()
        .step_by(step)
        .map(|d| text::width(&cx.short_name(*d, TEXT, NAME_ROOM), TEXT))
        .fold(0.0, f32::max);

    let mut sheet = Sheet::new(
        name_room + 8.0 + COLUMNS as f32 + 10.0 + 56.0,
        cx.say("每篇文档从头到尾：哪里通用，哪里独有", "Each document from beginning to end"),
        &format!(
            "{}{}",
            cx.say(
                "每行一篇，从左到右是从头到尾；每格取其中最多的一种。",
                "A row is a document, its text running from left to right; a column shows the kind that prevails in it.",
            ),
            if tall {
                cx.say(
                    "独有表述最高，部分共用次之，通用表述最矮；上方短线是标题，长者为一级标题；浅灰是正文以外的文字；右端是全文字数。",
                    " Own stands tallest, then shared, then common; the ticks above are headings, the long ones of \
                     the first level; light grey is page furniture; at the right the length in characters.",
                )
            } else {
                cx.say("浅灰是正文以外的文字。", " Light grey is page furniture.")
            }
        ),
    );
    sheet.attribution_legend(cx, false);
    let left = MARGIN + name_room + 8.0;
    let mut rows: Vec<Rgb> = Vec::new();
    for (row, d) in drawn.iter().enumerate() {
        let document = &cx.documents()[*d];
        let y = sheet.y + row as f32 * pitch;
        let cells = columns(document);
        let middle = if tall {
            draw_tall(&mut sheet.picture, document, &cells, (left, y), pitch)
        } else {
            let colour = |cell: &Cell| match cell {
                Cell::Outside => NOISE,
                Cell::Of(kind) => palette::attribution(*kind),
            };
            rows.extend(cells.iter().map(colour));
            y + pitch / 2.0
        };
        if row.is_multiple_of(step) {
            let name = cx.short_name(*d, TEXT, NAME_ROOM);
            sheet
                .picture
                .text((left - 8.0, middle), Anchor::End, TEXT, name);
            let length = grouped(document.characters);
            let x = left + COLUMNS as f32 + 66.0;
            sheet
                .picture
                .tinted((x, middle), Anchor::End, SMALL, MUTED, length);
        }
    }
    let height = drawn.len() as f32 * pitch;
    if !tall {
        draw_low(&mut sheet, rows, drawn.len(), left, pitch);
    }
    sheet.y += height;
    let note = (drawn.len() < all.len()).then(|| {
        let (n, shown) = (all.len(), drawn.len());
        cx.lang.pick(
            format!("共 {n} 篇，此处只画前 {shown} 篇。"),
            format!("The first {shown} of {n} documents."),
        )
    });
    Some(sheet.finish(note))
}

/// Low strips as one raster, with a line between them where there is room for it.
fn draw_low(sheet: &mut Sheet, cells: Vec<Rgb>, strips: usize, left: f32, pitch: f32) {
    let height = strips as f32 * pitch;
    let at = area(left, sheet.y, COLUMNS as f32, height);
    sheet.picture.raster(at, COLUMNS, cells);
    if pitch >= 6.0 {
        for row in 1..strips {
            let y = sheet.y + row as f32 * pitch;
            sheet
                .picture
                .line(vec![(left, y), (left + COLUMNS as f32, y)], 1.0, WHITE);
        }
    }
}

/// Strip, ticks and markers of one document; returns the middle of the strip.
fn draw_tall(
    picture: &mut Picture,
    document: &DocumentAnalysis,
    cells: &[Cell],
    (left, y): (f32, f32),
    pitch: f32,
) -> f32 {
    // Room above for the ticks, and for markers while there is plenty.
    let marked = pitch >= 40.0;
    let head = if marked { 15.0 } else { 8.0 };
    let foot = y + pitch - 6.0;
    let height = foot - y - head;
    let mut start = 0;
    for run in cells.chunk_by(|a, b| a == b) {
        let (part, colour) = match run[0] {
            Cell::Outside => (0.25, NOISE),
            Cell::Of(kind) => {
                let part = match kind {
                    Attribution::Boilerplate => 0.4,
                    Attribution::Shared => 0.7,
                    Attribution::Local => 1.0,
                };
                (part, palette::attribution(kind))
            }
        };
        let tall = (height * part).round();
        picture.fill(
            area(left + start as f32, foot - tall, run.len() as f32, tall),
            colour,
        );
        start += run.len();
    }
    let mut free = f32::MIN;
    for heading in &document.outline {
        let x = left + (heading.span.start * COLUMNS / document.characters) as f32;
        let first = heading.level <= 1;
        let tick = if first { 7.0 } else { 4.0 };
        picture.line(
            vec![(x, foot - height - 1.0 - tick), (x, foot - height - 1.0)],
            1.0,
            MUTED,
        );
        let marker = marker(&heading.text);
        let half = text::width(&marker, 9.5) / 2.0;
        let x = x.clamp(left + half, left + COLUMNS as f32 - half);
        if marked && first && !marker.is_empty() && x - half >= free {
            free = x + half + 4.0;
            {
                picture.tinted((x, y + 1.5), Anchor::Middle, 9.5, MUTED, marker);
            }
        }
    }
    foot - height / 2.0
}

/// The marker of a heading: what stands before its first punctuation, if that is short.
fn marker(heading: &str) -> String {
    let end = heading.find(|c: char| "、.．,，：:".contains(c) || c.is_whitespace());
    match end {
        Some(end) if heading[..end].chars().count() <= 4 => text::clean(&heading[..end]),
        _ => String::new(),
    }
}

/// The attribution that a column of a strip shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Outside,
    Of(Attribution),
}

fn columns(document: &DocumentAnalysis) -> Vec<Cell> {
    // Characters of each kind that fall into a column; a run at its border counts with the part inside.
    let mut counts = vec![[0.0f64; 4]; COLUMNS];
    let scale = COLUMNS as f64 / document.characters as f64;
    let mut add = |start: usize, end: usize, kind: usize| {
        let from = start as f64 * scale;
        let to = (end as f64 * scale).min(COLUMNS as f64);
        let mut at = from;
        while at < to {
            let column = at.floor();
            let next = (column + 1.0).min(to);
            if let Some(cell) = counts.get_mut(column as usize) {
                cell[kind] += next - at;
            }
            at = next;
        }
    };
    for run in document.sections.iter().flat_map(|s| &s.runs) {
        let kind = match run.attribution {
            Attribution::Boilerplate => 0,
            Attribution::Shared => 1,
            Attribution::Local => 2,
        };
        add(run.span.start, run.span.end, kind);
    }
    for noise in &document.noise {
        add(noise.start, noise.end, 3);
    }
    counts
        .iter()
        .map(|count| {
            let kinds = [
                Cell::Of(Attribution::Boilerplate),
                Cell::Of(Attribution::Shared),
                Cell::Of(Attribution::Local),
                Cell::Outside,
            ];
            let most = count.iter().copied().fold(0.0, f64::max);
            let which = count.iter().position(|c| *c == most && most > 0.0);
            which.map_or(Cell::Outside, |i| kinds[i])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_what_stands_before_the_wording() {
        assert_eq!(marker("一、提高站位"), "一");
        assert_eq!(marker("第一，提高站位"), "第一");
        assert_eq!(marker("提高政治站位和责任意识，做好"), "");
        assert_eq!(marker(""), "");
    }
}
