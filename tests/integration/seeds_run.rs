//! The main job on the seeds: the committed run folder is what the program writes, whatever the threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use crate::common::project;
use crate::difference::differences;

/// All files below a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("a path below")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a readable file"));
            }
        }
    }
    found
}

fn run(out: &Path, threads: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_leitong"))
        .current_dir(project(""))
        .args(["compare", "seeds", "--threads", threads, "--out"])
        .arg(out)
        .env("LANG", "C")
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Two runs, each in its own number of threads, and what stands in reports/seeds; made once for all tests here.
struct Runs {
    one_thread: BTreeMap<String, Vec<u8>>,
    two_threads: BTreeMap<String, Vec<u8>>,
    committed: BTreeMap<String, Vec<u8>>,
}

static RUNS: LazyLock<Runs> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    run(&one, "1");
    run(&two, "2");
    Runs {
        one_thread: files(&one),
        two_threads: files(&two),
        committed: files(&project("reports/seeds")),
    }
});

fn names(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

/// What differs in files that both have.
fn drift(before: &BTreeMap<String, Vec<u8>>, now: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let both = before
        .iter()
        .filter_map(|(name, a)| Some((name, a, now.get(name)?)));
    both.flat_map(|(name, a, b)| differences(name, a, b))
        .collect()
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    assert_eq!(names(&RUNS.one_thread), names(&RUNS.two_threads));
    let drifted = drift(&RUNS.one_thread, &RUNS.two_threads);
    assert!(
        drifted.is_empty(),
        "two threads write:\n{}",
        drifted.join("\n")
    );
}

/// Charts as PNG are compared, too: drawing takes its font and its encoder from the crate and Cargo.lock, nothing from
/// the system.
#[test]
fn the_committed_run_is_what_the_program_writes() {
    let (before, now) = (&RUNS.committed, &RUNS.one_thread);
    let told =
        "If that is intended, write reports/seeds again (see CONTRIBUTING.md) and look at it.";
    assert_eq!(
        names(before),
        names(now),
        "other files than in reports/seeds. {told}"
    );
    let drifted = drift(before, now);
    let kind = if before["analysis.json"] == now["analysis.json"] {
        "The analysis is the same, how it is shown is not."
    } else {
        "The analysis is another one."
    };
    assert!(
        drifted.is_empty(),
        "reports/seeds has drifted. {kind} {told}\n{}",
        drifted.join("\n")
    );
}

/// A run says in run.toml which files it wrote; by that list the next run tells them from what others put there.
#[test]
fn the_files_of_a_run_are_those_that_it_lists() {
    for files in [&RUNS.committed, &RUNS.one_thread] {
        let marker = String::from_utf8_lossy(&files["run.toml"]);
        let marker: toml::Table = marker.parse().expect("TOML");
        let listed = marker["files"].as_array().expect("a list of files");
        let mut listed: Vec<&str> = listed.iter().map(|f| f.as_str().expect("a name")).collect();
        listed.push("run.toml");
        listed.sort_unstable();
        assert_eq!(listed, names(files));
    }
}
