//! Words of a text, cut by jieba.

use jieba_rs::Jieba;

use super::fold;
use crate::span::Span;

/// A word and where it stands in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as compared: folded, lower case.
    pub text: String,
    /// Its place in the original.
    pub span: Span,
}

/// Cuts text into words. Loading the dictionary takes about 0.2 s of CPU: make one and share it.
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
}

impl Default for Segmenter {
    fn default() -> Self {
        Self {
            jieba: Jieba::new(),
        }
    }
}

impl Segmenter {
    /// jieba's own dictionary and the given words besides.
    pub fn with_user_words<I, S>(words: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        let mut segmenter = Self::default();
        for word in words {
            segmenter.jieba.add_word(word.as_ref(), None, None);
        }
        segmenter
    }

    /// The words of `text` in order, without punctuation and white space; spans count from `offset`.
    pub fn words(&self, text: &str, offset: usize) -> Vec<Word> {
        let folded: String = text.chars().map(fold).collect();
        self.jieba
            .cut(&folded, true)
            .into_iter()
            .filter(|token| token.word.chars().any(char::is_alphanumeric))
            .map(|token| Word {
                text: token.word.to_owned(),
                span: Span::new(offset + token.start, offset + token.end),
            })
            .collect()
    }

    /// The words of the dictionary inside a longer word, with their offset in it: 统一 and 战线 in 统一战线.
    /// Pairs of characters, and triples where the word has more than three, as jieba's search mode cuts.
    pub fn parts<'a>(&self, word: &'a str) -> Vec<(usize, &'a str)> {
        let starts: Vec<usize> = word
            .char_indices()
            .map(|(i, _)| i)
            .chain([word.len()])
            .collect();
        let length = starts.len() - 1;
        let mut parts = Vec::new();
        for size in [2, 3].into_iter().filter(|size| *size < length) {
            for (offset, ends) in starts.windows(size + 1).enumerate() {
                let part = &word[ends[0]..ends[size]];
                if self.jieba.has_word(part) {
                    parts.push((offset, part));
                }
            }
        }
        parts.sort_unstable();
        parts
    }

    /// jieba itself, for part-of-speech tags.
    pub fn jieba(&self) -> &Jieba {
        &self.jieba
    }
}
