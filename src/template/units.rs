//! The documents' units in one stream, with where words, clauses and sentences begin and what each unit weighs.

use std::ops::Range;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::TemplateDocument;
use crate::text::words::Segmenter;
use crate::text::{BreakKind, fold};

/// A position in the stream. Texts are limited to 4 GB on reading, and a corpus to as many units.
pub(super) type UnitPos = u32;

const WORD: u8 = 1;
const CLAUSE: u8 = 2;
const SENTENCE: u8 = 4;
const NAMES: u8 = 8;
const ITEM: u8 = 16;

/// Parts of a bit in which a unit's weight is kept.
const PARTS: f64 = 8.0;

/// Mass of the dictionary's word frequencies against the corpus' own, in words: the usual Dirichlet prior of
/// language models (Zhai and Lafferty, SIGIR 2001, find 2,000 to work for every collection).
const PRIOR_WORDS: f64 = 2000.0;

/// jieba's dictionary counts this many words in all.
const DICTIONARY_WORDS: f64 = 60_101_967.0;

/// All documents' units behind one another: 6 bytes a unit.
pub(super) struct UnitStream {
    units: Vec<u32>,
    marks: Vec<u8>,
    weights: Vec<u8>,
    /// Where each document begins, and the end of the last.
    documents: Vec<UnitPos>,
    words: usize,
    clauses: usize,
    sentences: usize,
    rows: Vec<Vec<UnitPos>>,
}

