//! The library and the check as their users have them: the example of the README, the schema, and libraries whose writer is killed.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::common::project;
use crate::interruption::runs::{bytes, stderr};
use crate::small_disk::Mount;

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

/// A document of a run: its name, shares, headings, and number of sections.
type ComparedText = (String, Value, Value, usize);

/// What a run of `compare` says of its texts, by what does not depend on where they were read from.
fn compared(args: &[&str], folder: &Path) -> (Vec<ComparedText>, Vec<Value>) {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("run").display().to_string();
    let mut all = vec!["compare"];
    all.extend(args);
    all.extend(["--formats", "json", "--out", &out]);
    let output = leitong(&all, folder);
    assert!(output.status.success(), "{output:?}");
    let json = std::fs::read_to_string(format!("{out}/analysis.json")).expect("it was written");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().expect("a list");
    let document = |one: &Value| {
        let file = one["file"].as_str().expect("a name").to_owned();
        let headings = one["outline"].clone();
        (
            file,
            one["shares"].clone(),
            headings,
            list(&one["sections"]).len(),
        )
    };
    let documents = list(&value["documents"]).iter().map(document).collect();
    let passages = list(&value["passages"]);
    let places = |one: &Value| {
        let place = |side: &str| [one[side]["document"].clone(), one[side]["span"].clone()];
        serde_json::json!([place("a"), place("b"), one["identity"]])
    };
    (documents, passages.iter().map(places).collect())
}

/// A seed that is at hand as a document with headings by style, too.
const STYLED: &str = "004_96a5c8170823d87f";

#[test]
fn compare_takes_a_library_for_the_files_it_was_made_of() {
    let dir = tempfile::tempdir().expect("a folder");
    let texts = dir.path().join("texts");
    std::fs::create_dir(&texts).expect("a folder");
    for seed in std::fs::read_dir(project("seeds"))
        .expect("the seeds")
        .flatten()
    {
        // One seed is read from a document instead: its headings by style are not in the text.
        if seed.path().is_file() && seed.path().file_stem() != Some(STYLED.as_ref()) {
            std::fs::copy(seed.path(), texts.join(seed.file_name())).expect("a copy");
        }
    }
    let styled = project("tests/forms/docx").join(format!("{STYLED}.docx"));
    std::fs::copy(&styled, texts.join("styled.docx")).expect("a copy");
    std::fs::copy(project("examples/draft.txt"), dir.path().join("draft.txt")).expect("a copy");
    let added = leitong(&["library", "add", "lib", "texts"], dir.path());
    assert!(added.status.success(), "{added:?}");
    let from_files = compared(&["texts"], dir.path());
    let against_files = compared(&["draft.txt", "--against", "texts"], dir.path());
    // The files are not read again: they are gone.
    std::fs::remove_dir_all(&texts).expect("our own folder");
    assert_eq!(compared(&["lib"], dir.path()), from_files);
    assert_eq!(
        compared(&["draft.txt", "--against", "lib"], dir.path()),
        against_files
    );
    assert_eq!(from_files.0.len(), 5);
    assert!(from_files.1.len() > 3 && !against_files.1.is_empty());
    // A text that is in both has two names.
    let both = compared(&["lib", "draft.txt"], dir.path());
    assert_eq!(both.0.len(), from_files.0.len() + 1);
    std::fs::copy(
        project("seeds/000_dee9282c47d6fd59.txt"),
        dir.path().join("000_dee9282c47d6fd59.txt"),
    )
    .expect("a copy");
    let twice = compared(
        &["000_dee9282c47d6fd59.txt", "--against", "lib"],
        dir.path(),
    );
    let names: Vec<&str> = twice.0.iter().map(|one| one.0.as_str()).collect();
    assert!(
        names.contains(&"000_dee9282c47d6fd59.txt (library)"),
        "{names:?}"
    );
    let empty = leitong(&["library", "add", "none", "draft.txt"], dir.path());
    assert!(empty.status.success());
    assert!(
        leitong(&["library", "remove", "none", "draft.txt"], dir.path())
            .status
            .success()
    );
    let refused = leitong(&["compare", "none", "--out", "run"], dir.path());
    assert_eq!(refused.status.code(), Some(3));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("the library has no texts"), "{said}");
}

