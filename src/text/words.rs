//! Words of a text, cut by jieba: a dictionary's most probable path through the sentence, and a hidden Markov model for
//! what the dictionary does not have.
//!
//! In: `统筹推进乡村振兴，GDP增长` · Out: `统筹 推进 乡村 振兴 gdp 增长`

use jieba_rs::Jieba;

use super::fold;
use crate::span::Span;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as compared: [folded](super::fold), lower case.
    pub text: String,
    /// Its span in the original, in code points.
    pub span: Span,
}

/// Cuts text into words.
///
/// Loading the dictionary takes about 0.2 seconds: make one segmenter and share it.
///
/// ```
/// use leitong::text::words::Segmenter;
///
/// let plain = Segmenter::default();
/// let words = plain.words("建設西部陸海新通道。", 0);
/// assert_eq!(words[0].text, "建设"); // folded
/// assert_eq!((words[0].span.start, words[0].span.end), (0, 2)); // code points
///
/// let own = Segmenter::with_user_words(["西部陆海新通道"]);
/// assert_eq!(own.words("建設西部陸海新通道。", 0)[1].text, "西部陆海新通道");
/// ```
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
    knows_words: bool,
}

impl Default for Segmenter {
    fn default() -> Self {
        Self {
            jieba: Jieba::new(),
            knows_words: true,
        }
    }
}

impl Segmenter {
    /// A segmenter with jieba's own dictionary and more words besides.
    ///
    /// Texts are [folded](super::fold) before they are cut, so words in traditional characters or upper case have to be
    /// given as folded ones.
    #[must_use]
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

    /// A segmenter that knows no words: nothing is loaded. For who asks for facts and must not wait; places that only the
    /// dictionary has are not found.
    #[must_use]
    pub fn without_dictionary() -> Self {
        Self {
            jieba: Jieba::empty(),
            knows_words: false,
        }
    }

    /// The words of `text` in order, without punctuation and white space. Spans count code points from `offset`, which is
    /// where `text` begins in the whole text. O(n).
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

    /// The words of the dictionary inside a longer word, with their offset in it in code points: 统一 and 战线 in 统一战线.
    ///
    /// Words of two characters are looked for in words of three and more, words of three in words of four and more, as
    /// jieba's search mode does. In order of offset, then of the words.
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

    /// Whether it has a dictionary.
    pub(crate) fn knows_words(&self) -> bool {
        self.knows_words
    }

    /// jieba itself, for part-of-speech tags and frequencies.
    pub(crate) fn jieba(&self) -> &Jieba {
        &self.jieba
    }
}
