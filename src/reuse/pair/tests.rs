//! The whole engine: what it finds, that it never fails, and how much it works.

use proptest::prelude::*;

use super::*;
use crate::text::SourceText;

fn align(a: &str, b: &str) -> (Vec<PairPassage>, Work) {
    let (a, b) = (NormalText::new(a), NormalText::new(b));
    let (found, work) = Aligner::default().align_counted(&a, &b, &Background);
    (found, work)
}

/// Ideographs without order, the same for the same seed.
fn noise(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut text = String::new();
    for k in 1..=length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // Smaller numbers more often, as in language.
        let rank = ((state >> 40) % 2000) * ((state >> 20) % 2000) / 2000;
        text.push(char::from_u32(0x4E00 + rank as u32).expect("an ideograph of the basic block"));
        if k % 13 == 0 {
            text.push(if k % 39 == 0 { '。' } else { ',' });
        }
    }
    text.push('。');
    text
}

const PASSAGE: &str = "要把产业振兴摆在首位,立足本地资源禀赋做大茶叶、菌菇和文旅三篇文章,\
    推动初级产品就地加工,让农户更多分享增值收益。要健全防止返贫监测机制,对易返贫人口早发现、早干预、早帮扶。";

fn found_text(text: &str, passage: &PairPassage) -> String {
    let source = SourceText::from(text);
    let normal = NormalText::new(text);
    source
        .slice(with_marks(&source, &normal, passage.b.clone()))
        .to_owned()
}

#[test]
fn a_copied_passage_is_found_from_its_first_to_its_last_mark() {
    let b = format!("{}{PASSAGE}{}", noise(3, 700), noise(4, 700));
    let a = format!("{}{PASSAGE}{}", noise(1, 300), noise(2, 300));
    let (found, _) = align(&a, &b);
    assert_eq!(found.len(), 1);
    assert_eq!(found_text(&b, &found[0]), PASSAGE);
    assert_eq!(found[0].identity, 1.0);
    assert_eq!(found[0].edits, [Edit::Equal(found[0].a.len())]);
}

#[test]
fn the_example_of_the_algorithm_page_holds() {
    let (a, b) = (
        "要把产业振兴放在首位,立足本县资源禀赋做大茶叶、药材和文旅三篇文章。",
        "要把产业振兴摆在首位,立足本地资源禀赋做大茶叶、菌菇和文旅三篇文章。",
    );
    let (found, _) = align(
        &format!("{}{a}{}", noise(1, 2500), noise(2, 2500)),
        &format!("{}{b}{}", noise(3, 2500), noise(4, 2500)),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].edits,
        [
            Edit::Equal(6),
            Edit::Replace(1, 1),
            Edit::Equal(6),
            Edit::Replace(1, 1),
            Edit::Equal(8),
            Edit::Replace(2, 2),
            Edit::Equal(7)
        ]
    );
    let verdict = found[0].parts[0].verdict;
    assert_eq!(verdict.matched, 27);
    assert!((170.0..200.0).contains(&verdict.bits), "{verdict:?}");
    assert!((0.8..0.9).contains(&verdict.wholeness), "{verdict:?}");
}

#[test]
fn traditional_characters_and_other_punctuation_do_not_matter() {
    let retyped = "要把產業振興擺在首位；立足本地資源稟賦，做大茶葉，菌菇和文旅「三篇文章」。\
        推動初級產品就地加工——讓農戶更多分享增值收益！要健全防止返貧監測機制：對易返貧人口早發現、早干預、早幫扶．";
    let a = format!("{}\n{retyped}\n{}", noise(1, 300), noise(2, 300));
    let b = format!("{}{PASSAGE}{}", noise(3, 700), noise(4, 700));
    let (found, _) = align(&a, &b);
    assert_eq!(found.len(), 1);
    assert_eq!(found_text(&b, &found[0]), PASSAGE);
}

/// Thai sets no blanks between words: what stands between two blanks is a sentence, and a copy lies inside of it.
#[test]
fn a_copy_in_a_script_without_blanks_is_found() {
    let copied = "การประชุมคณะรัฐมนตรีมีมติเห็นชอบแผนพัฒนาเศรษฐกิจและสังคมแห่งชาติฉบับใหม่เพื่อยกระดับคุณภาพชีวิตของประชาชนในชนบทและเมือง";
    let a = format!("นายกเทศมนตรีกล่าวเปิดงานเมื่อเช้านี้ว่า{copied}และขอบคุณทุกหน่วยงานที่ร่วมมือกัน");
    let b = format!(
        "ฝนตกหนักตลอดสัปดาห์ทำให้น้ำท่วมถนนหลายสาย {copied}หลังจากนั้นตัวแทนชาวนาได้ยื่นหนังสือร้องเรียนเรื่องราคาข้าว"
    );
    let (found, _) = align(&a, &b);
    assert_eq!(found.len(), 1);
    let wording = found_text(&b, &found[0]);
    assert!(wording.contains(copied), "{wording}");
    assert!(
        wording.chars().count() < copied.chars().count() + 6,
        "{wording}"
    );
}

