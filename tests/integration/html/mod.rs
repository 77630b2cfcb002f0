//! The report as a file: what it must hold whatever the documents say.
//!
//! The reports are left in the target folder, where tests/browser opens them in a real browser.

mod pair;
mod sixty;
mod synthetic;

use std::path::{Path, PathBuf};

use leitong::Analysis;
use leitong::analysis::Metric;
use leitong::report::{Lang, RenderOptions, html};
use serde_json::Value;

fn seeds() -> Analysis {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&dir)
        .expect("the seeds stand in the repository")
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let texts: Vec<(String, String)> = paths
        .iter()
        .map(|p| {
            let name = p.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(p).unwrap())
        })
        .collect();
    let dates = [
        Some("2025-03-26"),
        Some("2023"),
        Some("2025-02-14"),
        Some("2021-05-18"),
        None,
    ];
    let sources: Vec<synthetic::Source> = texts
        .iter()
        .zip(dates)
        .map(|((name, text), date)| (name.as_str(), date, text.as_str()))
        .collect();
    synthetic::analysis(&sources)
}

/// Everything that has ever broken out of a page, in texts, names and titles.
const HOSTILE: [synthetic::Source; 4] = [
    (
        "a\"><img src=x onerror=alert(1)>.txt",
        Some("2024-01-01"),
        "<script>window.broken = 1</script>同志们：今天召开全区组织工作会议。</script><script>window.broken = 2</script>\n\
         一、<img src=x onerror=window.broken=3>提高政治站位\n\
         各级党组织要把思想和行动统一到党中央决策部署上来，<b onmouseover=\"window.broken=4\">坚决完成今年确定的各项目标任务。",
    ),
    (
        "b' onload='alert(2).txt",
        Some("2024-01-02"),
        "\u{202e}倒过来\u{202c}同志们：今天召开全县组织工作会议。\u{0}零字节\u{2066}隔离\u{2069}\u{200b}看不见\u{feff}\n\
         一、</textarea></style><svg/onload=window.broken=5>提高政治站位\n\
         各级党组织要把思想和行动统一到党中央决策部署上来，坚决完成明年确定的各项目标任务。\u{2028}\u{2029}",
    ),
    (
        "=cmd|' /C calc'!A0.txt",
        None,
        "]]><!--<script>window.broken=6//-->同志们：今天召开全市组织工作会议。{{ 7 * 7 }}${alert(3)}\n\
         各级党组织要把思想和行动统一到党中央决策部署上来，坚决完成后年确定的各项目标任务。javascript:alert(4)",
    ),
    ("空.txt", None, ""),
];

fn hostile() -> Analysis {
    let mut analysis = synthetic::analysis(&HOSTILE);
    let breaking = "</title></script><script>window.broken = 7</script>\u{202e}\0";
    for document in &mut analysis.documents {
        document.title = Some(format!("{breaking}{}", document.file));
        document.place = Some(breaking.to_owned());
    }
    analysis.version = breaking.to_owned();
    analysis.reference.push(breaking.to_owned());
    analysis.skipped[0].reason = breaking.to_owned();
    analysis
}

/// Writes a report where the browser test can find it, and reads it back.
fn report(name: &str, analysis: &Analysis, lang: Lang) -> String {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("html")
        .join(name);
    std::fs::create_dir_all(&dir).unwrap();
    let options = RenderOptions {
        lang,
        ..RenderOptions::default()
    };
    html::write(analysis, &options, &dir).unwrap();
    std::fs::read_to_string(dir.join(html::FILE)).unwrap()
}

/// The data of a page, as its script reads them.
fn data(page: &str) -> Value {
    let start = page.find("id=\"data\">").unwrap() + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").unwrap();
    serde_json::from_str(&page[start..end]).unwrap()
}

#[test]
fn the_seeds_fit_into_one_and_a_half_megabytes() {
    let page = report("seeds", &seeds(), Lang::Zh);
    assert!(page.len() <= 1_500_000, "{} bytes", page.len());
}

