//! Rare features: evidence of common wording that no run of eight units shows.
//!
//! In: two reports that both have, within a sentence's length, 锚定, 墒情, 备耕 and 田间, which stand in few others; between them
//! every third character differs. Out: the place in either. A paraphrase keeps its rare words, and a rare word beside other
//! rare ones is worth as many bits as a run of common ones.
//!
//! The question is that of the pair engine's seeds ([`pair::Settings::seed_bits`](crate::reuse::pair::Settings)), asked of
//! the whole corpus at once with its own frequencies: an inverted index of the rare features, and sums over a window.

use rayon::prelude::*;

use crate::reuse::pair::{FeatureKind, feature_key, spread};
use crate::text::NormalText;

/// Occurrences of a feature in the corpus up to which it is rare: at 120, finding everything in 1,920 reports of 2,800
/// units takes two seconds, and 60 to 240 find nearly the same.
pub(super) const MOST_OCCURRENCES: usize = 120;
/// Units of a corpus for one occurrence more, so that a rare feature has ten bits or more in a window of [`WINDOW`].
const UNITS_PER_OCCURRENCE: usize = 45_000;
/// Units to a window, on either side: a sentence, three cells of the pair engine's plot.
const WINDOW: u32 = 48;
/// Units by which a feature may stand before the first one on the second side: clauses change places.
const BEFORE: u32 = 24;
/// Bits that a window needs: those of [`pair::Settings::seed_bits`](crate::reuse::pair::Settings).
pub(super) const NEEDED: f32 = 40.0;
/// Bits of the rarest feature, as [`pair::Settings::dot_cap`](crate::reuse::pair::Settings) and a little more, since four
/// rare words in a sentence are evidence enough.
const MOST_BITS: f32 = 12.0;
/// Occurrences that one pass over the corpus sorts, of 16 bytes each: 256 MB.
const OCCURRENCES_PER_PASS: usize = 1 << 24;

/// Where two documents have rare features in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RarePlace {
    pub(super) other: u32,
    /// The unit here from which on they stand, over at most [`WINDOW`] units.
    pub(super) here: u32,
    /// The unit there of the first.
    pub(super) there: u32,
}

impl RarePlace {
    /// The units of a text of `length` that lie in the window here.
    pub(super) fn window_here(self, length: usize) -> std::ops::Range<usize> {
        let start = self.here as usize;
        start..(start + WINDOW as usize).min(length)
    }

    /// The same there.
    pub(super) fn window_there(self, length: usize) -> std::ops::Range<usize> {
        let start = self.there as usize;
        start.saturating_sub(BEFORE as usize)..(start + WINDOW as usize).min(length)
    }
}

/// An occurrence of a feature.
#[derive(Clone, Copy)]
struct Occurrence {
    doc: u32,
    unit: u32,
}

/// A rare feature of a document.
struct RareFeature {
    unit: u32,
    bits: f32,
    /// All its occurrences, in [`RareFeatures::occurrences`].
    first: u32,
    count: u32,
}

/// The inverted index of the rare features.
pub(super) struct RareFeatures {
    /// By document, in order.
    of_doc: Vec<Vec<RareFeature>>,
    /// Those of a feature together, in order.
    occurrences: Vec<Occurrence>,
}

impl RareFeatures {
    /// The index of `documents`, ascending: of copies the first one is enough. O(n log n) in the units, 16 bytes for each
    /// occurrence that a pass sorts.
    pub(super) fn new(texts: &[NormalText], documents: &[usize]) -> Self {
        let units: usize = documents.iter().map(|doc| texts[*doc].len()).sum();
        let most = (units / UNITS_PER_OCCURRENCE).clamp(2, MOST_OCCURRENCES);
        let passes = units.div_ceil(OCCURRENCES_PER_PASS).max(1) as u64;
        let mut found = Self {
            of_doc: texts.iter().map(|_| Vec::new()).collect(),
            occurrences: Vec::new(),
        };
        for pass in 0..passes {
            let mut all: Vec<(u64, Occurrence)> = documents
                .par_iter()
                .flat_map_iter(|doc| features(&texts[*doc], *doc as u32))
                .filter(|(key, _)| spread(*key) % passes == pass)
                .collect();
            all.par_sort_unstable_by_key(|(key, at)| (*key, at.doc, at.unit));
            for same in all.chunk_by(|x, y| x.0 == y.0) {
                if same.len() <= most && same[0].1.doc != same[same.len() - 1].1.doc {
                    found.add(same, units);
                }
            }
        }
        for features in &mut found.of_doc {
            features.sort_unstable_by_key(|f| (f.unit, f.first));
        }
        found
    }

