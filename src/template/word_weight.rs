//! What a word tells: its surprisal, and whether it names something or says something.
//!
//! In a corpus that has 的 a thousand times and 攥紧 once, 的 gets a bit or two and 攥紧 some fifteen; 重庆 and 2023 name, 攥紧
//! says. Literals that only name are no template.
//!
//! Surprisal is −log2 of the word's probability in this corpus, smoothed by the frequencies of jieba's dictionary with a
//! Dirichlet prior (Zhai and Lafferty, SIGIR 2001). Names are told by jieba's part-of-speech tags.

use crate::text::words::Segmenter;

/// Parts of a bit in which a unit's weight is kept.
pub(super) const PARTS: f64 = 8.0;

/// Mass of the dictionary's word frequencies against the corpus' own, in words: the usual Dirichlet prior of
/// language models (Zhai and Lafferty, SIGIR 2001, find 2,000 to work for every collection).
const PRIOR_WORDS: f64 = 2000.0;

/// jieba's dictionary counts this many words in all.
const DICTIONARY_WORDS: f64 = 60_101_967.0;

/// The weight of a word.
#[derive(Clone, Copy)]
pub(super) struct WordWeight {
    /// Surprisal of each of its units, in 1 / [`PARTS`] of a bit; 1 or more.
    pub(super) per_unit: u8,
    /// Whether it names something rather than to say or join something.
    pub(super) names: bool,
}

impl WordWeight {
    /// The weight of a word of `units` units that stands `count` times among `words` words. `word` is written in folded
    /// characters, as the dictionary is.
    pub(super) fn new(
        segmenter: &Segmenter,
        word: &str,
        units: usize,
        count: usize,
        words: usize,
    ) -> Self {
        let prior = segmenter.jieba().suggest_freq(word) as f64 / DICTIONARY_WORDS;
        let probability = (count as f64 + PRIOR_WORDS * prior) / (words as f64 + PRIOR_WORDS);
        let share = -probability.min(1.0).log2() / units as f64;
        Self {
            per_unit: (share * PARTS).round().clamp(1.0, 255.0) as u8,
            names: names(segmenter, word),
        }
    }

    /// The weight of a date, number, name or title that is one of `count` of its kind among `words` words.
    pub(super) fn of_entity(count: usize, words: usize) -> Self {
        let bits = (words.max(1) as f64 / count.max(1) as f64).log2();
        Self {
            per_unit: (bits * PARTS).round().clamp(1.0, 255.0) as u8,
            names: true,
        }
    }
}

/// Whether a word names something: jieba's tags of nouns, names, times, places, numbers and measures.
fn names(segmenter: &Segmenter, word: &str) -> bool {
    if word.chars().all(|c| !c.is_alphabetic()) {
        return true;
    }
    // The dictionary is Chinese: of words in letters it knows nothing but that they are no Chinese words.
    if word.chars().all(char::is_lowercase) {
        return false;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_example() {
        let segmenter = Segmenter::default();
        let bits = |word: &str, count: usize| {
            let units = word.chars().count();
            let weight = WordWeight::new(&segmenter, word, units, count, 20_000);
            (
                f64::from(weight.per_unit) * units as f64 / PARTS,
                weight.names,
            )
        };
        let (frequent, rare) = (bits("的", 1000), bits("攥紧", 1));
        assert!(frequent.0 < 5.0 && rare.0 > 13.0, "{frequent:?} {rare:?}");
        assert!(bits("重庆", 1).1 && bits("2023", 1).1 && !rare.1);
        assert!(!bits("主持会议", 1).1 && !bits("整顿", 1).1);
    }
}
