//! From units to code points: passages and families for [`Analysis`](crate::Analysis).
//!
//! A passage takes in the marks that open and close it, as people quote: `“做好工作。”` and not `做好工作`.

use std::ops::Range;

use super::prepare::Prepared;
use crate::analysis::{Family, FirstUse, Operation, OperationKind, Passage, PassageScore, Place};
use crate::copies::Copies;
use crate::document::Document;
use crate::reuse::pair::with_marks;
use crate::reuse::{AlignedPassage, Reuse, Stretch};
use crate::span::Span;
use crate::text::NormalText;
use crate::text::metadata::PartialDate;

fn place(stretch: &Stretch, documents: &[Document], texts: &[NormalText]) -> Place {
    let document = &documents[stretch.doc.index()];
    let text = &texts[stretch.doc.index()];
    let span = with_marks(&document.text, text, stretch.units.clone());
    Place {
        document: document.name.clone(),
        span,
        text: document.text.slice(span).to_owned(),
    }
}

/// Passages as outputs have them.
pub(super) fn passages(
    found: &Reuse,
    documents: &[Document],
    texts: &[NormalText],
) -> Vec<Passage> {
    let one = |p: &AlignedPassage| {
        let mean = (p.a.units.len() + p.b.units.len()) as f64 / 2.0;
        Passage {
            a: place(&p.a, documents, texts),
            b: place(&p.b, documents, texts),
            identity: if mean > 0.0 {
                p.stats.matched as f64 / mean
            } else {
                0.0
            },
            verdict: PassageScore {
                matched: p.stats.matched,
                bits: p.stats.bits,
                score: p.stats.score(),
                coverage: p.stats.coverage,
                wholeness: p.stats.wholeness,
            },
            family: p.family,
            operations: operations(p, documents, texts),
        }
    };
    found.passages.iter().map(one).collect()
}

/// Edits as spans. What lies between two units (punctuation, white space) goes to the step before it, so the
/// steps tile both sides.
fn operations(
    passage: &AlignedPassage,
    documents: &[Document],
    texts: &[NormalText],
) -> Vec<Operation> {
    let whole = |stretch: &Stretch| {
        let doc = stretch.doc.index();
        with_marks(&documents[doc].text, &texts[doc], stretch.units.clone())
    };
    let (whole_a, whole_b) = (whole(&passage.a), whole(&passage.b));
    let side = |stretch: &Stretch, units: Range<usize>, whole: Span| {
        let text = &texts[stretch.doc.index()];
        let at = |unit: usize| match unit {
            unit if unit == stretch.units.start => whole.start,
            unit if unit < stretch.units.end => text.span(unit).start,
            _ => whole.end,
        };
        let start = at(units.start);
        Span::new(start, at(units.end).max(start))
    };
    let mut at = (passage.a.units.start, passage.b.units.start);
    passage
        .edits
        .iter()
        .map(|edit| {
            let kind = OperationKind::from(*edit);
            let (from_a, from_b) = edit.consumed();
            let operation = Operation {
                kind,
                a: side(&passage.a, at.0..at.0 + from_a, whole_a),
                b: side(&passage.b, at.1..at.1 + from_b, whole_b),
            };
            at = (at.0 + from_a, at.1 + from_b);
            operation
        })
        .collect()
}

/// Families as outputs have them; copies count once.
pub(super) fn families(found: &Reuse, copies: &Copies, prepared: &Prepared<'_>) -> Vec<Family> {
    let (documents, texts) = (prepared.documents, &prepared.texts);
    let dates = prepared.dates();
    let counted_as = |member: &Stretch| copies.counted_as()[member.doc.index()];
    let one = |family: &crate::reuse::Family| {
        let mut of: Vec<u32> = family.members.iter().map(counted_as).collect();
        of.sort_unstable();
        of.dedup();
        let mut members: Vec<usize> = family.members.iter().map(|m| m.doc.index()).collect();
        members.dedup();
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
            first: first_use(&members, &dates, |doc| named_date(prepared, doc)),
        }
    };
    found.families.iter().map(one).collect()
}

/// A document's name and its date, as it is written.
fn named_date(prepared: &Prepared<'_>, doc: usize) -> (String, String) {
    let date = prepared.facts[doc].date.as_ref();
    let date = date.map_or(String::new(), |date| date.value.clone());
    (prepared.documents[doc].name.clone(), date)
}

/// The first of `members`, as far as their dates tell. O(n) in them, and in those that may be first.
fn first_use(
    members: &[usize],
    dates: &[Option<PartialDate>],
    named: impl Fn(usize) -> (String, String),
) -> Option<FirstUse> {
    let dated = |doc: &usize| dates[*doc].filter(|date| date.year.is_some());
    let mut first: Vec<(usize, PartialDate)> = Vec::new();
    let mut undated = 0;
    for doc in members {
        let Some(date) = dated(doc) else {
            undated += 1;
            continue;
        };
        if first.iter().all(|(_, earlier)| !earlier.is_before(date)) {
            first.retain(|(_, later)| !date.is_before(*later));
            first.push((*doc, date));
        }
    }
    let documents: Vec<_> = first.into_iter().map(|(doc, _)| named(doc)).collect();
    (!documents.is_empty()).then_some(FirstUse { documents, undated })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_first_is_said_as_far_as_dates_tell() {
        let written = [
            "2025-03-01",
            "",
            "2024",
            "2024-05",
            "2024-05-02",
            "--01-01",
            "2024",
        ];
        let dates: Vec<_> = written
            .iter()
            .map(|date| PartialDate::parse(date))
            .collect();
        let first = |members: &[usize]| {
            let named = |doc: usize| (doc.to_string(), written[doc].to_owned());
            first_use(members, &dates, named)
        };
        let documents = |members: &[usize]| {
            let first = first(members).unwrap();
            let documents = first.documents.iter().map(|(name, _)| name.as_str());
            (documents.collect::<String>(), first.undated)
        };
        assert_eq!(documents(&[0, 1, 3]), ("3".to_owned(), 1));
        assert_eq!(documents(&[0, 2, 3, 6]), ("236".to_owned(), 0));
        assert_eq!(documents(&[0, 4, 5]), ("4".to_owned(), 1));
        assert_eq!(first(&[1, 5]), None);
    }
}
