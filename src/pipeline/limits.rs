//! The lists of a run that were cut at a limit.

use super::results::Results;
use crate::analysis::{Limit, LimitedList, Matrix, MatrixLevel, Metric};
use crate::feature::similarity::are_few;
use crate::sides::Sides;

/// All limits that were reached: nobody shall take a cut list for a complete one.
pub(super) fn limits(results: &Results<'_>) -> Vec<Limit> {
    let cut = |what, kept, of| (of > kept).then_some(Limit { what, kept, of });
    let (reuse, templates) = (&results.reuse, &results.templates);
    let (passages, phrases) = (reuse.passages.len(), templates.phrases.len());
    let candidates = reuse.candidates.as_ref();
    let mut limits = matrix_limits(results);
    limits.extend(cut(
        LimitedList::Passages,
        passages as u64,
        reuse.passages_found,
    ));
    limits.extend(candidates.and_then(|c| cut(LimitedList::CandidatePairs, c.aligned, c.all)));
    limits.extend(cut(
        LimitedList::Phrases,
        phrases as u64,
        templates.phrases_found,
    ));
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
