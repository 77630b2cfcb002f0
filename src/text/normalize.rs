//! The stream on which wording is compared.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::blot::blots;
use super::fold;
use crate::Span;

/// One unit of [`NormalText`]: an ideograph (or kana), a whole word of an alphabetic script, or a whole number.
///
/// Two units are equal exactly when they count as the same wording. Characters are kept as themselves; words
/// and numbers as a 30-bit hash, so two different words meet by chance once in a billion comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(u32);

/// Beyond every character, and no word or number.
const BLOT: u32 = 0x7FFF_FFFF;
const WORD: u32 = 0x8000_0000;
const NUMBER: u32 = 0xC000_0000;

impl Unit {
    /// The unit of one ideograph or kana, already folded.
    pub fn character(c: char) -> Self {
        Self(c as u32)
    }

    fn hashed(tag: u32, run: &str) -> Self {
        const SECRETS: RapidSecrets = RapidSecrets::seed(0);
        Self(tag | (rapidhash_v3_seeded(run.as_bytes(), &SECRETS) as u32 & 0x3FFF_FFFF))
    }

    /// What stands for a name that is left out, however it is written: 某, **, XX.
    pub fn blot() -> Self {
        Self(BLOT)
    }

    /// The unit's symbol, for tables and indices.
    pub fn symbol(self) -> u32 {
        self.0
    }

    /// The ideograph or kana, if it is one.
    pub fn as_char(self) -> Option<char> {
        (self.0 < WORD).then(|| char::from_u32(self.0)).flatten()
    }

    /// Whether this is a word of an alphabetic script.
    pub fn is_word(self) -> bool {
        self.0 & NUMBER == WORD
    }

    /// Whether this is a number written in digits.
    pub fn is_number(self) -> bool {
        self.0 & NUMBER == NUMBER
    }
}

/// How strongly the original separates two neighbouring units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BreakKind {
    /// `、`: between items of a list.
    Item,
    /// `，` `；` `：` and their like: between clauses.
    Clause,
    /// `。` `！` `？` and a full stop before white space: between sentences.
    Sentence,
    /// A line end, or noise that was left out.
    Line,
}

/// A boundary before unit [`Break::at`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Index of the unit that follows; the number of units at the end.
    pub at: usize,
    /// The strongest separation found there.
    pub kind: BreakKind,
}

/// The stream of units on which wording is compared, each with its [`Span`] in the original.
///
/// NFKC, traditional folded to simplified, letters lower-cased, white space and punctuation taken out, numerals
/// kept. Ideographs and kana are a unit each, as is what stands for a name left out (李某, 李**, XX县: all one unit); a run of letters of any other script is one unit, as is a number
/// (`1234.5`). Where one character of the original becomes several units (㈱, ㎡), they share its span.
/// Spans never decrease and always slice the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormalText {
    units: Vec<Unit>,
    loose: Vec<Unit>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    breaks: Vec<Break>,
}

impl NormalText {
    /// Normalises a whole text: O(n).
    pub fn new(text: &str) -> Self {
        Self::without(text, &[])
    }

    /// Normalises a text, leaving out `noise` (sorted, not overlapping); a line break stands in its place.
    pub fn without(text: &str, noise: &[Span]) -> Self {
        let mut builder = Builder::with_capacity(text.len() / 3);
        let mut noise = noise.iter().copied().peekable();
        let mut blots = blots(text).into_iter().peekable();
        let mut segment = String::new();
        let mut chars = text.chars().enumerate().peekable();
        while let Some((position, c)) = chars.next() {
            while noise.peek().is_some_and(|n| n.end <= position) {
                noise.next();
            }
            if noise.peek().is_some_and(|n| n.contains(position)) {
                builder.finish_run();
                builder.separate(BreakKind::Line);
                continue;
            }
            while blots.peek().is_some_and(|blot| blot.end <= position) {
                blots.next();
            }
            // A sign or a mark that is noise itself belongs to nothing outside.
            let limit = noise.peek().map_or(usize::MAX, |n| n.start);
            if let Some(blot) = blots.peek().filter(|blot| blot.contains(position)) {
                if blot.start == position {
                    builder.push_blot(position, blot.end.min(limit));
                }
                continue;
            }
            let joins = |(at, next): &(usize, char)| *at < limit && joins_previous(*next);
            let follows_mark = chars.peek().is_some_and(joins);
            if !follows_mark {
                if is_ideograph(c) {
                    builder.push_character(fold(c), position, position + 1);
                    continue;
                }
                if c.is_ascii() {
                    let next = chars.peek().map(|(_, next)| *next);
                    builder.push(fold(c), position, position + 1, next);
                    continue;
                }
            }
            segment.clear();
            segment.push(c);
            let mut end = position + 1;
            while let Some((_, mark)) = chars.next_if(joins) {
                segment.push(mark);
                end += 1;
            }
            let next = chars.peek().map(|(_, next)| *next);
            for folded in segment.nfkc().flat_map(char::to_lowercase).map(fold) {
                builder.push(folded, position, end, next);
            }
        }
        builder.finish()
    }

