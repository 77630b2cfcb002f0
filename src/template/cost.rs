//! Description length: what a template costs, and what it saves.
//!
//! Two-part codes after InfoShield (Lee et al., ICDE 2021), on words instead of whole documents: a template is an
//! entry of a dictionary, spelled out once; a use of it names the entry within the stream of words, says how long
//! each filler is, and spells the fillers out as they would be anyway. Minimum description length (Rissanen 1978) in its
//! oldest form: no code is ever written, only its length counts.
//!
//! Ten uses of a template among 100,000 words cost log2(100,000 / 10) = 13.3 bits each for its name. A filler of three words
//! costs 5 bits for its length, an empty one 1 bit.

/// Length in bits of Elias' gamma code of `n`, counted from 0: the universal code for small numbers (Elias 1975).
pub(super) fn length_bits(n: usize) -> f64 {
    2.0 * ((n + 1) as f64).log2().floor() + 1.0
}

/// Bits for naming an entry `uses` times among `words` words: its surprisal there, a bit at least.
pub(super) fn name_bits(words: f64, uses: usize) -> f64 {
    uses as f64 * (words / uses as f64).log2().max(1.0)
}

/// Bits for saying which `with` of `all` uses have a piece: enumerative code (Cover 1973).
pub(super) fn choice_bits(all: usize, with: usize) -> f64 {
    let few = with.min(all - with);
    let choices: f64 = (0..few)
        .map(|i| ((all - i) as f64 / (i + 1) as f64).log2())
        .sum();
    ((all + 1) as f64).log2() + choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_fillers_cost_more_to_delimit() {
        assert_eq!(length_bits(0), 1.0);
        assert_eq!(length_bits(1), 3.0);
        assert_eq!(length_bits(3), 5.0);
        assert!((name_bits(100_000.0, 10) - 133.0).abs() < 1.0);
    }

    #[test]
    fn a_piece_that_all_have_is_cheapest_to_note() {
        assert!(choice_bits(8, 8) < choice_bits(8, 7));
        assert!(choice_bits(8, 7) < choice_bits(8, 4));
        assert_eq!(choice_bits(1, 1), 1.0);
    }
}
