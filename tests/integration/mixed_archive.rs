//! An archive as an office has it: two hundred files of all forms, sound ones, broken ones, and what programs leave beside
//! them. Every file is a document of the run, or is named with the reason.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::project;
use crate::hostile::{BAD, GOOD, write};
use serde_json::Value;

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => pending.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

/// The sound files: every form of the seeds, in a folder for each.
fn copy_forms(to: &Path) -> usize {
    let forms = project("tests/forms");
    let sound: Vec<PathBuf> = files_below(&forms)
        .into_iter()
        .filter(|path| path.extension().is_none_or(|e| e != "py"))
        .collect();
    for path in &sound {
        let target = to.join(path.strip_prefix(&forms).expect("a file below"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("room");
        fs::copy(path, target).expect("room");
    }
    sound.len()
}

/// What programs leave beside documents.
fn leave(to: &Path) -> usize {
    let page = to.join("html/saved.html");
    fs::write(&page, "<p>水渠通了，春天开工，来了许多人。</p>").expect("room");
    let beside = to.join("html/saved_files");
    fs::create_dir_all(&beside).expect("room");
    for name in ["a.html", "b.txt"] {
        fs::write(beside.join(name), "菜单").expect("room");
    }
    for name in ["docx/~$01.docx", "doc/~$02.doc", "xlsx/Thumbs.db"] {
        fs::write(to.join(name), "x").expect("room");
    }
    6
}

#[test]
fn every_file_of_an_archive_is_read_or_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let archive = folder.path().join("archive");
    let mut count = copy_forms(&archive) + leave(&archive);
    let written = write(&archive.join("bad"));
    count += BAD.iter().filter(|bad| written.contains(&bad.name)).count() + GOOD.len();
    for number in 0..200usize.saturating_sub(count) {
        let text = format!("第{number}号通知：水渠通了，春天开工，各村第{number}天上工。");
        fs::write(archive.join(format!("通知{number}.txt")), text).expect("room");
        count += 1;
    }
    assert!(count >= 200, "{count} files");

    let output = Command::new(env!("CARGO_BIN_EXE_leitong"))
        .current_dir(folder.path())
        .args([
            "compare",
            "archive",
            "--out",
            "run",
            "--formats",
            "json",
            "--lang",
            "en",
        ])
        .env("LANG", "C")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let analysis = fs::read(folder.path().join("run/analysis.json")).expect("a report");
    let analysis: Value = serde_json::from_slice(&analysis).expect("JSON");
    let list = |key: &str, field: &str| -> Vec<(String, Value)> {
        let entries = analysis[key].as_array().expect("a list");
        let path = |entry: &Value| entry[field].as_str().expect("a path").to_owned();
        entries
            .iter()
            .map(|entry| (path(entry), entry.clone()))
            .collect()
    };
    let documents: BTreeSet<String> = list("documents", "path").into_iter().map(|d| d.0).collect();
    let skipped = list("skipped", "path");
    let mut unnamed = Vec::new();
    for file in files_below(&archive) {
        let path = file.strip_prefix(folder.path()).expect("below");
        // A name that is no UTF-8 is shown in another way.
        let Some(path) = path.to_str().map(str::to_owned) else {
            continue;
        };
        let read = documents
            .iter()
            .any(|d| *d == path || d.starts_with(&format!("{path}/")));
        let named = skipped.iter().any(|(place, _)| {
            // A record with its line, an entry of an archive, or files of one kind under a pattern.
            let (parent, pattern) = place.rsplit_once('/').unwrap_or(("", place));
            let extension = pattern.strip_prefix('*').filter(|end| !end.is_empty());
            place.starts_with(&path)
                || path.starts_with(&format!("{place}/"))
                || extension.is_some_and(|end| path.starts_with(parent) && path.ends_with(end))
                || pattern == ".*" && path.starts_with(parent)
        });
        let left = path.contains("~$") || path.contains("_files/") || path.ends_with("Thumbs.db");
        if !(read || named || left) {
            unnamed.push(path);
        }
    }
    assert!(unnamed.is_empty(), "neither read nor named: {unnamed:?}");
    let leftovers: Vec<&str> = skipped
        .iter()
        .filter_map(|(_, entry)| entry["reason"].as_str())
        .filter(|reason| reason.contains("left by programs"))
        .collect();
    assert_eq!(
        leftovers,
        ["4 left by programs (lock files, folders of saved pages), not read"]
    );
    println!(
        "{count} files, {} documents, {} refusals and remarks",
        analysis["documents"].as_array().map_or(0, Vec::len),
        skipped.len()
    );
}
