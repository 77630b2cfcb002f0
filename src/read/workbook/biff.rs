//! The records of a workbook stream (MS-XLS 2.1.4), and the strings in them.

use encoding_rs::Encoding;

/// A record with the pieces that go on in records behind it.
pub(super) struct BiffRecord<'b> {
    pub(super) kind: u16,
    /// The first piece is the record's own, the others are those of its continuations.
    pub(super) pieces: Vec<&'b [u8]>,
}

impl<'b> BiffRecord<'b> {
    pub(super) fn data(&self) -> &'b [u8] {
        self.pieces.first().copied().unwrap_or_default()
    }
}

/// The continuation of the record before it.
const CONTINUE: u16 = 0x003C;

/// The records of a stream from a place on.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = BiffRecord<'_>> {
    let mut rest = stream.get(from..).unwrap_or_default();
    let mut next = move || -> Option<(u16, &[u8])> {
        let (head, behind) = rest.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = behind.get(..length)?;
        rest = &behind[length..];
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    };
    let mut pending: Option<BiffRecord<'_>> = None;
    std::iter::from_fn(move || {
        loop {
            match next() {
                Some((CONTINUE, data)) => {
                    if let Some(open) = &mut pending {
                        open.pieces.push(data);
                    }
                }
                Some((kind, data)) => {
                    let record = BiffRecord {
                        kind,
                        pieces: vec![data],
                    };
                    if let Some(done) = pending.replace(record) {
                        return Some(done);
                    }
                }
                None => return pending.take(),
            }
        }
    })
}

/// Reads numbers and strings from the pieces of a record.
pub(super) struct PieceReader<'b> {
    pieces: std::vec::IntoIter<&'b [u8]>,
    piece: &'b [u8],
}

impl<'b> PieceReader<'b> {
    pub(super) fn new(record: BiffRecord<'b>) -> Self {
        let mut pieces = record.pieces.into_iter();
        let piece = pieces.next().unwrap_or_default();
        Self { pieces, piece }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.piece.is_empty() {
            self.piece = self.pieces.next()?;
        }
        let (first, rest) = self.piece.split_first()?;
        self.piece = rest;
        Some(*first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.piece.is_empty() {
                self.piece = self.pieces.next()?;
            }
            let step = count.min(self.piece.len());
            self.piece = &self.piece[step..];
            count -= step;
        }
        Some(())
    }

    /// A string of the shared ones (`XLUnicodeRichExtendedString`), into `text`. Where it goes on in another piece, a byte
    /// there says again whether its characters have one byte or two.
    pub(super) fn string(&mut self, text: &mut String) -> Option<()> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 {
            0
        } else {
            usize::from(self.u16()?)
        };
        let extension = if flags & 4 == 0 {
            0
        } else {
            self.u32()? as usize
        };
        let mut wide = flags & 1 != 0;
        let mut units = Vec::with_capacity(count);
        while units.len() < count {
            if self.piece.is_empty() {
                self.piece = self.pieces.next()?;
                wide = self.byte()? & 1 != 0;
                continue;
            }
            units.push(match wide {
                true => self.u16()?,
                false => u16::from(self.byte()?),
            });
        }
        text.push_str(&String::from_utf16_lossy(&units));
        self.skip(runs * 4)?;
        self.skip(extension)
    }
}

/// A string of a cell or a sheet: behind its count of characters, in BIFF8 with a byte that says their width, before that in
/// the code page of the workbook.
pub(super) fn short_string(
    data: &[u8],
    count: usize,
    old: Option<&'static Encoding>,
) -> Option<String> {
    if let Some(encoding) = old {
        let bytes = data.get(..count)?;
        return Some(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let (flags, data) = data.split_first()?;
    let units: Vec<u16> = match flags & 1 {
        0 => data.get(..count)?.iter().map(|b| u16::from(*b)).collect(),
        _ => data
            .get(..count * 2)?
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect(),
    };
    Some(String::from_utf16_lossy(&units))
}
