//! From folded characters to units and breaks.

use super::characters::{is_combining, is_ideograph, is_invisible, is_unspaced};
use super::normal_text::NormalText;
use super::unit::{Break, BreakKind, NUMBER, Unit, WORD};
use crate::text::fold;

/// Builds up the units, joining letters to words and digits to numbers.
#[derive(Default)]
pub(super) struct NormalTextBuilder {
    text: NormalText,
    /// Letters or digits that are not a unit yet: the next character may belong to the same word or number.
    run: String,
    run_start: usize,
    run_end: usize,
    run_is_number: bool,
}

impl NormalTextBuilder {
    pub(super) fn with_capacity(units: usize) -> Self {
        let mut builder = Self::default();
        builder.text.units.reserve(units);
        builder.text.loose.reserve(units);
        builder.text.starts.reserve(units);
        builder.text.ends.reserve(units);
        builder
    }

    /// Makes a unit of an ideograph or kana, already folded.
    pub(super) fn push_character(&mut self, c: char, start: usize, end: usize) {
        self.finish_run();
        let unit = Unit::character(c);
        self.push_unit(unit, unit, start, end);
    }

    /// Makes one unit of the signs that stand for a name left out.
    pub(super) fn push_redaction(&mut self, start: usize, end: usize) {
        self.finish_run();
        self.push_unit(Unit::redaction(), Unit::redaction(), start, end);
    }

    fn push_unit(&mut self, unit: Unit, loose: Unit, start: usize, end: usize) {
        self.text.units.push(unit);
        self.text.loose.push(loose);
        self.text.starts.push(start as u32);
        self.text.ends.push(end as u32);
    }

    /// Takes one folded character of any kind; `next` is the one that follows in the original.
    pub(super) fn push(&mut self, c: char, start: usize, end: usize, next: Option<char>) {
        if is_invisible(c) {
            // Nobody sees it, so it ends nothing.
        } else if is_ideograph(c) || is_unspaced(c) {
            self.push_character(c, start, end);
        } else if c.is_numeric() {
            self.extend_run(c, true, start, end);
        } else if is_combining(c) {
            // A mark on an ideograph or a number is no word.
            if self.in_word() {
                self.extend_run(c, false, start, end);
            }
        } else if c.is_alphanumeric() {
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

    /// The word or number that is open, folded; empty where none is.
    pub(super) fn open_run(&self) -> &str {
        &self.run
    }

    /// Where the open word or number starts.
    pub(super) fn open_start(&self) -> usize {
        self.run_start
    }

    /// Whether what is open is a number.
    pub(super) fn in_number(&self) -> bool {
        self.run_is_number && !self.run.is_empty()
    }

    /// Whether what is open is a word.
    pub(super) fn in_word(&self) -> bool {
        !self.run_is_number && !self.run.is_empty()
    }

    /// Adds a letter or digit to the open word or number, or opens one. Between a letter and a digit a unit ends (G20 is
    /// two units).
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

    /// Makes a unit of the open word or number.
    pub(super) fn finish_run(&mut self) {
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

    /// Puts a boundary before the next unit. Of several at one place the strongest counts.
    pub(super) fn separate(&mut self, kind: BreakKind) {
        let at = self.text.units.len();
        if at == 0 {
            return;
        }
        match self.text.breaks.last_mut() {
            Some(last) if last.at == at => last.kind = last.kind.max(kind),
            _ => self.text.breaks.push(Break { at, kind }),
        }
    }

    /// The text, with a line break behind the last unit.
    pub(super) fn finish(mut self) -> NormalText {
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

/// How strongly a character that is no unit separates its neighbours; `next` tells a full stop from the point in 5.5.
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
