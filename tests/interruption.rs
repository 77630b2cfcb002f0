//! Runs that are cut short, by really cutting them short: killed, interrupted, out of disk space, in folders that
//! nobody may write to.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

/// A generator of random numbers that is as good as a test needs (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Speeches that have sentences in common, with other places and numbers in them: a folder `texts`.
fn corpus(documents: usize) -> TempDir {
    const PLACES: [&str; 6] = ["东河县", "西岭市", "南坪区", "北川镇", "中山乡", "长桥村"];
    const VERBS: [&str; 6] = ["坚持", "推进", "落实", "加强", "完善", "深化"];
    const THINGS: [&str; 8] = [
        "产业振兴",
        "基层治理",
        "生态保护",
        "队伍建设",
        "项目建设",
        "民生保障",
        "安全生产",
        "作风建设",
    ];
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("texts")).unwrap();
    let mut random = Random(0x1E17_0406);
    let sentence = |random: &mut Random| {
        let (place, verb) = (PLACES[random.below(6)], VERBS[random.below(6)]);
        let (thing, other) = (THINGS[random.below(8)], THINGS[random.below(8)]);
        match random.below(4) {
            0 => format!("对过去一年的工作，{place}是满意的，群众是认可的。"),
            1 => format!(
                "{place}要{verb}{thing}，确保{other}取得实效，完成投资{}亿元。",
                random.below(900)
            ),
            2 => format!("要把{thing}摆在更加突出的位置，{verb}{other}各项任务落到实处。"),
            _ => {
                let signs = (0..18 + random.below(20)).map(|_| 0x4E00 + random.below(3000) as u32);
                signs.filter_map(char::from_u32).collect::<String>() + "。"
            }
        }
    };
    for number in 0..documents {
        let mut text = format!("在第{number}次全体会议上的讲话\n同志们：\n");
        for (n, head) in ["一、", "二、", "三、"].iter().enumerate() {
            text.push_str(&format!("{head}{}{}\n", VERBS[n], THINGS[random.below(8)]));
            for _ in 0..14 {
                text.push_str(&sentence(&mut random));
            }
            text.push('\n');
        }
        fs::write(dir.path().join(format!("texts/{number:04}.txt")), text).unwrap();
    }
    dir
}

/// `leitong compare texts --out OUT` and more, in a folder.
fn compare(dir: &Path, out: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
    command
        .current_dir(dir)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .args(["compare", "texts", "--out", out, "--checkpoint-after", "0"])
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

const QUICK: [&str; 2] = ["--formats", "json,csv,html"];

fn run(dir: &Path, out: &str, more: &[&str]) -> Output {
    compare(dir, out, more).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below a folder, with its bytes.
fn bytes(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_owned();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

/// Names in a folder, sorted; the texts left out.
fn entries(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "texts")
        .collect();
    names.sort();
    names
}

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

/// A file system in memory; unmounted when dropped. Only root may mount one.
struct Mount(TempDir);

impl Mount {
    fn new(size: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(dir.path())
            .output();
        if mounted.is_ok_and(|m| m.status.success()) {
            return Some(Self(dir));
        }
        println!("left out: no file system can be mounted here (are you root?)");
        None
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(self.0.path())
            .status();
        assert!(status.unwrap().success());
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

#[test]
fn on_a_full_disk_nothing_appears_and_with_room_the_run_goes_on() {
    let dir = corpus(40);
    let whole = run(dir.path(), "whole", &QUICK);
    assert_eq!(whole.status.code(), Some(0));
    let whole = bytes(&dir.path().join("whole"));
    let size: usize = whole.values().map(Vec::len).sum();
    let Some(mount) = Mount::new(&format!("{}k", size / 1024 / 2)) else {
        return;
    };
    let out = mount.path().join("out");
    let output = run(dir.path(), out.to_str().unwrap(), &QUICK);
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let said = stderr(&output);
    assert!(said.contains("the disk is full"), "{said}");
    assert!(!out.exists());
    let left = entries(mount.path());
    assert!(
        left.iter().all(|n| n == ".out.leitong-unfinished"),
        "{left:?}"
    );
    if !left.is_empty() {
        assert!(said.contains("goes on from there"), "{said}");
    }
    mount.remount(&format!("size={}k", size / 1024 * 4 + 4096));
    let output = run(dir.path(), out.to_str().unwrap(), &QUICK);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    // The marker holds nothing of the place, so all files are the same.
    assert!(bytes(&out) == whole);
    assert_eq!(entries(mount.path()), ["out"]);
}

#[test]
fn without_any_room_the_earlier_output_stays() {
    let dir = corpus(20);
    let Some(mount) = Mount::new("64m") else {
        return;
    };
    let out = mount.path().join("out");
    let out = out.to_str().unwrap();
    assert_eq!(run(dir.path(), out, &QUICK).status.code(), Some(0));
    let before = bytes(Path::new(out));
    let filler = mount.path().join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
    let output = run(
        dir.path(),
        out,
        &[&QUICK[..], &["--min-length", "12"]].concat(),
    );
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    assert!(stderr(&output).contains("the disk is full"), "{output:?}");
    assert!(bytes(Path::new(out)) == before);
    assert_eq!(entries(mount.path()), ["filler", "out"]);
}

#[test]
fn a_read_only_folder_is_told_before_any_work() {
    let dir = corpus(2);
    let Some(mount) = Mount::new("4m") else {
        return;
    };
    let out = mount.path().join("out");
    let out = out.to_str().unwrap();
    assert_eq!(run(dir.path(), out, &QUICK).status.code(), Some(0));
    let before = bytes(Path::new(out));
    mount.remount("ro");
    for out in [out, mount.path().join("new/er").to_str().unwrap()] {
        let output = run(dir.path(), out, &QUICK);
        assert_eq!(output.status.code(), Some(4), "{output:?}");
        assert!(
            stderr(&output).contains("you may not write there"),
            "{output:?}"
        );
    }
    assert!(bytes(Path::new(out)) == before);
}
