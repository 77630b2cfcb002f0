//! Merging clusters that are better described as one, and taking single places in.
//!
//! In: a cluster of 为高质量发展提供坚强组织保证 and one of 为乡村振兴提供坚强思想保证, found apart because each has a longer repeat
//! of its own. Out: one cluster, if its description is shorter than the two, and both keep most of their literals.
//!
//! Agglomerative clustering by description length: the strongest cluster is merged with the partner that saves most, as long
//! as one saves. Partners are looked up by three-unit pieces of the literals, so no two clusters are compared that share
//! nothing.

use std::num::NonZeroU32;
use std::ops::Range;

use rapidhash::RapidHashMap;

use super::{Cluster, Clustering, REACH, settle};
use crate::template::align;
use crate::template::units::UnitPos;

/// Share of each cluster's literals, in bits, that are still literals of the two together: with less, what is common to
/// both is less than what tells them apart. Tuned on zh-templates and the seeds, where 0.5 to 0.8 find the same places
/// and grouping is the better the higher, with more clusters of one wording each.
const KEPT: f64 = 2.0 / 3.0;

/// Clusters with which a merger is tried, of those that share most anchors.
const PARTNERS: usize = 6;

/// Units by which shared wording is looked up when clusters are merged: the shortest anchor.
const PROBE: UnitPos = 3;

/// Places looked at for one probe: what is more frequent says little about which clusters belong together.
const PROBED: usize = 256;

/// A cluster and a partner, described as one.
struct Merger {
    /// Bits saved against describing the two apart.
    gain: f64,
    partner: usize,
    joined: Cluster,
}

