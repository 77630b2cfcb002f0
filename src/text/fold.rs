//! The fold under which wording is compared: one character to one character.
//!
//! In: `習近平ＧＤＰ裏` · Out: `习近平gdp里`
//!
//! Radicals and compatibility ideographs go to the ideograph that they stand for ([`unified`](super::unified())), traditional and
//! variant characters to one representative (`data/fold.txt`, made from OpenCC's
//! dictionaries by `scripts/make_fold_table.py`), full-width ASCII to ASCII, upper case to lower where that is
//! one character. A fold of single characters keeps lengths, so offsets stay trivial; a phrase-aware conversion
//! (乾隆 against 乾燥) would change them, and comparing does not need the right reading, only the same one.

use std::sync::LazyLock;

use super::unified;

const TABLE: &str = include_str!("../../data/fold.txt");

/// Where the table's characters of the Basic Multilingual Plane start: CJK Extension A.
const FIRST: u32 = 0x3400;
/// One past the last of them: the end of the unified ideographs.
const LAST: u32 = 0xA000;

struct Fold {
    /// For each character of `FIRST..LAST`, its representative (all representatives lie in the same plane).
    near: Box<[u16]>,
    /// Pairs of a character outside that range and its representative, sorted.
    far: Vec<(char, char)>,
}

static FOLD: LazyLock<Fold> = LazyLock::new(|| {
    let mut near: Vec<u16> = (FIRST..LAST).map(|c| c as u16).collect();
    let mut far = Vec::new();
    for line in TABLE.lines() {
        let mut members = line.chars();
        let Some(head) = members.next() else { continue };
        for member in members {
            match (member as u32)
                .checked_sub(FIRST)
                .filter(|i| *i < LAST - FIRST)
            {
                Some(i) => near[i as usize] = head as u16,
                None => far.push((member, head)),
            }
        }
    }
    far.sort_unstable();
    Fold {
        near: near.into(),
        far,
    }
});

/// The representative of a character; the character itself when it has no other. Folding twice changes nothing more. O(1)
/// for common characters, O(log n) in the table's length for rare ones.
///
/// ```
/// use leitong::text::fold;
/// assert_eq!(fold('習'), '习');
/// assert_eq!(fold('Ａ'), 'a');
/// assert_eq!(fold('古'), '古');
/// ```
pub fn fold(c: char) -> char {
    match c as u32 {
        0x00..0x80 => c.to_ascii_lowercase(),
        code @ FIRST..LAST => {
            char::from_u32(FOLD.near[(code - FIRST) as usize].into()).unwrap_or(c)
        }
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0)
            .unwrap_or(c)
            .to_ascii_lowercase(),
        0x3000 => ' ',
        0x2E80..=0x2FD5 | 0xF900.. => match unified(c) {
            one if one != c => fold(one),
            _ => FOLD
                .far
                .binary_search_by_key(&c, |(from, _)| *from)
                .map_or(c, |i| FOLD.far[i].1),
        },
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_variants_and_simplified_meet() {
        for (a, b) in [
            ('裡', '里'),
            ('裏', '里'),
            ('乾', '干'),
            ('著', '着'),
            ('髮', '发'),
            ('黨', '党'),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in (0..0x30000).filter_map(char::from_u32) {
            assert_eq!(fold(fold(c)), fold(c), "{c:?}");
        }
    }
}
