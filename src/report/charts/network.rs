//! The chart of shared wording: documents on a circle, joined by how much of them is aligned.

use std::f32::consts::TAU;

use super::canvas::{Anchor, Picture};
use super::heatmap::strongest_first;
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::metric_words::nothing_in_common;
use super::text;
use crate::analysis::Metric;
use crate::report::cluster::cluster;
use crate::report::number::grouped;
use crate::report::palette::{self, INK, MUTED, SHARED, WHITE};

/// Documents on the circle at most: as many names as stand beside it in two columns.
const MOST_NODES: usize = 60;
/// Lines to a document on average, at most: more is a ball of wool.
const LINES_PER_NODE: usize = 3;

/// Two documents and the units that are aligned between them.
struct Tie {
    a: usize,
    b: usize,
    units: f64,
}

/// The documents of the network and what ties them.
struct Ties {
    /// Documents on the circle, in corpus order.
    nodes: Vec<usize>,
    /// Documents of the corpus.
    all: usize,
    /// The strongest first, at least one.
    strongest_first: Vec<Tie>,
    /// Ties before the limit.
    found: usize,
    /// The nodes in the order of the circle.
    order: Vec<usize>,
}

/// Space beside the circle for names, and between the circle and the names.
const ROOM: f32 = 230.0;
const REACH: f32 = 34.0;
/// Distance of two names below each other.
const PITCH: f32 = 22.0;

/// The positions of the documents' dots.
struct Circle {
    centre: (f32, f32),
    radius: f32,
    /// Height of the drawing: of the circle, or of the names beside it.
    height: f32,
    /// Each node's place on the circle, from the top clockwise.
    rank: Vec<usize>,
}

impl Circle {
    fn spot(&self, rank: usize) -> (f32, f32) {
        // The first leaf stands at the top, and the order runs clockwise.
        let angle = TAU * (rank as f32 + 0.5) / self.rank.len() as f32;
        (
            self.centre.0 + self.radius * angle.sin(),
            self.centre.1 - self.radius * angle.cos(),
        )
    }

    fn curve(&self, tie: &Tie) -> Vec<(f32, f32)> {
        let ends = [tie.a, tie.b].map(|node| self.spot(self.rank[node]));
        bend(ends[0], ends[1], self.centre)
    }
}

/// The network, also where no two documents have a passage in common; `None` with fewer than two documents.
pub(super) fn network(cx: &Context<'_>) -> Option<Picture> {
    let ties = select(cx)?;
    let n = ties.nodes.len();
    let side = n.div_ceil(2);
    let radius = (side as f32 * PITCH / 2.0).clamp(150.0, 330.0);
    let mut sheet = Sheet::new(
        2.0 * (radius + REACH + ROOM),
        &cx.titled(cx.say("谁与谁有相同段落", "Who has passages in common with whom")),
        cx.say(
            "圆周上每点一篇，相近的相邻；线越粗、越深，两篇相同段落里的文字越多；最粗的几条注明单元数（字、词、数字，标点不计）。点越大，全篇越长。",
            "A dot is a document, alike ones beside each other; the thicker and darker a line, the more of the two \
             stands in passages of both, in units (characters, words, numbers, no marks), with the figure on the strongest. The larger a dot, the longer its document.",
        ),
    );
    let height = (2.0 * radius).max((side as f32 + 1.0) * PITCH) + 20.0;
    let mut rank = vec![0; n];
    for (at, leaf) in ties.order.iter().enumerate() {
        rank[*leaf] = at;
    }
    let circle = Circle {
        centre: (sheet.picture.width / 2.0, sheet.y + height / 2.0),
        radius,
        height,
        rank,
    };
    draw_ties(&mut sheet, &ties, &circle);
    draw_figures(&mut sheet, &ties, &circle);
    draw_names(&mut sheet, cx, &ties, &circle);
    sheet.y += height;
    if let Some(strongest) = ties.strongest_first.first() {
        legend(&mut sheet, cx, strongest.units);
    }
    Some(sheet.finish(note(cx, &ties)))
}

