//! Families: places that share a mould, claimed so that no unit is explained twice.

use std::num::NonZeroU32;
use std::ops::Range;

use rapidhash::RapidHashMap;

use super::align::{self, Block, Windows};
use super::repeat::{Repeat, Repeats};
use super::stream::{At, Stream};

/// How far a mould may reach on either side of its longest literal, in units: a long sentence of a work report.
const REACH: At = 80;

/// Families with which a merger is tried, of those that share most anchors.
const PARTNERS: usize = 6;

/// Units by which shared wording is looked up when families are merged: the shortest anchor.
const PROBE: At = 3;

/// Places looked at for one probe: what is more frequent says little about which families belong together.
const PROBED: usize = 256;

/// Bits that a family must save: what chance saves as many bits in once in a hundred families (no-hypercompression
/// inequality, Grünwald 2007).
const MARGIN: f64 = 6.64;

/// How much a mould's literals must say, as a share of what a clause says on average: less is a turn of speech. Tuned
/// on zh-templates, where 0.33 to 0.45 move the wording's F1 by less than 0.02.
const ANYWHERE: f64 = 0.4;

/// The same for moulds that make up whole clauses.
const IN_CLAUSES: f64 = 0.3;

/// Places that share a mould, and how they align.
#[derive(Clone, Debug)]
pub(super) struct Family {
    /// In order of the corpus.
    pub(super) places: usize,
    pub(super) blocks: Vec<Block>,
    /// Bits saved against spelling everything out.
    pub(super) saving: f64,
}

impl Family {
    /// What a place covers, from its first literal to its last.
    pub(super) fn extent(&self, place: usize) -> Option<Range<At>> {
        let held = |b: &Block| b.at[place].map(|at| at..at + b.len);
        let first = self.blocks.iter().find_map(held)?;
        let last = self.blocks.iter().rev().find_map(held)?;
        Some(first.start..last.end)
    }

    /// Surprisal of the literals.
    fn bits(&self) -> f64 {
        self.blocks.iter().map(|b| b.bits).sum()
    }

    fn extents(&self) -> Vec<Range<At>> {
        (0..self.places).filter_map(|p| self.extent(p)).collect()
    }
}

/// Finds families and keeps which unit belongs to which.
pub(super) struct Grouping<'a> {
    stream: &'a Stream,
    repeats: &'a Repeats,
    within: bool,
    bits_per_clause: f64,
    owners: Vec<Option<NonZeroU32>>,
    families: Vec<Option<Family>>,
}

impl<'a> Grouping<'a> {
    /// Finds the families of a stream. Within documents too, if `within`.
    pub(super) fn find(stream: &'a Stream, repeats: &'a Repeats, within: bool) -> Self {
        let mut grouping = Self {
            stream,
            repeats,
            within,
            bits_per_clause: stream.bits_per_clause(),
            owners: vec![None; stream.len()],
            families: Vec::new(),
        };
        if within {
            for row in stream.rows() {
                grouping.seed_row(row);
            }
        }
        let mut candidates = repeats.maximal(stream);
        candidates.sort_by(|a, b| b.bits.total_cmp(&a.bits));
        for candidate in &candidates {
            grouping.seed(candidate);
        }
        grouping.merge();
        grouping.recruit();
        grouping
    }

    /// The families in the order in which they were found.
    pub(super) fn families(&self) -> impl Iterator<Item = &Family> {
        self.families.iter().flatten()
    }

    fn is_free(&self, range: Range<At>) -> bool {
        self.owners[range.start as usize..range.end as usize]
            .iter()
            .all(Option::is_none)
    }

    /// Starts a family from a document's numbered sentences.
    fn seed_row(&mut self, row: &[At]) {
        let windows: Windows = row
            .iter()
            .map(|at| *at..self.stream.sentence_end(at + 1, REACH))
            .collect();
        let free = |at: At| self.owners[at as usize].is_none();
        let blocks = align::align_whole(self.stream, &free, &windows);
        let family = settle(self.stream, blocks, windows.len());
        if family.places >= 2 && self.is_mould(&family) {
            self.add(family);
        }
    }

    /// Starts a family from the free places of a repeat.
    fn seed(&mut self, repeat: &Repeat) {
        let mut free: Vec<At> = Vec::new();
        let mut all: Vec<At> = self
            .repeats
            .places(repeat)
            .iter()
            .copied()
            .filter(|at| self.is_free(*at..*at + repeat.len))
            .collect();
        all.sort_unstable();
        for at in all {
            if free.last().is_none_or(|last| last + repeat.len <= at) {
                free.push(at);
            }
        }
        if free.len() < 2 {
            return;
        }
        let Some(anchor) = align::whole(self.stream, &free, repeat.len) else {
            return;
        };
        let extents: Vec<Range<At>> = anchor
            .at
            .iter()
            .flatten()
            .map(|at| *at..at + anchor.len)
            .collect();
        if !self.within && !self.spreads(&extents) {
            return;
        }
        let windows = self.windows(&extents);
        let free = |at: At| self.owners[at as usize].is_none();
        let blocks = align::align(self.stream, &free, &windows, Some(anchor));
        let family = settle(self.stream, blocks, extents.len());
        if family.places >= 2 && self.is_mould(&family) {
            self.add(family);
        }
    }

