//! From units to code points: passages, families and coverage for [`Analysis`](crate::Analysis).

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::sections::Sections;
use crate::Span;
use crate::analysis::{Family, Matrix, Operation, OperationKind, Passage, Place, Verdict};
use crate::corpus::{DocId, Document};
use crate::feature::similarity::{FULL_CELLS, NEIGHBOURS, matrix};
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
        let mean = (p.a.units.len() + p.b.units.len()) as f64 / 2.0;
        Passage {
            a: place(&p.a, documents, texts),
            b: place(&p.b, documents, texts),
            identity: if mean > 0.0 {
                p.reasons.matched as f64 / mean
            } else {
                0.0
            },
            verdict: Verdict {
                matched: p.reasons.matched,
                bits: p.reasons.bits,
                score: p.reasons.score(),
                coverage: p.reasons.coverage,
                wholeness: p.reasons.wholeness,
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
pub fn union(mut ranges: Vec<Range<usize>>) -> usize {
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

/// How much of each document's units is aligned with each other document.
pub fn document_coverage(found: &Reuse, texts: &[NormalText]) -> Matrix {
    matrix(texts.len(), |doc, row| {
        let length = texts[doc].len();
        if length == 0 {
            return;
        }
        found
            .overlaps
            .for_each_pair_cover(DocId(doc as u32), |other, ranges| {
                let covered: usize = ranges.iter().map(|r| r.len()).sum();
                row[other.index()] = covered as f32 / length as f32;
            });
        row[doc] = 1.0;
    })
}

/// The same for leaf sections, within a document too.
pub fn section_coverage(found: &Reuse, sections: &Sections) -> Matrix {
    let whole = sections.leaves.len().saturating_mul(sections.leaves.len()) <= FULL_CELLS;
    let rows: Vec<Vec<(usize, f32)>> = (0..sections.of_document.len())
        .into_par_iter()
        .flat_map_iter(|doc| {
            let mut rows = Rows::new(sections, doc);
            let add = |other: DocId, here: Range<usize>, there: Range<usize>| {
                rows.add(sections, &here, other.index(), &there);
                if other.index() == doc {
                    rows.add(sections, &there, doc, &here);
                }
            };
            found.overlaps.for_each_passage(DocId(doc as u32), add);
            rows.shares(sections, whole)
        })
        .collect();
    matrix(rows.len(), |i, row| {
        for (column, share) in &rows[i] {
            row[*column] = *share;
        }
        row[i] = if sections.leaves[i].units.is_empty() {
            0.0
        } else {
            1.0
        };
    })
}

/// What the leaves of one document have in common with other leaves, being collected.
struct Rows {
    first: usize,
    /// For each leaf, by column: the units that are covered.
    covered: Vec<BTreeMap<usize, Vec<Range<usize>>>>,
}

impl Rows {
    fn new(sections: &Sections, doc: usize) -> Self {
        let of = &sections.of_document[doc];
        Self {
            first: of.start,
            covered: vec![BTreeMap::new(); of.len()],
        }
    }

    fn add(
        &mut self,
        sections: &Sections,
        here: &Range<usize>,
        other: usize,
        there: &Range<usize>,
    ) {
        let doc = sections.leaves[self.first].document;
        for row in sections.touched(doc, here) {
            let leaf = &sections.leaves[row].units;
            let clipped = here.start.max(leaf.start)..here.end.min(leaf.end);
            for column in sections
                .touched(other, there)
                .filter(|column| *column != row)
            {
                let columns = &mut self.covered[row - self.first];
                columns.entry(column).or_default().push(clipped.clone());
            }
        }
    }

    /// Shares by column; where the matrix will not be whole, only as many as a row of it keeps.
    fn shares(self, sections: &Sections, whole: bool) -> Vec<Vec<(usize, f32)>> {
        let first = self.first;
        let row = |(n, columns): (usize, BTreeMap<usize, Vec<Range<usize>>>)| {
            let units = sections.leaves[first + n].units.len().max(1) as f32;
            let mut shares: Vec<(usize, f32)> = columns
                .into_iter()
                .map(|(column, ranges)| (column, union(ranges) as f32 / units))
                .collect();
            if !whole {
                shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                shares.truncate(NEIGHBOURS);
            }
            shares
        };
        self.covered.into_iter().enumerate().map(row).collect()
    }
}
