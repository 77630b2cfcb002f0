//! What was found, in words: the sentences of the page.

use std::io::{self, Write};

use super::{RunSummary, heading, sentence};
use crate::cli::strings;
use crate::report::findings::findings;

/// What stands before a finding.
const MARK: &str = "  · ";

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let found = findings(run.analysis);
    if found.is_empty() {
        return Ok(());
    }
    heading(out, strings::FINDINGS.of(run.lang))?;
    for finding in found {
        sentence(run, out, MARK, &finding.sentence(run.lang, &run.names))?;
    }
    Ok(())
}
