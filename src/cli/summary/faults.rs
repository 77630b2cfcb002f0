//! What could not be read.

use std::io::{self, Write};

use super::{RunSummary, heading};
use crate::cli::problem_text::problem_text;
use crate::cli::table::shorten;
use crate::read::Fault;
use crate::report::number::grouped;
use crate::report::{Format, Lang};

/// Faults listed of each kind: a folder of bad files is told whole, one of a hundred thousand is not.
const FAULTS: usize = 100;

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
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
