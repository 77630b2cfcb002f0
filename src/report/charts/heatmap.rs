//! Matrices: documents against documents, sections against sections.

use std::collections::HashMap;

use super::canvas::{Anchor, Picture, area};
use super::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Scale, Sheet, TEXT, every, pitch,
};
use super::metric_words::{caption, section_caption, title, unit};
use super::{text, tree};
use crate::analysis::{Level, Matrix, Metric};
use crate::report::cluster::cluster;
use crate::report::palette::{self, INK, MUTED, NOISE, RULE, Rgb};

/// Rows of a heatmap at most; with more, those that have the nearest neighbours are shown. Two pixels to a cell
/// make this 1,200 pixels, a screen's width.
const MOST_DOCUMENTS: usize = 600;
/// The same for sections: three units to a cell, so that a document's block can still be seen.
const MOST_SECTIONS: usize = 360;
/// Cells from this size on have their value written in them.
const CELL_WITH_FIGURE: f32 = 22.0;

/// The heatmap of one metric over documents; `None` with fewer than two.
pub(super) fn documents(cx: &Context<'_>, metric: Metric) -> Option<Picture> {
    let matrix = cx.analysis.similarity.documents.matrix(metric);
    let all = cx.documents().len().min(matrix.len());
    if all < 2 {
        return None;
    }
    let kept = strongest(matrix, all, MOST_DOCUMENTS);
    let n = kept.len();
    let value = |i: usize, j: usize| matrix.get(kept[i], kept[j]).unwrap_or(0.0);
    let both = |i: usize, j: usize| (f64::from(value(i, j)) + f64::from(value(j, i))) / 2.0;
    let tree = cluster(n, both);
    let scale = Scale::of(
        (0..n)
            .flat_map(|i| (0..n).filter(move |j| *j != i).map(move |j| (i, j)))
            .map(|(i, j)| value(i, j)),
        1.0,
    )?;
    let most = scale.end;

    let cell = pitch(n, 800.0, 2.0, 64.0);
    let side = cell * n as f32;
    let step = every(cell, LABEL_PITCH);
    let size = if step == 1 {
        (cell * 0.8).clamp(9.5, TEXT)
    } else {
        SMALL
    };
    let shown = |row: usize| row.is_multiple_of(step);
    let names: Vec<String> = (0..n)
        .map(|row| cx.short_name(kept[tree.order[row]], size, NAME_ROOM))
        .collect();
    let name_room = (0..n)
        .filter(|row| shown(*row))
        .map(|row| text::width(&names[row], size))
        .fold(0.0, f32::max);
    let tree_room = if n >= 3 { 130.0 } else { 0.0 };

    let mut sheet = Sheet::new(
        name_room + 8.0 + side + 10.0 + tree_room,
        &cx.titled(&title(cx, metric, false)),
        &caption(cx, metric, n >= 3),
    );
    sheet.scale_legend(unit(cx, metric), scale, Some(cx.say("自身", "itself")));
    let (left, top) = (MARGIN + name_room + 8.0, sheet.y + 16.0);
    let picture = &mut sheet.picture;

    let column_step = every(cell, text::width(&all.to_string(), SMALL) + 5.0);
    for (at, leaf) in tree.order.iter().enumerate() {
        let middle = (at as f32 + 0.5) * cell;
        if shown(at) {
            picture.text(
                (left - 8.0, top + middle),
                Anchor::End,
                size,
                names[at].clone(),
            );
        }
        if at.is_multiple_of(column_step) {
            let number = (kept[*leaf] + 1).to_string();
            picture.tinted(
                (left + middle, top - 9.0),
                Anchor::Middle,
                SMALL,
                MUTED,
                number,
            );
        }
    }
    let colour = |row: usize, column: usize| {
        if row == column {
            NOISE
        } else {
            palette::sequential(value(tree.order[row], tree.order[column]) / most)
        }
    };
    grid(picture, (left, top), cell, n, colour);
    if cell >= CELL_WITH_FIGURE {
        for row in 0..n {
            for column in (0..n).filter(|c| *c != row) {
                let share = value(tree.order[row], tree.order[column]);
                let digits = usize::from(cell >= 40.0);
                picture.tinted(
                    (
                        left + (column as f32 + 0.5) * cell,
                        top + (row as f32 + 0.5) * cell,
                    ),
                    Anchor::Middle,
                    if cell >= 40.0 { TEXT } else { SMALL },
                    palette::text_on(colour(row, column)),
                    format!("{:.digits$}", share * 100.0),
                );
            }
        }
    }
    picture.frame(area(left, top, side, side), RULE);
    sheet.y = top + side;
    if n >= 3 {
        let x = left + side + 10.0;
        let lying = area(x, top, tree_room, side);
        tree::draw(&tree, &mut sheet.picture, lying, cell, most);
        axis(&mut sheet, x, tree_room, most);
    }
    let note = (n < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画与他篇最相近的 {n} 篇；全部数值见 matrix/。"),
            format!("{n} of {all} documents: those nearest to another. All values are in matrix/."),
        )
    });
    Some(sheet.finish(note))
}

