//! Reused wording: from seeds to passages and families.
//!
//! [`find_reuse`] is for a corpus, [`pair::Aligner`] for two texts. Both compare units of [`NormalText`] and give edit
//! scripts in units; spans in code points are made from them by [`NormalText::span_of`].

mod corpus;
mod edit;
mod overlaps;
pub mod pair;
mod pairs;
mod sentence;
mod stats;
mod work;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::document::DocId;
use crate::sides::Sides;
use crate::text::NormalText;

pub use edit::Edit;
pub use overlaps::{EqualPiece, Overlaps};
pub use pairs::CandidatePairs;
pub use stats::PassageStats;

use corpus::RepeatedWording;
#[cfg(feature = "cli")]
pub(crate) use overlaps::covered;
use pairs::PairFindings;

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

impl AlignedPassage {
    /// The same with its sides exchanged.
    fn flipped(self) -> Self {
        let [a, b] = self.stats.coverage;
        Self {
            a: self.b,
            b: self.a,
            edits: self.edits.iter().map(|edit| edit.flipped()).collect(),
            stats: PassageStats {
                coverage: [b, a],
                ..self.stats
            },
            family: self.family,
        }
    }
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
    /// Pairs, strongest first, up to [`Config::max_passages`]; of those, the strongest of each document before others.
    pub passages: Vec<AlignedPassage>,
    /// Number of passages before the limit.
    pub passages_found: u64,
    /// Set where not all pairs of documents that have something in common could be aligned.
    pub candidates: Option<CandidatePairs>,
    /// The units of each document that lie in passages with each other one.
    pub overlaps: Overlaps,
}

impl Reuse {
    /// Leaves out the families of one side alone.
    fn keep_families_across(&mut self, sides: &Sides) {
        let is_across = |family: &Family| {
            let first = family.members.first().map(|member| member.doc.index());
            let others = family.members.iter().map(|member| member.doc.index());
            first.is_some_and(|first| others.into_iter().any(|doc| sides.are_compared(first, doc)))
        };
        if sides.is_all() {
            return;
        }
        let kept: Vec<bool> = self.families.iter().map(is_across).collect();
        let numbers = kept.iter().scan(0, |next, kept| {
            let number = *next;
            *next += usize::from(*kept);
            Some(kept.then_some(number))
        });
        let numbers: Vec<Option<usize>> = numbers.collect();
        for passage in &mut self.passages {
            passage.family = passage.family.and_then(|family| numbers[family]);
        }
        let mut kept = kept.into_iter();
        self.families.retain(|_| kept.next() == Some(true));
    }
}

/// Finds reused wording among `texts`, whatever their number.
///
/// The module `corpus` finds where wording stands more than once, and with it which documents have something in
/// common; the module [`pair`] then aligns the pairs of documents, whole where they are few, else around all evidence. What
/// two documents share is the same in any corpus that holds both, as far as there is evidence for it. See `ALGORITHM.md` for
/// both, and for the cost.
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
/// let reuse = find_reuse(&texts, &Config::default());
/// assert_eq!(reuse.passages[0].a.units, 0..24);
/// assert_eq!(reuse.passages[0].b.units, 9..33);
/// ```
#[must_use]
pub fn find_reuse(texts: &[NormalText], config: &Config) -> Reuse {
    find_reuse_across(texts, &Sides::all(), config)
}

/// Finds the wording that documents on different sides share: as [`find_reuse`], with nothing between documents of one side, nor
/// within a document. The cost of the pairs is that of those between sides.
#[must_use]
pub fn find_reuse_across(texts: &[NormalText], sides: &Sides, config: &Config) -> Reuse {
    let wording = RepeatedWording::of(texts, sides, config);
    let PairFindings {
        passages,
        found,
        overlaps,
        candidates,
    } = pairs::find(texts, &wording, sides, config);
    let mut reuse = Reuse {
        passages,
        passages_found: found,
        candidates: (candidates.aligned < candidates.all).then_some(candidates),
        families: wording.into_families(),
        overlaps,
    };
    reuse.keep_families_across(sides);
    reuse
}
