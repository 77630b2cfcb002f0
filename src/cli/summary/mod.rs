//! The summary at the end of a run.

mod copies;
mod faults;
mod opening;
mod pairs;
mod shares;

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use anstyle::{Effects, Style};

use super::fillers::with_fillers;
use super::strings;
use super::table::{ColumnAlign, layout, shorten};
use crate::analysis::{Analysis, Part, Template};
use crate::read::Fault;
use crate::report::number::{self, grouped};
use crate::report::{Format, Formats, Lang};

/// A run that is over, and how to tell of it.
pub(super) struct RunSummary<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) faults: &'a [Fault],
    pub(super) out: &'a Path,
    pub(super) formats: Formats,
    pub(super) lang: Lang,
    pub(super) elapsed: Duration,
    /// Whether an earlier run stood in the folder.
    pub(super) replaced: bool,
}

/// Terminal columns for the name of a document.
const NAME: usize = 36;

const BOLD: Style = Style::new().effects(Effects::BOLD);

/// Prints the summary. Widths are those of a terminal that shows Chinese in two columns.
pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    opening::print(run, out)?;
    copies::print(run, out)?;
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

/// Templates shown: the summary is an overview, `leitong templates` lists all.
const TEMPLATES: usize = 3;
/// Terminal columns for a template's wording with its fillers: as wide as the table of shares.
const WORDING: usize = 120;

/// The strongest templates that have slots, with the fillers of these.
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
    heading(out, strings::STRONGEST_TEMPLATES.of(run.lang))?;
    for template in shown {
        let wording = shorten(&with_fillers(template), WORDING);
        let (documents, uses) = (template.spread, template.instances.len());
        let line = strings::template(run.lang, &wording, documents, uses);
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// The lists that were cut at a limit.
fn limits(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    if run.analysis.limits.is_empty() {
        return Ok(());
    }
    heading(out, strings::LISTED_IN_PART.of(run.lang))?;
    for limit in &run.analysis.limits {
        let (kept, of) = (grouped(limit.kept as usize), grouped(limit.of as usize));
        let line = strings::limit(run.lang, limit.what, &kept, &of);
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// Names the file to open next: the report, or if it was not asked for, the JSON or the folder.
fn closing(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let main = if run.formats.contains(Format::Html) {
        run.out.join("report.html")
    } else if run.formats.contains(Format::Json) {
        run.out.join("analysis.json")
    } else {
        run.out.to_owned()
    };
    let replaced = if run.replaced {
        strings::REPLACED.of(run.lang)
    } else {
        ""
    };
    let label = strings::REPORT.of(run.lang);
    writeln!(out, "\n{BOLD}{label}{}{BOLD:#}{replaced}", main.display())
}

fn print_rows(out: &mut dyn Write, rows: &[Vec<String>], align: &[ColumnAlign]) -> io::Result<()> {
    for line in layout(rows, align, "  ") {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A share as it is ordered by: in ten-thousandths, which are what is shown and written, so that ties are seen ties.
fn order(value: f32) -> u32 {
    (value.clamp(0.0, 1.0) * 10_000.0).round() as u32
}

fn percent(lang: Lang, value: f32) -> String {
    number::percent(lang, f64::from(value), 1)
}
