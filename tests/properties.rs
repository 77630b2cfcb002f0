//! What holds of every analysis, whatever the texts.

mod common;

use std::path::PathBuf;
use std::sync::LazyLock;

use leitong::analysis::{Analysis, Attribution, DocumentAnalysis, Metric, Shares};
use leitong::corpus::Metadata;
use leitong::progress::Silent;
use leitong::text::words::Segmenter;
use leitong::text::{Layout, SourceText};
use leitong::{Config, Corpus, Document, Span, analyze_with};
use proptest::prelude::*;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

fn analysis_of(texts: &[String]) -> Analysis {
    let documents = texts.iter().enumerate().map(|(n, text)| Document {
        name: format!("{n}.txt"),
        path: PathBuf::from(format!("{n}.txt")),
        text: SourceText::from(text.as_str()),
        layout: Layout::default(),
        metadata: Metadata::default(),
    });
    let corpus = Corpus {
        documents: documents.collect(),
        ..Corpus::default()
    };
    analyze_with(&corpus, &Config::default(), &SEGMENTER, &Silent)
}

fn check_shares(shares: &Shares) {
    let sum = shares.boilerplate + shares.shared + shares.local;
    assert!((sum - 1.0).abs() < 1e-9, "shares add up to {sum}");
    for share in [shares.boilerplate, shares.shared, shares.local] {
        assert!((0.0..=1.0).contains(&share), "{share} is a share");
    }
}

/// Sections and noise tile the text, runs tile sections, every span lies inside.
fn check_document(document: &DocumentAnalysis) {
    let length = document.text.chars().count();
    assert_eq!(document.characters, length);
    let mut pieces: Vec<Span> = document.sections.iter().map(|s| s.span).collect();
    pieces.extend(&document.noise);
    pieces.sort();
    let mut at = 0;
    for piece in pieces {
        assert_eq!(piece.start, at, "sections and noise tile the text");
        at = piece.end;
    }
    assert_eq!(at, length, "to its end");
    for section in &document.sections {
        let mut at = section.span.start;
        for run in &section.runs {
            assert_eq!(run.span.start, at, "runs tile the section");
            at = run.span.end;
        }
        assert_eq!(at, section.span.end);
        check_shares(&section.shares);
        check_shares(&section.information.shares);
    }
    for heading in &document.outline {
        let text: String = document
            .text
            .chars()
            .skip(heading.span.start)
            .take(heading.span.len())
            .collect();
        assert_eq!(text, heading.text);
    }
    check_shares(&document.shares);
    check_shares(&document.information.shares);
}

fn check(analysis: &Analysis) {
    analysis.documents.iter().for_each(check_document);
    let slice = |file: &str, span: Span| -> String {
        let document =
            &analysis.documents[analysis.document_index(file).expect("a known document")];
        assert!(span.end <= document.characters);
        document
            .text
            .chars()
            .skip(span.start)
            .take(span.len())
            .collect()
    };
    for passage in &analysis.passages {
        for place in [&passage.a, &passage.b] {
            assert_eq!(slice(&place.document, place.span), place.text);
            assert!(!place.text.is_empty());
        }
        let (mut a, mut b) = (passage.a.span.start, passage.b.span.start);
        for operation in &passage.operations {
            assert_eq!(
                (operation.a.start, operation.b.start),
                (a, b),
                "steps follow each other"
            );
            (a, b) = (operation.a.end, operation.b.end);
        }
        assert_eq!(
            (a, b),
            (passage.a.span.end, passage.b.span.end),
            "steps tile both sides"
        );
        assert!(passage.identity > 0.0 && passage.identity <= 1.0);
    }
    for family in &analysis.families {
        assert!(family.places.len() >= 2);
        for (file, span) in &family.places {
            assert!(!slice(file, *span).is_empty());
        }
    }
    for template in &analysis.templates {
        assert!(template.instances.len() >= 2);
        for instance in &template.instances {
            assert_eq!(slice(&instance.doc, instance.span), instance.text);
            let mut at = instance.span.start;
            for slot in &instance.slots {
                assert!(
                    slot.start >= at && slot.end <= instance.span.end,
                    "slots lie in order inside"
                );
                at = slot.end;
            }
        }
    }
    for level in [
        &analysis.similarity.documents,
        &analysis.similarity.sections,
    ] {
        for metric in Metric::ALL {
            let matrix = level.matrix(metric);
            assert_eq!(matrix.len(), level.ids.len());
            for i in 0..matrix.len() {
                for j in 0..matrix.len() {
                    let value = matrix.get(i, j).expect("a small matrix is whole");
                    assert!((0.0..=1.0001).contains(&value), "{metric:?} is {value}");
                    if metric.is_symmetric() {
                        assert_eq!(Some(value), matrix.get(j, i));
                    }
                }
            }
        }
    }
}

/// Texts that have something in common: sentences drawn from a few, with edits and furniture between.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop_oneof![
        4 => prop::sample::select(vec![
            "一、提高政治站位，切实加强组织领导\n",
            "（一）宣传工作要在守正创新上下功夫。",
            "（二）组织工作要在固本强基上下功夫。",
            "一是坚持大抓基层鲜明导向。",
            "二是打造忠诚干净担当的高素质干部队伍。",
            "對過去一年的工作，縣委是滿意的，也是肯定的。",
            "对过去一年的工作,区委是满意的,群众是认可的。",
            "同志们：\n",
            "李明强调，要抓好落实；",
            "We shall meet the targets that were set for 2025. ",
            "点击量:12345\n",
            "\n\n",
        ]).prop_map(str::to_owned),
        1 => "[一二三四五六七八、。，\n a-z0-9😀㎡e\u{301}]{0,20}",
    ];
    let text = prop::collection::vec(sentence, 0..12).prop_map(|s| s.concat());
    prop::collection::vec(text, 0..5)
}

/// Of each character of the sections; [`Attribution`] orders them from boilerplate to local.
fn attributions(document: &DocumentAnalysis) -> Vec<Attribution> {
    let runs = document.sections.iter().flat_map(|s| &s.runs);
    runs.flat_map(|run| std::iter::repeat_n(run.attribution, run.span.len()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_analysis_is_sound(texts in texts()) {
        check(&analysis_of(&texts));
    }

    /// Whose wording a character is may only move towards its own document when another one goes.
    #[test]
    fn without_a_document_nothing_is_more_shared(texts in texts(), index in any::<prop::sample::Index>()) {
        prop_assume!(texts.len() > 1);
        let out = index.index(texts.len());
        let mut rest = texts.clone();
        rest.remove(out);
        let (all, less) = (analysis_of(&texts), analysis_of(&rest));
        let kept = all.documents.iter().enumerate().filter(|(n, _)| *n != out);
        for ((_, before), after) in kept.zip(&less.documents) {
            for (x, y) in attributions(before).iter().zip(attributions(after)) {
                prop_assert!(y >= *x, "{:?} became {:?} in {}", x, y, before.text);
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(texts in prop::collection::vec(any::<String>(), 0..3)) {
        check(&analysis_of(&texts));
    }
}

#[test]
fn the_analysis_of_the_seeds_is_sound() {
    check(&common::ANALYSIS);
    assert!(!common::ANALYSIS.passages.is_empty());
}
