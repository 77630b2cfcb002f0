//! One mould, one template: clusters whose literals are mostly the same become one.
//!
//! In: a cluster of 为高质量发展提供坚强组织保证 and one of 为乡村振兴提供坚强思想保证, found apart because each has a longer repeat
//! of its own. Out: one cluster with the literals 为, 提供坚强, 保证, and all places that have them.
//!
//! Agglomerative: the cluster with most in it is merged with the partner with which it keeps most. What two clusters have in
//! common is the heaviest common subsequence of their literals' words (Hirschberg 1977, weighted by surprisal), which costs the
//! product of two sentences' lengths and never looks at places; only a merger that promises enough is then looked up in the
//! corpus. Partners share rare words, so no two clusters are compared that share nothing.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rapidhash::RapidHashMap;

use super::cluster::Clustering;
use super::core::Cluster;
use super::literal_word::{LiteralWord, common, of_cluster};
use super::occurrence::{GAP, Pattern, UsualWording};
use super::units::UnitPos;

/// Share of the literals of two clusters, in bits and weighted by their places, that the literals of both together
/// make up at least: with less, what is common to both is less than what tells them apart.
const KEPT: f64 = 0.6;

/// Share of the places of two clusters that the merged one has: it is looked up anew, with bounds on its blanks.
const FOUND: f64 = 0.8;

/// Share of what the one of two clusters saves that saves more, that both as one save at least. Tuned on the development half of
/// real-dev, where 0.75 to 1 differ by less than 0.02 in what the best template has.
const SAVES: f64 = 0.9;

/// Clusters with which a merger is tried, of those that share most.
const PARTNERS: usize = 8;

/// Clusters that may share a word for it to lead from one to another: what is more frequent says little.
const SHARED: usize = 400;

/// A cluster among others to be merged.
struct Entry {
    cluster: Cluster,
    words: Vec<LiteralWord>,
    /// Bits of its literals without entities.
    bits: f64,
    /// What the literals of the clusters that it was merged from carried, on average over their places.
    original: Original,
}

/// Bits of literals, and the places that they were counted in.
#[derive(Clone, Copy)]
struct Original {
    bits: f64,
    places: f64,
}

impl Original {
    fn and(self, other: Self) -> Self {
        Self {
            bits: self.bits + other.bits,
            places: self.places + other.places,
        }
    }

    fn mean(self) -> f64 {
        self.bits / self.places
    }
}

impl Clustering<'_> {
    /// Merges clusters that are one mould, those with most in them first.
    pub(super) fn merge(&mut self) {
        let clusters = std::mem::take(&mut self.clusters);
        let mut pool = Pool::default();
        let mut queue: BinaryHeap<(u64, Reverse<usize>)> = BinaryHeap::new();
        for cluster in clusters {
            let index = pool.insert(self.entry(cluster, None));
            queue.push((pool.worth(index), Reverse(index)));
        }
        while let Some((_, Reverse(index))) = queue.pop() {
            if pool.entries[index].is_none() {
                continue;
            }
            if let Some((partner, merged)) = self.merger(&pool, index) {
                let parts = [index, partner].map(|entry| pool.entries[entry].take());
                let mut original: Option<Original> = None;
                for part in parts.into_iter().flatten() {
                    original =
                        Some(original.map_or(part.original, |other| other.and(part.original)));
                    self.variants.push(part.cluster);
                }
                let merged = pool.insert(self.entry(merged, original));
                queue.push((pool.worth(merged), Reverse(merged)));
            }
        }
        let entries = pool.entries.into_iter().flatten();
        self.clusters = entries.map(|entry| entry.cluster).collect();
    }

    fn entry(&self, cluster: Cluster, original: Option<Original>) -> Entry {
        let bits = self.own_bits(&cluster);
        let places = cluster.places as f64;
        Entry {
            words: of_cluster(self.stream, &cluster),
            bits,
            original: original.unwrap_or(Original {
                bits: bits * places,
                places,
            }),
            cluster,
        }
    }

    /// The best merger of a cluster: its partner, and both as one.
    fn merger(&self, pool: &Pool, index: usize) -> Option<(usize, Cluster)> {
        let entry = pool.entries[index].as_ref()?;
        let mut candidates: Vec<Candidate> = Vec::new();
        for partner in pool.partners(index) {
            let Some(other) = pool.entries[partner].as_ref() else {
                continue;
            };
            let (shared, pairs) = common(&entry.words, &other.words);
            let mean = entry.original.and(other.original).mean();
            let kept = shared / mean.max(1.0);
            if kept >= KEPT {
                candidates.push(Candidate {
                    kept,
                    partner,
                    pairs,
                });
            }
        }
        let order = |a: &Candidate, b: &Candidate| {
            b.kept.total_cmp(&a.kept).then(a.partner.cmp(&b.partner))
        };
        candidates.sort_by(order);
        candidates
            .into_iter()
            .find_map(|Candidate { partner, pairs, .. }| {
                let other = pool.entries[partner].as_ref()?;
                let merged = self.all_places(&pattern(entry, other, &pairs)?)?;
                let mean = entry.original.and(other.original).mean();
                let enough =
                    merged.places as f64 >= FOUND * together(&entry.cluster, &other.cluster) as f64;
                let keeps = self.own_bits(&merged) >= KEPT * mean;
                // Else the smaller one is better told as a variant of the greater.
                let least = SAVES * entry.cluster.saving.max(other.cluster.saving);
                let saves = merged.saving >= least;
                (enough && keeps && saves && self.is_worth_naming(&merged))
                    .then_some((partner, merged))
            })
    }
}

