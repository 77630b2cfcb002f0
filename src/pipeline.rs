//! The way of the data, from documents to [`Analysis`].

mod documents;
mod passages;
mod sections;

use rayon::prelude::*;

use crate::analysis::{Analysis, Limit, Matrix, SCHEMA, Similarity};
use crate::attribution::{self, ReferenceIndex};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::feature::Terms;
use crate::feature::surprisal::SurprisalModel;
use crate::keep::{Keep, KeepNothing, Part, kept_or_found};
use crate::progress::{Progress, Silent, Stage};
use crate::reuse;
use crate::template::{self, TemplateConfig, TemplateDocument, TemplateInput};
use crate::text::NormalText;
use crate::text::words::Segmenter;

/// Runs all stages with jieba's own dictionary, saying nothing on the way.
pub fn analyze(corpus: &Corpus, config: &Config) -> Analysis {
    analyze_with(corpus, config, &Segmenter::default(), &Silent)
}

/// Runs all stages.
///
/// As [`analyze_keeping`], keeping nothing.
pub fn analyze_with(
    corpus: &Corpus,
    config: &Config,
    segmenter: &Segmenter,
    progress: &dyn Progress,
) -> Analysis {
    analyze_keeping(corpus, config, segmenter, progress, &KeepNothing)
}

/// Runs all stages but those whose result `keep` still has.
///
/// The result depends on the corpus, the configuration and the segmenter's dictionary only: any number of
/// threads gives the same.
pub fn analyze_keeping(
    corpus: &Corpus,
    config: &Config,
    segmenter: &Segmenter,
    progress: &dyn Progress,
    keep: &dyn Keep,
) -> Analysis {
    let documents = &corpus.documents;
    let count = documents.len() as u64;

    let outlines: Vec<_> = staged(progress, Stage::Outline, count, |done| {
        let one = |d: &crate::Document| done(d.outline());
        documents.par_iter().map(one).collect()
    });
    let texts: Vec<NormalText> = staged(progress, Stage::Normalize, count, |done| {
        documents
            .par_iter()
            .zip(&outlines)
            .map(|(d, o)| done(NormalText::without(d.text.as_str(), &o.noise)))
            .collect()
    });
    let terms = staged(progress, Stage::Features, count, |done: Done<()>| {
        Terms::of(documents, segmenter, || done(()))
    });

    let found = kept_or_found(keep, Part::Reuse, || {
        staged(progress, Stage::Reuse, 1, |_: Done<()>| {
            reuse::find_reuse(&texts, config)
        })
    });

    let moulds = kept_or_found(keep, Part::Templates, || {
        staged(progress, Stage::Templates, 1, |_: Done<()>| {
            let one = |(d, text)| TemplateDocument::of(d, text);
            let input = TemplateInput {
                documents: documents.iter().zip(&texts).map(one).collect(),
                segmenter,
            };
            template::find_templates(&input, &TemplateConfig::default())
        })
    });

    let (attributed, boilerplate_docs) = staged(progress, Stage::Attribution, 1, |_: Done<()>| {
        let reference: Vec<NormalText> = corpus
            .reference
            .par_iter()
            .map(|d| NormalText::without(d.text.as_str(), &d.outline().noise))
            .collect();
        let index = ReferenceIndex::new(&reference, config.min_length);
        let model = SurprisalModel::fit(texts.iter());
        let threshold = config.boilerplate_threshold(documents.len());
        let attributed: Vec<_> = texts
            .par_iter()
            .zip(found.spread.par_iter())
            .map(|(text, spread)| {
                let reference = index.sources(text);
                documents::Attributed {
                    units: attribution::attribute(spread, &reference, threshold),
                    reference,
                    bits: model.bits(text),
                }
            })
            .collect();
        (attributed, threshold)
    });

    let sections = sections::Sections::new(&outlines, &texts);
    let vectors = staged(progress, Stage::Features, 1, |_: Done<()>| {
        sections::Vectors::new(&terms, documents.len(), &outlines, &sections, config)
    });
    let similarity = kept_or_found(keep, Part::Similarity, || {
        staged(progress, Stage::Similarity, 1, |_: Done<()>| Similarity {
            documents: sections::level(
                documents.iter().map(|d| d.name.clone()).collect(),
                &vectors.documents,
                &sections::document_shingles(&texts, &terms, &outlines, config),
                passages::document_coverage(&found, &texts),
            ),
            sections: sections::level(
                sections.names(documents),
                &vectors.sections,
                &sections.shingles(&texts, &terms, config),
                passages::section_coverage(&found, &sections),
            ),
        })
    });

    let mut limits = matrix_limits(&similarity);
    if found.passages_found > found.passages.len() as u64 {
        limits.push(Limit {
            what: "passages".to_owned(),
            kept: found.passages.len() as u64,
            of: found.passages_found,
        });
    }
    let pairs = count * count.saturating_sub(1) / 2;
    if found.pairs_aligned < pairs {
        limits.push(Limit {
            what: "pairs of documents aligned closely".to_owned(),
            kept: found.pairs_aligned,
            of: pairs,
        });
    }
    let inputs = documents::Inputs {
        corpus,
        outlines: &outlines,
        texts: &texts,
        terms: &terms,
        attributed: &attributed,
        vectors: &vectors,
        sections: &sections,
    };
    Analysis {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        config: config.clone(),
        boilerplate_docs,
        documents: documents::assemble(&inputs),
        reference: corpus.reference.iter().map(|d| d.name.clone()).collect(),
        skipped: corpus.skipped.clone(),
        similarity,
        passages: passages::passages(&found, documents, &texts),
        families: passages::families(&found, documents, &texts),
        templates: moulds.templates,
        phrases: moulds.phrases,
        limits,
    }
}

/// What a stage calls with each finished item.
type Done<'a, T> = &'a (dyn Fn(T) -> T + Sync);

/// Runs one stage between its begin and its end.
fn staged<T, R>(
    progress: &dyn Progress,
    stage: Stage,
    steps: u64,
    run: impl FnOnce(Done<T>) -> R,
) -> R {
    progress.begin(stage, steps);
    let result = run(&|item| {
        progress.step(stage);
        item
    });
    progress.end(stage);
    result
}

/// States which matrices hold neighbours only.
fn matrix_limits(similarity: &Similarity) -> Vec<Limit> {
    let mut limits = Vec::new();
    for (level, name) in [
        (&similarity.documents, "documents"),
        (&similarity.sections, "sections"),
    ] {
        for metric in crate::analysis::Metric::ALL {
            if let Matrix::Neighbours(rows) = level.matrix(metric) {
                limits.push(Limit {
                    what: format!("matrix/{name}.{}", metric.name()),
                    kept: rows.iter().map(|row| row.len() as u64).sum(),
                    of: (rows.len() as u64).pow(2),
                });
            }
        }
    }
    limits
}
