//! The inputs that could not be read, and the files that were left out.

use std::io::{self, Write};

use super::{RunSummary, heading};
use crate::cli::problem_text::problem_text;
use crate::cli::strings;
use crate::cli::table::shorten;
use crate::read::Fault;
use crate::report::Format;
use crate::report::number::grouped;

/// Faults listed of each kind: all of a folder of bad files, but not all of a hundred thousand.
const FAULTS: usize = 100;

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    if run.faults.is_empty() {
        return Ok(());
    }
    let lang = run.lang;
    let (bad, other): (Vec<&Fault>, Vec<&Fault>) =
        run.faults.iter().partition(|f| f.problem.is_bad());
    for (faults, title) in [(bad, strings::NOT_READ), (other, strings::LEFT_OUT)] {
        if faults.is_empty() {
            continue;
        }
        let number = grouped(faults.len());
        heading(out, &strings::heading_with_number(lang, title, &number))?;
        for fault in faults.iter().take(FAULTS) {
            // Control characters go, but nothing is shortened: the whole path is needed to find the file.
            let place = shorten(&fault.place(), usize::MAX);
            let text = problem_text(&fault.problem, lang);
            writeln!(out, "  {place}{}{text}", strings::COLON.of(lang))?;
        }
        if faults.len() > FAULTS {
            let rest = grouped(faults.len() - FAULTS);
            let in_json = run.formats.contains(Format::Json);
            writeln!(out, "  {}", strings::more_faults(lang, &rest, in_json))?;
        }
    }
    Ok(())
}
