//! Runs that survive being cut short.
//!
//! While a run works, a hidden folder stands beside its output, `.NAME.leitong-unfinished`:
//!
//! - `lock`: held by the run, so that a second one does not write to the same place;
//! - `run/`: the output in the making, moved to its place when it is whole;
//! - `old/`: for a moment, the earlier output that is being replaced;
//! - `kept/`: the checkpoint, results of long stages for the run that goes on from here if this one dies.
//!
//! All of it is removed when the run has succeeded. A run that finds a checkpoint compares the fingerprints of program,
//! options and texts in it with its own: if all are the same it loads the results, otherwise it refuses.
//!
//! [`CheckpointStore`] implements the engine's [`Checkpoint`](crate::checkpoint::Checkpoint): it stores and loads
//! results by key.

mod fingerprint;
mod hidden_folder;
mod store;

use std::path::PathBuf;

use thiserror::Error;

pub(super) use fingerprint::{OptionsFingerprint, TextsFingerprint};
pub(super) use hidden_folder::{HiddenFolder, HiddenFolderError, clear};
pub(super) use store::CheckpointStore;

/// Why a run refuses to go on from the checkpoint of an earlier one.
#[derive(Debug, Error)]
pub(super) enum ResumeError {
    /// The earlier run had other options, or was another build of the program.
    #[error(
        "{}: an interrupted run left its work here, but with other options\n{}\n\
         Give the options it had to go on from there, or --restart to throw its work away and begin anew",
        folder.display(), list(differences)
    )]
    Options {
        /// The folder of the checkpoint.
        folder: PathBuf,
        /// A line for each option that differs.
        differences: Vec<String>,
    },
    /// The earlier run had other texts.
    #[error(
        "{}: an interrupted run left its work here, but the texts are no longer the same\n{}\n\
         Add --restart to throw its work away and begin anew",
        folder.display(), list(differences)
    )]
    Texts {
        /// The folder of the checkpoint.
        folder: PathBuf,
        /// A line for each text that differs.
        differences: Vec<String>,
    },
}

/// Differences listed at most; the rest is counted.
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
