//! `align --html`: the two texts side by side as a page, by the pair view of the report.

use std::path::Path;

use anyhow::Context;

use super::findings::AlignFindings;
use super::loaded_text::NamedText;
use crate::cli::atomic_file;
use crate::cli::exit::Failure;
use crate::config::Config;
use crate::document::Corpus;
use crate::pipeline::Pipeline;
use crate::report::{Lang, html};

/// Writes the page to `file`, whole or not at all.
pub(super) fn write(
    a: &NamedText<'_>,
    b: &NamedText<'_>,
    found: &AlignFindings,
    lang: Lang,
    file: &Path,
) -> Result<(), Failure> {
    let corpus: Corpus = [a, b]
        .map(|text| text.text.document.clone())
        .into_iter()
        .collect();
    // Two texts that are copies of one another would count as one, and have nothing in common with anything.
    let config = Config {
        count_copies: true,
        ..Config::default()
    };
    let analysis = Pipeline::builder().config(config).build().run(&corpus);
    let page = html::pair_page(&analysis, &found.told(), lang)
        .map_err(|error| Failure::internal(anyhow::anyhow!("the page cannot be made: {error}")))?;
    atomic_file::write(file, &page)
        .with_context(|| format!("cannot write {}", file.display()))
        .map_err(Failure::output)
}
