//! The corpus as one stream: the units of all documents behind one another, with marks and weights.
//!
//! In: the documents 一是严明纪律。 and 抓落实. Out: the units 一是严明纪律抓落实, the positions 0 and 6 where documents begin, the
//! marks that words begin at 一是, 严明, 纪律, 抓, 落实 and sentences at 一 and 抓, and for each unit its share of its word's
//! surprisal. Words are jieba's; clauses and sentences end at the marks that [`BreakKind`] tells apart.

use std::ops::Range;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::TemplateDocument;
use super::numbered_rows::numbered_rows;
use super::word_weight::{PARTS, WordWeight};
use crate::span::Span;
use crate::text::words::Segmenter;
use crate::text::{BreakKind, fold};

/// A position in the stream. Texts are limited to 4 GB on reading, and a corpus to as many units.
pub(super) type UnitPos = u32;

// Marks of a unit: what begins with it.
const WORD: u8 = 1;
const CLAUSE: u8 = 2;
const SENTENCE: u8 = 4;
/// A word that names something.
const NAMES: u8 = 8;
/// An item of a list (behind 、).
const ITEM: u8 = 16;

/// A word of the corpus.
struct CountedWord {
    /// Where it stands first.
    first: UnitPos,
    /// How often it stands.
    count: usize,
}

/// All documents' units behind one another: 6 bytes a unit.
pub(super) struct UnitStream {
    units: Vec<u32>,
    /// For each unit the marks set for it.
    marks: Vec<u8>,
    /// For each unit its surprisal, in 1 / [`PARTS`] of a bit.
    weights: Vec<u8>,
    /// Where each document begins, and the end of the last.
    documents: Vec<UnitPos>,
    words: usize,
    clauses: usize,
    sentences: usize,
    /// See [`Self::rows`].
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
        let rows_of = |number: usize| {
            let first = stream.documents[number];
            let starts_sentence = |at: usize| stream.starts_sentence(first + at as UnitPos);
            let rows = numbered_rows(&documents[number], starts_sentence);
            rows.into_iter()
                .map(move |row| row.iter().map(|at| first + *at as UnitPos).collect())
        };
        let numbers = (0..documents.len()).into_par_iter();
        stream.rows = numbers.flat_map_iter(rows_of).collect();
        stream.weigh(documents, segmenter);
        stream
    }

    /// Gives every unit its share of its word's surprisal, and marks the words that name: O(n), and the dictionary once
    /// for each different word.
    fn weigh(&mut self, documents: &[TemplateDocument<'_>], segmenter: &Segmenter) {
        let mut counted: RapidHashMap<&[u32], CountedWord> = RapidHashMap::default();
        for word in self.word_ranges() {
            let first = word.start;
            let entry = counted.entry(self.units(word));
            entry.or_insert(CountedWord { first, count: 0 }).count += 1;
        }
        let mut distinct: Vec<CountedWord> = counted.into_values().collect();
        distinct.sort_unstable_by_key(|word| word.first);
        let weights: Vec<WordWeight> = distinct
            .par_iter()
            .map(|word| {
                let range = word.first..self.word_end(word.first);
                let text = self.folded(documents, range.clone());
                WordWeight::new(segmenter, &text, range.len(), word.count, self.words)
            })
            .collect();
        let wording = |word: &CountedWord| self.units(word.first..self.word_end(word.first));
        let of_wording: RapidHashMap<&[u32], WordWeight> =
            distinct.iter().map(wording).zip(weights).collect();
        let mut per_unit = vec![0u8; self.units.len()];
        let mut naming = Vec::new();
        for word in self.word_ranges() {
            let weight = of_wording[self.units(word.clone())];
            per_unit[word.start as usize..word.end as usize].fill(weight.per_unit);
            if weight.names {
                naming.push(word.start as usize);
            }
        }
        for at in naming {
            self.marks[at] |= NAMES;
        }
        self.weights = per_unit;
    }

    /// The text of a range of one document, in folded characters.
    fn folded(&self, documents: &[TemplateDocument<'_>], range: Range<UnitPos>) -> String {
        let (document, local) = self.locate(range.start);
        let document = &documents[document];
        let span = document.text.span_of(local..local + range.len());
        document.source.slice(span).chars().map(fold).collect()
    }

    /// All words in order.
    fn word_ranges(&self) -> impl Iterator<Item = Range<UnitPos>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at;
            (start < self.len() as UnitPos).then(|| {
                at = self.word_end(start);
                start..at
            })
        })
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

    /// The numbered rows of all documents (一是, 二是, 三是): where each sentence of a row begins.
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

    /// The document that a position lies in, and the number of its unit there.
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
    let tokens = segmenter.jieba().cut(&folded, true).into_iter();
    for unit in text.word_starts(tokens.map(|token| Span::new(token.start, token.end))) {
        marks[unit] |= WORD;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{NormalText, SourceText};

    #[test]
    fn the_documented_example() {
        let sources = ["一是严明纪律。", "抓落实"].map(SourceText::from);
        let texts = sources.each_ref().map(|s| NormalText::new(s.as_str()));
        let documents = [0, 1].map(|i| TemplateDocument::new("", &sources[i], &texts[i]));
        let stream = UnitStream::new(&documents, &Segmenter::default());
        let starts = |starts: &dyn Fn(UnitPos) -> bool| -> Vec<UnitPos> {
            (0..stream.len() as UnitPos)
                .filter(|at| starts(*at))
                .collect()
        };
        assert_eq!(stream.documents, [0, 6, 9]);
        assert_eq!(starts(&|at| stream.starts_word(at)), [0, 2, 4, 6, 7]);
        assert_eq!(starts(&|at| stream.starts_sentence(at)), [0, 6]);
        assert_eq!(stream.locate(7), (1, 1));
    }
}
