//! n-way alignment: which pieces of wording several places share, in what order.
//!
//! From 会议强调，要把产业振兴摆在首位 and 会议强调，要把教育振兴摆在首位 it makes the pieces 会议强调要把 and 振兴摆在首位.
//!
//! The best piece that the places share is found first, then the best piece on either side of it, and so on
//! (Ratcliff and Obershelp's way, for n texts at once). A piece is the better the more bits it saves, and one that
//! saves none is not taken: so how short a literal may be depends on how many places share it.

use std::ops::Range;

use super::cost;
use super::units::{UnitPos, UnitStream};

/// Places from which pieces are found when a family is larger; all others are then fitted.
const SAMPLE: usize = 40;

/// Counters of first units: several times the units of a window, so that few share one.
const BUCKETS: usize = 1021;

/// Share of the places that must have a piece of wording for it to be a literal.
const COMMON: f64 = 0.6;

/// A piece of wording that places share.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) len: UnitPos,
    /// Where it begins in each place, if the place has it.
    pub(super) at: Vec<Option<UnitPos>>,
    /// Surprisal, in bits.
    pub(super) bits: f64,
}

impl Block {
    pub(super) fn held(&self) -> usize {
        self.at.iter().flatten().count()
    }
}

/// What an alignment looks at: each place's window, as unit ranges.
pub(super) type Windows = Vec<Range<UnitPos>>;

/// What lies beside a region.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// Nothing: the places' whole windows.
    Nothing,
    /// A piece on its right; the region reaches to the left as far as the window.
    Right,
    /// A piece on its left.
    Left,
    /// Pieces on both sides.
    Both,
}

/// Aligns `windows`; `anchor` is a piece already known, with its place in each window. No piece holds a unit that
/// is not `free`, though one may stand between two pieces.
pub(super) fn align(
    stream: &UnitStream,
    free: &dyn Fn(UnitPos) -> bool,
    windows: &Windows,
    anchor: Option<Block>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut search = BlockSearch { stream, free };
    match anchor {
        Some(anchor) => {
            let (left, right) = split(windows, &anchor, &[]);
            search.solve(&left, Beside::Right, &mut blocks);
            let middle = blocks.len();
            blocks.push(anchor);
            search.solve(&right, Beside::Left, &mut blocks);
            debug_assert!(middle < blocks.len());
        }
        None => search.solve(windows, Beside::Nothing, &mut blocks),
    }
    close_gaps(stream, blocks)
}

/// Aligns windows that are known to correspond from end to end, as sentences of a numbered row do.
pub(super) fn align_whole(
    stream: &UnitStream,
    free: &dyn Fn(UnitPos) -> bool,
    windows: &Windows,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    BlockSearch { stream, free }.solve(windows, Beside::Both, &mut blocks);
    close_gaps(stream, blocks)
}

/// Takes in as literals what most places have between two pieces, word for word, though it is no whole word.
fn close_gaps(stream: &UnitStream, blocks: Vec<Block>) -> Vec<Block> {
    let mut closed: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let Some(last) = closed.last() {
            let gap: Vec<Option<Range<UnitPos>>> = last
                .at
                .iter()
                .zip(&block.at)
                .map(|(a, b)| Some((*a)? + last.len..(*b)?))
                .collect();
            let fillers: Vec<Range<UnitPos>> = gap.iter().flatten().cloned().collect();
            if let Some(first) = fillers.first().filter(|f| !f.is_empty()) {
                let wording = stream.units(first.clone());
                let same = |r: &Range<UnitPos>| stream.units(r.clone()) == wording;
                let held = fillers.iter().filter(|f| same(f)).count();
                if held >= 2 && held as f64 >= COMMON * fillers.len() as f64 {
                    let between = Block {
                        len: first.len() as UnitPos,
                        bits: stream.bits(first.clone()),
                        at: gap
                            .iter()
                            .map(|g| g.as_ref().filter(|r| same(r)).map(|r| r.start))
                            .collect(),
                    };
                    closed.push(between);
                }
            }
        }
        closed.push(block);
    }
    closed
}

