//! The tree beside a heatmap.

use super::canvas::{Area, Picture};
use super::scale::Scale;
use crate::report::cluster::Dendrogram;
use crate::report::palette::MUTED;

/// The likenesses that a tree's width stands for, from its left edge to its right one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) most: f32,
    pub(super) least: f32,
}

impl Range {
    /// From the end of the matrix's scale, or where all joins are below it, from the closest join, down to the farthest: trees of
    /// which all joins lie between 2 % and 10 % fill their width.
    pub(super) fn of(tree: &Dendrogram, scale: Scale) -> Self {
        let joins = tree.merges.iter().map(|m| (1.0 - m.distance) as f32);
        let highest = joins.clone().fold(0.0, f32::max);
        let lowest = joins.fold(f32::INFINITY, f32::min);
        let most = ((highest * 50.0).ceil() / 50.0).clamp(0.02, scale.end);
        let least = ((lowest * 50.0).floor() / 50.0).max(0.0);
        let least = if least < most { least } else { 0.0 };
        Self { most, least }
    }
}

/// Draws a tree lying on its side: leaves at the left, `pitch` apart, joined where their likeness says.
pub(super) fn draw(tree: &Dendrogram, picture: &mut Picture, at: Area, pitch: f32, range: Range) {
    let n = tree.order.len();
    let mut place = vec![(0.0, 0.0); n + tree.merges.len()];
    for (row, leaf) in tree.order.iter().enumerate() {
        place[*leaf] = (at.x, at.y + (row as f32 + 0.5) * pitch);
    }
    for (i, merge) in tree.merges.iter().enumerate() {
        let likeness = (1.0 - merge.distance) as f32;
        let part = (range.most - likeness) / (range.most - range.least);
        let x = at.x + at.w * part.clamp(0.0, 1.0);
        let ((x1, y1), (x2, y2)) = (place[merge.first], place[merge.second]);
        let stroke = if pitch < 4.0 { 0.5 } else { 1.0 };
        // Three straight strokes instead of one path: each is exact in pixels.
        picture.line(vec![(x1, y1), (x, y1)], stroke, MUTED);
        picture.line(vec![(x2, y2), (x, y2)], stroke, MUTED);
        let half = stroke / 2.0;
        picture.line(vec![(x, y1 - half), (x, y2 + half)], stroke, MUTED);
        place[n + i] = (x, (y1 + y2) / 2.0);
    }
}
