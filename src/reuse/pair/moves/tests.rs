use std::ops::Range;

use proptest::prelude::*;

use super::PlacedEdit;
use super::place::CLAUSE;
use crate::reuse::Edit;
use crate::reuse::edit::patience;
use crate::reuse::pair::{PairPassage, align_pair};
use crate::text::NormalText;

/// The moves of the only passage of two texts, as wording.
fn moved(a: &str, b: &str) -> Vec<(String, String)> {
    let texts = [a, b].map(NormalText::new);
    let passages = align_pair(&texts[0], &texts[1]);
    assert_eq!(passages.len(), 1, "{passages:?}");
    let found = passages[0].rearrangement(&texts[0], &texts[1]);
    let said = |text: &str, normal: &NormalText, units: &Range<usize>| {
        let span = normal.span_of(units.clone());
        text.chars().skip(span.start).take(span.len()).collect()
    };
    found
        .moves
        .iter()
        .map(|one| (said(a, &texts[0], &one.a), said(b, &texts[1], &one.b)))
        .collect()
}

const FIELDS: &str = "全县粮食总产量达到二十六万吨，新建高标准农田八万亩。";
const ROADS: &str = "农村公路养护实行路长负责，破损路面当年修复。";
const TEA: &str = "茶叶加工园区引进企业九家，带动就业一千三百人。";

#[test]
fn a_sentence_that_was_edited_on_its_way_is_one_move() {
    let there = TEA.replace("九家", "十二家");
    let found = moved(
        &format!("{FIELDS}{ROADS}{TEA}"),
        &format!("{there}{FIELDS}{ROADS}"),
    );
    let bare = |text: &str| text.trim_end_matches('。').to_owned();
    assert_eq!(found, [(bare(TEA), bare(&there))]);
}

#[test]
fn what_is_said_twice_did_not_move() {
    // The second text says it at the end once more; where it stood it still stands.
    assert_eq!(
        moved(
            &format!("{TEA}{FIELDS}{ROADS}"),
            &format!("{TEA}{FIELDS}{ROADS}{TEA}")
        ),
        []
    );
    assert_eq!(
        moved(
            &format!("{FIELDS}{ROADS}"),
            &format!("{FIELDS}{TEA}{ROADS}")
        ),
        []
    );
}

/// The numbers 0, 1, … n - 1 in some order.
fn shuffled() -> impl Strategy<Value = Vec<usize>> {
    (2usize..8).prop_flat_map(|n| Just((0..n).collect::<Vec<_>>()).prop_shuffle())
}

/// Sentences that have no two characters in a row in common.
fn sentence(number: usize) -> Vec<char> {
    let length = CLAUSE + 2 + number * 3 % 11;
    let letter = |k: usize| char::from_u32((0x4e00 + number * 523 + k * 17) as u32).unwrap();
    (0..length).map(letter).collect()
}

proptest! {
    /// Of a paragraph whose sentences were shuffled, each sentence either stays, unit for unit, or is part of one move.
    #[test]
    fn each_shuffled_sentence_stays_or_moves_once(order in shuffled()) {
        let text = |order: &[usize]| {
            let said = |n: &usize| sentence(*n).into_iter().chain(['。']).collect::<String>();
            order.iter().map(said).collect::<String>()
        };
        let starts = |order: &[usize]| {
            let mut starts = vec![0; order.len()];
            let mut at = 0;
            for number in order {
                starts[*number] = at;
                at += sentence(*number).len();
            }
            starts
        };
        let in_order: Vec<usize> = (0..order.len()).collect();
        let (a, b) = (NormalText::new(&text(&in_order)), NormalText::new(&text(&order)));
        let (at_a, at_b) = (starts(&in_order), starts(&order));
        // For each unit of a, where it stands in b, and the move that says so.
        let mut told = vec![None; a.len()];
        for (number, passage) in align_pair(&a, &b).iter().enumerate() {
            let found = passage.rearrangement(&a, &b);
            let (mut i, mut j) = (passage.a.start, passage.b.start);
            for PlacedEdit { edit, moved } in &found.edits {
                let (n, m) = edit.consumed();
                match (edit, moved) {
                    (Edit::Equal(_), None) => (0..n).for_each(|k| told[i + k] = Some((j + k, None))),
                    (Edit::Delete(_), Some(at)) => {
                        let one = &found.moves[*at];
                        prop_assert_eq!(&one.a, &(i..i + n));
                        prop_assert_eq!(&one.edits, &[Edit::Equal(n)]);
                        (0..n).for_each(|k| told[i + k] = Some((one.b.start + k, Some((number, *at)))));
                    }
                    (Edit::Insert(_), Some(at)) => prop_assert_eq!(&found.moves[*at].b, &(j..j + m)),
                    other => prop_assert!(false, "a change: {:?}", other),
                }
                (i, j) = (i + n, j + m);
            }
        }
        for number in in_order {
            let units = &told[at_a[number]..at_a[number] + sentence(number).len()];
            let Some((_, by)) = units[0] else {
                // Too short to be a passage by itself, where a paragraph falls into several.
                prop_assert!(units.iter().all(Option::is_none));
                continue;
            };
            for (k, unit) in units.iter().enumerate() {
                prop_assert_eq!(*unit, Some((at_b[number] + k, by)));
            }
        }
    }

    /// Whatever the texts: operations consume both sides, and each move is named by one deletion and one insertion.
    #[test]
    fn operations_with_moves_consume_both_sides(
        a in "([甲乙丙丁戊己庚辛壬癸]{4,14}[，。]){3,9}",
        order in shuffled(),
    ) {
        let sentences: Vec<&str> = a.split_inclusive(['，', '。']).collect();
        let b: String = order.iter().filter_map(|n| sentences.get(*n)).copied().collect();
        let (a, b) = (NormalText::new(&a), NormalText::new(&b));
        let passage = PairPassage {
            a: 0..a.len(),
            b: 0..b.len(),
            parts: Vec::new(),
            edits: patience::edits(a.units(), b.units()),
            identity: 1.0,
        };
        let found = passage.rearrangement(&a, &b);
        let (mut i, mut j) = (0, 0);
        let mut halves = vec![(0, 0); found.moves.len()];
        for PlacedEdit { edit, moved } in &found.edits {
            let (n, m) = edit.consumed();
            prop_assert!(n + m > 0);
            if let Edit::Equal(_) = edit {
                prop_assert_eq!(&a.units()[i..i + n], &b.units()[j..j + m]);
            }
            if let Some(at) = moved {
                let half = &mut halves[*at];
                *half = (half.0 + n, half.1 + m);
            }
            (i, j) = (i + n, j + m);
        }
        prop_assert_eq!((i, j), (a.len(), b.len()));
        let lengths = found.moves.iter().map(|one| (one.a.len(), one.b.len()));
        prop_assert_eq!(halves, lengths.collect::<Vec<_>>());
        for one in &found.moves {
            let consumed = one.edits.iter().map(|edit| edit.consumed());
            let (n, m) = consumed.fold((0, 0), |(n, m), (x, y)| (n + x, m + y));
            prop_assert_eq!((n, m), (one.a.len(), one.b.len()));
        }
    }
}
