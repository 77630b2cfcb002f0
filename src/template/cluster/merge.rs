//! Joining families that are better told as one, and taking single places in.

use std::num::NonZeroU32;
use std::ops::Range;

use rapidhash::RapidHashMap;

use super::{Cluster, Clustering, REACH, settle};
use crate::template::align;
use crate::template::units::At;

/// Share of each family's literals, in bits, that are still literals of the two together: with less, what is common to
/// both is less than what tells them apart. Tuned on zh-templates and the seeds, where 0.5 to 0.8 find the same places
/// and grouping is the better the higher, with more families of one wording each.
const KEPT: f64 = 2.0 / 3.0;

/// Families with which a merger is tried, of those that share most anchors.
const PARTNERS: usize = 6;

/// Units by which shared wording is looked up when families are merged: the shortest anchor.
const PROBE: At = 3;

/// Places looked at for one probe: what is more frequent says little about which families belong together.
const PROBED: usize = 256;

impl Clustering<'_> {
    /// Joins families whose common description is shorter than two.
    pub(super) fn merge(&mut self) {
        let mut order: Vec<usize> = (0..self.families.len()).collect();
        let saving = |f: &Option<Cluster>| f.as_ref().map_or(0.0, |f| f.saving);
        order.sort_by(|a, b| saving(&self.families[*b]).total_cmp(&saving(&self.families[*a])));
        let mut queue: std::collections::VecDeque<usize> = order.into();
        while let Some(index) = queue.pop_front() {
            if let Some(merged) = self.merge_one(index) {
                queue.push_front(merged);
            }
        }
    }

    /// Merges one family with its best partner; the index of the result.
    fn merge_one(&mut self, index: usize) -> Option<usize> {
        let family = self.families[index].as_ref()?;
        let mut best: Option<(f64, usize, Cluster)> = None;
        for partner in self.partners(index, family) {
            let Some(other) = self.families[partner].as_ref() else {
                continue;
            };
            let Some(joined) = self.join(index, &other.extents(), Some(partner)) else {
                continue;
            };
            let gain = joined.saving - family.saving - other.saving;
            let still = joined.bits() >= KEPT * other.bits();
            if still && gain > 0.0 && best.as_ref().is_none_or(|(g, _, _)| gain > *g) {
                best = Some((gain, partner, joined));
            }
        }
        let (_, partner, joined) = best?;
        self.remove(index);
        self.remove(partner);
        self.add(joined);
        Some(self.families.len() - 1)
    }

    /// A family and more places, aligned anew; `None` if a place keeps too few of the literals, or if they
    /// come to less than [`KEPT`] of the family's own.
    fn join(&self, index: usize, more: &[Range<At>], partner: Option<usize>) -> Option<Cluster> {
        let family = self.families[index].as_ref()?;
        let mut extents = family.extents();
        extents.extend_from_slice(more);
        extents.sort_unstable_by_key(|e| e.start);
        let windows = self.windows(&extents);
        let ours = |at: At| {
            self.owners[at as usize].is_none_or(|o| {
                let owner = o.get() as usize - 1;
                owner == index || Some(owner) == partner
            })
        };
        let blocks = align::align(self.stream, &ours, &windows, None);
        let joined = settle(self.stream, blocks, windows.len());
        let whole = joined.places == extents.len() && joined.bits() >= KEPT * family.bits();
        (whole && self.is_mould(&joined)).then_some(joined)
    }

    /// Families that share wording with `family`'s literals, those that share most first.
    fn partners(&self, index: usize, family: &Cluster) -> Vec<usize> {
        let mut shared: RapidHashMap<usize, usize> = RapidHashMap::default();
        for block in &family.blocks {
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
        partners.sort_unstable_by_key(|(family, shared)| (std::cmp::Reverse(*shared), *family));
        partners.truncate(PARTNERS);
        partners.into_iter().map(|(family, _)| family).collect()
    }

    /// Takes in single places that a family's literals describe in fewer bits.
    pub(super) fn recruit(&mut self) {
        let mut order: Vec<usize> = (0..self.families.len())
            .filter(|i| self.families[*i].is_some())
            .collect();
        let saving = |f: &Option<Cluster>| f.as_ref().map_or(0.0, |f| f.saving);
        order.sort_by(|a, b| saving(&self.families[*b]).total_cmp(&saving(&self.families[*a])));
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
            let gains = self.families[index]
                .as_ref()
                .is_some_and(|f| joined.saving > f.saving);
            if gains {
                self.remove(index);
                let id = NonZeroU32::new(index as u32 + 1);
                for extent in joined.extents() {
                    self.claim(extent, id);
                }
                self.families[index] = Some(joined);
            }
        }
    }

    /// Free wording that has half or more of the probes of a family's literals within one sentence.
    fn recruits(&self, index: usize) -> Vec<Range<At>> {
        let Some(family) = self.families[index].as_ref() else {
            return Vec::new();
        };
        let mut probes = 0;
        let mut hits: Vec<(At, At)> = Vec::new();
        for block in &family.blocks {
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
