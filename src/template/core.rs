//! The core of an alignment: the literals that every place has.
//!
//! In: 为发展提供坚强保障, 为振兴提供有力保障, 为改革提供坚强支撑, aligned to 为, 提供, 坚强 (two of three) and 保障 (two of three). Out: 为,
//! 提供, 保障 in the first two, if dropping the third place costs fewer bits than dropping 保障 from the other two.
//!
//! A literal stands in every instance, or it is none: readers count documents by it. Where a place lacks a literal, either goes,
//! whichever costs fewer bits of what the template saves, or most places have it and it is called their usual wording, from
//! which some depart. Then places are left out whose gaps hold more than a blank may.

use std::ops::Range;

use super::block::{self, MatchingBlock};
use super::cost;
use super::occurrence::GAP;
use super::units::{UnitPos, UnitStream};

/// Places that will become one template, and the literals that all of them have.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Number of places, in the order of the corpus.
    pub(super) places: usize,
    /// What they share, in order; every place has every block.
    pub(super) blocks: Vec<MatchingBlock>,
    /// What most of them have besides, in order.
    pub(super) usual: Vec<UsualBlock>,
    /// Bits saved against spelling everything out.
    pub(super) saving: f64,
}

/// Wording that most places of a cluster have, and some do not.
#[derive(Clone, Debug)]
pub(super) struct UsualBlock {
    /// The block of the cluster before which it stands; the number of blocks behind the last.
    pub(super) junction: usize,
    pub(super) block: MatchingBlock,
}

impl Cluster {
    /// The range of a place, from its first literal to its last.
    pub(super) fn extent(&self, place: usize) -> Option<Range<UnitPos>> {
        block::extent(&self.blocks, place)
    }

    /// The ranges of all places.
    pub(super) fn extents(&self) -> Vec<Range<UnitPos>> {
        (0..self.places).filter_map(|p| self.extent(p)).collect()
    }

    /// The documents of its places, by number, in order.
    pub(super) fn documents(&self, stream: &UnitStream) -> Vec<usize> {
        let first = self.blocks.first();
        stream.documents_of(
            first
                .into_iter()
                .flat_map(|block| block.at.iter().flatten().copied()),
        )
    }

    /// What its places share in order, firm or usual: the number of the block, or none for usual wording, and the block.
    pub(super) fn wording(&self) -> impl Iterator<Item = (Option<usize>, &MatchingBlock)> {
        (0..=self.blocks.len()).flat_map(|junction| {
            let usual = self
                .usual
                .iter()
                .filter(move |usual| usual.junction == junction);
            let firm = self.blocks.get(junction);
            usual
                .map(|usual| (None, &usual.block))
                .chain(firm.map(|block| (Some(junction), block)))
        })
    }

    /// Sets the flag of every position on which its wording stands.
    pub(super) fn mark(&self, flags: &mut [bool]) {
        for (_, block) in self.wording() {
            for at in block.at.iter().flatten() {
                flags[*at as usize..(*at + block.len) as usize].fill(true);
            }
        }
    }

    /// The cluster of some of its blocks in a row, and of the usual wording between them.
    pub(super) fn part(&self, stream: &UnitStream, range: Range<usize>) -> Self {
        if range == (0..self.blocks.len()) {
            return self.clone();
        }
        let blocks = self.blocks[range.clone()].to_vec();
        let usual = self
            .usual
            .iter()
            .filter(|usual| range.start < usual.junction && usual.junction < range.end);
        Self {
            places: self.places,
            saving: block::saving(stream, &blocks, self.places),
            usual: usual
                .map(|usual| UsualBlock {
                    junction: usual.junction - range.start,
                    block: usual.block.clone(),
                })
                .collect(),
            blocks,
        }
    }

    /// The longest stretch before each block but the first.
    pub(super) fn longest_gaps(&self) -> Vec<UnitPos> {
        let gap = |pair: &[MatchingBlock]| {
            let ends = pair[0].at.iter().flatten().map(|at| at + pair[0].len);
            let starts = pair[1].at.iter().flatten();
            ends.zip(starts)
                .map(|(end, start)| start.saturating_sub(end))
                .max()
        };
        self.blocks
            .windows(2)
            .map(|pair| gap(pair).unwrap_or(0))
            .collect()
    }
}

/// Share of the places that have wording for it to be the usual one: half. With less, what stands there is a blank. Tuned on the
/// development halves of real-dev and zh-templates (0.5 to 0.75).
const USUAL: f64 = 0.5;

/// Share of the places that may depart from it, and how many may in any case.
const DEPART: f64 = 0.15;
const FEW: f64 = 2.0;

/// Share of all common wording, in bits, that every place has: with less there is no core that the places depart from.
const FIRM: f64 = 0.5;

/// Share of the places whose gap holds a stop, or is too long, from which the template ends there.
const BROKEN: f64 = 1.0 / 3.0;

/// Share of the places that may have something where the others have nothing, and are then left out: of fewer than ten any one
/// opens a blank.
const RARE: f64 = 0.1;

/// What the places left have in common: literals that all have, wording that most have. None if fewer than two places or no
/// literal is left.
pub(super) fn core(
    stream: &UnitStream,
    blocks: Vec<MatchingBlock>,
    places: usize,
) -> Option<Cluster> {
    let mut core = Core {
        stream,
        blocks,
        kept: (0..places).collect(),
    };
    loop {
        if core.kept.len() < 2 || core.blocks.is_empty() {
            return None;
        }
        if !core.agree() && !core.firm() && !core.close() {
            break;
        }
    }
    core.finish()
}

struct Core<'a> {
    stream: &'a UnitStream,
    blocks: Vec<MatchingBlock>,
    /// The places that are left.
    kept: Vec<usize>,
}

