//! The one mechanism around every stage of a run: cancellation, checkpoint, progress and timing.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::checkpoint::{Checkpoint, CheckpointKey, load_or_compute};
use crate::progress::{Cancelled, Progress, Stage, in_stage};

/// Runs the stages of one run.
#[derive(Clone, Copy)]
pub(super) struct Stages<'a> {
    pub(super) progress: &'a dyn Progress,
    pub(super) checkpoint: &'a dyn Checkpoint,
    /// Whether [`Progress::should_stop`] is asked before each stage.
    pub(super) can_stop: bool,
}

impl Stages<'_> {
    /// Runs a stage with one step a document; `work` calls its argument after each.
    pub(super) fn over_documents<R>(
        &self,
        stage: Stage,
        documents: usize,
        work: impl FnOnce(&(dyn Fn() + Sync)) -> R,
    ) -> Result<R, Cancelled> {
        self.go_on(stage)?;
        Ok(in_stage(self.progress, stage, documents as u64, work))
    }

    /// Runs a stage over all documents together.
    pub(super) fn whole<R>(&self, stage: Stage, work: impl FnOnce() -> R) -> Result<R, Cancelled> {
        self.go_on(stage)?;
        Ok(in_stage(self.progress, stage, 1, |_| work()))
    }

    /// As [`Stages::whole`], but takes the result of an interrupted run where the checkpoint still has it, and offers
    /// the checkpoint what it had to compute.
    pub(super) fn saved<R: Serialize + DeserializeOwned>(
        &self,
        stage: Stage,
        key: CheckpointKey,
        work: impl FnOnce() -> R,
    ) -> Result<R, Cancelled> {
        self.go_on(stage)?;
        Ok(load_or_compute(self.checkpoint, key, || {
            in_stage(self.progress, stage, 1, |_| work())
        }))
    }

    fn go_on(&self, before: Stage) -> Result<(), Cancelled> {
        if self.can_stop && self.progress.should_stop() {
            return Err(Cancelled { before });
        }
        Ok(())
    }
}
