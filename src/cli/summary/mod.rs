//! What is said at the end of a run.

mod faults;
mod opening;
mod pairs;
mod shares;

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use anstyle::{Effects, Style};

use super::fillers::with_fillers;
use super::table::{ColumnAlign, layout, shorten};
use crate::analysis::{Analysis, Part, Template};
use crate::read::Fault;
use crate::report::number::grouped;
use crate::report::{Format, Formats, Lang};

/// A run that is over.
pub struct RunSummary<'a> {
    pub analysis: &'a Analysis,
    pub faults: &'a [Fault],
    pub out: &'a Path,
    pub formats: Formats,
    pub lang: Lang,
    pub elapsed: Duration,
    /// Whether an earlier run stood in the folder.
    pub replaced: bool,
}

/// Columns for a name.
const NAME: usize = 36;

const BOLD: Style = Style::new().effects(Effects::BOLD);

/// Prints the summary. Widths are those of a terminal that shows Chinese in two columns.
pub fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    opening::print(run, out)?;
    pairs::print(run, out)?;
    shares::print(run, out)?;
    templates(run, out)?;
    faults::print(run, out)?;
    limits(run, out)?;
    closing(run, out)
}

fn heading(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "\n{BOLD}{text}{BOLD:#}")
}

/// Templates shown.
const TEMPLATES: usize = 3;
/// Columns for a template's wording with its fillers: as wide as the table of shares.
const WORDING: usize = 120;

/// The strongest templates that have slots, with what stands in them.
fn templates(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
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
        let (wording, documents) = (shorten(&with_fillers(template), WORDING), template.spread);
        match run.lang {
            Lang::Zh => writeln!(out, "  {wording}（{documents} 篇，{uses} 处）")?,
            Lang::En => writeln!(out, "  {wording} (documents: {documents}, uses: {uses})")?,
        }
    }
    Ok(())
}

fn limits(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
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

fn closing(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
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

fn print_rows(out: &mut dyn Write, rows: &[Vec<String>], align: &[ColumnAlign]) -> io::Result<()> {
    for line in layout(rows, align, "  ") {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// For ordering: four digits are what is shown and written.
fn order(value: f32) -> u32 {
    (value.clamp(0.0, 1.0) * 10_000.0).round() as u32
}

fn percent(value: f32) -> String {
    format!("{:.1} %", value * 100.0)
}
