//! Texts that are equal unit by unit: each is compared once, and what is found holds for all its copies.
//!
//! In: five documents of which 0, 2 and 3 have one text, and a passage between 0 and 1. Out: that passage, and the same
//! between 1 and 2, and 1 and 3. In: the passage that the text has with itself, given as one of 0 and 2. Out: one of each two
//! of the three. Texts on different sides are kept apart, since they are compared.

use std::collections::HashMap;

use crate::document::DocId;
use crate::reuse::AlignedPassage;
use crate::sides::Sides;
use crate::text::NormalText;

/// The documents of a corpus by their text.
pub(super) struct EqualTexts {
    /// The first document of each text, ascending.
    first: Vec<usize>,
    /// By document: the first one with its text.
    first_of: Vec<usize>,
    /// By document: all with its text, if it is the first one of several, ascending.
    copies: Vec<Vec<usize>>,
}

impl EqualTexts {
    /// O(n) expected.
    pub(super) fn of(texts: &[NormalText], sides: &Sides) -> Self {
        let mut known: HashMap<(Option<u32>, &[_], &[_]), usize> = HashMap::new();
        let mut found = Self {
            first: Vec::new(),
            first_of: Vec::with_capacity(texts.len()),
            copies: vec![Vec::new(); texts.len()],
        };
        for (doc, text) in texts.iter().enumerate() {
            let same = (sides.side(doc), text.units(), text.breaks());
            let first = *known.entry(same).or_insert(doc);
            found.first_of.push(first);
            if first == doc {
                found.first.push(doc);
            } else {
                let copies = &mut found.copies[first];
                if copies.is_empty() {
                    copies.push(first);
                }
                copies.push(doc);
            }
        }
        found
    }

    /// The first document of each text, ascending.
    pub(super) fn first_ones(&self) -> &[usize] {
        &self.first
    }

    pub(super) fn is_first(&self, doc: usize) -> bool {
        self.first_of[doc] == doc
    }

    /// The first copy of a document that is the first with its text.
    pub(super) fn second_of(&self, doc: usize) -> Option<usize> {
        self.copies[doc].get(1).copied()
    }

    /// All documents with the text of a first one.
    fn all_with<'a>(&'a self, first: &'a usize) -> &'a [usize] {
        match self.copies[*first].as_slice() {
            [] => std::slice::from_ref(first),
            copies => copies,
        }
    }

    /// A passage between two first documents, or of one with its first copy, or within one, for all that have these texts:
    /// the earlier document as a.
    pub(super) fn copies_of(&self, passage: AlignedPassage) -> Vec<AlignedPassage> {
        let (a, b) = (passage.a.doc.index(), passage.b.doc.index());
        let (first_a, first_b) = (self.first_of[a], self.first_of[b]);
        if self.copies[first_a].is_empty() && self.copies[first_b].is_empty() {
            return vec![passage];
        }
        let place = |a: usize, b: usize| {
            let mut copy = passage.clone();
            copy.a.doc = DocId(a as u32);
            copy.b.doc = DocId(b as u32);
            if a <= b { copy } else { copy.flipped() }
        };
        let (of_a, of_b) = (self.all_with(&first_a), self.all_with(&first_b));
        if a == b {
            return of_a.iter().map(|doc| place(*doc, *doc)).collect();
        }
        let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (*x, *y)));
        let pairs = pairs.filter(|(x, y)| first_a != first_b || x < y);
        pairs.map(|(x, y)| place(x, y)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::{Edit, PassageStats, Stretch};

    fn pairs(a: u32, b: u32) -> Vec<(u32, u32)> {
        let texts = ["甲乙。", "丙", "甲乙。", "甲乙。", "甲。乙"].map(NormalText::new);
        let equal = EqualTexts::of(&texts, &Sides::all());
        assert_eq!(equal.first_ones(), [0, 1, 4]);
        assert_eq!(equal.second_of(0), Some(2));
        let stretch = |doc, end| Stretch {
            doc: DocId(doc),
            units: 0..end,
        };
        let passage = AlignedPassage {
            a: stretch(a, 2),
            b: stretch(b, 1),
            edits: vec![Edit::Equal(1), Edit::Delete(1)],
            stats: PassageStats::default(),
            family: None,
        };
        let copies = equal.copies_of(passage);
        for copy in &copies {
            let flipped = copy.edits[1] == Edit::Insert(1);
            assert_eq!(copy.b.units.len() == 2, flipped);
        }
        copies.iter().map(|p| (p.a.doc.0, p.b.doc.0)).collect()
    }

    #[test]
    fn a_passage_holds_for_all_copies_and_the_earlier_document_comes_first() {
        assert_eq!(pairs(0, 1), [(0, 1), (1, 2), (1, 3)]);
        assert_eq!(pairs(0, 2), [(0, 2), (0, 3), (2, 3)]);
        assert_eq!(pairs(0, 0), [(0, 0), (2, 2), (3, 3)]);
        assert_eq!(pairs(1, 4), [(1, 4)]);
    }
}
