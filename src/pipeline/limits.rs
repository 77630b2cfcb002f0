//! The lists of a run that were cut at a limit.

use super::results::Results;
use crate::analysis::{Limit, LimitedList, Matrix, MatrixLevel, Metric};
use crate::feature::similarity::are_few;
use crate::sides::Sides;

/// All limits that were reached: nobody shall take a cut list for a complete one.
pub(super) fn limits(results: &Results<'_>) -> Vec<Limit> {
    let mut limits = matrix_limits(results);
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
    let templates = &results.templates;
    if templates.phrases_found > templates.phrases.len() as u64 {
        limits.push(Limit {
            what: LimitedList::Phrases,
            kept: templates.phrases.len() as u64,
            of: templates.phrases_found,
        });
    }
    limits
}

/// The matrices that hold nearest neighbours only, and not all that were compared.
fn matrix_limits(results: &Results<'_>) -> Vec<Limit> {
    let sides = &results.prepared.sides;
    let of_leaves = results.features.sections.sides(sides);
    let of_groups = Sides::all();
    let mut limits = Vec::new();
    for (level, matrices) in results.matrices.levels() {
        let sides = match level {
            MatrixLevel::Documents => sides,
            MatrixLevel::Sections => &of_leaves,
            MatrixLevel::Groups => &of_groups,
        };
        for metric in Metric::ALL {
            if let Matrix::Neighbours(rows) = matrices.matrix(metric)
                && !are_few(sides, rows.len())
            {
                limits.push(Limit {
                    what: LimitedList::Matrix { level, metric },
                    kept: rows.iter().map(|row| row.len() as u64).sum(),
                    of: sides.cells(rows.len()) as u64,
                });
            }
        }
    }
    limits
}
