//! The lexicon of set phrases (套话, 提法): wording that many use as it stands.
//!
//! In: the maximal repeats 在深入学习贯彻 (30 places), 深入学习贯彻 (40), 学习贯彻 (45). Out: 深入学习贯彻; 在 joins and is none of it,
//! and 学习贯彻 has only 5 places of its own, fewer than half.
//!
//! Phrases are taken in the order of the bits of their wording, which are mostly the longest first, and cover the text
//! where they stand: a phrase inside a longer one has to have places of its own. They are listed by their
//! documents times the root of what they say, and none of which half is said by one listed before it.

use std::num::NonZeroU32;
use std::ops::Range;

use rapidhash::{RapidHashMap, RapidHashSet};

use super::TemplateInput;
use super::block::MatchingBlock;
use super::cost;
use super::fixed::{FixedKind, FixedWording};
use super::repeat::SuffixRepeats;
use super::slot;
use super::surface_form;
use super::units::{UnitPos, UnitStream};
use crate::analysis::Phrase;
use crate::text::Unit;

/// Fewest units to a set phrase: the four characters of an idiom.
const LEAST: UnitPos = 4;

/// Words that join a phrase to its surroundings and are none of it, unless the clause begins or ends there.
const JOINTS: &str = "的了和与及等是在把将对而也就要着并被让向由从以为";

/// Clauses, in bits, beyond which a phrase is no more telling for being longer: a sentence that three copied is a passage.
const LONGEST: f64 = 2.0;

/// A phrase on its way into the lexicon.
struct LexiconEntry {
    /// Its places, in order of the corpus.
    places: Vec<UnitPos>,
    len: UnitPos,
    /// Bits saved by naming it.
    score: f64,
    /// The longer entry that one of its places lies in, counted from 1.
    within: Option<NonZeroU32>,
}

/// The set phrases of a corpus.
pub(super) struct Lexicon {
    /// In the order of the bits of their wording.
    entries: Vec<LexiconEntry>,
    /// Everything that is a phrase by itself, also where most of its places lie in longer ones.
    fixed: Vec<FixedWording>,
}

impl Lexicon {
    /// The set phrases in at least `min_docs` documents. A phrase inside a longer one counts only when half of its places or
    /// more are its own.
    pub(super) fn new(
        input: &TemplateInput<'_>,
        stream: &UnitStream,
        repeats: &SuffixRepeats,
        min_docs: usize,
    ) -> Self {
        let mut candidates = candidates(input, stream, repeats);
        candidates.sort_by(|a, b| {
            b.bits
                .total_cmp(&a.bits)
                .then_with(|| a.places.cmp(&b.places))
        });
        let fixed = candidates.iter().filter(|candidate| {
            documents(stream, &candidate.places) > 1
                && score(stream, candidate.bits, candidate.places.len()) > 0.0
        });
        let fixed = fixed.map(|candidate| {
            FixedWording::new(stream, FixedKind::Phrase, candidate.len, &candidate.places)
        });
        Self {
            fixed: fixed.collect(),
            entries: entries(stream, candidates, min_docs),
        }
    }

    /// The strongest phrases, `most` at most, as the analysis has them, and how many there are.
    pub(super) fn strongest(
        &self,
        input: &TemplateInput<'_>,
        stream: &UnitStream,
        most: usize,
    ) -> StrongestPhrases {
        let entries = &self.entries;
        let holders = |n: usize| entries[n].places.iter().map(|at| stream.document(*at));
        let listed = (0..entries.len()).filter(|n| input.is_across(holders(*n)));
        // Documents times the root of what it says, as for templates: 各位代表 before 积极发展 in as many.
        let most_said = LONGEST * stream.bits_per_clause();
        let telling = |n: usize| {
            let first = entries[n].places.first().copied().unwrap_or(0);
            let bits = stream.bits(first..first + entries[n].len);
            documents(stream, &entries[n].places) as f64 * bits.min(most_said).sqrt()
        };
        let mut order: Vec<(usize, f64)> = listed.map(|n| (n, telling(n))).collect();
        order.sort_by(|a, b| {
            let (x, y) = (&entries[a.0], &entries[b.0]);
            b.1.total_cmp(&a.1)
                .then_with(|| y.score.total_cmp(&x.score))
                .then_with(|| x.places.cmp(&y.places))
        });
        let mut heard = HeardWording::default();
        order.retain(|(n, _)| {
            let entry = &entries[*n];
            let first = entry.places.first();
            first.is_some_and(|at| {
                heard.is_new(surface_form::units_of(input, stream, *at..at + entry.len))
            })
        });
        let found = order.len();
        order.truncate(most);
        let phrases = order.into_iter();
        StrongestPhrases {
            phrases: phrases
                .map(|(i, _)| describe(input, stream, entries, &entries[i]))
                .collect(),
            found,
        }
    }

