use proptest::prelude::*;

use super::*;
use crate::analysis::{Analysis, SectionAnalysis};
use crate::text::SourceText;
use crate::{Config, Corpus, analyze};

#[test]
fn a_reference_run_names_its_source_and_no_more_than_stands_there() {
    let reference = ["坚持稳中求进工作总基调", "抓实春耕备耕"].map(NormalText::new);
    let index = ReferenceIndex::new(&reference, 6);
    let text = NormalText::new("要抓实春耕备耕，坚持稳中求进工作。完");
    let found = reference_runs(&text, &index.sources(&text), Span::new(0, 18));
    let found: Vec<_> = found
        .iter()
        .map(|run| (run.span.start, run.span.end, run.source))
        .collect();
    assert_eq!(found, [(1, 8, 1), (8, 17, 0)]);
}

#[test]
fn a_share_counts_marks_with_the_units_before_them() {
    let text = NormalText::new("甲，乙。");
    assert_eq!(marked_share(&text, &[true, false], Span::new(0, 4)), 0.5);
    assert_eq!(marked_share(&text, &[true, false], Span::new(2, 4)), 0.0);
}

fn analysis(texts: &[&str]) -> Analysis {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let texts = names.into_iter().zip(texts.iter().copied());
    // Texts of one sentence are soon copies of one another.
    let config = Config {
        count_copies: true,
        ..Config::default()
    };
    analyze(&Corpus::from_texts(texts), &config)
}

/// The wording of each run that is not local, with its class and the number of others.
fn borrowed(analysis: &Analysis, doc: usize) -> Vec<(String, Attribution, usize)> {
    let text = SourceText::from(analysis.documents[doc].text.as_str());
    let sections = analysis.documents[doc].sections.iter();
    let of = |section: &SectionAnalysis| {
        let evidence = section.evidence.clone().into_iter();
        let runs = section.runs.clone();
        let run = move |evidence: RunEvidence| (runs[evidence.run], evidence.documents);
        evidence.map(run).collect::<Vec<_>>()
    };
    let word = |(run, others): (Run, usize)| {
        let word = text.slice(run.span).to_owned();
        (word, run.attribution, others)
    };
    sections.flat_map(of).map(word).collect()
}

const SENTENCE: &str = "锚定粮食稳产增效目标抓实春耕备耕工作，统筹农资供应和墒情监测，推动各级干部下沉田间地头解决实际困难。";

#[test]
fn spread_unites_the_documents_of_passages_and_set_phrases() {
    let own = |n: &str| format!("{n}县修通公路两条。{SENTENCE}{n}河水绕城而过。");
    let texts = ["东", "西", "南", "北"].map(own);
    let found = analysis(&texts.each_ref().map(String::as_str));
    for doc in 0..4 {
        let runs = borrowed(&found, doc);
        let (_, class, others) = runs
            .iter()
            .find(|(word, ..)| word.contains("春耕备耕"))
            .unwrap();
        assert_eq!((*class, *others), (Attribution::Boilerplate, 3), "{runs:?}");
    }
}

#[test]
fn a_word_exchanged_is_a_blank_in_the_run_around_it_and_a_sentence_of_ones_own_is_local() {
    let other = SENTENCE
        .replace("农资", "种子")
        .replace('。', "，这些话只有这一篇才会说出来。");
    let found = analysis(&[SENTENCE, &other]);
    let runs = borrowed(&found, 0);
    assert_eq!(runs.len(), 1, "{runs:?}");
    assert_eq!(runs[0].0, SENTENCE);
    let shares = &found.documents[1].shares;
    assert!(shares.local > 0.1 && shares.shared > 0.7, "{shares:?}");
}

#[test]
fn a_short_set_phrase_is_found_wherever_it_stands() {
    let texts = [
        "各位代表，东河县新建水渠四十里。现在请各位代表审议。",
        "各位代表，西山县修通公路两条。",
        "各位代表，南坝的鱼塘今年清了淤。",
    ];
    let found = analysis(&texts);
    let runs = borrowed(&found, 0);
    let phrases: Vec<_> = runs
        .iter()
        .filter(|(word, ..)| word.contains("各位代表"))
        .collect();
    assert_eq!(phrases.len(), 2, "{runs:?}");
    assert!(
        phrases
            .iter()
            .all(|(_, class, others)| *class == Attribution::Boilerplate && *others == 2)
    );
}

