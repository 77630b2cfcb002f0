//! Checked drafts as files: a page and tables.
//!
//! | file | what |
//! |---|---|
//! | `check.html` | each draft with its passages marked, sources, left-overs; one file, without script and network |
//! | `drafts.csv` | a row a draft: shares, number of left-overs and blanks |
//! | `passages.csv` | a row a passage, with its class, its reason and the wording of both sides |
//! | `sources.csv` | a row a source of a draft |
//! | `leftovers.csv` | a row a left-over, with the sentence of its source |

mod page;
mod tables;
pub(crate) mod words;

use std::fs;
use std::path::Path;

use super::{Lang, RenderError};
use crate::analysis::checked::CheckedDraft;

/// The page's name.
pub const PAGE: &str = "check.html";

/// Writes page and tables into `dir`, which exists.
///
/// # Errors
/// The first file that cannot be written ends it.
pub fn write(drafts: &[CheckedDraft], lang: Lang, dir: &Path) -> Result<(), RenderError> {
    let page = dir.join(PAGE);
    fs::write(&page, page::page(drafts, lang)).map_err(|error| RenderError::write(&page, error))?;
    tables::write(drafts, lang, dir)
}
