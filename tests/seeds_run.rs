//! The main job on the seeds: the committed run folder is what the program writes, whatever the threads.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::project;

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

#[test]
fn the_committed_run_is_what_the_program_writes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    run(&one, "1");
    run(&two, "2");
    let (one, two) = (files(&one), files(&two));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    for (name, bytes) in &one {
        assert!(
            *bytes == two[name],
            "{name} differs between one thread and two"
        );
    }

    let committed = files(&project("reports/seeds"));
    assert_eq!(
        names(&one),
        names(&committed),
        "the same files as in reports/seeds"
    );
    let is_text = |name: &str| !name.ends_with(".png");
    let drifted: Vec<&String> = one
        .iter()
        .filter(|(name, bytes)| is_text(name) && **bytes != committed[*name])
        .map(|(name, _)| name)
        .collect();
    assert!(
        drifted.is_empty(),
        "reports/seeds has drifted: {drifted:?}. If that is intended, write it again (see CONTRIBUTING.md) and look at it."
    );
}
