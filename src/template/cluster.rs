//! Clusters: places that will become one template, claimed so that no unit is a literal of two.
//!
//! In: the maximal repeats of the corpus. Out: for 对过去一年的工作，区委是满意的 and two sentences like it, a cluster of three
//! places with the blocks 对过去一年的工作 and 是满意的.
//!
//! A greedy set cover by description length, as InfoShield's (Lee et al., ICDE 2021) is: candidates in order of the bits that
//! their wording carries, each aligned on the places that are still free, and taken if its description saves bits and it
//! says something. A numbered row (一是, 二是, 三是) is tried before the repeats, for its sentences correspond whatever they
//! share. Afterwards clusters are merged and single places taken in, see [`merge`].

mod merge;

use std::num::NonZeroU32;
use std::ops::Range;

use super::align;
use super::block::{self, MatchingBlock};
use super::block_search::Windows;
use super::clause;
use super::repeat::{MaximalRepeat, SuffixRepeats};
use super::units::{UnitPos, UnitStream};

/// How far a template may reach on either side of its longest literal, in units: a long sentence of a work report.
const REACH: UnitPos = 80;

/// Bits that a cluster must save: chance saves as many in one cluster of a thousand (no-hypercompression inequality,
/// Grünwald 2007), and a corpus has hundreds.
const MARGIN: f64 = 9.97;

/// Bits that a template's literals must carry, as a share of a mean clause: less is a turn of speech. Tuned on
/// zh-templates, where 0.33 to 0.45 move the wording's F1 by less than 0.02.
const ANYWHERE: f64 = 0.4;

/// The same share for templates that make up whole clauses. Tuned on the development half of zh-templates and the seeds.
const IN_CLAUSES: f64 = 0.3;

/// Places that will become one template, and how they align. Each place holds one block at least.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Number of places; they count in the order of the corpus.
    pub(super) places: usize,
    /// What they share, in order.
    pub(super) blocks: Vec<MatchingBlock>,
    /// Bits saved against spelling everything out.
    pub(super) saving: f64,
}

impl Cluster {
    /// The range of a place, from its first literal to its last.
    pub(super) fn extent(&self, place: usize) -> Option<Range<UnitPos>> {
        block::extent(&self.blocks, place)
    }

    /// Surprisal of the literals.
    fn bits(&self) -> f64 {
        self.blocks.iter().map(|b| b.bits).sum()
    }

    fn extents(&self) -> Vec<Range<UnitPos>> {
        (0..self.places).filter_map(|p| self.extent(p)).collect()
    }
}

/// Finds clusters and knows which unit belongs to which.
pub(super) struct Clustering<'a> {
    stream: &'a UnitStream,
    repeats: &'a SuffixRepeats,
    within: bool,
    bits_per_clause: f64,
    /// For each unit the cluster that has claimed it, counted from 1.
    owners: Vec<Option<NonZeroU32>>,
    /// None where a cluster was merged with another.
    clusters: Vec<Option<Cluster>>,
}

impl<'a> Clustering<'a> {
    /// Finds the clusters of a stream. Within documents too, if `within`.
    pub(super) fn find(stream: &'a UnitStream, repeats: &'a SuffixRepeats, within: bool) -> Self {
        let mut clustering = Self {
            stream,
            repeats,
            within,
            bits_per_clause: stream.bits_per_clause(),
            owners: vec![None; stream.len()],
            clusters: Vec::new(),
        };
        if within {
            for row in stream.rows() {
                clustering.seed_row(row);
            }
        }
        let mut candidates = repeats.maximal(stream);
        candidates.sort_by(|a, b| b.bits.total_cmp(&a.bits));
        for candidate in &candidates {
            clustering.seed(candidate);
        }
        clustering.merge();
        clustering.recruit();
        clustering
    }

    /// The clusters in the order in which they were found.
    pub(super) fn clusters(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.iter().flatten()
    }

    fn is_free(&self, range: Range<UnitPos>) -> bool {
        self.owners[range.start as usize..range.end as usize]
            .iter()
            .all(Option::is_none)
    }

    /// Starts a cluster from a document's numbered sentences.
    fn seed_row(&mut self, row: &[UnitPos]) {
        let windows: Windows = row
            .iter()
            .map(|at| *at..self.stream.sentence_end(at + 1, REACH))
            .collect();
        let free = |at: UnitPos| self.owners[at as usize].is_none();
        let blocks = align::align_whole(self.stream, &free, &windows);
        let cluster = settle(self.stream, blocks, windows.len());
        if cluster.places >= 2 && self.is_template(&cluster) {
            self.add(cluster);
        }
    }

    /// Starts a cluster from the free places of a repeat.
    fn seed(&mut self, repeat: &MaximalRepeat) {
        let mut free: Vec<UnitPos> = Vec::new();
        let mut all: Vec<UnitPos> = self
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
        let Some(anchor) = MatchingBlock::of_whole_words(self.stream, &free, repeat.len) else {
            return;
        };
        let extents: Vec<Range<UnitPos>> = anchor
            .at
            .iter()
            .flatten()
            .map(|at| *at..at + anchor.len)
            .collect();
        if !self.within && !self.spreads(&extents) {
            return;
        }
        let windows = self.windows(&extents);
        let free = |at: UnitPos| self.owners[at as usize].is_none();
        let blocks = align::align(self.stream, &free, &windows, Some(anchor));
        let cluster = settle(self.stream, blocks, extents.len());
        if cluster.places >= 2 && self.is_template(&cluster) {
            self.add(cluster);
        }
    }

