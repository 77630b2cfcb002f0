//! The strongest pairs, aligned.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::edits::{consumed, edits};
use super::pair::Link;
use super::{MIN_BITS, Overlaps};
use crate::corpus::DocId;
use crate::reuse::{AlignedPassage, Edit, Stretch};
use crate::text::NormalText;

/// Documents that one task looks through; a task keeps its own list of the strongest pairs.
const DOCUMENTS_PER_TASK: usize = 256;

/// A candidate, ordered by strength; ties by position, so that the order is total.
#[derive(Debug, PartialEq)]
struct Candidate {
    doc: u32,
    link: Link,
}

impl Candidate {
    fn key(&self) -> (u64, Reverse<(u32, u32, u32, u32)>) {
        let link = &self.link;
        // Bits are not negative, and the bit pattern of such floats orders as they do.
        let bits = link.bits.max(0.0).to_bits();
        let place = (self.doc, link.here.start, link.other, link.there.start);
        (bits, Reverse(place))
    }
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The `most` strongest passages, strongest first, and how many there are.
pub(super) fn strongest(
    overlaps: &Overlaps,
    texts: &[NormalText],
    family_of_track: &[Option<usize>],
    most: usize,
) -> (Vec<AlignedPassage>, u64) {
    let documents: Vec<usize> = (0..texts.len()).collect();
    let per_task: Vec<(Vec<Candidate>, u64)> = documents
        .par_chunks(DOCUMENTS_PER_TASK)
        .map(|docs| strongest_of(overlaps, texts, docs, most))
        .collect();
    let found: u64 = per_task.iter().map(|(_, found)| found).sum();
    let mut candidates: Vec<Candidate> = per_task.into_iter().flat_map(|(c, _)| c).collect();
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    candidates.truncate(most);
    let mut passages: Vec<AlignedPassage> = candidates
        .par_iter()
        .filter_map(|candidate| align(overlaps, texts, candidate, family_of_track))
        .collect();
    let dropped = candidates.len() - passages.len();
    passages.sort_by(|a, b| {
        let place = |p: &AlignedPassage| (p.a.doc, p.a.units.start, p.b.doc, p.b.units.start);
        b.bits
            .total_cmp(&a.bits)
            .then_with(|| place(a).cmp(&place(b)))
    });
    (passages, found - dropped as u64)
}

fn strongest_of(
    overlaps: &Overlaps,
    texts: &[NormalText],
    docs: &[usize],
    most: usize,
) -> (Vec<Candidate>, u64) {
    let mut best: BinaryHeap<Reverse<Candidate>> = BinaryHeap::new();
    let mut found = 0;
    for doc in docs {
        let links = overlaps.links(texts, *doc, |other| other as usize >= *doc);
        found += links.len() as u64;
        for link in links {
            let candidate = Candidate {
                doc: *doc as u32,
                link,
            };
            if best.len() < most {
                best.push(Reverse(candidate));
            } else if best.peek().is_some_and(|weakest| weakest.0 < candidate) {
                best.pop();
                best.push(Reverse(candidate));
            }
        }
    }
    (best.into_iter().map(|c| c.0).collect(), found)
}

/// Aligns a candidate; none when its equal units do not carry enough after all.
fn align(
    overlaps: &Overlaps,
    texts: &[NormalText],
    candidate: &Candidate,
    family_of_track: &[Option<usize>],
) -> Option<AlignedPassage> {
    let Candidate { doc, link } = candidate;
    let mut here = link.here.start as usize..link.here.end as usize;
    let mut there = link.there.start as usize..link.there.end as usize;
    let a = texts[*doc as usize].units();
    let b = texts[link.other as usize].units();
    let mut steps = edits(&a[here.clone()], &b[there.clone()]);
    while let Some(step) = steps.pop_if(|step| !matches!(step, Edit::Equal(_))) {
        let (n, m) = consumed(step);
        here.end -= n;
        there.end -= m;
    }
    let lead = steps
        .iter()
        .take_while(|step| !matches!(step, Edit::Equal(_)))
        .count();
    for step in steps.drain(..lead) {
        let (n, m) = consumed(step);
        here.start += n;
        there.start += m;
    }
    let mut bits = 0.0;
    let mut equal = 0;
    let mut changed = 0;
    let mut at = here.start;
    for step in &steps {
        let (n, m) = consumed(*step);
        if let Edit::Equal(_) = step {
            equal += n;
            for i in at..at + n {
                let before = i.checked_sub(1).map(|before| a[before]);
                bits += overlaps.weights.bits(before, a[i]);
            }
        } else {
            changed += n.max(m);
        }
        at += n;
    }
    if bits < MIN_BITS || equal < overlaps.min_length {
        return None;
    }
    Some(AlignedPassage {
        a: Stretch {
            doc: DocId(*doc),
            units: here,
        },
        b: Stretch {
            doc: DocId(link.other),
            units: there,
        },
        edits: steps,
        bits,
        score: equal as f64 - changed as f64,
        family: family_of_track.get(link.track as usize).copied().flatten(),
    })
}
