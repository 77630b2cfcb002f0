//! `analysis.json`. A stand-in until the renderer is merged.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::RenderError;
use crate::analysis::Analysis;

/// Writes `analysis.json` into `dir`.
pub fn write(analysis: &Analysis, dir: &Path) -> Result<(), RenderError> {
    let path = dir.join("analysis.json");
    let file = File::create(&path).map_err(|e| RenderError::write(&path, e))?;
    let mut out = BufWriter::new(file);
    serde_json::to_writer(&mut out, analysis).map_err(|e| RenderError::write(&path, e))?;
    out.flush().map_err(|e| RenderError::write(&path, e))
}
