//! Runs that survive being cut short.
//!
//! While a run works, a hidden folder stands beside its output, `.NAME.leitong-unfinished`:
//!
//! - `lock`: held by the run, so that a second one does not write to the same place;
//! - `run/`: the output in the making, moved to its place when it is whole;
//! - `old/`: for a moment, the earlier output that is being replaced;
//! - `kept/`: results that took long, for the run that goes on from here if this one dies.
//!
//! All of it goes when the run has succeeded. A run that finds `kept/` compares fingerprints of the program, the
//! options and the texts with its own: if all are the same it takes the results over, otherwise it refuses.

mod fingerprint;
mod hidden_folder;
mod store;

use std::path::PathBuf;

use thiserror::Error;

pub use fingerprint::{OptionsFingerprint, TextsFingerprint};
pub use hidden_folder::{HiddenFolder, HiddenFolderError, clear};
pub use store::CheckpointStore;

/// Why a run does not go on from where an earlier one was cut short.
#[derive(Debug, Error)]
pub enum ResumeError {
    /// It was told something else.
    #[error(
        "{}: an interrupted run left its work here, but with other options\n{}\n\
         Give the options it had to go on from there, or --restart to throw its work away and begin anew",
        folder.display(), list(differences)
    )]
    Options {
        /// Where its work is.
        folder: PathBuf,
        /// What differs, option by option.
        differences: Vec<String>,
    },
    /// The texts are not what they were.
    #[error(
        "{}: an interrupted run left its work here, but the texts are no longer the same\n{}\n\
         Add --restart to throw its work away and begin anew",
        folder.display(), list(differences)
    )]
    Texts {
        /// Where its work is.
        folder: PathBuf,
        /// What differs, text by text.
        differences: Vec<String>,
    },
}

/// Differences told; the rest is counted.
const LISTED: usize = 10;

fn list(differences: &[String]) -> String {
    let mut lines: Vec<String> = differences
        .iter()
        .take(LISTED)
        .map(|d| format!("  {d}"))
        .collect();
    if differences.len() > LISTED {
        lines.push(format!("  … and {} more", differences.len() - LISTED));
    }
    lines.join("\n")
}
