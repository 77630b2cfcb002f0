//! The way of the data, from documents to [`Analysis`].

mod coverage;
mod documents;
mod groups;
mod passages;
mod prepare;
mod sections;

use rayon::prelude::*;

use crate::analysis::{Analysis, Limit, Matrix, SCHEMA, Similarity};
use crate::attribution::{self, ReferenceIndex};
use crate::checkpoint::{Checkpoint, CheckpointKey, NoCheckpoint, load_or_compute};
use crate::config::{Config, SpreadOver};
use crate::document::Corpus;
use crate::feature::Terms;
use crate::feature::similarity::overlap;
use crate::feature::surprisal::SurprisalModel;
use crate::group::{self, Grouping};
use crate::progress::{Progress, Silent, Stage};
use crate::reuse;
use crate::template::{self, TemplateConfig, TemplateDocument, TemplateInput};
use crate::text::NormalText;
use crate::text::words::Segmenter;

use coverage::Compared;

pub use prepare::{all_facts, normal_texts, outlines};

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
    analyze_keeping(corpus, config, segmenter, progress, &NoCheckpoint)
}

/// Runs all stages but those whose result `checkpoint` still has.
///
/// The result depends on the corpus, the configuration and the segmenter's dictionary only: any number of
/// threads gives the same.
pub fn analyze_keeping(
    corpus: &Corpus,
    config: &Config,
    segmenter: &Segmenter,
    progress: &dyn Progress,
    checkpoint: &dyn Checkpoint,
) -> Analysis {
    let documents = &corpus.documents;
    let count = documents.len() as u64;

    let outlines = staged(progress, Stage::Outline, count, |done: Done<()>| {
        outlines(documents, || done(()))
    });
    let texts = staged(progress, Stage::Normalize, count, |done: Done<()>| {
        normal_texts(documents, &outlines, || done(()))
    });
    let facts = all_facts(documents, &outlines, segmenter);
    let grouping = config.group_by.as_deref().map(|by| {
        let rows = documents.iter().zip(&facts);
        let values = rows.map(|(d, f)| {
            let value = group::value(f, &d.metadata.table, by);
            (d.name.as_str(), value)
        });
        Grouping::new(by, values)
    });
    let spread_over = config.spread_over();
    let counted = grouping
        .as_ref()
        .filter(|_| spread_over == SpreadOver::Groups);
    let group_of = counted.map(|grouping| grouping.of.as_slice());
    let terms = staged(progress, Stage::Features, count, |done: Done<()>| {
        Terms::of(documents, segmenter, || done(()))
    });

    let found = load_or_compute(checkpoint, CheckpointKey::Reuse, || {
        staged(progress, Stage::Reuse, 1, |_: Done<()>| match group_of {
            Some(group_of) => reuse::find_reuse_among(&texts, group_of, config),
            None => reuse::find_reuse(&texts, config),
        })
    });

    let moulds = load_or_compute(checkpoint, CheckpointKey::Templates, || {
        staged(progress, Stage::Templates, 1, |_: Done<()>| {
            let one = |((d, text), facts)| TemplateDocument::of(d, text, facts);
            let rows = documents.iter().zip(&texts).zip(&facts);
            let input = TemplateInput {
                documents: rows.map(one).collect(),
                segmenter,
            };
            template::find_templates(&input, &TemplateConfig::default())
        })
    });

    let (attributed, boilerplate_docs) = staged(progress, Stage::Attribution, 1, |_: Done<()>| {
        let reference: Vec<NormalText> = corpus
            .reference
            .par_iter()
            .map(|d| NormalText::without(d.text.as_str(), &d.outline_alone().noise))
            .collect();
        let index = ReferenceIndex::new(&reference, config.min_length);
        let model = SurprisalModel::fit(texts.iter());
        let threshold =
            config.boilerplate_threshold(counted.map_or(documents.len(), Grouping::len));
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
        sections::Vectors::new(
            &terms,
            documents.len(),
            &outlines,
            &sections,
            config,
            grouping.as_ref(),
        )
    });
    let document_shingles = sections::document_shingles(&texts, &terms, &outlines, config);
    let (levels, behind_coverage) = load_or_compute(checkpoint, CheckpointKey::Similarity, || {
        staged(progress, Stage::Similarity, 1, |_: Done<()>| {
            let by_document = overlap(&document_shingles);
            let by_section = overlap(&sections.shingles(&texts, &terms, config));
            let compared = Compared::new(
                &found,
                documents.len(),
                &[
                    (&by_document.0, (0..documents.len()).collect()),
                    (&by_document.1, (0..documents.len()).collect()),
                    (&by_section.1, sections.documents().collect()),
                ],
            );
            let groups = grouping.as_ref().map(|grouping| {
                groups::level(
                    grouping,
                    &vectors,
                    &document_shingles,
                    &found,
                    &texts,
                    &compared,
                )
            });
            let documents = sections::level(
                documents.iter().map(|d| d.name.clone()).collect(),
                &vectors.documents,
                by_document,
                coverage::of_documents(&found, &texts, &compared),
            );
            let sections = sections::level(
                sections.names(&corpus.documents),
                &vectors.sections,
                by_section,
                coverage::of_sections(&found, &sections, &compared),
            );
            ((groups, documents, sections), compared.limit())
        })
    });
    let (of_groups, of_documents, of_sections) = levels;
    let similarity = Similarity {
        groups: of_groups,
        documents: of_documents,
        sections: of_sections,
    };

    let mut limits = matrix_limits(&similarity);
    limits.extend(behind_coverage);
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
        facts: &facts,
        terms: &terms,
        attributed: &attributed,
        vectors: &vectors,
        sections: &sections,
    };
    let assembled = documents::assemble(&inputs);
    Analysis {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        config: config.clone(),
        boilerplate_docs,
        groups: grouping
            .as_ref()
            .map(|grouping| groups::groups(grouping, spread_over, &assembled, &vectors, &terms)),
        documents: assembled,
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
    let groups = similarity.groups.iter().map(|level| (level, "groups"));
    let levels = [
        (&similarity.documents, "documents"),
        (&similarity.sections, "sections"),
    ];
    for (level, name) in levels.into_iter().chain(groups) {
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
