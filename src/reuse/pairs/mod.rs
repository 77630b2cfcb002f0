//! Passages of all pairs of documents: the pair engine, on every pair, or around all evidence.
//!
//! In: 52 reports. Out: for each two of them the passages that `align` finds between the two. Where comparing all pairs
//! whole would take too long, each pair is looked at where it has evidence: a candidate pair (a link: eight units in a row),
//! or rare features close together (`rare`). One method holds for the whole run, and what a pair of documents shares depends
//! on these two alone.

mod chosen;
mod equal_texts;
mod listed;
mod rare;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::corpus::{Link, RepeatedWording, idf};
use super::overlaps::Overlaps;
use super::pair::{Aligner, Background, EvidenceBox, PairPassage, PreparedText, TextOrder};
use super::{AlignedPassage, PassageStats, Stretch};
use crate::config::Config;
use crate::document::DocId;
use crate::sides::Sides;
use crate::text::NormalText;

use chosen::ChosenPairs;
use equal_texts::EqualTexts;
use listed::Listed;
use rare::{RareFeatures, RarePlace};

/// Products of the lengths of two texts, summed up over all pairs, up to which all are aligned whole: at some 30 ps each
/// four seconds. All pairs of 150 speeches of 3,500 characters.
const WHOLE: u64 = 1 << 37;
/// Pairs of texts up to which all are aligned whole: what a pair costs whatever its length.
const WHOLE_PAIRS: u64 = 50_000;
/// Documents whose passages are gathered before those that will not be listed are let go.
const DOCUMENTS_AT_A_TIME: usize = 256;

/// The passages of all pairs.
pub(super) struct PairFindings {
    /// The strongest, as they are listed.
    pub(super) passages: Vec<AlignedPassage>,
    /// How many there are.
    pub(super) found: u64,
    /// Which units they cover, of all of them.
    pub(super) overlaps: Overlaps,
    /// The pairs of documents that were aligned.
    pub(super) candidates: CandidatePairs,
}

/// Pairs of documents with evidence of common wording, where not all of them could be aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidatePairs {
    /// All of them.
    pub all: u64,
    /// Those that were aligned: for each document the ones that share most with it.
    pub aligned: u64,
}

/// Aligns all pairs of documents that are compared and, where all are, wording that a document has twice. Deterministic for
/// any number of threads.
pub(super) fn find(
    texts: &[NormalText],
    wording: &RepeatedWording,
    sides: &Sides,
    config: &Config,
) -> PairFindings {
    let aligner = Aligner::default();
    let equal = EqualTexts::of(texts, sides);
    let whole = all_whole(texts, sides, &equal);
    let pairs = Pairs {
        texts,
        wording,
        sides,
        config,
        orders: texts.par_iter().map(TextOrder::of).collect(),
        prepared: texts.par_iter().map(|text| aligner.prepare(text)).collect(),
        rare: (!whole).then(|| RareFeatures::new(texts, equal.first_ones())),
        equal,
        aligner,
    };
    let evidence = |doc| pairs.evidence(doc);
    let chosen = ChosenPairs::of(
        pairs.with_partners_behind(),
        // Where all are aligned whole, evidence decides nothing.
        if whole { 0 } else { wording.candidate_pairs() },
        evidence,
    );
    let mut overlaps = Overlaps::new(texts.len());
    let mut listed = Listed::new(config.max_passages, texts.len());
    for some in pairs.with_partners_behind().chunks(DOCUMENTS_AT_A_TIME) {
        let found: Vec<Vec<AlignedPassage>> = some
            .par_iter()
            .with_max_len(1)
            .map(|doc| pairs.of_document(*doc, &chosen))
            .collect();
        for passage in found.into_iter().flatten() {
            let copies = pairs.equal.copies_of(passage);
            overlaps.add(&copies);
            listed.add(copies);
        }
        listed.prune();
    }
    overlaps.sort();
    PairFindings {
        found: listed.found(),
        passages: listed.finish(),
        overlaps,
        candidates: CandidatePairs {
            all: chosen.all,
            aligned: chosen.used,
        },
    }
}

/// Whether all pairs can be aligned whole.
fn all_whole(texts: &[NormalText], sides: &Sides, equal: &EqualTexts) -> bool {
    // Documents and units that are not compared with one another: those of a side, or of a document.
    let mut apart: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for doc in equal.first_ones() {
        let side = sides.side(*doc).map_or(*doc, |side| side as usize);
        let (documents, units) = apart.entry(side).or_default();
        *documents += 1;
        *units += texts[*doc].len() as u64;
    }
    // Products between different ones: half of what the square of the sum has beyond the squares.
    let between = |of: fn(&(u64, u64)) -> u64| {
        let sum: u64 = apart.values().map(of).sum();
        let squares: u64 = apart.values().map(of).map(|n| n.saturating_mul(n)).sum();
        sum.saturating_mul(sum).saturating_sub(squares) / 2
    };
    between(|apart| apart.0) <= WHOLE_PAIRS && between(|apart| apart.1) <= WHOLE
}

