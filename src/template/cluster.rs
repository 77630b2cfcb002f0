//! Clusters: places that will become one template.
//!
//! In: the maximal repeats of the corpus. Out: for 对过去一年的工作，区委是满意的 and two sentences like it, a cluster of three
//! places with the blocks 对过去一年的工作 and 是满意的.
//!
//! Candidates are tried in the order of what naming them would save, so that wording which many share comes before the longer
//! wording of a few: a mould before its variants. All places of a candidate that nothing explains yet are aligned n ways; what
//! every one of them has ([`super::core`]) is a template if it saves bits and says something; then all other places that have
//! the same literals are taken in. Literals explain the units they stand on; a unit that is explained can still be part of
//! another template, but wording that is explained starts none. A numbered row (一是, 二是, 三是) is tried before the
//! repeats, for its sentences correspond whatever they share. Afterwards clusters that are one mould are merged, see
//! [`super::merge`].

use std::ops::Range;

use rapidhash::RapidHashSet;

use super::align;
use super::bigram_index::BigramIndex;
use super::block::MatchingBlock;
use super::block_search::Windows;
use super::clause;
use super::core::{Cluster, core};
use super::cost;
use super::occurrence::{self, Pattern, UsualWording, occurrences};
use super::repeat::{MaximalRepeat, SuffixRepeats};
use super::units::{UnitPos, UnitStream};
use super::word_pair::{WordPair, word_pairs};

/// How far a template may reach on either side of its longest literal, in units: a long sentence of a work report.
const REACH: UnitPos = 80;

/// Bits that a cluster must save: chance saves as many in one of eight (no-hypercompression inequality, Grünwald 2007), and what
/// chance brings together says little, which is asked for besides. Tuned on the seeds, whose short moulds need it.
const MARGIN: f64 = 3.0;

/// Bits that a template's literals must carry, as a share of a mean clause: less is a turn of speech. Tuned on
/// zh-templates, where 0.33 to 0.45 move the wording's F1 by less than 0.02.
const ANYWHERE: f64 = 0.4;

/// The same share for templates that make up whole clauses. Tuned on the development half of zh-templates and the seeds.
const IN_CLAUSES: f64 = 0.3;

/// Documents from which less literal wording is enough: a mould that a dozen use is one though it says little.
const MANY: f64 = 6.0;

/// By how much less, each time that the documents double, and how often that counts. Tuned on the development half of real-dev
/// (0.5 to 1).
const LESS: f64 = 0.6;
const DOUBLINGS: f64 = 2.0;

/// Share of the places that begin or end a clause for the wording to be what clauses begin or end with.
const ANCHORED: f64 = 0.8;

/// Places of a candidate that are aligned: more tell nothing new, and the others are taken in afterwards.
const ALIGNED: usize = 400;

/// Finds clusters and knows which units they explain.
pub(super) struct Clustering<'a> {
    pub(super) stream: &'a UnitStream,
    index: &'a BigramIndex,
    within: bool,
    bits_per_clause: f64,
    /// For each unit whether it is part of a literal.
    explained: Vec<bool>,
    pub(super) clusters: Vec<Cluster>,
    /// Clusters that were merged with others.
    pub(super) variants: Vec<Cluster>,
    /// The places of the clusters.
    known: RapidHashSet<Vec<Range<UnitPos>>>,
}

impl<'a> Clustering<'a> {
    /// Finds the clusters of a stream. Within documents too, if `within`.
    pub(super) fn find(
        stream: &'a UnitStream,
        repeats: &SuffixRepeats,
        index: &'a BigramIndex,
        within: bool,
    ) -> Self {
        let mut clustering = Self {
            stream,
            index,
            within,
            bits_per_clause: stream.bits_per_clause(),
            explained: vec![false; stream.len()],
            clusters: Vec::new(),
            variants: Vec::new(),
            known: RapidHashSet::default(),
        };
        if within {
            for row in stream.rows() {
                clustering.seed_row(row);
            }
        }
        let mut candidates = repeats.maximal(stream);
        let worth = |c: &MaximalRepeat| (repeats.places(c).len() - 1) as f64 * c.bits;
        candidates.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        for candidate in &candidates {
            clustering.seed(repeats, candidate);
        }
        for pair in &word_pairs(stream) {
            clustering.seed_pair(pair);
        }
        clustering.merge();
        clustering
    }

    /// Starts a cluster from a document's numbered sentences.
    fn seed_row(&mut self, row: &[UnitPos]) {
        let windows: Windows = row
            .iter()
            .map(|at| *at..self.stream.sentence_end(at + 1, REACH))
            .collect();
        let blocks = align::align_whole(self.stream, &windows);
        if let Some(mut cluster) = core(self.stream, blocks, windows.len()) {
            // Its numbering says which sentences belong to the row, so that only the first has to be named.
            let name = cost::name_bits(self.stream.words(), cluster.places) / cluster.places as f64;
            cluster.saving += (cluster.places as f64 - 1.0) * name;
            if !self.is_template(&cluster) {
                return;
            }
            self.add(cluster);
        }
    }

