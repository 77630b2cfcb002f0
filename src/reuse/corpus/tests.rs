use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::repeats::{self, DocumentOffsets, RepeatedText, Window};
use super::spread;
use crate::config::Config;
use crate::document::DocId;
use crate::reuse::{Edit, Reuse, find_reuse};
use crate::text::{BreakKind, NormalText};

fn texts(texts: &[&str]) -> Vec<NormalText> {
    texts.iter().map(|t| NormalText::new(t)).collect()
}

fn found(of: &[&str]) -> Reuse {
    find_reuse(&texts(of), None, &Config::default())
}

/// What a document has in common with each other one.
fn covered(reuse: &Reuse, doc: usize) -> Vec<(usize, Vec<Range<usize>>)> {
    let mut all = Vec::new();
    let add = |other: DocId, ranges: &[Range<usize>]| all.push((other.index(), ranges.to_vec()));
    reuse.overlaps.for_each_pair_cover(DocId(doc as u32), add);
    all
}

const CLAUSE: &str = "锚定粮食稳产扩面增效目标抓实春耕备耕农资供应和墒情监测工作";

#[test]
fn wording_of_min_length_counts_and_shorter_does_not() {
    let reuse = found(&[
        "甲乙丙丁戊己庚辛子",
        "丑甲乙丙丁戊己庚辛",
        "甲乙丙丁戊己庚寅",
    ]);
    assert_eq!(reuse.spread[0], [1, 1, 1, 1, 1, 1, 1, 1, 0]);
    assert_eq!(reuse.spread[2], [0; 8]);
}

#[test]
fn a_units_windows_in_different_documents_add_up() {
    let reuse = found(&[
        "一二三四五六七八九十",
        "一二三四五六七八",
        "三四五六七八九十",
    ]);
    assert_eq!(reuse.spread[0], [1, 1, 2, 2, 2, 2, 2, 2, 1, 1]);
}

#[test]
fn a_passage_bridges_an_edit() {
    let copy = CLAUSE.replace("农资", "种子");
    let reuse = found(&[CLAUSE, &copy]);
    assert_eq!(reuse.passages.len(), 1);
    assert_eq!(
        reuse.passages[0].edits,
        [Edit::Equal(18), Edit::Replace(2, 2), Edit::Equal(9)]
    );
    assert_eq!(reuse.passages_found, 1);
}

#[test]
fn reuse_inside_a_document_is_a_passage_without_spread() {
    let reuse = found(&[&format!("{CLAUSE}。夏粮丰收在望。{CLAUSE}")]);
    assert_eq!(reuse.passages.len(), 1);
    assert_eq!(reuse.spread[0].iter().max(), Some(&0));
    assert_eq!(reuse.families[0].members.len(), 2);
}

#[test]
fn coverage_is_asymmetric() {
    let long = format!("{CLAUSE}。此外还要把各级各类培训班次办到田间地头去");
    let of = texts(&[CLAUSE, &long]);
    let reuse = find_reuse(&of, None, &Config::default());
    for (doc, other, length) in [(0, 1, of[0].len()), (1, 0, of[0].len())] {
        let mut seen = Vec::new();
        reuse
            .overlaps
            .for_each_pair_cover(DocId(doc), |d, r| seen.push((d, r.to_vec())));
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].0, DocId(other));
        assert_eq!(seen[0].1, std::slice::from_ref(&(0..length)));
    }
}

