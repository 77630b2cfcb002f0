//! Tables as they are written, held against the data dictionary.

use std::collections::BTreeSet;
use std::fs;

use super::*;
use crate::{Config, Corpus, analyze};

/// Two dated documents with a sentence in common, one of a title that would run, and a copy.
fn analysis() -> Analysis {
    let shared = "要坚持以人民为中心的发展思想，扎实推进共同富裕，切实把实事办好、把好事办实。";
    let texts = [
        (
            "a.txt",
            format!("各县要抓好春耕生产。{shared}今年全县小麦种植面积达到三十二万亩。"),
        ),
        (
            "b.txt",
            format!("大会今天在省城开幕。{shared}代表们畅所欲言，气氛十分热烈。"),
        ),
        (
            "c.txt",
            "河里有许多鱼，鱼在水里游来游去真快活，岸边的柳树也绿了。".to_owned(),
        ),
    ];
    let corpus = Corpus::from_texts(texts);
    let mut analysis = analyze(&corpus, &Config::default());
    analysis.documents[0].date = Some("2025-03-01".to_owned());
    analysis.documents[1].date = Some("2024".to_owned());
    analysis.documents[2].title = Some("=河里\n有鱼".to_owned());
    analysis
}

fn written(style: CsvStyle) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let analysis = analysis();
    write_csv(&analysis, style, dir.path()).unwrap();
    write_workbook(&analysis, Lang::Zh, dir.path()).unwrap();
    dir
}

fn read(dir: &tempfile::TempDir, file: &str) -> String {
    fs::read_to_string(dir.path().join(file)).unwrap()
}

#[test]
fn a_title_is_one_line_and_no_formula() {
    let documents = read(&written(CsvStyle::Plain), "documents.csv");
    assert!(documents.contains("c.txt,'=河里有鱼,"), "{documents}");
    assert_eq!(documents.lines().count(), 4);
}

#[test]
fn a_byte_order_mark_is_written_for_excel_alone() {
    let excel = written(CsvStyle::Excel);
    let plain = written(CsvStyle::Plain);
    for file in ["documents.csv", "pairs.csv", "matrix/documents.cosine.csv"] {
        let (with, without) = (read(&excel, file), read(&plain, file));
        assert_eq!(with, format!("\u{feff}{without}"), "{file}");
    }
}

#[test]
fn a_pair_says_which_document_is_earlier() {
    let pairs = read(&written(CsvStyle::Plain), "pairs.csv");
    let rows: Vec<&str> = pairs.lines().collect();
    assert_eq!(rows.len(), 4, "{pairs}");
    assert!(rows[1].starts_with("a.txt,b.txt,"), "{pairs}");
    assert!(rows[1].contains(",2025-03-01,2024,b_to_a,0."), "{pairs}");
    assert!(rows[2].contains(",,"), "{pairs}");
    let network = read(&written(CsvStyle::Plain), "network.graphml");
    assert!(
        network.contains(r#"<edge source="n1" target="n0">"#),
        "{network}"
    );
    assert_eq!(network.matches("<edge ").count(), 1);
}

#[test]
fn a_workbook_has_a_sheet_for_each_table_and_the_same_bytes_twice() {
    let (one, two) = (written(CsvStyle::Plain), written(CsvStyle::Excel));
    let read = |dir: &tempfile::TempDir| fs::read(dir.path().join("tables.xlsx")).unwrap();
    assert!(read(&one).starts_with(b"PK"));
    assert!(read(&one) == read(&two));
}

/// `docs/outputs.md` has a table under `## FILE` for each table, with a line for each column: | `column` | what it is |.
#[test]
fn every_column_is_in_the_data_dictionary() {
    let dictionary = include_str!("../../../docs/outputs.md");
    let mut analysis = analysis();
    analysis.groups = Some(crate::analysis::Groups {
        by: "place".to_owned(),
        spread_over: crate::config::SpreadOver::Documents,
        groups: Vec::new(),
    });
    let names = DocumentNames::of(&analysis.documents);
    let pairs = Pairs::choose(&analysis);
    for table in all(&analysis, &names, &pairs) {
        let head = format!("\n## {}\n", table.file);
        let (_, rest) = dictionary
            .split_once(&head)
            .unwrap_or_else(|| panic!("{head}"));
        let part = rest.split("\n## ").next().unwrap_or(rest);
        let explained: BTreeSet<&str> = part
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
            .map(|(column, _)| column)
            .collect();
        let columns: BTreeSet<&str> = table.columns.iter().map(String::as_str).collect();
        assert_eq!(explained, columns, "{}", table.file);
    }
}