impl Clustering<'_> {
    /// Merges clusters whose common description is shorter than two, those that save most first.
    pub(super) fn merge(&mut self) {
        let mut order: Vec<usize> = (0..self.clusters.len()).collect();
        let saving = |f: &Option<Cluster>| f.as_ref().map_or(0.0, |f| f.saving);
        order.sort_by(|a, b| saving(&self.clusters[*b]).total_cmp(&saving(&self.clusters[*a])));
        let mut queue: std::collections::VecDeque<usize> = order.into();
        while let Some(index) = queue.pop_front() {
            if let Some(merged) = self.merge_one(index) {
                queue.push_front(merged);
            }
        }
    }

    /// Merges a cluster with its best partner. Gives the index of the result; None if no merger saves bits.
    fn merge_one(&mut self, index: usize) -> Option<usize> {
        let cluster = self.clusters[index].as_ref()?;
        let mut best: Option<Merger> = None;
        for partner in self.partners(index, cluster) {
            let Some(other) = self.clusters[partner].as_ref() else {
                continue;
            };
            let Some(joined) = self.join(index, &other.extents(), Some(partner)) else {
                continue;
            };
            let gain = joined.saving - cluster.saving - other.saving;
            let still = joined.bits() >= KEPT * other.bits();
            if still && gain > 0.0 && best.as_ref().is_none_or(|best| gain > best.gain) {
                best = Some(Merger {
                    gain,
                    partner,
                    joined,
                });
            }
        }
        let Merger {
            partner, joined, ..
        } = best?;
        self.remove(index);
        self.remove(partner);
        self.add(joined);
        Some(self.clusters.len() - 1)
    }

    /// A cluster and more places, aligned anew. None if a place is lost for want of literals, or if the literals come to
    /// less than [`KEPT`] of the cluster's own.
    fn join(
        &self,
        index: usize,
        more: &[Range<UnitPos>],
        partner: Option<usize>,
    ) -> Option<Cluster> {
        let cluster = self.clusters[index].as_ref()?;
        let mut extents = cluster.extents();
        extents.extend_from_slice(more);
        extents.sort_unstable_by_key(|e| e.start);
        let windows = self.windows(&extents);
        let ours = |at: UnitPos| {
            self.owners[at as usize].is_none_or(|o| {
                let owner = o.get() as usize - 1;
                owner == index || Some(owner) == partner
            })
        };
        let blocks = align::align(self.stream, &ours, &windows, None);
        let joined = settle(self.stream, blocks, windows.len());
        let whole = joined.places == extents.len() && joined.bits() >= KEPT * cluster.bits();
        (whole && self.is_template(&joined)).then_some(joined)
    }

    /// Clusters that share wording with `cluster`'s literals, those that share most first.
    fn partners(&self, index: usize, cluster: &Cluster) -> Vec<usize> {
        let mut shared: RapidHashMap<usize, usize> = RapidHashMap::default();
        for block in &cluster.blocks {
            let Some(first) = block.at.iter().flatten().next().copied() else {
                continue;
            };
            for at in first..(first + block.len).saturating_sub(PROBE - 1) {
                let mut owners: Vec<usize> = self
                    .repeats
                    .find(self.stream, at..at + PROBE)
                    .iter()
                    .take(PROBED)
                    .filter_map(|at| self.owners[*at as usize])
                    .map(|id| id.get() as usize - 1)
                    .filter(|other| *other != index)
                    .collect();
                owners.sort_unstable();
                owners.dedup();
                for owner in owners {
                    *shared.entry(owner).or_default() += 1;
                }
            }
        }
        let mut partners: Vec<(usize, usize)> = shared.into_iter().collect();
        partners.sort_unstable_by_key(|(cluster, shared)| (std::cmp::Reverse(*shared), *cluster));
        partners.truncate(PARTNERS);
        partners.into_iter().map(|(cluster, _)| cluster).collect()
    }

    /// Takes in free places that a cluster's literals describe in fewer bits, the strongest cluster first.
    pub(super) fn recruit(&mut self) {
        let mut order: Vec<usize> = (0..self.clusters.len())
            .filter(|i| self.clusters[*i].is_some())
            .collect();
        let saving = |f: &Option<Cluster>| f.as_ref().map_or(0.0, |f| f.saving);
        order.sort_by(|a, b| saving(&self.clusters[*b]).total_cmp(&saving(&self.clusters[*a])));
        for index in order {
            self.recruit_for(index);
        }
    }

    fn recruit_for(&mut self, index: usize) {
        for extent in self.recruits(index) {
            if !self.is_free(extent.clone()) {
                continue;
            }
            let Some(joined) = self.join(index, std::slice::from_ref(&extent), None) else {
                continue;
            };
            let gains = self.clusters[index]
                .as_ref()
                .is_some_and(|f| joined.saving > f.saving);
            if gains {
                self.remove(index);
                let id = NonZeroU32::new(index as u32 + 1);
                for extent in joined.extents() {
                    self.claim(extent, id);
                }
                self.clusters[index] = Some(joined);
            }
        }
    }

    /// Free wording that has half or more of the probes of a cluster's literals within one sentence.
    fn recruits(&self, index: usize) -> Vec<Range<UnitPos>> {
        let Some(cluster) = self.clusters[index].as_ref() else {
            return Vec::new();
        };
        let mut probes = 0;
        let mut hits: Vec<(UnitPos, UnitPos)> = Vec::new();
        for block in &cluster.blocks {
            let Some(first) = block.at.iter().flatten().next().copied() else {
                continue;
            };
            for at in first..(first + block.len).saturating_sub(PROBE - 1) {
                probes += 1;
                let found = self.repeats.find(self.stream, at..at + PROBE);
                for place in found.iter().take(PROBED) {
                    if self.is_free(*place..*place + PROBE) {
                        hits.push((self.stream.sentence_start(*place, REACH), *place));
                    }
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits.chunk_by(|a, b| a.0 == b.0)
            .filter(|chunk| chunk.len() * 2 >= probes)
            .map(|chunk| chunk[0].1..chunk[0].1 + PROBE)
            .collect()
    }
}
