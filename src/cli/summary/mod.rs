//! The summary at the end of a run.

mod copies;
mod faults;
mod findings;
mod opening;
mod pairs;
mod shares;

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use anstyle::{Effects, Style};
use unicode_width::UnicodeWidthStr;

use super::fillers::with_fillers;
use super::strings;
use super::table::{ColumnAlign, layout, shorten};
use super::window::wrapped;
use crate::analysis::{Analysis, Part, Template};
use crate::read::Fault;
use crate::report::names::DocumentNames;
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
    /// What the documents are called.
    pub(super) names: DocumentNames,
    /// Columns of the terminal's window.
    pub(super) width: usize,
}

impl RunSummary<'_> {
    /// What a document is called, in at most so many columns: the short name where the whole does not fit.
    fn name(&self, document: usize, columns: usize) -> String {
        let full = self.names.full(document);
        if full.width() <= columns {
            return shorten(full, columns);
        }
        shorten(self.names.short(document), columns)
    }
}

/// Terminal columns for the name of a document: at most, so many that names give way to nothing else, and at least.
const NAME: usize = 60;
const COMFORTABLE_NAME: usize = 24;
const LEAST_NAME: usize = 10;

/// What stands before the lines below a heading.
const MARGIN: &str = "  ";

const BOLD: Style = Style::new().effects(Effects::BOLD);

/// Prints the summary. Widths are those of a terminal that shows Chinese in two columns.
pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    opening::print(run, out)?;
    findings::print(run, out)?;
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

/// A sentence in lines that fit the window, those behind the first under its words.
fn sentence(run: &RunSummary<'_>, out: &mut dyn Write, mark: &str, text: &str) -> io::Result<()> {
    let room = run.width.saturating_sub(mark.width());
    for (at, line) in wrapped(text, room).into_iter().enumerate() {
        let before = if at == 0 {
            mark.to_owned()
        } else {
            " ".repeat(mark.width())
        };
        writeln!(out, "{before}{line}")?;
    }
    Ok(())
}

/// Templates shown: the summary is an overview, `leitong templates` lists all.
const TEMPLATES: usize = 3;

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
        let (documents, uses) = (template.spread, template.instances.len());
        let counts = strings::template(run.lang, "", documents, uses);
        let room = run.width.saturating_sub(MARGIN.len() + counts.width());
        let wording = shorten(&with_fillers(template), room);
        let line = strings::template(run.lang, &wording, documents, uses);
        writeln!(out, "{MARGIN}{line}")?;
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
