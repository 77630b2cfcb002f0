//! `analysis.json`, `passages.jsonl`, `templates.json`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::RenderError;
use super::run_entries;
use crate::analysis::{Analysis, Template};

/// The content of `templates.json`.
#[derive(Serialize)]
struct Templates<'a> {
    templates: &'a [Template],
}

/// Writes the three files into `dir`.
pub fn write(analysis: &Analysis, dir: &Path) -> Result<(), RenderError> {
    file(dir, run_entries::ANALYSIS, |out| line(out, analysis))?;
    file(dir, run_entries::PASSAGES, |out| {
        analysis
            .passages
            .iter()
            .try_for_each(|passage| line(out, passage))
    })?;
    file(dir, run_entries::TEMPLATES, |out| {
        let templates = &analysis.templates;
        line(out, &Templates { templates })
    })
}

/// Creates `dir/name` and lets `fill` write it.
pub(super) fn file(
    dir: &Path,
    name: &str,
    fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), RenderError> {
    let path = dir.join(name);
    let write = || {
        let mut out = BufWriter::new(File::create(&path)?);
        fill(&mut out)?;
        out.flush()
    };
    write().map_err(|error| RenderError::write(&path, error))
}

/// One value and a line end.
fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
