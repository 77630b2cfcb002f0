//! The same thing has the same number wherever it is told: CSV, JSON, the data of the page, charts, and the terminal's summary.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::common::project;

/// All that a run says.
struct Run {
    dir: PathBuf,
    json: Value,
    page: Value,
    terminal: String,
    _folder: tempfile::TempDir,
}

/// A row of a CSV file by its header.
type Row = BTreeMap<String, String>;

impl Run {
    fn of(inputs: &Path, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("run");
        let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
        command.arg("compare").arg(inputs).arg("--out").arg(&dir);
        command.args(["--lang", "en", "--formats", "json,csv,svg,html"]);
        command.args(more);
        // Wide enough for whole names.
        let output = command.env("LC_ALL", "C").env("COLUMNS", "300").output();
        let output = output.unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let text = |name: &str| fs::read_to_string(dir.join(name)).unwrap();
        let page = text("report.html");
        let data = page.split("id=\"data\">").nth(1).unwrap();
        let data = data.split("</script>").next().unwrap();
        Self {
            json: serde_json::from_str(&text("analysis.json")).unwrap(),
            page: serde_json::from_str(data).unwrap(),
            terminal: String::from_utf8(output.stdout).unwrap(),
            dir,
            _folder: folder,
        }
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.dir.join(name)).unwrap()
    }

    fn rows(&self, name: &str) -> Vec<Row> {
        let mut table = csv::Reader::from_path(self.dir.join(name)).unwrap();
        table.deserialize().map(|row| row.unwrap()).collect()
    }

    /// What the second line of the terminal says was found of things called so: `Found 7 passages, 1 family`.
    fn found(&self, one: &str, many: &str) -> usize {
        let line = self.terminal.lines().find(|l| l.starts_with("Found "));
        let things = line.unwrap_or("Found ")["Found ".len()..].split(", ");
        let mut told = things.filter_map(|thing| thing.split_once(' '));
        let number = told.find(|(_, what)| *what == one || *what == many);
        number.map_or(0, |(number, _)| ungrouped(number))
    }
}

fn ungrouped(number: &str) -> usize {
    number.replace(',', "").parse().unwrap()
}

fn grouped(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}

