//! The report: one HTML file that opens from disk and fetches nothing.
//!
//! The page is an askama template around three things: a style sheet, the data as JSON, and a script. Style
//! and script are kept as readable files in `assets/` and put together here; the script builds everything
//! that is seen, out of text nodes only. What a speech contains is never markup at any point.

mod assets;
pub(super) mod csp;
mod embed;
mod entries;
mod excerpt;
mod findings;
mod limits;
mod matrix;
mod page;
mod pair;
mod payload;
mod sha256;
mod tree;

use std::path::Path;

use askama::Template;

use super::{Cause, Lang, RenderError, RenderOptions, run_entries};
use crate::analysis::{Analysis, PairFindings};
use limits::Budget;
use page::Page;
use pair::PackedPair;
use payload::Payload;

/// The name of the file.
pub const FILE: &str = run_entries::REPORT;

/// Writes `report.html` into `dir`, which exists.
///
/// O(size of the analysis), and the square of the rows of each matrix that is drawn whole, up to the limits that
/// the report itself states.
///
/// # Errors
/// When the file cannot be written.
pub fn write(analysis: &Analysis, options: &RenderOptions, dir: &Path) -> Result<(), RenderError> {
    let path = dir.join(FILE);
    let page = render(analysis, options).map_err(|source| RenderError::Page {
        path: path.clone(),
        source,
    })?;
    std::fs::write(&path, page).map_err(|error| RenderError::write(path, error))
}

fn render(analysis: &Analysis, options: &RenderOptions) -> Result<String, Cause> {
    let budget = Budget::default();
    let excerpt = excerpt::excerpt(analysis, budget.documents);
    let payload = Payload::new(&excerpt, analysis, options.lang.tag(), &budget);
    framed(&payload, &REPORT, options.lang)
}

/// A page of two documents side by side, and of nothing else: the report's pair view, with what moved, what was changed, and the
/// set phrases that both have. `analysis` is of the two documents; `findings` name its passages by their spans, those of other
/// spans are left out.
///
/// # Errors
/// When a number cannot be written as JSON.
pub fn pair_page(
    analysis: &Analysis,
    findings: &PairFindings,
    lang: Lang,
) -> Result<String, Cause> {
    let budget = Budget {
        // Both texts are the page; whoever aligns two long books wants to see them.
        characters: usize::MAX,
        ..Budget::default()
    };
    let analysis = pair::only_between(analysis);
    let excerpt = excerpt::excerpt(&analysis, budget.documents);
    let payload = Payload::new(&excerpt, &analysis, lang.tag(), &budget)
        .of_pair(PackedPair::new(&analysis, findings));
    framed(&payload, &PAIR, lang)
}

/// What is said of a page where its script does not run, Chinese and English.
struct Frame {
    title: [&'static str; 2],
    noscript: [&'static str; 2],
}

const REPORT: Frame = Frame {
    title: ["雷同 · 文本对照报告", "leitong · comparison of texts"],
    noscript: [
        "这份报告要用浏览器里的 JavaScript 来显示；它不访问网络。数据另见同一文件夹中的 CSV 与 analysis.json。",
        "This report needs JavaScript to show itself; it never uses the network. The data also stand in the CSV files and analysis.json beside it.",
    ],
};

const PAIR: Frame = Frame {
    title: ["雷同 · 两篇对照", "leitong · two texts side by side"],
    noscript: [
        "这一页要用浏览器里的 JavaScript 来显示；它不访问网络。",
        "This page needs JavaScript to show itself; it never uses the network.",
    ],
};

/// The page around its data.
fn framed(payload: &Payload<'_>, frame: &Frame, lang: Lang) -> Result<String, Cause> {
    let json = serde_json::to_string(payload)?;
    let data = embed::script_safe(&json);
    let style = assets::style();
    let script = assets::script();
    let said = |[zh, en]: [&'static str; 2]| lang.pick(zh, en);
    let page = Page {
        lang: lang.pick("zh-CN", "en"),
        title: said(frame.title),
        noscript: said(frame.noscript),
        version: env!("CARGO_PKG_VERSION"),
        policy: &csp::policy(&script, &style),
        style: &style,
        script: &script,
        data: &data,
    };
    Ok(page.render()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::Family;
    use crate::{Config, Corpus, analyze};

    #[test]
    fn of_a_list_that_is_cut_the_page_knows_how_much_was_found() {
        let family = Family {
            wording: "稳中求进".to_owned(),
            documents: 2,
            places: Vec::new(),
            first: None,
        };
        let analysis = Analysis {
            families: vec![family; 3],
            ..Analysis::default()
        };
        let budget = Budget {
            families: 2,
            ..Budget::default()
        };
        let excerpt = excerpt::excerpt(&analysis, budget.documents);
        let payload = Payload::new(&excerpt, &analysis, "en", &budget);
        let data = serde_json::to_value(&payload).unwrap();
        assert_eq!(data["families"].as_array().map(Vec::len), Some(2));
        assert_eq!(data["counts"]["families"], 3);
        let omission = serde_json::json!([{
            "what": "families", "kept": 2, "of": 3, "instead": "analysis.json"
        }]);
        assert_eq!(data["omissions"], omission);
    }

    #[test]
    fn of_two_sides_the_page_knows_what_was_compared() {
        let said = "要坚持以人民为中心的发展思想，扎实推进共同富裕，切实把实事办好、把好事办实。";
        let texts = |names: [&'static str; 2]| {
            Corpus::from_texts(names.map(|name| (name, format!("{name}。{said}"))))
        };
        let corpus = texts(["甲", "乙"]).against(texts(["丙", "丁"]));
        let analysis = analyze(&corpus, &Config::default());
        let budget = Budget::default();
        let excerpt = excerpt::excerpt(&analysis, budget.documents);
        let payload = Payload::new(&excerpt, &analysis, "en", &budget);
        let data = serde_json::to_value(&payload).unwrap();
        let sides = serde_json::json!({"by": "against", "of": [0, 0, 1, 1], "first": 2});
        assert_eq!(data["sides"], sides);
        assert_eq!(data["omissions"], serde_json::json!([]));
        for matrix in data["similarity"]["documents"]["matrices"]
            .as_array()
            .unwrap()
        {
            let rows = matrix["between"].as_array().unwrap();
            let columns = rows.iter().map(|row| {
                let row = row.as_array().unwrap().iter().step_by(2);
                row.map(|column| column.as_u64().unwrap())
                    .collect::<BTreeSet<_>>()
            });
            let (first, second) = (BTreeSet::from([2, 3]), BTreeSet::from([0, 1]));
            let meant = [&first, &first, &second, &second];
            assert!(columns.eq(meant.into_iter().cloned()), "{matrix}");
        }
    }

    /// What a browser hashes is what stands between the tags.
    #[test]
    fn the_policy_names_the_script_and_the_style_that_are_there() {
        let (style, script) = (assets::style(), assets::script());
        let page = Page {
            lang: "en",
            title: "",
            noscript: "",
            version: "",
            policy: &csp::policy(&script, &style),
            style: &style,
            script: &script,
            data: "{}",
        }
        .render()
        .unwrap();
        let between = |from: &str, to: &str| {
            let start = page.find(from).unwrap() + from.len();
            page[start..start + page[start..].find(to).unwrap()].to_owned()
        };
        let style = between("<style>", "</style>");
        let script = between("<script type=\"module\">", "</script>");
        let policy = csp::policy(&script, &style).replace('\'', "&#39;");
        assert!(page.contains(&policy));
    }
}