/// Documents put together from a few sentences, with changed characters and marks between them.
fn corpus() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::sample::select(vec![
        "坚持稳中求进工作总基调",
        "全面推进乡村振兴加快农业农村现代化",
        "锚定粮食稳产扩面增效目标抓实春耕备耕",
        "啊啊啊啊啊啊啊啊啊啊啊啊啊",
        "one two three four five six seven",
        "根据《中华人民共和国立法法》第二十一条",
        "各位代表",
        "二、",
        "甲",
    ]);
    let mark = prop::sample::select(vec!["", "，", "。", "“", "”", "\n", " ", "1.5%"]);
    let part = (sentence, mark, any::<Option<prop::sample::Index>>());
    let document = prop::collection::vec(part, 0..12).prop_map(|parts| {
        let mut text = String::new();
        for (sentence, mark, change) in parts {
            let mut chars: Vec<char> = sentence.chars().collect();
            if let Some(index) = change {
                let at = index.index(chars.len());
                chars[at] = '变';
            }
            text.extend(chars);
            text.push_str(mark);
        }
        text
    });
    prop::collection::vec(document, 0..6)
}

/// Whether two places say the same but for blanks: of seven characters of the one, three stand in the other in the same order,
/// since a run of three may have a blank of two at either end.
fn reads_the_same(here: &NormalText, there: &NormalText, span: Span, place: Span) -> bool {
    let a = &here.units()[here.units_in(span)];
    let b = &there.units()[there.units_in(place)];
    // The longest common subsequence, a row at a time.
    let mut row = vec![0; b.len() + 1];
    let mut all = 0;
    for (unit, at) in a.iter().zip(here.units_in(span)) {
        let length = here.span(at).len();
        all += length;
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if unit == other {
                diagonal + length
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    let equal = row[b.len()];
    equal * 7 >= all * 3
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_run_that_is_not_local_can_say_where_else_it_stands(corpus in corpus()) {
        let texts: Vec<&str> = corpus.iter().map(String::as_str).collect();
        let found = analysis(&texts);
        let normal: Vec<NormalText> = found
            .documents
            .iter()
            .map(|d| NormalText::without(&d.text, &d.noise))
            .collect();
        for (doc, document) in found.documents.iter().enumerate() {
            for section in &document.sections {
                let mut at = section.span.start;
                for run in &section.runs {
                    prop_assert_eq!(run.span.start, at);
                    prop_assert!(!run.span.is_empty());
                    at = run.span.end;
                }
                prop_assert_eq!(at, section.span.end);
                let of = |class| section.runs.iter().filter(|run| (run.attribution == Attribution::Local) == class).count();
                prop_assert_eq!(of(false), section.evidence.len());
                for evidence in &section.evidence {
                    let run = section.runs[evidence.run];
                    prop_assert_ne!(run.attribution, Attribution::Local);
                    prop_assert!(evidence.documents > 0 && !evidence.places.is_empty(), "{:?}", evidence);
                    // The point of 1.5 is part of it.
                    let letters = |span: Span| {
                        let units = normal[doc].units_in(span);
                        units.map(|unit| normal[doc].span(unit).len()).sum::<usize>()
                    };
                    prop_assert!(letters(run.span) >= 3.min(letters(section.span)), "{:?}", run);
                    let boilerplate = evidence.documents + 1 >= found.boilerplate_docs;
                    prop_assert_eq!(boilerplate, run.attribution == Attribution::Boilerplate);
                    for place in &evidence.places {
                        prop_assert_ne!(place.document, doc);
                        prop_assert!(
                            reads_the_same(&normal[doc], &normal[place.document], run.span, place.span),
                            "{:?} {:?}", run, place
                        );
                    }
                }
            }
        }
    }
}
