//! What templates say of each document's units: literal, and where else; or filler.

use super::TemplateInput;
use super::mould::Mould;
use super::stream::{At, Stream};

/// What one document has of the templates, unit by unit of its [`NormalText`](crate::text::NormalText).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The number of other documents, or groups, whose instance has the unit's literal. 0 where the unit is none.
    pub literal: Vec<u32>,
    /// Whether the unit is a slot's filler, and no other template's literal.
    pub filler: Vec<bool>,
}

/// Marks each document's units: O(instances).
pub(super) fn coverage(
    input: &TemplateInput<'_>,
    stream: &Stream,
    moulds: &[Mould],
) -> Vec<Coverage> {
    let mut coverage: Vec<Coverage> = input
        .documents
        .iter()
        .map(|document| Coverage {
            literal: vec![0; document.text.len()],
            filler: vec![false; document.text.len()],
        })
        .collect();
    for mould in moulds {
        for literal in 0..mould.lengths.len() {
            let held = mould
                .places
                .iter()
                .filter_map(|place| place.literals[literal].clone());
            let mut documents: Vec<usize> = held
                .clone()
                .map(|range| {
                    let document = stream.document(range.start);
                    let groups = input.group_of;
                    groups.map_or(document, |group_of| group_of[document] as usize)
                })
                .collect();
            documents.sort_unstable();
            documents.dedup();
            let others = documents.len().saturating_sub(1) as u32;
            for range in held {
                let (document, local) = stream.locate(range.start);
                for unit in &mut coverage[document].literal[local..local + range.len()] {
                    *unit = others.max(*unit);
                }
            }
        }
    }
    let mut literal: Vec<Vec<bool>> = coverage
        .iter()
        .map(|c| vec![false; c.filler.len()])
        .collect();
    for range in moulds
        .iter()
        .flat_map(|m| &m.places)
        .flat_map(|p| p.literals.iter().flatten())
    {
        let (document, local) = stream.locate(range.start);
        literal[document][local..local + range.len()].fill(true);
    }
    for range in moulds.iter().flat_map(|m| &m.places).flat_map(|p| &p.slots) {
        if !range.is_empty() {
            mark(&mut coverage, stream, range.clone(), true);
        }
    }
    for (coverage, literal) in coverage.iter_mut().zip(literal) {
        for (filler, literal) in coverage.filler.iter_mut().zip(literal) {
            *filler &= !literal;
        }
    }
    coverage
}

fn mark(coverage: &mut [Coverage], stream: &Stream, range: std::ops::Range<At>, filler: bool) {
    let (document, local) = stream.locate(range.start);
    coverage[document].filler[local..local + range.len()].fill(filler);
}
