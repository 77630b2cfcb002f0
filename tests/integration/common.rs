//! What the integration tests have in common: the seed documents, analysed once, and their labels.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use leitong::read::{ReadOptions, read};
use leitong::{Analysis, Config, Corpus, Span, analyze};
use serde_json::Value;

/// A file of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The five seed documents.
pub static SEEDS: LazyLock<Corpus> = LazyLock::new(|| {
    read(&[project("seeds")], &ReadOptions::default()).expect("the seeds are readable")
});

/// The seeds' analysis with default options.
pub static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| analyze(&SEEDS, &Config::default()));

/// Labels made by hand: positions only.
pub static LABELS: LazyLock<Value> = LazyLock::new(|| {
    let text =
        std::fs::read_to_string(project("tests/gold/seeds.json")).expect("the labels are there");
    serde_json::from_str(&text).expect("the labels are JSON")
});

/// A `[start, end]` of the labels.
pub fn span(value: &Value) -> Span {
    serde_json::from_value(value.clone()).expect("a span is a pair of numbers")
}

/// Notes that a test cannot run here, and why. A failure when `LEITONG_NO_SKIP` is 1, so that nothing is left out
/// silently where everything has to run.
pub fn skip(reason: &str) {
    let all = std::env::var_os("LEITONG_NO_SKIP").is_some_and(|v| v == "1");
    assert!(
        !all,
        "LEITONG_NO_SKIP is set, and this test cannot run: {reason}"
    );
    eprintln!("skipped: {reason}");
}
