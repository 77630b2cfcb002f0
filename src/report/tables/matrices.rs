//! `matrix/*.csv`: each matrix as a square where it has one, and always as the neighbours of each row, under one name whatever its size.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::csv::begin;
use super::guarded_csv::GuardedCsv;
use super::run_entries;
use crate::analysis::{Analysis, DenseMatrix, Matrix, Metric, Neighbour};
use crate::report::RenderError;
use crate::report::json::file;
use crate::report::options::CsvStyle;

/// Neighbours of a row, as many as large matrices keep.
pub(super) const NEIGHBOURS: usize = 50;

pub(super) fn write(analysis: &Analysis, style: CsvStyle, dir: &Path) -> Result<(), RenderError> {
    let folder = dir.join(run_entries::MATRIX);
    fs::create_dir_all(&folder).map_err(|error| RenderError::write(&folder, error))?;
    let levels = [
        ("documents", &analysis.similarity.documents),
        ("sections", &analysis.similarity.sections),
    ];
    let over_groups = analysis.similarity.groups.iter().map(|l| ("groups", l));
    for (level, matrices) in levels.into_iter().chain(over_groups) {
        for metric in Metric::ALL {
            let (ids, matrix) = (&matrices.ids, matrices.matrix(metric));
            let name = format!("{level}.{}", metric.name());
            if let Matrix::Full(cells) = matrix {
                file(&folder, &format!("{name}.csv"), |out| {
                    begin(style, out)?;
                    square(ids, cells, out)
                })?;
            }
            file(&folder, &format!("{name}.neighbours.csv"), |out| {
                begin(style, out)?;
                neighbours(ids, matrix, out)
            })?;
        }
    }
    Ok(())
}

/// A matrix with ids in the first row and column.
fn square(ids: &[String], cells: &DenseMatrix, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedCsv::new(out);
    table.write_record([""].into_iter().chain(ids.iter().map(String::as_str)))?;
    for (id, row) in ids.iter().zip(cells.rows()) {
        table.write_field(id)?;
        for value in row {
            table.write_field(fixed(*value))?;
        }
        table.end_record()?;
    }
    table.flush()
}

/// The nearest neighbours of each row as row, column, value.
fn neighbours(ids: &[String], matrix: &Matrix, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedCsv::new(out);
    table.write_record(["row", "column", "value"])?;
    for (row, id) in ids.iter().enumerate() {
        for n in nearest(matrix, row, NEIGHBOURS) {
            let column = ids[n.column].as_bytes();
            table.write_record([id.as_bytes(), column, &fixed(n.value)])?;
        }
    }
    table.flush()
}

/// The columns with the highest values of a row, best first, at most `most`; the diagonal and zeros left out.
pub(super) fn nearest(matrix: &Matrix, row: usize, most: usize) -> Vec<Neighbour> {
    match matrix {
        Matrix::Neighbours(rows) => {
            let kept = rows.get(row).into_iter().flatten();
            kept.take(most).copied().collect()
        }
        Matrix::Full(cells) if row >= cells.len() => Vec::new(),
        Matrix::Full(cells) => {
            let values = cells.row(row).iter().enumerate();
            let mut kept: Vec<Neighbour> = values
                .filter(|(column, value)| *column != row && **value > 0.0)
                .map(|(column, value)| Neighbour {
                    column,
                    value: *value,
                })
                .collect();
            kept.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.column.cmp(&b.column)));
            kept.truncate(most);
            kept
        }
    }
}

/// Four digits behind the point, for the millions of cells that a matrix may have: formatting floats in the
/// general way would take most of a run's time. Values are clamped to 0 to 1.
fn fixed(value: f32) -> [u8; 6] {
    let scaled = (f64::from(value).clamp(0.0, 1.0) * 10_000.0).round() as u32;
    let digit = |power: u32| b'0' + (scaled / power % 10) as u8;
    [
        digit(10_000),
        b'.',
        digit(1_000),
        digit(100),
        digit(10),
        digit(1),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_the_formatted_number() {
        for value in [0.0f32, 1.0, 0.5, 0.12344, 0.12346, 0.99999, 0.00004] {
            assert_eq!(
                std::str::from_utf8(&fixed(value)).unwrap(),
                format!("{value:.4}")
            );
        }
    }

    #[test]
    fn neighbours_stand_nearest_first_without_the_row_itself() {
        let rows = [
            vec![1.0, 0.2, 0.7],
            vec![0.2, 1.0, 0.0],
            vec![0.7, 0.0, 1.0],
        ];
        let matrix = Matrix::Full(DenseMatrix::from_rows(&rows));
        let columns = |row, most| -> Vec<usize> {
            let found = nearest(&matrix, row, most);
            found.into_iter().map(|n| n.column).collect()
        };
        assert_eq!(columns(0, 9), [2, 1]);
        assert_eq!(columns(0, 1), [2]);
        assert_eq!(columns(1, 9), [0]);
    }
}
