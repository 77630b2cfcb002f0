//! The four measures of likeness side by side, small, with the documents in one order.

use super::{Square, draw_cells, strongest_first};
use crate::analysis::Metric;
use crate::report::charts::canvas::{Anchor, Picture};
use crate::report::charts::layout::{
    Context, LABEL_PITCH, MARGIN, SMALL, Sheet, TEXT, every, pitch,
};
use crate::report::charts::scale::Scale;
use crate::report::charts::{canvas::area, text};
use crate::report::cluster::cluster;
use crate::report::glossary;
use crate::report::number::percent;
use crate::report::palette::{self, MUTED, NOISE, RULE};

/// Rows at most: one pixel to a cell at this size.
const MOST_DOCUMENTS: usize = 300;
/// Width of a small matrix.
const SIDE: f32 = 330.0;
const GAP: f32 = 56.0;
/// Room for names beside the matrices at the left.
const NAME: f32 = 190.0;

/// The chart; `None` with fewer than three documents, or where no measure is more than 0.
pub(in crate::report::charts) fn measures(cx: &Context<'_>) -> Option<Picture> {
    let level = &cx.analysis.similarity.documents;
    let all = cx.documents().len().min(level.ids.len());
    if all < 3 {
        return None;
    }
    let mut kept = strongest_first(&level.coverage, all);
    kept.truncate(MOST_DOCUMENTS);
    kept.sort_unstable();
    let n = kept.len();
    let value = |metric: Metric, i: usize, j: usize| {
        let cell = level.matrix(metric).get(kept[i], kept[j]);
        cell.unwrap_or(0.0)
    };
    // One order for all four, by what all of them say on average.
    let tree = cluster(n, |i, j| {
        let both = |m| f64::from(value(m, i, j)) + f64::from(value(m, j, i));
        Metric::ALL.map(both).iter().sum::<f64>() / 8.0
    });
    let order = tree.order;
    let cell = pitch(n, SIDE, 1.0, 40.0);
    let side = cell * n as f32;
    let step = every(cell, LABEL_PITCH);
    let name = |row: usize| cx.short_name(kept[order[row]], SMALL, NAME);
    let shown = (0..n)
        .step_by(step)
        .map(|row| text::width(&name(row), SMALL));
    let room = shown.fold(0.0, f32::max) + 8.0;
    let mut sheet = Sheet::new(
        room + 2.0 * side + GAP,
        &cx.titled(&title(cx, &|m, i, j| value(m, i, j), n)),
        cx.say(
            "四种相似度，文档次序相同，每格为行与列；各图自有色标。每种怎样得出，见 docs/measures.md。",
            "Four measures of likeness with the documents in one order; a cell is its row and its column; each has its own scale. How \
             each is computed is said in docs/measures.md.",
        ),
    );
    for pair in Metric::ALL.chunks(2) {
        let top = sheet.y + 34.0;
        for (at, metric) in (0u8..).zip(pair) {
            let left = MARGIN + room + f32::from(at) * (side + GAP);
            let square = Square {
                left,
                top,
                cell,
                rows: n,
            };
            let values = (0..n).flat_map(|i| (0..n).filter(move |j| *j != i).map(move |j| (i, j)));
            let values = values.map(|(i, j)| value(*metric, i, j));
            let scale = Scale::of_metric(*metric, values.clone(), 1.0);
            let scale = scale.map(|s| s.beginning_with(values));
            draw_head(cx, &mut sheet.picture, *metric, scale, (left, sheet.y));
            draw_cells(&mut sheet.picture, square, |row, column| {
                let shown = value(*metric, order[row], order[column]);
                match scale {
                    Some(scale) if row != column => palette::sequential(scale.part(shown)),
                    _ => NOISE,
                }
            });
            sheet.picture.frame(square.area(), RULE);
            if at == 0 {
                for row in (0..n).step_by(step) {
                    let at = (left - 8.0, square.middle(row));
                    sheet.picture.text(at, Anchor::End, SMALL, name(row));
                }
            }
        }
        sheet.y = top + side + 24.0;
    }
    sheet.y -= 14.0;
    let note = (n < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画与他篇最相近的 {n} 篇；全部数值见 matrix/。"),
            format!("{n} of {all} documents: those nearest to another. All values are in matrix/."),
        )
    });
    Some(sheet.finish(note))
}

/// The name of a measure and the ends of its scale.
fn draw_head(
    cx: &Context<'_>,
    picture: &mut Picture,
    metric: Metric,
    scale: Option<Scale>,
    (left, y): (f32, f32),
) {
    let name = glossary::metric(cx.lang, metric);
    picture.text((left, y + 8.0), Anchor::Start, TEXT, name);
    let Some(scale) = scale else {
        let nothing = cx.say("全部为 0", "0 everywhere");
        picture.tinted((left, y + 24.0), Anchor::Start, SMALL, MUTED, nothing);
        return;
    };
    let [low, high] = [scale.begin, scale.end].map(|v| percent(cx.lang, f64::from(v), 0));
    let x = left + text::width(&low, SMALL) + 6.0;
    picture.tinted((left, y + 24.0), Anchor::Start, SMALL, MUTED, low);
    for step in 0u8..20 {
        let colour = palette::sequential(f32::from(step) / 19.0);
        picture.fill(area(x + f32::from(step) * 4.0, y + 19.0, 4.0, 10.0), colour);
    }
    picture.tinted((x + 86.0, y + 24.0), Anchor::Start, SMALL, MUTED, high);
}

/// Whether the four measures name one closest pair.
fn title(cx: &Context<'_>, value: &dyn Fn(Metric, usize, usize) -> f32, n: usize) -> String {
    let closest = |metric: Metric| {
        let mut best = (0.0, (0, 0));
        for i in 0..n {
            for j in i + 1..n {
                let likeness = value(metric, i, j).max(value(metric, j, i));
                if likeness > best.0 {
                    best = (likeness, (i, j));
                }
            }
        }
        (best.0 > 0.0).then_some(best.1)
    };
    let mut pairs: Vec<(usize, usize)> = Metric::ALL.into_iter().filter_map(closest).collect();
    let measures = pairs.len();
    pairs.sort_unstable();
    pairs.dedup();
    match (pairs.len(), measures) {
        (1, 2..) => cx.lang.pick(
            format!("{measures} 种相似度指向同一对最相近的文档"),
            format!("All {measures} measures name the same two documents as most alike"),
        ),
        (different, _) => cx.lang.pick(
            format!("四种相似度给出 {different} 对不同的最相近文档"),
            format!("The four measures name {different} different pairs as most alike"),
        ),
    }
}