/// A share as people read it, from the four decimals of a file.
fn percent(share: &str) -> String {
    let hundredths = (share.parse::<f64>().unwrap() * 10_000.0).round() as u64;
    let tenths = (hundredths + 5) / 10;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

fn length(list: &Value) -> usize {
    list.as_array().expect("a list").len()
}

fn counts_agree(run: &Run) {
    let documents = run.rows("documents.csv");
    let characters = documents
        .iter()
        .map(|row| ungrouped(&row["characters"]))
        .sum();
    let leaves = run
        .rows("sections.csv")
        .into_iter()
        .filter(|row| row["noise"] == "0");
    let in_csv_and_lines = [
        ("documents", documents.len()),
        ("characters", characters),
        ("sections", leaves.count()),
        ("passages", run.text("passages.jsonl").lines().count()),
        ("phrases", run.rows("phrases.csv").len()),
        ("copies", copy_groups(run)),
        (
            "templates",
            length(
                &serde_json::from_str::<Value>(&run.text("templates.json")).unwrap()["templates"],
            ),
        ),
    ];
    for (what, number) in in_csv_and_lines {
        let in_json = match what {
            "characters" => {
                let documents = run.json["documents"].as_array().unwrap().iter();
                documents
                    .map(|d| d["characters"].as_u64().unwrap() as usize)
                    .sum()
            }
            "sections" => {
                let documents = run.json["documents"].as_array().unwrap().iter();
                documents.map(|d| length(&d["sections"])).sum()
            }
            list => length(&run.json[list]),
        };
        let on_page = run.page["counts"][what].as_u64().unwrap() as usize;
        assert_eq!([number, number], [in_json, on_page], "{what}");
        if !["characters", "sections"].contains(&what) {
            assert_eq!(length(&run.page[what]), number, "{what} of the page");
        }
    }
    let first = run.terminal.lines().next().unwrap();
    let said = format!(
        "Compared {} documents of {} characters in ",
        grouped(documents.len()),
        grouped(characters)
    );
    assert!(first.starts_with(&said), "{first}");
    for (what, one, many) in [
        ("passages", "passage", "passages"),
        ("families", "family", "families"),
        ("templates", "template", "templates"),
        ("phrases", "set phrase", "set phrases"),
    ] {
        assert_eq!(run.found(one, many), length(&run.json[what]), "{what}");
    }
    let copies = run
        .terminal
        .split("\nCopies and versions")
        .nth(1)
        .unwrap_or("");
    let copies = copies.lines().skip(1).take_while(|line| !line.is_empty());
    let listed: usize = copies
        .map(|line| line.matches(" = ").count() + line.matches(" → ").count())
        .sum();
    let versions = run.rows("copies.csv").len();
    assert_eq!(listed + copy_groups(run), versions, "{}", run.terminal);
}

fn copy_groups(run: &Run) -> usize {
    let rows = run.rows("copies.csv");
    rows.iter()
        .map(|row| row["group"].parse().unwrap())
        .max()
        .unwrap_or(0)
}

/// The shares of each document in CSV, JSON, on the page, on the terminal and in its chart.
fn shares_agree(run: &Run) {
    let chart = run.text("charts/shares-documents.svg");
    for (number, row) in run.rows("documents.csv").iter().enumerate() {
        let json = &run.json["documents"][number];
        let page = &run.page["documents"][number];
        // The terminal shortens a long name in its middle.
        let name: String = row["shown_name"].chars().take(8).collect();
        let line = run.terminal.lines().find(|line| {
            line.trim_start().starts_with(&name)
                && line.contains(&grouped(ungrouped(&row["characters"])))
        });
        let line =
            line.unwrap_or_else(|| panic!("{} is not in\n{}", row["shown_name"], run.terminal));
        for (at, class) in ["boilerplate", "shared", "local"].into_iter().enumerate() {
            let share = row[class].parse::<f64>().unwrap();
            for other in [&json["shares"][class], &page["shares"][at]] {
                assert!(
                    (other.as_f64().unwrap() - share).abs() <= 5.1e-5,
                    "{class}: {other}"
                );
            }
            let by_information = row[&format!("information_{class}")].parse::<f64>().unwrap();
            for other in [&json["information"][class], &page["information"][at + 1]] {
                assert!(
                    (other.as_f64().unwrap() - by_information).abs() <= 5.1e-5,
                    "{other}"
                );
            }
            assert!(
                line.contains(&percent(&row[class])),
                "{} {class}: {line}",
                row[class]
            );
            let is_wide = share > 0.2;
            let shown = format!(">{}<", percent(&row[class]));
            assert!(
                !is_wide || chart.contains(&shown),
                "the chart lacks {shown}"
            );
        }
        assert!(line.contains(&percent(&row["information_local"])), "{line}");
        assert_eq!(json["characters"].to_string(), row["characters"]);
        assert_eq!(page["characters"].to_string(), row["characters"]);
        assert_eq!(json["units"].to_string(), row["units"]);
        assert_eq!(length(&json["sections"]).to_string(), row["sections"]);
        let length = format!(">{}<", grouped(ungrouped(&row["characters"])));
        assert!(
            chart.contains(&length),
            "the chart lacks the length {length}"
        );
    }
}

/// The pairs that the terminal lists have the figures of the matrices.
fn pairs_agree(run: &Run) {
    let documents = run.rows("documents.csv");
    let names: Vec<&str> = documents.iter().map(|d| d["shown_name"].as_str()).collect();
    let matrix = |metric: &str| -> Vec<Vec<String>> {
        let file = run.dir.join(format!("matrix/documents.{metric}.csv"));
        let mut table = csv::Reader::from_path(file).unwrap();
        let rows = table.records().map(|row| row.unwrap());
        rows.map(|row| row.iter().skip(1).map(str::to_owned).collect())
            .collect()
    };
    let (coverage, cosine) = (matrix("coverage"), matrix("cosine"));
    let table = run
        .terminal
        .split("Most alike (Coverage)\n")
        .nth(1)
        .unwrap();
    let lines: Vec<&str> = table
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .collect();
    assert!(!lines.is_empty());
    for line in lines {
        let cells: Vec<&str> = line
            .split("  ")
            .map(str::trim)
            .filter(|c| !c.is_empty())
            .collect();
        // A long name is shortened in its middle or at its end.
        let at = |shown: &str| {
            let (start, end) = shown.split_once('…').unwrap_or((shown, ""));
            let is = |name: &&str| match end {
                "" if start == shown => *name == shown,
                _ => name.starts_with(start) && name.trim_end_matches('…').ends_with(end),
            };
            names.iter().position(is).unwrap()
        };
        let (a, b) = (at(cells[0]), at(cells[1]));
        let meant = [&coverage[a][b], &coverage[b][a], &cosine[a][b]].map(|cell| percent(cell));
        assert_eq!(cells[2..], meant, "{line}");
        let packed = &run.page["similarity"]["documents"]["matrices"][3]["full"]["cells"];
        let cell = packed[a * names.len() + b].as_f64().unwrap() / 10_000.0;
        assert_eq!(format!("{cell:.4}"), coverage[a][b]);
    }
}

#[test]
fn all_views_of_the_seeds_agree() {
    let run = Run::of(&project("seeds"), &[]);
    counts_agree(&run);
    shares_agree(&run);
    pairs_agree(&run);
}

/// Documents of all kinds: copies and versions, a web page with a menu, a template, a set phrase, marks and letters that are no
/// units, a text without anything in common.
fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let speech = |place: &str, figure: usize| {
        format!(
            "在{place}工作会议上的讲话\n2024年3月{figure}日\n\
             一、提高站位\n要把产业振兴摆在首位，立足本地资源禀赋做大茶叶、药材和文旅三篇文章，推动初级产品就地加工。\n\
             二、狠抓落实\n对过去一年的工作，{place}的干部群众是满意的，新修水渠{figure}里；各级各部门要拧成一股绳、下好一盘棋。\n\
             {}\n",
            "这里只有本县才有的故事。".repeat(figure % 4 + 1)
        )
    };
    let files = [
        ("east.txt", speech("东河县", 11)),
        ("east-copy.txt", speech("东河县", 11)),
        (
            "east-version.txt",
            speech("东河县", 11).replace("新修", "今年修好"),
        ),
        ("west.txt", speech("西山县", 17)),
        ("north.txt", speech("北岭市", 22)),
        (
            "page.html",
            format!(
                "<html><head><title>讲话</title></head><body><ul><li><a href=/>首页</a><li><a href=/n>新闻</a></ul>\
                 <article><p>{}</p></article></body></html>",
                speech("南湖区", 8).replace('\n', "</p><p>")
            ),
        ),
        (
            "canal.txt",
            "石桥的水渠修了四十里，乡亲们要拧成一股绳、下好一盘棋，来年开春再往上游走。".to_owned(),
        ),
        (
            "school.txt",
            "枫林的学校盖好了，老师们要拧成一股绳、下好一盘棋，让孩子在家门口念书。".to_owned(),
        ),
        (
            "alone.txt",
            "The river rose twice last year, and nobody went hungry. 𠀀𠀁！！".to_owned(),
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn all_views_of_a_made_corpus_agree() {
    let folder = made();
    let run = Run::of(folder.path(), &[]);
    assert!(copy_groups(&run) > 0 && length(&run.json["templates"]) > 0);
    assert!(length(&run.json["phrases"]) > 0 && length(&run.json["passages"]) > 0);
    counts_agree(&run);
    shares_agree(&run);
    pairs_agree(&run);
}

/// The groups of CSV, JSON and page, and the documents in them.
#[test]
fn all_views_of_groups_agree() {
    let folder = made();
    let run = Run::of(folder.path(), &["--group-by", "place"]);
    counts_agree(&run);
    let rows = run.rows("groups.csv");
    let (json, page) = (&run.json["groups"]["groups"], &run.page["groups"]["groups"]);
    assert!(rows.len() > 1);
    assert_eq!([length(json), length(page)], [rows.len(); 2]);
    for (number, row) in rows.iter().enumerate() {
        for group in [&json[number], &page[number]] {
            assert_eq!(group["name"], row["id"].as_str());
            assert_eq!(group["characters"].to_string(), row["characters"]);
            assert_eq!(length(&group["documents"]).to_string(), row["documents"]);
        }
        for (at, class) in ["boilerplate", "shared", "local"].into_iter().enumerate() {
            let share = row[class].parse::<f64>().unwrap();
            for other in [&json[number]["shares"][class], &page[number]["shares"][at]] {
                assert!(
                    (other.as_f64().unwrap() - share).abs() <= 5.1e-5,
                    "{class}: {other}"
                );
            }
        }
    }
    let said = format!("Grouped by place into {}", rows.len());
    assert!(run.terminal.contains(&said), "{}", run.terminal);
}

/// Where fewer passages are listed than were found, all views name both numbers.
#[test]
fn of_passages_that_are_cut_all_say_how_many_were_found() {
    let folder = made();
    let whole = Run::of(folder.path(), &[]).found("passage", "passages");
    assert!(whole > 2);
    let run = Run::of(folder.path(), &["--max-passages", "2"]);
    assert_eq!(run.found("passage", "passages"), whole);
    assert_eq!(run.page["counts"]["passages"], whole);
    assert_eq!(run.text("passages.jsonl").lines().count(), 2);
    assert_eq!(
        [length(&run.json["passages"]), length(&run.page["passages"])],
        [2, 2]
    );
    let limits = run.json["limits"].as_array().unwrap();
    let limit = limits
        .iter()
        .find(|limit| limit["what"] == "passages")
        .unwrap();
    assert_eq!([&limit["kept"], &limit["of"]], [2, whole]);
    let said = format!("Passages: 2 of {whole}");
    assert!(run.terminal.contains(&said), "{}", run.terminal);
}
