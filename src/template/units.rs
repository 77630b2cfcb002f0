//! The corpus as one stream: the units of all documents behind one another, with marks and weights.
//!
//! In: the documents 一是严明纪律。 and 2023年抓落实. Out: the positions \[number\]是严明纪律\[date\]抓落实; where documents begin, 0
//! and 6; the marks that words begin at \[number\], 是, 严明, 纪律, \[date\], 抓, 落实 and sentences at \[number\] and \[date\]; and for
//! each position its share of its word's surprisal. Words are jieba's; clauses and sentences end at the marks that
//! [`BreakKind`](crate::text::BreakKind) tells apart. A date, a number, a name or a title is one position that is equal to
//! all of its kind, so that wording is compared without what is filled into it ([`document_units`](super::document_units)).

use std::ops::Range;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::TemplateDocument;
use super::document_units::{CLAUSE, DocumentUnits, ENTITY, ITEM, NAMES, SENTENCE, STOP, WORD};
use super::numbered_rows::numbered_rows;
use super::word_weight::{PARTS, WordWeight};
use crate::text::entity::Entity;
use crate::text::fold;
use crate::text::words::Segmenter;

/// A position in the stream. Texts are limited to 4 GB on reading, and a corpus to as many positions.
pub(super) type UnitPos = u32;

/// A word of the corpus.
struct CountedWord {
    /// Where it stands first.
    first: UnitPos,
    /// How often it stands.
    count: usize,
}

/// All documents' units behind one another: 10 bytes a position.
pub(super) struct UnitStream {
    units: Vec<u32>,
    /// For each position the marks set for it.
    marks: Vec<u8>,
    /// For each position its surprisal, in 1 / [`PARTS`] of a bit.
    weights: Vec<u8>,
    /// For each position the number of its first unit in its document.
    origins: Vec<u32>,
    /// The positions that are entities, in order.
    entities: Vec<(UnitPos, Entity)>,
    /// Where each document begins, and the end of the last.
    documents: Vec<UnitPos>,
    /// Units of each document.
    lengths: Vec<u32>,
    words: usize,
    clauses: usize,
    sentences: usize,
    /// See [`Self::rows`].
    rows: Vec<Vec<UnitPos>>,
}

