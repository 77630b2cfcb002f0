//! What is found of the seeds beside their wording, and what groups make of it.

use std::collections::BTreeMap;

use crate::common::ANALYSIS;
use leitong::analysis::DocumentAnalysis;
use leitong::text::metadata::Origin;

/// Title, date, place, meeting, speaker, kind: read off the texts by hand.
const SEEDS: [(&str, [Option<&str>; 6]); 5] = [
    (
        "000",
        [
            None,
            Some("2025-03-26"),
            Some("古蔺县"),
            Some("古蔺县委党建工作会议"),
            Some("赵源华"),
            Some("news"),
        ],
    ),
    (
        "001",
        [
            Some("2023年在全区组织宣传统战政法工作会议上讲话"),
            Some("2023"),
            None,
            Some("全区组织宣传统战政法工作会议"),
            None,
            Some("speech"),
        ],
    ),
    (
        "002",
        [
            None,
            Some("2025-02-14"),
            Some("大渡口区"),
            Some("2025年党建工作会议"),
            Some("张果"),
            Some("news"),
        ],
    ),
    (
        "003",
        [
            Some("胸怀“两个大局” 心系“国之大者” 奋力书写新时代成华各项工作新篇章"),
            Some("2021-05-18"),
            Some("成华区"),
            Some("2021年全区组织、宣传、统战工作会议"),
            Some("赵春淦"),
            Some("news"),
        ],
    ),
    (
        "004",
        [
            Some("在2023年县委工作会议上的讲话"),
            Some("2023"),
            None,
            Some("2023年县委工作会议"),
            None,
            Some("speech"),
        ],
    ),
];

#[test]
fn the_metadata_of_the_seeds_is_right() {
    for (document, (file, wanted)) in ANALYSIS.documents.iter().zip(SEEDS) {
        assert!(document.file.starts_with(file));
        let title = document
            .title
            .as_deref()
            .map(|t| t.lines().next().unwrap_or_default());
        let told = [
            title,
            document.date.as_deref(),
            document.place.as_deref(),
            document.meeting.as_deref(),
            document.speaker.as_deref(),
            document.kind.as_deref(),
        ];
        assert_eq!(told, wanted, "{file}");
    }
}

/// The origins of a document's facts, by name.
fn origins(document: &DocumentAnalysis) -> BTreeMap<&str, &Origin> {
    let found = &document.found;
    [
        ("title", &found.title),
        ("date", &found.date),
        ("place", &found.place),
        ("meeting", &found.meeting),
        ("author", &found.author),
        ("speaker", &found.speaker),
        ("kind", &found.kind),
    ]
    .into_iter()
    .filter_map(|(name, origin)| Some((name, origin.as_ref()?)))
    .collect()
}

#[test]
fn every_fact_says_where_it_was_found() {
    for document in &ANALYSIS.documents {
        let origins = origins(document);
        for (name, known) in [
            ("title", document.title.is_some()),
            ("date", document.date.is_some()),
            ("place", document.place.is_some()),
            ("meeting", document.meeting.is_some()),
            ("author", document.author.is_some()),
            ("speaker", document.speaker.is_some()),
            ("kind", document.kind.is_some()),
        ] {
            assert_eq!(
                origins.contains_key(name),
                known,
                "{} of {}",
                name,
                document.file
            );
        }
        for (name, origin) in origins {
            if let Origin::Text { span, text } = origin {
                let there: String = document
                    .text
                    .chars()
                    .skip(span.start)
                    .take(span.len())
                    .collect();
                assert_eq!(&there, text, "{name} of {}", document.file);
            }
        }
    }
}
