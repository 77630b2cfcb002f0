//! The seeds as web pages and as PDF files: the same outline and the same attribution as the plain text.
//!
//! `tests/forms/make_html.py` and `make_pdf.py` write the forms. Differences that are meant:
//! - A page has a title; the three seeds without one carry a headline made up for the page, which is not compared.
//! - Chinese characters stand without white space between lines, and 　　 before a paragraph is no text.

mod common;

use std::collections::BTreeSet;

use common::project;
use leitong::analysis::DocumentAnalysis;
use leitong::corpus::{ReadOptions, read};
use leitong::{Analysis, Config, Span, analyze};

/// Headlines of `make_html.py` that the seeds do not have.
const HEADLINES: [&str; 3] = [
    "某县召开2025年度党建条线工作会",
    "全区四条战线年度会议讲话稿",
    "区委部署今年党建重点事项",
];

/// Characters of a made-up headline move the shares of its document by so much at most.
const TOLERANCE: f64 = 0.01;

fn analysis(folder: &str) -> Analysis {
    let corpus = read(&[project(folder)], &ReadOptions::default()).expect("the forms are readable");
    assert_eq!(corpus.documents.len(), 5, "{:?}", corpus.skipped);
    analyze(&corpus, &Config::default())
}

/// The text without its noise, white space and headline.
fn body(document: &DocumentAnalysis) -> String {
    let noise: BTreeSet<usize> = document.noise.iter().flat_map(|s| s.start..s.end).collect();
    let chars = document.text.chars().enumerate();
    let body: String = chars
        .filter(|(at, c)| !noise.contains(at) && !c.is_whitespace())
        .map(|(_, c)| c)
        .collect();
    let headline = HEADLINES
        .iter()
        .find_map(|headline| body.strip_prefix(headline));
    headline.unwrap_or(&body).to_owned()
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

/// Attribution of each character of the body that is no white space, a letter each.
fn attribution(document: &DocumentAnalysis) -> String {
    let chars: Vec<char> = document.text.chars().collect();
    let mut found = String::new();
    for section in &document.sections {
        let text: String = chars[section.span.start..section.span.end].iter().collect();
        if HEADLINES.contains(&text.trim()) {
            continue;
        }
        for run in &section.runs {
            let letter = format!("{:?}", run.attribution).to_lowercase();
            let letter = letter.chars().next().expect("a name");
            let Span { start, end } = run.span;
            found.extend(
                chars[start..end]
                    .iter()
                    .filter(|c| !c.is_whitespace())
                    .map(|_| letter),
            );
        }
    }
    found
}

fn compare(folder: &str) {
    let (plain, forms) = (&*common::ANALYSIS, analysis(folder));
    for (plain, form) in plain.documents.iter().zip(&forms.documents) {
        let name = &form.file;
        let (a, b) = (body(plain), body(form));
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let rest = |text: &str| text.chars().skip(common).take(30).collect::<String>();
        assert!(a == b, "{name} at {common}: {} | {}", rest(&a), rest(&b));
        assert_eq!(headings(plain), headings(form), "{name}");
        let (a, b) = (attribution(plain), attribution(form));
        assert_eq!(a.len(), b.len(), "{name}");
        let differing = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
        println!(
            "{name}: {differing} of {} characters attributed otherwise",
            a.len()
        );
        assert!(
            differing as f64 <= TOLERANCE * a.len() as f64,
            "{name}: {differing} of {}",
            a.len()
        );
        let shares = |d: &DocumentAnalysis| [d.shares.boilerplate, d.shares.shared, d.shares.local];
        for (a, b) in shares(plain).iter().zip(shares(form)) {
            assert!((a - b).abs() <= TOLERANCE, "{name}: {a} {b}");
        }
    }
}

#[test]
fn web_pages_give_what_the_text_gives() {
    compare("tests/forms/html");
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_files_give_what_the_text_gives() {
    compare("tests/forms/pdf");
}
