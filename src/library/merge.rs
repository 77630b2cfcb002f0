//! Several segments made one.

use std::collections::HashMap;
use std::path::Path;

use rayon::prelude::*;

use super::error::Result;
use super::manifest::{ListedSegment, SEGMENTS};
use super::record::StoredText;
use super::segment::{IndexedText, Segment, SegmentWriter, UnpackedBlock};

/// Texts that are indexed at a time, by all threads.
pub(super) const AT_A_TIME: usize = 1024;
/// Units of a segment: 64 million make some 13 million windows, which take 300 MB while they are sorted and written,
/// however large the library is. That are 160,000 web news items, or 20,000 speeches.
pub(super) const ROOM: u64 = 64 << 20;

/// Writes texts, which come in order, to as few segments as hold them.
pub(super) struct Texts<'l> {
    library: &'l Path,
    /// Units that a segment has at most.
    room: u64,
    waiting: Vec<StoredText>,
    writer: Option<SegmentWriter>,
    written: Vec<ListedSegment>,
}

impl<'l> Texts<'l> {
    pub(super) fn new(library: &'l Path) -> Self {
        Self::with_room(library, ROOM)
    }

    /// Segments of at most so many units; a longer text has one for itself.
    pub(super) fn with_room(library: &'l Path, room: u64) -> Self {
        Self {
            library,
            room,
            waiting: Vec::new(),
            writer: None,
            written: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, text: StoredText) -> Result<()> {
        self.waiting.push(text);
        match self.waiting.len() < AT_A_TIME {
            true => Ok(()),
            false => self.flush(),
        }
    }

    fn flush(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let indexed: Vec<IndexedText> = waiting.into_par_iter().map(IndexedText::new).collect();
        for text in &indexed {
            let full =
                |writer: &SegmentWriter| !writer.is_empty() && !writer.has_room(text, self.room);
            if self.writer.as_ref().is_some_and(full) {
                self.end_segment()?;
            }
            let writer = match &mut self.writer {
                Some(writer) => writer,
                none => none.insert(SegmentWriter::create(&self.library.join(SEGMENTS))?),
            };
            writer.push(text)?;
        }
        Ok(())
    }

    fn end_segment(&mut self) -> Result<()> {
        if let Some(writer) = self.writer.take() {
            self.written.push(writer.finish()?.into());
        }
        Ok(())
    }

    /// The segments.
    pub(super) fn finish(mut self) -> Result<Vec<ListedSegment>> {
        self.flush()?;
        self.end_segment()?;
        Ok(self.written)
    }
}

/// The live texts of segments as new segments, in order of date and name, whatever the order of the segments. `numbers` are those
/// that texts get, by segment and text, where they are not their own.
pub(super) fn merge(
    library: &Path,
    segments: &[(&ListedSegment, &Segment)],
    numbers: &HashMap<(usize, usize), u32>,
) -> Result<Vec<ListedSegment>> {
    let mut sources: Vec<Source<'_>> = Vec::new();
    for (number, (listed, segment)) in segments.iter().enumerate() {
        let mut source = Source {
            number,
            listed,
            segment,
            next: 0,
            block: UnpackedBlock::default(),
            text: None,
        };
        source.advance(numbers)?;
        sources.push(source);
    }
    let mut texts = Texts::new(library);
    loop {
        let first = sources.iter_mut().filter(|source| source.text.is_some());
        let first = first.min_by(|a, b| a.order().cmp(&b.order()));
        let Some(source) = first else {
            return texts.finish();
        };
        if let Some(text) = source.text.take() {
            texts.push(text)?;
        }
        source.advance(numbers)?;
    }
}

/// A segment that is read in order.
struct Source<'s> {
    number: usize,
    listed: &'s ListedSegment,
    segment: &'s Segment,
    next: usize,
    block: UnpackedBlock,
    text: Option<StoredText>,
}

impl Source<'_> {
    fn advance(&mut self, numbers: &HashMap<(usize, usize), u32>) -> Result<()> {
        while self.next < self.segment.len() {
            let index = self.next;
            self.next += 1;
            if self.listed.has(index) {
                let mut text = self.segment.text(index, &mut self.block)?;
                if let Some(number) = numbers.get(&(self.number, index)) {
                    text.number = *number;
                }
                self.text = Some(text);
                return Ok(());
            }
        }
        Ok(())
    }

    fn order(&self) -> Option<(bool, &str, &str, &str, u64)> {
        self.text.as_ref().map(StoredText::order)
    }
}
