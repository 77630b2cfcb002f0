//! Documents against documents, in the order of their tree.
//!
//! The rows are chosen first ([`Rows`]), then names, numbers, cells, figures and the tree are drawn, each by its own step.

use super::{Square, draw_cells, strongest_first};
use crate::analysis::{ComparedSides, Matrix, Metric};
use crate::report::charts::canvas::{Anchor, Picture, area};
use crate::report::charts::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every, pitch,
};
use crate::report::charts::metric_words::{caption, nothing_in_common, title, unit};
use crate::report::charts::scale::Scale;
use crate::report::charts::{text, tree};
use crate::report::cluster::{Dendrogram, cluster};
use crate::report::glossary;
use crate::report::number::{percent, percent_number};
use crate::report::palette::{self, MUTED, NOISE, RULE, Rgb};

/// Rows at most; with more, those that have the nearest neighbours are shown. Two pixels to a cell make this 1,200 pixels,
/// a screen's width.
const MOST_DOCUMENTS: usize = 600;
/// Cells from this size on have their value written in them.
const CELL_WITH_FIGURE: f32 = 22.0;
/// Cells from this size on have room for a figure with a decimal.
const CELL_WITH_DECIMAL: f32 = 40.0;
/// Documents from which on a tree tells more than the matrix does.
const LEAST_FOR_TREE: usize = 3;
/// Units from the matrix to its tree.
const TREE_GAP: f32 = 10.0;
/// Width of the tree.
const TREE_WIDTH: f32 = 130.0;

/// The heatmap of one metric over documents; `None` with fewer than two.
pub(in crate::report::charts) fn documents(cx: &Context<'_>, metric: Metric) -> Option<Picture> {
    let rows = Rows::choose(cx, metric)?;
    let names = Names::of(cx, &rows);
    let with_tree = rows.len() >= LEAST_FOR_TREE;
    let tree_room = if with_tree { TREE_WIDTH } else { 0.0 };

    let mut sheet = Sheet::new(
        names.room + 8.0 + rows.cell * rows.len() as f32 + TREE_GAP + tree_room,
        &cx.titled(&closest(cx, metric, &rows)),
        &format!(
            "{}{}{}",
            title(cx, metric, false),
            cx.say("。", ". "),
            caption(cx, metric, with_tree)
        ),
    );
    let grey = match rows.sides {
        Some(_) => cx.say("自身，或未比较", "itself, or not compared"),
        None => cx.say("自身", "itself"),
    };
    sheet.scale_legend(cx, unit(cx, metric), rows.scale, Some(grey));
    let square = Square {
        left: MARGIN + names.room + 8.0,
        top: sheet.y + 16.0,
        cell: rows.cell,
        rows: rows.len(),
    };
    draw_names(&mut sheet.picture, square, &rows, &names);
    draw_cells(&mut sheet.picture, square, |row, column| {
        rows.colour(row, column)
    });
    if square.cell >= CELL_WITH_FIGURE {
        draw_figures(&mut sheet.picture, square, &rows);
    }
    sheet.picture.frame(square.area(), RULE);
    sheet.y = square.top + square.side();
    if with_tree {
        let x = square.left + square.side() + TREE_GAP;
        let lying = area(x, square.top, tree_room, square.side());
        let range = tree::Range::of(&rows.tree, rows.scale);
        tree::draw(&rows.tree, &mut sheet.picture, lying, square.cell, range);
        draw_axis(cx, &mut sheet, x, tree_room, range);
    }
    let (shown, all) = (rows.len(), rows.all);
    let note = (shown < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画与他篇最相近的 {shown} 篇；全部数值见 matrix/。"),
            format!(
                "{shown} of {all} documents: those nearest to another. All values are in matrix/."
            ),
        )
    });
    let empty = rows.have_nothing_in_common().then(|| nothing_in_common(cx));
    Some(sheet.finish(note.or(empty)))
}

/// The two documents that are most alike, and how much: what is seen first.
fn closest(cx: &Context<'_>, metric: Metric, rows: &Rows<'_>) -> String {
    let mut best: Option<(f32, usize, usize)> = None;
    for row in 0..rows.len() {
        for column in (0..rows.len()).filter(|column| rows.is_compared(row, *column)) {
            let value = rows.value(row, column);
            let pair = (rows.document(row), rows.document(column));
            // Of equal ones the first in the corpus.
            let first = best.is_none_or(|(top, a, b)| {
                value > top || (value.total_cmp(&top).is_eq() && pair < (a, b))
            });
            if value > 0.0 && first {
                best = Some((value, pair.0, pair.1));
            }
        }
    }
    let Some((value, a, b)) = best else {
        return nothing_in_common(cx)
            .trim_end_matches(['。', '.'])
            .to_owned();
    };
    let (a, b, part) = (cx.called(a), cx.called(b), cx.percent(f64::from(value)));
    let measure = glossary::metric(cx.lang, metric);
    if metric.is_symmetric() {
        cx.lang.pick(
            format!("最相近的是{a}与{b}：{measure} {part}"),
            format!("Most alike are {a} and {b}: {measure} {part}"),
        )
    } else {
        cx.lang.pick(
            format!("{a}与别篇相同最多：{part}见于{b}"),
            format!("{a} has most in common with another: {part} of it stands in {b}"),
        )
    }
}

/// The documents that are drawn, and in which order.
struct Rows<'a> {
    matrix: &'a Matrix,
    /// Where not every document was compared with every other.
    sides: Option<&'a ComparedSides>,
    /// How many documents there are.
    all: usize,
    /// Their numbers, ascending.
    kept: Vec<usize>,
    /// Its leaves are places in `kept`.
    tree: Dendrogram,
    scale: Scale,
    /// Units to a cell's side.
    cell: f32,
}

