//! The way of the data, from documents to [`Analysis`].

use crate::analysis::Analysis;
use crate::config::Config;
use crate::corpus::Corpus;

/// Runs all stages.
pub fn analyze(corpus: &Corpus, config: &Config) -> Analysis {
    let _ = (corpus, config);
    todo!("stages are being put in")
}
