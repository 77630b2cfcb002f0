//! Normalisation: from a text as read to the stream of units on which wording is compared.
//!
//! In: `要認真學習「十四五」規劃，做到 ２０２３年ＧＤＰ增長５．５％！`
//!
//! Out, a unit between two spaces and breaks as marks: `要 认 真 学 习 十 四 五 规 划 , 做 到 2023 年 gdp 增 长 5.5 。`
//!
//! Characters go through Unicode's NFKC (UAX #15), lower case, and a fold of single characters ([`fold`]). Everyday
//! Chinese and ASCII do not change under NFKC, so they take a shorter way. Every unit keeps where it stands in the
//! original, so that whatever is found in the stream can be shown in the text.

mod builder;
mod characters;
mod inside_words;
mod normal_text;
#[cfg(test)]
mod tests;
mod unit;

use std::iter::Peekable;

use unicode_normalization::UnicodeNormalization;

use super::fold;
use super::redaction::redactions;
use super::wrap::line_ends_inside_paragraphs;
use crate::span::Span;

use builder::NormalTextBuilder;
use characters::{is_ideograph, joins_previous};
use inside_words::{is_mark_of_thousands, line_end_hyphen, thousands};
pub use normal_text::NormalText;
pub use unit::{Break, BreakKind, Unit};

impl NormalText {
    /// Normalises a whole text: O(n).
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::without(text, &[])
    }

    /// Normalises a text, leaving out `noise`: spans in code points, sorted and without overlap. A line break stands in
    /// the place of each. Line ends inside paragraphs that were broken at a width are as if they were not there. O(n).
    #[must_use]
    pub fn without(text: &str, noise: &[Span]) -> Self {
        // Three bytes to a Chinese character.
        let mut builder = NormalTextBuilder::with_capacity(text.len() / 3);
        let redactions = redactions(text);
        let inside = line_ends_inside_paragraphs(text);
        let (mut noise, mut redactions) = (SpanCursor(noise), SpanCursor(&redactions));
        let mut inside = SpanCursor(&inside);
        let mut segment = String::new();
        // How far marks inside a word or number reach that are no part of it.
        let mut passed = 0;
        let mut before: Option<char> = None;
        // Where a word begins that a hyphen ties to the one before it.
        let mut tied = None;
        // Where a number begins that a comma parts from the one before it.
        let mut listed = None;
        let mut chars = text.chars().enumerate().peekable();
        while let Some((position, c)) = chars.next() {
            if noise.holding(position).is_some() {
                builder.finish_run();
                builder.separate(BreakKind::Line);
                continue;
            }
            if inside.holding(position).is_some() {
                if position >= passed {
                    builder.finish_run();
                }
                continue;
            }
            if position < passed && !c.is_alphanumeric() {
                continue;
            }
            let last = before.replace(c);
            // A sign or a mark that is noise itself belongs to nothing outside.
            let limit = noise.next_start();
            if let Some(redaction) = redactions.holding(position) {
                if redaction.start == position {
                    builder.push_redaction(position, redaction.end.min(limit));
                }
                continue;
            }
            if builder.in_number() && is_mark_of_thousands(c) {
                let length = thousands(builder.open_run(), rest(c, &chars));
                match length.map(|length| position + length) {
                    Some(end) if end <= limit && listed != Some(builder.open_start()) => {
                        passed = end;
                        continue;
                    }
                    _ => listed = Some(position + 1),
                }
            } else if builder.in_word() && matches!(c, '-' | '\u{2010}' | '\u{AD}') {
                let compound = tied == Some(builder.open_start());
                let acronym = last.is_some_and(char::is_uppercase);
                let hyphen = line_end_hyphen(builder.open_run(), rest(c, &chars));
                match hyphen.map(|length| position + length) {
                    Some(end) if end <= limit && !compound && !acronym => {
                        passed = end;
                        continue;
                    }
                    // What goes on in the next line does so behind the hyphen of a compound.
                    _ => tied = Some(position + 1),
                }
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
            // A character and its marks are normalised together (e and a combining acute are é), and all that comes out
            // has the span of all that went in.
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
}

/// The text from `c` on, of which `behind` is the rest.
fn rest<'c>(
    c: char,
    behind: &'c Peekable<impl Iterator<Item = (usize, char)> + Clone>,
) -> impl Iterator<Item = char> + 'c {
    std::iter::once(c).chain(behind.clone().map(|(_, c)| c))
}

/// Walks over sorted spans as positions rise.
struct SpanCursor<'s>(&'s [Span]);

impl SpanCursor<'_> {
    /// The span that holds `position`, which must not be less than in the call before.
    fn holding(&mut self, position: usize) -> Option<Span> {
        while let [first, rest @ ..] = self.0
            && first.end <= position
        {
            self.0 = rest;
        }
        self.0
            .first()
            .copied()
            .filter(|span| span.contains(position))
    }

    /// Where the next span starts; behind the last one, beyond every position.
    fn next_start(&self) -> usize {
        self.0.first().map_or(usize::MAX, |span| span.start)
    }
}
