//! The outputs that people open: JSON, CSV, charts, HTML. Every renderer reads only [`Analysis`].

mod base64;
mod chart_set;
pub mod charts;
pub mod checked;
mod cluster;
pub mod csv;
mod document_numbers;
pub mod findings;
pub(crate) mod glossary;
mod guarded_table;
pub mod html;
pub mod json;
pub mod names;
pub(crate) mod number;
mod options;
pub mod palette;
mod run_entries;
pub mod texts;
pub mod themes;
pub(crate) mod xml;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use chart_set::{Chart, ChartSet, UnknownChart};
pub use options::{Format, Formats, FormatsError, Lang, RenderOptions};
pub use run_entries::RUN_ENTRIES;
#[cfg(feature = "cli")]
pub(crate) use run_entries::{ANALYSIS, CHARTS, MATRIX, TEXTS};

use crate::analysis::Analysis;
use crate::progress::{Progress, Stage, in_stage};

/// An error of a library that draws or fills in. Its type is that library's and not part of ours.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// An output could not be written.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The file system refused.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A chart could not be drawn.
    #[error("cannot draw {}", path.display())]
    Draw {
        /// The file it was to become.
        path: PathBuf,
        /// What the drawing library said.
        source: Cause,
    },
    /// A page could not be put together.
    #[error("cannot make {}", path.display())]
    Page {
        /// The file it was to become.
        path: PathBuf,
        /// What the template, or the writer of its data, said.
        source: Cause,
    },
}

impl RenderError {
    /// Writing `path` failed. Takes the errors of `std::io`, `serde_json` and `csv`, and keeps what lies under
    /// them, so that a full disk can be told from other trouble.
    pub fn write(path: impl Into<PathBuf>, error: impl Into<io::Error>) -> Self {
        RenderError::Write {
            path: path.into(),
            source: error.into(),
        }
    }
}

/// Writes one kind of output.
type Job<'a> = &'a dyn Fn() -> Result<(), RenderError>;

/// Writes what is asked for into `dir`, which exists.
///
/// Files are written in a fixed order, and the same analysis and options give the same bytes.
///
/// # Errors
/// The first file that cannot be written ends it. On error the directory may hold partial output; the caller removes it.
pub fn render(
    analysis: &Analysis,
    options: &RenderOptions,
    dir: &Path,
    progress: &dyn Progress,
) -> Result<(), RenderError> {
    let formats = options.formats;
    // Spans are in both.
    let spans = formats.contains(Format::Json) || formats.contains(Format::Csv);
    let jobs: [(bool, Job<'_>); 5] = [
        (spans, &|| texts::write(analysis, dir)),
        (formats.contains(Format::Json), &|| {
            json::write(analysis, dir)
        }),
        (formats.contains(Format::Csv), &|| csv::write(analysis, dir)),
        (formats.charts(), &|| charts::write(analysis, options, dir)),
        (formats.contains(Format::Html), &|| {
            html::write(analysis, options, dir)
        }),
    ];
    let steps = jobs.iter().filter(|(wanted, _)| *wanted).count();
    in_stage(progress, Stage::Render, steps as u64, |done| {
        for (_, job) in jobs.iter().filter(|(wanted, _)| *wanted) {
            job()?;
            done();
        }
        Ok(())
    })
}