impl UnitStream {
    /// Lays the documents out and weighs their words: O(n) beside jieba's cutting.
    pub(super) fn new(documents: &[TemplateDocument<'_>], segmenter: &Segmenter) -> Self {
        let mut starts = vec![0];
        let mut units = Vec::new();
        for document in documents {
            units.extend(document.text.units().iter().map(|u| u.symbol()));
            starts.push(units.len() as UnitPos);
        }
        let per_document: Vec<Vec<u8>> = documents
            .par_iter()
            .map(|document| marks(document, segmenter))
            .collect();
        let marks: Vec<u8> = per_document.concat();
        let words = marks.iter().filter(|m| **m & WORD != 0).count();
        let clauses = marks.iter().filter(|m| **m & CLAUSE != 0).count();
        let sentences = marks.iter().filter(|m| **m & SENTENCE != 0).count();
        let mut stream = Self {
            weights: vec![0; units.len()],
            units,
            marks,
            documents: starts,
            words,
            clauses,
            sentences,
            rows: Vec::new(),
        };
        stream.rows = (0..documents.len())
            .into_par_iter()
            .flat_map_iter(|number| rows(&stream, number, &documents[number]))
            .collect();
        stream.weigh(documents, segmenter);
        stream
    }

    /// Gives every unit its share of its word's surprisal: the word's frequency in this corpus, smoothed by jieba's.
    fn weigh(&mut self, documents: &[TemplateDocument<'_>], segmenter: &Segmenter) {
        let mut counts: RapidHashMap<&[u32], (usize, UnitPos)> = RapidHashMap::default();
        let mut at = 0;
        while at < self.units.len() {
            let end = self.word_end(at as UnitPos) as usize;
            let entry = counts
                .entry(&self.units[at..end])
                .or_insert((0, at as UnitPos));
            entry.0 += 1;
            at = end;
        }
        let mut distinct: Vec<(UnitPos, usize)> =
            counts.values().map(|(n, at)| (*at, *n)).collect();
        distinct.sort_unstable();
        let bits: Vec<(UnitPos, (u8, bool))> = distinct
            .par_iter()
            .map(|(at, count)| {
                let end = self.word_end(*at);
                let (document, local) = self.locate(*at);
                let length = (end - at) as usize;
                let span = documents[document].text.span_of(local..local + length);
                let text: String = documents[document]
                    .source
                    .slice(span)
                    .chars()
                    .map(fold)
                    .collect();
                let prior = segmenter.jieba().suggest_freq(&text) as f64 / DICTIONARY_WORDS;
                let probability =
                    (*count as f64 + PRIOR_WORDS * prior) / (self.words as f64 + PRIOR_WORDS);
                let share = -probability.min(1.0).log2() / length as f64;
                let share = (share * PARTS).round().clamp(1.0, 255.0) as u8;
                (*at, (share, names(segmenter, &text)))
            })
            .collect();
        let shares: RapidHashMap<&[u32], (u8, bool)> = bits
            .iter()
            .map(|(at, share)| {
                (
                    &self.units[*at as usize..self.word_end(*at) as usize],
                    *share,
                )
            })
            .collect();
        let mut weights = vec![0u8; self.units.len()];
        let mut naming = Vec::new();
        let mut at = 0;
        while at < self.units.len() {
            let end = self.word_end(at as UnitPos) as usize;
            let (share, names) = shares[&self.units[at..end]];
            weights[at..end].fill(share);
            if names {
                naming.push(at);
            }
            at = end;
        }
        for at in naming {
            self.marks[at] |= NAMES;
        }
        self.weights = weights;
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// Words in all documents; at least 2, so that its logarithm is positive.
    pub(super) fn words(&self) -> f64 {
        self.words.max(2) as f64
    }

    /// Words to a clause, on average.
    pub(super) fn words_per_clause(&self) -> f64 {
        self.words as f64 / self.clauses.max(1) as f64
    }

    /// Numbered sentences of a document that follow one another (一是, 二是, 三是), three or more: where each begins.
    pub(super) fn rows(&self) -> &[Vec<UnitPos>] {
        &self.rows
    }

    /// Words to a sentence, on average.
    pub(super) fn words_per_sentence(&self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    /// Surprisal of a clause, on average.
    pub(super) fn bits_per_clause(&self) -> f64 {
        let parts: u64 = self.weights.iter().map(|w| u64::from(*w)).sum();
        parts as f64 / PARTS / self.clauses.max(1) as f64
    }

    pub(super) fn units(&self, range: Range<UnitPos>) -> &[u32] {
        &self.units[range.start as usize..range.end as usize]
    }

    pub(super) fn unit(&self, at: UnitPos) -> u32 {
        self.units[at as usize]
    }

    pub(super) fn starts_word(&self, at: UnitPos) -> bool {
        self.mark(at, WORD)
    }

    pub(super) fn starts_clause(&self, at: UnitPos) -> bool {
        self.mark(at, CLAUSE)
    }

    pub(super) fn starts_sentence(&self, at: UnitPos) -> bool {
        self.mark(at, SENTENCE)
    }

    /// The end of the stream begins everything.
    fn mark(&self, at: UnitPos, mark: u8) -> bool {
        self.marks.get(at as usize).is_none_or(|m| m & mark != 0)
    }

    fn word_end(&self, at: UnitPos) -> UnitPos {
        let mut end = at + 1;
        while !self.starts_word(end) {
            end += 1;
        }
        end
    }

    /// First unit of the sentence of `at`, at most `reach` units back.
    pub(super) fn sentence_start(&self, at: UnitPos, reach: UnitPos) -> UnitPos {
        let mut start = at;
        while at - start < reach && !self.starts_sentence(start) {
            start -= 1;
        }
        start
    }

    /// End of the sentence in which the unit before `at` stands, at most `reach` units on.
    pub(super) fn sentence_end(&self, at: UnitPos, reach: UnitPos) -> UnitPos {
        let mut end = at;
        while end - at < reach && !self.starts_sentence(end) {
            end += 1;
        }
        end
    }

    /// Surprisal of a range, in bits.
    pub(super) fn bits(&self, range: Range<UnitPos>) -> f64 {
        let parts: u32 = self.weights[range.start as usize..range.end as usize]
            .iter()
            .map(|w| u32::from(*w))
            .sum();
        f64::from(parts) / PARTS
    }

    /// Words of a range that say or join something rather than name it. A word that is a whole item of a list
    /// (组织、宣传、统战) names, whatever it does elsewhere.
    pub(super) fn saying_words(&self, range: Range<UnitPos>) -> usize {
        range
            .clone()
            .filter(|at| {
                if self.marks[*at as usize] & (WORD | NAMES) != WORD {
                    return false;
                }
                let end = self.word_end(*at);
                let closes = self.mark(end, ITEM) && end < self.len() as UnitPos;
                let opens = self.mark(*at, ITEM) && *at > 0;
                !(closes || opens && (end >= range.end || self.mark(end, CLAUSE)))
            })
            .count()
    }

    /// Words that begin in a range, and one for the rest of a word at its start.
    pub(super) fn word_count(&self, range: Range<UnitPos>) -> usize {
        if range.is_empty() {
            return 0;
        }
        let inner = self.marks[range.start as usize + 1..range.end as usize]
            .iter()
            .filter(|m| **m & WORD != 0)
            .count();
        inner + 1
    }

    /// Which document, and which of its units.
    pub(super) fn locate(&self, at: UnitPos) -> (usize, usize) {
        let document = self.documents.partition_point(|start| *start <= at) - 1;
        (document, (at - self.documents[document]) as usize)
    }

    pub(super) fn document(&self, at: UnitPos) -> usize {
        self.locate(at).0
    }

    pub(super) fn document_start(&self, document: usize) -> UnitPos {
        self.documents[document]
    }
}

/// Whether a word names something: jieba's tags of nouns, names, times, places, numbers and measures.
fn names(segmenter: &Segmenter, word: &str) -> bool {
    if word.chars().all(|c| !c.is_alphabetic()) {
        return true;
    }
    let tags = segmenter.jieba().tag(word, true);
    tags.iter().all(|tag| {
        matches!(tag.tag, "an" | "eng" | "x" | "b" | "j" | "f" | "s")
            || (tag.tag.starts_with(['n', 't', 'q'])
                && !(tag.tag == "n" && has_object(segmenter, tag.word)))
            || (tag.tag.starts_with('m') && counts(tag.word))
    })
}

/// Whether what jieba has as a noun is a verb with its object, two characters each: its dictionary has 主持会议
/// among the nouns.
fn has_object(segmenter: &Segmenter, word: &str) -> bool {
    let Some((middle, _)) = word.char_indices().nth(2) else {
        return false;
    };
    let (verb, object) = word.split_at(middle);
    let is = |part: &str, wanted: &str| {
        let tags = segmenter.jieba().tag(part, false);
        matches!(tags.as_slice(), [tag] if tag.tag == wanted)
    };
    object.chars().count() == 2 && is(verb, "v") && is(object, "n")
}

/// Whether a word that jieba takes for a number is one: its dictionary has 整顿 among them.
fn counts(word: &str) -> bool {
    word.chars().count() == 1
        || word.starts_with(|c| {
            "0123456789〇零一二三四五六七八九十百千万亿两几数多半第每各".contains(c)
        })
}

/// Where words, clauses and sentences begin in one document.
fn marks(document: &TemplateDocument<'_>, segmenter: &Segmenter) -> Vec<u8> {
    let text = document.text;
    let mut marks = vec![0u8; text.len()];
    let Some(first) = marks.first_mut() else {
        return marks;
    };
    *first = WORD | CLAUSE | SENTENCE;
    for b in text.breaks() {
        let Some(mark) = marks.get_mut(b.at) else {
            continue;
        };
        *mark |= match b.kind {
            BreakKind::Item => WORD | ITEM,
            BreakKind::Clause => WORD | CLAUSE,
            BreakKind::Sentence | BreakKind::Line => WORD | CLAUSE | SENTENCE,
        };
    }
    let folded: String = document.source.as_str().chars().map(fold).collect();
    let mut unit = 0;
    for token in segmenter.jieba().cut(&folded, true) {
        while unit < text.len() && text.span(unit).start < token.start {
            unit += 1;
        }
        if unit < text.len() && text.span(unit).start < token.end {
            marks[unit] |= WORD;
        }
    }
    marks
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The numbered rows of one document. What stands beside the numeral tells one numbering from another.
fn rows(stream: &UnitStream, number: usize, document: &TemplateDocument<'_>) -> Vec<Vec<UnitPos>> {
    type NumeralStyle = (Option<char>, Option<char>);
    let mut open: Vec<(NumeralStyle, Vec<UnitPos>)> = Vec::new();
    let mut rows = Vec::new();
    let first = stream.documents[number];
    for at in first..stream.documents[number + 1] {
        if !stream.starts_sentence(at) {
            continue;
        }
        let unit = document.text.units()[(at - first) as usize];
        let Some(value) = unit
            .as_char()
            .and_then(|c| NUMERALS.iter().position(|n| *n == c))
        else {
            continue;
        };
        let span = document.text.span((at - first) as usize);
        let beside = |from: usize, to: usize| {
            let text = document.source.slice(crate::span::Span::new(from, to));
            text.chars().next().filter(|c| !c.is_whitespace())
        };
        let style = (
            beside(span.start.saturating_sub(1), span.start).filter(|c| "(（".contains(*c)),
            beside(span.end, span.end + 1),
        );
        let index = open.iter().position(|(s, _)| *s == style);
        match index {
            Some(index) if open[index].1.len() == value => open[index].1.push(at),
            _ => {
                if let Some(index) = index {
                    rows.push(open.swap_remove(index).1);
                }
                if value == 0 {
                    open.push((style, vec![at]));
                }
            }
        }
    }
    rows.extend(open.into_iter().map(|(_, row)| row));
    rows.retain(|row| row.len() >= 3);
    rows.sort_unstable();
    rows
}