#[test]
fn reordered_shortened_and_changed_wording_is_one_passage() {
    let edited = "要健全防止返贫的动态监测机制,对易返贫人群早发现、早帮扶。\
        立足本县资源禀赋做大茶叶、药材和文旅三篇文章,要把产业振兴放在首位,让农户更多分享增值收益。";
    let a = format!("{}{edited}{}", noise(1, 300), noise(2, 300));
    let b = format!("{}{PASSAGE}{}", noise(3, 700), noise(4, 700));
    let (found, _) = align(&a, &b);
    assert_eq!(found.len(), 1);
    assert_eq!(found_text(&b, &found[0]), PASSAGE);
    assert!(found[0].identity > 0.3 && found[0].identity < 0.95);
}

#[test]
fn a_set_phrase_in_sentences_that_differ_is_no_passage() {
    let phrase = "坚持以人民为中心的发展";
    let tail = |seed| noise(seed, 26).replace(['。', ','], "");
    let a = format!(
        "{}{}{phrase}{}。{}",
        noise(1, 400),
        tail(11),
        tail(12),
        noise(2, 400)
    );
    let b = format!(
        "{}{}{phrase}{}。{}",
        noise(3, 400),
        tail(13),
        tail(14),
        noise(4, 400)
    );
    assert_eq!(align(&a, &b).0, []);
}

#[test]
fn of_two_places_that_say_the_same_one_is_given() {
    let b = format!(
        "{}{PASSAGE}{}{PASSAGE}{}",
        noise(3, 400),
        noise(4, 400),
        noise(5, 400)
    );
    let a = format!("{}{PASSAGE}{}", noise(1, 300), noise(2, 300));
    let (found, _) = align(&a, &b);
    assert_eq!(found.len(), 1);
    assert_eq!(found_text(&b, &found[0]), PASSAGE);
}

#[test]
fn sentences_taken_from_apart_make_one_digest_of_parts() {
    let (x, y) = PASSAGE.split_at(PASSAGE.find('。').unwrap() + '。'.len_utf8());
    let b = format!("{}{x}{}{y}{}", noise(3, 400), noise(4, 900), noise(5, 400));
    let a = format!("{}{PASSAGE}{}", noise(1, 300), noise(2, 300));
    let [normal_a, normal_b] = [&a, &b].map(|text| NormalText::new(text));
    let anywhere = Aligner::new(Settings {
        digest_reach: u32::MAX,
        identity: None,
        ..Settings::default()
    });
    let found = anywhere.align(&normal_a, &normal_b, &Background);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].parts.len(), 2);
    assert!(found_text(&b, &found[0]).starts_with(x) && found_text(&b, &found[0]).ends_with(y));
    // A reader gets each beside what it was taken from.
    let (found, _) = align(&a, &b);
    let found: Vec<String> = found.iter().map(|one| found_text(&b, one)).collect();
    assert_eq!(found, [x, y]);
}

#[test]
fn words_are_found_shuffled_and_inflected() {
    let b_words = "The provincial archive reopened yesterday after restorers finished cleaning nineteen \
        damaged ledgers recovered from a flooded basement beneath the former customs house. Visitors may consult \
        harbour registers, emigrant lists and lighthouse diaries by appointment.";
    let a_words = "After cleaning of nineteen damaged ledgers, restorers reopened the provincial archives \
        yesterday; a basement flooding beneath the former customs houses had ruined them. Lighthouse \
        diaries, emigrants' lists and registers of the harbour may be consulted by visiting appointments.";
    let filler = |seed: u64| -> String {
        (0..200u64)
            .map(|k| format!("w{} ", (seed * 7919 + k * k * 31) % 9973))
            .collect()
    };
    let a = format!("{}. {a_words} {}", filler(1), filler(2));
    let b = format!("{}. {b_words} {}", filler(3), filler(4));
    assert_eq!(align(&a, &b).0.len(), 1);
}

/// Counted work for each unit, on inputs that invite more.
fn work_per_unit(a: &str, b: &str) -> (usize, f64) {
    let units = (NormalText::new(a).len() + NormalText::new(b).len()) as f64;
    let (found, work) = align(a, b);
    (found.len(), work.total() as f64 / units)
}

/// Far below n, which is at least 10,000 in each of the cases; the measured figures are 0 to 30.
const BOUND: f64 = 100.0;