/// What the alignment saves against spelling every place out, in bits.
pub(super) fn saving(stream: &UnitStream, blocks: &[Block], places: usize) -> f64 {
    if blocks.is_empty() {
        return 0.0;
    }
    let mut saved = -cost::name_bits(stream.words(), places) - cost::length_bits(blocks.len());
    for block in blocks {
        let held = block.held();
        saved += (held as f64 - 1.0) * block.bits - spelling(block, places);
    }
    for place in 0..places {
        for gap in gaps(blocks, place) {
            saved -= cost::length_bits(stream.word_count(gap));
        }
    }
    saved
}

/// What a place covers, from its first piece to its last; nothing where it has none.
pub(super) fn extent(blocks: &[Block], place: usize) -> Option<Range<UnitPos>> {
    let held = |b: &Block| b.at[place].map(|at| at..at + b.len);
    let first = blocks.iter().find_map(held)?;
    let last = blocks.iter().rev().find_map(held)?;
    Some(first.start..last.end)
}

/// Ranges between the pieces that a place has.
pub(super) fn gaps(blocks: &[Block], place: usize) -> Vec<Range<UnitPos>> {
    let mut gaps = Vec::new();
    let mut last: Option<UnitPos> = None;
    for block in blocks {
        if let Some(at) = block.at[place] {
            if let Some(end) = last {
                gaps.push(end..at);
            }
            last = Some(at + block.len);
        }
    }
    gaps
}

/// A piece's cost beside its wording: its length, and which places have it.
fn spelling(block: &Block, places: usize) -> f64 {
    cost::length_bits(block.len as usize / 2) + cost::choice_bits(places, block.held())
}

/// The windows left and right of a piece. Where a place lacks it, what is behind the last piece of `before` there.
fn split(windows: &Windows, block: &Block, before: &[Block]) -> (Windows, Windows) {
    let mut left = Vec::with_capacity(windows.len());
    let mut right = Vec::with_capacity(windows.len());
    for (place, window) in windows.iter().enumerate() {
        match block.at[place] {
            Some(at) => {
                left.push(window.start..at);
                right.push(at + block.len..window.end);
            }
            None => {
                let start = before
                    .iter()
                    .filter_map(|b| b.at[place].map(|at| at + b.len))
                    .max()
                    .map_or(window.start, |end| end.max(window.start));
                left.push(window.clone());
                right.push(start.min(window.end)..window.end);
            }
        }
    }
    (left, right)
}

struct BlockSearch<'a> {
    stream: &'a UnitStream,
    free: &'a dyn Fn(UnitPos) -> bool,
}

/// A place's text from a position on: where, up to where, and which place.
#[derive(Clone, Copy)]
struct Suffix {
    first: u32,
    at: UnitPos,
    end: UnitPos,
    place: usize,
}

/// Sorted suffixes from `start` on that share their first `len` units; open while the next one may share them, too.
struct LcpInterval {
    len: usize,
    start: usize,
}

/// A piece with what it saves.
struct JudgedBlock {
    /// Whether (nearly) all of the sample has it.
    in_all: bool,
    /// Bits.
    gain: f64,
    block: Block,
}

impl JudgedBlock {
    /// What (nearly) all have before what some lack, then what saves more; of equals the one that stands first.
    fn is_better_than(&self, other: &JudgedBlock) -> bool {
        let key = |judged: &JudgedBlock| (judged.in_all, judged.gain);
        key(self) > key(other) || (key(self) == key(other) && self.block.at < other.block.at)
    }
}

/// The places among which pieces are looked for: all, or [`SAMPLE`] of them, evenly.
fn sample(places: usize) -> Vec<usize> {
    if places > SAMPLE {
        (0..SAMPLE).map(|i| i * places / SAMPLE).collect()
    } else {
        (0..places).collect()
    }
}

/// How many of so many places must have a piece.
fn enough(places: usize) -> usize {
    ((places as f64 * COMMON).ceil() as usize).max(2)
}