    /// The units in order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The units with words reduced to their stem, so that inflected forms of one word meet; otherwise the same.
    ///
    /// For finding candidates only: equal stems are not equal wording.
    pub fn loose_units(&self) -> &[Unit] {
        &self.loose
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Boundaries in order of position, the strongest kind at each; none before the first unit, one of kind
    /// [`BreakKind::Line`] behind the last.
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// Where unit `index` stands in the original.
    pub fn span(&self, index: usize) -> Span {
        Span::new(self.starts[index] as usize, self.ends[index] as usize)
    }

    /// Where the units `range` stand in the original, from the first one's start to the last one's end.
    /// An empty range gives an empty span at the start of the unit that follows.
    pub fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        if range.is_empty() {
            let at = match self.starts.get(range.start) {
                Some(start) => *start as usize,
                None => self.ends.last().map_or(0, |end| *end as usize),
            };
            return Span::new(at, at);
        }
        Span::new(
            self.starts[range.start] as usize,
            self.ends[range.end - 1] as usize,
        )
    }

    /// The units that stand wholly or partly inside `span` of the original.
    pub fn units_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self
            .ends
            .partition_point(|end| (*end as usize) <= span.start);
        let end = self
            .starts
            .partition_point(|start| (*start as usize) < span.end);
        start..end.max(start)
    }
}