impl<'a> Rows<'a> {
    /// `None` with fewer than two documents, or where none is like another.
    fn choose(cx: &Context<'a>, metric: Metric) -> Option<Self> {
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
        let others = (0..n).flat_map(|i| (0..n).filter(move |j| *j != i).map(move |j| (i, j)));
        let others = others.map(|(i, j)| value(i, j));
        let scale = Scale::of_metric(metric, others.clone(), 1.0)?;
        // What nobody has in common is a finding where passages are counted, and where topics are, only the rest says something.
        let scale = match metric {
            Metric::Cosine => scale.beginning_with(others),
            _ => scale,
        };
        Some(Self {
            matrix,
            sides: cx.analysis.sides.as_ref(),
            all,
            kept,
            tree,
            scale,
            cell: pitch(n, 800.0, 2.0, 64.0),
        })
    }

    /// Whether no document is like another.
    fn have_nothing_in_common(&self) -> bool {
        let rows = 0..self.len();
        let mut cells = rows.flat_map(|i| (0..self.len()).map(move |j| (i, j)));
        cells.all(|(i, j)| i == j || self.value(i, j) == 0.0)
    }

    fn len(&self) -> usize {
        self.kept.len()
    }

    /// The number of the document in a row.
    fn document(&self, row: usize) -> usize {
        self.kept[self.tree.order[row]]
    }

    fn value(&self, row: usize, column: usize) -> f32 {
        let cell = self.matrix.get(self.document(row), self.document(column));
        cell.unwrap_or(0.0)
    }

    /// Whether a cell holds what a comparison gave.
    fn is_compared(&self, row: usize, column: usize) -> bool {
        let (a, b) = (self.document(row), self.document(column));
        a != b && self.sides.is_none_or(|sides| sides.are_compared(a, b))
    }

    fn colour(&self, row: usize, column: usize) -> Rgb {
        if self.is_compared(row, column) {
            palette::sequential(self.scale.part(self.value(row, column)))
        } else {
            NOISE
        }
    }
}

/// The names beside the rows; where rows are thin, not each has one.
struct Names {
    /// Rows from one name to the next.
    step: usize,
    size: f32,
    /// Width of the widest that is shown.
    room: f32,
    /// By row, also those that are not shown.
    wording: Vec<String>,
}

impl Names {
    fn of(cx: &Context<'_>, rows: &Rows<'_>) -> Self {
        let step = every(rows.cell, LABEL_PITCH);
        let size = if step == 1 {
            (rows.cell * 0.8).clamp(9.5, TEXT)
        } else {
            SMALL
        };
        let wording: Vec<String> = (0..rows.len())
            .map(|row| cx.short_name(rows.document(row), size, NAME_ROOM))
            .collect();
        let shown = wording.iter().step_by(step);
        Self {
            step,
            size,
            room: shown
                .map(|name| text::width(name, size))
                .fold(0.0, f32::max),
            wording,
        }
    }
}

/// Names at the left, numbers above the columns.
fn draw_names(picture: &mut Picture, square: Square, rows: &Rows<'_>, names: &Names) {
    let column_step = every(square.cell, text::width(&rows.all.to_string(), SMALL) + 5.0);
    for at in 0..rows.len() {
        if at.is_multiple_of(names.step) {
            picture.text(
                (square.left - 8.0, square.middle(at)),
                Anchor::End,
                names.size,
                names.wording[at].clone(),
            );
        }
        if at.is_multiple_of(column_step) {
            picture.tinted(
                (square.across(at), square.top - 9.0),
                Anchor::Middle,
                SMALL,
                MUTED,
                (rows.document(at) + 1).to_string(),
            );
        }
    }
}

/// Each value in its cell, in percent.
fn draw_figures(picture: &mut Picture, square: Square, rows: &Rows<'_>) {
    let wide = square.cell >= CELL_WITH_DECIMAL;
    let digits = u32::from(wide);
    for row in 0..rows.len() {
        // Nothing in common is an empty cell: a matrix full of noughts hides the rest.
        let told =
            |column: &usize| rows.is_compared(row, *column) && rows.value(row, *column) > 0.0;
        for column in (0..rows.len()).filter(told) {
            picture.tinted(
                (square.across(column), square.middle(row)),
                Anchor::Middle,
                if wide { TEXT } else { SMALL },
                palette::text_on(rows.colour(row, column)),
                percent_number(f64::from(rows.value(row, column)), digits),
            );
        }
    }
}

/// The likeness that the tree's width stands for.
fn draw_axis(cx: &Context<'_>, sheet: &mut Sheet, x: f32, w: f32, range: tree::Range) {
    let y = sheet.y + 12.0;
    let picture = &mut sheet.picture;
    picture.line(vec![(x, y - 6.0), (x + w, y - 6.0)], 1.0, RULE);
    for (part, anchor) in [(0.0, Anchor::Start), (1.0, Anchor::End)] {
        let value = range.most + (range.least - range.most) * part;
        let digits = u32::from((value * 100.0 + 0.001).fract() > 0.01);
        let wording = percent(cx.lang, f64::from(value), digits);
        picture.tinted((x + w * part, y + 2.0), anchor, SMALL, MUTED, wording);
    }
    sheet.y += 22.0;
}

/// The `limit` documents with the nearest neighbours, in the order of the corpus; all if there are not more.
fn strongest(matrix: &Matrix, n: usize, limit: usize) -> Vec<usize> {
    if n <= limit {
        return (0..n).collect();
    }
    let mut kept = strongest_first(matrix, n);
    kept.truncate(limit);
    kept.sort_unstable();
    kept
}
