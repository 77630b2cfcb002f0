//! The lists of a run that were cut at a limit.

use super::matrices::Matrices;
use super::results::Results;
use crate::analysis::{Limit, LimitedList, Matrix, Metric};

/// All limits that were reached: nobody shall take a cut list for a complete one.
pub(super) fn limits(results: &Results<'_>) -> Vec<Limit> {
    let mut limits = matrix_limits(&results.matrices);
    let reuse = &results.reuse;
    if reuse.passages_found > reuse.passages.len() as u64 {
        limits.push(Limit {
            what: LimitedList::Passages,
            kept: reuse.passages.len() as u64,
            of: reuse.passages_found,
        });
    }
    if let Some(candidates) = reuse.candidates {
        limits.push(Limit {
            what: LimitedList::CandidatePairs,
            kept: candidates.aligned,
            of: candidates.all,
        });
    }
    limits
}

/// The matrices that hold nearest neighbours only.
fn matrix_limits(matrices: &Matrices) -> Vec<Limit> {
    let mut limits = Vec::new();
    for (level, matrices) in matrices.levels() {
        for metric in Metric::ALL {
            if let Matrix::Neighbours(rows) = matrices.matrix(metric) {
                limits.push(Limit {
                    what: LimitedList::Matrix { level, metric },
                    kept: rows.iter().map(|row| row.len() as u64).sum(),
                    of: (rows.len() as u64).pow(2),
                });
            }
        }
    }
    limits
}
