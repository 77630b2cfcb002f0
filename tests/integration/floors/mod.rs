//! The floors of `src/`: imports run down only, and no files or folders of one folder use each other in a circle.
//!
//! ARCHITECTURE.md shows the same list. What counts as an import is every path from `crate` or `super`, in a `use` or in the
//! code; unit tests (`#[cfg(test)]`, tests.rs, …_tests.rs) are left out, lib.rs and main.rs stand above all floors.

mod graph;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::common::project;
use graph::{Arrow, Modules};

/// From the ground up; modules on one line do not use each other.
const FLOORS: [&[&str]; 16] = [
    &["span"],
    &["text"],
    &["document"],
    &[
        "config",
        "progress",
        "checkpoint",
        "fingerprint",
        "group",
        "sides",
    ],
    &["analysis"],
    &["library"],
    &["feature"],
    &["reuse"],
    &["check"],
    &["copies"],
    &["template"],
    &["attribution"],
    &["pipeline"],
    &["read"],
    &["report"],
    &["cli"],
];

/// What stands above the engine uses no stage of it: readers make documents, renderers show the result.
const ONLY: [(&str, &[&str]); 2] = [
    (
        "read",
        &[
            "span",
            "text",
            "document",
            "config",
            "progress",
            "checkpoint",
            "fingerprint",
        ],
    ),
    (
        "report",
        &["span", "text", "document", "config", "progress", "analysis"],
    ),
];

/// A circle that is allowed.
struct Meant {
    folder: &'static str,
    /// The two files or folders in it between which the circle runs.
    between: [&'static str; 2],
    /// Why it has to be.
    reason: &'static str,
}

/// All of them.
const MEANT: [Meant; 0] = [];

/// Everything that goes against the floors, in words.
fn faults(modules: &Modules, meant: &[Meant]) -> Vec<String> {
    let mut faults = BTreeSet::new();
    for arrow in modules.arrows() {
        faults.extend(against_the_floors(&arrow));
    }
    let mut not_met: Vec<&Meant> = meant.iter().collect();
    for circle in modules.circles() {
        let is_this = |meant: &&Meant| circle.runs_between(meant.folder, meant.between);
        if meant.iter().any(|meant| is_this(&meant)) {
            not_met.retain(|meant| !is_this(meant));
            continue;
        }
        let told = |arrow: &Arrow| {
            let (from, to) = (shown(&arrow.from), shown(&arrow.to));
            format!("{from} uses {to} ({})", arrow.by)
        };
        let told: Vec<String> = circle.arrows.iter().map(told).collect();
        faults.insert(format!(
            "circle in {}: {}",
            shown(&circle.folder),
            told.join(", ")
        ));
    }
    for meant in not_met {
        let (between, folder, reason) = (meant.between, meant.folder, meant.reason);
        faults.insert(format!(
            "the circle of {between:?} in {folder}, allowed because {reason}, is not there"
        ));
    }
    faults.into_iter().collect()
}

fn against_the_floors(arrow: &Arrow) -> Option<String> {
    let floor = |room: &str| FLOORS.iter().position(|floor| floor.contains(&room));
    let room = arrow.from[0].as_str();
    let Some(own) = floor(room) else {
        return Some(format!("src/{room} stands on no floor"));
    };
    // lib.rs, above all.
    let other = arrow.to.first().map_or("lib.rs", String::as_str);
    if other == room {
        return None;
    }
    let runs_down = floor(other).is_some_and(|other| other < own);
    let only = ONLY.iter().find(|(name, _)| *name == room);
    let forbidden = only.is_some_and(|(_, allowed)| !allowed.contains(&other));
    let said = |what: &str| {
        format!(
            "{room} {what} {other}: {} ({})",
            shown(&arrow.from),
            arrow.by
        )
    };
    match (runs_down, forbidden) {
        (false, _) => Some(said("runs up to")),
        (true, true) => Some(said("may not use")),
        (true, false) => None,
    }
}

fn shown(module: &[String]) -> String {
    if module.is_empty() {
        "lib.rs".to_owned()
    } else {
        module.join("::")
    }
}

/// The text of every source file below a folder, by its path in it.
fn files(folder: &Path, below: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("readable source");
            found.insert(name, text);
        }
    }
}

