//! The words of a corpus, cut once and numbered.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::Span;
use crate::corpus::Document;
use crate::text::words::Segmenter;

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
                    let words = segmenter.words(document.text.as_str(), 0);
                    done();
                    words
                })
                .collect();
            for words in cut {
                let mut tokens = Vec::with_capacity(words.len());
                for word in words {
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

    /// The words of a document, in order.
    pub fn document(&self, index: usize) -> &[TermToken] {
        &self.tokens[index]
    }

    /// The words that begin inside `span`.
    pub fn inside(&self, document: usize, span: Span) -> &[TermToken] {
        let tokens = self.document(document);
        let start = tokens.partition_point(|t| (t.start as usize) < span.start);
        let end = tokens.partition_point(|t| (t.start as usize) < span.end);
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
