//! Matrices: documents against documents, sections against sections.

mod documents;
mod measures;
mod sections;

use super::canvas::{Area, Picture, area};
use crate::analysis::Matrix;
use crate::report::palette::Rgb;

pub(super) use documents::documents;
pub(super) use measures::measures;
pub(super) use sections::sections;

/// Documents by their nearest neighbour, nearest first.
fn strongest_first(matrix: &Matrix, n: usize) -> Vec<usize> {
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

/// The square that the cells of a matrix fill: as many columns as rows.
#[derive(Clone, Copy)]
struct Square {
    left: f32,
    top: f32,
    /// Units to a cell's side.
    cell: f32,
    rows: usize,
}

impl Square {
    fn side(self) -> f32 {
        self.cell * self.rows as f32
    }

    fn area(self) -> Area {
        area(self.left, self.top, self.side(), self.side())
    }

    /// The middle of a row's height.
    fn middle(self, row: usize) -> f32 {
        self.top + (row as f32 + 0.5) * self.cell
    }

    /// The middle of a column's width.
    fn across(self, column: usize) -> f32 {
        self.left + (column as f32 + 0.5) * self.cell
    }
}

/// Cells with a thin gap while they are large, one raster when they are many.
fn draw_cells(picture: &mut Picture, square: Square, colour: impl Fn(usize, usize) -> Rgb) {
    let Square {
        left,
        top,
        cell,
        rows: n,
    } = square;
    if n > 60 {
        let cells = (0..n * n).map(|i| colour(i / n, i % n)).collect();
        picture.raster(square.area(), n, cells);
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
