//! In how many texts short wording stands: pairs of characters, and names. Document frequencies, by which a rare name is told
//! from a word.
//!
//! In: 发展 in 900 of 2,000 texts, 梅安 in one. Out: 900, and none: what fewer than [`KEPT`] texts of a segment have is not kept.

use rapidhash::RapidHashMap;

use super::bytes::{push_u16, push_u32, u16_at, u32_at};
use crate::fingerprint::of_bytes;
use crate::text::Unit;

/// Texts of a segment below which a term is not kept: nine of ten terms, which are the rare ones anyhow.
const KEPT: u16 = 4;

/// The hash of two characters in a row.
pub(super) fn pair_hash(first: Unit, second: Unit) -> u32 {
    let key = u64::from(first.symbol()) << 32 | u64::from(second.symbol());
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// The hash of a name.
pub(super) fn name_hash(name: &str) -> u32 {
    (of_bytes(name.as_bytes()) >> 32) as u32
}

/// Counts the texts that have a term, as they come one by one.
#[derive(Default)]
pub(super) struct TermCounts(RapidHashMap<u32, (u32, u16)>);

impl TermCounts {
    /// Counts the terms of text number `text`; a term may come several times.
    pub(super) fn add(&mut self, text: u32, terms: impl Iterator<Item = u32>) {
        for term in terms {
            let (last, count) = self.0.entry(term).or_insert((u32::MAX, 0));
            if *last != text {
                *last = text;
                *count = count.saturating_add(1);
            }
        }
    }

    /// The table: hashes in order, and their counts behind.
    pub(super) fn write(self) -> Vec<u8> {
        let counts = self.0.into_iter();
        let mut kept: Vec<(u32, u16)> = counts
            .map(|(term, (_, count))| (term, count))
            .filter(|(_, count)| *count >= KEPT)
            .collect();
        kept.sort_unstable();
        let mut table = Vec::with_capacity(kept.len() * 6 + 4);
        push_u32(&mut table, kept.len() as u32);
        kept.iter()
            .for_each(|(term, _)| push_u32(&mut table, *term));
        kept.iter()
            .for_each(|(_, count)| push_u16(&mut table, *count));
        table
    }
}

/// In how many texts of a segment a term stands: O(log n). 0 for a rare one.
pub(super) fn count(table: &[u8], term: u32) -> u32 {
    let Some(terms) = u32_at(table, 0).map(|terms| terms as usize) else {
        return 0;
    };
    let at = |index: usize| u32_at(table, 4 + index * 4);
    let (mut low, mut high) = (0, terms);
    while low < high {
        let middle = low + (high - low) / 2;
        match at(middle) {
            Some(here) if here < term => low = middle + 1,
            Some(here) if here == term => {
                let count = u16_at(table, 4 + terms * 4 + middle * 2);
                return u32::from(count.unwrap_or(0));
            }
            Some(_) => high = middle,
            None => return 0,
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_once_and_rare_terms_not_kept() {
        let mut counts = TermCounts::default();
        for text in 0..5 {
            counts.add(text, [7, 7, 9 + text].into_iter());
        }
        let table = counts.write();
        assert_eq!(
            (count(&table, 7), count(&table, 9), count(&table, 3)),
            (5, 0, 0)
        );
        assert_eq!(count(&[1, 0, 0, 0, 7, 0, 0, 0], 7), 0);
    }
}
