//! What a run tells of its progress while it goes on.

/// The stages of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Headings, sections, noise.
    Outline,
    /// The stream on which wording is compared.
    Normalize,
    /// Words, vectors, shingles.
    Features,
    /// Matrices.
    Similarity,
    /// Passages and families.
    Reuse,
    /// Moulds and set phrases.
    Templates,
    /// Boilerplate, shared, local.
    Attribution,
    /// Writing the outputs.
    Render,
}

/// Hears of a run's progress. Steps may be reported from several threads at once.
pub trait Progress: Sync {
    /// A stage of `steps` steps begins.
    fn begin(&self, _stage: Stage, _steps: u64) {}
    /// One step is done.
    fn step(&self, _stage: Stage) {}
    /// The stage is done.
    fn end(&self, _stage: Stage) {}
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}
