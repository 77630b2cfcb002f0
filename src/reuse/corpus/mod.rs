//! Reuse among many documents: families first, pairs second.
//!
//! 1. `repeats`: windows of eight units that stand at least twice, by sorting hashes.
//! 2. `path`: windows joined to paths, each a piece of repeated wording that is kept once, however often it stands.
//! 3. `track`: paths joined across edits and fillers.
//! 4. `visit`, `grow`, `occurrence`: the occurrences of each track, aligned with its wording.
//! 5. `spread`, `gapped_spread`: in how many other documents each unit stands, in one piece or around a filler.
//! 6. `families`: the parts of tracks that a number of places have.
//! 7. `interval_index`, `link`: candidate pairs: what a document has in common with each other one, joined across tracks.
//! 8. `passage`: the strongest pairs, aligned; `aligned_pieces`: those that the pair engine finds, beside them.
//!
//! Steps 1 to 6 cost O(n log n) in the units of the corpus, however often a wording stands in it. Pairs are
//! derived only where they are asked for.

mod aligned_pieces;
mod bigram;
mod families;
mod gapped_spread;
mod grow;
mod interval_index;
mod link;
mod occurrence;
mod passage;
mod path;
mod repeats;
mod spread;
mod track;
mod visit;

#[cfg(test)]
mod adversarial_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::document::DocId;
use crate::reuse::{AlignedPassage, Reuse};
use crate::text::NormalText;

use aligned_pieces::AlignedPiece;
use bigram::BigramModel;
use families::Families;
use interval_index::IntervalIndex;
use link::{Link, Scope};
use occurrence::Occurrences;
use path::Paths;
use repeats::{DocumentOffsets, RepeatedText, Window};
use track::Tracks;

/// Units that an occurrence may leave out of a track, or put in its stead, before it counts as two occurrences, and the
/// longest filler between two half windows: fillers (places, meetings, dates) in the seeds and in planted templates seldom
/// have more than 16 characters.
pub(crate) const FILLER: usize = 16;

/// Surprisal from which common wording is a passage, in bits. A set title (习近平新时代中国特色社会主义思想) has
/// 40 to 50 bits in a corpus of official texts, a sentence of 20 characters that is not a set phrase 100 and more.
pub(crate) const MIN_BITS: f32 = 60.0;

/// The longest window, in units: the seeds of paths. A larger [`Config::min_length`] takes effect on passages.
const LONGEST_WINDOW: usize = 16;

/// Documents that one is compared with.
#[derive(Clone, Copy, Debug)]
pub enum Partners<'a> {
    /// Every other one.
    All,
    /// These, in order; and itself.
    These(&'a [DocId]),
}

/// Occurrences of all tracks, indexed: pairs of documents are derived from these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overlaps {
    places: Occurrences,
    covers: IntervalIndex,
    documents: usize,
    weights: BigramModel,
    min_length: usize,
    /// Pieces found by aligning pairs of documents, by document.
    close: BTreeMap<u32, Vec<AlignedPiece>>,
}

impl Overlaps {
    /// The index over the repeated wording of `texts`, and how far each unit's wording is spread.
    fn new(
        texts: &[NormalText],
        group_of: Option<&[u32]>,
        config: &Config,
    ) -> (Self, Vec<Vec<u32>>) {
        let offsets = DocumentOffsets::new(texts);
        let window = Window::new(config.min_length.clamp(2, LONGEST_WINDOW));
        let repeated = RepeatedText {
            texts,
            offsets: &offsets,
            window,
            repeats: &repeats::repeats(texts, &offsets, window),
        };
        let mut spread = spread::window_spread(repeated, group_of);
        gapped_spread::raise_to_gapped(&mut spread, texts, &offsets, window, group_of);
        let paths = Paths::new(repeated.repeats);
        let tracks = Tracks::new(repeated, &paths);
        let weights = BigramModel::new(texts);
        let places = grow::occurrences(repeated, &tracks, &weights);
        let all = (0..places.all.len() as u32).collect();
        let covers = IntervalIndex::new(&places.all, all, tracks.len(), texts.len());
        let overlaps = Self {
            places,
            covers,
            documents: texts.len(),
            weights,
            min_length: config.min_length,
            close: BTreeMap::new(),
        };
        (overlaps, spread)
    }

