//! The seeds as web pages and as PDF files: the same outline and the same attribution as the plain text.
//!
//! `tests/forms/make_html.py` and `make_pdf.py` write the forms. Differences that are meant:
//! - A page has a title. The three seeds without one get a headline made up for the page, and the plain text that
//!   they are compared with gets the same.
//! - White space: lines of a PDF are joined, indents are no text, and a browser shows runs of blanks as one.
//! - Furniture of the pages: it is noise, and so is what the seeds themselves carry.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::common::project;
use leitong::analysis::{Attribution, DocumentAnalysis};
use leitong::read::{ReadOptions, read};
use leitong::{Analysis, Config, analyze};

/// Headlines of `make_html.py`, for the seeds that have no title.
const HEADLINES: [Option<&str>; 5] = [
    Some("某县召开2025年度党建条线工作会"),
    Some("全区四条战线年度会议讲话稿"),
    Some("区委部署今年党建重点事项"),
    None,
    None,
];

/// Shares are written with four digits, and white space counts in them: lines of a PDF are joined without any.
const ROUNDING: f64 = 0.002;

fn analysis(folder: &str) -> Analysis {
    let corpus = read(&[project(folder)], &ReadOptions::default()).expect("the forms are readable");
    assert_eq!(corpus.documents.len(), 5, "{:?}", corpus.skipped);
    analyze(&corpus, &Config::default())
}

/// The text without its noise and white space.
fn body(document: &DocumentAnalysis) -> String {
    let noise: BTreeSet<usize> = document.noise.iter().flat_map(|s| s.start..s.end).collect();
    let chars = document.text.chars().enumerate();
    chars
        .filter(|(at, c)| !noise.contains(at) && !c.is_whitespace())
        .map(|(_, c)| c)
        .collect()
}

fn headings(document: &DocumentAnalysis) -> Vec<(u8, String, bool)> {
    let outline = document.outline.iter();
    outline
        .map(|heading| {
            let text = heading.text.split_whitespace().collect();
            (heading.level, text, heading.run_in)
        })
        .collect()
}

/// Whose each character of the body is, white space left out.
fn attribution(document: &DocumentAnalysis) -> Vec<Attribution> {
    let chars: Vec<char> = document.text.chars().collect();
    let mut found = Vec::new();
    for run in document.sections.iter().flat_map(|section| &section.runs) {
        let inside = &chars[run.span.start..run.span.end];
        let count = inside.iter().filter(|c| !c.is_whitespace()).count();
        found.extend(std::iter::repeat_n(run.attribution, count));
    }
    found
}

/// The analysis of the plain texts, with the headlines that the pages have.
static PLAIN: LazyLock<Analysis> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (seed, headline) in crate::common::SEEDS.documents.iter().zip(HEADLINES) {
        let headline = headline.map_or(String::new(), |line| format!("{line}\n"));
        let text = headline + seed.text.as_str();
        std::fs::write(folder.path().join(&seed.name), text).expect("a writable folder");
    }
    let corpus = read(&[folder.path().to_owned()], &ReadOptions::default());
    analyze(&corpus.expect("the seeds are readable"), &Config::default())
});

fn compare(folder: &str) {
    compare_with(&PLAIN, folder);
}

fn compare_with(expected: &Analysis, folder: &str) {
    for (plain, form) in expected.documents.iter().zip(&analysis(folder).documents) {
        let name = &form.file;
        let (a, b) = (body(plain), body(form));
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let rest = |text: &str| text.chars().skip(common).take(30).collect::<String>();
        assert!(a == b, "{name} at {common}: {} | {}", rest(&a), rest(&b));
        assert_eq!(headings(plain), headings(form), "{name}");
        let (a, b) = (attribution(plain), attribution(form));
        assert_eq!(a.len(), b.len(), "{name}");
        let differing = a.iter().zip(&b).filter(|(a, b)| a != b).count();
        assert_eq!(differing, 0, "{name}: characters attributed otherwise");
        let shares = |d: &DocumentAnalysis| [d.shares.boilerplate, d.shares.shared, d.shares.local];
        for (a, b) in shares(plain).iter().zip(shares(form)) {
            assert!((a - b).abs() <= ROUNDING, "{name}: {a} {b}");
        }
    }
}

#[test]
fn web_pages_give_what_the_text_gives() {
    compare("tests/forms/html");
}

#[test]
fn pages_saved_in_one_file_give_what_the_text_gives() {
    compare("tests/forms/mht");
}

#[test]
fn books_give_what_the_text_gives() {
    compare_with(&crate::common::ANALYSIS, "tests/forms/epub");
}

#[test]
fn slides_give_what_the_text_gives() {
    compare_with(&crate::common::ANALYSIS, "tests/forms/pptx");
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_files_give_what_the_text_gives() {
    compare("tests/forms/pdf");
}
