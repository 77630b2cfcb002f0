//! The main job on the seeds: the committed run folder is what the program writes, whatever the threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::project;

/// All files below a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("a path below")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a readable file"));
            }
        }
    }
    found
}

fn run(out: &Path, threads: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_leitong"))
        .current_dir(project(""))
        .args(["compare", "seeds", "--threads", threads, "--out"])
        .arg(out)
        .env("LANG", "C")
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_committed_run_is_what_the_program_writes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    run(&one, "1");
    run(&two, "2");
    let (one, two) = (files(&one), files(&two));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    for (name, bytes) in &one {
        assert!(
            *bytes == two[name],
            "{name} differs between one thread and two"
        );
    }

    let committed = files(&project("reports/seeds"));
    assert_eq!(
        names(&one),
        names(&committed),
        "the same files as in reports/seeds"
    );
    let drifted: Vec<String> = one
        .iter()
        .filter_map(|(name, now)| first_difference(name, &committed[name], now))
        .collect();
    assert!(
        drifted.is_empty(),
        "reports/seeds has drifted. If that is intended, write it again (see CONTRIBUTING.md) and look at it.\n{}",
        drifted.join("\n")
    );
}

/// Says where a file begins to differ: the line, what stands there in both, and in report.html in which part of the page,
/// so that an edit of its style is not taken for another analysis.
fn first_difference(name: &str, before: &[u8], now: &[u8]) -> Option<String> {
    if before == now {
        return None;
    }
    let (Ok(before), Ok(now)) = (std::str::from_utf8(before), std::str::from_utf8(now)) else {
        return Some(format!(
            "{name}: {} bytes, were {}",
            now.len(),
            before.len()
        ));
    };
    let chars = before.chars().zip(now.chars());
    let same = chars.take_while(|(a, b)| a == b);
    let at: usize = same.map(|(a, _)| a.len_utf8()).sum();
    let line = before[..at].matches('\n').count() + 1;
    let near = |text: &str| {
        let earlier = text[..at].char_indices().rev().nth(60);
        let from = &text[earlier.map_or(0, |(i, _)| i)..];
        from.chars()
            .take(140)
            .collect::<String>()
            .replace('\n', "⏎")
    };
    let tags = ["<style", "<script", "</style", "</script"].into_iter();
    let last = tags
        .filter_map(|tag| Some((before[..at].rfind(tag)?, tag)))
        .max();
    let part = last.filter(|(_, tag)| name.ends_with(".html") && !tag.starts_with("</"));
    let part = part.map_or(String::new(), |(at, _)| {
        let tag: String = before[at..].chars().take_while(|c| *c != '>').collect();
        format!(", inside {tag}>")
    });
    Some(format!(
        "{name}, line {line}{part}\n  was: {}\n  is:  {}",
        near(before),
        near(now)
    ))
}

#[test]
fn a_difference_is_told_with_its_line_and_the_part_of_the_page() {
    let page = |style: &str, data: &str| {
        format!("<style>\n{style}\n</style>\n<script type=\"application/json\">{data}</script>")
    };
    let (old, style, data) = (page("a", "1"), page("b", "1"), page("a", "2"));
    let told = |now: &str| first_difference("report.html", old.as_bytes(), now.as_bytes());
    assert_eq!(told(&old), None);
    let of_style = told(&style).expect("a difference");
    assert!(
        of_style.starts_with("report.html, line 2, inside <style>"),
        "{of_style}"
    );
    let of_data = told(&data).expect("a difference");
    let place = "report.html, line 4, inside <script type=\"application/json\">";
    assert!(of_data.starts_with(place), "{of_data}");
}
