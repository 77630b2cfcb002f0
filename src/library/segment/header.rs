//! The first bytes of a segment.

use std::ops::Range;

use super::super::bytes::{push_u32, push_u64, u32_at, u64_at};
use crate::fingerprint::of_bytes;

/// The format of segments and of the manifest. A program that changes either counts it up; older ones then refuse.
pub(in crate::library) const FORMAT: u32 = 1;
const MAGIC: &[u8; 8] = b"LEITONG\x01";
/// Parts of a segment behind its header.
pub(super) const PARTS: usize = 7;
/// Bytes of a header: magic, format, number of texts, ends of the parts, two checksums.
pub(super) const HEADER: usize = 8 + 4 + 4 + 8 * PARTS + 8 + 8;

/// What the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Number of texts.
    pub(super) texts: u32,
    /// Where each part ends, from the beginning of the file.
    pub(super) ends: [u64; PARTS],
    /// Of everything behind the header.
    pub(super) checksum: u64,
}

/// Why a header cannot be used.
pub(super) enum BadHeader {
    Newer(u32),
    Damaged(&'static str),
}

impl Header {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        push_u32(&mut bytes, FORMAT);
        push_u32(&mut bytes, self.texts);
        self.ends.iter().for_each(|end| push_u64(&mut bytes, *end));
        push_u64(&mut bytes, self.checksum);
        let own = of_bytes(&bytes);
        push_u64(&mut bytes, own);
        bytes
    }

    /// Reads the header of a file and holds it against the file's length.
    pub(super) fn read(file: &[u8]) -> Result<Self, BadHeader> {
        if file.get(..7) != Some(&MAGIC[..7]) {
            return Err(BadHeader::Damaged("it does not begin as a segment does"));
        }
        let cut = BadHeader::Damaged("its header is cut off");
        let Some(format) = u32_at(file, 8) else {
            return Err(cut);
        };
        if format > FORMAT {
            return Err(BadHeader::Newer(format));
        }
        let Some(own) = u64_at(file, HEADER - 8) else {
            return Err(cut);
        };
        if own != of_bytes(&file[..HEADER - 8]) {
            return Err(BadHeader::Damaged("the checksum of its header differs"));
        }
        let number = |at: usize| u64_at(file, at).unwrap_or(0);
        let ends = std::array::from_fn(|part| number(16 + 8 * part));
        let rise = ends.windows(2).all(|pair| pair[0] <= pair[1]);
        if !rise || ends[0] < HEADER as u64 || ends[PARTS - 1] != file.len() as u64 {
            return Err(BadHeader::Damaged(
                "its length differs from what its header says",
            ));
        }
        Ok(Self {
            texts: u32_at(file, 12).unwrap_or(0),
            ends,
            checksum: number(16 + 8 * PARTS),
        })
    }

    /// The bytes of a part.
    pub(super) fn part(&self, part: usize) -> Range<usize> {
        let start = match part {
            0 => HEADER,
            part => self.ends[part - 1] as usize,
        };
        start..self.ends[part] as usize
    }
}
