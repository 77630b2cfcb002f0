use std::ops::Range;

use proptest::prelude::*;

use crate::config::Config;
use crate::document::DocId;
use crate::reuse::{Edit, Reuse, find_reuse};
use crate::text::NormalText;

fn texts(texts: &[&str]) -> Vec<NormalText> {
    texts.iter().map(|t| NormalText::new(t)).collect()
}

fn found(of: &[&str]) -> Reuse {
    find_reuse(&texts(of), &Config::default())
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
fn reuse_inside_a_document_is_a_passage() {
    let reuse = found(&[&format!("{CLAUSE}。夏粮丰收在望。{CLAUSE}")]);
    assert_eq!(reuse.passages.len(), 1);
    assert_eq!(reuse.families[0].members.len(), 2);
}

#[test]
fn coverage_is_asymmetric() {
    let long = format!("{CLAUSE}。此外还要把各级各类培训班次办到田间地头去");
    let of = texts(&[CLAUSE, &long]);
    let reuse = find_reuse(&of, &Config::default());
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
    for family in &reuse.families {
        prop_assert!(family.members.len() >= 2);
        for member in &family.members {
            prop_assert!(member.units.end <= of[member.doc.index()].len());
            prop_assert!(!member.units.is_empty());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_is_found_is_sound(corpus in corpus()) {
        let of: Vec<NormalText> = corpus.iter().map(|t| NormalText::new(t)).collect();
        let reuse = find_reuse(&of, &Config::default());
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
        let all = find_reuse(&of, &Config::default());
        let some: Vec<usize> = (0..of.len()).filter(|doc| kept >> (doc % 8) & 1 == 1).collect();
        let texts: Vec<NormalText> = some.iter().map(|doc| of[*doc].clone()).collect();
        let less = find_reuse(&texts, &Config::default());
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
        check(&of, &find_reuse(&of, &Config::default()))?;
    }
}
