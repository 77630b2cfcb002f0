//! What the page of two documents alone has more than the pair view of the report, and what it does without.

use serde::Serialize;

use crate::analysis::{Analysis, Change, ChangeKind, Level, PairFindings, PassageMove};

#[derive(Serialize)]
pub(super) struct PackedPair {
    /// Passages that moved, by number.
    moved: Vec<usize>,
    /// Number of the passage; 0 figure, 1 name, 2 wording; start and end in a, the same in b.
    changes: Vec<[usize; 6]>,
    /// Number of the passage inside which it moved; start and end in a, the same in b.
    moves: Vec<[usize; 5]>,
    /// Start and end in a, the same in b.
    phrases: Vec<[usize; 4]>,
}

impl PackedPair {
    /// `findings` are of the two documents of `analysis`, and know its passages by their spans.
    pub(super) fn new(analysis: &Analysis, findings: &PairFindings) -> Self {
        let numbered = findings.passages.iter().filter_map(|found| {
            let mut passages = analysis.passages.iter();
            let number = passages.position(|p| p.a.span == found.a && p.b.span == found.b)?;
            Some((number, found))
        });
        let change = |(number, change): (usize, &Change)| {
            let kind = match change.kind {
                ChangeKind::Figure => 0,
                ChangeKind::Name => 1,
                ChangeKind::Wording => 2,
            };
            let (a, b) = (change.a, change.b);
            [number, kind, a.start, a.end, b.start, b.end]
        };
        Self {
            moved: numbered
                .clone()
                .filter_map(|(number, found)| found.moved.then_some(number))
                .collect(),
            changes: numbered
                .clone()
                .flat_map(|(number, found)| {
                    let inside = found.moves.iter().flat_map(|moved| &moved.changes);
                    found.changes.iter().chain(inside).map(move |c| (number, c))
                })
                .map(change)
                .collect(),
            moves: numbered
                .flat_map(|(number, found)| found.moves.iter().map(move |m| (number, m)))
                .map(|(number, PassageMove { a, b, .. })| [number, a.start, a.end, b.start, b.end])
                .collect(),
            phrases: findings
                .phrases
                .iter()
                .map(|phrase| [phrase.a.start, phrase.a.end, phrase.b.start, phrase.b.end])
                .collect(),
        }
    }
}

/// The analysis without what no view of two documents side by side shows: passages inside one of them, families, templates,
/// phrases, sections beside sections.
pub(super) fn only_between(analysis: &Analysis) -> Analysis {
    let mut only = analysis.clone();
    only.passages
        .retain(|passage| passage.a.document != passage.b.document);
    only.families.clear();
    only.templates.clear();
    only.phrases.clear();
    only.similarity.sections = Level::default();
    only
}
