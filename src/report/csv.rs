//! Tables. A stand-in until the renderer is merged.

use std::path::Path;

use super::RenderError;
use crate::analysis::Analysis;

/// Writes the tables into `dir`.
pub fn write(analysis: &Analysis, dir: &Path) -> Result<(), RenderError> {
    let _ = (analysis, dir);
    Ok(())
}
