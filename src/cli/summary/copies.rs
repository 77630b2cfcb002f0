//! The groups of documents that are nearly one text.

use std::io::{self, Write};

use super::{NAME, RunSummary, heading, sentence};
use crate::analysis::CopyGroup;
use crate::cli::strings;
use crate::cli::table::shorten;
use crate::report::number::grouped;

/// Groups shown, and documents of each: the summary is an overview, `copies.csv` lists all.
const GROUPS: usize = 5;
const VERSIONS: usize = 6;

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (groups, lang) = (&run.analysis.copies, run.lang);
    if groups.is_empty() {
        return Ok(());
    }
    let counted = match run.analysis.sides {
        Some(_) => strings::COPIES_ACROSS,
        None => strings::COPIES,
    };
    heading(out, counted.of(lang))?;
    for group in groups.iter().take(GROUPS) {
        let line = names(run, group);
        let order = strings::order_of_copies(lang, group.order);
        sentence(run, out, "  ", format!("{line} {order}").trim_end())?;
    }
    if groups.len() > GROUPS {
        let documents: usize = groups[GROUPS..].iter().map(|g| g.versions.len()).sum();
        let (groups, documents) = (grouped(groups.len() - GROUPS), grouped(documents));
        writeln!(out, "  {}", strings::more_copies(lang, &groups, &documents))?;
    }
    Ok(())
}

/// `a.txt = a.docx → b.txt`: exact copies, and the next version.
fn names(run: &RunSummary<'_>, group: &CopyGroup) -> String {
    let mut line = String::new();
    for (at, version) in group.versions.iter().take(VERSIONS).enumerate() {
        if at > 0 {
            line.push_str(if version.equal_to.is_some() {
                " = "
            } else {
                " → "
            });
        }
        line.push_str(&shorten(
            &run.analysis.documents[version.document].file,
            NAME,
        ));
    }
    if group.versions.len() > VERSIONS {
        line.push_str(" …");
    }
    line
}