    /// Candidate pairs of `doc` with others, set phrases left out.
    fn links(&self, covers: &IntervalIndex, doc: usize, scope: Scope<'_>) -> Vec<Link> {
        let mut links = link::links(&self.places, covers, doc as u32, scope);
        let shortest = self.min_length as u32;
        links.retain(|l| l.bits >= MIN_BITS && l.here.end - l.here.start >= shortest);
        links
    }

    /// Calls `f(other, here, there)` for each passage that `doc` shares with its `partners`: units of `doc` and of
    /// the other, edits between them included, sorted by the other document and the position here. Passages inside
    /// `doc` come once, the earlier place as `here`; of n copies each with the next.
    ///
    /// Includes passages beyond [`Config::max_passages`]. Closely aligned passages are split at long edits and reported for
    /// every partner; the others are unaligned, so their ends may include an edit. Nothing is kept between calls. The cost
    /// is that of the places that share `doc`'s wording, so all documents together cost as much as there are pairs of
    /// places: see [`Overlaps::pairs`].
    pub fn for_each_passage(
        &self,
        doc: DocId,
        partners: Partners<'_>,
        mut f: impl FnMut(DocId, Range<usize>, Range<usize>),
    ) {
        if doc.index() >= self.documents {
            return;
        }
        let links = self.links(&self.covers, doc.index(), Scope::With(partners));
        let Some(close) = self.close.get(&doc.0) else {
            for link in links {
                let there = link.there.start as usize..link.there.end as usize;
                f(
                    DocId(link.other),
                    link.here.start as usize..link.here.end as usize,
                    there,
                );
            }
            return;
        };
        for (other, here, there) in aligned_pieces::merged(links, close) {
            f(DocId(other), here, there);
        }
    }

    /// Takes in passages that were found by other means, so that coverage has them too, long edits left out.
    pub(super) fn add(&mut self, passages: &[AlignedPassage]) {
        for (doc, piece) in passages.iter().flat_map(AlignedPiece::pieces) {
            self.close.entry(doc).or_default().push(piece);
        }
        for close in self.close.values_mut() {
            close.sort();
        }
    }

    /// Surprisal of `units` under the corpus' own frequencies, in bits.
    pub(super) fn bits(&self, text: &NormalText, units: Range<usize>) -> f64 {
        let all = text.units();
        units
            .map(|i| {
                let before = i.checked_sub(1).map(|before| all[before]);
                self.weights.bits(before, all[i])
            })
            .sum()
    }

    /// The documents that `doc` was aligned with closely and has something in common with, in order.
    pub fn aligned_with(&self, doc: DocId) -> Vec<DocId> {
        let close = self.close.get(&doc.0).into_iter().flatten();
        let mut others: Vec<DocId> = close.map(|piece| DocId(piece.other())).collect();
        others.dedup();
        others
    }

    /// Calls `f` for each other of the `partners` that shares a passage with `doc`, in corpus order, with the units of
    /// `doc` that lie in passages with it: sorted, not touching. The cost is that of
    /// [`for_each_passage`](Self::for_each_passage).
    pub fn for_each_pair_cover(
        &self,
        doc: DocId,
        partners: Partners<'_>,
        mut f: impl FnMut(DocId, &[Range<usize>]),
    ) {
        let mut current: Option<DocId> = None;
        let mut ranges: Vec<Range<usize>> = Vec::new();
        self.for_each_passage(doc, partners, |other, here, _| {
            if other == doc {
                return;
            }
            if current != Some(other) {
                if let Some(before) = current.replace(other) {
                    f(before, &ranges);
                }
                ranges.clear();
            }
            match ranges.last_mut() {
                Some(last) if here.start <= last.end => last.end = last.end.max(here.end),
                _ => ranges.push(here),
            }
        });
        if let Some(last) = current {
            f(last, &ranges);
        }
    }

    /// Number of pairs of places whose common wording is more than a set phrase: the work that it takes to derive
    /// the coverage of all pairs of documents, at some 0.3 µs each. Itself O(n log n) in the places.
    pub fn pairs(&self) -> u64 {
        passage::count_pairs(self)
    }
}

pub(crate) fn find(texts: &[NormalText], group_of: Option<&[u32]>, config: &Config) -> Reuse {
    let (overlaps, spread) = Overlaps::new(texts, group_of, config);
    let families = Families::new(&overlaps);
    let (passages, passages_found) =
        passage::strongest(&overlaps, texts, &families, config.max_passages);
    Reuse {
        families: families.all,
        passages,
        passages_found,
        pairs_aligned: 0,
        spread,
        overlaps,
    }
}