#[test]
fn imports_run_down_only_and_in_no_circle() {
    let mut tree = BTreeMap::new();
    files(&project("src"), "", &mut tree);
    let modules = Modules::new(
        tree.iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    println!(
        "{} modules, {} arrows",
        modules.len(),
        modules.arrows().len()
    );
    assert!(
        modules.len() > 200,
        "the whole of src is read: {}",
        modules.len()
    );
    assert!(modules.arrows().len() > 500, "imports are found");
    let faults = faults(&modules, &MEANT);
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn the_architecture_shows_these_floors() {
    let page = fs::read_to_string(project("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let shown = page
        .split("```floors\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let shown: Vec<&str> = shown.expect("a block ```floors").lines().collect();
    let floors: Vec<String> = FLOORS.iter().map(|floor| floor.join(", ")).collect();
    assert_eq!(shown, floors);
}

#[test]
fn arrows_that_run_down_are_no_faults() {
    let modules = Modules::new([
        (
            "lib.rs",
            "pub use analysis::{Analysis, Matrix};\npub use span::Span;",
        ),
        ("main.rs", "fn main() { crate::nowhere::f() }"),
        (
            "span.rs",
            "// crate::cli is only named here\nconst SHOWN: &str = \"crate::cli\";",
        ),
        ("text/mod.rs", "#[cfg(test)]\nmod sample;"),
        ("text/sample.rs", "use crate::cli::X;"),
        ("text/more_tests.rs", "use crate::cli::X;"),
        (
            "analysis/mod.rs",
            "use crate::Span;\nmod matrix;\npub use matrix::Matrix;\npub struct Analysis;",
        ),
        (
            "analysis/matrix.rs",
            "use super::Analysis;\n#[cfg(test)]\nmod tests { use crate::cli::X; }\npub struct Matrix;",
        ),
        (
            "cli/mod.rs",
            "use crate::{analysis::{self, Matrix}, span::Span as Place};",
        ),
    ]);
    assert_eq!(faults(&modules, &[]), [""; 0]);
}

#[test]
fn an_arrow_that_runs_up_is_found_however_it_is_written() {
    let modules = Modules::new([
        (
            "lib.rs",
            "pub use analysis::Analysis;\npub const LIMIT: usize = 1;",
        ),
        (
            "span.rs",
            "fn f() -> crate::Analysis { crate::Analysis::new() }",
        ),
        (
            "config.rs",
            "use crate::{\n    progress::Progress,\n    span,\n};",
        ),
        (
            "progress.rs",
            "pub trait Progress {} const N: usize = crate::LIMIT;",
        ),
        ("analysis/mod.rs", "mod passage;\npub struct Analysis;"),
        (
            "analysis/passage.rs",
            "impl From<super::super::reuse::Edit> for Kind {}",
        ),
        ("reuse/mod.rs", "mod edit;\npub use edit::Edit;"),
        ("reuse/edit.rs", "pub struct Edit;"),
        ("report/mod.rs", "mod chart;"),
        ("report/chart.rs", "fn f(edit: crate::reuse::Edit) {}"),
        ("index.rs", "use crate::span::Span;"),
    ]);
    assert_eq!(
        faults(&modules, &[]),
        [
            "analysis runs up to reuse: analysis::passage (super::super::reuse::Edit)",
            "config runs up to progress: config (crate::progress::Progress)",
            "progress runs up to lib.rs: progress (crate::LIMIT)",
            "report may not use reuse: report::chart (crate::reuse::Edit)",
            "span runs up to analysis: span (crate::Analysis)",
            "span runs up to analysis: span (crate::Analysis::new)",
            "src/index stands on no floor",
        ]
    );
}

#[test]
fn a_circle_is_found_around_three_files_through_a_folder_and_through_what_is_given_on() {
    let around = |fill: &str| {
        Modules::new([
            (
                "reuse/mod.rs",
                "mod pair;\nmod edit;\nmod corpus;\npub use edit::Edit;\npub(super) use corpus::grow;",
            ),
            ("reuse/pair.rs", "use super::Edit;\npub struct Aligner;"),
            (
                "reuse/edit.rs",
                "use super::*;\nuse super::grow::Seed;\npub struct Edit;",
            ),
            ("reuse/corpus/mod.rs", "pub mod grow;"),
            ("reuse/corpus/grow.rs", fill),
        ])
    };
    assert_eq!(faults(&around("pub struct Seed;"), &[]), [""; 0]);
    let circle = around("use crate::reuse::pair::Aligner;\npub struct Seed;");
    let told = [
        "circle in reuse: reuse::corpus::grow uses reuse::pair (crate::reuse::pair::Aligner), \
         reuse::pair uses reuse::edit (super::Edit), reuse::edit uses reuse::corpus::grow (super::grow::Seed)",
    ];
    assert_eq!(faults(&circle, &[]), told);
    let pair = around("use super::super::edit::Edit;\npub struct Seed;");
    let meant = [Meant {
        folder: "reuse",
        between: ["edit", "corpus"],
        reason: "it is tested here",
    }];
    assert_eq!(faults(&pair, &meant), [""; 0]);
    let gone = "the circle of [\"edit\", \"corpus\"] in reuse, allowed because it is tested here, is not there";
    assert_eq!(faults(&around(""), &meant), [gone]);
}
