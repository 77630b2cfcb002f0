//! `align --html`: the two texts side by side as a page, by the pair view of the report.

use std::path::Path;

use anyhow::Context;

use super::findings::AlignFindings;
use crate::analysis::Analysis;
use crate::cli::atomic_file;
use crate::cli::exit::Failure;
use crate::report::{Lang, html};

/// Writes the page to `file`, whole or not at all.
pub(super) fn write(
    analysis: &Analysis,
    found: &AlignFindings,
    lang: Lang,
    file: &Path,
) -> Result<(), Failure> {
    let page = html::pair_page(analysis, &found.told(), lang)
        .map_err(|error| Failure::internal(anyhow::anyhow!("the page cannot be made: {error}")))?;
    atomic_file::write(file, &page)
        .with_context(|| format!("cannot write {}", file.display()))
        .map_err(Failure::output)
}
