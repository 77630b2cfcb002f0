//! What holds of every analysis, whatever the texts.

use std::sync::LazyLock;

use leitong::analysis::{Analysis, DocumentAnalysis, Groups, Metric, Shares};
use leitong::config::SpreadOver;
use leitong::text::words::Segmenter;
use leitong::{Config, Corpus, Document, Pipeline, Span};
use proptest::prelude::*;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

fn analysis_of(texts: &[String]) -> Analysis {
    analysis_with(texts, &[], &Config::default())
}

/// Analyses texts; the ones that `groups` has a name for have it in the column `g`.
fn analysis_with(texts: &[String], groups: &[Option<String>], config: &Config) -> Analysis {
    let row = |n: usize| {
        let group = groups.get(n).cloned().flatten();
        group.map(|group| ("g".to_owned(), group)).into_iter()
    };
    let document = |(n, text): (usize, &String)| {
        let mut document = Document::new(format!("{n}.txt"), text.as_str());
        document.metadata.table = row(n).collect();
        document
    };
    let corpus: Corpus = texts.iter().enumerate().map(document).collect();
    let pipeline = Pipeline::builder().config(config.clone());
    pipeline.segmenter(&SEGMENTER).build().run(&corpus)
}

/// Groups by the column `g`.
fn grouped_config(spread_over: Option<SpreadOver>) -> Config {
    let mut config = Config::default();
    config.group_by = Some("g".to_owned());
    config.spread_over = spread_over;
    config
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

/// Groups hold every document once, their shares add up, and they are those of their documents together.
fn check_groups(analysis: &Analysis, groups: &Groups) {
    let mut seen: Vec<usize> = groups
        .groups
        .iter()
        .flat_map(|g| g.documents.clone())
        .collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..analysis.documents.len()).collect::<Vec<_>>());
    let level = analysis
        .similarity
        .groups
        .as_ref()
        .expect("groups have matrices");
    let names: Vec<&String> = groups.groups.iter().map(|g| &g.name).collect();
    assert_eq!(names, level.ids.iter().collect::<Vec<_>>());
    for group in &groups.groups {
        check_shares(&group.shares);
        check_shares(&group.information.shares);
        assert!(group.known || group.documents.len() == 1);
        let members = || group.documents.iter().map(|d| &analysis.documents[*d]);
        assert_eq!(group.units, members().map(|d| d.units).sum::<usize>());
        let body =
            |d: &DocumentAnalysis| d.sections.iter().map(|s| s.span.len()).sum::<usize>() as f64;
        let local: f64 = members().map(|d| d.shares.local * body(d)).sum();
        let whole: f64 = members().map(body).sum();
        if whole > 0.0 {
            assert!((group.shares.local - local / whole).abs() < 1e-6);
        }
    }
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
    if let Some(groups) = &analysis.groups {
        check_groups(analysis, groups);
    }
    let levels = [
        &analysis.similarity.documents,
        &analysis.similarity.sections,
    ];
    for level in levels.into_iter().chain(&analysis.similarity.groups) {
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_analysis_is_sound(texts in texts()) {
        check(&analysis_of(&texts));
    }

    #[test]
    fn every_grouped_analysis_is_sound(
        texts in texts(),
        groups in prop::collection::vec(prop::option::of("[甲乙丙]"), 0..5),
        over in prop::option::of(prop_oneof![Just(SpreadOver::Documents), Just(SpreadOver::Groups)]),
    ) {
        let config = grouped_config(over);
        check(&analysis_with(&texts, &groups, &config));
    }

    #[test]
    fn groups_of_one_document_change_nothing(texts in texts()) {
        let config = grouped_config(None);
        let (grouped, plain) = (analysis_with(&texts, &[], &config), analysis_of(&texts));
        prop_assert_eq!(&grouped.documents, &plain.documents);
        prop_assert_eq!(grouped.boilerplate_docs, plain.boilerplate_docs);
        let level = grouped.similarity.groups.as_ref().expect("groups have matrices");
        prop_assert_eq!(level, &plain.similarity.documents);
    }

    #[test]
    fn no_text_is_too_strange(texts in prop::collection::vec(any::<String>(), 0..3)) {
        check(&analysis_of(&texts));
    }
}

#[test]
fn the_analysis_of_the_seeds_is_sound() {
    check(&crate::common::ANALYSIS);
    assert!(!crate::common::ANALYSIS.passages.is_empty());
}

/// What one author repeats is his own; what another says too is shared.
#[test]
fn spread_over_groups_counts_groups() {
    let repeated = "要聚焦主责主业，把群众的小事当成我们的大事来办。";
    let common = "各级党组织要扛起主体责任，推动各项工作落地见效。";
    let texts: Vec<String> = [
        format!("{repeated}今天下雨，桥面很滑。"),
        format!("{repeated}昨天刮风，渡口停了船。{common}"),
        format!("{common}去年天旱，井里打不出水。"),
    ]
    .into();
    let groups = [
        Some("甲".to_owned()),
        Some("甲".to_owned()),
        Some("乙".to_owned()),
    ];
    let by = grouped_config;
    let shared_in_first = |config: &Config| {
        analysis_with(&texts, &groups, config).documents[0]
            .shares
            .shared
    };
    assert_eq!(
        shared_in_first(&by(None)),
        0.0,
        "groups are the default where there are groups"
    );
    assert!(shared_in_first(&by(Some(SpreadOver::Documents))) > 0.5);
    let grouped = analysis_with(&texts, &groups, &by(None));
    assert!(grouped.documents[1].shares.shared > 0.2);
    assert!(grouped.documents[2].shares.shared > 0.5);
    let level = grouped
        .similarity
        .groups
        .as_ref()
        .expect("groups have matrices");
    assert_eq!(level.ids, ["乙", "甲"]);
    assert!(level.coverage.get(0, 1) > level.coverage.get(1, 0));
}

/// A name is blotted out in one text so, in another so: the wording around it is one passage through the blot.
#[test]
fn a_passage_goes_through_a_blot() {
    let text =
        |name: &str| format!("会议通报了{name}同志违反工作纪律的问题，要求全体干部引以为戒。");
    let texts: Vec<String> = ["李某某", "李**", "李××"].iter().map(|n| text(n)).collect();
    let analysis = analysis_of(&texts);
    assert_eq!(analysis.passages.len(), 3);
    for passage in &analysis.passages {
        assert_eq!(
            passage.identity, 1.0,
            "{} and {}",
            passage.a.text, passage.b.text
        );
        assert!(passage.a.text.starts_with("会议通报了李") && passage.a.text.contains("引以为戒"));
    }
}
