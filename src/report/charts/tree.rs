//! The tree beside a heatmap.

use super::canvas::{Area, Picture};
use crate::report::cluster::Dendrogram;
use crate::report::palette::MUTED;

/// Draws a tree lying on its side: leaves at the left, `pitch` apart, joined where their likeness says, from `most` at the
/// left edge to 0 at the right.
pub(super) fn draw(tree: &Dendrogram, picture: &mut Picture, at: Area, pitch: f32, most: f32) {
    let n = tree.order.len();
    let mut place = vec![(0.0, 0.0); n + tree.merges.len()];
    for (row, leaf) in tree.order.iter().enumerate() {
        place[*leaf] = (at.x, at.y + (row as f32 + 0.5) * pitch);
    }
    for (i, merge) in tree.merges.iter().enumerate() {
        let x = at.x + at.w * (1.0 - ((1.0 - merge.distance) as f32 / most).clamp(0.0, 1.0));
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