    /// All set phrases, each with all its places, whether it is listed or not.
    pub(super) fn into_fixed(self) -> Vec<FixedWording> {
        self.fixed
    }
}

/// What the phrases listed so far say: a phrase that says mostly what another one says is not listed.
#[derive(Default)]
struct HeardWording {
    /// The length of each phrase listed.
    lengths: Vec<usize>,
    /// For each piece of [`PIECE`] units, the phrases that have it.
    having: RapidHashMap<[Unit; PIECE], Vec<usize>>,
}

/// Units by which phrases are compared: two are words that many phrases have.
const PIECE: usize = 3;

/// Share of the shorter of two phrases, in pieces, from which they say the same.
const OVERLAP: f64 = 0.5;

impl HeardWording {
    /// Whether less than half of the phrase, and of every phrase before it, is in both; it is heard then. O(pieces · phrases with
    /// them).
    fn is_new(&mut self, wording: &[Unit]) -> bool {
        let pieces = || {
            wording
                .windows(PIECE)
                .filter_map(|piece| <[Unit; PIECE]>::try_from(piece).ok())
        };
        let mut shared: RapidHashMap<usize, usize> = RapidHashMap::default();
        for piece in pieces() {
            for phrase in self.having.get(&piece).into_iter().flatten() {
                *shared.entry(*phrase).or_default() += 1;
            }
        }
        let pieces_of = |length: usize| length.saturating_sub(PIECE - 1).max(1);
        let said = shared.iter().any(|(phrase, count)| {
            let shorter = pieces_of(wording.len().min(self.lengths[*phrase]));
            *count as f64 >= OVERLAP * shorter as f64
        });
        if said {
            return false;
        }
        let number = self.lengths.len();
        self.lengths.push(wording.len());
        for piece in pieces() {
            let having = self.having.entry(piece).or_default();
            if having.last() != Some(&number) {
                having.push(number);
            }
        }
        true
    }
}

/// The set phrases that are listed.
pub(super) struct StrongestPhrases {
    /// Strongest first.
    pub(super) phrases: Vec<Phrase>,
    /// How many there were before the limit.
    pub(super) found: usize,
}

/// A repeated wording that may become a phrase.
struct PhraseCandidate {
    /// Surprisal of its wording.
    bits: f64,
    /// Its places, in order of the corpus.
    places: Vec<UnitPos>,
    len: UnitPos,
}

/// The entries in the order of the bits of their wording, which is that of `candidates`.
fn entries(
    stream: &UnitStream,
    candidates: Vec<PhraseCandidate>,
    min_docs: usize,
) -> Vec<LexiconEntry> {
    let mut owners: Vec<Option<NonZeroU32>> = vec![None; stream.len()];
    let mut entries: Vec<LexiconEntry> = Vec::new();
    for PhraseCandidate { bits, places, len } in candidates {
        // The phrase that a place lies in as a whole.
        let inside = |at: &UnitPos| {
            let units = &owners[*at as usize..(*at + len) as usize];
            units[0].filter(|_| units.iter().all(|o| *o == units[0]))
        };
        let own: Vec<UnitPos> = places
            .iter()
            .copied()
            .filter(|at| inside(at).is_none())
            .collect();
        if own.len() * 2 < places.len()
            || documents(stream, &own) < min_docs.max(2)
            || score(stream, bits, own.len()) <= 0.0
        {
            continue;
        }
        let within = places.iter().find_map(inside);
        let id = NonZeroU32::new(entries.len() as u32 + 1);
        for at in &own {
            for owner in &mut owners[*at as usize..(*at + len) as usize] {
                *owner = owner.or(id);
            }
        }
        entries.push(LexiconEntry {
            score: score(stream, bits, places.len()),
            places,
            len,
            within,
        });
    }
    entries
}

