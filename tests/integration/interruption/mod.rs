//! Runs that are cut short, by really cutting them short: killed, interrupted, out of disk space, in folders that
//! nobody may write to.

mod corpus;
mod disk;
pub(crate) mod runs;

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant, SystemTime};

use self::corpus::{Random, corpus};
use self::runs::{QUICK, bytes, compare, entries, run, stderr};

/// Waits until a file is there; whether the program is still running.
fn until(path: &Path, child: &mut Child) -> bool {
    let since = Instant::now();
    while !path.exists() {
        assert!(
            since.elapsed() < Duration::from_secs(300),
            "{path:?} never came"
        );
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    true
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args([format!("-{name}"), child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

/// A run killed when it had kept `part`.
fn killed_after(dir: &Path, part: &str) {
    let mut child = compare(dir, "out", &QUICK).spawn().unwrap();
    let kept = dir.join(".out.leitong-unfinished/kept").join(part);
    assert!(until(&kept, &mut child), "the run was over too soon");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(kept.exists());
    assert!(!dir.join("out").exists());
}

#[test]
fn killed_at_ten_random_moments_a_run_goes_on_to_the_same_bytes() {
    let dir = corpus(80);
    let since = Instant::now();
    let output = run(dir.path(), "whole", &QUICK);
    let whole_time = since.elapsed();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let whole = bytes(&dir.path().join("whole"));
    fs::remove_dir_all(dir.path().join("whole")).unwrap();

    let seed = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64 | 1;
    println!("seed {seed}, {whole_time:?} undisturbed");
    let mut random = Random(seed);
    let mut taken_over = 0;
    // Spread over the run by what it has done, for the time that takes is the machine's, and by chance behind that.
    let events = [
        "",
        "",
        "files-0",
        "files-0",
        "reuse",
        "reuse",
        "templates",
        "templates",
        "similarity",
        "similarity",
    ];
    for event in events {
        let moment = whole_time.mul_f64(random.share() / 5.0);
        let mut child = compare(dir.path(), "out", &QUICK).spawn().unwrap();
        if !event.is_empty() {
            until(
                &dir.path().join(".out.leitong-unfinished/kept").join(event),
                &mut child,
            );
        }
        std::thread::sleep(moment);
        let over = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        let left = entries(dir.path());
        if over {
            assert_eq!(left, ["out"]);
        } else {
            // Killed behind the last step, the output is there and the hidden folder may still be.
            assert!(
                left.iter()
                    .all(|n| n == "out" || n == ".out.leitong-unfinished")
            );
        }
        if dir.path().join("out").exists() {
            assert!(
                bytes(&dir.path().join("out")) == whole,
                "whole or not at all"
            );
        }
        let again = run(dir.path(), "out", &QUICK);
        println!(
            "{event} and {moment:?}: over {over}, left {left:?}; {}",
            stderr(&again)
        );
        assert_eq!(again.status.code(), Some(0), "{again:?}");
        taken_over += usize::from(stderr(&again).contains("going on from an interrupted run"));
        assert_eq!(entries(dir.path()), ["out"], "nothing is left beside it");
        assert!(
            bytes(&dir.path().join("out")) == whole,
            "killed {moment:?} behind {event} with seed {seed}: other bytes"
        );
        fs::remove_dir_all(dir.path().join("out")).unwrap();
    }
    assert!(taken_over > 0, "no run had anything to go on from");
}

#[test]
fn other_options_and_other_texts_are_refused_by_name() {
    let dir = corpus(40);
    killed_after(dir.path(), "reuse");
    let refused = |more: &[&str]| {
        let output = run(dir.path(), "out", more);
        assert_eq!(output.status.code(), Some(5), "{output:?}");
        assert!(
            dir.path()
                .join(".out.leitong-unfinished/kept/reuse")
                .exists()
        );
        assert!(stderr(&output).contains("--restart"));
        stderr(&output)
    };
    let said = refused(&["--formats", "json,csv,html", "--min-length", "12"]);
    assert!(said.contains("min-length: 8 then, 12 now"), "{said}");
    let said = refused(&["--formats", "json"]);
    assert!(said.contains("formats:"), "{said}");

    let text = dir.path().join("texts/0007.txt");
    let before = fs::read(&text).unwrap();
    fs::write(&text, [&before[..], "散会。\n".as_bytes()].concat()).unwrap();
    fs::write(dir.path().join("texts/new.txt"), "大家好。\n").unwrap();
    let gone = dir.path().join("texts/0009.txt");
    let gone_bytes = fs::read(&gone).unwrap();
    fs::remove_file(&gone).unwrap();
    let said = refused(&QUICK);
    for line in ["0007.txt: changed", "new.txt: new", "0009.txt: gone"] {
        assert!(said.contains(line), "{said}");
    }

    // As they were, the run goes on; the number of threads is nobody's business.
    fs::write(&text, before).unwrap();
    fs::write(&gone, gone_bytes).unwrap();
    fs::remove_file(dir.path().join("texts/new.txt")).unwrap();
    let output = run(
        dir.path(),
        "out",
        &[&QUICK[..], &["--threads", "1"]].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(stderr(&output).contains("reuse"), "{output:?}");
    assert_eq!(entries(dir.path()), ["out"]);
}

#[test]
fn restart_throws_the_work_away() {
    let dir = corpus(40);
    killed_after(dir.path(), "reuse");
    let output = run(
        dir.path(),
        "out",
        &["--formats", "json", "--ngram", "4", "--restart"],
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(!stderr(&output).contains("going on"), "{output:?}");
    assert_eq!(entries(dir.path()), ["out"]);
}

#[test]
fn a_torn_result_is_found_anew() {
    let dir = corpus(40);
    let whole = run(dir.path(), "whole", &QUICK);
    assert_eq!(whole.status.code(), Some(0));
    killed_after(dir.path(), "reuse");
    let kept = dir.path().join(".out.leitong-unfinished/kept/reuse");
    let length = fs::metadata(&kept).unwrap().len();
    fs::File::options()
        .write(true)
        .open(&kept)
        .unwrap()
        .set_len(length / 2)
        .unwrap();
    let output = run(dir.path(), "out", &QUICK);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(bytes(&dir.path().join("out")) == bytes(&dir.path().join("whole")));
}

#[test]
fn interrupted_in_any_stage_it_says_so_and_leaves_nothing_but_what_it_kept() {
    let dir = corpus(40);
    for (name, part) in [
        ("INT", "../lock"),
        ("TERM", "reuse"),
        ("INT", "templates"),
        ("HUP", "../run"),
    ] {
        let mut child = compare(dir.path(), "deep/out", &QUICK).spawn().unwrap();
        let hidden = dir.path().join("deep/.out.leitong-unfinished");
        if part == "../lock" {
            assert!(until(&hidden.join("lock"), &mut child));
        } else {
            assert!(until(&hidden.join("kept").join(part), &mut child));
        }
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(130),
            "{name} at {part}: {output:?}"
        );
        assert!(stderr(&output).contains("interrupted"), "{output:?}");
        if part == "../lock" {
            assert_eq!(entries(dir.path()), [""; 0]);
        } else {
            assert!(stderr(&output).contains("goes on from there"), "{output:?}");
            assert_eq!(
                entries(&dir.path().join("deep")),
                [".out.leitong-unfinished"]
            );
            assert_eq!(entries(&hidden), ["kept", "lock"]);
        }
    }
    let output = run(dir.path(), "deep/out", &QUICK);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(
        stderr(&output).contains("reuse and templates taken over"),
        "{output:?}"
    );
    assert_eq!(entries(&dir.path().join("deep")), ["out"]);
}

#[test]
fn an_earlier_output_stands_until_the_new_one_is_whole() {
    let dir = corpus(20);
    let old: &[&str] = &["--formats", "json", "--min-length", "9"];
    let new: &[&str] = &["--formats", "json", "--min-length", "10"];
    for (out, more) in [("old", old), ("new", new)] {
        assert_eq!(run(dir.path(), out, more).status.code(), Some(0));
    }
    let both = ["old", "new"].map(|out| bytes(&dir.path().join(out)));
    assert!(both[0] != both[1]);
    let since = Instant::now();
    assert_eq!(run(dir.path(), "out", old).status.code(), Some(0));
    let time = since.elapsed();
    let seed = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64 | 1;
    println!("seed {seed}");
    let mut random = Random(seed);
    for _ in 0..8 {
        let mut child = compare(dir.path(), "out", new).spawn().unwrap();
        // Most of them near the end, where it is replaced.
        std::thread::sleep(time.mul_f64(0.8 + 0.4 * random.share()));
        child.kill().unwrap();
        child.wait().unwrap();
        let stands = bytes(&dir.path().join("out"));
        assert!(
            both.contains(&stands),
            "seed {seed}: neither the old nor the new"
        );
        let restarted = run(dir.path(), "out", &[old, &["--restart"]].concat());
        assert_eq!(restarted.status.code(), Some(0), "{restarted:?}");
        assert_eq!(entries(dir.path()), ["new", "old", "out"]);
    }
}

#[test]
fn two_runs_at_once_do_not_write_to_one_place() {
    let dir = corpus(40);
    let mut first = compare(dir.path(), "out", &QUICK).spawn().unwrap();
    assert!(until(
        &dir.path().join(".out.leitong-unfinished/run"),
        &mut first
    ));
    let second = run(dir.path(), "out", &QUICK);
    assert_eq!(second.status.code(), Some(4), "{second:?}");
    assert!(stderr(&second).contains("another run"), "{second:?}");
    let first = first.wait_with_output().unwrap();
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!(entries(dir.path()), ["out"]);
}
