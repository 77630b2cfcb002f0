use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::repeats::{self, DocumentOffsets, RepeatedText, Window};
use super::spread;
use crate::config::Config;
use crate::document::DocId;
use crate::reuse::{Edit, Partners, Reuse, find_reuse};
use crate::text::{BreakKind, NormalText};

fn texts(texts: &[&str]) -> Vec<NormalText> {
    texts.iter().map(|t| NormalText::new(t)).collect()
}

fn found(of: &[&str]) -> Reuse {
    find_reuse(&texts(of), None, &Config::default())
}

/// What `doc` has in common with `these`, when its pairs with `partners` are derived.
fn covered(
    reuse: &Reuse,
    doc: usize,
    these: &[DocId],
    partners: Partners<'_>,
) -> Vec<(DocId, Vec<Range<usize>>)> {
    let mut all = Vec::new();
    let mut add = |other, ranges: &[Range<usize>]| all.push((other, ranges.to_vec()));
    reuse
        .overlaps
        .for_each_pair_cover(DocId(doc as u32), partners, &mut add);
    all.retain(|(other, _)| these.contains(other));
    all
}

/// Two variants of a wording begin at the same places of a pair: which is joined first must not depend on the
/// other documents that are asked for.
#[test]
fn pieces_that_begin_together_are_joined_in_one_order() {
    let reuse = found(&[
        "锚定粮食稳产变面增效目标抓实春耕备耕锚变粮食稳产扩面增效目标抓实春耕备耕全面推进乡村振兴加快农业农村现代化锚定粮食稳产扩面增效目标抓实春耕备耕会议变调要压实责任会议强调要压实责任会议强调要压实责任全面推进乡村振兴加快农业农村现代化全面推进乡村振兴加快农业农村现代化",
        "全面推进乡村振兴加快农业农村现代化啊啊啊啊啊啊啊啊啊啊啊啊啊锚定粮食稳产扩面增效目标抓实春耕备耕锚定粮食稳产扩面增效目标抓实春耕备耕坚持稳中求进工作总基调会议变调要压实责任甲会议强调要压实责任会议强调要压实责任",
        "全面推进乡村振兴加快农业农村现代化",
        "全面推进乡村振兴加快农业农村现代化会议强调要压实责任会议强调要压实责任锚定粮食稳产扩面增效目标抓实春耕备耕会议强调要压实责任",
        "坚持稳中求进工作总基调one two three four five six seven全面推进乡村振兴加快农业农村现代化坚持稳中求进工作总基调one变two three four five six seven会议强调要变实责任会议变调要压实责任",
        "锚定粮食稳产扩面增效目标抓实春耕备耕甲啊啊变啊啊啊啊啊啊啊啊啊啊锚定粮食稳产扩面增效目标抓实春耕备耕one two three four five six seven锚定粮食稳产扩面增效目标抓实春耕备耕会议强调要压实责任",
    ]);
    let these = [DocId(1), DocId(5)];
    assert_eq!(
        covered(&reuse, 0, &these, Partners::These(&these)),
        covered(&reuse, 0, &these, Partners::All)
    );
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
            .for_each_pair_cover(DocId(doc), Partners::All, |d, r| seen.push((d, r.to_vec())));
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

#[test]
fn passages_name_both_sides() {
    let long = format!("此外还要把各级各类培训班次办到田间地头去。{CLAUSE}。会后。{CLAUSE}");
    let reuse = found(&[CLAUSE, &long]);
    let length = CLAUSE.chars().count();
    let mut seen = Vec::new();
    reuse
        .overlaps
        .for_each_passage(DocId(1), Partners::All, |d, here, there| {
            seen.push((d.0, here, there))
        });
    let (first, second) = (20..20 + length, 22 + length..22 + 2 * length);
    assert_eq!(
        seen,
        [
            (0, first.clone(), 0..length),
            (0, second.clone(), 0..length),
            (1, first, second)
        ]
    );
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
            reuse.overlaps.for_each_pair_cover(DocId(doc as u32), Partners::All, |other, ranges| {
                assert_ne!(other.index(), doc);
                assert!(ranges.windows(2).all(|r| r[0].end < r[1].start));
                assert!(ranges.iter().all(|r| r.start < r.end && r.end <= text.len()));
            });
        }
    }

    #[test]
    fn some_partners_give_what_all_give_of_them(corpus in corpus(), kept in any::<u8>()) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        let reuse = find_reuse(&of, None, &Config::default());
        for doc in 0..of.len() {
            let these: Vec<DocId> = (0..of.len())
                .filter(|other| *other != doc && kept >> (other % 8) & 1 == 1)
                .map(|other| DocId(other as u32))
                .collect();
            prop_assert_eq!(
                covered(&reuse, doc, &these, Partners::These(&these)),
                covered(&reuse, doc, &these, Partners::All)
            );
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
