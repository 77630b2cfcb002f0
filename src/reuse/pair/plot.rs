//! The dot plot, counted by cells.
//!
//! In: dots at units (0, 5), (1, 6) and (20, 3), cells of 16 steps. Out: the cell (0, 0) with the bits of the first two, the
//! cell (1, 0) with those of the third, each with the support of the cells around it.
//!
//! The dot plot is that of Gibbs and McIntyre (1970); counting by cells is what makes it cost the dots and not the area.

use std::ops::Range;

use super::context::PairContext;
use super::seeds::Dot;
use super::side::Side;

/// Dots sorted into square cells of [`Settings::cell`] steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Plot {
    dots: Vec<Dot>,
    cells: Vec<PlotCell>,
    rows: Vec<u32>,
    side: u32,
}

/// A cell that holds at least one dot.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlotCell {
    /// Number of the cell along a.
    pub(super) row: u32,
    /// Number of the cell along b.
    pub(super) column: u32,
    /// Bits of its dots, each unit of either side counted once.
    pub(super) bits: f32,
    /// The same over the cell and its eight neighbours.
    pub(super) support: f32,
    first: u32,
}

impl Plot {
    /// Sorts the dots into cells: O(d log d).
    pub(super) fn new(a: &Side, b: &Side, dots: Vec<Dot>, context: &mut PairContext<'_>) -> Self {
        let side = context.settings.cell.max(1);
        let mut keyed: Vec<(u64, Dot)> = dots
            .into_iter()
            .map(|dot| {
                let row = a.step(dot.i as usize) / side;
                let column = b.step(dot.j as usize) / side;
                (u64::from(row) << 32 | u64::from(column), dot)
            })
            .collect();
        keyed.sort_by_key(|(cell, _)| *cell);
        let mut plot = Self {
            side,
            ..Self::default()
        };
        let mut first = 0;
        for group in keyed.chunk_by_mut(|x, y| x.0 == y.0) {
            let key = group[0].0;
            plot.cells.push(PlotCell {
                row: (key >> 32) as u32,
                column: key as u32,
                bits: distinct_bits(group, |dot| dot.i).min(distinct_bits(group, |dot| dot.j)),
                support: 0.0,
                first,
            });
            first += group.len() as u32;
        }
        plot.dots = keyed.into_iter().map(|(_, dot)| dot).collect();
        plot.rows = vec![0; plot.cells.last().map_or(0, |cell| cell.row as usize + 1) + 1];
        for cell in &plot.cells {
            plot.rows[cell.row as usize + 1] += 1;
        }
        for row in 1..plot.rows.len() {
            plot.rows[row] += plot.rows[row - 1];
        }
        for row in 0..plot.rows.len() - 1 {
            plot.support_row(row, context);
        }
        plot
    }

    /// Adds up what supports the cells of a row, left to right: O(cells of it and of its two neighbours).
    fn support_row(&mut self, row: usize, context: &mut PairContext<'_>) {
        let mut near: Vec<Range<usize>> = (row.saturating_sub(1)..=row + 1)
            .filter(|row| row + 1 < self.rows.len())
            .map(|row| self.rows[row] as usize..self.rows[row + 1] as usize)
            .collect();
        for at in self.rows[row] as usize..self.rows[row + 1] as usize {
            let column = self.cells[at].column;
            let mut support = 0.0;
            for cells in &mut near {
                let left = self.cells[cells.clone()].iter();
                cells.start += left.take_while(|cell| cell.column + 1 < column).count();
                let beside = self.cells[cells.clone()].iter();
                let beside = beside.take_while(|cell| cell.column <= column + 1);
                support += beside
                    .map(|cell| {
                        context.work.neighbours += 1;
                        cell.bits
                    })
                    .sum::<f32>();
            }
            self.cells[at].support = support;
        }
    }

    /// Side of a cell in steps.
    pub(super) fn cell_side(&self) -> u32 {
        self.side
    }

    /// All cells, by row and column.
    pub(super) fn cells(&self) -> &[PlotCell] {
        &self.cells
    }

    /// Indices of the cells of `row` within `columns`: O(log n).
    pub(super) fn in_row(&self, row: u32, columns: Range<u32>) -> Range<usize> {
        let row = row as usize;
        if row + 1 >= self.rows.len() {
            return 0..0;
        }
        let start = self.rows[row] as usize;
        let cells = &self.cells[start..self.rows[row + 1] as usize];
        let first = cells.partition_point(|cell| cell.column < columns.start);
        let end = cells.partition_point(|cell| cell.column < columns.end);
        start + first..start + end.max(first)
    }

    /// The dots of one cell.
    pub(super) fn dots_of(&self, cell: usize) -> &[Dot] {
        let end = self
            .cells
            .get(cell + 1)
            .map_or(self.dots.len(), |next| next.first as usize);
        &self.dots[self.cells[cell].first as usize..end]
    }
}

/// Bits of a cell's dots when each position counts only by its best dot.
fn distinct_bits(group: &mut [(u64, Dot)], position: impl Fn(&Dot) -> u32) -> f32 {
    if let [(_, dot)] = group {
        return dot.bits;
    }
    group.sort_by_key(|(_, dot)| position(dot));
    group
        .chunk_by(|x, y| position(&x.1) == position(&y.1))
        .map(|same| same.iter().map(|(_, dot)| dot.bits).fold(0.0, f32::max))
        .sum()
}
