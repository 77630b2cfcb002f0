//! Reuse among many documents: families first, pairs second.
//!
//! 1. `repeats`: windows of eight units that stand at least twice, by sorting hashes.
//! 2. `path`: windows joined to paths, each a piece of repeated wording that is kept once, however often it stands.
//! 3. `track`: paths joined across edits and fillers.
//! 4. `visit`, `grow`, `occurrence`: the occurrences of each track, aligned with its wording.
//! 5. `families`: the parts of tracks that a number of occurrences have.
//! 6. `interval_index`, `link`: candidate pairs: what a document has in common with each one behind it, joined across
//!    tracks. They are evidence, around which the pair engine aligns ([`super::pairs`]); `workload` bounds their number.
//! 7. `within_document`: wording that a document has twice, aligned.
//!
//! Steps 1 to 5 cost O(n log n) in the units of the corpus, however often a wording stands in it.

mod bigram;
mod families;
mod grow;
mod interval_index;
mod link;
mod occurrence;
mod path;
mod repeats;
mod track;
mod visit;
mod within_document;
mod workload;

#[cfg(test)]
mod adversarial_tests;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::config::Config;
use crate::reuse::{AlignedPassage, Family};
use crate::sides::Sides;
use crate::text::NormalText;

use bigram::BigramModel;
use families::Families;
use interval_index::IntervalIndex;
pub(super) use link::Link;
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

/// How much wording says for having few holders, in a corpus of so many documents: inverse document frequency, in bits (Spärck
/// Jones 1972). 0 for what all have.
pub(super) fn idf(documents: usize, holders: usize) -> f32 {
    (documents as f32 / holders.max(1) as f32).max(1.0).log2()
}

/// The longest window, in units: the seeds of paths. A larger [`Config::min_length`] takes effect on passages.
const LONGEST_WINDOW: usize = 16;

/// The wording that stands in a corpus more than once: its tracks and families, indexed by document.
#[derive(Debug)]
pub(super) struct RepeatedWording {
    occurrences: Occurrences,
    intervals: IntervalIndex,
    /// Where all pairs of documents would be too many: the index of the heaviest occurrences.
    heaviest: Option<IntervalIndex>,
    bigrams: BigramModel,
    families: Families,
    /// Number of pairs of occurrences, in documents that are compared, whose common wording is more than a set phrase.
    pairs: u64,
}

impl RepeatedWording {
    /// Finds the repeated wording of `texts`: O(n log n).
    pub(super) fn of(texts: &[NormalText], sides: &Sides, config: &Config) -> Self {
        let offsets = DocumentOffsets::new(texts);
        let window = Window::new(config.min_length.clamp(2, LONGEST_WINDOW));
        let repeated = RepeatedText {
            texts,
            offsets: &offsets,
            window,
            repeats: &repeats::repeats(texts, &offsets, window),
        };
        let paths = Paths::new(repeated.repeats);
        let tracks = Tracks::new(repeated, &paths);
        let bigrams = BigramModel::new(texts);
        let occurrences = grow::occurrences(repeated, &tracks, &bigrams);
        let all = (0..occurrences.all.len() as u32).collect();
        let intervals = IntervalIndex::new(&occurrences.all, all, tracks.len(), texts.len());
        let pairs = workload::count_pairs(&occurrences, &intervals, sides);
        Self {
            heaviest: workload::heaviest(pairs, &occurrences, &intervals, sides, texts.len()),
            families: Families::new(&occurrences, &intervals),
            occurrences,
            intervals,
            bigrams,
            pairs,
        }
    }

    /// What `doc` has in common with the documents behind it, and with itself further on: candidate pairs, sorted by the
    /// other document and the place here. The cost is that of the occurrences that share its wording.
    pub(super) fn links(&self, doc: usize) -> Vec<Link> {
        let intervals = self.heaviest.as_ref().unwrap_or(&self.intervals);
        link::links(&self.occurrences, intervals, doc as u32)
    }

    /// Aligns wording that a document has twice; none when it is no more than a set phrase.
    pub(super) fn within_document(&self, text: &NormalText, link: &Link) -> Option<AlignedPassage> {
        within_document::align(self, text, link)
    }

    /// The family that the heaviest piece of a candidate pair belongs to.
    pub(super) fn family_of(&self, link: &Link) -> Option<usize> {
        self.families.closest(link.track, &link.on_track)
    }

    /// Surprisal of `units` under the corpus' own frequencies, in bits.
    pub(super) fn bits(&self, text: &NormalText, units: Range<usize>) -> f64 {
        let all = text.units();
        units
            .map(|i| {
                let before = i.checked_sub(1).map(|before| all[before]);
                self.bigrams.bits(before, all[i])
            })
            .sum()
    }

    /// Number of pairs of occurrences, in documents that are compared, whose common wording is more than a set phrase.
    pub(super) fn candidate_pairs(&self) -> u64 {
        self.pairs
    }

    /// All families.
    pub(super) fn into_families(self) -> Vec<Family> {
        self.families.all
    }
}