/// A cluster with which a merger may be worth it.
struct Candidate {
    /// Share of the literals of both that is left.
    kept: f64,
    partner: usize,
    /// The words that are the same.
    pairs: Vec<(usize, usize)>,
}

/// How many places two clusters have together; places that overlap are one.
fn together(a: &Cluster, b: &Cluster) -> usize {
    let mut extents = a.extents();
    extents.extend(b.extents());
    extents.sort_unstable_by_key(|e| (e.start, e.end));
    let mut count = 0;
    let mut end = 0;
    for extent in extents {
        if count == 0 || extent.start >= end {
            count += 1;
            end = extent.end;
        } else {
            end = end.max(extent.end);
        }
    }
    count
}

/// What two clusters share, to be looked up: literals where one word follows the other in both, gaps as long as either has, and
/// the other wording of the first as maybe usual.
fn pattern(a: &Entry, b: &Entry, pairs: &[(usize, usize)]) -> Option<Pattern> {
    let mut pattern = Pattern::default();
    let mut last: Option<(usize, usize)> = None;
    for (i, j) in pairs {
        let word = &a.words[*i];
        let end = word.start + word.len;
        let (seen_a, seen_b) = match last {
            Some((li, lj)) => (longest_gap(a, li, *i), longest_gap(b, lj, *j)),
            None => (0, 0),
        };
        let from = last.map_or(0, |(li, _)| li + 1);
        push_usual(&a.words[from..*i], &mut pattern);
        let touches = last.is_some() && seen_a == 0 && seen_b == 0;
        match pattern.blocks.last_mut() {
            Some(block) if touches && block.end == word.start => block.end = end,
            Some(_) => {
                pattern.gaps.push(Pattern::reach(seen_a.max(seen_b)));
                pattern.blocks.push(word.start..end);
            }
            None => pattern.blocks.push(word.start..end),
        }
        last = Some((*i, *j));
    }
    let (from, _) = last?;
    push_usual(&a.words[from + 1..], &mut pattern);
    Some(pattern)
}

/// Adds words that only one of two clusters has as wording that may be usual, those that follow one another as one.
fn push_usual(words: &[LiteralWord], pattern: &mut Pattern) {
    let junction = pattern.blocks.len();
    for word in words {
        let range = word.start..word.start + word.len;
        match pattern.usual.last_mut() {
            Some(last) if last.junction == junction && last.range.end == range.start => {
                last.range.end = range.end
            }
            _ => pattern.usual.push(UsualWording { junction, range }),
        }
    }
}

/// The most positions between two of a cluster's literal words, over its places.
fn longest_gap(entry: &Entry, left: usize, right: usize) -> UnitPos {
    let (left, right) = (entry.words[left], entry.words[right]);
    let (Some((left_block, left_offset)), Some((right_block, right_offset))) =
        (left.literal, right.literal)
    else {
        return GAP;
    };
    let ends = entry.cluster.blocks[left_block].at.iter().flatten();
    let starts = entry.cluster.blocks[right_block].at.iter().flatten();
    let gap = ends
        .zip(starts)
        .map(|(end, start)| (start + right_offset).saturating_sub(end + left_offset + left.len));
    gap.max().unwrap_or(0)
}

/// The clusters that are left, and which of them have a word.
#[derive(Default)]
struct Pool {
    entries: Vec<Option<Entry>>,
    by_word: RapidHashMap<u64, Vec<usize>>,
}

impl Pool {
    fn insert(&mut self, entry: Entry) -> usize {
        let index = self.entries.len();
        let mut words: Vec<u64> = entry.words.iter().map(|w| w.hash).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            self.by_word.entry(word).or_default().push(index);
        }
        self.entries.push(Some(entry));
        index
    }

    /// Bits that its literals carry in all its places, for the order of mergers.
    fn worth(&self, index: usize) -> u64 {
        self.entries[index]
            .as_ref()
            .map_or(0, |entry| (entry.bits * entry.cluster.places as f64) as u64)
    }

    /// Clusters that share words with one, those that share most bits first.
    fn partners(&self, index: usize) -> Vec<usize> {
        let Some(entry) = self.entries[index].as_ref() else {
            return Vec::new();
        };
        let mut shared: RapidHashMap<usize, f64> = RapidHashMap::default();
        for word in &entry.words {
            let with = &self.by_word[&word.hash];
            if with.len() > SHARED {
                continue;
            }
            for other in with
                .iter()
                .filter(|other| **other != index && self.entries[**other].is_some())
            {
                *shared.entry(*other).or_default() += word.bits;
            }
        }
        let mut partners: Vec<(usize, f64)> = shared.into_iter().collect();
        partners.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        partners.truncate(PARTNERS);
        partners.into_iter().map(|(partner, _)| partner).collect()
    }
}
