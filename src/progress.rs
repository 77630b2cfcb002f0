//! How a run tells whoever waits for it where it is.

use serde::{Deserialize, Serialize};

/// A stage of a run, in the order of running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Files are read and decoded.
    Read,
    /// Headings, sections and noise are found.
    Outline,
    /// Texts become the stream on which wording is compared.
    Normalize,
    /// Shingles and TF-IDF vectors.
    Features,
    /// Matrices.
    Similarity,
    /// Passages and families.
    Reuse,
    /// Templates and their blanks.
    Templates,
    /// Whose wording each character is.
    Attribution,
    /// Files are written.
    Render,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 9] = [
        Stage::Read,
        Stage::Outline,
        Stage::Normalize,
        Stage::Features,
        Stage::Similarity,
        Stage::Reuse,
        Stage::Templates,
        Stage::Attribution,
        Stage::Render,
    ];
}

/// Is told of every stage. The engine never prints: whoever wants to show something implements this.
///
/// `step` is called from several threads at once. Calls must be cheap: a stage may make one per document or pair.
pub trait Progress: Sync {
    /// A stage begins; it has so many steps, or 0 when that is not known.
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
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}