/// The heatmap of one metric over leaf sections, document by document; `None` with fewer than two documents.
pub(super) fn sections(cx: &Context<'_>, metric: Metric) -> Option<Picture> {
    let level = &cx.analysis.similarity.sections;
    let matrix = level.matrix(metric);
    let rows = section_rows(cx, level)?;
    let n: usize = rows.iter().map(|(_, sections)| sections.len()).sum();
    let flat: Vec<(usize, usize, usize)> = rows
        .iter()
        .flat_map(|(document, sections)| {
            sections
                .iter()
                .map(|(number, id)| (*document, *number, *id))
        })
        .collect();
    let value = |i: usize, j: usize| matrix.get(flat[i].2, flat[j].2).unwrap_or(0.0);
    // A few sections of one sentence are the same in every speech; they alone must not set the scale.
    let scale = Scale::of(
        (0..n)
            .flat_map(|i| (0..n).map(move |j| (i, j)))
            .filter(|(i, j)| flat[*i].0 != flat[*j].0)
            .map(|(i, j)| value(i, j)),
        0.995,
    )?;
    let most = scale.end;

    // Up to 130 sections, five documents' worth, each row has room for its name.
    let least = if n <= 130 { LABEL_PITCH - 0.5 } else { 3.0 };
    let cell = pitch(n, 1080.0, least, 24.0);
    let side = cell * n as f32;
    let labelled = cell >= LABEL_PITCH - 1.0;
    let label = |row: usize| {
        let (document, number, _) = flat[row];
        let wording = format!("{}·{}", document + 1, cx.section_name(document, number));
        text::elide(&wording, SMALL, NAME_ROOM + 40.0)
    };
    let labels: Vec<String> = if labelled {
        (0..n).map(label).collect()
    } else {
        Vec::new()
    };
    let label_room = labels
        .iter()
        .map(|l| text::width(l, SMALL))
        .fold(0.0, f32::max);
    let name_room = rows
        .iter()
        .map(|(d, _)| text::width(&cx.short_name(*d, TEXT, NAME_ROOM), TEXT))
        .fold(0.0, f32::max);

    let mut sheet = Sheet::new(
        label_room + 8.0 + side + 14.0 + name_room,
        &title(cx, metric, true),
        &section_caption(cx, metric),
    );
    sheet.scale_legend(unit(cx, metric), scale, Some(cx.say("自身", "itself")));
    let (left, top) = (MARGIN + label_room + 8.0, sheet.y + 16.0);
    let picture = &mut sheet.picture;
    for (row, label) in labels.iter().enumerate() {
        picture.text(
            (left - 8.0, top + (row as f32 + 0.5) * cell),
            Anchor::End,
            SMALL,
            label.clone(),
        );
    }
    grid(picture, (left, top), cell, n, |row, column| {
        if row == column {
            NOISE
        } else {
            palette::sequential(value(row, column) / most)
        }
    });

    let mut start = 0.0;
    let mut free = (f32::MIN, f32::MIN);
    for (document, sections) in &rows {
        let length = sections.len() as f32 * cell;
        let middle = start + length / 2.0;
        if start > 0.0 {
            // Where blocks are small, dark lines would be all that is seen.
            let (stroke, ink) = if length >= 60.0 || cell >= 9.0 {
                (1.5, INK)
            } else {
                (0.5, RULE)
            };
            let (across, down) = (left + start, top + start);
            picture.line(vec![(across, top), (across, top + side)], stroke, ink);
            picture.line(vec![(left, down), (left + side, down)], stroke, ink);
        }
        let number = (document + 1).to_string();
        let half = text::width(&number, SMALL) / 2.0 + 3.0;
        if left + middle - half >= free.0 {
            free.0 = left + middle + half;
            picture.tinted(
                (left + middle, top - 9.0),
                Anchor::Middle,
                SMALL,
                MUTED,
                number,
            );
        }
        if top + middle - LABEL_PITCH / 2.0 >= free.1 {
            free.1 = top + middle + LABEL_PITCH / 2.0;
            let name = cx.short_name(*document, TEXT, NAME_ROOM);
            picture.text(
                (left + side + 14.0, top + middle),
                Anchor::Start,
                TEXT,
                name,
            );
        }
        let x = left + side + 6.0;
        let reach = (length - 2.0).max(1.0);
        picture.line(
            vec![(x, top + start + 1.0), (x, top + start + 1.0 + reach)],
            2.0,
            MUTED,
        );
        start += length;
    }
    picture.frame(area(left, top, side, side), RULE);
    sheet.y = top + side;
    let (shown, all) = (rows.len(), cx.documents().len());
    let note = (n < level.ids.len()).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画与他篇最相近的 {shown} 篇（{n} 节）；全部数值见 matrix/。"),
            format!("{shown} of {all} documents ({n} sections): those nearest to another. All values are in matrix/."),
        )
    });
    Some(sheet.finish(note))
}

