//! Progress reporting and cancellation: how a run tells its caller where it is, and how the caller ends it.

use serde::{Deserialize, Serialize};

/// A stage of a run. The order of the variants is the order of running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Stage {
    /// Reads and decodes files; a step is a file.
    Read,
    /// Finds headings, leaf sections and noise; a step is a document.
    Outline,
    /// Makes of each text the stream on which wording is compared; a step is a document.
    Normalize,
    /// Finds title, date, place, meeting, speaker and kind, and groups the documents; a step is a document.
    Facts,
    /// Finds passages and families; one step.
    Reuse,
    /// Finds documents that are nearly one text; one step.
    Copies,
    /// Finds templates and set phrases; one step.
    Templates,
    /// Segments every document into words; a step is a document.
    Words,
    /// Decides for each unit whether it is boilerplate, shared or local; one step.
    Attribution,
    /// Builds TF-IDF vectors; one step.
    Features,
    /// Builds shingle sets and fills the matrices; one step.
    Similarity,
    /// Puts the results together as [`Analysis`](crate::Analysis); one step.
    Assemble,
    /// Writes files; a step is a kind of output.
    Render,
}

impl Stage {
    /// All stages, in the order of running.
    pub const ALL: [Stage; 13] = [
        Stage::Read,
        Stage::Outline,
        Stage::Normalize,
        Stage::Facts,
        Stage::Reuse,
        Stage::Copies,
        Stage::Templates,
        Stage::Words,
        Stage::Attribution,
        Stage::Features,
        Stage::Similarity,
        Stage::Assemble,
        Stage::Render,
    ];
}

/// Receives the progress of a run, and may end it. The engine never prints: a caller that wants to show something
/// implements this trait.
///
/// `step` and `should_stop` are called from several threads at once. All calls must be cheap: a stage may make one for
/// each document.
pub trait Progress: Sync {
    /// A stage begins. It has `steps` steps, or 0 when their number is not known.
    fn begin(&self, stage: Stage, steps: u64) {
        let _ = (stage, steps);
    }

    /// One step of the stage is done.
    fn step(&self, stage: Stage) {
        let _ = stage;
    }

    /// The stage is over.
    fn end(&self, stage: Stage) {
        let _ = stage;
    }

    /// Whether the run shall end before its next stage. [`Pipeline::try_run`](crate::Pipeline::try_run) asks this before
    /// each stage and then returns [`Cancelled`]; the reader (feature `read`) asks before each batch of files.
    fn should_stop(&self) -> bool {
        false
    }
}

/// Reports to nobody and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}

/// The run was ended by [`Progress::should_stop`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the run was cancelled before the stage {before:?}")]
pub struct Cancelled {
    /// The stage that would have been next.
    pub before: Stage,
}

/// Runs `work` as one stage: everything that takes time runs inside one of these, so that the stages' times add up to
/// that of the run. `work` gets a function to call after each step.
pub(crate) fn in_stage<R>(
    progress: &dyn Progress,
    stage: Stage,
    steps: u64,
    work: impl FnOnce(&(dyn Fn() + Sync)) -> R,
) -> R {
    progress.begin(stage, steps);
    let result = work(&|| progress.step(stage));
    progress.end(stage);
    result
}
