//! A folder full of broken and hostile files: each gets a message that names it, says what is wrong and what to do,
//! and the good ones beside them are compared as if they were alone.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::hostile::{BAD, GOOD, write};
use serde_json::Value;

fn compare(folder: &std::path::Path, lang: &str) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_leitong"))
        .current_dir(folder)
        .args(["compare", "texts", "--out"])
        .arg(format!("run-{lang}"))
        .args(["--formats", "json", "--lang", lang])
        .env("LANG", "C")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

#[test]
fn every_bad_file_is_told_and_the_good_ones_are_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = folder.path().join("texts");
    let written = write(&texts);
    assert!(BAD.len() >= 60, "{} bad files", BAD.len());

    let output = compare(folder.path(), "en");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    let analysis = fs::read(folder.path().join("run-en/analysis.json")).expect("a report");
    let analysis: Value = serde_json::from_slice(&analysis).expect("JSON");
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for skipped in analysis["skipped"].as_array().expect("a list") {
        let text = |key: &str| skipped[key].as_str().expect("a text").to_owned();
        let place = text("path").trim_start_matches("texts/").to_owned();
        reasons.entry(place).or_default().push(text("reason"));
    }
    let mut wrong = Vec::new();
    for bad in BAD {
        if !written.contains(&bad.name) {
            continue;
        }
        match reasons.remove(bad.place) {
            Some(found) if found.len() == 1 && found[0].contains(bad.says) => {
                let line = format!("texts/{}: {}", bad.place, found[0]);
                println!("{line}");
                if !told.contains(&line) {
                    wrong.push(format!("{}: not told on the terminal", bad.place));
                }
                // What is wrong, and behind a colon what to do.
                if !found[0].contains(": ") {
                    wrong.push(format!("{}: no advice", bad.place));
                }
            }
            found => wrong.push(format!("{}: {found:?}, not `{}`", bad.place, bad.says)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    reasons.retain(|_, reasons| {
        !reasons
            .iter()
            .all(|r| r.contains("of a type that is not read"))
    });
    assert!(reasons.is_empty(), "said without cause: {reasons:?}");

    let good: Vec<&str> = analysis["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| d["file"].as_str().expect("a name"))
        .collect();
    assert_eq!(good, GOOD);

    // As if the good ones were alone.
    for bad in BAD.iter().filter(|bad| !bad.beside_good) {
        let path = texts.join(bad.name);
        if fs::symlink_metadata(&path).is_ok() {
            fs::remove_file(&path).expect("removable");
        }
    }
    let alone = compare(folder.path(), "zh");
    assert_eq!(alone.status.code(), Some(1), "{alone:?}");
    let analysis_alone = fs::read(folder.path().join("run-zh/analysis.json")).expect("a report");
    let alone: Value = serde_json::from_slice(&analysis_alone).expect("JSON");
    for part in ["documents", "passages", "similarity"] {
        assert_eq!(analysis[part], alone[part], "{part}");
    }
}

#[test]
fn messages_in_chinese_tell_as_much() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = write(&folder.path().join("texts"));
    let output = compare(folder.path(), "zh");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    for bad in BAD.iter().filter(|bad| written.contains(&bad.name)) {
        let beginning = format!("texts/{}：", bad.place);
        let line = told
            .lines()
            .find(|line| line.trim().starts_with(&beginning));
        let line = line.unwrap_or_else(|| panic!("{} is not told", bad.place));
        println!("{line}");
        assert!(line.contains('，'), "no advice: {line}");
    }
}
