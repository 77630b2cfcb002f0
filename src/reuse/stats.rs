//! The figures by which a passage of a corpus counts, on one scale for both engines.
//!
//! In: a passage that matches 30 of the 40 units of its sentence. Out: `matched` 30, their `bits`, and a `wholeness` of about
//! 0.75: a set phrase inside sentences that differ has little of it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Edit;
use super::sentence::sentences_around;
use crate::text::NormalText;

/// How far a sentence is followed beyond a passage, in units. The number of `pair::Settings::sentence_steps`, which counts
/// steps.
const REACH: usize = 200;

/// Match statistics of a passage.
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

    /// Weighs an alignment; `surprisal` gives the bits of units of a text. O(its length, and that of the sentences it
    /// stands in).
    pub(super) fn of(
        surprisal: impl Fn(&NormalText, Range<usize>) -> f64,
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
                    bits += surprisal(a, at..at + n);
                    matched += n;
                    at += n;
                }
                Edit::Replace(n, _) | Edit::Delete(n) => at += n,
                Edit::Insert(_) => {}
            }
        }
        let share = |of: f64| if of > 0.0 { (bits / of).min(1.0) } else { 0.0 };
        let whole = |text: &NormalText, units: &Range<usize>| {
            let reach = units.start.saturating_sub(REACH)..units.end + REACH;
            share(surprisal(text, sentences_around(text, units, reach)))
        };
        Self {
            matched,
            bits,
            coverage: [
                share(surprisal(a, here.clone())),
                share(surprisal(b, there.clone())),
            ],
            wholeness: whole(a, here).max(whole(b, there)),
        }
    }
}
