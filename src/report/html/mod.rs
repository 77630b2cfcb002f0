//! A stand-in until the renderer is merged.

use std::path::Path;

use super::{RenderError, RenderOptions};
use crate::analysis::Analysis;

/// Writes html into `dir`.
pub fn write(analysis: &Analysis, options: &RenderOptions, dir: &Path) -> Result<(), RenderError> {
    let _ = (analysis, options, dir);
    Ok(())
}
