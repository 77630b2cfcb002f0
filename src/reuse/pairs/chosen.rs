//! The pairs of documents that are aligned where all that have something in common would be too many.
//!
//! In: 10,000 pages with one footer, of which two share an article besides. Out: for each page the partners with which it
//! has most in common, among them for the two pages each other. A pair is aligned if it is among the first partners of
//! either side, so that no document's own closest relatives are missing.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Evidence;

/// Pieces of evidence for all pairs together up to which all pairs are aligned: some thirty seconds.
const ALL: u64 = 1 << 20;
/// Partners of each document that are aligned in any case. 32: among 40,000 news items, many of them reprints of one another,
/// .57 of planted single sentences are found with 8, .81 with 32, and .87 where all pairs are aligned; the stage takes half as
/// long again.
const AT_LEAST: usize = 32;
/// Partners of a document behind it that are remembered.
const REMEMBERED: usize = 512;

/// The chosen pairs.
pub(super) struct ChosenPairs {
    /// By document: its chosen partners behind it, ascending. None where all are chosen.
    partners: Option<Vec<Vec<u32>>>,
    /// Pairs of documents that have evidence.
    pub(super) all: u64,
    /// Those that are aligned.
    pub(super) used: u64,
}

/// A document that another one has something in common with.
#[derive(Clone, Copy)]
struct Partner {
    other: u32,
    pieces: u32,
    weight: f32,
}

impl ChosenPairs {
    /// `evidence` gives what speaks for common wording of a document with those behind it. It is asked twice for each where
    /// pairs have to be chosen, which `expected` decides: the number of candidate pairs of places.
    pub(super) fn of(
        documents: &[usize],
        expected: u64,
        evidence: impl Fn(usize) -> BTreeMap<usize, Evidence> + Sync,
    ) -> Self {
        if expected <= ALL {
            return Self {
                partners: None,
                all: 0,
                used: 0,
            };
        }
        let onward: Vec<(Vec<Partner>, u64)> = documents
            .par_iter()
            .map(|doc| {
                let found = evidence(*doc).into_iter().filter(|(other, _)| other != doc);
                let mut found: Vec<Partner> = found
                    .map(|(other, evidence)| Partner {
                        other: other as u32,
                        pieces: (evidence.links.len() + evidence.rare.len()) as u32,
                        weight: evidence.weight(documents.len()),
                    })
                    .collect();
                let all = found.len() as u64;
                sort(&mut found);
                found.truncate(REMEMBERED);
                (found, all)
            })
            .collect();
        let last = documents.last().map_or(0, |doc| doc + 1);
        let mut both: Vec<Vec<Partner>> = vec![Vec::new(); last];
        for (doc, (found, _)) in documents.iter().zip(&onward) {
            for partner in found {
                both[*doc].push(*partner);
                let other = *doc as u32;
                both[partner.other as usize].push(Partner { other, ..*partner });
            }
        }
        let pieces = (ALL / documents.len().max(1) as u64) as u32;
        let mut partners: Vec<Vec<u32>> = vec![Vec::new(); last];
        for (doc, mut found) in both.into_iter().enumerate() {
            sort(&mut found);
            let mut left = pieces;
            for (n, partner) in found.iter().enumerate() {
                if n >= AT_LEAST && partner.pieces > left {
                    break;
                }
                left = left.saturating_sub(partner.pieces);
                let (a, b) = (partner.other.min(doc as u32), partner.other.max(doc as u32));
                partners[a as usize].push(b);
            }
        }
        for of_doc in &mut partners {
            of_doc.sort_unstable();
            of_doc.dedup();
        }
        Self {
            all: onward.iter().map(|(_, all)| all).sum(),
            used: partners.iter().map(|of_doc| of_doc.len() as u64).sum(),
            partners: Some(partners),
        }
    }

    /// Whether a document is aligned with one behind it.
    pub(super) fn has(&self, doc: usize, other: usize) -> bool {
        let Some(partners) = &self.partners else {
            return true;
        };
        let of_doc = partners.get(doc);
        of_doc.is_some_and(|of_doc| of_doc.binary_search(&(other as u32)).is_ok())
    }
}

/// Most in common first, ties by number.
fn sort(partners: &mut [Partner]) {
    partners.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.other.cmp(&y.other)));
}

#[cfg(test)]
mod tests {
    use super::super::rare::RarePlace;
    use super::*;

    /// A hundred documents that all share a little, and two that share much.
    fn evidence(doc: usize) -> BTreeMap<usize, Evidence> {
        let places = |other: usize| if (doc, other) == (3, 97) { 40 } else { 1 };
        let place = |other: usize| RarePlace {
            other: other as u32,
            here: 0,
            there: 0,
        };
        let one = |other| Evidence {
            rare: vec![place(other); places(other)],
            ..Evidence::default()
        };
        (doc + 1..100).map(|other| (other, one(other))).collect()
    }

    #[test]
    fn the_closest_are_chosen_for_each_document_and_counted() {
        let documents: Vec<usize> = (0..100).collect();
        let all = ChosenPairs::of(&documents, ALL, evidence);
        assert!(all.has(0, 99));
        // So many documents that each may have its least number of partners only.
        let many: Vec<usize> = (0..100).collect();
        let chosen = ChosenPairs::of(&many, ALL + 1, evidence);
        assert_eq!(chosen.all, 4950);
        assert!(chosen.has(3, 97));
        assert!(chosen.used <= chosen.all);
        for doc in 0..100 {
            let partners = (0..100)
                .filter(|other| doc != *other && chosen.has(doc.min(*other), doc.max(*other)));
            assert!(partners.count() >= AT_LEAST, "{doc}");
        }
    }
}
