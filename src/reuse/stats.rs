//! Why a passage of a corpus counts: what was weighed, on one scale for whatever found it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Edit, Overlaps};
use crate::text::{BreakKind, NormalText};

/// How far a sentence is followed beyond a passage, in units: as in the pair engine's settings.
const SENTENCE: usize = 200;

/// What speaks for a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PassageStats {
    /// Units that are equal on both sides.
    pub matched: usize,
    /// Surprisal of the equal units under the corpus' own frequencies, in bits.
    pub bits: f64,
    /// Share of each side's bits that is equal, 0 to 1.
    pub coverage: [f64; 2],
    /// Share of the bits of the sentences it stands in that is equal, on the side where it is greater, 0 to 1: near 1 for
    /// sentences taken over whole, little for a set phrase inside sentences that differ.
    pub wholeness: f64,
}

impl PassageStats {
    /// Bits, less what stands around them unmatched: what passages are ranked by.
    pub fn score(&self) -> f64 {
        self.bits * self.wholeness
    }

    /// Weighs an alignment: O(its length, and that of the sentences it stands in).
    pub(super) fn of(
        overlaps: &Overlaps,
        [a, b]: [&NormalText; 2],
        [here, there]: [&Range<usize>; 2],
        edits: &[Edit],
    ) -> Self {
        let mut bits = 0.0;
        let mut matched = 0;
        let mut at = here.start;
        for edit in edits {
            match *edit {
                Edit::Equal(n) => {
                    bits += overlaps.bits(a, at..at + n);
                    matched += n;
                    at += n;
                }
                Edit::Replace(n, _) | Edit::Delete(n) => at += n,
                Edit::Insert(_) => {}
            }
        }
        let share = |of: f64| if of > 0.0 { (bits / of).min(1.0) } else { 0.0 };
        let sentences = |text, units| share(overlaps.bits(text, sentences(text, units)));
        Self {
            matched,
            bits,
            coverage: [
                share(overlaps.bits(a, here.clone())),
                share(overlaps.bits(b, there.clone())),
            ],
            wholeness: sentences(a, here).max(sentences(b, there)),
        }
    }
}

/// The sentences that `units` touches, followed for at most [`SENTENCE`] units on either side.
fn sentences(text: &NormalText, units: &Range<usize>) -> Range<usize> {
    let ends = |b: &&crate::text::Break| b.kind >= BreakKind::Sentence;
    let breaks = text.breaks();
    let before = breaks.partition_point(|b| b.at <= units.start);
    let start = breaks[..before].iter().rev().find(ends);
    let behind = breaks.partition_point(|b| b.at < units.end);
    let end = breaks[behind..].iter().find(ends);
    let start = start.map_or(0, |b| b.at);
    let end = end.map_or(text.len(), |b| b.at);
    start.max(units.start.saturating_sub(SENTENCE))..end.min(units.end + SENTENCE).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_go_from_stop_to_stop() {
        let text = NormalText::new("甲乙。丙丁,戊己。庚辛");
        assert_eq!(sentences(&text, &(3..5)), 2..6);
        assert_eq!(sentences(&text, &(2..6)), 2..6);
        assert_eq!(sentences(&text, &(1..3)), 0..6);
        assert_eq!(sentences(&text, &(7..8)), 6..8);
    }

    #[test]
    fn a_long_sentence_is_followed_for_a_while_only() {
        let text = NormalText::new(&"长".repeat(1000));
        assert_eq!(sentences(&text, &(500..510)), 300..710);
    }
}
