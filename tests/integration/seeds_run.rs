//! The main job on the seeds: the committed run folder is what the program writes, whatever the threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use crate::common::project;
use crate::difference::differences;

/// The bytes of files by their path in a folder.
type Files = BTreeMap<String, Vec<u8>>;

/// All files below a folder.
fn files(folder: &Path) -> Files {
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
    one_thread: Files,
    two_threads: Files,
    committed: Files,
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

fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

/// What differs between two folders: files that only one of them has, and of each file that both have what is in it.
fn drift(before: &Files, now: &Files) -> Vec<String> {
    let lost = names(before)
        .into_iter()
        .filter(|name| !now.contains_key(*name));
    let new = names(now)
        .into_iter()
        .filter(|name| !before.contains_key(*name));
    let lost = lost.map(|name| format!("{name} is no more written"));
    let new = new.map(|name| format!("{name} is new"));
    let both = before
        .iter()
        .filter_map(|(name, a)| Some((name, a, now.get(name)?)));
    let differing = both.flat_map(|(name, a, b)| differences(name, a, b));
    lost.chain(new).chain(differing).collect()
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
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
    let drifted = drift(before, now);
    let of_analysis = match before.get("analysis.json") == now.get("analysis.json") {
        true => "analysis.json is the same, what is made from it is not",
        false => "analysis.json is another one",
    };
    assert!(
        drifted.is_empty(),
        "reports/seeds has drifted: {of_analysis}. If that is intended, write it again (see CONTRIBUTING.md) and look at \
         it.\n{}",
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
