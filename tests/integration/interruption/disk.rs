//! Full disks and folders that nobody may write to.

use std::fs;
use std::path::Path;

use super::corpus::corpus;
use super::runs::{QUICK, bytes, entries, run, stderr};
use crate::small_disk::Mount;

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