/// Chooses the documents with the strongest ties, and orders them so that neighbours on the circle are alike and most
/// lines are short.
fn select(cx: &Context<'_>) -> Option<Ties> {
    let coverage = cx.analysis.similarity.documents.matrix(Metric::Coverage);
    let all = cx.documents().len().min(coverage.len());
    let mut nodes = strongest_first(coverage, all);
    nodes.truncate(MOST_NODES);
    nodes.sort_unstable();
    let covered = |a: usize, b: usize| f64::from(coverage.get(a, b).unwrap_or(0.0));
    let units = |d: usize| cx.documents()[d].units as f64;
    let mut ties = Vec::new();
    for (i, a) in nodes.iter().enumerate() {
        for (j, b) in nodes.iter().enumerate().skip(i + 1) {
            // The aligned length, as the mean of its two sides.
            let both = (covered(*a, *b) * units(*a) + covered(*b, *a) * units(*b)) / 2.0;
            if both >= 1.0 {
                ties.push(Tie {
                    a: i,
                    b: j,
                    units: both,
                });
            }
        }
    }
    if nodes.len() < 2 {
        return None;
    }
    ties.sort_by(|x, y| {
        y.units
            .total_cmp(&x.units)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let found = ties.len();
    ties.truncate(nodes.len() * LINES_PER_NODE);
    let tree = cluster(nodes.len(), |i, j| {
        covered(nodes[i], nodes[j]).max(covered(nodes[j], nodes[i]))
    });
    Some(Ties {
        nodes,
        all,
        strongest_first: ties,
        found,
        order: tree.order,
    })
}

fn draw_ties(sheet: &mut Sheet, ties: &Ties, circle: &Circle) {
    let strongest = ties.strongest_first.first().map_or(1.0, |tie| tie.units);
    for tie in ties.strongest_first.iter().rev() {
        let strength = (tie.units / strongest) as f32;
        let colour = palette::sequential(0.22 + 0.6 * strength);
        sheet
            .picture
            .line(circle.curve(tie), 0.8 + 7.0 * strength, colour);
    }
}

/// Writes the units of the strongest ties on their lines, where there is room.
fn draw_figures(sheet: &mut Sheet, ties: &Ties, circle: &Circle) {
    let centre = circle.centre;
    let most = if ties.nodes.len() <= 16 { 12 } else { 6 };
    let mut figures: Vec<super::canvas::Area> = Vec::new();
    for tie in ties.strongest_first.iter().take(most) {
        let curve = circle.curve(tie);
        let figure = grouped(tie.units.round() as usize);
        let (w, h) = (text::width(&figure, SMALL) + 6.0, 15.0);
        // On the line, where it is free of other figures and away from the dots.
        let place = [0.5, 0.4, 0.6, 0.3, 0.7].iter().find_map(|part| {
            let (x, y) = curve[(part * (curve.len() - 1) as f32) as usize];
            let (first, last) = (curve[0], curve[curve.len() - 1]);
            // A short line would vanish under its figure, which then stands beside it, towards the middle.
            let aside = if (first.0 - last.0).hypot(first.1 - last.1) < 110.0 {
                let way = (centre.0 - x).hypot(centre.1 - y).max(1.0);
                (w / 2.0 + 8.0) / way
            } else {
                0.0
            };
            let (x, y) = (x + (centre.0 - x) * aside, y + (centre.1 - y) * aside);
            let at = super::canvas::area(x - w / 2.0, y - h / 2.0, w, h);
            let clear = figures.iter().all(|f| {
                at.x + at.w < f.x || f.x + f.w < at.x || at.y + at.h < f.y || f.y + f.h < at.y
            });
            clear.then_some((at, x, y))
        });
        if let Some((at, x, y)) = place {
            figures.push(at);
            sheet.picture.fill(at, WHITE);
            sheet
                .picture
                .tinted((x, y), Anchor::Middle, SMALL, SHARED, figure);
        }
    }
}

/// Draws the dots, and beside each the document's name.
fn draw_names(sheet: &mut Sheet, cx: &Context<'_>, ties: &Ties, circle: &Circle) {
    let units = |d: usize| cx.documents()[d].units as f64;
    let longest = ties.nodes.iter().map(|d| units(*d)).fold(1.0, f64::max);
    let n = ties.nodes.len();
    let rows = name_rows(n, circle.centre.1, circle.height, PITCH, &|r| {
        circle.spot(r).1
    });
    for (at, leaf) in ties.order.iter().enumerate() {
        let document = ties.nodes[*leaf];
        let (x, y) = circle.spot(at);
        let size = 3.5 + 5.5 * (units(document) / longest).sqrt() as f32;
        let right = at < n.div_ceil(2);
        let way = if right { 1.0 } else { -1.0 };
        let edge = circle.centre.0 + way * (circle.radius + REACH);
        let row = rows[at];
        let picture = &mut sheet.picture;
        picture.line(
            vec![(x, y), (edge - way * 14.0, row), (edge - way * 4.0, row)],
            0.8,
            palette::RULE,
        );
        picture.disc((x, y), size + 1.5, WHITE);
        picture.disc((x, y), size, INK);
        let name = cx.short_name(document, TEXT, ROOM);
        let anchor = if right { Anchor::Start } else { Anchor::End };
        picture.text((edge, row), anchor, TEXT, name);
    }
}

/// Says how many documents and ties were left out, if any.
fn note(cx: &Context<'_>, ties: &Ties) -> Option<String> {
    let mut notes = Vec::new();
    let (n, all, found) = (ties.nodes.len(), ties.all, ties.found);
    if n < all {
        notes.push(cx.lang.pick(
            format!("共 {all} 篇，此处只画联系最强的 {n} 篇。"),
            format!("{n} of {all} documents, those with the strongest ties."),
        ));
    }
    let shown = ties.strongest_first.len();
    if shown == 0 {
        notes.push(nothing_in_common(cx));
    }
    if shown < found {
        let least = ties.strongest_first[shown - 1].units;
        notes.push(cx.lang.pick(
            format!("共 {found} 对有联系，此处只画最强的 {shown} 对（{least:.0} 个单元以上）。"),
            format!("The strongest {shown} of {found} ties (from {least:.0} units on)."),
        ));
    }
    cx.note(&notes)
}

/// A curve from dot to dot, drawn in towards the middle, so that lines between neighbours leave the circle.
fn bend(from: (f32, f32), to: (f32, f32), centre: (f32, f32)) -> Vec<(f32, f32)> {
    let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    let pull = 0.45;
    let control = (
        middle.0 + (centre.0 - middle.0) * pull,
        middle.1 + (centre.1 - middle.1) * pull,
    );
    (0..=24)
        .map(|step| {
            let t = step as f32 / 24.0;
            let mix = |a: f32, b: f32, c: f32| {
                (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c
            };
            (mix(from.0, control.0, to.0), mix(from.1, control.1, to.1))
        })
        .collect()
}

/// The height of each name: at its dot, pushed apart where dots crowd at the top and the bottom of the circle.
fn name_rows(
    n: usize,
    middle: f32,
    height: f32,
    pitch: f32,
    dot: &dyn Fn(usize) -> f32,
) -> Vec<f32> {
    let mut rows: Vec<f32> = (0..n).map(dot).collect();
    let (top, bottom) = (middle - height / 2.0 + 10.0, middle + height / 2.0 - 10.0);
    let side = n.div_ceil(2);
    let right: Vec<usize> = (0..side).collect();
    let left: Vec<usize> = (side..n).rev().collect();
    for column in [right, left] {
        let mut free = top;
        for i in &column {
            rows[*i] = rows[*i].max(free);
            free = rows[*i] + pitch;
        }
        let mut free = bottom;
        for i in column.iter().rev() {
            rows[*i] = rows[*i].min(free);
            free = rows[*i] - pitch;
        }
    }
    rows
}

fn legend(sheet: &mut Sheet, cx: &Context<'_>, strongest: f64) {
    sheet.y += 14.0;
    let mut x = MARGIN;
    for part in [0.1, 0.5, 1.0f32] {
        let y = sheet.y + 8.0;
        let colour = palette::sequential(0.22 + 0.6 * part);
        sheet
            .picture
            .line(vec![(x, y), (x + 40.0, y)], 0.8 + 7.0 * part, colour);
        let units = (strongest * f64::from(part)).round().max(1.0) as usize;
        let wording = cx.count(units, "个单元", "unit");
        sheet
            .picture
            .tinted((x + 48.0, y), Anchor::Start, SMALL, MUTED, wording.clone());
        x += 48.0 + text::width(&wording, SMALL) + 26.0;
    }
    sheet.y += 20.0;
}
