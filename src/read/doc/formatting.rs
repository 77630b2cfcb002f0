//! The formatting of paragraphs and characters: pages of 512 bytes in the main stream (MS-DOC 2.9.33, 2.9.175), each for a
//! stretch of it.

use super::bytes::{u16_at, u32_at};
use super::file_information::{FileInformation, Part};
use super::sprm::sprms;

const PAGE: usize = 512;

/// Bytes of the entry of a paragraph in its page.
const PARAGRAPH_ENTRY: usize = 13;

/// What a list of modifiers changes in a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphChange {
    pub(super) style: Option<u16>,
    pub(super) outline: Option<u8>,
    /// The list that it belongs to, from 1; 0 for none.
    pub(super) list: Option<u16>,
    pub(super) list_level: Option<u8>,
    /// Whether it ends a row of a table.
    pub(super) row_end: bool,
}

impl ParagraphChange {
    pub(super) fn apply(&mut self, list: &[u8]) {
        for sprm in sprms(list) {
            match sprm.code {
                0x4600 => self.style = Some(sprm.word()),
                0x2640 => self.outline = Some(sprm.byte()),
                0x460B => self.list = Some(sprm.word()),
                0x260A => self.list_level = Some(sprm.byte()),
                0x2417 | 0x244C => self.row_end = sprm.byte() != 0,
                _ => {}
            }
        }
    }
}

/// What a list of modifiers changes in characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CharacterChange {
    pub(super) style: Option<u16>,
    /// 0 or 1, or 128 for what the style says and 129 for the opposite.
    pub(super) hidden: Option<u8>,
    pub(super) deleted: bool,
    /// Whether its characters below 32 and `(` are signs of their own.
    pub(super) special: bool,
    /// The character that a sign stands for, in a symbol font.
    pub(super) symbol: Option<u16>,
}

impl CharacterChange {
    pub(super) fn apply(&mut self, list: &[u8]) {
        for sprm in sprms(list) {
            match sprm.code {
                0x4A30 => self.style = Some(sprm.word()),
                0x083C => self.hidden = Some(sprm.byte()),
                0x0800 => self.deleted = sprm.byte() != 0,
                0x0855 => self.special = sprm.byte() != 0,
                0x6A09 => self.symbol = u16_at(sprm.operand, 2),
                _ => {}
            }
        }
    }
}

/// What holds for the bytes up to a place in the main stream.
#[derive(Debug)]
struct Run<T> {
    end: usize,
    from: usize,
    change: T,
}

/// The formatting of a document.
#[derive(Debug)]
pub(super) struct Formatting {
    paragraphs: Vec<Run<ParagraphChange>>,
    characters: Vec<Run<CharacterChange>>,
}

impl Formatting {
    pub(super) fn read(information: &FileInformation<'_>, main: &[u8], table: &[u8]) -> Self {
        let paragraph = |page: &[u8], runs: usize, at: usize| {
            let entry = (runs + 1) * 4 + at * PARAGRAPH_ENTRY;
            let offset = usize::from(*page.get(entry)?) * 2;
            let (skip, length) = match *page.get(offset)? {
                0 => (2, usize::from(*page.get(offset + 1)?) * 2),
                half => (1, usize::from(half) * 2 - 1),
            };
            let data = page.get(offset + skip..)?;
            let data = &data[..length.min(data.len())];
            let mut change = ParagraphChange {
                style: u16_at(data, 0),
                ..ParagraphChange::default()
            };
            change.apply(data.get(2..)?);
            Some(change)
        };
        let character = |page: &[u8], runs: usize, at: usize| {
            let offset = usize::from(*page.get((runs + 1) * 4 + at)?) * 2;
            let mut change = CharacterChange::default();
            if offset > 0 {
                let length = usize::from(*page.get(offset)?);
                let data = page.get(offset + 1..)?;
                change.apply(&data[..length.min(data.len())]);
            }
            Some(change)
        };
        Self {
            paragraphs: runs(
                information.part(table, Part::ParagraphPages),
                main,
                paragraph,
            ),
            characters: runs(
                information.part(table, Part::CharacterPages),
                main,
                character,
            ),
        }
    }

    /// What is changed in the paragraph whose mark stands at a place of the main stream.
    pub(super) fn paragraph(&self, at: usize) -> ParagraphChange {
        found(&self.paragraphs, at)
    }

    /// What is changed in the character at a place of the main stream.
    pub(super) fn character(&self, at: usize) -> CharacterChange {
        found(&self.characters, at)
    }
}

fn found<T: Copy + Default>(runs: &[Run<T>], at: usize) -> T {
    let run = runs.get(runs.partition_point(|run| run.end <= at));
    run.filter(|run| run.from <= at)
        .map(|run| run.change)
        .unwrap_or_default()
}

/// The runs of all pages that a table names. A page that is named twice is read once, so that there are no more than the
/// stream has room for.
fn runs<T>(
    table: &[u8],
    main: &[u8],
    change: impl Fn(&[u8], usize, usize) -> Option<T>,
) -> Vec<Run<T>> {
    let count = table.len().saturating_sub(4) / 8;
    let numbers = (0..count).filter_map(|at| u32_at(table, (count + 1) * 4 + at * 4));
    let mut numbers: Vec<usize> = numbers.map(|n| (n & 0x003F_FFFF) as usize).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut found = Vec::new();
    for number in numbers {
        let Some(page) = main.get(number * PAGE..(number + 1) * PAGE) else {
            continue;
        };
        let runs = usize::from(page[PAGE - 1]);
        for at in 0..runs {
            let (Some(from), Some(end)) = (u32_at(page, at * 4), u32_at(page, at * 4 + 4)) else {
                break;
            };
            let (from, end) = (from as usize, end as usize);
            if let Some(change) = change(page, runs, at).filter(|_| from < end) {
                found.push(Run { end, from, change });
            }
        }
    }
    found.sort_by_key(|run| run.end);
    found
}
