//! The library and the check as their users have them: the example of the README, the schema, and libraries whose writer is killed.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::common::project;

fn leitong(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
    command
        .args(args)
        .current_dir(folder)
        .env("LANG", "C")
        .env_remove("LC_ALL");
    command.output().expect("the program runs")
}

fn path(path: &str) -> String {
    project(path).display().to_string()
}

/// A file of `count` records, each of its own wording.
fn records(folder: &Path, name: &str, from: usize, count: usize) {
    let record = |number: usize| {
        let wording = (0..400).map(|at| {
            let code = 0x4E00 + ((number * 7919 + at * at * 31 + at * 17) % 9000) as u32;
            char::from_u32(code).expect("an ideograph")
        });
        let text: String = wording.collect();
        format!("{{\"id\":\"r{number}\",\"text\":\"{text}\"}}\n")
    };
    let all: String = (from..from + count).map(record).collect();
    std::fs::write(folder.join(name), all).expect("a plain file");
}

#[test]
fn the_example_of_the_readme_finds_what_was_copied_and_left_over() {
    let dir = tempfile::tempdir().expect("a folder");
    let added = leitong(
        &["library", "add", "archive.lib", &path("seeds")],
        dir.path(),
    );
    assert!(added.status.success(), "{added:?}");
    let draft = path("examples/draft.txt");
    let args = [
        "check",
        &draft,
        "--library",
        "archive.lib",
        "--json",
        "c.json",
        "--out",
        "checked",
        "--docx",
        "c.docx",
        "--lang",
        "zh",
    ];
    let checked = leitong(&args, dir.path());
    assert!(checked.status.success(), "{checked:?}");
    let json = std::fs::read_to_string(dir.path().join("c.json")).expect("it was written");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let schema = std::fs::read_to_string(project("docs/check.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let one = &value["drafts"][0];
    let taken = one["ratios"]["taken"].as_f64().expect("a share");
    assert!((0.3..0.9).contains(&taken), "{taken}");
    let source = one["sources"][0]["id"].as_str();
    assert_eq!(source, Some("000_dee9282c47d6fd59.txt"));
    let left = one["leftovers"].as_array().expect("a list");
    assert!(left.iter().any(|one| one["text"] == "古蔺"), "{left:?}");
    assert_eq!(one["unfilled"].as_array().map(Vec::len), Some(2));
    let page = std::fs::read_to_string(dir.path().join("checked/check.html")).expect("a page");
    assert!(page.contains("Content-Security-Policy") && !page.contains("<script"));
    assert!(
        dir.path().join("checked/leftovers.csv").is_file() && dir.path().join("c.docx").is_file()
    );
    let shown = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(
        shown.contains("古蔺") && shown.contains("取自他文"),
        "{shown}"
    );
    let args = [
        "check",
        &draft,
        "--library",
        "archive.lib",
        "--fail-above",
        "20%",
    ];
    assert_eq!(leitong(&args, dir.path()).status.code(), Some(6));
    let args = [
        "check",
        &draft,
        "--library",
        "archive.lib",
        "--fail-above",
        "95%",
    ];
    assert_eq!(leitong(&args, dir.path()).status.code(), Some(0));
}

#[test]
fn killed_at_any_moment_the_library_is_as_before_or_as_after() {
    let dir = tempfile::tempdir().expect("a folder");
    records(dir.path(), "first.jsonl", 0, 20);
    records(dir.path(), "more.jsonl", 20, 300);
    let added = leitong(&["library", "add", "lib", "first.jsonl"], dir.path());
    assert!(added.status.success(), "{added:?}");
    let texts = || {
        let listed = leitong(&["library", "list", "lib"], dir.path());
        assert!(listed.status.success(), "{listed:?}");
        String::from_utf8_lossy(&listed.stdout).lines().count()
    };
    for (round, action) in ["add", "compact"].iter().cycle().take(10).enumerate() {
        let before = texts();
        let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
        command
            .args(["library", action, "lib"])
            .current_dir(dir.path());
        if *action == "add" {
            command.arg("more.jsonl");
        }
        let mut running = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(Duration::from_millis((round as u64 * 37 + 5) % 180));
        // It may be done by now.
        let _ = running.kill();
        running.wait().expect("it has ended");
        let after = texts();
        assert!(after == before || after == 320, "{before} {after}");
        let verified = leitong(&["library", "verify", "lib"], dir.path());
        assert!(verified.status.success(), "{verified:?}");
        if after == 320 {
            let ids: Vec<String> = (20..320).map(|n| format!("r{n}")).collect();
            let args: Vec<&str> = ["library", "remove", "lib"]
                .into_iter()
                .chain(ids.iter().map(String::as_str))
                .collect();
            assert!(leitong(&args, dir.path()).status.success());
        }
    }
}

#[test]
fn what_is_no_library_is_refused_in_words() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("mine.txt"), "东河县新建水渠四十里。").expect("a plain file");
    let said = |args: &[&str], status: i32| {
        let output = leitong(args, dir.path());
        assert_eq!(output.status.code(), Some(status), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said(&["check", "mine.txt", "--library", "none"], 3).contains("no library here"));
    assert!(said(&["library", "add", ".", "mine.txt"], 4).contains("holds other files"));
    assert!(
        said(
            &["check", "mine.txt", "--library", "x", "--fail-above", "30"],
            2
        )
        .contains("30% or 0.3")
    );
    assert!(
        leitong(&["library", "add", "lib", "mine.txt"], dir.path())
            .status
            .success()
    );
    assert!(said(&["library", "remove", "lib", "other.txt"], 3).contains("none of these"));
}
