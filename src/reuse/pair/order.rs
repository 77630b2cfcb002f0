//! Which of two texts goes first where nobody says which may have taken from the other.
//!
//! In: a speech, and a web page that has the speech twice, once for print. Out: the speech goes first. The engine explains
//! each place of the first text once; with the page first it would find the speech in it twice. Of two texts that do not
//! repeat themselves the shorter one goes first: who takes from another seldom takes all of it.

use rapidhash::RapidHashMap;

use crate::text::{NormalText, Unit};

/// Units to a window: as long as the shortest run that counts as the same wording.
const WINDOW: usize = 8;
/// By how much two texts differ in what they repeat before it decides: below are refrains and formulas.
const CLEARLY: f32 = 0.25;
/// Base of the window hash, modulo 2^64: any large odd number does (the digits of π).
const BASE: u64 = 0x243F_6A88_85A3_08D3;

/// What decides the order of a text among others.
#[derive(Clone, Debug)]
pub(crate) struct TextOrder<'t> {
    units: &'t [Unit],
    repeated: f32,
}

impl<'t> TextOrder<'t> {
    /// O(n).
    pub(crate) fn of(text: &'t NormalText) -> Self {
        Self {
            units: text.units(),
            repeated: repeated(text.units()),
        }
    }

    /// Whether this text goes first. Of two texts one does, whichever is asked; equal ones are the same either way.
    pub(crate) fn goes_before(&self, other: &Self) -> bool {
        if (self.repeated - other.repeated).abs() > CLEARLY {
            return self.repeated < other.repeated;
        }
        let order = self.units.len().cmp(&other.units.len());
        order.then_with(|| self.units.cmp(other.units)).is_le()
    }
}

/// Share of a text's windows that stand in it elsewhere too, looked for among every eighth window, 0 to 1.
fn repeated(units: &[Unit]) -> f32 {
    let hashes = window_hashes(units);
    let mut first: RapidHashMap<u64, usize> = RapidHashMap::default();
    for at in (0..hashes.len()).step_by(WINDOW) {
        first.entry(hashes[at]).or_insert(at);
    }
    let elsewhere = |(at, hash): (usize, &u64)| first.get(hash).is_some_and(|first| *first != at);
    let found = hashes
        .iter()
        .enumerate()
        .filter(|one| elsewhere(*one))
        .count();
    // Of a window that stands twice at any offset every eighth is known.
    (found * WINDOW) as f32 / hashes.len().max(1) as f32
}

/// The hash of each window, rolled from one to the next (Karp and Rabin 1987).
fn window_hashes(units: &[Unit]) -> Vec<u64> {
    let symbol = |unit: &Unit| u64::from(unit.symbol()) + 1;
    let highest = (1..WINDOW).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0u64;
    let mut hashes = Vec::with_capacity(units.len().saturating_sub(WINDOW - 1));
    for (at, unit) in units.iter().enumerate() {
        if let Some(gone) = at.checked_sub(WINDOW) {
            hash = hash.wrapping_sub(symbol(&units[gone]).wrapping_mul(highest));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(symbol(unit));
        if at + 1 >= WINDOW {
            hashes.push(hash);
        }
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_itself_goes_second_and_else_the_longer_one() {
        let once: String = (0..300)
            .map(|n| char::from_u32(0x4E00 + n * 7).unwrap())
            .collect();
        let other: String = (0..900)
            .map(|n| char::from_u32(0x5E00 + n).unwrap())
            .collect();
        let [short, long, twice] =
            [once.clone(), other, format!("{once}又{once}")].map(|text| NormalText::new(&text));
        let order = |a: &NormalText, b: &NormalText| {
            let (a, b) = (TextOrder::of(a), TextOrder::of(b));
            assert_ne!(a.goes_before(&b), b.goes_before(&a));
            a.goes_before(&b)
        };
        assert!(order(&short, &long));
        assert!(order(&short, &twice));
        assert!(order(&long, &twice), "though it is longer");
        assert!(TextOrder::of(&short).goes_before(&TextOrder::of(&short)));
    }
}
