//! The floors of `src/`: imports run down only, and no files of a folder use each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::common::project;

/// From the ground up; modules on one line do not use each other.
const FLOORS: &[&[&str]] = &[
    &["span"],
    &["text"],
    &["document"],
    &["config", "progress", "checkpoint", "fingerprint", "group"],
    &["analysis"],
    &["feature"],
    &["reuse"],
    &["template"],
    &["attribution"],
    &["pipeline"],
    &["read"],
    &["report"],
    &["cli"],
];

/// What stands above the engine uses only these of what lies below: readers make documents and renderers read the
/// result, neither uses a stage.
const ONLY: &[(&str, &[&str])] = &[
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

/// A source tree: the text of each file by its path in `src/`, such as `reuse/pair/mod.rs`.
type Tree = BTreeMap<String, String>;

fn sources(folder: &Path, below: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            sources(&entry.path(), &format!("{below}{name}/"), tree);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let text = fs::read_to_string(entry.path()).expect("readable source");
            tree.insert(format!("{below}{name}"), text);
        }
    }
}

/// `reuse/pair/mod.rs` is the module `reuse::pair`, `span.rs` the module `span`.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').map(str::to_owned).collect()
}

/// The code without comments, strings and unit tests.
fn code(text: &str) -> String {
    let text = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let lines = text.lines().map(|line| {
        let line = line.split("//").next().unwrap_or(line);
        line.split('"').step_by(2).collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Paths in code that begin with one of `crate`, `super` and `self`, groups in braces taken apart, as segments.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                let mut rest = &code[at..];
                paths_from(&mut rest, &[], &mut found);
            }
        }
    }
    found
}

fn paths_from(rest: &mut &str, before: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    loop {
        *rest = rest.trim_start();
        if let Some(group) = rest.strip_prefix('{') {
            *rest = group;
            while !rest.is_empty() && !rest.starts_with('}') {
                let left = rest.len();
                paths_from(rest, &path, found);
                *rest = rest.trim_start().trim_start_matches(',').trim_start();
                if rest.len() == left {
                    break;
                }
            }
            *rest = rest.strip_prefix('}').unwrap_or(rest);
            return;
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        path.push(rest[..end].to_owned());
        *rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(further) => *rest = further,
            None => break,
        }
    }
    if let Some(renamed) = rest.trim_start().strip_prefix("as ") {
        let end = renamed
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(0);
        *rest = &renamed[end..];
    }
    found.push(path);
}

/// The modules that each file's module uses, each as its longest path that is a file of the tree.
fn uses(tree: &Tree) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let modules: BTreeSet<Vec<String>> = tree.keys().map(|file| module_of(file)).collect();
    let reexports = reexports(tree);
    let of_file = |(file, text): (&String, &String)| {
        let here = module_of(file);
        let targets = paths(&code(text)).into_iter().filter_map(|path| {
            let mut absolute = match path[0].as_str() {
                "crate" => Vec::new(),
                "self" => here.clone(),
                _ => here[..here.len() - 1].to_vec(),
            };
            for segment in &path[1..] {
                match segment.as_str() {
                    "super" => drop(absolute.pop()),
                    "self" => {}
                    _ => absolute.push(segment.clone()),
                }
            }
            if let Some(real) = absolute.first().and_then(|name| reexports.get(name))
                && absolute.len() == 1
            {
                absolute = vec![real.clone()];
            }
            while !absolute.is_empty() && !modules.contains(&absolute) {
                absolute.pop();
            }
            (!absolute.is_empty() && absolute != here).then_some(absolute)
        });
        (here.clone(), targets.collect())
    };
    tree.iter().map(of_file).collect()
}