#[test]
fn one_unit_a_million_times_says_nothing_and_costs_little() {
    let text = "哈".repeat(1_000_000);
    let (found, work) = work_per_unit(&text, &text);
    assert_eq!(found, 0);
    assert!(work < BOUND, "{work}");
    let text = "ha ".repeat(1_000_000);
    let (found, work) = work_per_unit(&text, &text);
    assert_eq!(found, 0);
    assert!(work < BOUND, "{work}");
}

#[test]
fn two_identical_books_are_one_passage() {
    let book = noise(9, 330_000);
    assert!(book.len() > 1_000_000);
    let book = book.repeat(2);
    let (found, work) = align(&book, &book);
    let units = NormalText::new(&book).len();
    assert!(
        work.total() as f64 / (2.0 * units as f64) < BOUND,
        "{work:?}"
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].a.clone(), found[0].b.clone()),
        (0..units, 0..units)
    );
    assert_eq!(found[0].identity, 1.0);
}

#[test]
fn one_template_five_thousand_times_is_found_in_linear_work() {
    let filled = |offset: u32| -> String {
        (0..5000u32)
            .map(|k| {
                let name = char::from_u32(0x4E00 + (k * 7 + offset) % 5000).expect("an ideograph");
                format!("会议指出,{name}区要压实主体责任,扎实做好安全生产各项工作。")
            })
            .collect()
    };
    let (same, work) = work_per_unit(&filled(0), &filled(0));
    assert!(same >= 1);
    assert!(work < BOUND, "{work}");
    let (other, work) = work_per_unit(&filled(0), &filled(1));
    assert!(other >= 1);
    assert!(work < BOUND, "{work}");
}

#[test]
fn one_sentence_in_thousands_of_places_costs_linear_work() {
    let b: String = (0..2000)
        .map(|k| format!("{}{PASSAGE}", noise(k + 20, 60)))
        .collect();
    let (found, work) = work_per_unit(&format!("{}{PASSAGE}", noise(1, 300)), &b);
    assert!(found <= 1);
    assert!(work < BOUND, "{work}");
    let (_, work) = work_per_unit(&b, &b);
    assert!(work < BOUND, "{work}");
}

/// A side made of pieces that the other side also draws from, so that there is something to find.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        Just(PASSAGE.to_owned()),
        Just(PASSAGE.chars().take(30).collect()),
        (0u64..6, 1usize..80).prop_map(|(seed, n)| noise(seed, n)),
        "[a-e ,.]{0,60}",
        "[学习贯彻,。]{0,60}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_two_texts_give_passages_that_fit_them(a in text(), b in text()) {
        let (found, _) = align(&a, &b);
        let (na, nb) = (NormalText::new(&a), NormalText::new(&b));
        let mut last = 0;
        for p in &found {
            prop_assert!(p.a.start >= last, "passages take turns along a");
            last = p.a.start;
            prop_assert!(!p.a.is_empty() && p.a.end <= na.len() && !p.b.is_empty() && p.b.end <= nb.len());
            let (mut i, mut j) = (p.a.start, p.b.start);
            for edit in &p.edits {
                match *edit {
                    Edit::Equal(n) => {
                        prop_assert_eq!(&na.units()[i..i + n], &nb.units()[j..j + n]);
                        (i, j) = (i + n, j + n);
                    }
                    Edit::Replace(m, n) => (i, j) = (i + m, j + n),
                    Edit::Insert(n) => j += n,
                    Edit::Delete(n) => i += n,
                }
            }
            prop_assert_eq!((i, j), (p.a.end, p.b.end));
            prop_assert!((0.0..=1.0).contains(&p.identity));
            prop_assert!(p.parts.iter().all(|part| part.verdict.is_passage()));
        }
    }

    #[test]
    fn a_planted_copy_is_always_found_with_at_most_a_clause_around_it(
        seeds in (0u64..1000, 0u64..1000, 0u64..1000, 0u64..1000),
        lengths in (0usize..200, 0usize..200, 0usize..400, 0usize..400),
    ) {
        let a = format!("{}。{PASSAGE}{}", noise(seeds.0, lengths.0), noise(seeds.1 + 2000, lengths.1));
        let b = format!("{}。{PASSAGE}{}", noise(seeds.2 + 4000, lengths.2), noise(seeds.3 + 6000, lengths.3));
        let (found, _) = align(&a, &b);
        let units = NormalText::new(PASSAGE).len();
        let fits = |length: usize| (units - 3..=units + 16).contains(&length);
        prop_assert!(found.iter().any(|p| fits(p.a.len()) && fits(p.b.len())), "{:?}", found);
    }
}
