//! Reused wording: from seeds to passages and families.
//!
//! [`find_reuse`] is for a corpus, [`pair::Aligner`] for two texts. Both compare units of [`NormalText`] and give edit
//! scripts in units; spans in code points are made from them by [`NormalText::span_of`].

mod closest_pairs;
mod corpus;
mod edit;
pub mod pair;
mod sentence;
mod stats;
mod work;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::document::DocId;
use crate::text::NormalText;

pub use corpus::{Overlaps, Partners};
pub use edit::Edit;
pub use stats::PassageStats;

/// Units of one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stretch {
    /// The document.
    pub doc: DocId,
    /// Unit range in its [`NormalText`].
    pub units: Range<usize>,
}

/// Two aligned stretches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlignedPassage {
    /// One side.
    pub a: Stretch,
    /// The other.
    pub b: Stretch,
    /// From a to b; they consume both sides exactly.
    pub edits: Vec<Edit>,
    /// Its match statistics.
    pub stats: PassageStats,
    /// Index into [`Reuse::families`].
    pub family: Option<usize>,
}

/// Stretches that share one wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// In corpus order.
    pub members: Vec<Stretch>,
}

/// Everything that was found reused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reuse {
    /// The same wording, n ways.
    pub families: Vec<Family>,
    /// Pairs, strongest first, up to [`Config::max_passages`].
    pub passages: Vec<AlignedPassage>,
    /// Number of passages before the limit.
    pub passages_found: u64,
    /// Number of pairs of documents that the module [`pair`] aligned: the closest, as far as the budget allows.
    pub pairs_aligned: u64,
    /// For each document and unit: in how many other documents, or groups, its wording stands, in one piece or in two
    /// around a filler.
    pub spread: Vec<Vec<u32>>,
    /// The index from which the coverage of any pair of documents is derived.
    pub overlaps: Overlaps,
}

/// Finds reused wording among `texts`, whatever their number.
///
/// The module `corpus` finds where wording stands more than once, and with it which documents have something in
/// common; the module [`pair`] then aligns the pairs of documents, the closest first, and finds what was edited too
/// much to have a family. See `ALGORITHM.md` for both, and for the cost.
///
/// `group_of` gives the group of each document where [`Reuse::spread`] shall count groups instead of documents.
///
/// Deterministic for any number of threads. Documents behind the first 2^32 units are not compared.
///
/// ```
/// use leitong::Config;
/// use leitong::reuse::find_reuse;
/// use leitong::text::NormalText;
///
/// let texts = [
///     NormalText::new("要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。东河县新建水渠四十里。"),
///     NormalText::new("西山县修通公路两条。要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。"),
/// ];
/// let reuse = find_reuse(&texts, None, &Config::default());
/// assert_eq!(reuse.passages[0].a.units, 0..24);
/// assert_eq!(reuse.passages[0].b.units, 9..33);
/// assert_eq!(reuse.spread[0][..3], [1, 1, 1]); // one other document has these units
/// assert_eq!(reuse.spread[0].last(), Some(&0)); // and nobody the last
/// ```
#[must_use]
pub fn find_reuse(texts: &[NormalText], group_of: Option<&[u32]>, config: &Config) -> Reuse {
    let mut reuse = corpus::find(texts, group_of, config);
    closest_pairs::align_closely(&mut reuse, texts, config);
    reuse
}

/// Whether two passages between the same documents, each with its places in both, are about the same reuse: on both
/// sides they have more than half of the shorter one in common.
fn same_reuse(x: (&Range<usize>, &Range<usize>), y: (&Range<usize>, &Range<usize>)) -> bool {
    let meets = |x: &Range<usize>, y: &Range<usize>| {
        let common = x.end.min(y.end).saturating_sub(x.start.max(y.start));
        common * 2 > x.len().min(y.len())
    };
    meets(x.0, y.0) && meets(x.1, y.1)
}
