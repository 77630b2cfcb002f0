//! The dot plot, counted by cells.
//!
//! In: dots at units (0, 5), (1, 6) and (20, 3), cells of 16 steps. Out: the cell (0, 0) with the bits of the first two, the
//! cell (1, 0) with those of the third, each with the support of the cells around it.
//!
//! The dot plot is that of Gibbs and McIntyre (1970); counting by cells is what makes it cost the dots and not the area.

use std::ops::Range;

use super::context::PairContext;
use super::dot::Dot;
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
    /// Sorts the dots into cells: O(d + c log c) for d dots and c cells, since no row has more columns than b has cells.
    pub(super) fn new(a: &Side, b: &Side, dots: Vec<Dot>, context: &mut PairContext<'_>) -> Self {
        let mut plot = Self {
            side: a.cell_side(),
            rows: vec![0],
            ..Self::default()
        };
        let columns = dots
            .iter()
            .map(|dot| b.cell_of(dot.j) as usize + 1)
            .max()
            .unwrap_or(0);
        let dots = by_row(dots, a);
        let mut filler = RowFiller::new(columns);
        let mut sorted = Vec::with_capacity(dots.len());
        let mut rest = dots.as_slice();
        while let Some(first) = rest.first() {
            let row = a.cell_of(first.i);
            let in_row = rest.partition_point(|dot| a.cell_of(dot.i) == row);
            let (these, others) = rest.split_at(in_row);
            rest = others;
            plot.rows.resize(row as usize + 1, plot.cells.len() as u32);
            filler.fill(these, (a, b), &mut plot.cells, &mut sorted);
            plot.rows.push(plot.cells.len() as u32);
        }
        plot.dots = sorted;
        plot.add_support(columns, context);
        plot
    }

    /// Adds up what supports each cell: the bits of the cell and of the eight around it. O(cells), with three rows spread
    /// out at a time.
    fn add_support(&mut self, columns: usize, context: &mut PairContext<'_>) {
        let rows = self.rows.len() - 1;
        // Column c stands at c + 1, so that each has a neighbour on either side.
        let mut spread = [0, 1, 2].map(|_| vec![0.0f32; columns + 2]);
        let cells_of = |rows: &[u32], row: usize| rows[row] as usize..rows[row + 1] as usize;
        for next in 0..=rows {
            let coming = &mut spread[next % 3];
            if let Some(gone) = next.checked_sub(3) {
                for cell in &self.cells[cells_of(&self.rows, gone)] {
                    coming[cell.column as usize + 1] = 0.0;
                }
            }
            if next < rows {
                for cell in &self.cells[cells_of(&self.rows, next)] {
                    coming[cell.column as usize + 1] = cell.bits;
                }
            }
            let Some(row) = next.checked_sub(1) else {
                continue;
            };
            let [above, here, below] = [next + 1, next + 2, next].map(|row| &spread[row % 3]);
            for cell in &mut self.cells[cells_of(&self.rows, row)] {
                let at = cell.column as usize;
                let around = |row: &[f32]| row[at] + row[at + 1] + row[at + 2];
                cell.support = around(above) + around(here) + around(below);
            }
        }
        context.work.neighbours += 9 * self.cells.len() as u64;
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

/// The dots by row, in their order within a row (a counting sort).
fn by_row(dots: Vec<Dot>, a: &Side) -> Vec<Dot> {
    let rows = || dots.iter().map(|dot| a.cell_of(dot.i));
    let (Some(least), Some(most)) = (rows().min(), rows().max()) else {
        return dots;
    };
    let row_of = |dot: &Dot| (a.cell_of(dot.i) - least) as usize;
    let mut next = vec![0u32; (most - least) as usize + 2];
    for dot in &dots {
        next[row_of(dot) + 1] += 1;
    }
    for row in 1..next.len() {
        next[row] += next[row - 1];
    }
    let mut sorted = dots.clone();
    for dot in &dots {
        let at = &mut next[row_of(dot)];
        sorted[*at as usize] = *dot;
        *at += 1;
    }
    sorted
}

/// Fills the cells of one row after the other; what it needs for that is kept from row to row.
struct RowFiller {
    /// By column: the number of its dots in this row, then where the next of them goes.
    next: Vec<u32>,
    /// The columns that have dots in this row.
    columns: Vec<u32>,
    /// The best dot at each unit of a cell, along a and along b.
    best: [Vec<f32>; 2],
}

impl RowFiller {
    fn new(columns: usize) -> Self {
        Self {
            next: vec![0; columns],
            columns: Vec::new(),
            best: [Vec::new(), Vec::new()],
        }
    }

    /// Appends the cells of a row that has these dots, by column, and the dots sorted by cell.
    fn fill(
        &mut self,
        dots: &[Dot],
        (a, b): (&Side, &Side),
        cells: &mut Vec<PlotCell>,
        sorted: &mut Vec<Dot>,
    ) {
        self.columns.clear();
        for dot in dots {
            let column = b.cell_of(dot.j);
            let count = &mut self.next[column as usize];
            if *count == 0 {
                self.columns.push(column);
            }
            *count += 1;
        }
        self.columns.sort_unstable();
        let start = sorted.len();
        let mut at = start as u32;
        for column in &self.columns {
            let count = std::mem::replace(&mut self.next[*column as usize], at);
            at += count;
        }
        sorted.resize(at as usize, dots[0]);
        for dot in dots {
            let next = &mut self.next[b.cell_of(dot.j) as usize];
            sorted[*next as usize] = *dot;
            *next += 1;
        }
        let mut first = start;
        for column in &self.columns {
            let end = std::mem::take(&mut self.next[*column as usize]) as usize;
            let in_cell = &sorted[first..end];
            let [along_a, along_b] = &mut self.best;
            let bits = distinct_bits(in_cell, along_a, |dot| a.step_in_cell(dot.i))
                .min(distinct_bits(in_cell, along_b, |dot| b.step_in_cell(dot.j)));
            cells.push(PlotCell {
                row: a.cell_of(dots[0].i),
                column: *column,
                bits,
                support: 0.0,
                first: first as u32,
            });
            first = end;
        }
    }
}

/// Bits of a cell's dots when each position counts only by its best dot. `best` is scratch space.
fn distinct_bits(dots: &[Dot], best: &mut Vec<f32>, offset: impl Fn(&Dot) -> usize) -> f32 {
    if let [dot] = dots {
        return dot.bits;
    }
    best.clear();
    for dot in dots {
        let at = offset(dot);
        if best.len() <= at {
            best.resize(at + 1, 0.0);
        }
        best[at] = best[at].max(dot.bits);
    }
    best.iter().sum()
}
