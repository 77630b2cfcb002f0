//! Numbers in bytes, least significant byte first.

/// A number of 16 bits.
pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// A number of 32 bits.
pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// A text of 16-bit units behind their count, and the place behind it.
pub(super) fn counted_text(data: &[u8], at: usize) -> Option<(Vec<u16>, usize)> {
    let count = usize::from(u16_at(data, at)?);
    let end = at + 2 + count * 2;
    let units = data.get(at + 2..end)?.chunks_exact(2);
    let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
    Some((units.collect(), end))
}
