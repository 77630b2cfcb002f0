//! The stream of units, with the way back to the original.

use std::ops::Range;

use super::unit::{Break, Unit};
use crate::span::Span;

/// The stream of units on which wording is compared, each with its [`Span`] in the original.
///
/// Two texts that say the same in another typography have the same units: NFKC is applied, traditional characters are
/// folded to simplified ones, letters lower-cased, white space and punctuation taken out; numerals are kept. A unit is
///
/// - an ideograph or kana,
/// - a run of letters of any other script: a word,
/// - a number, with its decimal point (`1234.5`),
/// - the signs that stand for a name left out (李某, 李**, XX县), all the same unit.
///
/// Where one character of the original becomes several units (㈱, ㎡), they share its span. Spans never decrease and
/// always slice the original.
///
/// ```
/// use leitong::text::{NormalText, SourceText};
///
/// let source = SourceText::from("要認真學習「十四五」規劃，ＧＤＰ增長５．５％！");
/// let plain = NormalText::new("要认真学习“十四五”规划,GDP增长5.5%。");
/// let normal = NormalText::new(source.as_str());
/// assert_eq!(normal.units(), plain.units());
///
/// // The way back: units 10 and 13 are a word and a number, and their spans slice the text as it was read.
/// assert!(normal.units()[10].is_word() && normal.units()[13].is_number());
/// assert_eq!(source.slice(normal.span(10)), "ＧＤＰ");
/// assert_eq!(source.slice(normal.span_of(10..14)), "ＧＤＰ增長５．５");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormalText {
    pub(super) units: Vec<Unit>,
    /// The units with words reduced to their stem; parallel to `units`.
    pub(super) loose: Vec<Unit>,
    /// Where each unit starts in the original, in code points.
    pub(super) starts: Vec<u32>,
    /// Where each unit ends in the original, in code points.
    pub(super) ends: Vec<u32>,
    pub(super) breaks: Vec<Break>,
}

impl NormalText {
    /// The units, in order.
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

    /// The boundaries between units, in order, with the strongest kind at each. There is none before the first unit, and
    /// one of kind [`BreakKind::Line`](super::BreakKind::Line) behind the last.
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// The span of unit `index` in the original, in code points.
    ///
    /// # Panics
    /// When there is no such unit.
    pub fn span(&self, index: usize) -> Span {
        Span::new(self.starts[index] as usize, self.ends[index] as usize)
    }

    /// The span of the units `range` in the original, from the first one's start to the last one's end, in code points.
    /// An empty range gives an empty span at the start of the unit that follows.
    ///
    /// # Panics
    /// When the range reaches beyond the last unit.
    pub fn span_of(&self, range: Range<usize>) -> Span {
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

    /// The units with which words begin, of `words` in order; a word without units has none. O(n).
    pub(crate) fn word_starts(&self, words: impl Iterator<Item = Span>) -> Vec<usize> {
        let mut unit = 0;
        let mut starts = Vec::new();
        for word in words {
            while unit < self.len() && self.span(unit).start < word.start {
                unit += 1;
            }
            if unit < self.len() && self.span(unit).start < word.end {
                starts.push(unit);
            }
        }
        starts
    }

    /// The indices of the units that stand wholly or partly inside `span` of the original. O(log n).
    pub fn units_in(&self, span: Span) -> Range<usize> {
        let start = self
            .ends
            .partition_point(|end| (*end as usize) <= span.start);
        let end = self
            .starts
            .partition_point(|start| (*start as usize) < span.end);
        start..end.max(start)
    }
}
