//! `texts/`: each document's text as read, in which all spans count.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::RenderError;
use super::json::file;
use super::run_entries;
use crate::analysis::Analysis;

/// Writes the texts into `dir/texts`, UTF-8, byte for byte what the spans count in.
pub fn write(analysis: &Analysis, dir: &Path) -> Result<(), RenderError> {
    let folder = dir.join(run_entries::TEXTS);
    fs::create_dir_all(&folder).map_err(|error| RenderError::write(&folder, error))?;
    for document in &analysis.documents {
        file(dir, &document.text_file, |out| {
            out.write_all(document.text.as_bytes())
        })?;
    }
    Ok(())
}
