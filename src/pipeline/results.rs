//! The results of all stages, on their way to be put together.

use super::attribute::Attributed;
use super::features::Features;
use super::matrices::Matrices;
use super::prepare::Prepared;
use crate::copies::Copies;
use crate::document::Corpus;
use crate::reuse::Reuse;
use crate::template::FoundTemplates;

/// The results of all stages.
pub(super) struct Results<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) prepared: Prepared<'a>,
    pub(super) reuse: Reuse,
    pub(super) copies: Copies,
    pub(super) templates: FoundTemplates,
    pub(super) attributed: Attributed,
    pub(super) features: Features,
    pub(super) matrices: Matrices,
}