    /// Starts a cluster from the places of a repeat that nothing explains.
    fn seed(&mut self, repeats: &SuffixRepeats, repeat: &MaximalRepeat) {
        let unexplained = |at: &UnitPos| {
            let units = &self.explained[*at as usize..(*at + repeat.len) as usize];
            units.iter().filter(|explained| **explained).count() * 2 < units.len()
        };
        let mut places: Vec<UnitPos> = repeats
            .places(repeat)
            .iter()
            .copied()
            .filter(unexplained)
            .collect();
        places.sort_unstable();
        self.seed_places(places, repeat.len);
    }

    /// Starts a cluster from the places of two words that nothing explains.
    fn seed_pair(&mut self, pair: &WordPair) {
        let unexplained = |(a, b): &&(UnitPos, UnitPos)| {
            !self.explained[*a as usize] || !self.explained[*b as usize]
        };
        let places = pair
            .places
            .iter()
            .filter(unexplained)
            .map(|(a, _)| *a)
            .collect();
        self.seed_places(places, pair.len);
    }

    /// Starts a cluster from wording of `len` units at `places`, which are in order.
    fn seed_places(&mut self, mut places: Vec<UnitPos>, len: UnitPos) {
        let mut end = 0;
        places.retain(|at| {
            let apart = *at >= end;
            if apart {
                end = at + len;
            }
            apart
        });
        if places.len() < 2 {
            return;
        }
        if places.len() > ALIGNED {
            places = (0..ALIGNED)
                .map(|i| places[i * places.len() / ALIGNED])
                .collect();
        }
        let Some(anchor) = MatchingBlock::of_whole_words(self.stream, &places, len) else {
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
        let blocks = align::align(self.stream, &windows, Some(anchor));
        let Some(cluster) = core(self.stream, blocks, extents.len()) else {
            return;
        };
        if !self.is_template(&cluster) {
            return;
        }
        let cluster = self.complete(self.recruit(cluster));
        if self.is_template(&cluster) {
            self.add(cluster);
        }
    }

    /// The cluster of all places that have a cluster's literals.
    fn complete(&self, cluster: Cluster) -> Cluster {
        let range = |block: &MatchingBlock| block.first().map(|first| first..first + block.len);
        let usual = cluster.usual.iter().filter_map(|usual| {
            Some(UsualWording {
                junction: usual.junction,
                range: range(&usual.block)?,
            })
        });
        let found = self.all_places(&Pattern {
            blocks: cluster.blocks.iter().filter_map(range).collect(),
            gaps: cluster
                .longest_gaps()
                .into_iter()
                .map(Pattern::reach)
                .collect(),
            usual: usual.collect(),
        });
        // Wording that is cut into other words elsewhere is not found again where it was.
        found
            .filter(|found| found.places >= cluster.places)
            .unwrap_or(cluster)
    }

    /// A cluster with the places that have most of its literals, but not all: those are then what most have, and some do not.
    /// Candidates have half of its rare pieces within one sentence.
    fn recruit(&self, cluster: Cluster) -> Cluster {
        let mut probes = 0;
        let mut hits: Vec<(UnitPos, UnitPos, usize)> = Vec::new();
        for range in cluster.blocks.iter().filter_map(|block| block.range(0)) {
            for at in range.start..range.end.saturating_sub(1) {
                let places = self.index.places(self.stream, at);
                if places.len() > PROBED || self.stream.starts_sentence(at + 1) {
                    continue;
                }
                probes += 1;
                let same = places.iter().filter(|place| {
                    self.stream.units(**place..**place + 2) == self.stream.units(at..at + 2)
                });
                hits.extend(
                    same.map(|place| (self.stream.sentence_start(*place, REACH), *place, probes)),
                );
            }
        }
        if probes < 2 {
            return cluster;
        }
        let mut extents = cluster.extents();
        let own = extents.len();
        hits.sort_unstable();
        for sentence in hits.chunk_by(|a, b| a.0 == b.0) {
            let mut different: Vec<usize> = sentence.iter().map(|hit| hit.2).collect();
            different.sort_unstable();
            different.dedup();
            let range = sentence[0].1..sentence[sentence.len() - 1].1 + 2;
            let known = extents[..own].partition_point(|extent| extent.end <= range.start);
            let overlaps = extents[..own]
                .get(known)
                .is_some_and(|extent| extent.start < range.end);
            if different.len() * 2 >= probes && !overlaps && range.len() < 2 * REACH as usize {
                extents.push(range);
            }
        }
        if extents.len() == own || (own as f64) < RECRUITS * extents.len() as f64 {
            return cluster;
        }
        extents.sort_unstable_by_key(|extent| extent.start);
        let windows = self.windows(&extents);
        let blocks = align::align(self.stream, &windows, None);
        match core(self.stream, blocks, extents.len()) {
            Some(more) if more.places > cluster.places && self.is_template(&more) => more,
            _ => cluster,
        }
    }

    /// The cluster of all places of a pattern.
    pub(super) fn all_places(&self, pattern: &Pattern) -> Option<Cluster> {
        let places = occurrences(self.stream, self.index, pattern);
        core(
            self.stream,
            occurrence::blocks(self.stream, pattern, &places),
            places.len(),
        )
    }

    /// Whether a cluster is worth naming and says something.
    pub(super) fn is_template(&self, cluster: &Cluster) -> bool {
        self.says_something(cluster) && self.is_worth_naming(cluster)
    }

    /// Whether a literal has a word that is no name, number or item of a list, in most places.
    fn says_something(&self, cluster: &Cluster) -> bool {
        cluster.blocks.iter().any(|block| {
            let said = |at: &UnitPos| self.stream.saying_words(*at..at + block.len);
            let mut counts: Vec<usize> = block.at.iter().flatten().take(SAMPLE).map(said).collect();
            counts.sort_unstable();
            counts.get(counts.len() / 2).is_some_and(|words| *words > 0)
        })
    }

    /// Whether a cluster saves bits and is more than a turn of speech: its literals make up half a clause or more. What one document
    /// alone repeats must be a row of sentences besides: a document names its subject again and again.
    pub(super) fn is_worth_naming(&self, cluster: &Cluster) -> bool {
        let ranges = cluster.blocks.iter().filter_map(|block| block.range(0));
        let words: usize = ranges.map(|range| self.stream.word_count(range)).sum();
        if words < 2 {
            return false;
        }
        let extents = cluster.extents();
        let clauses = clause::clause_saving(self.stream, &extents);
        if cluster.saving + clauses <= MARGIN {
            return false;
        }
        let is_row = || clause::is_row(self.stream, &cluster.blocks, cluster.places);
        let least = if clauses > 0.0 { IN_CLAUSES } else { ANYWHERE };
        let least = if self.has_blank(cluster) {
            let documents = cluster.documents(self.stream).len() as f64;
            let doublings = (documents / MANY).log2().clamp(0.0, DOUBLINGS);
            least * LESS.powf(doublings)
        } else {
            least
        };
        let enough = self.own_bits(cluster) >= least * self.bits_per_clause;
        if enough {
            self.spreads(&extents) || is_row()
        } else {
            words as f64 >= self.stream.words_per_clause() / 2.0 && is_row()
        }
    }

    /// Whether a cluster says so much that its literals are wording where they stand, and no vocabulary.
    pub(super) fn is_wording(&self, cluster: &Cluster) -> bool {
        self.own_bits(cluster) >= ANYWHERE * self.bits_per_clause
    }

    /// Whether anything is filled in between the literals, or beside them a date, number, name or title, or the rest of a clause
    /// that they begin or end.
    fn has_blank(&self, cluster: &Cluster) -> bool {
        let entities = |block: &MatchingBlock| {
            block
                .range(0)
                .is_some_and(|range| self.stream.has_entity(range))
        };
        let regular = |count: usize| count as f64 >= ANCHORED * cluster.places as f64;
        let at_clause = |at: fn(&Range<UnitPos>) -> UnitPos| {
            let extents = (0..cluster.places).filter_map(|place| cluster.extent(place));
            regular(
                extents
                    .filter(|extent| self.stream.starts_clause(at(extent)))
                    .count(),
            )
        };
        cluster.blocks.len() > 1
            || cluster.blocks.iter().any(entities)
            || at_clause(|extent| extent.start) != at_clause(|extent| extent.end)
    }

    /// Surprisal of the literals without dates, numbers, names and titles, in bits.
    pub(super) fn own_bits(&self, cluster: &Cluster) -> f64 {
        let blocks = cluster.blocks.iter().filter_map(|b| b.range(0));
        let own = blocks.flatten().filter(|at| !self.stream.is_entity(*at));
        own.map(|at| self.stream.bits(at..at + 1)).sum()
    }

    /// Whether the ranges lie in two documents or more.
    fn spreads(&self, extents: &[Range<UnitPos>]) -> bool {
        let mut documents = extents.iter().map(|e| self.stream.document(e.start));
        let first = documents.next();
        documents.any(|d| Some(d) != first)
    }

    /// Takes a cluster on, if there is none with the same places; its literals are explained.
    pub(super) fn add(&mut self, cluster: Cluster) {
        let key = cluster.extents();
        if !self.known.insert(key) {
            return;
        }
        cluster.mark(&mut self.explained);
        self.clusters.push(cluster);
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

/// Places of a pair of units that are looked at when more places are sought: what is more frequent says little.
const PROBED: usize = 256;

/// Share of the places that a cluster has before more are taken in: as much as it takes for wording to be usual, twice over.
const RECRUITS: f64 = 0.5;

/// Places by which a literal's words are judged, by what most of them say: the same words, cut and tagged alike nearly everywhere.
const SAMPLE: usize = 40;
