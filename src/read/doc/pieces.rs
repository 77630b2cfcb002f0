//! The piece table (MS-DOC 2.9.177): where in the file each stretch of the text stands.

use std::ops::Range;

use super::bytes::{u16_at, u32_at};
use encoding_rs::WINDOWS_1252;

/// A stretch of text that stands together in the file.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Code units of the text, from and without.
    from: u32,
    end: u32,
    /// Where it stands in the main stream.
    offset: usize,
    /// Whether a code unit is one byte, of Windows' code page 1252.
    narrow: bool,
}

/// The pieces, in the order of the text.
#[derive(Debug)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
}

/// Marks before the parts of the table.
const PROPERTIES: u8 = 1;
const PIECES: u8 = 2;

/// The bit that says that a code unit is one byte.
const NARROW: u32 = 1 << 30;

impl Pieces {
    pub(super) fn read(mut table: &[u8]) -> Option<Self> {
        while table.first() == Some(&PROPERTIES) {
            let length = usize::from(u16_at(table, 1)?);
            table = table.get(3 + length..)?;
        }
        if table.first() != Some(&PIECES) {
            return None;
        }
        let length = u32_at(table, 1)? as usize;
        let plex = table.get(5..)?;
        let plex = &plex[..length.min(plex.len())];
        let count = plex.len().checked_sub(4)? / 12;
        let descriptors = (count + 1) * 4;
        let mut pieces = Vec::with_capacity(count);
        for at in 0..count {
            let (from, end) = (u32_at(plex, at * 4)?, u32_at(plex, at * 4 + 4)?);
            let place = u32_at(plex, descriptors + at * 8 + 2)?;
            let narrow = place & NARROW != 0;
            let offset = (place & !(NARROW | 1 << 31)) as usize;
            // Each piece begins where the one before it ends.
            if from > end
                || pieces
                    .last()
                    .is_some_and(|before: &Piece| before.end > from)
            {
                break;
            }
            pieces.push(Piece {
                from,
                end,
                offset: if narrow { offset / 2 } else { offset },
                narrow,
            });
        }
        (!pieces.is_empty()).then_some(Self { pieces })
    }

    /// The code units of a stretch, each with its place in the main stream.
    pub(super) fn units<'a>(
        &'a self,
        main: &'a [u8],
        stretch: Range<u32>,
    ) -> impl Iterator<Item = (u16, usize)> + 'a {
        let first = self
            .pieces
            .partition_point(|piece| piece.end <= stretch.start);
        let touched = self.pieces[first..]
            .iter()
            .take_while(move |piece| piece.from < stretch.end);
        touched.flat_map(move |piece| {
            let from = piece.from.max(stretch.start);
            let end = piece.end.min(stretch.end);
            (from..end).map_while(move |at| {
                let index = (at - piece.from) as usize;
                if piece.narrow {
                    let offset = piece.offset + index;
                    return Some((wide(*main.get(offset)?), offset));
                }
                let offset = piece.offset + index * 2;
                Some((u16_at(main, offset)?, offset))
            })
        })
    }
}

/// The code unit of a byte of code page 1252.
fn wide(byte: u8) -> u16 {
    match byte {
        0x80..=0x9F => {
            let bytes = [byte];
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.encode_utf16().next().unwrap_or_default()
        }
        byte => u16::from(byte),
    }
}