    /// Whether a cluster saves bits and is more than a name or a turn of speech: its literals make up half a clause
    /// or more, and they say something. What one document alone repeats must be a row of sentences besides: a
    /// document names its subject again and again.
    fn is_template(&self, cluster: &Cluster) -> bool {
        let (mut words, mut saying) = (0, 0);
        for block in &cluster.blocks {
            if let Some(at) = block.at.iter().flatten().next() {
                words += self.stream.word_count(*at..at + block.len);
            }
            let said = |at: &UnitPos| self.stream.saying_words(*at..at + block.len);
            saying += block.at.iter().flatten().map(said).min().unwrap_or(0);
        }
        if saying == 0 || words < 2 {
            return false;
        }
        let extents = cluster.extents();
        let clauses = clause::clause_saving(self.stream, &extents);
        if cluster.saving + clauses <= MARGIN {
            return false;
        }
        let is_row = || clause::is_row(self.stream, &cluster.blocks, cluster.places);
        let least = if clauses > 0.0 { IN_CLAUSES } else { ANYWHERE };
        let enough = cluster.bits() >= least * self.bits_per_clause;
        if enough {
            self.spreads(&extents) || is_row()
        } else {
            words as f64 >= self.stream.words_per_clause() / 2.0 && is_row()
        }
    }

    /// Whether the ranges lie in two documents or more.
    fn spreads(&self, extents: &[Range<UnitPos>]) -> bool {
        let mut documents = extents.iter().map(|e| self.stream.document(e.start));
        let first = documents.next();
        documents.any(|d| Some(d) != first)
    }

    /// Takes a cluster on and claims its places.
    fn add(&mut self, cluster: Cluster) {
        let id = NonZeroU32::new(self.clusters.len() as u32 + 1);
        for extent in cluster.extents() {
            self.claim(extent, id);
        }
        self.clusters.push(Some(cluster));
    }

    /// Gives a cluster up and frees its units.
    fn remove(&mut self, index: usize) -> Option<Cluster> {
        let cluster = self.clusters[index].take()?;
        for extent in cluster.extents() {
            for owner in &mut self.owners[extent.start as usize..extent.end as usize] {
                if owner.is_some_and(|o| o.get() as usize == index + 1) {
                    *owner = None;
                }
            }
        }
        Some(cluster)
    }

    /// Gives the free units of `range` to a cluster; units of other clusters stay theirs.
    fn claim(&mut self, range: Range<UnitPos>, id: Option<NonZeroU32>) {
        for owner in &mut self.owners[range.start as usize..range.end as usize] {
            if owner.is_none() {
                *owner = id;
            }
        }
    }

    /// The text around each extent within its sentence, [`REACH`] units at most; neighbours' windows do not overlap.
    fn windows(&self, extents: &[Range<UnitPos>]) -> Windows {
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
        // Extents of two clusters may overlap, and then a place can be left with nothing.
        for window in &mut windows {
            window.start = window.start.min(window.end);
        }
        windows
    }

    /// Where two neighbours' windows part: at the beginning of the last clause between them, or in the middle.
    fn cut(&self, between: Range<UnitPos>) -> UnitPos {
        (between.start..=between.end)
            .rev()
            .find(|at| self.stream.starts_clause(*at))
            .unwrap_or((between.start + between.end) / 2)
    }
}

/// Share of a template's literals, in bits, that each of its places must hold. Tuned on the development half of
/// zh-templates and the seeds.
const HOLD: f64 = 0.6;

/// An alignment as a cluster, without the places that hold less than [`HOLD`] of the literals.
fn settle(stream: &UnitStream, mut blocks: Vec<MatchingBlock>, places: usize) -> Cluster {
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
    let saving = block::saving(stream, &blocks, keep.len());
    Cluster {
        places: keep.len(),
        blocks,
        saving,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::TemplateDocument;
    use crate::text::words::Segmenter;
    use crate::text::{NormalText, SourceText};

    /// Found on 20,000 news items, where two clusters had taken parts of one sentence each.
    #[test]
    fn windows_of_overlapping_places_never_run_backwards() {
        let source = SourceText::from("会议要求各级各部门要认真学习贯彻会议精神抓好各项工作的落实");
        let text = NormalText::new(source.as_str());
        let document = TemplateDocument::new("a", &source, &text);
        let stream = UnitStream::new(&[document], &Segmenter::default());
        let repeats = SuffixRepeats::new(&stream);
        let clustering = Clustering::find(&stream, &repeats, true);
        for extents in [
            vec![0..24, 2..6, 3..5],
            vec![0..24, 0..24, 20..22, 21..28],
            vec![4..8, 4..8, 4..8],
        ] {
            let windows = clustering.windows(&extents);
            assert!(windows.iter().all(|w| w.start <= w.end), "{windows:?}");
        }
    }
}
