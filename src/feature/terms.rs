//! The words of a corpus, cut once and numbered in the order of their first occurrence.
//!
//! In: 推动高质量发展 and 推动改革. Out: 推动 0, 高质量 1, 发展 2, 改革 3; the first document as 0 1 2, the second as 0 3.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::document::Document;
use crate::span::Span;
use crate::text::words::{Segmenter, Word};

/// A word's number, in order of first occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// A word of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermToken {
    /// The word's number.
    pub term: TermId,
    /// First code point.
    pub start: u32,
    /// Length in code points.
    pub len: u32,
    /// Whether it is a part of the longer word that precedes it, not a word of the running text.
    pub part: bool,
}

impl TermToken {
    /// The word's place in its document.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.start as usize, (self.start + self.len) as usize)
    }
}

/// The words of all documents.
///
/// ```
/// use leitong::Corpus;
/// use leitong::feature::{Terms, TfIdf, count};
/// use leitong::text::words::Segmenter;
///
/// let corpus = Corpus::from_texts([("a", "推动产业振兴，产业振兴"), ("b", "推动人才振兴")]);
/// let terms = Terms::of(&corpus.documents, &Segmenter::default(), || ());
/// let counts = [0, 1].map(|document| count(terms.document(document).iter().map(|t| (t.term, 1.0))));
/// let model = TfIdf::fit(terms.vocabulary(), counts.iter());
/// let vectors = counts.each_ref().map(|counts| model.vector(counts));
///
/// let (heaviest, _) = vectors[0].top(1)[0];
/// assert_eq!(terms.word(heaviest), "产业");
/// assert!(vectors[0].cosine(&vectors[1]) > 0.3);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Terms {
    words: Vec<String>,
    tokens: Vec<Vec<TermToken>>,
}

/// Documents cut in parallel before their words are numbered: bounds the memory for words as strings.
const BATCH: usize = 512;

/// The words of a text in order, each followed by its parts, which carry the mark `true`.
fn with_parts(segmenter: &Segmenter, text: &str) -> Vec<(Word, bool)> {
    let mut all = Vec::new();
    for word in segmenter.words(text, 0) {
        let parts: Vec<Word> = segmenter
            .parts(&word.text)
            .into_iter()
            .map(|(offset, part)| {
                let start = word.span.start + offset;
                Word {
                    text: part.to_owned(),
                    span: Span::new(start, start + part.chars().count()),
                }
            })
            .collect();
        all.push((word, false));
        all.extend(parts.into_iter().map(|part| (part, true)));
    }
    all
}

impl Terms {
    /// Cuts every document, in parallel, and calls `done` after each: O(text). Numbers go by first occurrence, so they are
    /// the same for any number of threads.
    pub fn of(documents: &[Document], segmenter: &Segmenter, done: impl Fn() + Sync) -> Self {
        let mut numbers: HashMap<String, TermId> = HashMap::new();
        let mut terms = Terms::default();
        for batch in documents.chunks(BATCH) {
            let cut: Vec<_> = batch
                .par_iter()
                .map(|document| {
                    let words = with_parts(segmenter, document.text.as_str());
                    done();
                    words
                })
                .collect();
            for words in cut {
                let mut tokens = Vec::with_capacity(words.len());
                for (word, part) in words {
                    let next = TermId(numbers.len() as u32);
                    let term = match numbers.get(&word.text) {
                        Some(known) => *known,
                        None => {
                            terms.words.push(word.text.clone());
                            numbers.insert(word.text, next);
                            next
                        }
                    };
                    tokens.push(TermToken {
                        term,
                        start: word.span.start as u32,
                        len: word.span.len() as u32,
                        part,
                    });
                }
                terms.tokens.push(tokens);
            }
        }
        terms
    }

    /// Number of different words.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.words.len()
    }

    /// A word by its number.
    #[must_use]
    pub fn word(&self, term: TermId) -> &str {
        &self.words[term.0 as usize]
    }

    /// The words of a document in order, each followed by its parts.
    #[must_use]
    pub fn document(&self, index: usize) -> &[TermToken] {
        &self.tokens[index]
    }

    /// The words of a document that begin inside `span`, each followed by its parts: O(log n).
    #[must_use]
    pub fn inside(&self, document: usize, span: Span) -> &[TermToken] {
        let tokens = self.document(document);
        let words_start = |limit: usize| {
            let mut at = tokens.partition_point(|t| (t.start as usize) < limit);
            while at > 0 && tokens.get(at).is_some_and(|t| t.part) {
                at += 1;
            }
            at
        };
        let start = words_start(span.start);
        let end = words_start(span.end);
        &tokens[start..end.max(start)]
    }

    /// For each word, by number, whether it tells what a text is about: not a number, and of two characters or more.
    /// Single characters are almost all function words (的 和 在), and jieba's own keyword extraction
    /// leaves them out too.
    #[must_use]
    pub fn topical(&self) -> Vec<bool> {
        self.words
            .iter()
            .map(|word| word.chars().nth(1).is_some() && !word.chars().any(char::is_numeric))
            .collect()
    }
}