    /// Whether a family saves bits and is more than a name or a turn of speech: its literals make up half a clause
    /// or more, and they say something. What one document alone repeats must be a row of sentences besides: a
    /// document names its subject again and again.
    fn is_mould(&self, family: &Family) -> bool {
        let (mut words, mut saying) = (0, 0);
        for block in &family.blocks {
            if let Some(at) = block.at.iter().flatten().next() {
                words += self.stream.word_count(*at..at + block.len);
            }
            let said = |at: &At| self.stream.saying_words(*at..at + block.len);
            saying += block.at.iter().flatten().map(said).min().unwrap_or(0);
        }
        if saying == 0 || words < 2 {
            return false;
        }
        let extents = family.extents();
        let clauses = super::mould::clause_saving(self.stream, &extents);
        if family.saving + clauses <= MARGIN {
            return false;
        }
        let is_row = || super::mould::is_row(self.stream, family);
        let least = if clauses > 0.0 { IN_CLAUSES } else { ANYWHERE };
        let enough = family.bits() >= least * self.bits_per_clause;
        if enough {
            self.spreads(&extents) || is_row()
        } else {
            words as f64 >= self.stream.words_per_clause() / 2.0 && is_row()
        }
    }

    fn spreads(&self, extents: &[Range<At>]) -> bool {
        let mut documents = extents.iter().map(|e| self.stream.document(e.start));
        let first = documents.next();
        documents.any(|d| Some(d) != first)
    }

    fn add(&mut self, family: Family) {
        let id = NonZeroU32::new(self.families.len() as u32 + 1);
        for extent in family.extents() {
            self.claim(extent, id);
        }
        self.families.push(Some(family));
    }

    fn remove(&mut self, index: usize) -> Option<Family> {
        let family = self.families[index].take()?;
        for extent in family.extents() {
            for owner in &mut self.owners[extent.start as usize..extent.end as usize] {
                if owner.is_some_and(|o| o.get() as usize == index + 1) {
                    *owner = None;
                }
            }
        }
        Some(family)
    }

    /// Gives what is free of `range` to a family; what another family holds there stays its own.
    fn claim(&mut self, range: Range<At>, id: Option<NonZeroU32>) {
        for owner in &mut self.owners[range.start as usize..range.end as usize] {
            if owner.is_none() {
                *owner = id;
            }
        }
    }

    /// The text around each extent, within its sentence and up to its neighbours.
    fn windows(&self, extents: &[Range<At>]) -> Windows {
        let mut windows: Windows = extents
            .iter()
            .map(|extent| {
                self.stream.sentence_start(extent.start, REACH)
                    ..self.stream.sentence_end(extent.end, REACH)
            })
            .collect();
        for i in 1..windows.len() {
            if windows[i - 1].end > windows[i].start {
                let cut = self.cut(extents[i - 1].end..extents[i].start);
                windows[i - 1].end = windows[i - 1].end.min(cut);
                windows[i].start = windows[i].start.max(cut);
            }
        }
        windows
    }

    /// Where two neighbours' windows part: at the last clause between them.
    fn cut(&self, between: Range<At>) -> At {
        (between.start..=between.end)
            .rev()
            .find(|at| self.stream.starts_clause(*at))
            .unwrap_or((between.start + between.end) / 2)
    }

    /// Joins families whose common description is shorter than two.
    fn merge(&mut self) {
        let mut order: Vec<usize> = (0..self.families.len()).collect();
        let saving = |f: &Option<Family>| f.as_ref().map_or(0.0, |f| f.saving);
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
        let mut best: Option<(f64, usize, Family)> = None;
        for partner in self.partners(index, family) {
            let Some(other) = self.families[partner].as_ref() else {
                continue;
            };
            let Some(joined) = self.join(index, &other.extents(), Some(partner)) else {
                continue;
            };
            let gain = joined.saving - family.saving - other.saving;
            let still = 2.0 * joined.bits() >= other.bits();
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

    /// A family and more places, aligned anew; `None` if not every place keeps half of the literals, or if they
    /// come to less than half of the family's own.
    fn join(&self, index: usize, more: &[Range<At>], partner: Option<usize>) -> Option<Family> {
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
        let whole = joined.places == extents.len() && 2.0 * joined.bits() >= family.bits();
        (whole && self.is_mould(&joined)).then_some(joined)
    }

    /// Families that share wording with `family`'s literals, those that share most first.
    fn partners(&self, index: usize, family: &Family) -> Vec<usize> {
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
    fn recruit(&mut self) {
        let mut order: Vec<usize> = (0..self.families.len())
            .filter(|i| self.families[*i].is_some())
            .collect();
        let saving = |f: &Option<Family>| f.as_ref().map_or(0.0, |f| f.saving);
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

/// Share of a mould's literals, in bits, that each of its places must hold.
const HOLD: f64 = 0.6;

/// A family of an alignment, without the places that lack too many of the literals.
fn settle(stream: &Stream, mut blocks: Vec<Block>, places: usize) -> Family {
    let total: f64 = blocks.iter().map(|b| b.bits).sum();
    let keep: Vec<usize> = (0..places)
        .filter(|p| {
            let held = blocks.iter().filter(|b| b.at[*p].is_some());
            let bits: f64 = held.map(|b| b.bits).sum();
            bits > 0.0 && bits >= HOLD * total
        })
        .collect();
    for block in &mut blocks {
        block.at = keep.iter().map(|p| block.at[*p]).collect();
    }
    blocks.retain(|b| b.held() > 0);
    let saving = align::saving(stream, &blocks, keep.len());
    Family {
        places: keep.len(),
        blocks,
        saving,
    }
}
