//! The report as a file: what it must hold whatever the documents say.

mod synthetic;

use std::path::{Path, PathBuf};

use leitong::Analysis;
use leitong::report::{Lang, RenderOptions, html};

fn seeds() -> Analysis {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&dir)
        .expect("the seeds stand in the repository")
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let texts: Vec<(String, String)> = paths
        .iter()
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(p).unwrap()))
        .collect();
    let dates = [Some("2025-03-26"), Some("2023"), Some("2025-02-14"), Some("2021-05-18"), None];
    let sources: Vec<synthetic::Source> = texts
        .iter()
        .zip(dates)
        .map(|((name, text), date)| (name.as_str(), date, text.as_str()))
        .collect();
    synthetic::analysis(&sources)
}

/// Writes a report where the browser test can find it, and reads it back.
fn report(name: &str, analysis: &Analysis, lang: Lang) -> String {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html").join(name);
    std::fs::create_dir_all(&dir).unwrap();
    let options = RenderOptions { lang, ..RenderOptions::default() };
    html::write(analysis, &options, &dir).unwrap();
    std::fs::read_to_string(dir.join(html::FILE)).unwrap()
}

#[test]
fn the_seeds_fit_into_one_and_a_half_megabytes() {
    let page = report("seeds", &seeds(), Lang::Zh);
    assert!(page.len() <= 1_500_000, "{} bytes", page.len());
}
