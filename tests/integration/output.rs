//! The output folder: whole or not at all. Through the program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const TEXT: &str = "各级党组织要提高政治站位，把思想和行动统一到部署上来。\n一是加强组织领导。\n";

fn texts() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("texts")).unwrap();
    fs::write(dir.path().join("texts/a.txt"), TEXT).unwrap();
    fs::write(dir.path().join("texts/b.txt"), TEXT.replace('一', "二")).unwrap();
    dir
}

fn leitong(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
    command
        .current_dir(dir)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C");
    command
}

fn compare(dir: &Path, more: &[&str]) -> Output {
    let args = ["compare", "texts", "--formats", "json"];
    leitong(dir).args(args).args(more).output().unwrap()
}

fn entries(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_run_folder_appears_and_is_replaced() {
    let dir = texts();
    for said in ["", "replaced"] {
        let output = compare(dir.path(), &["--out", "deep/er/run"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains(said));
        assert_eq!(entries(&dir.path().join("deep/er")), ["run"]);
    }
    let run = dir.path().join("deep/er/run");
    assert!(entries(&run).contains(&"analysis.json".to_owned()));
    fs::remove_file(run.join("run.toml")).unwrap();
    let output = compare(dir.path(), &["--out", "deep/er/run"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "analysis.json alone marks a run: {output:?}"
    );
}

#[test]
fn an_empty_folder_is_filled() {
    let dir = texts();
    fs::create_dir(dir.path().join("run")).unwrap();
    assert_eq!(
        compare(dir.path(), &["--out", "run"]).status.code(),
        Some(0)
    );
}

#[test]
fn what_was_put_beside_a_run_is_lost_only_with_force() {
    let dir = texts();
    compare(dir.path(), &["--out", "run"]);
    let notes = dir.path().join("run/charts/notes.txt");
    fs::create_dir_all(notes.parent().unwrap()).unwrap();
    fs::write(&notes, "mine").unwrap();
    let refused = compare(dir.path(), &["--out", "run"]);
    assert_eq!(refused.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("notes.txt"));
    assert!(notes.exists());
    assert_eq!(
        compare(dir.path(), &["--out", "run", "--force"])
            .status
            .code(),
        Some(0)
    );
    assert!(!notes.exists());
}

/// run.toml lists the files of a run; without it they are told by the names that the program knows.
#[test]
fn a_run_that_has_lost_its_marker_is_known_by_its_files() {
    let dir = texts();
    fs::write(dir.path().join("m.csv"), "file,who\na.txt,x\nb.txt,y\n").unwrap();
    let args = [
        "compare",
        "texts",
        "--metadata",
        "m.csv",
        "--group-by",
        "who",
    ];
    for _ in 0..2 {
        let output = leitong(dir.path())
            .args(args)
            .args(["--out", "run"])
            .output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        fs::remove_file(dir.path().join("run/run.toml")).unwrap();
    }
}

#[test]
fn bad_input_leaves_no_folder_behind() {
    let dir = texts();
    let before = entries(dir.path());
    for more in [
        &["gone.txt", "--strict", "--out", "new/run"][..],
        &["--user-dict", "gone.txt", "--out", "new/run"],
    ] {
        let output = compare(dir.path(), more);
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        assert_eq!(entries(dir.path()), before);
    }
}

#[test]
fn the_output_inside_the_input_is_not_read_the_next_time() {
    let dir = texts();
    for _ in 0..2 {
        let output = compare(dir.path(), &["--out", "texts/run"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("Compared 2 documents"));
    }
}

#[test]
fn quiet_is_quiet_and_a_closed_stdout_no_error() {
    let dir = texts();
    let quiet = compare(dir.path(), &["--out", "run", "--quiet"]);
    assert_eq!(
        (quiet.stdout.len(), quiet.stderr.len()),
        (0, 0),
        "{quiet:?}"
    );
    let mut child = leitong(dir.path())
        .args(["compare", "texts", "--out", "run", "--formats", "json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::time::{Duration, Instant};

    #[test]
    fn a_folder_that_may_not_be_written_is_told_before_any_work() {
        let dir = texts();
        let locked = dir.path().join("locked");
        fs::create_dir(&locked).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
        // Root may write anywhere but where the kernel itself refuses.
        let out = if fs::create_dir(locked.join("probe")).is_ok() {
            if !Path::new("/proc/self").exists() {
                crate::common::skip("this user may write anywhere");
                return;
            }
            "/proc/leitong-run".to_owned()
        } else {
            "locked/run".to_owned()
        };
        let output = compare(dir.path(), &["--out", &out]);
        assert_eq!(output.status.code(), Some(4), "{output:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).starts_with("leitong: error: cannot write ")
        );
    }

    #[test]
    fn folders_get_the_usual_permissions() {
        let dir = texts();
        compare(dir.path(), &["--out", "run"]);
        fs::create_dir(dir.path().join("usual")).unwrap();
        let mode = |name| {
            fs::metadata(dir.path().join(name))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!(mode("run"), mode("usual"));
    }

    #[test]
    fn ctrl_c_leaves_nothing_behind() {
        let dir = texts();
        // The program waits for this pipe while it reads, so that the signal always comes in the middle.
        let made = Command::new("mkfifo").arg(dir.path().join("pipe")).status();
        if !made.is_ok_and(|s| s.success()) {
            crate::common::skip("there is no mkfifo");
            return;
        }
        let before = entries(dir.path());
        let child = leitong(dir.path())
            .args(["compare", "texts", "pipe", "--out", "new/run"])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let since = Instant::now();
        while !dir.path().join("new").exists() {
            assert!(
                since.elapsed() < Duration::from_secs(60),
                "the run never began"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        let sent = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130));
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "leitong: interrupted: nothing was written\n");
        assert_eq!(entries(dir.path()), before);
    }

    #[test]
    fn a_full_disk_is_told_and_leaves_nothing() {
        let dir = texts();
        let disk = dir.path().join("disk");
        fs::create_dir(&disk).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4k", "leitong-test"])
            .arg(&disk)
            .stderr(std::process::Stdio::null())
            .status();
        if !mounted.is_ok_and(|s| s.success()) {
            crate::common::skip("no small disk can be mounted here: root may, with CAP_SYS_ADMIN");
            return;
        }
        let output = compare(dir.path(), &["--out", "disk/run"]);
        let left = entries(&disk);
        let _ = Command::new("umount").arg(&disk).status();
        assert_eq!(output.status.code(), Some(4), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("the disk is full"));
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn the_texts_as_read_stand_in_the_run_folder() {
    let dir = texts();
    assert_eq!(
        compare(dir.path(), &["--out", "run"]).status.code(),
        Some(0)
    );
    let run = dir.path().join("run");
    let analysis = fs::read(run.join("analysis.json")).unwrap();
    let analysis: serde_json::Value = serde_json::from_slice(&analysis).unwrap();
    for document in analysis["documents"].as_array().unwrap() {
        let file = document["text_file"].as_str().unwrap();
        let text = fs::read_to_string(run.join(file)).unwrap();
        assert_eq!(document["text"].as_str(), Some(text.as_str()));
    }
    assert_eq!(entries(&run.join("texts")), ["a.txt", "b.txt"]);
    let drawn = leitong(dir.path())
        .args(["compare", "texts", "--out", "drawn", "--formats", "png"])
        .output()
        .unwrap();
    assert_eq!(drawn.status.code(), Some(0));
    assert!(!dir.path().join("drawn/texts").exists());
}

#[test]
fn one_text_may_come_from_standard_input() {
    let dir = texts();
    let mut child = leitong(dir.path())
        .args(["compare", "-", "texts", "--formats", "json", "--out", "run"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), TEXT.as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(
        entries(&dir.path().join("run/texts")),
        ["a.txt", "b.txt", "stdin.txt"]
    );
}

/// Excel shows Chinese garbled without a byte order mark, and programs take it for a part of the first column's name.
#[test]
fn the_locale_chooses_for_whom_tables_are_written() {
    let dir = texts();
    let begins_with_mark = |locale: &str, more: &[&str]| {
        let output = leitong(dir.path())
            .args(["compare", "texts", "--formats", "csv,xlsx", "--out", "run"])
            .args(more)
            .env("LANG", locale)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let run = dir.path().join("run");
        let workbook = fs::read(run.join("tables.xlsx")).unwrap();
        assert!(workbook.starts_with(b"PK"));
        let marked = |file: &str| {
            fs::read(run.join(file))
                .unwrap()
                .starts_with(b"\xef\xbb\xbf")
        };
        let files = ["documents.csv", "pairs.csv", "passages.csv", "copies.csv"];
        let marks = files.map(marked);
        assert!(marks.iter().all(|mark| *mark == marks[0]), "{marks:?}");
        marks[0]
    };
    assert_eq!(begins_with_mark("C", &[]), cfg!(windows));
    assert!(begins_with_mark("zh_CN.UTF-8", &[]));
    assert!(!begins_with_mark("zh_CN.UTF-8", &["--csv", "plain"]));
    assert!(begins_with_mark("C", &["--csv", "excel"]));
}
