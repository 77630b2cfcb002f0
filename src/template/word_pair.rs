//! Pairs of words that stand in one clause more often than chance has it, with something between them.
//!
//! In: 听取工作汇报, 听取了三年规划汇报, 听取各方汇报. Out: 听取…汇报 with its three places.
//!
//! A mould may have no literal that is long enough to be a repeat of its own. What it has is two words that call for one another.
//! Ordered pairs within a clause are counted (the size-two step of mining episodes, Mannila, Toivonen and Verkamo 1997),
//! first in a table of counters that several pairs may share, so that rare ones cost nothing; kept are those whose naming would
//! save bits, as with every other candidate.

use std::ops::Range;

use rapidhash::RapidHashMap;

use super::cost;
use super::units::{UnitPos, UnitStream};

/// Words between the two at most: about a clause.
const REACH: usize = 12;

/// Places of a pair at least: two are chance.
const LEAST: usize = 3;

/// Two words and where they stand.
pub(super) struct WordPair {
    /// Length of the first word.
    pub(super) len: UnitPos,
    /// Where the first word begins, and the second; in order of the corpus.
    pub(super) places: Vec<(UnitPos, UnitPos)>,
    /// Bits that naming it would save.
    pub(super) worth: f64,
}

/// A word of a clause.
struct ClauseWord {
    range: Range<UnitPos>,
    hash: u64,
}

/// The pairs of a stream, those worth most first: O(n · reach), and a byte of memory for each pair counted.
pub(super) fn word_pairs(stream: &UnitStream) -> Vec<WordPair> {
    let mut pairs_counted = 0usize;
    for_each_clause(stream, |words| {
        pairs_counted += words.len() * words.len().min(REACH) / 2
    });
    let size = pairs_counted.next_power_of_two().clamp(1 << 10, 1 << 28);
    let mask = size as u64 - 1;
    let mut counters = vec![0u8; size];
    for_each_clause(stream, |words| {
        for_each_pair(words, |pair| {
            let counter = &mut counters[(pair.hash & mask) as usize];
            *counter = counter.saturating_add(1);
        });
    });
    // A pair is worth looking at if it would save bits with as many places as its counter has, or more where that is full.
    let may_stand = |hash: u64| match counters[(hash & mask) as usize] {
        u8::MAX => (stream.len() / 64).max(usize::from(u8::MAX)),
        count => usize::from(count),
    };
    let mut found: RapidHashMap<u64, Vec<(UnitPos, UnitPos)>> = RapidHashMap::default();
    for_each_clause(stream, |words| {
        for_each_pair(words, |pair| {
            let count = may_stand(pair.hash);
            if count >= LEAST && worth(stream, &pair.a.range, &pair.b.range, count) > 0.0 {
                let place = (pair.a.range.start, pair.b.range.start);
                found.entry(pair.hash).or_default().push(place);
            }
        });
    });
    let mut pairs: Vec<WordPair> = found
        .into_values()
        .filter_map(|places| {
            let (a, b) = *places.first()?;
            let word = |at| at..stream.word_end(at);
            let worth = worth(stream, &word(a), &word(b), places.len());
            let across = stream.document(a) != stream.document(places.last()?.0);
            (places.len() >= LEAST && worth > 0.0 && across).then(|| WordPair {
                len: stream.word_end(a) - a,
                places,
                worth,
            })
        })
        .collect();
    pairs.sort_by(|a, b| {
        b.worth
            .total_cmp(&a.worth)
            .then_with(|| a.places.cmp(&b.places))
    });
    pairs
}

/// Two words of one clause, in order.
struct PairAt<'a> {
    a: &'a ClauseWord,
    b: &'a ClauseWord,
    hash: u64,
}

/// Bits that naming the pair saves when it stands in `count` places.
fn worth(stream: &UnitStream, a: &Range<UnitPos>, b: &Range<UnitPos>, count: usize) -> f64 {
    let bits = stream.bits(a.clone()) + stream.bits(b.clone());
    let gap = cost::length_bits(2);
    (count as f64 - 1.0) * bits - cost::name_bits(stream.words(), count) - count as f64 * gap
}

/// Calls `visit` with the words of each clause that have two units or more and are no entities.
fn for_each_clause(stream: &UnitStream, mut visit: impl FnMut(&[ClauseWord])) {
    let mut words: Vec<ClauseWord> = Vec::new();
    let mut at = 0;
    let end = stream.len() as UnitPos;
    while at < end {
        if stream.starts_clause(at) {
            visit(&words);
            words.clear();
        }
        let word = at..stream.word_end(at);
        at = word.end;
        if word.len() > 1 && !stream.is_entity(word.start) {
            words.push(ClauseWord {
                hash: stream.hash(word.clone()),
                range: word,
            });
        }
    }
    visit(&words);
}

fn for_each_pair<'w>(words: &'w [ClauseWord], mut visit: impl FnMut(PairAt<'w>)) {
    for (number, a) in words.iter().enumerate() {
        let behind = words[number + 1..].iter().take(REACH);
        for b in behind.filter(|b| b.range.start > a.range.end && b.hash != a.hash) {
            let hash = (a.hash.rotate_left(29) ^ b.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            visit(PairAt {
                a,
                b,
                hash: hash ^ (hash >> 31),
            });
        }
    }
}
