//! The stream on which wording is compared.

mod builder;
#[cfg(test)]
mod tests;
mod unit;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::fold;
use super::redaction::redactions;
use crate::span::Span;

use builder::NormalTextBuilder;
pub use unit::{Break, BreakKind, Unit};

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
        let mut builder = NormalTextBuilder::with_capacity(text.len() / 3);
        let mut noise = noise.iter().copied().peekable();
        let mut redactions = redactions(text).into_iter().peekable();
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
            while redactions
                .peek()
                .is_some_and(|redaction| redaction.end <= position)
            {
                redactions.next();
            }
            // A sign or a mark that is noise itself belongs to nothing outside.
            let limit = noise.peek().map_or(usize::MAX, |n| n.start);
            if let Some(redaction) = redactions
                .peek()
                .filter(|redaction| redaction.contains(position))
            {
                if redaction.start == position {
                    builder.push_redaction(position, redaction.end.min(limit));
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