#[test]
fn ten_readers_read_while_a_writer_writes() {
    let dir = tempfile::tempdir().expect("a folder");
    records(dir.path(), "first.jsonl", 0, 30);
    let added = leitong(&["library", "add", "lib", "first.jsonl"], dir.path());
    assert!(added.status.success(), "{added:?}");
    let draft: String = (0..60)
        .map(|at| {
            char::from_u32(0x4E00 + (3 * 7919 + at * at * 31 + at * 17) % 9000)
                .expect("an ideograph")
        })
        .collect();
    std::fs::write(dir.path().join("draft.txt"), draft).expect("a plain file");
    let done = std::sync::atomic::AtomicBool::new(false);
    let reads = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..10)
            .map(|number| {
                let (dir, done) = (dir.path(), &done);
                scope.spawn(move || {
                    let mut reads = 0;
                    loop {
                        let last = done.load(std::sync::atomic::Ordering::SeqCst);
                        let output = match number % 2 {
                            0 => leitong(&["check", "draft.txt", "--library", "lib"], dir),
                            _ => leitong(&["library", "verify", "lib"], dir),
                        };
                        // Text 3 is there all the time.
                        assert!(output.status.success(), "{output:?}");
                        if number % 2 == 0 {
                            let said = String::from_utf8_lossy(&output.stdout).into_owned();
                            assert!(said.contains("r3"), "{said}");
                        }
                        reads += 1;
                        if last {
                            return reads;
                        }
                    }
                })
            })
            .collect();
        for round in 0..12 {
            let name = format!("more{round}.jsonl");
            records(dir.path(), &name, 30 + round * 5, 5);
            let added = leitong(&["library", "add", "lib", &name], dir.path());
            assert!(added.status.success(), "{added:?}");
            if round % 4 == 3 {
                let compacted = leitong(&["library", "compact", "lib"], dir.path());
                assert!(compacted.status.success(), "{compacted:?}");
            }
        }
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        let reads = readers
            .into_iter()
            .map(|reader| reader.join().expect("no reader failed"));
        reads.sum::<usize>()
    });
    assert!(reads >= 20, "{reads}");
    let listed = leitong(&["library", "list", "lib"], dir.path());
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 90);
}

#[test]
fn on_a_full_disk_the_library_is_as_before() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(mount) = Mount::new("600k") else {
        return;
    };
    let lib = mount.path().join("lib").display().to_string();
    records(dir.path(), "first.jsonl", 0, 20);
    records(dir.path(), "more.jsonl", 20, 2000);
    let added = leitong(&["library", "add", &lib, "first.jsonl"], dir.path());
    assert!(added.status.success(), "{added:?}");
    let before = bytes(Path::new(&lib));
    let refused = leitong(&["library", "add", &lib, "more.jsonl"], dir.path());
    assert_eq!(refused.status.code(), Some(4), "{refused:?}");
    let said = stderr(&refused);
    assert!(
        said.contains("the disk is full") && said.contains(&lib),
        "{said}"
    );
    assert!(bytes(Path::new(&lib)) == before);
    // Not a byte of room, not even for the manifest.
    let mut filler = std::fs::File::create(mount.path().join("filler")).expect("a file");
    while std::io::Write::write_all(&mut filler, &[0; 512]).is_ok() {}
    for args in [
        &["library", "compact", &lib][..],
        &["library", "remove", &lib, "r3"],
    ] {
        let refused = leitong(args, dir.path());
        assert_eq!(refused.status.code(), Some(4), "{refused:?}");
        assert!(bytes(Path::new(&lib)) == before);
    }
    std::fs::remove_file(mount.path().join("filler")).expect("our own file");
    mount.remount("size=16m");
    let added = leitong(&["library", "add", &lib, "more.jsonl"], dir.path());
    assert!(added.status.success(), "{added:?}");
    assert!(
        leitong(&["library", "verify", &lib], dir.path())
            .status
            .success()
    );
}
