//! Reused wording: from seeds to passages and families.

mod family;
pub mod pair;

use std::ops::Range;

use crate::config::Config;
use crate::corpus::DocId;
use crate::text::NormalText;

pub use family::Overlaps;

/// Units of one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Whose.
    pub doc: DocId,
    /// Which units of its NormalText.
    pub units: Range<usize>,
}

/// One step of an alignment, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// So many units are equal.
    Equal(usize),
    /// So many of a stand for so many of b.
    Replace(usize, usize),
    /// So many units only in b.
    Insert(usize),
    /// So many units only in a.
    Delete(usize),
}

/// Two aligned stretches.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedPassage {
    /// One side.
    pub a: Stretch,
    /// The other.
    pub b: Stretch,
    /// From a to b; they consume both sides exactly.
    pub edits: Vec<Edit>,
    /// Surprisal of the equal units, in bits.
    pub bits: f64,
    /// Score of the alignment.
    pub score: f64,
    /// Index into [`Reuse::families`].
    pub family: Option<usize>,
}

/// Stretches that share one wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// In corpus order.
    pub members: Vec<Stretch>,
}

/// Everything that was found reused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reuse {
    /// The same wording, n ways.
    pub families: Vec<Family>,
    /// Pairs, strongest first, up to [`Config::max_passages`].
    pub passages: Vec<AlignedPassage>,
    /// How many pairs there were before the limit.
    pub passages_found: u64,
    /// For each document and unit: in how many other documents, or groups, the unit stands as equal wording of a
    /// passage.
    pub spread: Vec<Vec<u32>>,
    /// From which the coverage of any pair of documents is derived.
    pub overlaps: Overlaps,
}

/// Finds reused wording among `texts`, whatever their number; see the module `family` for how, and for the cost.
///
/// Deterministic for any number of threads. Documents behind the first 2^32 units are not compared.
pub fn find_reuse(texts: &[NormalText], config: &Config) -> Reuse {
    family::find(texts, None, config)
}

/// As [`find_reuse`], with [`Reuse::spread`] counted over groups of documents: `group_of` has the group of each.
pub fn find_reuse_among(texts: &[NormalText], group_of: &[u32], config: &Config) -> Reuse {
    family::find(texts, Some(group_of), config)
}