/// The pairs of a corpus, ready to be aligned.
struct Pairs<'t> {
    texts: &'t [NormalText],
    wording: &'t RepeatedWording,
    sides: &'t Sides,
    config: &'t Config,
    equal: EqualTexts,
    prepared: Vec<PreparedText<'t>>,
    orders: Vec<TextOrder<'t>>,
    /// None where all pairs are aligned whole.
    rare: Option<RareFeatures>,
    aligner: Aligner,
}

/// What speaks for common wording of two documents.
#[derive(Default)]
struct Evidence {
    links: Vec<Link>,
    rare: Vec<RarePlace>,
    /// Units that are known to be equal on both sides.
    equal: Option<Range<u32>>,
}

impl Evidence {
    /// How much speaks for it, in a corpus of so many documents: bits, each weighed by how few documents have it
    /// ([`idf`]). A sentence that only these two have says more than a long footer of thousands.
    fn weight(&self, documents: usize) -> f32 {
        let weight = |link: &Link| link.bits * idf(documents, link.holders as usize);
        let links: f32 = self.links.iter().map(weight).sum();
        let rare = self.rare.len() as f32 * rare::NEEDED;
        links + rare * idf(documents, rare::MOST_OCCURRENCES)
    }

    /// All of two equal texts.
    fn whole(text: &NormalText) -> Self {
        let all = 0..text.len() as u32;
        Self {
            equal: Some(all),
            ..Self::default()
        }
    }
}

