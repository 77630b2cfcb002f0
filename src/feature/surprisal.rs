//! The surprisal of a unit, in bits, under a model of the corpus itself.
//!
//! In: three texts that begin 坚持以人民为中心的, and go on in their own ways. Out: a bit or two for each unit of the beginning,
//! seven or so for those that stand in one text only.
//!
//! ```
//! use leitong::feature::surprisal::SurprisalModel;
//! use leitong::text::NormalText;
//!
//! let texts = [
//!     "坚持以人民为中心的发展思想",
//!     "坚持以人民为中心的根本立场",
//!     "坚持以人民为中心古蔺酒业",
//! ]
//! .map(NormalText::new);
//! let model = SurprisalModel::fit(texts.iter());
//! let bits = model.bits(&texts[2]);
//! assert!(bits[3] < bits[9], "{} bits for 人, {} for 蔺", bits[3], bits[9]);
//! ```

use crate::text::{NormalText, Unit};

/// Interpolated trigram model over units with counts kept in hashed tables.
///
/// P(u | c2 c1) mixes the relative frequencies of the three orders by Witten–Bell weights (Witten & Bell
/// 1991), the lowest order mixed with a uniform distribution. Every probability leaves the occurrence that is
/// being judged out of the counts, so wording that stands only once is news and set wording is not.
///
/// Counts lie in tables of a power of two addressed by hash, without collision handling: a rare n-gram may
/// inherit a count now and then, which makes it look a little less surprising; memory stays at 8 bytes a unit
/// or less for each order.
#[derive(Debug)]
pub struct SurprisalModel {
    /// Occurrences of n-grams, by order − 1.
    counts: [CountTable; 3],
    /// Occurrences of contexts of one and of two units.
    followed: [CountTable; 2],
    /// Different continuations of these contexts.
    kinds: [CountTable; 2],
    /// Units in all.
    total: u32,
    /// Different units.
    vocabulary: u32,
}

/// Counts by hash.
#[derive(Debug)]
struct CountTable {
    cells: Vec<u32>,
    mask: u64,
}

impl CountTable {
    fn for_units(units: usize) -> Self {
        let size = units.next_power_of_two().clamp(1 << 12, 1 << 26);
        Self {
            cells: vec![0; size],
            mask: size as u64 - 1,
        }
    }

    fn get(&self, key: u64) -> u32 {
        self.cells[(key & self.mask) as usize]
    }

    /// Adds one and returns what was there before.
    fn add(&mut self, key: u64) -> u32 {
        let cell = &mut self.cells[(key & self.mask) as usize];
        let before = *cell;
        *cell = cell.saturating_add(1);
        before
    }
}

/// Mixes an n-gram into a table address.
fn key(units: &[Unit]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for unit in units {
        hash = (hash ^ u64::from(unit.symbol())).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 29;
    }
    hash
}

impl SurprisalModel {
    /// Counts the n-grams of all texts: O(units).
    #[must_use]
    pub fn fit<'a>(texts: impl Iterator<Item = &'a NormalText> + Clone) -> Self {
        let units: usize = texts.clone().map(NormalText::len).sum();
        let mut model = Self {
            counts: [(); 3].map(|()| CountTable::for_units(2 * units)),
            followed: [(); 2].map(|()| CountTable::for_units(units)),
            kinds: [(); 2].map(|()| CountTable::for_units(units)),
            total: 0,
            vocabulary: 0,
        };
        for text in texts {
            let units = text.units();
            for i in 0..units.len() {
                if model.counts[0].add(key(&units[i..=i])) == 0 {
                    model.vocabulary += 1;
                }
                model.total = model.total.saturating_add(1);
                for order in 1..=2 {
                    if i < order {
                        continue;
                    }
                    let context = key(&units[i - order..i]);
                    model.followed[order - 1].add(context);
                    if model.counts[order].add(key(&units[i - order..=i])) == 0 {
                        model.kinds[order - 1].add(context);
                    }
                }
            }
        }
        model
    }

    /// Surprisal of each unit of a text in bits, 0 to 30: O(units).
    ///
    /// The text has to be among those that were counted, since one occurrence of every n-gram is taken for its own.
    #[must_use]
    pub fn bits(&self, text: &NormalText) -> Vec<f32> {
        let units = text.units();
        (0..units.len())
            .map(|i| {
                let uniform = 1.0 / f64::from(self.vocabulary.max(1) + 1);
                let own = f64::from(self.counts[0].get(key(&units[i..=i])).saturating_sub(1));
                let kinds = f64::from(self.vocabulary);
                let mut p =
                    (own + kinds * uniform) / (f64::from(self.total.saturating_sub(1)) + kinds);
                for order in 1..=i.min(2) {
                    let context = key(&units[i - order..i]);
                    let whole = self.counts[order].get(key(&units[i - order..=i]));
                    let seen = self.followed[order - 1].get(context).saturating_sub(1);
                    if seen == 0 {
                        break;
                    }
                    let once = u32::from(whole <= 1);
                    let kinds = self.kinds[order - 1].get(context).saturating_sub(once);
                    p = (f64::from(whole.saturating_sub(1)) + f64::from(kinds) * p)
                        / f64::from(seen + kinds);
                }
                -(p.clamp(1e-9, 1.0).log2()) as f32
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_often_is_less_news_than_what_is_said_once() {
        let texts: Vec<NormalText> = [
            "坚持以人民为中心的发展思想",
            "坚持以人民为中心的根本立场",
            "坚持以人民为中心古蔺酒业",
        ]
        .map(NormalText::new)
        .into();
        let model = SurprisalModel::fit(texts.iter());
        let bits = model.bits(&texts[2]);
        let set: f32 = bits[1..8].iter().sum::<f32>() / 7.0;
        let own: f32 = bits[8..].iter().sum::<f32>() / (bits.len() - 8) as f32;
        assert!(own > 2.0 * set, "{own} bits a character against {set}");
        assert!(bits.iter().all(|b| b.is_finite() && *b >= 0.0));
    }
}
