//! From units to code points: passages, families and coverage for [`Analysis`](crate::Analysis).

use std::collections::BTreeMap;
use std::ops::Range;

use super::sections::Sections;
use crate::Span;
use crate::analysis::{Family, Operation, OperationKind, Passage, Place, Verdict};
use crate::corpus::Document;
use crate::reuse::{AlignedPassage, Edit, Reuse, Stretch};
use crate::text::NormalText;

fn place(stretch: &Stretch, documents: &[Document], texts: &[NormalText]) -> Place {
    let document = &documents[stretch.doc.index()];
    let span = texts[stretch.doc.index()].span_of(stretch.units.clone());
    Place {
        document: document.name.clone(),
        span,
        text: document.text.slice(span).to_owned(),
    }
}

/// Passages as outputs have them.
pub fn passages(found: &Reuse, documents: &[Document], texts: &[NormalText]) -> Vec<Passage> {
    let one = |p: &AlignedPassage| {
        let matched = p
            .edits
            .iter()
            .map(|e| if let Edit::Equal(n) = e { *n } else { 0 })
            .sum::<usize>();
        let mean = (p.a.units.len() + p.b.units.len()) as f64 / 2.0;
        Passage {
            a: place(&p.a, documents, texts),
            b: place(&p.b, documents, texts),
            identity: if mean > 0.0 {
                matched as f64 / mean
            } else {
                0.0
            },
            verdict: Verdict {
                matched,
                bits: p.bits,
                score: p.score,
            },
            family: p.family,
            operations: operations(p, &texts[p.a.doc.index()], &texts[p.b.doc.index()]),
        }
    };
    found.passages.iter().map(one).collect()
}

/// Edits as spans. What lies between two units (punctuation, white space) goes to the step before it, so the
/// steps tile both sides.
fn operations(passage: &AlignedPassage, a: &NormalText, b: &NormalText) -> Vec<Operation> {
    let mut at = (passage.a.units.start, passage.b.units.start);
    let ends = (
        a.span_of(passage.a.units.clone()).end,
        b.span_of(passage.b.units.clone()).end,
    );
    let side = |text: &NormalText, units: Range<usize>, last: usize, whole_end: usize| {
        let start = if units.start < last {
            text.span(units.start).start
        } else {
            whole_end
        };
        let end = if units.end < last {
            text.span(units.end).start
        } else {
            whole_end
        };
        Span::new(start, end.max(start))
    };
    passage
        .edits
        .iter()
        .map(|edit| {
            let (kind, from_a, from_b) = match *edit {
                Edit::Equal(n) => (OperationKind::Equal, n, n),
                Edit::Replace(n, m) => (OperationKind::Replace, n, m),
                Edit::Insert(m) => (OperationKind::Insert, 0, m),
                Edit::Delete(n) => (OperationKind::Delete, n, 0),
            };
            let operation = Operation {
                kind,
                a: side(a, at.0..at.0 + from_a, passage.a.units.end, ends.0),
                b: side(b, at.1..at.1 + from_b, passage.b.units.end, ends.1),
            };
            at = (at.0 + from_a, at.1 + from_b);
            operation
        })
        .collect()
}

/// Families as outputs have them.
pub fn families(found: &Reuse, documents: &[Document], texts: &[NormalText]) -> Vec<Family> {
    let one = |family: &crate::reuse::Family| {
        let mut of: Vec<_> = family.members.iter().map(|m| m.doc).collect();
        of.sort_unstable();
        of.dedup();
        Family {
            wording: family
                .members
                .first()
                .map_or(String::new(), |m| place(m, documents, texts).text),
            documents: of.len(),
            places: family
                .members
                .iter()
                .map(|m| {
                    let d = m.doc.index();
                    (documents[d].name.clone(), texts[d].span_of(m.units.clone()))
                })
                .collect(),
        }
    };
    found.families.iter().map(one).collect()
}

/// Units of the union of ranges.
fn union(mut ranges: Vec<Range<usize>>) -> usize {
    ranges.sort_by_key(|r| (r.start, r.end));
    let (mut total, mut end) = (0, 0);
    for range in ranges {
        let start = range.start.max(end);
        if range.end > start {
            total += range.end - start;
            end = range.end;
        }
    }
    total
}

/// For each document the others and the share of its units that is aligned with them.
pub fn document_coverage(found: &Reuse, texts: &[NormalText]) -> Vec<Vec<(usize, f32)>> {
    let mut ranges: BTreeMap<(usize, usize), Vec<Range<usize>>> = BTreeMap::new();
    for p in found.passages.iter().filter(|p| p.a.doc != p.b.doc) {
        let (a, b) = (p.a.doc.index(), p.b.doc.index());
        ranges.entry((a, b)).or_default().push(p.a.units.clone());
        ranges.entry((b, a)).or_default().push(p.b.units.clone());
    }
    let mut cover = vec![Vec::new(); texts.len()];
    for ((row, column), ranges) in ranges {
        cover[row].push((
            column,
            union(ranges) as f32 / texts[row].len().max(1) as f32,
        ));
    }
    cover
}

/// The same for leaf sections.
pub fn section_coverage(found: &Reuse, sections: &Sections) -> Vec<Vec<(usize, f32)>> {
    let mut ranges: BTreeMap<(usize, usize), Vec<Range<usize>>> = BTreeMap::new();
    let touched = |stretch: &Stretch| {
        let of = sections.of_document[stretch.doc.index()].clone();
        let leaves = &sections.leaves[of.clone()];
        let first = leaves.partition_point(|l| l.units.end <= stretch.units.start);
        let last = leaves.partition_point(|l| l.units.start < stretch.units.end);
        of.start + first..of.start + last.max(first)
    };
    let clip = |stretch: &Stretch, leaf: usize| {
        let units = &sections.leaves[leaf].units;
        stretch.units.start.max(units.start)..stretch.units.end.min(units.end)
    };
    for p in &found.passages {
        for row in touched(&p.a) {
            for column in touched(&p.b) {
                if row != column {
                    ranges
                        .entry((row, column))
                        .or_default()
                        .push(clip(&p.a, row));
                    ranges
                        .entry((column, row))
                        .or_default()
                        .push(clip(&p.b, column));
                }
            }
        }
    }
    let mut cover = vec![Vec::new(); sections.leaves.len()];
    for ((row, column), ranges) in ranges {
        let units = sections.leaves[row].units.len().max(1);
        cover[row].push((column, union(ranges) as f32 / units as f32));
    }
    cover
}
