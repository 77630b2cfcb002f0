//! One name for one thing: what `docs/measures.md` calls a measure, the page, the charts and the terminal call it, in both languages.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::project;

/// A row of the tables: its name in English and in Chinese, and the names that files have for it.
struct Term {
    en: String,
    zh: String,
    files: String,
}

fn terms() -> Vec<Term> {
    let text = fs::read_to_string(project("docs/measures.md")).expect("the glossary is there");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.map(|row| row.split(" | ").map(str::to_owned).collect::<Vec<_>>());
    let terms = cells.filter(|cells| cells.len() == 4 && cells[0] != "English");
    terms
        .map(|cells| Term {
            en: cells[0].clone(),
            zh: cells[1].clone(),
            files: cells[2].clone(),
        })
        .collect()
}

/// The term that files call so.
fn term(terms: &[Term], field: &str) -> (String, String) {
    let field = format!("`{field}`");
    let found = terms.iter().find(|term| term.files.contains(&field));
    let found = found.unwrap_or_else(|| panic!("{field} stands in no table"));
    (found.en.clone(), found.zh.clone())
}

#[test]
fn the_page_has_the_words_of_the_glossary() {
    let strings = fs::read_to_string(project("src/report/html/assets/strings.js")).unwrap();
    let terms = terms();
    for (key, field) in [
        ("metric.cosine", "cosine"),
        ("metric.jaccard", "jaccard"),
        ("metric.containment", "containment"),
        ("metric.coverage", "coverage"),
        ("attribution.boilerplate", "boilerplate"),
        ("attribution.shared", "shared"),
        ("attribution.local", "local"),
        ("glossary.passages.name", "passages"),
        ("glossary.identity.name", "identity"),
        ("glossary.templates.name", "templates"),
        ("glossary.phrases.name", "phrases"),
        ("glossary.copies.name", "copies"),
        ("glossary.new.name", "new"),
        ("column.matched", "matched"),
        ("column.characters", "characters"),
    ] {
        let (en, zh) = term(&terms, field);
        let line = format!("'{key}': ['{zh}', '{en}'],");
        assert!(strings.contains(&line), "strings.js lacks {line}");
    }
}

/// What the program says of the seeds, its charts as one text, and the first lines of its tables.
struct Compared {
    said: String,
    charts: String,
    headers: Vec<(String, String)>,
}

fn compared(lang: &str, locale: &str) -> Compared {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
    let output = command
        .current_dir(project(""))
        .args(["compare", "seeds", "--formats", "svg,csv", "--lang", lang])
        .args(["--charts", "all"])
        .arg("--out")
        .arg(&out)
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    assert!(output.status.success());
    let texts = |dir: &Path| -> Vec<(String, String)> {
        let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
        let files = entries.filter(|entry| entry.path().is_file());
        let mut texts: Vec<(String, String)> = files
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                (name, fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        texts.sort();
        texts
    };
    let charts = texts(&out.join("charts"));
    let tables = texts(&out)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".csv"));
    Compared {
        said: String::from_utf8(output.stdout).unwrap(),
        charts: charts.into_iter().map(|(_, text)| text).collect(),
        headers: tables
            .map(|(name, text)| (name, text.lines().next().unwrap_or("").to_owned()))
            .collect(),
    }
}

#[test]
fn every_column_is_explained() {
    let outputs = fs::read_to_string(project("docs/outputs.md")).unwrap();
    let headers = compared("en", "C").headers;
    assert!(headers.len() >= 7, "{headers:?}");
    for (file, header) in headers {
        let part = outputs.split(&format!("\n## {file}\n")).nth(1);
        let part = part.unwrap_or_else(|| panic!("{file}"));
        let part = part.split("\n## ").next().unwrap();
        for column in header.split(',') {
            assert!(
                part.contains(&format!("\n| `{column}` |")),
                "{file}: {column}"
            );
        }
    }
}

#[test]
fn terminal_and_charts_have_the_words_of_the_glossary() {
    let terms = terms();
    for (lang, locale) in [("en", "C"), ("zh", "zh_CN.UTF-8")] {
        let word = |field: &str| {
            let (en, zh) = term(&terms, field);
            if lang == "en" { en } else { zh }
        };
        let Compared { said, charts, .. } = compared(lang, locale);
        for field in [
            "boilerplate",
            "shared",
            "local",
            "information_local",
            "coverage",
            "cosine",
            "characters",
        ] {
            assert!(
                said.contains(&word(field)),
                "{} is not in\n{said}",
                word(field)
            );
        }
        for field in [
            "boilerplate",
            "shared",
            "local",
            "cosine",
            "jaccard",
            "containment",
            "coverage",
        ] {
            assert!(
                charts.contains(&word(field)),
                "no chart says {}",
                word(field)
            );
        }
        for text in [&said, &charts] {
            assert!(text.contains('%'));
            assert_eq!(text.contains(" %"), lang == "en", "{text}");
        }
    }
}

/// Words that once meant the same and have made way for those of the glossary.
#[test]
fn words_that_were_given_up_stand_nowhere_in_what_people_read() {
    const GIVEN_UP: [&str; 12] = [
        "套话",
        "套语",
        "题材相近",
        "用词相近",
        "内容相似",
        "对得上",
        "对齐覆盖",
        "雷同族",
        "特征词",
        "固定说法",
        "own news",
        "Aligned share",
    ];
    let files = [
        "src/report/html/assets/strings.js",
        "src/cli/strings.rs",
        "src/cli/strings/align.rs",
        "src/report/glossary.rs",
        "src/report/charts/metric_words.rs",
        "src/report/charts/layout.rs",
        "src/report/charts/phrases.rs",
        "src/report/charts/strips.rs",
        "src/report/charts/time.rs",
        "src/report/charts/terms.rs",
        "src/report/charts/shares/documents.rs",
        "src/report/charts/clusters.rs",
        "src/report/charts/themes.rs",
        "docs/outputs.md",
        "README.md",
        "README.zh-CN.md",
        "docs/charts.md",
    ];
    for file in files {
        let text = fs::read_to_string(project(file)).unwrap();
        for word in GIVEN_UP {
            assert!(!text.contains(word), "{file} says {word}");
        }
    }
}