/// `pub use span::Span;` in lib.rs: who says `crate::Span` uses `span`.
fn reexports(tree: &Tree) -> BTreeMap<String, String> {
    let lib = tree.get("lib.rs").map_or("", String::as_str);
    let lines = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub use ")?.strip_suffix(';'));
    let mut found = BTreeMap::new();
    for line in lines {
        let (module, names) = line.split_once("::").expect("a path");
        for name in names.trim_matches(['{', '}']).split(',') {
            found.insert(name.trim().to_owned(), module.to_owned());
        }
    }
    found
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// Everything in the tree that goes against the floors, in words.
fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    let uses = uses(tree);
    for (here, targets) in &uses {
        let room = here[0].as_str();
        if room == "lib" || room == "main" {
            continue;
        }
        let Some(own) = floor(room) else {
            faults.push(format!("src/{room} stands on no floor"));
            continue;
        };
        for target in targets.iter().filter(|target| target[0] != room) {
            let other = target[0].as_str();
            let runs_down = floor(other).is_some_and(|other| other < own);
            let only = ONLY.iter().find(|(name, _)| *name == room);
            if !runs_down || only.is_some_and(|(_, allowed)| !allowed.contains(&other)) {
                faults.push(format!("{} uses {}", here.join("::"), target.join("::")));
            }
        }
    }
    let rooms: BTreeSet<&String> = uses.keys().map(|module| &module[0]).collect();
    for room in rooms {
        circles_below(std::slice::from_ref(room), &uses, &mut faults);
    }
    faults.sort();
    faults
}

/// Circles among the children of a folder, then inside each child. A folder's `mod.rs` names its children and is
/// named by them: that is what folders are, and no circle.
fn circles_below(
    folder: &[String],
    uses: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
    faults: &mut Vec<String>,
) {
    let depth = folder.len();
    let child = |module: &Vec<String>| {
        (module.len() > depth && module.starts_with(folder)).then(|| module[depth].clone())
    };
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (here, targets) in uses {
        let Some(from) = child(here) else { continue };
        let to: Vec<String> = targets
            .iter()
            .filter_map(child)
            .filter(|to| *to != from)
            .collect();
        arrows.entry(from).or_default().extend(to);
    }
    for (from, direct) in &arrows {
        for to in direct {
            if reaches(&arrows, to, from) {
                faults.push(format!(
                    "{}: {from} and {to} stand in a circle",
                    folder.join("::")
                ));
            }
        }
    }
    for name in arrows.keys() {
        let below: Vec<String> = folder.iter().cloned().chain([name.clone()]).collect();
        circles_below(&below, uses, faults);
    }
}

fn reaches(arrows: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            open.extend(arrows.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

#[test]
fn imports_run_down_only_and_in_no_circle() {
    let mut tree = Tree::new();
    sources(&project("src"), "", &mut tree);
    assert!(tree.len() > 200, "the whole of src is read: {}", tree.len());
    let faults = faults(&tree);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_architecture_shows_these_floors() {
    let page = fs::read_to_string(project("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let shown = page
        .split("```floors\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let shown: Vec<&str> = shown.expect("a block of floors").lines().collect();
    let floors: Vec<String> = FLOORS.iter().map(|floor| floor.join(", ")).collect();
    assert_eq!(shown, floors);
}

#[test]
fn an_arrow_that_runs_up_and_a_circle_are_found() {
    let tree = |files: &[(&str, &str)]| -> Tree {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    };
    let lib = (
        "lib.rs",
        "pub use analysis::{Analysis, Matrix};\npub use span::Span;\n",
    );
    let good = tree(&[
        lib,
        ("span.rs", "// crate::cli is only named here\n"),
        ("analysis/mod.rs", "use crate::Span;\nmod matrix;\n"),
        ("analysis/matrix.rs", "use super::Analysis;\n"),
        (
            "cli/mod.rs",
            "use crate::{analysis::{self, Matrix}, span::Span as Place};\n",
        ),
    ]);
    assert_eq!(faults(&good), [""; 0]);
    let up = tree(&[
        lib,
        ("span.rs", "fn f() -> crate::Analysis {}\n"),
        ("analysis/mod.rs", ""),
        ("cli/mod.rs", ""),
        (
            "report/mod.rs",
            "use crate::reuse::{Edit,\n    pair::Aligner};\n",
        ),
        ("reuse/mod.rs", "mod pair;\nmod edit;\nmod corpus;\n"),
        ("reuse/pair.rs", "use super::edit::Edit;\n"),
        (
            "reuse/edit.rs",
            "use super::corpus::X;\n#[cfg(test)]\nmod tests {\n use crate::cli; }\n",
        ),
        ("reuse/corpus.rs", "use crate::reuse::pair::Aligner;\n"),
    ]);
    assert_eq!(
        faults(&up),
        [
            "report uses reuse",
            "report uses reuse::pair",
            "reuse: corpus and pair stand in a circle",
            "reuse: edit and corpus stand in a circle",
            "reuse: pair and edit stand in a circle",
            "span uses analysis"
        ]
    );
}
