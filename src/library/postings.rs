//! Windows of a segment and where they stand: a table that is read where it lies.
//!
//! A window's first bits name its bucket, the next 16 tell the windows of a bucket apart, about eight of them. A window that one
//! text has is one number, the unit it begins with, counted over all texts of the segment; one of several texts leads
//! to a list of their number and their places, one a text. A *frequent* window has its number and its first place alone.
//! Two windows whose bits are equal by chance (one in ten thousand questions) count as one: what is looked at
//! in vain costs nothing but time, since the pair engine decides.
//!
//! In: a window in the texts 3 and 9. Out: 2 texts, units 1,204 and 5,870.

use super::bytes::{push_u16, push_u32, push_varint, take_varint, u16_at, u32_at};

/// Texts of a window from which on it is frequent. 32: more than make a wording common (see `check::common`), so that
/// all sources of what is not common are known.
pub(super) const FREQUENT: usize = 32;
/// Windows to a bucket.
const PER_BUCKET: usize = 8;
/// The bit of a value that says that it leads to a list.
const LISTED: u32 = 1 << 31;
/// Units that a segment may have.
pub(super) const MOST_UNITS: u64 = LISTED as u64 - 1;

/// The texts that have a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// How many texts have it.
    pub(super) texts: u32,
    /// Its places, one a text; of a frequent one the first alone.
    pub(super) units: Vec<u32>,
}

/// Writes the three tables: buckets, entries, lists. `all` are the windows of all texts with their places, one a text
/// at most, in order of place.
pub(super) fn write(mut all: Vec<(u64, u32)>) -> [Vec<u8>; 3] {
    let bits = bucket_bits(all.len());
    let key = |hash: u64| hash >> (64 - bits - 16);
    // By key, then place: the sort makes equal what was added in another order.
    all.sort_unstable_by_key(|(hash, unit)| (key(*hash), *unit));
    let mut buckets = Vec::with_capacity((1 << bits) * 4 + 4);
    let mut entries = Vec::with_capacity(all.len() * 6);
    let mut lists: Vec<u8> = Vec::new();
    let (mut bucket, mut count) = (0u64, 0u32);
    for same in all.chunk_by(|a, b| key(a.0) == key(b.0)) {
        let key = key(same[0].0);
        while bucket <= key >> 16 {
            push_u32(&mut buckets, count);
            bucket += 1;
        }
        push_u16(&mut entries, key as u16);
        match same {
            [(_, unit)] => push_u32(&mut entries, *unit),
            several => {
                push_u32(&mut entries, LISTED | lists.len() as u32);
                push_varint(&mut lists, several.len() as u64);
                let shown = if several.len() > FREQUENT {
                    1
                } else {
                    several.len()
                };
                let mut before = 0;
                for (_, unit) in &several[..shown] {
                    push_varint(&mut lists, u64::from(unit - before));
                    before = *unit;
                }
            }
        }
        count += 1;
    }
    while bucket <= 1 << bits {
        push_u32(&mut buckets, count);
        bucket += 1;
    }
    [buckets, entries, lists]
}

fn bucket_bits(windows: usize) -> u32 {
    (windows / PER_BUCKET)
        .next_power_of_two()
        .ilog2()
        .clamp(4, 28)
}

/// The tables of a segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postings<'m> {
    pub(super) buckets: &'m [u8],
    pub(super) entries: &'m [u8],
    pub(super) lists: &'m [u8],
}

impl Postings<'_> {
    /// The texts that have a window: O(1). None where no text has it; damaged tables answer anything, but never panic.
    pub(super) fn get(&self, hash: u64) -> Option<Places> {
        let bits = (self.buckets.len() / 4).checked_sub(1)?.checked_ilog2()?;
        if bits > 40 {
            return None;
        }
        let key = hash >> (64 - bits - 16);
        let bucket = (key >> 16) as usize;
        let first = u32_at(self.buckets, bucket * 4)? as usize;
        let end = u32_at(self.buckets, bucket * 4 + 4)? as usize;
        let tail = key as u16;
        // Eight on average; a damaged table may say more.
        let found = (first..end.min(first + 4096))
            .map(|entry| entry * 6)
            .find(|at| u16_at(self.entries, *at) == Some(tail))?;
        let value = u32_at(self.entries, found + 2)?;
        if value & LISTED == 0 {
            return Some(Places {
                texts: 1,
                units: vec![value],
            });
        }
        let mut list = self.lists.get((value & !LISTED) as usize..)?;
        let texts = take_varint(&mut list)? as usize;
        let shown = if texts > FREQUENT { 1 } else { texts };
        let mut units = Vec::with_capacity(shown);
        let mut unit = 0u64;
        for _ in 0..shown {
            unit += take_varint(&mut list)?;
            units.push(u32::try_from(unit).ok()?);
        }
        Some(Places {
            texts: texts as u32,
            units,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn what_was_written_is_found(given in proptest::collection::btree_map(any::<u64>(), proptest::collection::btree_set(0u32..1_000_000, 1..50), 0..60)) {
            let all = given.iter().flat_map(|(hash, units)| units.iter().map(|unit| (*hash, *unit))).collect();
            let [buckets, entries, lists] = write(all);
            let postings = Postings { buckets: &buckets, entries: &entries, lists: &lists };
            // Windows that meet by chance are one.
            let mut keys: BTreeMap<u64, usize> = BTreeMap::new();
            for hash in given.keys() {
                *keys.entry(hash >> 30).or_default() += 1;
            }
            for (hash, units) in &given {
                let places = postings.get(*hash).unwrap();
                if keys[&(hash >> 30)] == 1 {
                    prop_assert_eq!(places.texts as usize, units.len());
                    prop_assert_eq!(places.units.first(), units.first());
                }
            }
        }

        #[test]
        fn damaged_tables_never_panic(buckets in proptest::collection::vec(any::<u8>(), 0..80), entries in proptest::collection::vec(any::<u8>(), 0..80), lists in proptest::collection::vec(any::<u8>(), 0..80), hash in any::<u64>()) {
            let postings = Postings { buckets: &buckets, entries: &entries, lists: &lists };
            let _ = postings.get(hash);
        }
    }
}
