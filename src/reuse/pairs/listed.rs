//! The passages that are listed: the strongest, but first the strongest of each document.
//!
//! In: 30,000 passages, of which one document, all of set phrases, has two, both among the weakest; a limit of 20,000. Out:
//! its two, and the strongest of the others. Without this a document that shares little would seem to share nothing.

use crate::reuse::AlignedPassage;

/// Passages of each document that go before all others.
const OF_EACH: usize = 8;

/// A list under way.
pub(super) struct Listed {
    most: usize,
    documents: usize,
    kept: Vec<AlignedPassage>,
    found: u64,
}

impl Listed {
    pub(super) fn new(most: usize, documents: usize) -> Self {
        Self {
            most,
            documents,
            kept: Vec::new(),
            found: 0,
        }
    }

    pub(super) fn add(&mut self, passages: Vec<AlignedPassage>) {
        self.found += passages.len() as u64;
        self.kept.extend(passages);
    }

    /// Number of passages that have been added.
    pub(super) fn found(&self) -> u64 {
        self.found
    }

    /// Lets go of what will not be listed whatever follows: a passage is listed for its rank among those of its documents,
    /// or among all, and no later one improves it.
    pub(super) fn prune(&mut self) {
        if self.kept.len() <= self.most {
            return;
        }
        sort(&mut self.kept);
        let mut of_document = vec![0usize; self.documents];
        let mut rank = 0;
        let most = self.most;
        self.kept.retain(|passage| {
            rank += 1;
            first_of_its_documents(&mut of_document, passage) || rank <= most
        });
    }

    /// The list, strongest first.
    pub(super) fn finish(mut self) -> Vec<AlignedPassage> {
        self.prune();
        sort(&mut self.kept);
        if self.kept.len() <= self.most {
            return self.kept;
        }
        let mut of_document = vec![0usize; self.documents];
        let (mut first, others): (Vec<AlignedPassage>, Vec<AlignedPassage>) = self
            .kept
            .into_iter()
            .partition(|passage| first_of_its_documents(&mut of_document, passage));
        first.truncate(self.most);
        let left = self.most - first.len();
        first.extend(others.into_iter().take(left));
        sort(&mut first);
        first
    }
}

/// Whether a passage is among the first [`OF_EACH`] of one of its documents; counts it for both.
fn first_of_its_documents(of_document: &mut [usize], passage: &AlignedPassage) -> bool {
    let mut first = false;
    for doc in [passage.a.doc, passage.b.doc] {
        let seen = &mut of_document[doc.index()];
        first |= *seen < OF_EACH;
        *seen += 1;
    }
    first
}

/// Strongest first, ties by place.
fn sort(passages: &mut [AlignedPassage]) {
    let place = |p: &AlignedPassage| (p.a.doc, p.a.units.start, p.b.doc, p.b.units.start);
    passages.sort_by(|a, b| {
        (b.stats.score().total_cmp(&a.stats.score())).then_with(|| place(a).cmp(&place(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocId;
    use crate::reuse::{PassageStats, Stretch};

    fn passage(a: u32, b: u32, bits: f64) -> AlignedPassage {
        let stretch = |doc| Stretch {
            doc: DocId(doc),
            units: 0..bits as usize,
        };
        AlignedPassage {
            a: stretch(a),
            b: stretch(b),
            edits: Vec::new(),
            stats: PassageStats {
                bits,
                wholeness: 1.0,
                ..PassageStats::default()
            },
            family: None,
        }
    }

    #[test]
    fn no_document_goes_without_its_own_and_pruning_in_between_changes_nothing() {
        let weak = || passage(2, 3, 1.0);
        let strong = || (0..50).map(|n| passage(0, 1, 100.0 + f64::from(n)));
        let list = |parts: Vec<Vec<AlignedPassage>>| {
            let mut listed = Listed::new(10, 4);
            for part in parts {
                listed.add(part);
                listed.prune();
            }
            assert_eq!(listed.found(), 51);
            listed.finish()
        };
        let found = list(vec![vec![weak()], strong().collect()]);
        assert_eq!(found.len(), 10);
        assert_eq!(found[9], weak());
        assert_eq!(found[0].stats.bits, 149.0);
        assert_eq!(found, list(vec![strong().collect(), vec![weak()]]));
    }
}
