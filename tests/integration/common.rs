//! What the integration tests have in common: the seed documents, analysed once, and their labels.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use leitong::read::{ReadOptions, read};
use leitong::{Analysis, Config, Corpus, Span, analyze};
use serde_json::Value;

/// A file of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The five seed documents.
pub(crate) static SEEDS: LazyLock<Corpus> = LazyLock::new(|| {
    read(&[project("seeds")], &ReadOptions::default()).expect("the seeds are readable")
});

/// The seeds' analysis with default options.
pub(crate) static ANALYSIS: LazyLock<Analysis> =
    LazyLock::new(|| analyze(&SEEDS, &Config::default()));

/// Labels made by hand: positions only.
pub(crate) static LABELS: LazyLock<Value> = LazyLock::new(|| {
    let text =
        std::fs::read_to_string(project("tests/gold/seeds.json")).expect("the labels are there");
    serde_json::from_str(&text).expect("the labels are JSON")
});

/// A `[start, end]` of the labels.
pub(crate) fn span(value: &Value) -> Span {
    serde_json::from_value(value.clone()).expect("a span is a pair of numbers")
}

/// Runs the program in a folder as user 65534, `nobody` on most systems; `--formats` and `--out` are added. Only root can;
/// `None` where it cannot.
#[cfg(unix)]
pub(crate) fn run_as_nobody(folder: &Path, args: &[&str]) -> Option<std::process::Output> {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let dir = tempfile::tempdir().expect("a temporary folder");
    // The target folder may lie where only root may go.
    let program = dir.path().join("leitong");
    std::fs::copy(env!("CARGO_BIN_EXE_leitong"), &program).expect("a copy of the program");
    for open in [dir.path(), folder] {
        let all = std::fs::Permissions::from_mode(0o777);
        std::fs::set_permissions(open, all).expect("our own folders");
    }
    let mut command = std::process::Command::new(&program);
    command.args(args).args(["--formats", "json", "--out"]);
    command.arg(dir.path().join("run")).current_dir(folder);
    let output = command.env("LANG", "C").uid(65534).gid(65534).output();
    output.ok()
}

/// Says on the terminal that a test cannot run here, and why. With `LEITONG_NO_SKIP=1`, as in CI, it fails instead.
#[track_caller]
pub(crate) fn skip(reason: &str) {
    let here = std::panic::Location::caller();
    assert!(
        may_skip(std::env::var("LEITONG_NO_SKIP").ok().as_deref()),
        "LEITONG_NO_SKIP is set, and this cannot be tested here: {reason}"
    );
    // Not with `eprintln!`: what that prints is shown of failed tests only.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {reason} ({here})");
}

/// Whether the value of `LEITONG_NO_SKIP` lets tests be left out.
fn may_skip(no_skip: Option<&str>) -> bool {
    matches!(no_skip, None | Some("" | "0"))
}

#[test]
fn a_test_is_left_out_only_where_that_is_allowed() {
    for allowed in [None, Some(""), Some("0")] {
        assert!(may_skip(allowed), "{allowed:?}");
    }
    for forbidden in ["1", "yes"] {
        assert!(!may_skip(Some(forbidden)), "{forbidden}");
    }
}
