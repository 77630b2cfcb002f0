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
    pub(super) bits: f64,
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
        let mut equal = 0;
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
                        equal += to - from;
                    }
                }
                other if start.is_some() && here + n <= units.end => kept.push(*other),
                _ => {}
            }
            (here, there) = (here + n, there + m);
        }
        kept.truncate(kept_to_end);
        let start = start?;
        let (draft, there) = (start.0..end.0, start.1..end.1);
        Some(Self {
            source: self.source,
            identity: 2.0 * equal as f64 / (draft.len() + there.len()).max(1) as f64,
            bits: self.bits * draft.len() as f64 / self.draft.len().max(1) as f64,
            draft,
            there,
            edits: kept,
        })
    }
}
