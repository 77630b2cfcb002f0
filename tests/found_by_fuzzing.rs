//! What the fuzz targets start from and what they have found, run as plain tests: `fuzz/corpus/TARGET/` and
//! `fuzz/found/TARGET/`. What must hold is in `fuzz/invariants/`, for the targets and for this test.

#[path = "../fuzz/invariants/mod.rs"]
mod invariants;

mod common;

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

fn inputs(target: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["corpus", "found"] {
        let folder = common::project("fuzz").join(folder).join(target);
        if let Ok(entries) = fs::read_dir(folder) {
            all.extend(entries.map(|e| e.unwrap().path()));
        }
    }
    all.sort();
    all
}

fn run(target: &str, invariant: fn(&[u8])) {
    let inputs = inputs(target);
    assert!(!inputs.is_empty(), "no inputs for {target}");
    for input in inputs {
        let bytes = fs::read(&input).unwrap();
        if catch_unwind(|| invariant(&bytes)).is_err() {
            panic!("{} breaks what must hold", input.display());
        }
    }
}

#[test]
fn decode() {
    run("decode", invariants::decode);
}

#[test]
fn normalise() {
    run("normalise", invariants::normalise);
}

#[test]
fn outline() {
    run("outline", invariants::outline);
}

#[test]
fn pair() {
    run("pair", invariants::pair);
}

#[test]
fn family() {
    run("family", invariants::family);
}

#[test]
fn templates() {
    run("templates", invariants::templates);
}

#[test]
fn analysis() {
    run("analysis", invariants::analysis);
}

#[test]
fn docx() {
    run("docx", invariants::docx);
}

#[test]
fn html() {
    run("html", invariants::html);
}

#[test]
fn file() {
    run("file", invariants::file);
}
