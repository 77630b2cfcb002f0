//! What the fuzz targets start from and what they have found, run as plain tests: `fuzz/corpus/TARGET/` and
//! `fuzz/found/TARGET/`. What must hold is in `fuzz/invariants/`, for the targets and for this test.

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

fn inputs(target: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["corpus", "found"] {
        let folder = crate::common::project("fuzz").join(folder).join(target);
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
    run("decode", crate::invariants::decode);
}

#[test]
fn normalise() {
    run("normalise", crate::invariants::normalise);
}

#[test]
fn outline() {
    run("outline", crate::invariants::outline);
}

#[test]
fn pair() {
    run("pair", crate::invariants::pair);
}

#[test]
fn family() {
    run("family", crate::invariants::family);
}

#[test]
fn templates() {
    run("templates", crate::invariants::templates);
}

#[test]
fn analysis() {
    run("analysis", crate::invariants::analysis);
}

#[test]
fn docx() {
    run("docx", crate::invariants::docx);
}

#[test]
fn html() {
    run("html", crate::invariants::html);
}

#[test]
fn file() {
    run("file", crate::invariants::file);
}

#[test]
fn rtf() {
    run("rtf", crate::invariants::rtf);
}

#[test]
fn odt() {
    run("odt", crate::invariants::odt);
}

#[test]
fn mail() {
    run("mail", crate::invariants::mail);
}

#[test]
fn doc() {
    run("doc", crate::invariants::doc);
}

#[test]
fn xls() {
    run("xls", crate::invariants::xls);
}

#[test]
fn xlsx() {
    run("xlsx", crate::invariants::xlsx);
}

#[test]
fn pptx() {
    run("pptx", crate::invariants::pptx);
}

#[test]
fn epub() {
    run("epub", crate::invariants::epub);
}
