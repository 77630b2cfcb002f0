//! Input that repeats itself: work is bounded by a multiple of the units, counted, not timed.

use super::RepeatedWording;
use super::link;
use crate::config::Config;
use crate::document::DocId;
use crate::reuse::edit::patience as edits;
use crate::reuse::{Edit, Reuse, find_reuse};
use crate::sides::Sides;
use crate::text::NormalText;

/// Everything that the engine goes through one by one behind the sorting of windows: places, equal runs, pieces of
/// pairs, cells of alignment tables; divided by the units of the corpus. What the pair engine does is bounded by its own tests.
fn work(texts: &[NormalText], reuse: &Reuse) -> f64 {
    let wording: RepeatedWording = RepeatedWording::of(texts, &Sides::all(), &Config::default());
    let occurrences = &wording.occurrences;
    let mut work = occurrences.all.len();
    for occurrence in &occurrences.all {
        work += occurrences.runs(occurrence).len();
    }
    for doc in 0..texts.len() as u32 {
        work += link::pieces(occurrences, &wording.intervals, doc).len();
    }
    for passage in &reuse.passages {
        let a = &texts[passage.a.doc.index()].units()[passage.a.units.clone()];
        let b = &texts[passage.b.doc.index()].units()[passage.b.units.clone()];
        work += edits::counted(a, b).1;
    }
    let members: usize = reuse.families.iter().map(|f| f.members.len()).sum();
    let units: usize = texts.iter().map(NormalText::len).sum();
    (work + members) as f64 / units as f64
}

fn run(texts: &[&str]) -> (Reuse, f64) {
    let texts: Vec<NormalText> = texts.iter().map(|t| NormalText::new(t)).collect();
    let reuse = find_reuse(&texts, &Config::default());
    let work = work(&texts, &reuse);
    (reuse, work)
}

/// Characters in no order that repeats.
fn book(length: usize, seed: u64) -> String {
    let mut state = seed;
    (0..length)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x4E00 + (state >> 33) as u32 % 3000).unwrap_or('一')
        })
        .collect()
}

fn template(times: usize, seed: u64) -> String {
    let fillers: Vec<char> = book(times * 3, seed).chars().collect();
    fillers
        .chunks(3)
        .map(|filler| {
            let filler: String = filler.iter().collect();
            format!("县委书记{filler}在全县组织工作会议上强调要扎实推进各项重点任务落地见效。")
        })
        .collect()
}

#[test]
fn one_character_a_million_times() {
    let text = "啊".repeat(1_000_000);
    let (_, work) = run(&[&text]);
    assert!(work < 0.01, "{work}");
    let (_, work) = run(&[&text, &text[..3 * 500_000], "别的"]);
    assert!(work < 0.01, "{work}");
}

#[test]
fn a_sentence_after_itself_fifty_thousand_times() {
    let (reuse, work) = run(&[&"坚持稳中求进工作总基调完整准确全面贯彻".repeat(50_000)]);
    assert!(work < 1.0, "{work}");
    assert!(reuse.families[0].members.len() > 40_000);
}

#[test]
fn two_identical_books() {
    let text = book(300_000, 1);
    let (reuse, work) = run(&[&text, &text]);
    assert!(work < 0.01, "{work}");
    assert_eq!(reuse.passages.len(), 1);
    assert_eq!(reuse.passages[0].edits, [Edit::Equal(300_000)]);
}

#[test]
fn two_books_of_which_one_is_edited_throughout() {
    let text = book(100_000, 2);
    let edited: String = text
        .chars()
        .enumerate()
        .map(|(i, c)| if i % 30 == 17 { '改' } else { c })
        .collect();
    let (reuse, work) = run(&[&text, &edited]);
    assert!(work < 2.0, "{work}");
    assert_eq!(reuse.passages.len(), 1);
}

#[test]
fn one_template_five_thousand_times_in_a_document() {
    let text = template(5000, 3);
    let (reuse, work) = run(&[&text]);
    assert!(work < 130.0, "{work}");
    assert!(reuse.passages_found >= 4_000, "{}", reuse.passages_found);
    let most = reuse.families.iter().map(|f| f.members.len()).max();
    assert!(most >= Some(4999), "{most:?}");
    let (reuse, work) = run(&[&text, &template(5000, 4)]);
    assert!(work < 130.0, "{work}");
    let mut covered = 0;
    reuse.overlaps.for_each_pair_cover(DocId(0), |_, ranges| {
        covered += ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    });
    assert!(covered > text.chars().count() * 7 / 10, "{covered}");
}

#[test]
fn one_template_in_every_document() {
    let texts: Vec<String> = (0..400).map(|i| template(20, 100 + i)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (reuse, work) = run(&texts);
    // Pairs of documents are the output of coverage: 400 of them for each.
    assert!(work < 70.0, "{work}");
    // What is listed up to the limit is then joined where documents are aligned closely.
    assert!(reuse.passages.len() > 10_000, "{}", reuse.passages.len());
}

#[test]
fn the_same_for_any_number_of_threads() {
    let texts: Vec<NormalText> = (0..150)
        .map(|i| NormalText::new(&format!("{}{}", template(3, i), book(50, i % 7))))
        .collect();
    let config = Config {
        max_passages: 500,
        ..Config::default()
    };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool of a few threads")
            .install(|| find_reuse(&texts, &config))
    };
    assert_eq!(with(1), with(3));
}
