//! The way of the data, from [`Corpus`] to [`Analysis`]: [`Pipeline`] runs the stages in order.
//!
//! [`Pipeline::try_run`] reads like the picture in `ARCHITECTURE.md`. Every stage has a module of its own that can be
//! called alone; the files of this folder prepare their inputs and put their results together.

mod assemble;
mod attribute;
mod builder;
mod copies;
mod coverage;
mod documents;
mod features;
mod groups;
mod limits;
mod matrices;
mod passages;
mod prepare;
mod results;
mod sections;
mod stage;
mod vectors;

use crate::analysis::Analysis;
use crate::checkpoint::CheckpointKey;
use crate::config::Config;
use crate::document::Corpus;
use crate::feature::Terms;
use crate::progress::{Cancelled, Stage};
use crate::reuse::{self, Reuse};
use crate::template::{FoundTemplates, TemplateConfig};

pub use builder::{Pipeline, PipelineBuilder};
use prepare::Prepared;
pub use prepare::outlines;

use attribute::{Attributed, Findings};
use copies::Counted;
use features::{Features, Shingles};
use matrices::Matrices;
use results::Results;
use stage::Stages;

/// Runs all stages with jieba's own dictionary: [`Pipeline`] without anything set but the configuration.
///
/// ```
/// use leitong::{Config, Corpus, analyze};
///
/// let corpus = Corpus::from_texts([
///     ("east", "要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。东河县新建水渠四十里。"),
///     ("west", "西山县修通公路两条。要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。"),
/// ]);
/// let analysis = analyze(&corpus, &Config::default());
/// let passage = &analysis.passages[0];
/// assert_eq!(passage.a.text, "要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。");
/// assert!(analysis.documents[0].shares.local > 0.2);
/// ```
#[must_use]
pub fn analyze(corpus: &Corpus, config: &Config) -> Analysis {
    Pipeline::builder()
        .config(config.clone())
        .build()
        .run(corpus)
}

impl Pipeline<'_> {
    /// Runs all stages, whatever [`Progress::should_stop`](crate::Progress::should_stop) says.
    ///
    /// The result depends on the corpus, the configuration and the segmenter's dictionary only: any number of threads
    /// gives the same. Cost and memory are told stage by stage in `ALGORITHM.md`; none grows with the square of the
    /// documents.
    #[must_use]
    pub fn run(&self, corpus: &Corpus) -> Analysis {
        self.stages(corpus, &self.stages_that_stop(false))
            .expect("only a run that may stop is cancelled")
    }

    /// Runs all stages, unless the progress says that the run shall stop.
    ///
    /// # Errors
    /// [`Cancelled`] when [`Progress::should_stop`](crate::Progress::should_stop) held before a stage. What earlier stages
    /// offered to the checkpoint is still there.
    pub fn try_run(&self, corpus: &Corpus) -> Result<Analysis, Cancelled> {
        self.stages(corpus, &self.stages_that_stop(true))
    }

    fn stages(&self, corpus: &Corpus, stages: &Stages<'_>) -> Result<Analysis, Cancelled> {
        let config = &self.config;
        let segmenter = &*self.segmenter();
        let documents = &corpus.documents;

        let prepared = Prepared::of(corpus, segmenter, config, stages)?;
        let reuse = stages.saved(Stage::Reuse, CheckpointKey::Reuse, || {
            reuse::find_reuse_across(&prepared.texts, &prepared.sides, config)
        })?;
        let copies = stages.whole(Stage::Copies, || prepared.copies(&reuse, config))?;
        let templates = stages.saved(Stage::Templates, CheckpointKey::Templates, || {
            let counted = Counted::new(&prepared, &copies, &reuse.overlaps);
            counted.templates(segmenter, &TemplateConfig::default())
        })?;
        let terms = stages.over_documents(Stage::Words, documents.len(), |done| {
            Terms::of(documents, segmenter, done)
        })?;
        let findings = Findings {
            reuse: &reuse,
            copies: &copies,
            templates: &templates,
            terms: &terms,
        };
        let attributed = stages.whole(Stage::Attribution, || {
            Attributed::new(corpus, &prepared, findings, config)
        })?;
        let features = stages.whole(Stage::Features, || {
            Features::new(&prepared, &copies, terms, config)
        })?;
        let matrices = stages.saved(Stage::Similarity, CheckpointKey::Similarity, || {
            let shingles = Shingles::new(&prepared, &features, config);
            Matrices::new(&prepared, &features, &shingles, &reuse)
        })?;
        stages.whole(Stage::Assemble, || {
            let results = Results {
                corpus,
                prepared,
                reuse,
                copies,
                templates,
                attributed,
                features,
                matrices,
            };
            results.assemble(config)
        })
    }

    /// Finds the templates and the set phrases alone: what [`Pipeline::run`] finds of them, by fewer stages.
    ///
    /// ```
    /// use leitong::template::TemplateConfig;
    /// use leitong::{Corpus, Pipeline};
    ///
    /// let corpus = Corpus::from_texts([
    ///     ("a", "会议强调，要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。"),
    ///     ("b", "会议强调，要把教育振兴摆在首位，立足本地资源禀赋做强职教文章。"),
    /// ]);
    /// let found = Pipeline::builder().build().templates(&corpus, &TemplateConfig::default());
    /// println!("{}", found.templates[0].wording);
    /// ```
    #[must_use]
    pub fn templates(&self, corpus: &Corpus, templates: &TemplateConfig) -> FoundTemplates {
        let segmenter = &*self.segmenter();
        let stages = self.stages_that_stop(false);
        let prepared = Prepared::of(corpus, segmenter, &self.config, &stages)
            .expect("only a run that may stop is cancelled");
        // Passages tell copies alone here.
        let reuse = match self.config.count_copies {
            true => Reuse::default(),
            false => reuse::find_reuse_across(&prepared.texts, &prepared.sides, &self.config),
        };
        let copies = prepared.copies(&reuse, &self.config);
        let counted = Counted::new(&prepared, &copies, &reuse.overlaps);
        counted.templates(segmenter, templates)
    }
}
