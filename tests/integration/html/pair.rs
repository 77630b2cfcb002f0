//! The page of two texts alone: what it shows is what `align --json` says, and what `compare` says of the two.
//!
//! The page is left in the target folder, where tests/browser opens it in a real browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use leitong::Corpus;
use serde_json::{Value, json};

use super::data;
use crate::common::project;

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("html")
        .join(name);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

/// What `align` says of two files as JSON and on the terminal, and the data of its page.
struct Aligned {
    json: Value,
    terminal: String,
    page: Value,
}

fn leitong(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leitong"));
    let output = command.args(args).env("LANG", "C").output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn align(name: &str, a: &Path, b: &Path) -> Aligned {
    let file = folder(name).join("pair.html");
    let [a, b, html] = [a, b, &file].map(|path| path.to_str().unwrap());
    let json = leitong(&["align", a, b, "--json", "--html", html]);
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    Aligned {
        json: serde_json::from_str(&json).unwrap(),
        terminal: leitong(&["align", a, b]),
        page: data(&page),
    }
}

/// Two speeches: a paragraph moved, and a sentence inside another one; a figure, a name and a word were changed, a header stands
/// on both, and a phrase is said in sentences that differ. Between them each says what the other does not, enough to keep passages apart.
fn speeches() -> [String; 2] {
    const HEADER: &str = "内部资料 注意保存\n在全县农村工作会议上的讲话\n";
    const MOVED: &str = "各级干部要统筹农资供应和墒情监测，下沉田间地头解决实际困难，把种子、化肥、农药送到每家每户，确保不误农时。\n";
    const TEA: &str = "茶叶加工园区引进企业九家，带动周边劳动力就近就业。";
    const ROADS: &str = "农村公路养护实行路长负责，破损路面当年全部修复。";
    const CLINICS: &str = "乡镇卫生院配齐全科医生，村卫生室统一配送药品。";
    let paragraphs = |place: &str, figure: &str, name: &str, opening: &str| {
        [
            format!(
                "要把产业振兴{place}在首位，立足本县资源禀赋做大茶叶、药材和文旅三篇文章，推动初级产品就地加工，让农户更多分享增值收益。\n"
            ),
            format!(
                "全县粮食播种面积稳定在{figure}万亩，新建高标准农田八万亩，{name}同志牵头负责，各乡镇每月报告一次进度，年底逐块验收。\n"
            ),
            format!("{opening}，大家要拧成一股绳、下好一盘棋。\n"),
        ]
    };
    let [a, b, c] = paragraphs("放", "261.6", "李明", "东河的水渠修了四十里");
    let first = [
        HEADER,
        &filler(1),
        &a,
        &filler(2),
        &b,
        &filler(3),
        &c,
        &filler(4),
        MOVED,
        &filler(9),
        &[TEA, ROADS, CLINICS, "\n"].concat(),
    ];
    let [a, b, c] = paragraphs("摆", "270.3", "王强", "西山的学校盖好了");
    let second = [
        HEADER,
        MOVED,
        &filler(5),
        &a,
        &filler(6),
        &b,
        &filler(7),
        &c,
        &filler(8),
        &[ROADS, CLINICS, TEA, "\n"].concat(),
    ];
    [first.concat(), second.concat()]
}

/// A paragraph of 300 characters that no other one shares a word with.
fn filler(number: u32) -> String {
    let letter = |i: u32| match i % 13 {
        12 => '，',
        _ => char::from_u32(0x4e00 + (number * 1009 + i * i * 31 + i * 7) % 8000).unwrap(),
    };
    (0..300).map(letter).chain("。\n".chars()).collect()
}

/// The two as files.
fn made() -> [PathBuf; 2] {
    let dir = folder("pair-texts");
    let [a, b] = speeches();
    [("a.txt", a), ("b.txt", b)].map(|(name, text)| {
        let path = dir.join(name);
        std::fs::write(&path, text).unwrap();
        path
    })
}

fn seed(number: usize) -> PathBuf {
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(project("seeds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    seeds.sort();
    seeds.swap_remove(number)
}

/// `[start, end]` of a, and of b.
fn spans(passage: &Value) -> [Value; 2] {
    ["a", "b"].map(|side| passage[side]["span"].clone())
}

fn packed_spans(passage: &Value) -> [Value; 2] {
    [0, 1].map(|side| json!([passage[side][1], passage[side][2]]))
}

fn compare(aligned: &Aligned) {
    let said = aligned.json["passages"].as_array().unwrap();
    let mut shown: Vec<&Value> = aligned.page["passages"]
        .as_array()
        .unwrap()
        .iter()
        .collect();
    shown.sort_by_key(|p| (p[0][1].as_u64(), p[1][1].as_u64()));
    let mut in_order: Vec<&Value> = said.iter().collect();
    in_order.sort_by_key(|p| (p["a"]["span"][0].as_u64(), p["b"]["span"][0].as_u64()));
    assert_eq!(
        shown.iter().map(|p| packed_spans(p)).collect::<Vec<_>>(),
        in_order.iter().map(|p| spans(p)).collect::<Vec<_>>(),
    );
    for (shown, said) in shown.iter().zip(&in_order) {
        assert!((shown[2].as_f64().unwrap() - said["identity"].as_f64().unwrap()).abs() < 1e-4);
        let kinds = ["equal", "replace", "insert", "delete"];
        let steps: Vec<Value> = shown[7]
            .as_array()
            .unwrap()
            .chunks(3)
            .map(|step| json!([kinds[step[0].as_u64().unwrap() as usize], step[1], step[2]]))
            .collect();
        let length = |span: &Value| span[1].as_u64().unwrap() - span[0].as_u64().unwrap();
        let operations = said["operations"].as_array().unwrap().iter();
        let operations: Vec<Value> = operations
            .map(|o| json!([o["kind"], length(&o["a"]), length(&o["b"])]))
            .collect();
        assert_eq!(steps, operations);
    }
    let pair = &aligned.page["pair"];
    let all = aligned.page["passages"].as_array().unwrap();
    let of = |number: &Value| packed_spans(&all[number.as_u64().unwrap() as usize]);
    let mut moved: Vec<[Value; 2]> = pair["moved"].as_array().unwrap().iter().map(of).collect();
    moved.sort_by_key(|[a, _]| a[0].as_u64());
    let meant = in_order.iter().filter(|p| p["moved"] == true);
    assert_eq!(moved, meant.map(|p| spans(p)).collect::<Vec<_>>());
    let kinds = ["figure", "name", "wording"];
    let mut changes: Vec<Value> = pair["changes"].as_array().unwrap().to_vec();
    changes.sort_by_key(|c| c[2].as_u64());
    let changes: Vec<Value> = changes
        .iter()
        .map(|c| {
            json!([
                kinds[c[1].as_u64().unwrap() as usize],
                [c[2], c[3]],
                [c[4], c[5]]
            ])
        })
        .collect();
    let moves = || in_order.iter().flat_map(|p| p["moves"].as_array().unwrap());
    let inside = moves().flat_map(|m| m["changes"].as_array().unwrap());
    let meant = in_order
        .iter()
        .flat_map(|p| p["changes"].as_array().unwrap());
    let meant = meant.chain(inside);
    let mut meant: Vec<Value> = meant.map(|c| json!([c["kind"], c["a"], c["b"]])).collect();
    meant.sort_by_key(|c| c[1][0].as_u64());
    assert_eq!(changes, meant);
    let mut shown = pair["moves"].as_array().unwrap().clone();
    shown.sort_by_key(|m| m[1].as_u64());
    let shown: Vec<Value> = shown
        .iter()
        .map(|m| json!([[m[1], m[2]], [m[3], m[4]]]))
        .collect();
    let mut meant: Vec<Value> = moves().map(|m| json!([m["a"], m["b"]])).collect();
    meant.sort_by_key(|m| m[0][0].as_u64());
    assert_eq!(shown, meant);
    let phrases = aligned.json["phrases"].as_array().unwrap().iter();
    let phrases: Vec<Value> = phrases
        .map(|p| json!([p["a"][0], p["a"][1], p["b"][0], p["b"][1]]))
        .collect();
    assert_eq!(pair["phrases"], Value::from(phrases));
    coverage_is_that_of_the_terminal(aligned);
}

/// The second line says how much of the two texts the passages are: `1 passage, 49.2 % and 70.4 % of the texts`.
fn coverage_is_that_of_the_terminal(aligned: &Aligned) {
    let Some(line) = aligned
        .terminal
        .lines()
        .nth(1)
        .filter(|line| line.contains('%'))
    else {
        assert_eq!(aligned.page["passages"], json!([]));
        return;
    };
    let cells = &aligned.page["similarity"]["documents"]["matrices"][3]["full"]["cells"];
    for cell in [1, 2] {
        let tenths = (cells[cell].as_u64().unwrap() + 5) / 10;
        let percent = format!("{}.{} %", tenths / 10, tenths % 10);
        assert!(line.contains(&percent), "{line}: {percent}");
    }
}

#[test]
fn the_page_of_two_texts_has_what_align_says() {
    let [a, b] = made();
    let aligned = align("pair", &a, &b);
    let pair = &aligned.page["pair"];
    for list in ["moved", "moves"] {
        assert_eq!(pair[list].as_array().unwrap().len(), 1, "{pair}");
    }
    let kinds: Vec<u64> = pair["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c[1].as_u64().unwrap())
        .collect();
    assert!(
        [0, 1, 2].iter().all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
    assert!(!pair["phrases"].as_array().unwrap().is_empty());
    compare(&aligned);
    for empty in ["templates", "phrases", "families"] {
        assert_eq!(aligned.page[empty], json!([]), "{empty}");
    }
    for (first, second) in [(0, 1), (0, 2), (3, 4)] {
        compare(&align("pair-seeds", &seed(first), &seed(second)));
    }
}

/// Copies of one text are no special case, nor is a text beside itself.
#[test]
fn a_copy_stands_beside_its_text() {
    let [a, _] = made();
    let copy = folder("pair-texts").join("copy.txt");
    std::fs::write(&copy, speeches()[0].replace("下好一盘棋", "下完一盘棋")).unwrap();
    for other in [&copy, &a] {
        let aligned = align("pair-copy", &a, other);
        compare(&aligned);
        assert!(!aligned.page["passages"].as_array().unwrap().is_empty());
        let names: Vec<&Value> = [0, 1].map(|n| &aligned.page["documents"][n]["file"]).into();
        assert_ne!(names[0], names[1]);
    }
}

/// `align A B` and `compare A B` name the same passages, also where a line stands at the head of both.
#[test]
fn align_and_compare_name_the_same_passages() {
    let files = made();
    let aligned = align("pair-compare", &files[0], &files[1]);
    let texts = ["a.txt", "b.txt"].into_iter().zip(speeches());
    let analysis = leitong::analyze(&Corpus::from_texts(texts), &leitong::Config::default());
    let mut compared: Vec<[Value; 2]> = analysis
        .passages
        .iter()
        .map(|p| [json!(p.a.span), json!(p.b.span)])
        .collect();
    compared.sort_by_key(|[a, _]| a[0].as_u64());
    let said = aligned.json["passages"].as_array().unwrap();
    assert_eq!(compared, said.iter().map(spans).collect::<Vec<_>>());
}
