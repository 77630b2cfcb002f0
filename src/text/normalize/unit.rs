//! Units, which are compared, and the boundaries between them.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

/// One unit of [`NormalText`](super::NormalText): an ideograph (or kana), a whole word of an alphabetic script, or a whole number.
///
/// Two units are equal exactly when they count as the same wording. Characters are kept as themselves; words
/// and numbers as a 30-bit hash, so two different words meet by chance once in a billion comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(u32);

/// The symbol of all redactions: beyond every character, and without the tag of words and numbers.
const REDACTION: u32 = 0x7FFF_FFFF;
/// The tag of words, in the two highest bits of their symbol.
pub(super) const WORD: u32 = 0x8000_0000;
/// The tag of numbers, in the two highest bits of their symbol.
pub(super) const NUMBER: u32 = 0xC000_0000;

impl Unit {
    /// The unit of one ideograph or kana, already folded.
    pub fn character(c: char) -> Self {
        Self(c as u32)
    }

    /// The unit of a word or number, already folded.
    pub(super) fn hashed(tag: u32, run: &str) -> Self {
        const SECRETS: RapidSecrets = RapidSecrets::seed(0);
        Self(tag | (rapidhash_v3_seeded(run.as_bytes(), &SECRETS) as u32 & 0x3FFF_FFFF))
    }

    /// The unit that stands for a name left out, however the text marks it: 某, **, XX.
    pub fn redaction() -> Self {
        Self(REDACTION)
    }

    /// The unit's symbol, for tables and indices: equal for equal units, the same on every machine.
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
    /// A line end, the end of the text, or noise that was left out.
    Line,
}

/// A boundary before unit [`Break::at`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Break {
    /// Index of the unit that follows; the number of units at the end.
    pub at: usize,
    /// The strongest separation found there.
    pub kind: BreakKind,
}
