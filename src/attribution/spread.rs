//! Spread: in how many other documents the wording of each atom stands.
//!
//! In: an atom in passages with documents 2 and 5, and in a set phrase of documents 2, 7 and this one. Out: three others: 2, 5
//! and 7. Documents that count as one (copies, or groups with `--group-by`) are one.

use std::collections::BTreeMap;

use super::counting::Counting;
use super::evidence::{Item, ItemSource};
use crate::template::FixedWording;

/// Up to so many owners, those of fixed wording are united with those of passages; of more, their number counts. Wording of so
/// many is boilerplate either way, and uniting them for every place would be the square of the documents.
const UNITED: usize = 256;

/// What is known of an atom's wording elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AtomSpread {
    /// In how many other documents, or groups, it stands.
    pub(super) others: u32,
    /// Whether a document that is earlier for certain has it.
    pub(super) earlier: bool,
}

/// Counts who has the wording of atoms.
#[derive(Debug)]
pub(super) struct Spread<'a> {
    fixed: &'a [FixedWording],
    counting: &'a Counting,
    /// By number of the fixed wording: who has it.
    owners: Vec<Owners>,
}

/// Who has a fixed wording.
#[derive(Debug)]
struct Owners {
    number: u32,
    /// How many are on each side, where sides are compared with one another.
    on_side: BTreeMap<u32, u32>,
    /// The owners in order, each with one of its documents; None where they are more than [`UNITED`].
    few: Option<Vec<(u32, usize)>>,
}

impl Owners {
    fn of(wording: &FixedWording, counting: &Counting) -> Self {
        let documents = wording.places.iter().map(|(doc, _)| doc.index());
        let mut owners: Vec<(u32, usize)> =
            documents.map(|doc| (counting.owner(doc), doc)).collect();
        owners.sort_unstable();
        owners.dedup_by_key(|(owner, _)| *owner);
        let mut on_side = BTreeMap::new();
        for side in owners.iter().filter_map(|(_, doc)| counting.side(*doc)) {
            *on_side.entry(side).or_default() += 1;
        }
        Self {
            number: owners.len() as u32,
            on_side,
            few: (owners.len() <= UNITED).then_some(owners),
        }
    }

    /// How many count for a document that has the wording itself.
    fn others(&self, doc: usize, counting: &Counting) -> u32 {
        let same = counting.side(doc).and_then(|side| self.on_side.get(&side));
        self.number - same.copied().unwrap_or(1)
    }
}

/// Room for counting, kept between documents.
#[derive(Debug)]
pub(super) struct CountBuffers {
    /// By owner: the count in which it was seen last.
    seen: Vec<u32>,
    count: u32,
}

impl CountBuffers {
    pub(super) fn new(documents: usize) -> Self {
        Self {
            seen: vec![0; documents],
            count: 0,
        }
    }

    fn first_time(&mut self, owner: u32) -> bool {
        std::mem::replace(&mut self.seen[owner as usize], self.count) != self.count
    }
}

impl<'a> Spread<'a> {
    /// O(n log n) in the places of fixed wording.
    pub(super) fn new(fixed: &'a [FixedWording], counting: &'a Counting) -> Self {
        let owners = fixed.iter().map(|wording| Owners::of(wording, counting));
        Self {
            fixed,
            counting,
            owners: owners.collect(),
        }
    }

    /// Whether anybody but the document itself, or what counts as one with it, has the wording of an item.
    pub(super) fn is_elsewhere(&self, doc: usize, item: &Item) -> bool {
        match &item.source {
            ItemSource::Passage { other, .. } => self.counting.counts_for(doc, other.index()),
            ItemSource::Fixed { number, .. } => self.owners[*number].others(doc, self.counting) > 0,
            ItemSource::Reference => true,
        }
    }

    /// The spread of each of the `atoms` atoms of `doc`; `items` are its evidence, by first atom.
    /// O(atoms × evidence at each).
    pub(super) fn of_document(
        &self,
        doc: usize,
        atoms: usize,
        items: &[Item],
        buffers: &mut CountBuffers,
    ) -> Vec<AtomSpread> {
        let mut spread = vec![AtomSpread::default(); atoms];
        let mut active: Vec<&Item> = Vec::new();
        let mut next = items.iter().peekable();
        let mut last = AtomSpread::default();
        for (atom, value) in spread.iter_mut().enumerate() {
            let before = active.len();
            active.retain(|item| item.atoms.end > atom);
            let mut changed = active.len() < before;
            while let Some(item) = next.next_if(|item| item.atoms.start <= atom) {
                active.push(item);
                changed = true;
            }
            if changed {
                last = self.count(doc, &active, buffers);
            }
            *value = last;
        }
        spread
    }

    fn count(&self, doc: usize, items: &[&Item], buffers: &mut CountBuffers) -> AtomSpread {
        let this = self.counting.owner(doc);
        buffers.count += 1;
        buffers.first_time(this);
        let (mut united, mut most) = (0, 0);
        for item in items {
            match &item.source {
                ItemSource::Passage { other, .. } => {
                    let owner = self.counting.owner(other.index());
                    united += u32::from(buffers.first_time(owner));
                }
                ItemSource::Fixed { number, .. } => {
                    let owners = &self.owners[*number];
                    most = most.max(owners.others(doc, self.counting));
                    for (owner, document) in owners.few.iter().flatten() {
                        let counts = self.counting.counts_for(doc, *document);
                        united += u32::from(counts && buffers.first_time(*owner));
                    }
                }
                ItemSource::Reference => {}
            }
        }
        let dated = self.counting.is_dated(doc);
        AtomSpread {
            others: united.max(most),
            earlier: dated && items.iter().any(|item| self.is_in_earlier(doc, item)),
        }
    }

    /// Whether a document that is earlier for certain has the wording of an item.
    fn is_in_earlier(&self, doc: usize, item: &Item) -> bool {
        let earlier = |other: usize| {
            self.counting.counts_for(doc, other) && self.counting.is_earlier(other, doc)
        };
        match &item.source {
            ItemSource::Passage { other, .. } => earlier(other.index()),
            ItemSource::Fixed { number, .. } => {
                let mut places = self.fixed[*number].places.iter();
                places.any(|(other, _)| earlier(other.index()))
            }
            ItemSource::Reference => false,
        }
    }
}
