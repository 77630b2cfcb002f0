//! A passage of a draft and a source, as the pair engine found it, and parts of it.

use std::ops::Range;

use crate::reuse::Edit;

/// A passage of the draft and of a source, in units.
#[derive(Clone, Debug)]
pub(super) struct FoundPassage {
    /// Index of its source.
    pub(super) source: usize,
    pub(super) draft: Range<usize>,
    pub(super) there: Range<usize>,
    pub(super) edits: Vec<Edit>,
    pub(super) identity: f64,
    /// Bits of its matches, as its passage has them on average.
    pub(super) bits: f64,
}

/// Shortest passage that is told, in units: that of the pair engine.
const SHORTEST: usize = 20;
/// Share of the draft's units that have to be the source's. Two thirds: of the development set's lifted wording none has less
/// than 0.73; two reports of one day's event have 0.5 to 0.6.
const SHARE: f64 = 0.66;
/// Share of equal units on both sides: less is a sentence put together from words all over a page. Condensing to a half leaves 0.6.
const IDENTITY: f64 = 0.45;

impl FoundPassage {
    /// A passage with `bits` for each unit of the draft.
    pub(super) fn new(
        source: usize,
        draft: Range<usize>,
        there: Range<usize>,
        edits: Vec<Edit>,
        bits: f64,
    ) -> Self {
        let equal = equal_units(&edits);
        Self {
            source,
            identity: 2.0 * equal as f64 / (draft.len() + there.len()).max(1) as f64,
            bits: bits * draft.len() as f64,
            draft,
            there,
            edits,
        }
    }

    /// Whether so much is equal that it is the source's wording.
    pub(super) fn is_telling(&self) -> bool {
        let equal = equal_units(&self.edits) as f64;
        self.draft.len() >= SHORTEST
            && equal >= SHARE * self.draft.len() as f64
            && self.identity >= IDENTITY
    }
}

fn equal_units(edits: &[Edit]) -> usize {
    let equal = edits.iter().map(|edit| match edit {
        Edit::Equal(n) => *n,
        _ => 0,
    });
    equal.sum()
}

impl FoundPassage {
    /// The part of it that lies in `units` of the draft, from its first equal unit to its last; none where nothing is equal.
    pub(super) fn cut(&self, units: &Range<usize>) -> Option<Self> {
        if units.start <= self.draft.start && self.draft.end <= units.end {
            return Some(self.clone());
        }
        let (mut here, mut there) = (self.draft.start, self.there.start);
        let mut kept: Vec<Edit> = Vec::new();
        let mut start: Option<(usize, usize)> = None;
        let mut end = (here, there);
        let mut kept_to_end = 0;
        for edit in &self.edits {
            let (n, m) = edit.consumed();
            match edit {
                Edit::Equal(_) => {
                    let from = here.max(units.start);
                    let to = (here + n).min(units.end);
                    if from < to {
                        start.get_or_insert((from, there + from - here));
                        kept.push(Edit::Equal(to - from));
                        end = (to, there + to - here);
                        kept_to_end = kept.len();
                    }
                }
                other if start.is_some() && here + n <= units.end => kept.push(*other),
                _ => {}
            }
            (here, there) = (here + n, there + m);
        }
        kept.truncate(kept_to_end);
        let start = start?;
        let bits = self.bits / self.draft.len().max(1) as f64;
        let (draft, there) = (start.0..end.0, start.1..end.1);
        Some(Self::new(self.source, draft, there, kept, bits))
    }
}
