//! Windows: eight units in a row as one number, and the few of them that a library keeps.
//!
//! Of every nine windows in a row the one with the least hash is kept (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD
//! 2003). Two texts that share 8 + 9 − 1 = 16 units in a row share nine windows in a row, and both keep the same one of
//! them: no common run of 16 units is missed. Of all windows one in five is kept.
//!
//! In: 坚持稳中求进工作总基调不动摇 (14 units). Out: of its seven windows the one with the least hash.

use crate::text::Unit;

/// Units of a window. 8: beyond the set phrases of four characters and their pairs, as the engine's own `LONG` feature.
pub const WINDOW: usize = 8;
/// Windows in a row of which one is kept.
const CHOICE: usize = 9;
/// Every common run of so many units is seen.
pub const GUARANTEE: usize = WINDOW + CHOICE - 1;

/// A window of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its hash, the same on every machine.
    pub hash: u64,
    /// The unit that it begins with.
    pub at: u32,
}

/// All windows of a text, in order: O(n).
pub fn windows(units: &[Unit]) -> Vec<Window> {
    let window = |(at, units): (usize, &[Unit])| Window {
        hash: hash(units),
        at: at as u32,
    };
    units.windows(WINDOW).enumerate().map(window).collect()
}

/// The windows that are kept of a text, in order: O(n). Of equal hashes the last one is kept, so that repetitions cost
/// little; a text of fewer than [`GUARANTEE`] units keeps one.
pub fn kept(units: &[Unit]) -> Vec<Window> {
    let all = windows(units);
    let mut kept: Vec<Window> = Vec::with_capacity(all.len() / 4 + 1);
    // The least of a sliding choice: indices of windows with rising hashes.
    let mut rising: std::collections::VecDeque<usize> = std::collections::VecDeque::new();
    for (at, window) in all.iter().enumerate() {
        while rising
            .back()
            .is_some_and(|last| all[*last].hash >= window.hash)
        {
            rising.pop_back();
        }
        rising.push_back(at);
        if rising.front().is_some_and(|first| first + CHOICE <= at) {
            rising.pop_front();
        }
        let whole = at + 1 >= CHOICE || at + 1 == all.len();
        let Some(least) = rising.front().filter(|_| whole).map(|least| all[*least]) else {
            continue;
        };
        if kept.last() != Some(&least) {
            kept.push(least);
        }
    }
    kept
}

/// Polynomial over the symbols, mixed at the end so that all bits depend on all units (finaliser of MurmurHash3).
fn hash(units: &[Unit]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    for unit in units {
        hash = (hash ^ u64::from(unit.symbol())).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 32;
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::NormalText;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_common_run_of_sixteen_units_is_seen(run in "[一-龥]{16,30}", before in "[一-龥]{0,40}", behind in "[一-龥]{0,40}") {
            let hashes = |text: &str| -> Vec<u64> {
                kept(NormalText::new(text).units()).iter().map(|w| w.hash).collect()
            };
            let library = hashes(&format!("{before}{run}{behind}"));
            let draft = hashes(&run);
            prop_assert!(draft.iter().any(|hash| library.contains(hash)));
        }

        #[test]
        fn one_of_every_nine_windows_is_kept(text in "[甲乙丙]{0,80}") {
            let text = NormalText::new(&text);
            let all = windows(text.units()).len();
            let kept = kept(text.units());
            prop_assert_eq!(kept.is_empty(), all == 0);
            prop_assert!(kept.windows(2).all(|w| w[0].at < w[1].at && w[1].at - w[0].at <= CHOICE as u32));
        }
    }
}
