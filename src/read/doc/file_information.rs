//! The file information block at the beginning of the document (MS-DOC 2.5): how long each story is, and where the tables are.

use std::ops::Range;

use super::bytes::{u16_at, u32_at};

/// The version of Word 97; files of Word 95 and before have lower ones.
const WORD_97: u16 = 0x00C1;

/// Where the lengths of the stories stand, and where the list of tables.
const STORIES: usize = 64;
const TABLES: usize = 154;

/// A part of the table stream, by its number in `FibRgFcLcb97`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Styles = 1,
    FootnoteTexts = 3,
    Headers = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    EndnoteTexts = 47,
    Lists = 73,
    ListOverrides = 74,
}

/// What the block says.
#[derive(Debug)]
pub(super) struct FileInformation<'m> {
    main: &'m [u8],
    pub(super) encrypted: bool,
    /// Whether the tables are in `1Table`, not in `0Table`.
    pub(super) second_table: bool,
    pub(super) is_old: bool,
    /// Code units of the body, the footnotes, the headers, the macros, the comments, the endnotes and the text boxes, which
    /// follow one another.
    lengths: [u32; 7],
}

impl<'m> FileInformation<'m> {
    pub(super) fn read(main: &'m [u8]) -> Option<Self> {
        let sign = u16_at(main, 0)?;
        // That of Word, and that of some Chinese programs.
        if !matches!(sign, 0xA5EC | 0xA5DC | 0xA5DB) {
            return None;
        }
        let flags = u16_at(main, 10)?;
        let mut lengths = [0; 7];
        for (at, length) in lengths.iter_mut().enumerate() {
            *length = u32_at(main, STORIES + 12 + at * 4)?;
        }
        Some(Self {
            main,
            encrypted: flags & 0x0100 != 0,
            second_table: flags & 0x0200 != 0,
            is_old: u16_at(main, 2)? < WORD_97,
            lengths,
        })
    }

    /// Where a part stands in the table stream.
    pub(super) fn place(&self, part: Part) -> Option<Range<usize>> {
        let at = TABLES + part as usize * 8;
        let from = u32_at(self.main, at)? as usize;
        let length = u32_at(self.main, at + 4)? as usize;
        Some(from..from.checked_add(length)?)
    }

    /// A part of the table stream; empty if it is not there.
    pub(super) fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        self.place(part)
            .and_then(|place| table.get(place))
            .unwrap_or_default()
    }

    fn story(&self, number: usize) -> Range<u32> {
        let before = self.lengths[..number].iter();
        let from = before.fold(0u32, |sum, length| sum.saturating_add(*length));
        from..from.saturating_add(self.lengths[number])
    }

    pub(super) fn body(&self) -> Range<u32> {
        self.story(0)
    }

    pub(super) fn footnotes(&self) -> Range<u32> {
        self.story(1)
    }

    pub(super) fn headers(&self) -> Range<u32> {
        self.story(2)
    }

    pub(super) fn endnotes(&self) -> Range<u32> {
        self.story(5)
    }

    pub(super) fn boxes(&self) -> Range<u32> {
        self.story(6)
    }
}
