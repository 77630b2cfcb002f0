//! Documents that have much of each other's wording.

use crate::analysis::Analysis;

/// Two documents belong together if each has this part of its body in passages with the other: below copies (0.8), above what
/// reports of one genre share. Measured on 31 provincial work reports, of which no pair reaches it (0.02 to 0.15).
const TOGETHER: f32 = 0.4;

/// Groups of two documents or more that are joined by such pairs, the largest first, then in corpus order; documents that are
/// nearly one text among them: O(pairs that share a passage).
///
/// A group that is a group of copies and nothing else is left out: it is told as such.
#[must_use]
pub fn clusters(analysis: &Analysis) -> Vec<Vec<usize>> {
    let coverage = &analysis.similarity.documents.coverage;
    let count = analysis.documents.len();
    let mut parent: Vec<usize> = (0..count).collect();
    let at_least = |a, b| coverage.get(a, b).is_some_and(|value| value >= TOGETHER);
    for row in 0..coverage.len().min(count) {
        for column in coverage.columns(row) {
            if row < column && at_least(row, column) && at_least(column, row) {
                let (a, b) = (root(&mut parent, row), root(&mut parent, column));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); count];
    for document in 0..count {
        groups[root(&mut parent, document)].push(document);
    }
    let copies: Vec<Vec<usize>> = analysis.copies.iter().map(members).collect();
    groups.retain(|group| group.len() > 1 && !copies.contains(group));
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

fn members(group: &crate::analysis::CopyGroup) -> Vec<usize> {
    let mut documents: Vec<usize> = group.versions.iter().map(|v| v.document).collect();
    documents.sort_unstable();
    documents
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{DenseMatrix, DocumentAnalysis, Matrix};

    #[test]
    fn both_directions_must_be_high_and_chains_join() {
        let mut analysis = Analysis {
            documents: vec![DocumentAnalysis::default(); 4],
            ..Analysis::default()
        };
        analysis.similarity.documents.coverage = Matrix::Full(DenseMatrix::from_rows(&[
            vec![1.0, 0.5, 0.0, 0.9],
            vec![0.6, 1.0, 0.4, 0.0],
            vec![0.0, 0.5, 1.0, 0.0],
            vec![0.1, 0.0, 0.0, 1.0],
        ]));
        assert_eq!(clusters(&analysis), [[0, 1, 2]]);
    }
}
