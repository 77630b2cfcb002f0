//! Pairs of documents looked at closely: the pair engine on those that the families bring together.
//!
//! In: two passages of one pair of documents, 0..30 and 34..60, that are known from two families. Out: one passage 0..60, if
//! the pair engine finds that what lies between is an edited sentence.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::pair::{Aligner, Background, PairPassage};
use super::{AlignedPassage, PassageStats, Reuse, Stretch, same_reuse};
use crate::config::Config;
use crate::document::DocId;
use crate::text::NormalText;

/// Units of all texts that are aligned, those of a document in each of its pairs: two to eight seconds. All pairs of
/// fifty speeches of 3,500 characters, the closest 1,200 pairs of a larger corpus.
const UNITS: usize = 1 << 23;

type DocumentPair = (u32, u32);

/// A passage of a pair of documents, weighed by what is known of the corpus.
struct WeighedPassage {
    passage: PairPassage,
    stats: PassageStats,
}

/// Aligns the closest pairs of documents and joins what comes of it with what is listed already: what was found
/// in pieces becomes one passage, and what has no eight units in a row in common is found at all.
pub(super) fn align_closely(reuse: &mut Reuse, texts: &[NormalText], config: &Config) {
    let aligner = Aligner::default();
    let chosen = closest(&reuse.passages, texts);
    reuse.pairs_aligned = chosen.len() as u64;
    // The pair engine knows two texts only; the corpus knows better what is a formula.
    let least = f64::from(aligner.settings().coverage);
    let overlaps = &reuse.overlaps;
    let mut of_pair: BTreeMap<DocumentPair, Vec<WeighedPassage>> = chosen
        .into_par_iter()
        .map(|(a, b)| {
            let sides = [&texts[a as usize], &texts[b as usize]];
            let found = aligner.align(sides[0], sides[1], &Background);
            let found = found.into_iter().map(|passage| {
                let stats = PassageStats::of(
                    |text, units| overlaps.bits(text, units),
                    sides,
                    [&passage.a, &passage.b],
                    &passage.edits,
                );
                WeighedPassage { passage, stats }
            });
            let found = found.filter(|found| {
                let WeighedPassage { passage, stats } = found;
                passage.a.len().min(passage.b.len()) >= config.min_length
                    && stats.coverage[0].max(stats.coverage[1]) >= least
            });
            ((a, b), found.collect::<Vec<WeighedPassage>>())
        })
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let before = reuse.passages.len();
    let mut listed = Vec::with_capacity(before);
    let mut families: BTreeMap<(DocumentPair, usize), (f64, usize)> = BTreeMap::new();
    for passage in std::mem::take(&mut reuse.passages) {
        let pair = (passage.a.doc.0, passage.b.doc.0);
        let aligned = of_pair.get_mut(&pair);
        let whole = aligned.and_then(|aligned| join(aligned, &passage));
        match (whole, passage.family) {
            (None, _) => listed.push(passage),
            (Some(whole), Some(family)) => {
                let best = families.entry((pair, whole.start)).or_insert((0.0, family));
                if passage.stats.bits > best.0 {
                    *best = (passage.stats.bits, family);
                }
            }
            (Some(_), None) => {}
        }
    }
    let absorbed = (before - listed.len()) as u64;
    let new: Vec<AlignedPassage> = of_pair
        .into_iter()
        .flat_map(|(pair, found)| found.into_iter().map(move |p| (pair, p)))
        .map(|(pair, found)| AlignedPassage {
            stats: found.stats,
            family: families
                .get(&(pair, found.passage.a.start))
                .map(|(_, family)| *family),
            a: Stretch {
                doc: DocId(pair.0),
                units: found.passage.a,
            },
            b: Stretch {
                doc: DocId(pair.1),
                units: found.passage.b,
            },
            edits: found.passage.edits,
        })
        .collect();
    reuse.overlaps.add(&new);
    reuse.passages_found = reuse.passages_found - absorbed + new.len() as u64;
    listed.extend(new);
    sort(&mut listed);
    listed.truncate(config.max_passages);
    reuse.passages = listed;
}