impl Core<'_> {
    /// How many of the places left lack a block.
    fn lacking(&self, block: &MatchingBlock) -> usize {
        self.kept
            .iter()
            .filter(|place| block.at[**place].is_none())
            .count()
    }

    /// Whether what so many places lack is still their usual wording.
    fn is_usual(&self, lacking: usize) -> bool {
        let few = (DEPART * self.kept.len() as f64).max(FEW);
        lacking as f64 <= few && lacking as f64 <= (1.0 - USUAL) * self.kept.len() as f64
    }

    /// Drops the block that too many lack, or the places without it, whichever costs fewer bits. Whether there was one.
    fn agree(&mut self) -> bool {
        let all = self.kept.len();
        let name = cost::name_bits(self.stream.words(), all) / all as f64;
        let gain = |place: &usize| {
            let held = self.blocks.iter().filter(|b| b.at[*place].is_some());
            (held.map(|b| b.bits).sum::<f64>() - name).max(1.0)
        };
        let mut cheapest: Option<(f64, usize, bool)> = None;
        for (number, block) in self.blocks.iter().enumerate() {
            let count = self.lacking(block);
            if self.is_usual(count) {
                continue;
            }
            let lacking = self.kept.iter().filter(|place| block.at[**place].is_none());
            let places_cost: f64 = lacking.map(gain).sum();
            let block_cost = block.bits * (all - count).saturating_sub(1) as f64;
            for (cost, whole) in [(block_cost, true), (places_cost, false)] {
                if cheapest.is_none_or(|(least, ..)| cost < least) {
                    cheapest = Some((cost, number, whole));
                }
            }
        }
        match cheapest {
            None => return false,
            Some((_, block, true)) => {
                self.blocks.remove(block);
            }
            Some((_, block, false)) => {
                let at = &self.blocks[block].at;
                self.kept.retain(|place| at[*place].is_some());
            }
        }
        true
    }

    /// Drops the place that departs most, if departures leave too little that all have. Whether there was one.
    fn firm(&mut self) -> bool {
        let all: f64 = self.blocks.iter().map(|b| b.bits).sum();
        let firm = self.blocks.iter().filter(|b| self.lacking(b) == 0);
        if firm.map(|b| b.bits).sum::<f64>() >= FIRM * all {
            return false;
        }
        let departs = |place: &usize| {
            let lacked = self.blocks.iter().filter(|b| b.at[*place].is_none());
            lacked.map(|b| b.bits).sum::<f64>()
        };
        let most = self
            .kept
            .iter()
            .max_by(|a, b| departs(a).total_cmp(&departs(b)))
            .copied();
        self.kept.retain(|place| Some(*place) != most);
        true
    }

    /// Drops the places whose gaps no blank may hold, or ends the template at the gap if they are many. Whether it
    /// changed anything.
    fn close(&mut self) -> bool {
        let firm: Vec<usize> = (0..self.blocks.len())
            .filter(|b| self.lacking(&self.blocks[*b]) == 0)
            .collect();
        for pair in firm.windows(2) {
            let (left, right) = (&self.blocks[pair[0]], &self.blocks[pair[1]]);
            let gap = |place: usize| Some(left.at[place]? + left.len..right.at[place]?);
            let broken = |place: &usize| {
                gap(*place)
                    .is_none_or(|gap| gap.len() as UnitPos > GAP || self.stream.crosses_stop(gap))
            };
            let filled = |place: &usize| gap(*place).is_some_and(|gap| !gap.is_empty());
            let bad = self.kept.iter().filter(|p| broken(p)).count();
            if bad as f64 > BROKEN * self.kept.len() as f64 {
                let bits = |blocks: &[MatchingBlock]| blocks.iter().map(|b| b.bits).sum::<f64>();
                if bits(&self.blocks[..=pair[0]]) >= bits(&self.blocks[pair[1]..]) {
                    self.blocks.truncate(pair[0] + 1);
                } else {
                    self.blocks.drain(..pair[1]);
                }
                return true;
            }
            if bad > 0 {
                let kept: Vec<usize> = self.kept.iter().copied().filter(|p| !broken(p)).collect();
                self.kept = kept;
                return true;
            }
            let open = self.kept.iter().filter(|p| filled(p)).count();
            let usual = pair[0] + 1 < pair[1];
            if !usual && open > 0 && (open as f64) < RARE * self.kept.len() as f64 {
                let kept: Vec<usize> = self.kept.iter().copied().filter(|p| !filled(p)).collect();
                self.kept = kept;
                return true;
            }
        }
        false
    }

    fn finish(self) -> Option<Cluster> {
        let Self {
            stream,
            mut blocks,
            kept,
        } = self;
        for block in &mut blocks {
            block.at = kept.iter().map(|place| block.at[*place]).collect();
        }
        let mut firm: Vec<MatchingBlock> = Vec::with_capacity(blocks.len());
        let mut usual: Vec<UsualBlock> = Vec::new();
        for block in blocks {
            if block.held() < kept.len() {
                let junction = firm.len();
                usual.push(UsualBlock { junction, block });
                continue;
            }
            let apart = usual
                .last()
                .is_some_and(|usual| usual.junction == firm.len());
            match firm.last_mut() {
                // Literals that touch in every place are one.
                Some(last)
                    if !apart
                        && last
                            .at
                            .iter()
                            .zip(&block.at)
                            .all(|(a, b)| a.map(|a| a + last.len) == *b) =>
                {
                    last.len += block.len;
                    last.bits += block.bits;
                }
                _ => firm.push(block),
            }
        }
        (!firm.is_empty()).then(|| Cluster {
            saving: block::saving(stream, &firm, kept.len()),
            places: kept.len(),
            blocks: firm,
            usual,
        })
    }
}
