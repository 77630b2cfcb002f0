//! What is said at the end of a run.

use std::cmp::Reverse;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use anstyle::{Effects, Style};

use super::problem_text::problem_text;
use super::table::{Align, layout, shorten};
use crate::analysis::{Analysis, DocumentAnalysis, Groups, Matrix, Part, Shares, Template};
use crate::config::SpreadOver;
use crate::corpus::Fault;
use crate::report::{Format, Formats, Lang};

/// A run that is over.
pub struct Run<'a> {
    pub analysis: &'a Analysis,
    pub faults: &'a [Fault],
    pub out: &'a Path,
    pub formats: Formats,
    pub lang: Lang,
    pub elapsed: Duration,
    /// Whether an earlier run stood in the folder.
    pub replaced: bool,
}

/// Pairs shown.
const PAIRS: usize = 10;
/// Documents shown: a screenful, with the rest of the summary.
const DOCUMENTS: usize = 20;
/// Faults listed of each kind: a folder of bad files is told whole, one of a hundred thousand is not.
const FAULTS: usize = 100;
/// Columns for a name.
const NAME: usize = 36;
/// Columns for the bar of shares.
const BAR: usize = 24;

const BOLD: Style = Style::new().effects(Effects::BOLD);

/// Prints the summary. Widths are those of a terminal that shows Chinese in two columns.
pub fn print(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    opening(run, out)?;
    pairs(run, out)?;
    shares(run, out)?;
    templates(run, out)?;
    faults(run, out)?;
    limits(run, out)?;
    closing(run, out)
}

fn heading(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "\n{BOLD}{text}{BOLD:#}")
}

