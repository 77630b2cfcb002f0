//! The row of a text in the table of its segment.

use super::super::bytes::{push_u32, push_u64, u32_at, u64_at};
use super::super::record::StoredText;

/// Bytes of a row.
pub(super) const ROW: usize = 48;

/// By which a text is found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) struct TextKey {
    /// Of its name.
    pub(in crate::library) name: u64,
    /// Of the file and the record that it was read from.
    pub(in crate::library) origin: u64,
    /// Of its wording.
    pub(in crate::library) fingerprint: u64,
    /// Which of the texts of that name it is, from 1.
    pub(in crate::library) number: u32,
}

impl TextKey {
    pub(in crate::library) fn of(text: &StoredText) -> Self {
        Self {
            name: StoredText::name_hash(&text.name),
            origin: text.origin(),
            fingerprint: text.fingerprint(),
            number: text.number,
        }
    }
}

/// A text, and where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) struct TextRow {
    pub(in crate::library) key: TextKey,
    /// Its first unit among those of all texts of the segment.
    pub(in crate::library) first_unit: u32,
    pub(super) block: u32,
    /// Where it begins in its block, unpacked.
    pub(super) offset: u32,
    pub(super) length: u32,
}

impl TextRow {
    pub(super) fn push(&self, bytes: &mut Vec<u8>) {
        push_u64(bytes, self.key.name);
        push_u64(bytes, self.key.origin);
        push_u64(bytes, self.key.fingerprint);
        let rest = [
            self.key.number,
            self.first_unit,
            self.block,
            self.offset,
            self.length,
            0,
        ];
        rest.iter().for_each(|number| push_u32(bytes, *number));
    }

    pub(super) fn read(table: &[u8], index: usize) -> Option<Self> {
        let row = table.get(index * ROW..(index + 1) * ROW)?;
        let number = |at: usize| u32_at(row, 24 + 4 * at);
        Some(Self {
            key: TextKey {
                name: u64_at(row, 0)?,
                origin: u64_at(row, 8)?,
                fingerprint: u64_at(row, 16)?,
                number: number(0)?,
            },
            first_unit: number(1)?,
            block: number(2)?,
            offset: number(3)?,
            length: number(4)?,
        })
    }

    /// The first unit of a text, and no more of its row.
    pub(super) fn first_unit(table: &[u8], index: usize) -> Option<u32> {
        u32_at(table, index * ROW + 28)
    }
}
