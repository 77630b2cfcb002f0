//! A sheet as rows of cells, of which most that a sheet could have are not there.

use crate::read::Problem;
use crate::read::flow::ByteBudget;

/// Most cells of a workbook. A cell that holds nothing but a number takes some 60 bytes here.
const MAX_CELLS: usize = 4_000_000;

/// A cell that holds something.
#[derive(Debug)]
pub(super) struct Cell {
    column: u32,
    text: String,
}

/// A row that holds something.
#[derive(Debug)]
pub(in crate::read) struct Row {
    /// From 0.
    pub(super) number: u32,
    /// In the order of their columns.
    cells: Vec<Cell>,
}

impl Row {
    /// The text of the cell in a column, from 0.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        let column = u32::try_from(column).ok()?;
        let at = self
            .cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()?;
        Some(&self.cells[at].text)
    }
}

/// A sheet with its name.
#[derive(Debug)]
pub(in crate::read) struct Sheet {
    pub(super) name: String,
    /// In their order.
    pub(super) rows: Vec<Row>,
}

impl Sheet {
    /// The first row, with empty fields where it has no cells.
    pub(super) fn header(&self) -> csv::StringRecord {
        let mut header = csv::StringRecord::new();
        for cell in self.rows.first().map_or(&[][..], |row| &row.cells) {
            while header.len() < cell.column as usize {
                header.push_field("");
            }
            header.push_field(&cell.text);
        }
        header
    }

    /// The sheet as a text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        text
    }
}

/// Cells as they are read, in any order.
#[derive(Debug)]
pub(super) struct CellCollector {
    cells: Vec<(u32, u32, String)>,
    count: usize,
    budget: ByteBudget,
}

impl CellCollector {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            cells: Vec::new(),
            count: 0,
            budget: ByteBudget::new(limit),
        }
    }

    /// Adds a cell of the open sheet; one without text is none.
    pub(super) fn add(&mut self, row: u32, column: u32, text: &str) -> Result<(), Problem> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.count += 1;
        if self.count > MAX_CELLS {
            return Err(Problem::TooManyParts {
                what: "cells",
                limit: MAX_CELLS as u64,
            });
        }
        self.budget.take(text.len())?;
        self.cells.push((row, column, text.to_owned()));
        Ok(())
    }

    /// Ends the open sheet. Of two cells in one place the first counts.
    pub(super) fn sheet(&mut self, name: String) -> Sheet {
        let mut cells = std::mem::take(&mut self.cells);
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        cells.dedup_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Row> = Vec::new();
        for (number, column, text) in cells {
            let cell = Cell { column, text };
            match rows.last_mut().filter(|row| row.number == number) {
                Some(row) => row.cells.push(cell),
                None => rows.push(Row {
                    number,
                    cells: vec![cell],
                }),
            }
        }
        Sheet { name, rows }
    }
}