#[test]
fn of_sixty_documents_the_page_tells_what_was_found() {
    let analysis = sixty::analysis();
    let page = data(&report("sixty", &analysis, Lang::Zh));
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let kinds: Vec<Value> = list(&page["findings"])
        .iter()
        .map(|f| f["kind"].clone())
        .collect();
    assert!(
        (3..=7).contains(&kinds.len()) && kinds.contains(&Value::from("whole")),
        "{kinds:?}"
    );
    let documents = list(&page["documents"]);
    let names: std::collections::BTreeSet<String> =
        documents.iter().map(|d| d["name"][1].to_string()).collect();
    assert_eq!(names.len(), 60, "names tell them apart");
    let themes = list(&page["themes"]);
    assert!(themes.len() >= 4, "{themes:?}");
    for theme in &themes {
        let sections = list(&theme["sections"]);
        assert!(sections.len() >= 4, "a theme stands in two documents");
        for place in sections.chunks(2) {
            let [document, section] = [&place[0], &place[1]].map(|n| n.as_u64().unwrap() as usize);
            assert!(documents[document]["sections"][section].is_object());
        }
    }
    for document in &documents {
        for section in list(&document["sections"]) {
            for near in list(&section["nearest"]).chunks(3) {
                let [document, section] =
                    [&near[0], &near[1]].map(|n| n.as_u64().unwrap() as usize);
                assert!(documents[document]["sections"][section].is_object());
            }
        }
    }
}

#[test]
fn a_hostile_document_stays_data() {
    let analysis = hostile();
    let page = report("hostile", &analysis, Lang::En);
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert_eq!(page.matches("</title").count(), 1);
    for broken in [
        "<img",
        "<svg",
        "<b onmouse",
        "\u{202e}",
        "\u{2066}",
        "\u{2028}",
        "\0",
    ] {
        assert!(!page.contains(broken), "{broken:?} stands in the page");
    }
    // Nothing was lost on the way: the page has the text to show, signs and all.
    let data = data(&page);
    for (document, packed) in analysis
        .documents
        .iter()
        .zip(data["documents"].as_array().unwrap())
    {
        assert_eq!(packed["text"], Value::from(document.text.as_str()));
        assert_eq!(packed["title"], Value::from(document.title.as_deref()));
    }
}

#[test]
fn the_page_may_fetch_nothing() {
    let page = report("policy", &seeds(), Lang::En);
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap();
    let policy = policy.split('"').next().unwrap().replace("&#39;", "'");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'sha256-"),
        "{policy}"
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains("http"),
        "{policy}"
    );
    for way_out in [
        " src=",
        " href=\"http",
        "@import",
        "url(http",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "sendBeacon",
    ] {
        let outside = page.replace(" src=x", "");
        assert!(!outside.contains(way_out), "{way_out}");
    }
}

#[test]
fn figures_are_those_of_the_analysis() {
    assert!(
        !hostile().templates.is_empty(),
        "the test has nothing to compare"
    );
    for (name, analysis) in [("figures", seeds()), ("figures-hostile", hostile())] {
        compare_figures(name, &analysis);
    }
}

