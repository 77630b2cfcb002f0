//! Marks inside a number or a word that are no part of its wording: marks of thousands, and hyphens at line ends.
//!
//! In: `1,234.5万元` · Out: the number 1234.5. In: `streng-⏎then` · Out: the word strengthen.

use super::characters::is_invisible;
use crate::text::fold;

/// Digits between two marks of thousands.
const GROUP: usize = 3;

/// White space around a line end that a hyphen stands before, in code points.
const BLANKS: usize = 40;

/// Words that open a compound: behind them a hyphen at the end of a line is the compound's own (well-⏎known), and not
/// one of a syllable. The commonest in English; others are joined, as programs that lay out text break far more often
/// between syllables.
const OPENERS: [&str; 44] = [
    "all", "anti", "cost", "cross", "decision", "eight", "ever", "ex", "far", "fast", "first",
    "five", "four", "free", "full", "half", "hard", "high", "ill", "large", "long", "low",
    "market", "nine", "non", "old", "one", "part", "people", "policy", "post", "quasi", "second",
    "self", "seven", "short", "single", "six", "small", "state", "third", "three", "two", "well",
];

/// Whether a character may stand between groups of three digits: a comma, and the thin spaces of ISO 80000 and GB/T 15835. A
/// comma of full width parts clauses, but in a number of that width.
pub(super) fn is_mark_of_thousands(c: char) -> bool {
    matches!(c, ',' | '，' | '\u{2009}' | '\u{202F}')
}

/// How many code points behind the first group `before` belong to the same number, where a mark of thousands follows it:
/// in `1,234,567.8` those of `,234,567`. `rest` begins with the mark. `None` where the marks part items (`1,2,300`).
pub(super) fn thousands(before: &str, mut rest: impl Iterator<Item = char>) -> Option<usize> {
    let digits = before.bytes().all(|b| b.is_ascii_digit());
    if !digits || !(1..=GROUP).contains(&before.len()) {
        return None;
    }
    let mark = rest.next().filter(|c| is_mark_of_thousands(*c))?;
    let wide = mark == '，';
    let (mut length, mut group) = (1, 0);
    for c in rest {
        let digit = fold(c).is_ascii_digit() && (!wide || !c.is_ascii());
        if digit {
            group += 1;
        } else if c == mark && group == GROUP {
            group = 0;
        } else {
            break;
        }
        length += 1;
        if group > GROUP {
            return None;
        }
    }
    match group {
        GROUP => Some(length),
        // The last mark ends a clause: 1,234，比上年……
        0 if length > GROUP + 1 => Some(length - 1),
        _ => None,
    }
}

/// How many code points of hyphen, line end and white space stand between the halves of a word that was broken at the end
/// of a line. `word` is what stands before the hyphen, in lower case; `rest` begins with the hyphen. `None` where no word is
/// broken there.
pub(super) fn line_end_hyphen(word: &str, rest: impl Iterator<Item = char>) -> Option<usize> {
    let mut ends = false;
    for (length, c) in rest.enumerate().take(BLANKS) {
        match c {
            '-' | '\u{2010}' if length == 0 && OPENERS.contains(&word) => return None,
            '-' | '\u{2010}' | '\u{AD}' if length == 0 => {}
            '\n' if ends => return None,
            '\n' => ends = true,
            c if c.is_whitespace() || is_invisible(c) => {}
            c => return (ends && c.is_lowercase()).then_some(length),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::text::NormalText;

    #[test]
    fn marks_of_thousands_are_no_part_of_a_number() {
        for (one, other) in [
            ("投资1,234.5万元", "投资1234.5万元"),
            ("共12,345,678人", "共12345678人"),
            ("共１２，３４５人", "共12345人"),
            ("共１２,３４５人", "共12345人"),
            ("拨付3\u{2009}000\u{2009}000元", "拨付3000000元"),
            ("为1,234,比上年多", "为1234，比上年多"),
        ] {
            assert_eq!(
                NormalText::new(one).units(),
                NormalText::new(other).units(),
                "{one}"
            );
        }
        for (one, other) in [
            ("第1,2,300号", "第1 2 300号"),
            ("2021,2022年", "2021 2022年"),
            ("增长5，200人", "增长5 200人"),
            ("1,2345", "1 2345"),
            ("1.5,200", "1.5 200"),
        ] {
            assert_eq!(
                NormalText::new(one).units(),
                NormalText::new(other).units(),
                "{one}"
            );
        }
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_one_word() {
        for (one, other) in [
            (
                "shall streng-\nthen the agricul-\r\n  tural board",
                "shall strengthen the agricultural board",
            ),
            ("a well-\nknown engineer", "a well-known engineer"),
            ("my mother-in-\nlaw", "my mother-in-law"),
            ("the EU-\nfunded road", "the EU-funded road"),
            (
                "agri\u{AD}cul\u{AD}tural co\u{200B}operatives",
                "agricultural cooperatives",
            ),
            ("govern\u{AD}\nment", "government"),
        ] {
            let (one, other) = (NormalText::new(one), NormalText::new(other));
            assert_eq!(one.units(), other.units());
            assert_eq!(one.breaks(), other.breaks());
        }
        let apart = NormalText::new("line A-\n\nbeta");
        assert_eq!(apart.len(), 3);
    }
}