/// The worked example of the chapter on many documents in ALGORITHM.md.
#[test]
fn the_documented_example() {
    let reuse = found(&[
        "县委要求锚定粮食稳产增效目标抓实春耕备耕",
        "市里提出锚定粮食稳产提质目标抓实春耕备耕",
        "全力锚定粮食稳产增效目标",
    ]);
    assert_eq!(
        reuse.spread,
        [
            vec![0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1],
            vec![0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
            vec![0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        ]
    );
}

/// A place of the text that does not repeat itself is explained once.
#[test]
fn passages_name_both_sides() {
    let long = format!("此外还要把各级各类培训班次办到田间地头去。{CLAUSE}。会后。{CLAUSE}");
    let reuse = found(&[CLAUSE, &long]);
    let length = CLAUSE.chars().count();
    let mut seen = Vec::new();
    reuse
        .overlaps
        .for_each_piece(DocId(1), |d, here, there| seen.push((d.0, here, there)));
    let (first, second) = (20..20 + length, 22 + length..22 + 2 * length);
    assert_eq!(seen, [(0, second.clone(), 0..length), (1, first, second)]);
}

#[test]
fn a_piece_counts_around_a_filler_and_never_alone() {
    let reuse = found(&[
        "对过去一年的工作,区委是满意的",
        "对过去一年的工作,县委县政府是满意的。",
        "对过去一年的工作。镇委",
        "是满意的",
    ]);
    assert_eq!(reuse.spread[0][..8], [2; 8]);
    assert_eq!(reuse.spread[0][8..], [0, 0, 1, 1, 1, 1]);
    assert_eq!(reuse.spread[3], [0; 4]);
}

/// Documents put together from a few sentences, with changed characters.
fn corpus() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::sample::select(vec![
        "坚持稳中求进工作总基调",
        "全面推进乡村振兴加快农业农村现代化",
        "锚定粮食稳产扩面增效目标抓实春耕备耕",
        "啊啊啊啊啊啊啊啊啊啊啊啊啊",
        "one two three four five six seven",
        "会议强调要压实责任",
        "甲",
    ]);
    let document = prop::collection::vec((sentence, any::<Option<prop::sample::Index>>()), 0..12)
        .prop_map(|parts| {
            let mut text = String::new();
            for (part, change) in parts {
                let mut chars: Vec<char> = part.chars().collect();
                if let Some(index) = change {
                    let at = index.index(chars.len());
                    chars[at] = '变';
                }
                text.extend(chars);
            }
            text
        });
    prop::collection::vec(document, 0..7)
}

fn check(of: &[NormalText], reuse: &Reuse) -> Result<(), TestCaseError> {
    for passage in &reuse.passages {
        let a = &of[passage.a.doc.index()].units()[passage.a.units.clone()];
        let b = &of[passage.b.doc.index()].units()[passage.b.units.clone()];
        let (mut i, mut j) = (0, 0);
        for edit in &passage.edits {
            let (n, m) = edit.consumed();
            if let Edit::Equal(_) = edit {
                prop_assert_eq!(&a[i..i + n], &b[j..j + m]);
            }
            (i, j) = (i + n, j + m);
        }
        prop_assert_eq!((i, j), (a.len(), b.len()));
        prop_assert!(
            passage.a.doc < passage.b.doc
                || passage.a.doc == passage.b.doc && passage.a.units.end <= passage.b.units.start
        );
    }
    for (text, spread) in of.iter().zip(&reuse.spread) {
        prop_assert_eq!(text.len(), spread.len());
        prop_assert!(spread.iter().all(|s| (*s as usize) < of.len()));
    }
    for family in &reuse.families {
        prop_assert!(family.members.len() >= 2);
        for member in &family.members {
            prop_assert!(member.units.end <= of[member.doc.index()].len());
            prop_assert!(!member.units.is_empty());
        }
    }
    Ok(())
}

/// The part of spread that counts wording in one piece.
fn window_spread(of: &[NormalText]) -> Vec<Vec<u32>> {
    let offsets = DocumentOffsets::new(of);
    let window = Window::new(Config::default().min_length);
    let repeats = repeats::repeats(of, &offsets, window);
    let repeated = RepeatedText {
        texts: of,
        offsets: &offsets,
        window,
        repeats: &repeats,
    };
    spread::window_spread(repeated, None)
}

/// Spread by its definition, in quadratic time: of wording in one piece the documents united, of two pieces around a filler
/// the most documents of any.
fn plain_spread(of: &[NormalText]) -> Vec<Vec<u32>> {
    let sentence_ends = |text: &NormalText, from: usize, to: usize| {
        let inside = |b: &&crate::text::Break| b.at > from && b.at < to;
        text.breaks()
            .iter()
            .filter(inside)
            .any(|b| b.kind >= BreakKind::Sentence)
    };
    let half = Window::new(Config::default().min_length).half().unwrap();
    let pairs = |text: &NormalText| {
        let units = text.units();
        let mut pairs = Vec::new();
        for i in 0..units.len() {
            let Some(end) = half.end(units, i) else {
                continue;
            };
            for j in end..=end + 16 {
                let Some(last) = half.end(units, j) else {
                    continue;
                };
                if !sentence_ends(text, i, last) {
                    pairs.push((i..end, j..last));
                }
            }
        }
        pairs
    };
    let mut spread = window_spread(of);
    let all: Vec<_> = of.iter().map(pairs).collect();
    let wording = |doc: usize, pair: &(Range<usize>, Range<usize>)| {
        let units = of[doc].units();
        (
            units[pair.0.clone()].to_vec(),
            units[pair.1.clone()].to_vec(),
        )
    };
    let sets: Vec<BTreeSet<_>> = (0..of.len())
        .map(|doc| all[doc].iter().map(|pair| wording(doc, pair)).collect())
        .collect();
    for doc in 0..of.len() {
        for pair in &all[doc] {
            let wording = wording(doc, pair);
            let holders = sets.iter().filter(|set| set.contains(&wording)).count() as u32;
            for unit in pair.0.clone().chain(pair.1.clone()) {
                spread[doc][unit] = spread[doc][unit].max(holders - 1);
            }
        }
    }
    spread
}

proptest! {
    #[test]
    fn what_is_found_is_sound(corpus in corpus()) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        let reuse = find_reuse(&of, None, &Config::default());
        check(&of, &reuse)?;
        for (doc, text) in of.iter().enumerate() {
            reuse.overlaps.for_each_pair_cover(DocId(doc as u32), |other, ranges| {
                assert_ne!(other.index(), doc);
                assert!(ranges.windows(2).all(|r| r[0].end < r[1].start));
                assert!(ranges.iter().all(|r| r.start < r.end && r.end <= text.len()));
            });
        }
    }

    #[test]
    fn what_two_documents_share_is_the_same_whichever_others_there_are(corpus in corpus(), kept in any::<u8>()) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        let all = find_reuse(&of, None, &Config::default());
        let some: Vec<usize> = (0..of.len()).filter(|doc| kept >> (doc % 8) & 1 == 1).collect();
        let texts: Vec<NormalText> = some.iter().map(|doc| of[*doc].clone()).collect();
        let less = find_reuse(&texts, None, &Config::default());
        for (doc, original) in some.iter().enumerate() {
            let mut expected = covered(&all, *original);
            expected.retain(|(other, _)| some.contains(other));
            let mut found = covered(&less, doc);
            for (other, _) in &mut found {
                *other = some[*other];
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn arbitrary_text_does_no_harm(corpus in prop::collection::vec("\\PC{0,60}", 0..5)) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        check(&of, &find_reuse(&of, None, &Config::default()))?;
    }

    #[test]
    fn spread_is_what_its_definition_says(corpus in corpus()) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        prop_assert_eq!(find_reuse(&of, None, &Config::default()).spread, plain_spread(&of));
    }

    #[test]
    fn without_a_document_no_spread_is_higher(corpus in corpus(), index in any::<prop::sample::Index>()) {
        prop_assume!(!corpus.is_empty());
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        let out = index.index(of.len());
        let mut rest = of.clone();
        rest.remove(out);
        let mut all = find_reuse(&of, None, &Config::default()).spread;
        all.remove(out);
        let less = find_reuse(&rest, None, &Config::default()).spread;
        for (all, less) in all.iter().zip(&less) {
            prop_assert!(all.iter().zip(less).all(|(a, l)| l <= a), "{:?} {:?}", all, less);
        }
    }

    #[test]
    fn spread_does_not_depend_on_the_order_of_documents(corpus in corpus()) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        let reversed: Vec<NormalText> = of.iter().rev().cloned().collect();
        let mut spread = find_reuse(&reversed, None, &Config::default()).spread;
        spread.reverse();
        prop_assert_eq!(find_reuse(&of, None, &Config::default()).spread, spread);
    }
}