impl Pairs<'_> {
    /// The first documents of each text that may be compared with one behind them, or with themselves.
    fn with_partners_behind(&self) -> &[usize] {
        let first = self.equal.first_ones();
        let end = self.sides.none_behind_from(self.texts.len());
        &first[..first.partition_point(|doc| *doc < end)]
    }

    /// Whether two texts are compared; a text with itself, where every document is compared with every other.
    fn are_compared(&self, a: usize, b: usize) -> bool {
        self.sides.are_compared(a, b) || a == b && self.sides.is_all()
    }

    /// The passages of a text with the different ones behind it, by document and place, with its own copy, and within it.
    fn of_document(&self, doc: usize, chosen: &ChosenPairs) -> Vec<AlignedPassage> {
        let mut found = Vec::new();
        if let Some(copy) = self.equal.second_of(doc)
            && self.are_compared(doc, copy)
        {
            found.extend(self.of_pair([doc, copy], &Evidence::whole(&self.texts[doc])));
        }
        for (other, evidence) in self.evidence(doc) {
            if other == doc {
                found.extend(self.within(doc, &evidence));
            } else if chosen.has(doc, other) {
                found.extend(self.of_pair([doc, other], &evidence));
            }
        }
        found
    }

    /// What speaks for common wording of a text with the different ones behind it, and within it, by document. Where all
    /// pairs are aligned whole, all are there.
    fn evidence(&self, doc: usize) -> BTreeMap<usize, Evidence> {
        let mut by_other: BTreeMap<usize, Evidence> = BTreeMap::new();
        let links = self.wording.links(doc).into_iter();
        let is_asked = |other: usize| self.equal.is_first(other) && self.are_compared(doc, other);
        for link in links.filter(|link| is_asked(link.other as usize)) {
            let evidence = by_other.entry(link.other as usize).or_default();
            evidence.links.push(link);
        }
        match &self.rare {
            Some(rare) => {
                let places = rare.common(doc).into_iter();
                for place in places.filter(|place| is_asked(place.other as usize)) {
                    let evidence = by_other.entry(place.other as usize).or_default();
                    evidence.rare.push(place);
                }
            }
            None => {
                let first = self.equal.first_ones();
                let behind = first.partition_point(|other| *other <= doc);
                for other in first[behind..].iter().filter(|other| is_asked(**other)) {
                    by_other.entry(*other).or_default();
                }
            }
        }
        by_other
    }

    fn within(&self, doc: usize, evidence: &Evidence) -> impl Iterator<Item = AlignedPassage> {
        let text = &self.texts[doc];
        let links = evidence.links.iter();
        let aligned = links.filter_map(|link| self.wording.within_document(text, link));
        aligned.filter(|passage| passage.stats.matched >= self.config.min_length)
    }

    fn of_pair(&self, [a, b]: [usize; 2], evidence: &Evidence) -> Vec<AlignedPassage> {
        let sides = [&self.texts[a], &self.texts[b]];
        let in_order = self.orders[a].goes_before(&self.orders[b]);
        let (first, second) = if in_order { (a, b) } else { (b, a) };
        let (first, second) = (&self.prepared[first], &self.prepared[second]);
        let aligner = &self.aligner;
        let mut found = match &self.rare {
            None => aligner.align_whole(first, second, &Background).0,
            Some(_) => {
                let boxes = self.boxes(sides, evidence, in_order);
                aligner.align_around(first, second, boxes, &Background)
            }
        };
        if !in_order {
            found = PairPassage::all_flipped(found);
        }
        let shortest = self.config.min_length;
        found.retain(|passage| passage.a.len().min(passage.b.len()) >= shortest);
        let weigh = |passage| self.weigh([a, b], passage, &evidence.links);
        found.into_iter().map(weigh).collect()
    }

    /// The boxes that the evidence fills, with the text that goes first in the engine as their first side.
    fn boxes(
        &self,
        [a, b]: [&NormalText; 2],
        evidence: &Evidence,
        in_order: bool,
    ) -> Vec<EvidenceBox> {
        let units = |range: &Range<u32>| range.start as usize..range.end as usize;
        let links = evidence.links.iter();
        let links = links.map(|link| (units(&link.here), units(&link.there)));
        let rare = evidence.rare.iter();
        let rare = rare.map(|place| (place.window_here(a.len()), place.window_there(b.len())));
        let equal = evidence.equal.iter().map(|all| (units(all), units(all)));
        let both = links
            .chain(rare)
            .chain(equal)
            .map(|(here, there)| match in_order {
                true => EvidenceBox { a: here, b: there },
                false => EvidenceBox { a: there, b: here },
            });
        both.collect()
    }

    /// A passage with what the corpus knows of its wording: how surprising it is, and the family that its heaviest link
    /// belongs to.
    fn weigh(&self, [a, b]: [usize; 2], passage: PairPassage, links: &[Link]) -> AlignedPassage {
        let stats = PassageStats::of(
            |text, units| self.wording.bits(text, units),
            [&self.texts[a], &self.texts[b]],
            [&passage.a, &passage.b],
            &passage.edits,
        );
        let meets = |x: &Range<u32>, y: &Range<usize>| {
            (x.start as usize) < y.end && y.start < x.end as usize
        };
        let inside = links
            .iter()
            .filter(|link| meets(&link.here, &passage.a) && meets(&link.there, &passage.b));
        let heaviest = inside.max_by(|x, y| {
            let place = |link: &Link| (link.here.start, link.there.start);
            x.bits.total_cmp(&y.bits).then(place(y).cmp(&place(x)))
        });
        let stretch = |doc: usize, units| Stretch {
            doc: DocId(doc as u32),
            units,
        };
        AlignedPassage {
            family: heaviest.and_then(|link| self.wording.family_of(link)),
            a: stretch(a, passage.a),
            b: stretch(b, passage.b),
            edits: passage.edits,
            stats,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::document::DocId;
    use crate::reuse::find_reuse;
    use crate::text::NormalText;

    /// Every third to fifth character exchanged: no window of eight is left.
    const PLAIN: &str = "锚定粮食稳产增效目标抓实春耕备耕工作,统筹农资供应和墒情监测,推动各级干部下沉田间地头解决实际困难。";
    const EDITED: &str = "锚准粮食稳产扩面目标抓好春耕备种工作,统管农资调运和墒情预测,推动县乡干部下到田间地块解决现实困难。";

    fn texts(of: &[&str]) -> Vec<NormalText> {
        of.iter().map(|text| NormalText::new(text)).collect()
    }

    #[test]
    fn wording_edited_throughout_is_one_passage() {
        let found = find_reuse(&texts(&[PLAIN, EDITED]), &Config::default());
        assert_eq!(found.passages.len(), 1);
        let passage = &found.passages[0];
        assert!(passage.a.units.len() > 40 && passage.stats.wholeness > 0.5);
        let mut covered = 0;
        let of = passage.a.doc;
        found.overlaps.for_each_pair_cover(of, |_, ranges| {
            covered = ranges.iter().map(ExactSizeIterator::len).sum();
        });
        assert!(covered > 40, "{covered}");
    }

    #[test]
    fn what_a_family_and_the_aligner_find_is_listed_once() {
        let copy = PLAIN.replace("农资", "种子");
        let found = find_reuse(&texts(&[PLAIN, &copy]), &Config::default());
        assert_eq!((found.passages.len(), found.passages_found), (1, 1));
        assert!(found.passages[0].family.is_some());
    }

    #[test]
    fn which_document_is_named_first_changes_nothing() {
        let longer = format!("{PLAIN}会后，大家到田间看了春耕。{EDITED}");
        let covered = |order: [&str; 2], of: u32| {
            let found = find_reuse(&texts(&order), &Config::default());
            let mut all = Vec::new();
            let doc = DocId(of);
            found
                .overlaps
                .for_each_pair_cover(doc, |_, ranges| all = ranges.to_vec());
            all
        };
        assert_eq!(covered([PLAIN, &longer], 0), covered([&longer, PLAIN], 1));
        assert_eq!(covered([PLAIN, &longer], 1), covered([&longer, PLAIN], 0));
    }
}