fn opening(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
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
    let body = |d: &crate::analysis::DocumentAnalysis| -> usize {
        d.sections.iter().map(|s| s.span.len()).sum()
    };
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

/// Two documents and how alike they are.
struct Pair {
    a: usize,
    b: usize,
    /// How much of a is aligned with b, and the other way round.
    coverage: [f32; 2],
    cosine: f32,
}

fn pairs(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let pairs = most_alike(run.analysis);
    if pairs.is_empty() {
        return Ok(());
    }
    let lang = run.lang;
    heading(out, lang.pick("最雷同的篇目", "Most alike"))?;
    let mut rows = vec![vec![
        "A".to_owned(),
        "B".to_owned(),
        lang.pick("A 见于 B", "of A in B").to_owned(),
        lang.pick("B 见于 A", "of B in A").to_owned(),
        lang.pick("用词相近", "same words").to_owned(),
    ]];
    let name = |i: usize| shorten(&run.analysis.documents[i].file, NAME);
    rows.extend(pairs.iter().map(|p| {
        vec![
            name(p.a),
            name(p.b),
            percent(p.coverage[0]),
            percent(p.coverage[1]),
            format!("{:.2}", p.cosine),
        ]
    }));
    let align = [
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
    ];
    print_rows(out, &rows, &align)
}

/// The pairs that have most in common, by the greater coverage, then by cosine, then in corpus order.
fn most_alike(analysis: &Analysis) -> Vec<Pair> {
    let level = &analysis.similarity.documents;
    let documents = analysis.documents.len().min(level.ids.len());
    let value = |matrix: &Matrix, a, b| matrix.get(a, b).unwrap_or(0.0);
    let mut best: Vec<Pair> = Vec::new();
    let mut offer = |a: usize, b: usize| {
        let pair = Pair {
            a,
            b,
            coverage: [value(&level.coverage, a, b), value(&level.coverage, b, a)],
            cosine: value(&level.cosine, a, b).max(value(&level.cosine, b, a)),
        };
        let strength = |p: &Pair| {
            let cover = p.coverage[0].max(p.coverage[1]);
            (order(cover), order(p.cosine), Reverse((p.a, p.b)))
        };
        if strength(&pair).0 == 0 && strength(&pair).1 == 0 {
            return;
        }
        let place = best.partition_point(|other| strength(other) > strength(&pair));
        if place < PAIRS && best.get(place).is_none_or(|p| (p.a, p.b) != (a, b)) {
            best.insert(place, pair);
            best.truncate(PAIRS);
        }
    };
    match (&level.coverage, &level.cosine) {
        (Matrix::Full(_), _) => {
            for a in 0..documents {
                (a + 1..documents).for_each(|b| offer(a, b));
            }
        }
        (Matrix::Neighbours(rows), cosine) => {
            let cosine: &[_] = match cosine {
                Matrix::Neighbours(rows) => rows,
                Matrix::Full(_) => &[],
            };
            for rows in [rows, cosine] {
                for (a, row) in rows.iter().enumerate().take(documents) {
                    for n in row.iter().filter(|n| n.column < documents && n.column != a) {
                        offer(a.min(n.column), a.max(n.column));
                    }
                }
            }
        }
    }
    best
}

/// For ordering: four digits are what is shown and written.
fn order(value: f32) -> u32 {
    (value.clamp(0.0, 1.0) * 10_000.0).round() as u32
}

fn shares(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let mut shown: Vec<&DocumentAnalysis> = run
        .analysis
        .documents
        .iter()
        .filter(|d| total(&d.shares) > 0.0)
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    let all = run.analysis.documents.len();
    if shown.len() > DOCUMENTS {
        shown.sort_by_key(|d| order(d.shares.local as f32));
        shown.truncate(DOCUMENTS);
        let n = shown.len();
        heading(
            out,
            &match lang {
                Lang::Zh => format!("文字构成（独有文字最少的 {n} 篇，共 {all} 篇）"),
                Lang::En => format!("Whose wording ({n} of {all}, those with least of their own)"),
            },
        )?;
    } else {
        heading(out, lang.pick("文字构成", "Whose wording"))?;
    }
    let mut rows = vec![
        [
            "",
            lang.pick("套话", "boilerplate"),
            lang.pick("共有", "shared"),
            lang.pick("独有", "its own"),
            lang.pick("独有信息", "own news"),
            lang.pick("字数", "characters"),
            lang.pick("█ 套话 ▒ 共有 · 独有", "█ boilerplate ▒ shared · its own"),
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    rows.extend(shown.iter().map(|d| {
        let tenths = split(&d.shares, 1000);
        let percent = |n: usize| format!("{}.{} %", n / 10, n % 10);
        vec![
            shorten(&d.file, NAME),
            percent(tenths[0]),
            percent(tenths[1]),
            percent(tenths[2]),
            percent(split(&d.information.shares, 1000)[2]),
            grouped(d.characters),
            bar(&d.shares),
        ]
    }));
    let right = Align::Right;
    print_rows(
        out,
        &rows,
        &[Align::Left, right, right, right, right, right, Align::Left],
    )
}

fn total(shares: &Shares) -> f64 {
    shares.boilerplate + shares.shared + shares.local
}

/// `whole` divided as the shares are, so that the parts add up to it: by largest remainder, in the order given.
fn split(shares: &Shares, whole: usize) -> [usize; 3] {
    let total = total(shares);
    if total <= 0.0 {
        return [0; 3];
    }
    let exact = [shares.boilerplate, shares.shared, shares.local].map(|s| s / total * whole as f64);
    let mut parts = exact.map(|e| e.floor() as usize);
    let mut by_remainder = [0, 1, 2];
    by_remainder.sort_by(|&a, &b| {
        let remainder = |i: usize| exact[i] - exact[i].floor();
        remainder(b).total_cmp(&remainder(a))
    });
    let missing = whole.saturating_sub(parts.iter().sum());
    for i in by_remainder.into_iter().take(missing) {
        parts[i] += 1;
    }
    parts
}

fn bar(shares: &Shares) -> String {
    let [boilerplate, shared, local] = split(shares, BAR);
    "█".repeat(boilerplate) + &"▒".repeat(shared) + &"·".repeat(local)
}

/// Templates shown.
const TEMPLATES: usize = 3;
/// Columns for a template's wording.
const WORDING: usize = 76;

/// The strongest templates that have slots, with their blanks.
fn templates(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let with_slots = |t: &&Template| t.parts.iter().any(|p| matches!(p, Part::Slot(_)));
    let shown: Vec<&Template> = run
        .analysis
        .templates
        .iter()
        .filter(with_slots)
        .take(TEMPLATES)
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    heading(out, run.lang.pick("最突出的模板", "Strongest templates"))?;
    for template in shown {
        let uses = template.instances.len();
        let (wording, documents) = (shorten(&template.wording, WORDING), template.spread);
        match run.lang {
            Lang::Zh => writeln!(out, "  {wording}（{documents} 篇，{uses} 处）")?,
            Lang::En => writeln!(out, "  {wording} (documents: {documents}, uses: {uses})")?,
        }
    }
    Ok(())
}

fn faults(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    if run.faults.is_empty() {
        return Ok(());
    }
    let lang = run.lang;
    let (bad, other): (Vec<&Fault>, Vec<&Fault>) =
        run.faults.iter().partition(|f| f.problem.is_bad());
    for (faults, zh, en) in [
        (bad, "读不了的输入", "Could not be read"),
        (other, "没有读的文件", "Left out"),
    ] {
        if faults.is_empty() {
            continue;
        }
        let n = grouped(faults.len());
        heading(
            out,
            &lang.pick(format!("{zh}（{n}）"), format!("{en} ({n})")),
        )?;
        for fault in faults.iter().take(FAULTS) {
            // Never shortened: the whole path is needed to find the file.
            let place = shorten(&fault.place(), usize::MAX);
            let text = problem_text(&fault.problem, lang);
            writeln!(out, "  {place}{}{text}", lang.pick("：", ": "))?;
        }
        if faults.len() > FAULTS {
            let rest = grouped(faults.len() - FAULTS);
            writeln!(
                out,
                "  {}",
                match (lang, run.formats.contains(Format::Json)) {
                    (Lang::Zh, true) =>
                        format!("……另有 {rest} 项，全部列在 analysis.json 的 skipped 中"),
                    (Lang::Zh, false) => format!("……另有 {rest} 项"),
                    (Lang::En, true) => {
                        format!("… and {rest} more, all listed in analysis.json under skipped")
                    }
                    (Lang::En, false) => format!("… and {rest} more"),
                }
            )?;
        }
    }
    Ok(())
}

fn limits(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    if run.analysis.limits.is_empty() {
        return Ok(());
    }
    heading(out, run.lang.pick("只列出一部分", "Listed in part"))?;
    for limit in &run.analysis.limits {
        let (kept, of) = (grouped(limit.kept as usize), grouped(limit.of as usize));
        match run.lang {
            Lang::Zh => writeln!(out, "  {}：{of} 项中的 {kept} 项", limit.what)?,
            Lang::En => writeln!(out, "  {}: {kept} of {of}", limit.what)?,
        }
    }
    Ok(())
}

fn closing(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let main = if run.formats.contains(Format::Html) {
        run.out.join("report.html")
    } else if run.formats.contains(Format::Json) {
        run.out.join("analysis.json")
    } else {
        run.out.to_owned()
    };
    let replaced = match (run.replaced, run.lang) {
        (false, _) => "",
        (true, Lang::Zh) => "（已替换上一次的结果）",
        (true, Lang::En) => " (the earlier run there was replaced)",
    };
    let label = run.lang.pick("报告：", "Report: ");
    writeln!(out, "\n{BOLD}{label}{}{BOLD:#}{replaced}", main.display())
}

fn print_rows(out: &mut dyn Write, rows: &[Vec<String>], align: &[Align]) -> io::Result<()> {
    for line in layout(rows, align, "  ") {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn percent(value: f32) -> String {
    format!("{:.1} %", value * 100.0)
}

/// Thousands apart: `28,001`.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