/// The maximal repeats, cut back to whole words without joints, each once.
fn candidates(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    repeats: &SuffixRepeats,
) -> Vec<PhraseCandidate> {
    let mut candidates = Vec::new();
    let mut seen: RapidHashSet<(UnitPos, UnitPos)> = RapidHashSet::default();
    for repeat in repeats.maximal(stream) {
        let Some(block) =
            MatchingBlock::of_whole_words(stream, repeats.places(&repeat), repeat.len)
        else {
            continue;
        };
        let between = between_entities(stream, &block);
        for block in std::iter::once(block).chain(between) {
            let Some(block) = without_joints(stream, block) else {
                continue;
            };
            // Cut back, a repeat may have more places than it was found with.
            let Some(first) = block.at.first().copied().flatten() else {
                continue;
            };
            let found = repeats.find(stream, first..first + block.len);
            let mut places = if found.len() >= block.at.len() {
                found.to_vec()
            } else {
                block.at.iter().flatten().copied().collect()
            };
            places.sort_unstable();
            for places in alike(input, stream, places, block.len) {
                let places = within_one_clause(stream, places, block.len);
                let Some(first) = places.first().copied().filter(|_| places.len() > 1) else {
                    continue;
                };
                let Some(part) = between_half_pairs(input, stream, first..first + block.len) else {
                    continue;
                };
                let (start, len) = (part.start, part.end - part.start);
                if !only_names(input, stream, part) && seen.insert((start, len)) {
                    candidates.push(PhraseCandidate {
                        bits: stream.bits(start..start + len),
                        places: places.iter().map(|at| at + (start - first)).collect(),
                        len,
                    });
                }
            }
        }
    }
    candidates
}

/// The wording of a repeat between its dates, numbers and names: 对过去一年的工作 and 是满意的 of 对过去一年的工作\[place\]是满意的.
fn between_entities(stream: &UnitStream, block: &MatchingBlock) -> Vec<MatchingBlock> {
    let Some(first) = block
        .first()
        .filter(|first| stream.has_entity(*first..first + block.len))
    else {
        return Vec::new();
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    for offset in 0..=block.len {
        if offset == block.len || stream.is_entity(first + offset) {
            if offset >= start + LEAST {
                let at = block.at.iter().map(|at| at.map(|at| at + start)).collect();
                pieces.extend(MatchingBlock::new(stream, offset - start, at));
            }
            start = offset + 1;
        }
    }
    pieces
}

/// Places that are alike but for what their dates, numbers and names say, as lists of two or more that say the same: 两个维护 and
/// 三个代表 are two phrases.
fn alike(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    places: Vec<UnitPos>,
    len: UnitPos,
) -> Vec<Vec<UnitPos>> {
    let first = places.first().copied();
    if first.is_none_or(|at| !stream.has_entity(at..at + len)) {
        return vec![places];
    }
    let wording = |at: &UnitPos| surface_form::units_of(input, stream, *at..at + len);
    let mut sorted: Vec<(&[Unit], UnitPos)> = places.iter().map(|at| (wording(at), *at)).collect();
    sorted.sort_unstable();
    let groups = sorted
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1);
    groups
        .map(|group| group.iter().map(|(_, at)| *at).collect())
        .collect()
}

/// Share of the places that have a mark inside the wording, above which it is part of the phrase, and below the rest of one which
/// it is not.
const MARKED: f64 = 0.8;

/// The places that have marks between clauses where most have them, and nowhere else. None where the places do not agree: 改革，
/// 完善 is not 改革完善.
fn within_one_clause(stream: &UnitStream, mut places: Vec<UnitPos>, len: UnitPos) -> Vec<UnitPos> {
    for offset in 1..len {
        let marked = places
            .iter()
            .filter(|at| stream.starts_clause(**at + offset))
            .count() as f64;
        let all = places.len() as f64;
        if marked == 0.0 || marked == all {
            continue;
        }
        if marked > (1.0 - MARKED) * all && marked < MARKED * all {
            return Vec::new();
        }
        let usual = marked >= MARKED * all;
        places.retain(|at| stream.starts_clause(*at + offset) == usual);
    }
    places
}

