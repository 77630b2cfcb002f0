//! Writing a segment: texts one by one, then the tables.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::super::bytes::push_u64;
use super::super::error::{LibraryError, Result};
use super::super::mapping::MappedFile;
use super::super::postings;
use super::super::record::StoredText;
use super::super::terms::{TermCounts, name_hash, pair_hash};
use super::super::window::{self, Window};
use super::header::{HEADER, Header, PARTS};
use super::row::{TextKey, TextRow};
use crate::fingerprint::of_bytes;

/// Bytes of texts that are packed together. Single texts pack to 0.50 of web news, blocks of 64 kB to 0.41, of 256 kB to 0.39;
/// to read one text its whole block is unpacked, at some 600 MB a second.
const BLOCK: usize = 64 << 10;
/// Level of zstd: 9 packs web news to 0.41 at 30 MB a second, 3 to 0.46, 19 to 0.38 at 3 MB a second.
const LEVEL: i32 = 9;

/// A text with what is kept of its wording: made in parallel, written in order.
pub(in crate::library) struct IndexedText {
    pub(in crate::library) text: StoredText,
    payload: Vec<u8>,
    units: u32,
    windows: Vec<Window>,
    terms: Vec<u32>,
}

impl IndexedText {
    /// O(n log n).
    pub(in crate::library) fn new(text: StoredText) -> Self {
        let normal = text.normal();
        let mut windows = window::kept(normal.units());
        // One place a text.
        windows.sort_by_key(|window| window.hash);
        windows.dedup_by_key(|window| window.hash);
        let ideograph = |pair: &&[crate::text::Unit]| pair.iter().all(|u| u.as_char().is_some());
        let pairs = normal.units().windows(2).filter(ideograph);
        let mut terms: Vec<u32> = pairs.map(|pair| pair_hash(pair[0], pair[1])).collect();
        terms.extend(text.names.iter().map(|name| name_hash(name)));
        terms.sort_unstable();
        terms.dedup();
        Self {
            // A text of a few numbers and strings: there is nothing that could fail.
            payload: postcard::to_allocvec(&text).unwrap_or_default(),
            units: normal.len() as u32,
            windows,
            terms,
            text,
        }
    }
}

/// A segment that lies in its place.
#[derive(Clone, Debug)]
pub(in crate::library) struct WrittenSegment {
    /// Its file name.
    pub(in crate::library) file: String,
    pub(in crate::library) texts: u32,
    pub(in crate::library) bytes: u64,
}

/// Writes a segment.
pub(in crate::library) struct SegmentWriter {
    folder: PathBuf,
    part: PathBuf,
    file: File,
    written: u64,
    block: Vec<u8>,
    block_starts: Vec<u8>,
    blocks: u32,
    table: Vec<u8>,
    texts: u32,
    units: u64,
    windows: Vec<(u64, u32)>,
    terms: TermCounts,
}

impl SegmentWriter {
    /// Begins a segment in `folder`, under a name that no reader looks at.
    pub(in crate::library) fn create(folder: &Path) -> Result<Self> {
        let part = folder.join(".new.part");
        let file = File::create(&part).map_err(LibraryError::io(&part, "write"))?;
        let mut writer = Self {
            folder: folder.to_owned(),
            part,
            file,
            written: 0,
            block: Vec::with_capacity(BLOCK * 2),
            block_starts: Vec::new(),
            blocks: 0,
            table: Vec::new(),
            texts: 0,
            units: 0,
            windows: Vec::new(),
            terms: TermCounts::default(),
        };
        writer.write(&[0; HEADER])?;
        Ok(writer)
    }

    /// Whether a text fits in, if the segment is to have at most `most` units.
    pub(in crate::library) fn has_room(&self, text: &IndexedText, most: u64) -> bool {
        self.units + u64::from(text.units) <= most.min(postings::MOST_UNITS)
    }

    pub(in crate::library) fn is_empty(&self) -> bool {
        self.texts == 0
    }

    /// Appends a text; they come in order of date and name.
    pub(in crate::library) fn push(&mut self, text: &IndexedText) -> Result<()> {
        let first_unit = self.units as u32;
        let row = TextRow {
            key: TextKey::of(&text.text),
            first_unit,
            block: self.blocks,
            offset: self.block.len() as u32,
            length: text.payload.len() as u32,
        };
        row.push(&mut self.table);
        self.block.extend_from_slice(&text.payload);
        let windows = text.windows.iter();
        self.windows
            .extend(windows.map(|window| (window.hash, first_unit + window.at)));
        self.terms.add(self.texts, text.terms.iter().copied());
        self.units += u64::from(text.units);
        self.texts += 1;
        if self.block.len() >= BLOCK {
            self.end_block()?;
        }
        Ok(())
    }

    fn end_block(&mut self) -> Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        push_u64(&mut self.block_starts, self.written);
        let packed = zstd::bulk::compress(&self.block, LEVEL);
        let packed = packed.map_err(LibraryError::io(&self.part, "pack the texts of"))?;
        self.block.clear();
        self.blocks += 1;
        self.write(&packed)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.written += bytes.len() as u64;
        let written = self.file.write_all(bytes);
        written.map_err(LibraryError::io(&self.part, "write"))
    }

    /// Writes the tables and the header, and gives the segment its name.
    pub(in crate::library) fn finish(mut self) -> Result<WrittenSegment> {
        let finished = self.write_tables();
        if finished.is_err() {
            // The first error is the one to tell; a full disk needs the room.
            let _ = fs::remove_file(&self.part);
        }
        finished
    }

    fn write_tables(&mut self) -> Result<WrittenSegment> {
        self.end_block()?;
        let mut ends = [self.written; PARTS];
        let [buckets, entries, lists] = postings::write(std::mem::take(&mut self.windows));
        let terms = std::mem::take(&mut self.terms).write();
        let parts = [
            std::mem::take(&mut self.block_starts),
            std::mem::take(&mut self.table),
            buckets,
            entries,
            lists,
            terms,
        ];
        for (bytes, end) in parts.iter().zip(&mut ends[1..]) {
            self.write(bytes)?;
            *end = self.written;
        }
        let checksum = self.checksum()?;
        let header = Header {
            texts: self.texts,
            ends,
            checksum,
        };
        let at_start = self.file.seek(SeekFrom::Start(0));
        let written = at_start.and_then(|_| self.file.write_all(&header.bytes()));
        let synced = written.and_then(|()| self.file.sync_all());
        synced.map_err(LibraryError::io(&self.part, "write"))?;
        let name = format!("{checksum:016x}.segment");
        let place = self.folder.join(&name);
        fs::rename(&self.part, &place).map_err(LibraryError::io(&place, "write"))?;
        Ok(WrittenSegment {
            file: name,
            texts: self.texts,
            bytes: self.written,
        })
    }

    fn checksum(&mut self) -> Result<u64> {
        let flushed = self
            .file
            .flush()
            .and_then(|()| MappedFile::open(&self.part));
        let mapped = flushed.map_err(LibraryError::io(&self.part, "read"))?;
        Ok(of_bytes(mapped.bytes().get(HEADER..).unwrap_or_default()))
    }
}

impl Drop for SegmentWriter {
    /// What was begun and not finished is nobody's.
    fn drop(&mut self) {
        if self.part.exists() {
            let _ = fs::remove_file(&self.part);
        }
    }
}
