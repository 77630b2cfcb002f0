//! The words of a corpus, cut once and numbered.

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
    /// Which word.
    pub term: TermId,
    /// First code point.
    pub start: u32,
    /// Length in code points.
    pub len: u32,
    /// Whether it is a part of the longer word that precedes it, not a word of the running text.
    pub part: bool,
}

impl TermToken {
    /// Where the word stands.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, (self.start + self.len) as usize)
    }
}

/// The words of all documents.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    words: Vec<String>,
    tokens: Vec<Vec<TermToken>>,
}

/// Documents cut in parallel before their words are numbered: bounds the memory for words as strings.
const BATCH: usize = 512;

/// The words of a text, each followed by its parts, which carry the mark `true`.
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
    /// Cuts every document: O(text), in parallel; numbering is by first occurrence, so the same for any number
    /// of threads.
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
    pub fn vocabulary(&self) -> usize {
        self.words.len()
    }

    /// The word itself.
    pub fn word(&self, term: TermId) -> &str {
        &self.words[term.0 as usize]
    }

    /// The words of a document in order, each followed by its parts.
    pub fn document(&self, index: usize) -> &[TermToken] {
        &self.tokens[index]
    }

    /// The words and parts of words that begin inside `span`.
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

    /// For each word whether it tells what a text is about: not a number, and of two characters or more.
    /// Single characters are almost all function words (的 和 在), and jieba's own keyword extraction
    /// leaves them out too.
    pub fn topical(&self) -> Vec<bool> {
        self.words
            .iter()
            .map(|word| word.chars().nth(1).is_some() && !word.chars().any(char::is_numeric))
            .collect()
    }
}
