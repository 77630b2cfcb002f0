//! Who takes most from whom.

use std::collections::HashSet;

use super::{Finding, numbers};
use crate::analysis::{Analysis, SideKind};

/// A document shorter than the middle one counts by its length: 14 % of a short report are no more than 8 % of a long one, and the
/// shortest against the longest is always the closest pair.
fn weight(units: usize, middle: usize) -> f64 {
    (units as f64 / middle.max(1) as f64).min(1.0)
}

/// The pair in which one has most of the other's wording; copies aside, which are told of as such.
pub(super) fn borrowing(analysis: &Analysis) -> Option<Finding> {
    let documents = &analysis.documents;
    let coverage = &analysis.similarity.documents.coverage;
    let mut lengths: Vec<usize> = documents.iter().map(|d| d.units).collect();
    lengths.sort_unstable();
    let middle = *lengths.get(lengths.len() / 2)?;
    let copies = copied_pairs(analysis);
    let against = analysis
        .sides
        .as_ref()
        .filter(|s| s.by == SideKind::Against);
    let mut best: Option<(f64, usize, usize)> = None;
    for (row, document) in documents.iter().enumerate().take(coverage.len()) {
        // Drafts take from the archive, not the archive from them.
        if against.is_some_and(|sides| sides.of[row] != 0) {
            continue;
        }
        for column in coverage.columns(row) {
            let pair = (row.min(column), row.max(column));
            let compared = analysis
                .sides
                .as_ref()
                .is_none_or(|s| s.are_compared(row, column));
            if row == column || !compared || copies.contains(&pair) {
                continue;
            }
            let share = f64::from(coverage.get(row, column).unwrap_or(0.0));
            let rank = share * weight(document.units, middle);
            // Of equal ones the first: columns of a kept row may come in another order than the corpus.
            let first = best.is_none_or(|(top, a, b)| {
                rank > top || (rank.total_cmp(&top).is_eq() && (row, column) < (a, b))
            });
            if share > 0.0 && first {
                best = Some((rank, row, column));
            }
        }
    }
    let (_, mut from, mut to) = best?;
    let dates = [from, to].map(|i| {
        documents[i]
            .date
            .as_deref()
            .filter(|d| super::super::names::year(d).is_some())
    });
    let later = match dates {
        // Dates as precise as both are known: 2025 and 2025-03 do not tell.
        [Some(a), Some(b)] => {
            let length = a.len().min(b.len());
            Some(a[..length].cmp(&b[..length])).filter(|order| order.is_ne())
        }
        _ => None,
    };
    if later.is_some_and(|order| order.is_lt()) && against.is_none() {
        (from, to) = (to, from);
    }
    let cell = |a, b| f64::from(coverage.get(a, b).unwrap_or(0.0));
    Some(Finding::Borrowing {
        from,
        to,
        share: cell(from, to),
        back: cell(to, from),
        passages: passages_between(analysis, from, to),
        by_date: later.is_some(),
    })
}

/// None where two documents share a passage.
pub(super) fn nothing_shared(analysis: &Analysis) -> Option<Finding> {
    let shared = analysis
        .passages
        .iter()
        .any(|p| p.a.document != p.b.document);
    (!shared && analysis.documents.len() > 1 && analysis.copies.is_empty()).then_some(
        Finding::NothingShared {
            documents: analysis.documents.len(),
            phrases: analysis.counts().phrases,
        },
    )
}

fn copied_pairs(analysis: &Analysis) -> HashSet<(usize, usize)> {
    let mut pairs = HashSet::new();
    for group in &analysis.copies {
        for (i, one) in group.versions.iter().enumerate() {
            for other in &group.versions[i + 1..] {
                let (a, b) = (one.document, other.document);
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    pairs
}

fn passages_between(analysis: &Analysis, one: usize, other: usize) -> usize {
    let numbers = numbers(analysis);
    let passages = analysis.passages.iter();
    let ends = passages.map(|p| [&p.a, &p.b].map(|place| numbers.get(place.document.as_str())));
    ends.filter(|ends| *ends == [Some(&one), Some(&other)] || *ends == [Some(&other), Some(&one)])
        .count()
}