/// A document and its sections that are drawn: each section's number in its document, and in the matrix.
type Rows = Vec<(usize, Vec<(usize, usize)>)>;

fn section_rows(cx: &Context<'_>, level: &Level) -> Option<Rows> {
    let ids: HashMap<&str, usize> = level
        .ids
        .iter()
        .enumerate()
        .map(|(i, id)| (id.as_str(), i))
        .collect();
    let documents = cx.documents();
    let mut by_document: Rows = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        let sections: Vec<(usize, usize)> = (0..document.sections.len())
            .filter_map(|s| Some((s, *ids.get(format!("{}#{s}", document.file).as_str())?)))
            .collect();
        if !sections.is_empty() {
            by_document.push((d, sections));
        }
    }
    if by_document.len() < 2 {
        return None;
    }
    // Whole documents, those that come nearest to another first, as long as there is room; always two.
    let similar = cx.analysis.similarity.documents.matrix(Metric::Cosine);
    let ranked = strongest_first(similar, documents.len());
    let mut kept = vec![false; documents.len()];
    let mut left = MOST_SECTIONS;
    let mut taken = 0;
    for document in ranked {
        let Ok(place) = by_document.binary_search_by_key(&document, |(d, _)| *d) else {
            continue;
        };
        let sections = &mut by_document[place].1;
        if sections.len() > left && taken < 2 {
            sections.truncate(MOST_SECTIONS / 2);
        }
        if sections.len() <= left || taken < 2 {
            left = left.saturating_sub(sections.len());
            kept[document] = true;
            taken += 1;
        }
    }
    by_document.retain(|(d, _)| kept[*d]);
    (by_document.len() >= 2).then_some(by_document)
}

/// Documents by their nearest neighbour, nearest first.
pub(super) fn strongest_first(matrix: &Matrix, n: usize) -> Vec<usize> {
    let n = n.min(matrix.len());
    let nearest: Vec<f32> = match matrix {
        Matrix::Full(_) => (0..n)
            .map(|i| {
                (0..n)
                    .filter(|j| *j != i)
                    .filter_map(|j| matrix.get(i, j))
                    .fold(0.0, f32::max)
            })
            .collect(),
        Matrix::Neighbours(rows) => rows
            .iter()
            .take(n)
            .map(|row| row.iter().map(|c| c.value).fold(0.0, f32::max))
            .collect(),
    };
    let mut ranked: Vec<usize> = (0..n).collect();
    ranked.sort_by(|a, b| nearest[*b].total_cmp(&nearest[*a]).then(a.cmp(b)));
    ranked
}

fn strongest(matrix: &Matrix, n: usize, limit: usize) -> Vec<usize> {
    if n <= limit {
        return (0..n).collect();
    }
    let mut kept = strongest_first(matrix, n);
    kept.truncate(limit);
    kept.sort_unstable();
    kept
}

/// Cells with a thin gap while they are large, one raster when they are many.
fn grid(
    picture: &mut Picture,
    (left, top): (f32, f32),
    cell: f32,
    n: usize,
    colour: impl Fn(usize, usize) -> Rgb,
) {
    if n > 60 {
        let cells = (0..n * n).map(|i| colour(i / n, i % n)).collect();
        let side = cell * n as f32;
        picture.raster(area(left, top, side, side), n, cells);
        return;
    }
    let gap = if cell >= 8.0 { 1.0 } else { 0.0 };
    for row in 0..n {
        for column in 0..n {
            let (x, y) = (left + column as f32 * cell, top + row as f32 * cell);
            picture.fill(area(x, y, cell - gap, cell - gap), colour(row, column));
        }
    }
}

fn axis(sheet: &mut Sheet, x: f32, w: f32, most: f32) {
    let y = sheet.y + 12.0;
    let picture = &mut sheet.picture;
    picture.line(vec![(x, y - 6.0), (x + w, y - 6.0)], 1.0, RULE);
    for (part, anchor) in [(0.0, Anchor::Start), (1.0, Anchor::End)] {
        let digits = usize::from((most * 100.0).fract() > 0.01 && part == 0.0);
        let wording = text::percent(f64::from(most * (1.0 - part)), digits);
        picture.tinted((x + w * part, y + 2.0), anchor, SMALL, MUTED, wording);
    }
    sheet.y += 22.0;
}
