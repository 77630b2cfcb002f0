//! The lists of a document (MS-DOC 2.4.6): how each level is numbered.

use std::collections::BTreeMap;

use super::bytes::{counted_text, u16_at, u32_at};
use super::file_information::{FileInformation, Part};
use crate::read::numbering::{
    AbstractNumbering, LEVELS, NumberSuffix, Numbering, NumberingInstance, NumberingLevel,
};

/// Bytes of the entry of a list, of a level, and of an override.
const LIST: usize = 28;
const LEVEL: usize = 28;
const OVERRIDE: usize = 16;

/// A level has a format of its own.
const FORMATTED: u32 = 1 << 5;
const STARTS: u32 = 1 << 4;

/// The lists, each by the number by which paragraphs name it; as far as the tables are sound.
pub(super) fn lists(information: &FileInformation<'_>, table: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    let _ = read_lists(information, table, &mut numbering);
    let _ = read_overrides(information, table, &mut numbering);
    numbering
}

fn read_lists(
    information: &FileInformation<'_>,
    table: &[u8],
    numbering: &mut Numbering,
) -> Option<()> {
    let place = information.place(Part::Lists)?;
    let list = table.get(place.clone())?;
    let count = usize::from(u16_at(list, 0)?);
    // The levels of all lists stand behind the list of them.
    let mut at = place.end;
    for number in 0..count {
        let entry = list.get(2 + number * LIST..2 + (number + 1) * LIST)?;
        let id = u32_at(entry, 0)?;
        let simple = entry[26] & 1 != 0;
        let mut levels = BTreeMap::new();
        for index in 0..if simple { 1 } else { LEVELS } {
            let (level, end) = level(table, at)?;
            levels.insert(index, level);
            at = end;
        }
        let list = AbstractNumbering {
            levels,
            ..AbstractNumbering::default()
        };
        numbering.lists.insert(id.to_string(), list);
    }
    Some(())
}

fn read_overrides(
    information: &FileInformation<'_>,
    table: &[u8],
    numbering: &mut Numbering,
) -> Option<()> {
    let part = information.part(table, Part::ListOverrides);
    let count = (u32_at(part, 0)? as usize).min(part.len() / OVERRIDE);
    let mut at = 4 + count * OVERRIDE;
    for number in 0..count {
        let entry = part.get(4 + number * OVERRIDE..4 + (number + 1) * OVERRIDE)?;
        let mut instance = NumberingInstance {
            list: u32_at(entry, 0)?.to_string(),
            ..NumberingInstance::default()
        };
        at += 4;
        for _ in 0..entry[12] {
            let (Some(start), Some(flags)) = (u32_at(part, at), u32_at(part, at + 4)) else {
                break;
            };
            at += 8;
            let index = (flags & 15) as usize;
            if flags & FORMATTED != 0 {
                let Some((own, end)) = level(part, at) else {
                    break;
                };
                instance.levels.insert(index, own);
                at = end;
            } else if flags & STARTS != 0 {
                instance.starts.insert(index, start);
            }
        }
        numbering.numbers.insert((number + 1).to_string(), instance);
    }
    Some(())
}

/// The level at a place, and the place behind it.
fn level(data: &[u8], at: usize) -> Option<(NumberingLevel, usize)> {
    let entry = data.get(at..at + LEVEL)?;
    let (characters, paragraph) = (usize::from(entry[24]), usize::from(entry[25]));
    let (units, end) = counted_text(data, at + LEVEL + characters + paragraph)?;
    let format = format(entry[4]);
    // The place of a level's number is a code unit with the number of the level.
    let mut text = String::new();
    for c in char::decode_utf16(units).filter_map(Result::ok) {
        match u32::from(c) {
            place if (place as usize) < LEVELS => text.push_str(&format!("%{}", place + 1)),
            _ => text.push(c),
        }
    }
    let no_restart = entry[5] & 8 != 0;
    let level = NumberingLevel {
        start: u32_at(entry, 0)?,
        format: format.to_owned(),
        text,
        legal: entry[5] & 4 != 0,
        suffix: match entry[15] {
            0 => NumberSuffix::Tab,
            1 => NumberSuffix::Space,
            _ => NumberSuffix::Nothing,
        },
        restart: no_restart.then_some(usize::from(entry[26])),
        style: None,
    };
    Some((level, end))
}

/// The name of a format in the later form of documents, by its number (MS-OSHARED 2.2.1.3).
fn format(number: u8) -> &'static str {
    match number {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 => "decimalFullWidth",
        17 => "japaneseDigitalTenThousand",
        18 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        36 => "taiwaneseDigital",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        255 => "none",
        _ => "decimal",
    }
}