impl BlockSearch<'_> {
    fn solve(&mut self, windows: &Windows, beside: Beside, blocks: &mut Vec<Block>) {
        let Some(best) = self.best(windows, beside) else {
            return;
        };
        let (left, _) = split(windows, &best, &[]);
        let first = blocks.len();
        let side = match beside {
            Beside::Nothing | Beside::Right => Beside::Right,
            Beside::Left | Beside::Both => Beside::Both,
        };
        self.solve(&left, side, blocks);
        let (_, right) = split(windows, &best, &blocks[first..]);
        blocks.push(best);
        let side = match beside {
            Beside::Nothing | Beside::Left => Beside::Left,
            Beside::Right | Beside::Both => Beside::Both,
        };
        self.solve(&right, side, blocks);
    }

    /// The piece that saves most; first among those that (nearly) all places have.
    ///
    /// All pieces that enough places share are the LCP intervals of the places' sorted suffixes; the best of them is found
    /// in one pass over these.
    fn best(&self, windows: &Windows, beside: Beside) -> Option<Block> {
        let sample = sample(windows.len());
        let least = enough(sample.len());
        let suffixes = self.suffixes(windows, &sample);
        let suffixes = self.sort_frequent(suffixes, least);
        let mut best: Option<JudgedBlock> = None;
        self.for_each_lcp_interval(&suffixes, least, |shared, len| {
            let judged = self.judge(windows, shared, len, beside, &sample);
            if let Some(judged) = judged
                && best.as_ref().is_none_or(|best| judged.is_better_than(best))
            {
                best = Some(judged);
            }
        });
        let block = best?.block;
        if sample.len() == windows.len() {
            return Some(block);
        }
        Some(self.fit(windows, block, beside))
    }

    /// The free suffixes of the windows of the sample: each up to the next unit that is not free.
    fn suffixes(&self, windows: &Windows, sample: &[usize]) -> Vec<Suffix> {
        let mut suffixes: Vec<Suffix> = Vec::new();
        for place in sample {
            let mut end = windows[*place].end;
            for at in windows[*place].clone().rev() {
                if (self.free)(at) {
                    suffixes.push(Suffix {
                        first: self.stream.units(at..at + 1)[0],
                        at,
                        end,
                        place: *place,
                    });
                } else {
                    end = at;
                }
            }
        }
        suffixes
    }

    /// The suffixes in the order of their wording, without those that fewer than `least` begin alike.
    ///
    /// What too few begin alike cannot be a piece, and most suffixes go before they are sorted: first by a table of counts
    /// that several units may share (a counting filter), then exactly.
    fn sort_frequent(&self, mut suffixes: Vec<Suffix>, least: usize) -> Vec<Suffix> {
        let mut counts = [0u32; BUCKETS];
        for suffix in &suffixes {
            counts[suffix.first as usize % BUCKETS] += 1;
        }
        suffixes.retain(|s| counts[s.first as usize % BUCKETS] as usize >= least);
        suffixes.sort_unstable_by_key(|s| (s.first, s.at));
        let wording = |s: Suffix| self.wording(s);
        let mut kept: Vec<Suffix> = Vec::new();
        for alike in suffixes.chunk_by_mut(|a, b| a.first == b.first) {
            if alike.len() >= least {
                alike.sort_unstable_by(|a, b| wording(*a).cmp(wording(*b)).then(a.at.cmp(&b.at)));
                kept.extend_from_slice(alike);
            }
        }
        kept
    }

    fn wording(&self, suffix: Suffix) -> &[u32] {
        self.stream.units(suffix.at..suffix.end)
    }

    /// Calls `f` with each run of at least `least` sorted suffixes that share a beginning no longer run shares, and with
    /// the length of that beginning: the LCP intervals, found with a stack (Kasai et al. 2001; Abouelhoda, Kurtz and
    /// Ohlebusch 2004). The suffixes 甲乙, 甲乙丙, 甲丁 give (甲乙, 甲乙丙) with 2 and all three with 1.
    fn for_each_lcp_interval(
        &self,
        suffixes: &[Suffix],
        least: usize,
        mut f: impl FnMut(&[Suffix], usize),
    ) {
        let mut open: Vec<LcpInterval> = Vec::new();
        for index in 1..=suffixes.len() {
            let shared = suffixes.get(index).map_or(0, |next| {
                let pair = self
                    .wording(suffixes[index - 1])
                    .iter()
                    .zip(self.wording(*next));
                pair.take_while(|(a, b)| a == b).count()
            });
            let mut start = index - 1;
            while let Some(interval) = open.pop_if(|interval| interval.len > shared) {
                start = interval.start;
                if index - start >= least {
                    f(&suffixes[start..index], interval.len);
                }
            }
            if shared > 0 && open.last().is_none_or(|interval| interval.len < shared) {
                open.push(LcpInterval { len: shared, start });
            }
        }
    }

    /// Places `block` in the windows outside the sample too.
    fn fit(&self, windows: &Windows, block: Block, beside: Beside) -> Block {
        let Some(first) = block.at.iter().flatten().next().copied() else {
            return block;
        };
        let wording = self.stream.units(first..first + block.len);
        let at = windows
            .iter()
            .zip(&block.at)
            .map(|(window, known)| {
                known.or_else(|| {
                    let hay = self.stream.units(window.clone());
                    hay.windows(wording.len())
                        .enumerate()
                        .filter(|(_, w)| *w == wording)
                        .map(|(i, _)| window.start + i as UnitPos)
                        .filter(|at| (*at..*at + block.len).all(self.free))
                        .max_by_key(|at| self.rank(*at, block.len, beside))
                })
            })
            .collect();
        Block { at, ..block }
    }

    /// Which of several occurrences in one place is the better: whole words before parts of words (为 before the 为
    /// of 作为), then what is nearest to the piece beside.
    fn rank(&self, at: UnitPos, len: UnitPos, beside: Beside) -> (bool, UnitPos) {
        let words = self.stream.starts_word(at) && self.stream.starts_word(at + len);
        let near = if beside == Beside::Right {
            at
        } else {
            UnitPos::MAX - at
        };
        (words, near)
    }

    /// What a piece found at `suffixes` saves. `None` if it saves nothing.
    fn judge(
        &self,
        windows: &Windows,
        suffixes: &[Suffix],
        len: usize,
        beside: Beside,
        sample: &[usize],
    ) -> Option<JudgedBlock> {
        let (skip, len) = whole_words(self.stream, suffixes.iter().map(|s| s.at), len as UnitPos)?;
        let mut at: Vec<Option<UnitPos>> = vec![None; windows.len()];
        for suffix in suffixes {
            let start = suffix.at + skip;
            let known = &mut at[suffix.place];
            if known
                .is_none_or(|other| self.rank(start, len, beside) > self.rank(other, len, beside))
            {
                *known = Some(start);
            }
        }
        let held = at.iter().flatten().count();
        if held < enough(sample.len()) {
            return None;
        }
        let first = at.iter().flatten().next().copied()?;
        let block = Block {
            len,
            bits: self.stream.bits(first..first + len),
            at,
        };
        let mut gain = (held as f64 - 1.0) * block.bits - spelling(&block, sample.len());
        for (place, start) in block.at.iter().enumerate() {
            let Some(start) = *start else { continue };
            let window = &windows[place];
            let words = |range: Range<UnitPos>| cost::length_bits(self.stream.word_count(range));
            let (left, right) = (window.start..start, start + len..window.end);
            gain -= match beside {
                Beside::Nothing => 0.0,
                Beside::Right => words(right),
                Beside::Left => words(left),
                Beside::Both => words(left) + words(right) - words(window.clone()),
            };
        }
        let missing = sample.len() - held;
        (gain > 0.0).then_some(JudgedBlock {
            in_all: missing * 10 <= sample.len(),
            gain,
            block,
        })
    }
}

/// Cuts a piece back to where words begin and end in most of its places: what to skip, and the length left.
fn whole_words(
    stream: &UnitStream,
    places: impl ExactSizeIterator<Item = UnitPos> + Clone,
    len: UnitPos,
) -> Option<(UnitPos, UnitPos)> {
    let mostly = |offset: UnitPos| {
        let starts = places
            .clone()
            .filter(|at| stream.starts_word(at + offset))
            .count();
        starts * 2 >= places.len()
    };
    let mut end = len;
    while end > 0 && !mostly(end) {
        end -= 1;
    }
    let mut start = 0;
    while start < end && !mostly(start) {
        start += 1;
    }
    (start < end).then_some((start, end - start))
}

/// A piece that all `places` share, cut back to whole words.
pub(super) fn whole(stream: &UnitStream, places: &[UnitPos], len: UnitPos) -> Option<Block> {
    let (skip, len) = whole_words(stream, places.iter().copied(), len)?;
    let at: Vec<Option<UnitPos>> = places.iter().map(|at| Some(at + skip)).collect();
    let first = places.first()? + skip;
    Some(Block {
        len,
        bits: stream.bits(first..first + len),
        at,
    })
}