/// Strongest first, ties by place.
fn sort(passages: &mut [AlignedPassage]) {
    let place = |p: &AlignedPassage| (p.a.doc, p.a.units.start, p.b.doc, p.b.units.start);
    passages.sort_by(|a, b| {
        (b.stats.score().total_cmp(&a.stats.score())).then_with(|| place(a).cmp(&place(b)))
    });
}

/// All pairs of documents, when [`UNITS`] allow; otherwise those that are known to have something in common, in the order
/// of how much, as many as it allows.
fn closest(passages: &[AlignedPassage], texts: &[NormalText]) -> Vec<DocumentPair> {
    let units: usize = texts.iter().map(NormalText::len).sum();
    if units.saturating_mul(texts.len().saturating_sub(1)) <= UNITS {
        let all = texts.len() as u32;
        let pairs = (0..all).flat_map(|a| (a + 1..all).map(move |b| (a, b)));
        return pairs.collect();
    }
    let mut common: BTreeMap<DocumentPair, f64> = BTreeMap::new();
    for passage in passages.iter().filter(|p| p.a.doc != p.b.doc) {
        let pair = (passage.a.doc.0, passage.b.doc.0);
        *common.entry(pair).or_default() += passage.stats.bits;
    }
    let mut known: Vec<(DocumentPair, f64)> = common.into_iter().collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut left = UNITS;
    known
        .into_iter()
        .map_while(|((a, b), _)| {
            let units = texts[a as usize].len() + texts[b as usize].len();
            left = left.checked_sub(units)?;
            Some((a, b))
        })
        .collect()
}

/// Of a passage known from its family and those found closely, where two are the same reuse the longer one stays. Gives
/// the place in a of the one that the known passage is part of.
fn join(aligned: &mut Vec<WeighedPassage>, known: &AlignedPassage) -> Option<Range<usize>> {
    let (a, b) = (&known.a.units, &known.b.units);
    let length = |x: &Range<usize>, y: &Range<usize>| x.len() + y.len();
    let same = |found: &WeighedPassage| same_reuse((&found.passage.a, &found.passage.b), (a, b));
    let whole = aligned
        .iter()
        .find(|found| same(found) && length(&found.passage.a, &found.passage.b) >= length(a, b));
    let whole = whole.map(|found| found.passage.a.clone());
    if whole.is_none() {
        aligned.retain(|found| !same(found));
    }
    whole
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::reuse::{Partners, find_reuse};
    use crate::text::NormalText;

    /// Every third to fifth character exchanged: no window of eight is left.
    const PLAIN: &str = "锚定粮食稳产增效目标抓实春耕备耕工作,统筹农资供应和墒情监测,推动各级干部下沉田间地头解决实际困难。";
    const EDITED: &str = "锚准粮食稳产扩面目标抓好春耕备种工作,统管农资调运和墒情预测,推动县乡干部下到田间地块解决现实困难。";

    fn texts(of: &[&str]) -> Vec<NormalText> {
        of.iter().map(|text| NormalText::new(text)).collect()
    }

    #[test]
    fn wording_edited_throughout_is_one_passage() {
        let found = find_reuse(&texts(&[PLAIN, EDITED]), None, &Config::default());
        assert_eq!(found.pairs_aligned, 1);
        assert_eq!(found.passages.len(), 1);
        let passage = &found.passages[0];
        assert!(passage.a.units.len() > 40 && passage.stats.wholeness > 0.5);
        let mut covered = 0;
        let of = passage.a.doc;
        found
            .overlaps
            .for_each_pair_cover(of, Partners::All, |_, ranges| {
                covered = ranges.iter().map(ExactSizeIterator::len).sum();
            });
        assert!(covered > 40, "{covered}");
    }

    #[test]
    fn what_a_family_and_the_aligner_find_is_listed_once() {
        let copy = PLAIN.replace("农资", "种子");
        let found = find_reuse(&texts(&[PLAIN, &copy]), None, &Config::default());
        assert_eq!((found.passages.len(), found.passages_found), (1, 1));
        assert!(found.passages[0].family.is_some());
    }
}
