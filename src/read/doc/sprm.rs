//! Modifiers of properties (MS-DOC 2.6): what differs from the style.

use super::bytes::u16_at;

/// A modifier with its operand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sprm<'d> {
    pub(super) code: u16,
    pub(super) operand: &'d [u8],
}

impl Sprm<'_> {
    /// The operand as a byte.
    pub(super) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// The operand as a number of 16 bits.
    pub(super) fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }
}

/// Two modifiers that say their length otherwise than the others.
const DEFINE_TABLE: u16 = 0xD608;
const CHANGE_TABS: u16 = 0xC615;

/// The modifiers in a list of them, as far as it is sound.
pub(super) fn sprms(mut list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let behind = &list[2..];
        // The three upper bits say how long the operand is.
        let (skip, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == DEFINE_TABLE => (2, usize::from(u16_at(behind, 0)?).checked_sub(1)?),
            _ => match (code, *behind.first()?) {
                (CHANGE_TABS, 255) => {
                    let deleted = usize::from(*behind.get(1)?) * 4;
                    let added = usize::from(*behind.get(2 + deleted)?) * 3;
                    (1, 2 + deleted + added)
                }
                (_, length) => (1, usize::from(length)),
            },
        };
        let operand = behind.get(skip..skip + length)?;
        list = &behind[skip + length..];
        Some(Sprm { code, operand })
    })
}
