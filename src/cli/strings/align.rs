//! The words of `align`.

use super::{Words, words};
use crate::report::Lang;
use crate::report::number::percent;
use crate::span::Span;

/// Before the path of the page.
pub(in crate::cli) const PAGE: Words = words("页面：", "Page: ");

/// What the summary counts.
pub(in crate::cli) struct Counts {
    pub(in crate::cli) passages: usize,
    pub(in crate::cli) moved: usize,
    pub(in crate::cli) changes: usize,
    pub(in crate::cli) figures: usize,
    pub(in crate::cli) names: usize,
}

/// `1 change`, `2 changes`.
fn things(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

pub(in crate::cli) fn no_passage(lang: Lang) -> String {
    lang.pick("没有相同段落", "They share no passage")
        .to_owned()
}

/// `2 passages, 71.0 % and 66.1 % of the texts; 1 moved; 33 changes, among them 10 figures, 2 names`
pub(in crate::cli) fn summary(lang: Lang, counts: &Counts, coverage: [f64; 2]) -> String {
    let [of_a, of_b] = coverage.map(|share| percent(lang, share, 1));
    let Counts {
        passages,
        moved,
        changes,
        figures,
        names,
    } = *counts;
    let mut said = match lang {
        Lang::Zh => format!("{passages} 处相同段落，占左篇 {of_a}，右篇 {of_b}"),
        Lang::En => {
            let passages = things(passages, "passage", "passages");
            format!("{passages}, {of_a} and {of_b} of the texts")
        }
    };
    if moved > 0 {
        said += &match lang {
            Lang::Zh => format!("；{moved} 处换了位置"),
            Lang::En => format!("; {moved} moved"),
        };
    }
    if changes > 0 {
        said += &match lang {
            Lang::Zh => format!("；{changes} 处改动"),
            Lang::En => format!("; {}", things(changes, "change", "changes")),
        };
        let of = [
            (figures, "处数字", "figure", "figures"),
            (names, "处名称", "name", "names"),
        ];
        let of: Vec<String> = of
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, zh, one, many)| match lang {
                Lang::Zh => format!("{n} {zh}"),
                Lang::En => things(n, one, many),
            })
            .collect();
        if !of.is_empty() {
            said += &match lang {
                Lang::Zh => format!("，其中 {}", of.join("、")),
                Lang::En => format!(", among them {}", of.join(", ")),
            };
        }
    }
    said
}

/// `82.0 % the same, moved`
pub(in crate::cli) fn passage(lang: Lang, identity: f64, moved: bool) -> String {
    let same = percent(lang, identity, 1);
    match (lang, moved) {
        (Lang::Zh, false) => format!("相同 {same}"),
        (Lang::Zh, true) => format!("相同 {same}，换了位置"),
        (Lang::En, false) => format!("{same} the same"),
        (Lang::En, true) => format!("{same} the same, moved"),
    }
}

/// Which way a moved stretch went, seen from one of its places.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum Way {
    /// It stands in a, and went to b.
    To,
    /// It stands in b, and came from a.
    From,
}

/// `moved to 120–161: `, before what moved; the code points are those of the other text.
pub(in crate::cli) fn moved(lang: Lang, way: Way, there: Span) -> String {
    let Span { start, end } = there;
    match (lang, way) {
        (Lang::Zh, Way::To) => format!("移至 {start}–{end}："),
        (Lang::Zh, Way::From) => format!("移自 {start}–{end}："),
        (Lang::En, Way::To) => format!("moved to {start}–{end}: "),
        (Lang::En, Way::From) => format!("moved from {start}–{end}: "),
    }
}

pub(in crate::cli) fn phrases(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {n} 条固定表述两篇都有"),
        Lang::En => format!(
            "Besides, both have {}",
            things(n, "set phrase", "set phrases")
        ),
    }
}

pub(in crate::cli) fn more(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("……另有 {n} 处"),
        Lang::En => format!("… and {n} more"),
    }
}
