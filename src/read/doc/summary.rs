//! The facts that a document states of itself: the stream `SummaryInformation` (MS-OLEPS).

use encoding_rs::{Encoding, GB18030, UTF_16LE};

use super::bytes::{u16_at, u32_at};
use crate::read::encoding::by_codepage;
use crate::read::properties::FileProperties;

/// The properties in the stream, as far as it is sound.
pub(super) fn properties(stream: &[u8]) -> FileProperties {
    let mut found = FileProperties::default();
    let _ = read(stream, &mut found);
    found
}

/// Most properties of a document; Word writes some 18.
const MAX_PROPERTIES: usize = 100;

fn read(stream: &[u8], found: &mut FileProperties) -> Option<()> {
    let set = stream.get(u32_at(stream, 44)? as usize..)?;
    let count = (u32_at(set, 4)? as usize).min(MAX_PROPERTIES);
    let mut listed = Vec::with_capacity(count);
    for at in 0..count {
        let (id, offset) = (u32_at(set, 8 + at * 8)?, u32_at(set, 12 + at * 8)?);
        listed.push((id, set.get(offset as usize..).unwrap_or_default()));
    }
    let page = listed
        .iter()
        .find(|(id, _)| *id == 1)
        .and_then(|(_, value)| u16_at(value, 4));
    let encoding = match page {
        Some(1200) => UTF_16LE,
        Some(page) => by_codepage(u32::from(page)).unwrap_or(GB18030),
        None => GB18030,
    };
    for (id, value) in listed {
        let to = match id {
            2 => &mut found.title,
            4 => &mut found.creator,
            6 => &mut found.description,
            8 => &mut found.modified_by,
            12 => &mut found.created,
            13 => &mut found.modified,
            _ => continue,
        };
        let text = match u32_at(value, 0) {
            Some(30) => text(value, encoding),
            Some(31) => text(value, UTF_16LE),
            Some(64) => moment(value),
            _ => None,
        };
        FileProperties::add(to, &text.unwrap_or_default());
    }
    Some(())
}

fn text(value: &[u8], encoding: &'static Encoding) -> Option<String> {
    let count = u32_at(value, 4)? as usize;
    let bytes = match value[..4] == [31, 0, 0, 0] {
        true => value.get(8..8 + count.checked_mul(2)?)?,
        false => value.get(8..8 + count)?,
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Some(text.trim_end_matches('\0').to_owned())
}

/// Tenths of microseconds since 1601 as `2025-03-26`.
fn moment(value: &[u8]) -> Option<String> {
    let low = u64::from(u32_at(value, 4)?);
    let high = u64::from(u32_at(value, 8)?);
    let days = i64::try_from((high << 32 | low) / 864_000_000_000).ok()?;
    let (year, month, day) = crate::read::calendar::civil(days - 134_774);
    (1..=9_999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}