/// A phrase that has half a pair of marks is cut at its marks in pairs: 人民政府应当 of 区）人民政府应当. The longest part; none if that is
/// too short for a phrase.
fn between_half_pairs(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    phrase: Range<UnitPos>,
) -> Option<Range<UnitPos>> {
    let is_half = |range: Range<UnitPos>| {
        let (source, span) = surface_form::locate(input, stream, &range);
        surface_form::is_half_paired(source.slice(surface_form::with_pairs(source, span)))
    };
    if !is_half(phrase.clone()) {
        return Some(phrase);
    }
    let mut longest: Option<Range<UnitPos>> = None;
    let mut start = phrase.start;
    for at in phrase.clone() {
        let ends = at + 1 == phrase.end || is_half(start..at + 2);
        if !ends {
            continue;
        }
        let part = start..at + 1;
        if longest
            .as_ref()
            .is_none_or(|known| known.len() < part.len())
        {
            longest = Some(part);
        }
        start = at + 1;
    }
    longest.filter(|part| part.len() as UnitPos >= LEAST && stream.word_count(part.clone()) >= 2)
}

/// Whether wording only names: dates, numbers, places, persons, and bodies.
fn only_names(input: &TemplateInput<'_>, stream: &UnitStream, range: Range<UnitPos>) -> bool {
    if range.clone().all(|at| stream.is_entity(at)) {
        return true;
    }
    if stream.saying_words(range.clone()) > 0 {
        return false;
    }
    let (source, span) = surface_form::locate(input, stream, &range);
    let names = range.filter(|at| stream.is_entity(*at)).count() > 0;
    names && slot::is_body(source.slice(span))
}

/// A block without the [`JOINTS`] at its ends; None if less than a phrase is left. 在工作报告中和 gives 工作报告中.
fn without_joints(stream: &UnitStream, mut block: MatchingBlock) -> Option<MatchingBlock> {
    let mut first = block.at.first().copied().flatten()?;
    let joint = |at: UnitPos| {
        let unit = char::from_u32(stream.unit(at));
        stream.starts_word(at + 1) && unit.is_some_and(|c| JOINTS.contains(c))
    };
    while block.len > 1 && joint(first) && !stream.starts_clause(first) {
        block.len -= 1;
        first += 1;
        for at in block.at.iter_mut().flatten() {
            *at += 1;
        }
    }
    while block.len > 1 {
        let last = first + block.len - 1;
        if !stream.starts_word(last) || !joint(last) || stream.starts_clause(last + 1) {
            break;
        }
        block.len -= 1;
    }
    let enough = block.len >= LEAST && stream.word_count(first..first + block.len) >= 2;
    enough.then_some(block)
}

/// Bits saved by naming a phrase instead of spelling it out.
fn score(stream: &UnitStream, bits: f64, uses: usize) -> f64 {
    if uses < 2 {
        return 0.0;
    }
    (uses as f64 - 1.0) * bits - cost::name_bits(stream.words(), uses)
}

/// How many documents the places lie in.
fn documents(stream: &UnitStream, places: &[UnitPos]) -> usize {
    stream.documents_of(places.iter().copied()).len()
}

/// An entry as the analysis has it.
fn describe(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    entries: &[LexiconEntry],
    entry: &LexiconEntry,
) -> Phrase {
    let wording = |entry: &LexiconEntry| -> String {
        let places: Vec<Range<UnitPos>> =
            entry.places.iter().map(|at| *at..at + entry.len).collect();
        let Some(range) = surface_form::most_common(input, stream, &places) else {
            return String::new();
        };
        let (source, span) = surface_form::locate(input, stream, &range);
        source
            .slice(surface_form::with_pairs(source, span))
            .to_owned()
    };
    let documents = stream.documents_of(entry.places.iter().copied());
    let holders = || documents.iter().map(|d| &input.documents[*d]);
    // A day without a year stands nowhere on the line of time.
    let dates = || {
        let dates = holders().filter_map(|d| d.date);
        dates.filter(|date| !date.starts_with("--"))
    };
    let mut places: Vec<&str> = holders().filter_map(|d| d.place).collect();
    places.sort_unstable();
    places.dedup();
    let longest = entry
        .within
        .and_then(|id| entries.get(id.get() as usize - 1));
    Phrase {
        wording: wording(entry),
        documents: documents.len(),
        occurrences: entry.places.len(),
        places: (!places.is_empty()).then_some(places.len()),
        first: dates().min().map(str::to_owned),
        last: dates().max().map(str::to_owned),
        longest_form: longest.map(wording),
        score: entry.score,
    }
}
