//! What was compared, and how much was found.

use std::io::{self, Write};

use super::{RunSummary, percent};
use crate::analysis::{Analysis, DocumentAnalysis, Groups};
use crate::config::SpreadOver;
use crate::report::Lang;
use crate::report::number::grouped;

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let analysis = run.analysis;
    let documents = analysis.documents.len();
    let characters: usize = analysis.documents.iter().map(|d| d.characters).sum();
    let seconds = run.elapsed.as_secs_f64();
    let (documents, characters) = (grouped(documents), grouped(characters));
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    match run.lang {
        Lang::Zh => writeln!(
            out,
            "比较了 {documents} 篇文章，共 {characters} 字，用时 {seconds:.1} 秒"
        )?,
        Lang::En => writeln!(
            out,
            "Compared {documents} document{} of {characters} characters in {seconds:.1} s",
            plural(analysis.documents.len())
        )?,
    }
    let found: Vec<String> = [
        ("段相同文字", "passage", passages_found(analysis)),
        ("处雷同族", "famil", analysis.families.len()),
        ("个模板", "template", analysis.templates.len()),
        ("个套话", "set phrase", analysis.phrases.len()),
    ]
    .into_iter()
    .filter(|(_, _, n)| *n > 0)
    .map(|(zh, en, n)| match (run.lang, en) {
        (Lang::Zh, _) => format!("{} {zh}", grouped(n)),
        (Lang::En, "famil") => format!("{} famil{}", grouped(n), if n == 1 { "y" } else { "ies" }),
        (Lang::En, _) => format!("{} {en}{}", grouped(n), plural(n)),
    })
    .collect();
    if !found.is_empty() {
        let (said, between) = run.lang.pick(("找到 ", "，"), ("Found ", ", "));
        writeln!(out, "{said}{}", found.join(between))?;
    }
    if let Some(groups) = &analysis.groups {
        grouping(groups, run.lang, out)?;
    }
    if analysis.documents.len() == 1 {
        let said = run.lang.pick(
            "只有一篇，只能与自身比较；再加几篇或用 --reference 才看得出雷同",
            "One document can only be compared with itself; add more, or a --reference, to see what is shared",
        );
        writeln!(out, "{said}")?;
    }
    if !analysis.reference.is_empty() {
        let n = grouped(analysis.reference.len());
        let share = reference_share(analysis);
        match run.lang {
            Lang::Zh => writeln!(out, "参照 {n} 篇，各篇正文有 {share} 见于其中，一律算套话")?,
            Lang::En => writeln!(
                out,
                "Reference texts: {n}; of the bodies {share} stand in them, and are boilerplate"
            )?,
        }
    }
    Ok(())
}

/// What of all bodies' characters stands in reference texts.
fn reference_share(analysis: &Analysis) -> String {
    let body = |d: &DocumentAnalysis| -> usize { d.sections.iter().map(|s| s.span.len()).sum() };
    let all: usize = analysis.documents.iter().map(body).sum();
    let runs = analysis.documents.iter().flat_map(|d| &d.reference);
    let of: usize = runs.map(|run| run.span.len()).sum();
    percent(of as f32 / all.max(1) as f32)
}

/// By what documents are put together, and what that means for shared wording.
fn grouping(groups: &Groups, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let all = grouped(groups.groups.len());
    let alone = groups.groups.iter().filter(|g| !g.known).count();
    let by = &groups.by;
    let alone = match (alone, lang) {
        (0, _) => String::new(),
        (n, Lang::Zh) => format!("，其中 {} 篇没有这一项，各自成组", grouped(n)),
        (n, Lang::En) => format!(", {} of them single documents without a value", grouped(n)),
    };
    let over = match (groups.spread_over, lang) {
        (SpreadOver::Groups, Lang::Zh) => "共有与套话按组计数",
        (SpreadOver::Documents, Lang::Zh) => "共有与套话按篇计数",
        (SpreadOver::Groups, Lang::En) => "shared wording and boilerplate count groups",
        (SpreadOver::Documents, Lang::En) => "shared wording and boilerplate count documents",
    };
    match lang {
        Lang::Zh => writeln!(out, "按 {by} 分为 {all} 组{alone}；{over}"),
        Lang::En => writeln!(out, "Grouped by {by} into {all}{alone}; {over}"),
    }
}

fn passages_found(analysis: &Analysis) -> usize {
    analysis
        .limits
        .iter()
        .find(|l| l.what == "passages")
        .and_then(|l| usize::try_from(l.of).ok())
        .unwrap_or(analysis.passages.len())
}