impl UnitStream {
    /// Lays the documents out and weighs their words: O(n) beside jieba's cutting.
    pub(super) fn new(documents: &[TemplateDocument<'_>], segmenter: &Segmenter) -> Self {
        let mut per_document: Vec<DocumentUnits> = documents
            .par_iter()
            .map(|document| DocumentUnits::new(document, segmenter))
            .collect();
        let total = per_document.iter().map(|d| d.symbols.len()).sum();
        let mut stream = Self {
            units: Vec::with_capacity(total),
            marks: Vec::with_capacity(total),
            weights: Vec::new(),
            origins: Vec::with_capacity(total),
            entities: Vec::new(),
            documents: vec![0],
            lengths: documents.iter().map(|d| d.text.len() as u32).collect(),
            words: 0,
            clauses: 0,
            sentences: 0,
            rows: Vec::new(),
        };
        for document in per_document.drain(..) {
            let first = stream.units.len() as UnitPos;
            let entities = document.entities.into_iter();
            stream
                .entities
                .extend(entities.map(|(at, entity)| (first + at, entity)));
            stream.units.extend(document.symbols);
            stream.marks.extend(document.marks);
            stream.origins.extend(document.origins);
            stream.documents.push(stream.units.len() as UnitPos);
        }
        let marked = |mark: u8| stream.marks.iter().filter(|m| **m & mark != 0).count();
        (stream.words, stream.clauses, stream.sentences) =
            (marked(WORD), marked(CLAUSE), marked(SENTENCE));
        let stream_ref = &stream;
        let rows_of = |number: usize| {
            let position = move |unit: usize| stream_ref.position(number, unit);
            let starts_sentence =
                |unit: usize| position(unit).is_some_and(|at| stream.starts_sentence(at));
            let rows = numbered_rows(&documents[number], starts_sentence);
            rows.into_iter()
                .map(move |row| row.iter().filter_map(|unit| position(*unit)).collect())
        };
        let numbers = (0..documents.len()).into_par_iter();
        stream.rows = numbers.flat_map_iter(rows_of).collect();
        stream.weigh(documents, segmenter);
        stream
    }

    /// The position that begins with a unit of a document, if one does.
    fn position(&self, document: usize, unit: usize) -> Option<UnitPos> {
        let range = self.documents[document] as usize..self.documents[document + 1] as usize;
        let inside = self.origins[range.clone()]
            .binary_search(&(unit as u32))
            .ok()?;
        Some((range.start + inside) as UnitPos)
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
                if self.is_entity(word.first) {
                    return WordWeight::of_entity(word.count, self.words);
                }
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
        let (document, units) = self.local(range);
        let document = &documents[document];
        let span = document.text.span_of(units);
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

    /// The end of the word that begins at `at`.
    pub(super) fn word_end(&self, at: UnitPos) -> UnitPos {
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

    /// The documents of positions in order, by number, each once.
    pub(super) fn documents_of(&self, positions: impl Iterator<Item = UnitPos>) -> Vec<usize> {
        let mut documents: Vec<usize> = positions.map(|at| self.document(at)).collect();
        documents.dedup();
        documents
    }

    /// The hash of a range's wording: equal for equal wording.
    pub(super) fn hash(&self, range: Range<UnitPos>) -> u64 {
        self.units(range)
            .iter()
            .fold(0, |hash, unit| mixed(hash, *unit))
    }

    /// The document that a position lies in, and the number of its first unit there.
    pub(super) fn locate(&self, at: UnitPos) -> (usize, usize) {
        let document = self.document(at);
        (document, self.origins[at as usize] as usize)
    }

    /// The document of a range of one position or more, and its units there.
    pub(super) fn local(&self, range: Range<UnitPos>) -> (usize, Range<usize>) {
        let document = self.document(range.start);
        (document, self.units_in(document, &range))
    }

    /// The units of a range in its document. The range may be empty and stand at the document's end, where the next one
    /// begins in the stream.
    pub(super) fn units_in(&self, document: usize, range: &Range<UnitPos>) -> Range<usize> {
        let origin = |at: UnitPos| {
            if at < self.documents[document + 1] {
                self.origins[at as usize] as usize
            } else {
                self.lengths[document] as usize
            }
        };
        origin(range.start)..origin(range.end)
    }

    /// The entity that stands at a position, if one does.
    pub(super) fn entity(&self, at: UnitPos) -> Option<&Entity> {
        if !self.is_entity(at) {
            return None;
        }
        let index = self
            .entities
            .binary_search_by_key(&at, |(at, _)| *at)
            .ok()?;
        Some(&self.entities[index].1)
    }

    pub(super) fn is_entity(&self, at: UnitPos) -> bool {
        self.marks.get(at as usize).is_some_and(|m| m & ENTITY != 0)
    }

    /// Whether an entity stands in a range.
    pub(super) fn has_entity(&self, range: Range<UnitPos>) -> bool {
        self.marks[range.start as usize..range.end as usize]
            .iter()
            .any(|m| m & ENTITY != 0)
    }

    /// Whether a mark stands before a position that no blank runs across: 。；！？ or the end of a paragraph.
    pub(super) fn starts_stop(&self, at: UnitPos) -> bool {
        self.mark(at, STOP)
    }

    /// Whether such a mark stands inside a range.
    pub(super) fn crosses_stop(&self, range: Range<UnitPos>) -> bool {
        (range.start + 1..range.end).any(|at| self.starts_stop(at))
    }

    pub(super) fn document(&self, at: UnitPos) -> usize {
        self.documents.partition_point(|start| *start <= at) - 1
    }

    pub(super) fn document_start(&self, document: usize) -> UnitPos {
        self.documents[document]
    }
}

/// The hash of wording that goes on with `unit`: rotate and multiply, by the constant of Fibonacci hashing (Knuth, The Art of
/// Computer Programming 3, 6.4).
pub(super) fn mixed(hash: u64, unit: u32) -> u64 {
    (hash.rotate_left(23) ^ u64::from(unit)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{NormalText, SourceText};

    #[test]
    fn the_documented_example() {
        let sources = ["一是严明纪律。", "2023年抓落实"].map(SourceText::from);
        let texts = sources.each_ref().map(|s| NormalText::new(s.as_str()));
        let documents = [0, 1].map(|i| TemplateDocument::new("", &sources[i], &texts[i]));
        let stream = UnitStream::new(&documents, &Segmenter::default());
        let starts = |starts: &dyn Fn(UnitPos) -> bool| -> Vec<UnitPos> {
            (0..stream.len() as UnitPos)
                .filter(|at| starts(*at))
                .collect()
        };
        assert_eq!(stream.documents, [0, 6, 10]);
        assert_eq!(starts(&|at| stream.starts_word(at)), [0, 1, 2, 4, 6, 7, 8]);
        assert_eq!(starts(&|at| stream.starts_sentence(at)), [0, 6]);
        assert_eq!(stream.locate(7), (1, 2)); // 2023 and 年 are units of their own
    }
}
