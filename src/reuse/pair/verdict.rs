//! The verdict: are two stretches a passage, and on what evidence?
//!
//! In: a whole sentence of 40 characters that only these two texts have: some 300 bits, wholeness 1. Out: a passage. In: a
//! title of 16 characters in sentences that differ: 120 bits, wholeness 0.3. Out: a set phrase.
//!
//! What is asked grows with the logarithm of the area in which it could have met by chance (Karlin and Altschul 1990).

use super::extend::{Comparison, Extent};
use super::settings::Settings;

/// The evidence for a candidate, and the decision that follows from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Bits of the matched units.
    pub bits: f32,
    /// Matched units.
    pub matched: usize,
    /// Share of each side's bits that is matched, 0 to 1.
    pub coverage: [f32; 2],
    /// Share of the bits of the sentences it stands in that is matched, on the side where it is greater: 1 for sentences
    /// taken over whole, little for a phrase inside sentences that differ.
    pub wholeness: f32,
    /// Bits that a passage needs in a plot of this size.
    pub needed: f32,
    /// The decision.
    pub decision: Decision,
}

/// Whether a candidate counts as reuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// It tells enough, as a whole.
    Passage,
    /// It tells enough by itself, but stands in sentences that otherwise differ: a set phrase, a title, a name.
    SetPhrase,
    /// It tells too little: common wording that meets by chance.
    Common,
    /// Both sides say mostly other things: formulas of a genre that meet in the same order, and no common text.
    Thin,
    /// It is shorter than any passage.
    Short,
}

impl Verdict {
    /// Bits, less what stands around them unmatched: what is held against [`Verdict::needed`], and what passages
    /// are ranked by.
    pub fn score(&self) -> f32 {
        self.bits * self.wholeness
    }

    /// Whether it is a passage.
    pub fn is_passage(&self) -> bool {
        self.decision == Decision::Passage
    }
}

/// Weighs a candidate: O(its length).
pub(super) fn judge(comparison: &Comparison, extent: &Extent, settings: &Settings) -> Verdict {
    let Comparison { a, b, info, .. } = comparison;
    let bits: f32 = extent.matches.iter().map(|m| m.bits).sum();
    let share = |bits: f32, info: &[f32]| (bits / info.iter().sum::<f32>().max(1.0)).min(1.0);
    let whole_a = share(
        bits,
        &info[0][a.sentences(&extent.a, settings.sentence_steps)],
    );
    let whole_b = share(
        bits,
        &info[1][b.sentences(&extent.b, settings.sentence_steps)],
    );
    let area = a.all_steps() as f32 * b.all_steps() as f32;
    let mut verdict = Verdict {
        bits,
        matched: extent.matches.len(),
        coverage: [
            share(bits, &info[0][extent.a.clone()]),
            share(bits, &info[1][extent.b.clone()]),
        ],
        wholeness: whole_a.max(whole_b),
        needed: settings.passage_bits + (area / settings.free_area).log2().max(0.0),
        decision: Decision::Passage,
    };
    let steps = a.steps_of(&extent.a).min(b.steps_of(&extent.b));
    if steps < settings.passage_steps {
        verdict.decision = Decision::Short;
    } else if verdict.bits < verdict.needed {
        verdict.decision = Decision::Common;
    } else if verdict.score() < verdict.needed {
        verdict.decision = Decision::SetPhrase;
    } else if verdict.coverage[0].max(verdict.coverage[1]) < settings.coverage {
        verdict.decision = Decision::Thin;
    }
    verdict
}
