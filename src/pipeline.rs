//! The way of the data, from documents to [`Analysis`].

use ndarray::Array2;

use crate::analysis::{
    Analysis, DocumentAnalysis, InformationShares, Level, Matrix, SCHEMA, Shares, Similarity,
};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::progress::{Progress, Silent};
use crate::text::words::Segmenter;

/// Runs all stages with jieba's own dictionary, silently.
pub fn analyze(corpus: &Corpus, config: &Config) -> Analysis {
    analyze_with(corpus, config, &Segmenter::default(), &Silent)
}

/// Runs all stages. A stand-in for the command line to work against until the stages are merged.
pub fn analyze_with(
    corpus: &Corpus,
    config: &Config,
    segmenter: &Segmenter,
    progress: &dyn Progress,
) -> Analysis {
    let _ = (segmenter, progress);
    let level = Level {
        ids: Vec::new(),
        cosine: Matrix::Full(Array2::zeros((0, 0))),
        jaccard: Matrix::Full(Array2::zeros((0, 0))),
        containment: Matrix::Full(Array2::zeros((0, 0))),
        coverage: Matrix::Full(Array2::zeros((0, 0))),
    };
    Analysis {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        config: config.clone(),
        boilerplate_docs: config.boilerplate_threshold(corpus.documents.len()),
        documents: corpus
            .documents
            .iter()
            .map(|d| DocumentAnalysis {
                file: d.name.clone(),
                path: d.path.display().to_string(),
                title: d.metadata.title.clone(),
                date: d.metadata.date.clone(),
                place: d.metadata.place.clone(),
                author: d.metadata.author.clone(),
                kind: None,
                characters: d.text.len(),
                units: 0,
                outline: Vec::new(),
                noise: Vec::new(),
                sections: Vec::new(),
                shares: Shares::default(),
                information: InformationShares::default(),
                terms: Vec::new(),
                text: d.text.as_str().to_owned(),
            })
            .collect(),
        reference: corpus.reference.iter().map(|d| d.name.clone()).collect(),
        skipped: corpus.skipped.clone(),
        similarity: Similarity {
            documents: level.clone(),
            sections: level,
        },
        passages: Vec::new(),
        families: Vec::new(),
        templates: Vec::new(),
        phrases: Vec::new(),
        limits: Vec::new(),
    }
}
