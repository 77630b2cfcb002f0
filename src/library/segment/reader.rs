//! Reading a segment where it lies.

use std::path::{Path, PathBuf};

use super::super::bytes::u64_at;
use super::super::error::{LibraryError, Result};
use super::super::mapping::MappedFile;
use super::super::postings::{Places, Postings};
use super::super::record::StoredText;
use super::super::terms;
use super::header::{BadHeader, FORMAT, HEADER, Header};
use super::row::{ROW, TextRow};
use crate::fingerprint::of_bytes;

/// Bytes that a block may unpack to: the longest text that is read, and a block before it.
const LARGEST_BLOCK: usize = 256 << 20;

/// A segment, mapped into memory. Nothing but its header has been looked at.
#[derive(Debug)]
pub(in crate::library) struct Segment {
    path: PathBuf,
    map: MappedFile,
    header: Header,
}

/// A block, unpacked: several texts of one block are read from it.
#[derive(Debug, Default)]
pub(in crate::library) struct UnpackedBlock {
    number: Option<u32>,
    bytes: Vec<u8>,
}

impl Segment {
    pub(in crate::library) fn open(path: &Path) -> Result<Self> {
        let map = MappedFile::open(path).map_err(LibraryError::io(path, "open"))?;
        let header = Header::read(map.bytes()).map_err(|bad| match bad {
            BadHeader::Newer(found) => LibraryError::Newer {
                file: path.to_owned(),
                found,
                known: FORMAT,
            },
            BadHeader::Damaged(what) => LibraryError::damaged(path, what),
        })?;
        let segment = Self {
            path: path.to_owned(),
            map,
            header,
        };
        if segment.part(2).len() != segment.len() * ROW {
            return Err(segment.damaged("its table has another length"));
        }
        Ok(segment)
    }

    /// Number of texts.
    pub(in crate::library) fn len(&self) -> usize {
        self.header.texts as usize
    }

    /// Number of units, but for those of the last text.
    pub(in crate::library) fn units(&self) -> u64 {
        let last = self.len().checked_sub(1);
        let first = last.and_then(|last| TextRow::first_unit(self.part(2), last));
        first.map_or(0, u64::from)
    }

    /// Lets go of what was read of the file: it stays with the system, and counts no longer as memory of this program.
    pub(in crate::library) fn release(&self) {
        self.map.release();
    }

    /// Holds all bytes against the checksum.
    pub(in crate::library) fn verify(&self) -> Result<()> {
        if of_bytes(&self.map.bytes()[HEADER..]) != self.header.checksum {
            return Err(self.damaged("its checksum differs"));
        }
        let name = format!("{:016x}.segment", self.header.checksum);
        if self.path.file_name() != Some(name.as_ref()) {
            return Err(self.damaged("its name is that of another segment"));
        }
        let mut block = UnpackedBlock::default();
        (0..self.len()).try_for_each(|index| self.text(index, &mut block).map(drop))
    }

    /// The row of a text.
    pub(in crate::library) fn row(&self, index: usize) -> Result<TextRow> {
        let row = TextRow::read(self.part(2), index);
        row.ok_or_else(|| self.damaged("its table is cut off"))
    }

    /// A text.
    pub(in crate::library) fn text(
        &self,
        index: usize,
        block: &mut UnpackedBlock,
    ) -> Result<StoredText> {
        let row = self.row(index)?;
        if block.number != Some(row.block) {
            block.bytes = self.unpack(row.block)?;
            block.number = Some(row.block);
        }
        let start = row.offset as usize;
        let bytes = block.bytes.get(start..start + row.length as usize);
        let bytes = bytes.ok_or_else(|| self.damaged("a text lies beyond its block"))?;
        postcard::from_bytes(bytes).map_err(|_| self.damaged("a text cannot be read"))
    }

    fn unpack(&self, block: u32) -> Result<Vec<u8>> {
        let starts = self.part(1);
        let at = block as usize * 8;
        let start = u64_at(starts, at).unwrap_or(u64::MAX) as usize;
        let end = u64_at(starts, at + 8).map_or(self.header.ends[0] as usize, |end| end as usize);
        let packed = match start >= HEADER && start <= end && end <= self.header.ends[0] as usize {
            true => &self.map.bytes()[start..end],
            false => return Err(self.damaged("a block lies beyond the texts")),
        };
        let size = zstd::bulk::Decompressor::upper_bound(packed);
        match size.filter(|size| *size <= LARGEST_BLOCK) {
            Some(size) => zstd::bulk::decompress(packed, size).ok(),
            None => None,
        }
        .ok_or_else(|| self.damaged("a block cannot be unpacked"))
    }

    /// The windows.
    fn postings(&self) -> Postings<'_> {
        Postings {
            buckets: self.part(3),
            entries: self.part(4),
            lists: self.part(5),
        }
    }

    /// The texts that have a window: O(1).
    pub(in crate::library) fn places(&self, hash: u64) -> Option<Places> {
        self.postings().get(hash)
    }

    /// In how many texts a term stands; 0 for a rare one.
    pub(in crate::library) fn term_count(&self, term: u32) -> u32 {
        terms::count(self.part(6), term)
    }

    /// The text that unit number `unit` of the segment belongs to, and its number in that text: O(log n).
    pub(in crate::library) fn text_at(&self, unit: u32) -> Option<(usize, u32)> {
        let table = self.part(2);
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match TextRow::first_unit(table, middle)? {
                first if first <= unit => low = middle + 1,
                _ => high = middle,
            }
        }
        let index = low.checked_sub(1)?;
        Some((index, unit - TextRow::first_unit(table, index)?))
    }

    fn part(&self, part: usize) -> &[u8] {
        let range = self.header.part(part);
        self.map.bytes().get(range).unwrap_or_default()
    }

    fn damaged(&self, what: &'static str) -> LibraryError {
        LibraryError::damaged(&self.path, what)
    }
}
