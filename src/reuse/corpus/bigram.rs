//! The information that wording carries: the surprisal of units after the one before.
//!
//! In: 社会主义 in a corpus that has it everywhere, and 茶叶 where it stands twice. Out: [`LEAST_BITS`] for 会 after 社, ten bits
//! and more for 茶.
//!
//! A bigram model smoothed with the plain frequencies (a Dirichlet prior: MacKay and Peto 1995).

use rapidhash::RapidHashMap;
use serde::{Deserialize, Serialize};

use crate::text::{NormalText, Unit};

/// Units that the counts are taken from at most: a few million settle the frequencies of pairs that matter.
const SAMPLE: usize = 4_000_000;
/// Weight of the plain frequency beside the pairs seen, in occurrences (a Dirichlet prior). Small, so that set
/// phrases, whose pairs are frequent, are cheap; with 16 a pair counts as usual from a few dozen occurrences.
const PRIOR: f64 = 16.0;

/// Least surprisal of a unit, in bits: what running text carries to who knows the language well. Without it a
/// sentence that stands in every document would be no surprise, and so no passage; with it [`super::MIN_BITS`] are
/// reached by 24 units of whatever wording, and set titles of 16 stay below.
pub(crate) const LEAST_BITS: f32 = 2.5;

/// Frequencies of units and of pairs of units in the corpus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BigramModel {
    single: RapidHashMap<u32, u32>,
    pair: RapidHashMap<u64, u32>,
    total: f64,
}

impl BigramModel {
    /// Counts the corpus, or every n-th document of a large one.
    pub(super) fn new(texts: &[NormalText]) -> Self {
        let units: usize = texts.iter().map(NormalText::len).sum();
        let every = units.div_ceil(SAMPLE).max(1);
        let mut model = Self::default();
        for text in texts.iter().step_by(every) {
            let mut before: Option<Unit> = None;
            for unit in text.units() {
                *model.single.entry(unit.symbol()).or_default() += 1;
                if let Some(before) = before {
                    *model.pair.entry(key(before, *unit)).or_default() += 1;
                }
                before = Some(*unit);
            }
            model.total += text.len() as f64;
        }
        model
    }

    /// Surprisal of a unit, in bits, after the one before it, where the two stand in a copy: of all occurrences
    /// counted, those of the copy and its original are left out. Otherwise nothing in a corpus of two documents
    /// would be surprising.
    pub(super) fn bits(&self, before: Option<Unit>, unit: Unit) -> f64 {
        let elsewhere = |count: Option<&u32>| f64::from(count.map_or(0, |n| n.saturating_sub(2)));
        let plain = elsewhere(self.single.get(&unit.symbol())) + 1.0;
        // Room for units that are not in the sample: as many occurrences as there are kinds of units.
        let plain = plain / (self.total + self.single.len() as f64 + 1.0);
        let Some(before) = before else {
            return (-plain.log2()).max(f64::from(LEAST_BITS));
        };
        let together = elsewhere(self.pair.get(&key(before, unit)));
        let all = elsewhere(self.single.get(&before.symbol())).max(together);
        (-((together + PRIOR * plain) / (all + PRIOR)).log2()).max(f64::from(LEAST_BITS))
    }
}

fn key(before: Unit, unit: Unit) -> u64 {
    u64::from(before.symbol()) << 32 | u64::from(unit.symbol())
}