/// Characters that are a unit each: ideographs of every plane, kana, and 〇.
fn is_ideograph(c: char) -> bool {
    matches!(c as u32,
        0x3400..=0x9FFF | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x3005..=0x3007
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Marks that belong to the character before them: combining marks, conjoining jamo, half-width voicing marks.
fn joins_previous(c: char) -> bool {
    let code = c as u32;
    code >= 0x300
        && !matches!(code, 0x3400..=0x9FFF)
        && (canonical_combining_class(c) != 0
            || matches!(code, 0x1160..=0x11FF | 0xFF9E | 0xFF9F | 0xFE00..=0xFE0F | 0x200D))
}

/// Builds up the units, joining letters to words and digits to numbers.
#[derive(Default)]
struct Builder {
    text: NormalText,
    run: String,
    run_start: usize,
    run_end: usize,
    run_is_number: bool,
}

impl Builder {
    fn with_capacity(units: usize) -> Self {
        let mut builder = Self::default();
        builder.text.units.reserve(units);
        builder.text.loose.reserve(units);
        builder.text.starts.reserve(units);
        builder.text.ends.reserve(units);
        builder
    }

    fn push_character(&mut self, c: char, start: usize, end: usize) {
        self.finish_run();
        let unit = Unit::character(c);
        self.push_unit(unit, unit, start, end);
    }

    fn push_blot(&mut self, start: usize, end: usize) {
        self.finish_run();
        self.push_unit(Unit::blot(), Unit::blot(), start, end);
    }

    fn push_unit(&mut self, unit: Unit, loose: Unit, start: usize, end: usize) {
        self.text.units.push(unit);
        self.text.loose.push(loose);
        self.text.starts.push(start as u32);
        self.text.ends.push(end as u32);
    }

    /// Takes one folded character; `next` is the one that follows in the original.
    fn push(&mut self, c: char, start: usize, end: usize, next: Option<char>) {
        if is_ideograph(c) {
            self.push_character(c, start, end);
        } else if c.is_numeric() {
            self.extend_run(c, true, start, end);
        } else if c.is_alphanumeric() || canonical_combining_class(c) != 0 {
            self.extend_run(c, false, start, end);
        } else {
            let inside_number = c == '.'
                && self.run_is_number
                && !self.run.is_empty()
                && next.is_some_and(|n| fold(n).is_ascii_digit());
            if inside_number {
                self.run.push(c);
                return;
            }
            self.finish_run();
            if let Some(kind) = separation(c, next) {
                self.separate(kind);
            }
        }
    }

    fn extend_run(&mut self, c: char, number: bool, start: usize, end: usize) {
        if !self.run.is_empty() && self.run_is_number != number {
            self.finish_run();
        }
        if self.run.is_empty() {
            self.run_start = start;
            self.run_is_number = number;
        }
        self.run.push(c);
        self.run_end = end;
    }

    fn finish_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let tag = if self.run_is_number { NUMBER } else { WORD };
        let unit = Unit::hashed(tag, &self.run);
        let loose = match stem(&self.run) {
            stem if self.run_is_number || stem.len() == self.run.len() => unit,
            stem => Unit::hashed(tag, stem),
        };
        self.push_unit(unit, loose, self.run_start, self.run_end);
        self.run.clear();
    }

    fn separate(&mut self, kind: BreakKind) {
        let at = self.text.units.len();
        if at == 0 {
            return;
        }
        match self.text.breaks.last_mut() {
            Some(last) if last.at == at => last.kind = last.kind.max(kind),
            _ => self.text.breaks.push(Break { at, kind }),
        }
    }

    fn finish(mut self) -> NormalText {
        self.finish_run();
        self.separate(BreakKind::Line);
        self.text
    }
}

/// A word without its last letters where inflection stands: the first [`STEM`] letters.
///
/// Cutting to a prefix works about as well as a stemmer for finding candidates, in every alphabet and without
/// rules for each language (McNamee and Mayfield, Information Retrieval 7, 2004).
fn stem(word: &str) -> &str {
    match word.char_indices().nth(STEM) {
        Some((byte, _)) => &word[..byte],
        None => word,
    }
}

/// Letters of a stem: 5 or 6 do best over European languages (McNamee and Mayfield 2004).
const STEM: usize = 6;

/// What a character that is no unit separates.
fn separation(c: char, next: Option<char>) -> Option<BreakKind> {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' => Some(BreakKind::Line),
        '。' | '!' | '?' | '！' | '？' | '｡' => Some(BreakKind::Sentence),
        '.' if next.is_none_or(char::is_whitespace) => Some(BreakKind::Sentence),
        ',' | ';' | ':' | '，' | '；' | '：' | '…' | '—' => Some(BreakKind::Clause),
        '、' | '､' => Some(BreakKind::Item),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;
    use proptest::prelude::*;

    fn slices(text: &str) -> Vec<String> {
        let source = SourceText::from(text);
        let normal = NormalText::new(text);
        (0..normal.len())
            .map(|i| source.slice(normal.span(i)).to_owned())
            .collect()
    }

    #[test]
    fn typography_does_not_change_the_units() {
        let plain = NormalText::new("要认真学习“十四五”规划,做到2023年GDP增长5.5%。");
        let retyped =
            NormalText::new("要認真學習「十四五」規劃， 做到 ２０２３ 年ＧＤＰ增長５．５％！");
        assert_eq!(plain.units(), retyped.units());
    }

    #[test]
    fn words_and_numbers_are_one_unit_each() {
        assert_eq!(
            slices("IT之家 1234.5 Cafe\u{301}s, don't"),
            ["IT", "之", "家", "1234.5", "Cafe\u{301}s", "don", "t"]
        );
    }

    #[test]
    fn names_blotted_out_in_different_ways_are_the_same_units() {
        let one = NormalText::new("李某在某县强调，张某某要抓落实");
        let other = NormalText::new("李**在XX县强调，张××要抓落实");
        assert_eq!(one.units(), other.units());
        assert_eq!(slices("李**在XX县"), ["李", "**", "在", "XX", "县"]);
        // What noise has cut off is no part of a blot.
        let cut = NormalText::without("李**在", &[Span::new(1, 2)]);
        assert_eq!(cut.units(), NormalText::new("李在").units());
    }

    #[test]
    fn one_character_that_becomes_several_units_lends_them_its_span() {
        assert_eq!(slices("㈱𠮷野①"), ["㈱", "𠮷", "野", "①"]);
        assert_eq!(slices("5㎡"), ["5", "㎡", "㎡"]);
    }

    #[test]
    fn breaks_carry_the_strongest_separation() {
        let text = NormalText::new("组织、宣传,统战。\n政法");
        let kinds: Vec<_> = text.breaks().iter().map(|b| (b.at, b.kind)).collect();
        assert_eq!(
            kinds,
            [
                (2, BreakKind::Item),
                (4, BreakKind::Clause),
                (6, BreakKind::Line),
                (8, BreakKind::Line)
            ]
        );
    }

    #[test]
    fn noise_is_left_out_and_separates() {
        let text = NormalText::without("上篇XX下篇", &[Span::new(2, 4)]);
        assert_eq!(text.units(), NormalText::new("上篇下篇").units());
        assert_eq!(
            text.breaks()[0],
            Break {
                at: 2,
                kind: BreakKind::Line
            }
        );
        assert_eq!(text.span(2), Span::new(4, 5));
    }

    proptest! {
        #[test]
        fn spans_slice_the_text_and_never_run_back(text in any::<String>()) {
            let source = SourceText::from(text.as_str());
            let normal = NormalText::new(&text);
            let mut last = Span::default();
            for i in 0..normal.len() {
                let span = normal.span(i);
                prop_assert!(!span.is_empty() && span.end <= source.len());
                prop_assert!(span.start >= last.start && span.end >= last.end);
                prop_assert!(!source.slice(span).trim().is_empty());
                last = span;
            }
            prop_assert!(normal.breaks().windows(2).all(|w| w[0].at < w[1].at));
        }
    }
}
