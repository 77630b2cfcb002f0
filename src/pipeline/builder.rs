//! The builder of a pipeline: segmenter, progress, checkpoint and configuration are given before it runs.

use std::ops::Deref;

use super::stage::Stages;
use crate::checkpoint::{Checkpoint, NoCheckpoint};
use crate::config::Config;
use crate::progress::{Progress, Silent};
use crate::text::words::Segmenter;

/// Runs all stages over a corpus: [`Pipeline::run`].
///
/// ```
/// use leitong::text::words::Segmenter;
/// use leitong::{Config, Corpus, Pipeline};
///
/// let segmenter = Segmenter::with_user_words(["稳中求进工作总基调"]);
/// let mut config = Config::default();
/// config.min_length = 6;
/// let pipeline = Pipeline::builder().segmenter(&segmenter).config(config).build();
///
/// let corpus = Corpus::from_texts([("a", "坚持稳中求进。"), ("b", "坚持稳中求进！")]);
/// let analysis = pipeline.run(&corpus);
/// assert_eq!(analysis.documents.len(), 2);
/// ```
pub struct Pipeline<'a> {
    pub(super) config: Config,
    segmenter: Option<&'a Segmenter>,
    progress: &'a dyn Progress,
    checkpoint: &'a dyn Checkpoint,
}

impl<'a> Pipeline<'a> {
    /// A builder with default configuration, jieba's own dictionary, no progress and no checkpoint.
    pub fn builder() -> PipelineBuilder<'a> {
        PipelineBuilder(Pipeline {
            config: Config::default(),
            segmenter: None,
            progress: &Silent,
            checkpoint: &NoCheckpoint,
        })
    }

    /// The segmenter it was given, or else jieba's own dictionary, which takes 0.2 seconds to load.
    pub(super) fn segmenter(&self) -> SegmenterRef<'a> {
        match self.segmenter {
            Some(given) => SegmenterRef::Given(given),
            None => SegmenterRef::Own(Box::default()),
        }
    }

    pub(super) fn stages_that_stop(&self, can_stop: bool) -> Stages<'a> {
        Stages {
            progress: self.progress,
            checkpoint: self.checkpoint,
            can_stop,
        }
    }
}

/// Gathers what a [`Pipeline`] works with.
#[must_use = "a builder does nothing until `build`"]
pub struct PipelineBuilder<'a>(Pipeline<'a>);

impl<'a> PipelineBuilder<'a> {
    /// Everything that can change a byte of the result, but for the segmenter's dictionary.
    pub fn config(mut self, config: Config) -> Self {
        self.0.config = config;
        self
    }

    /// Segments words. Worth giving where several runs follow one another, since the dictionary takes 0.2 seconds to
    /// load, and where words of one's own are added to it.
    pub fn segmenter(mut self, segmenter: &'a Segmenter) -> Self {
        self.0.segmenter = Some(segmenter);
        self
    }

    /// Receives the progress, and may cancel [`Pipeline::try_run`].
    pub fn progress(mut self, progress: &'a dyn Progress) -> Self {
        self.0.progress = progress;
        self
    }

    /// Stores the results of long stages, and gives them back to a later run over the same texts.
    pub fn checkpoint(mut self, checkpoint: &'a dyn Checkpoint) -> Self {
        self.0.checkpoint = checkpoint;
        self
    }

    /// The pipeline, ready to run as often as wanted.
    #[must_use]
    pub fn build(self) -> Pipeline<'a> {
        self.0
    }
}

/// A segmenter that was given, or one that was loaded for this run.
pub(super) enum SegmenterRef<'a> {
    Given(&'a Segmenter),
    Own(Box<Segmenter>),
}

impl Deref for SegmenterRef<'_> {
    type Target = Segmenter;

    fn deref(&self) -> &Segmenter {
        match self {
            Self::Given(segmenter) => segmenter,
            Self::Own(segmenter) => segmenter,
        }
    }
}
