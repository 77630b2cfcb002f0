//! Shares of what is boilerplate, shared and local: of characters, and of information.

use crate::analysis::{Attribution, InformationShares, Run, Shares};

/// Weights summed up by attribution.
#[derive(Clone, Copy, Debug, Default)]
struct ShareTally {
    boilerplate: f64,
    shared: f64,
    local: f64,
}

impl ShareTally {
    fn add(&mut self, attribution: Attribution, weight: f64) {
        match attribution {
            Attribution::Boilerplate => self.boilerplate += weight,
            Attribution::Shared => self.shared += weight,
            Attribution::Local => self.local += weight,
        }
    }

    fn total(&self) -> f64 {
        self.boilerplate + self.shared + self.local
    }

    /// Shares of the total. Of nothing, everything is local, so that shares always add up to 1.
    fn shares(&self) -> Shares {
        let total = self.total();
        if total <= 0.0 {
            return Shares {
                local: 1.0,
                ..Shares::default()
            };
        }
        let boilerplate = self.boilerplate / total;
        let shared = self.shared / total;
        Shares {
            boilerplate,
            shared,
            local: (1.0 - boilerplate - shared).max(0.0),
        }
    }
}

/// Shares of the characters that `runs` cover; they add up to 1.
#[must_use]
pub fn shares<'a>(runs: impl Iterator<Item = &'a Run>) -> Shares {
    let mut tally = ShareTally::default();
    for run in runs {
        tally.add(run.attribution, run.span.len() as f64);
    }
    tally.shares()
}

/// Shares of information: each of the given units counts by its surprisal. `bits` are those of
/// [`SurprisalModel`](crate::feature::surprisal::SurprisalModel).
#[must_use]
pub fn information(
    units: impl Iterator<Item = usize>,
    attributions: &[Attribution],
    bits: &[f32],
) -> InformationShares {
    let mut tally = ShareTally::default();
    for i in units {
        tally.add(attributions[i], f64::from(bits[i]));
    }
    InformationShares {
        bits: tally.total(),
        shares: tally.shares(),
    }
}
