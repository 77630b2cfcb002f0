//! Where every pair of neighbouring positions stands.
//!
//! In: 抓落实。抓实春耕 · Out: 抓落 → 0; 落实 → 1; 抓实 → 3; 实春 → 4; 春耕 → 5.
//!
//! An inverted index by counting sort: pairs are hashed into as many buckets as there are positions, so that a look costs what
//! is found, and a few places that only share the bucket.

use super::units::{UnitPos, UnitStream};

/// The positions of all pairs, by bucket: 8 bytes a position.
pub(super) struct BigramIndex {
    offsets: Vec<UnitPos>,
    positions: Vec<UnitPos>,
    mask: u64,
}

impl BigramIndex {
    /// O(n): one pass counts, one fills.
    pub(super) fn new(stream: &UnitStream) -> Self {
        let buckets = stream.len().next_power_of_two().max(2);
        let mask = buckets as u64 - 1;
        let mut offsets = vec![0 as UnitPos; buckets + 1];
        let pairs = || {
            (0..stream.len().saturating_sub(1) as UnitPos)
                .filter(|at| !stream.starts_sentence(at + 1))
        };
        for at in pairs() {
            offsets[(bucket(stream, at) & mask) as usize + 1] += 1;
        }
        for index in 0..buckets {
            offsets[index + 1] += offsets[index];
        }
        let mut next = offsets.clone();
        let mut positions = vec![0 as UnitPos; offsets[buckets] as usize];
        for at in pairs() {
            let slot = &mut next[(bucket(stream, at) & mask) as usize];
            positions[*slot as usize] = at;
            *slot += 1;
        }
        Self {
            offsets,
            positions,
            mask,
        }
    }

    /// The places of the pair that stands at `at`, in order, and maybe some of other pairs.
    pub(super) fn places(&self, stream: &UnitStream, at: UnitPos) -> &[UnitPos] {
        let bucket = (bucket(stream, at) & self.mask) as usize;
        &self.positions[self.offsets[bucket] as usize..self.offsets[bucket + 1] as usize]
    }
}

fn bucket(stream: &UnitStream, at: UnitPos) -> u64 {
    let pair = u64::from(stream.unit(at)) << 32 | u64::from(stream.unit(at + 1));
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
    let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 32)
}