fn compare_figures(name: &str, analysis: &Analysis) {
    let json = serde_json::to_value(analysis).unwrap();
    let data = data(&report(name, analysis, Lang::Zh));
    let near = |shown: &Value, meant: &Value| {
        let (shown, meant) = (shown.as_f64().unwrap(), meant.as_f64().unwrap());
        assert!((shown - meant).abs() <= 5.1e-5, "{shown} is not {meant}");
    };
    for (d, packed) in data["documents"].as_array().unwrap().iter().enumerate() {
        let meant = &json["documents"][d];
        for (i, kind) in ["boilerplate", "shared", "local"].iter().enumerate() {
            near(&packed["shares"][i], &meant["shares"][kind]);
            near(&packed["information"][i + 1], &meant["information"][kind]);
        }
        assert_eq!(packed["characters"], meant["characters"]);
        assert_eq!(
            packed["noise"].as_array().unwrap().len(),
            2 * meant["noise"].as_array().unwrap().len()
        );
        for (s, section) in packed["sections"].as_array().unwrap().iter().enumerate() {
            let meant = &meant["sections"][s];
            assert_eq!(section["span"], meant["span"]);
            let mut at = meant["span"][0].as_u64().unwrap();
            let runs = section["runs"].as_array().unwrap();
            for (run, packed) in meant["runs"].as_array().unwrap().iter().zip(runs.chunks(2)) {
                assert_eq!(run[0].as_u64(), Some(at));
                at += packed[0].as_u64().unwrap();
                assert_eq!(run[1].as_u64(), Some(at));
                let kinds = ["boilerplate", "shared", "local"];
                assert_eq!(run[2], kinds[packed[1].as_u64().unwrap() as usize]);
            }
        }
    }
    assert_eq!(
        data["passages"].as_array().unwrap().len(),
        analysis.passages.len()
    );
    for (packed, meant) in data["passages"]
        .as_array()
        .unwrap()
        .iter()
        .zip(&analysis.passages)
    {
        assert_eq!(
            packed[0],
            serde_json::json!([
                analysis.document_index(&meant.a.document),
                meant.a.span.start,
                meant.a.span.end
            ])
        );
        assert_eq!(
            packed[1],
            serde_json::json!([
                analysis.document_index(&meant.b.document),
                meant.b.span.start,
                meant.b.span.end
            ])
        );
        assert!((packed[2].as_f64().unwrap() - meant.identity).abs() <= 5e-5);
        let lengths: u64 = packed[7]
            .as_array()
            .unwrap()
            .chunks(3)
            .map(|step| step[1].as_u64().unwrap())
            .sum();
        assert_eq!(lengths, meant.a.span.len() as u64);
    }
    for (packed, meant) in data["templates"]
        .as_array()
        .unwrap()
        .iter()
        .zip(&analysis.templates)
    {
        assert_eq!(packed["id"], meant.id.as_str());
        assert_eq!(packed["parts"].as_array().unwrap().len(), meant.parts.len());
        for (packed, meant) in packed["instances"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&meant.instances)
        {
            assert_eq!(packed[1], meant.span.start);
            assert_eq!(packed.as_array().unwrap().len(), 3 + 2 * meant.slots.len());
        }
    }
    let level = &data["similarity"]["documents"]["matrices"];
    let documents = analysis.documents.len();
    for (m, metric) in Metric::ALL.iter().enumerate() {
        let meant = &json["similarity"]["documents"][metric.name()]["full"];
        if metric.is_symmetric() {
            let mut cells = level[m]["upper"]["cells"].as_array().unwrap().iter();
            for row in 0..documents {
                for column in row + 1..documents {
                    near(
                        &Value::from(cells.next().unwrap().as_f64().unwrap() / 1e4),
                        &meant[row][column],
                    );
                }
            }
        } else {
            for (i, cell) in level[m]["full"]["cells"]
                .as_array()
                .unwrap()
                .iter()
                .enumerate()
            {
                near(
                    &Value::from(cell.as_f64().unwrap() / 1e4),
                    &meant[i / documents][i % documents],
                );
            }
        }
    }
}

#[test]
fn the_same_analysis_gives_the_same_bytes() {
    let analysis = seeds();
    assert_eq!(
        report("once", &analysis, Lang::En),
        report("again", &analysis, Lang::En)
    );
}

#[test]
fn nothing_at_all_is_a_report_too() {
    let page = report("empty", &synthetic::analysis(&[]), Lang::Zh);
    assert_eq!(data(&page)["documents"], Value::from(Vec::<Value>::new()));
}