    fn add(&mut self, same: &[(u64, Occurrence)], units: usize) {
        let expected = same.len() as f32 / units as f32 * WINDOW as f32;
        let first = self.occurrences.len() as u32;
        for (_, at) in same {
            self.of_doc[at.doc as usize].push(RareFeature {
                unit: at.unit,
                bits: (-expected.log2()).min(MOST_BITS),
                first,
                count: same.len() as u32,
            });
            self.occurrences.push(*at);
        }
    }

    /// The places at which `doc` has rare features in common with documents behind it, sorted by these, then by place.
    /// O(k log k) for k common occurrences, and what lies within a window of each.
    pub(super) fn common(&self, doc: usize) -> Vec<RarePlace> {
        let mut hits: Vec<(RarePlace, f32)> = Vec::new();
        for feature in &self.of_doc[doc] {
            let all = &self.occurrences[feature.first as usize..][..feature.count as usize];
            let behind = all.partition_point(|at| at.doc <= doc as u32);
            hits.extend(all[behind..].iter().map(|at| {
                let place = RarePlace {
                    other: at.doc,
                    here: feature.unit,
                    there: at.unit,
                };
                (place, feature.bits)
            }));
        }
        hits.sort_unstable_by_key(|(place, _)| (place.other, place.here, place.there));
        let mut places = Vec::new();
        for of_other in hits.chunk_by(|x, y| x.0.other == y.0.other) {
            if of_other.iter().map(|(_, bits)| bits).sum::<f32>() < NEEDED {
                continue;
            }
            // What lies within the last window that was evidence needs no other.
            let mut last: Option<RarePlace> = None;
            for (n, (place, _)) in of_other.iter().enumerate() {
                let told = last.is_some_and(|last| {
                    place.here < last.here + WINDOW / 2
                        && place.there.abs_diff(last.there) < WINDOW / 2
                });
                if !told && bits_in_window(&of_other[n..]) >= NEEDED {
                    places.push(*place);
                    last = Some(*place);
                }
            }
        }
        places
    }
}

/// Bits of the features within a window of the first, each unit here counted once.
fn bits_in_window(hits: &[(RarePlace, f32)]) -> f32 {
    let (start, _) = hits[0];
    let mut sum = 0.0;
    let mut counted: Option<u32> = None;
    for (place, bits) in hits
        .iter()
        .take_while(|(p, _)| p.here < start.here + WINDOW)
    {
        let near = place.there + BEFORE >= start.there && place.there < start.there + WINDOW;
        if near && counted != Some(place.here) {
            sum += bits;
            counted = Some(place.here);
        }
    }
    sum
}

/// The words and numbers of a text by their stems, and its pairs of units, each with its place.
fn features(text: &NormalText, doc: u32) -> impl Iterator<Item = (u64, Occurrence)> + '_ {
    let units = text.loose_units();
    (0..units.len()).flat_map(move |at| {
        let here = Occurrence {
            doc,
            unit: at as u32,
        };
        let keys = [FeatureKind::Word, FeatureKind::Pair].map(|kind| feature_key(units, kind, at));
        keys.into_iter().flatten().map(move |key| (key, here))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_in_a_sentence_are_evidence_though_every_third_character_differs() {
        let plain = "锚定粮食稳产增效目标抓实春耕备耕工作,统筹农资供应和墒情监测,推动各级干部下沉田间地头解决实际困难。";
        let edited = "锚准粮食稳产扩面目标抓好春耕备种工作,统管农资调运和墒情预测,推动县乡干部下到田间地块解决现实困难。";
        let other = "会议指出，要加强城市管理，做好垃圾分类，改造老旧小区，建设宜居宜业的美丽家园，提升居民的幸福感。";
        let filler = |seed: u64| -> String {
            let mut state = seed;
            let next = || {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                char::from_u32(0x4E00 + (state >> 33) as u32 % 3000)
            };
            std::iter::repeat_with(next).take(3000).flatten().collect()
        };
        let sentences = [plain, other, edited];
        let texts = sentences
            .iter()
            .zip(1..)
            .map(|(text, n)| NormalText::new(&format!("{}。{text}{}", filler(n), filler(n + 10))));
        let texts: Vec<NormalText> = texts.collect();
        let found = RareFeatures::new(&texts, &[0, 1, 2]).common(0);
        assert!(!found.is_empty());
        assert!(found.iter().all(|place| place.other == 2), "{found:?}");
        assert!((2990..3060).contains(&found[0].here), "{found:?}");
    }
}
