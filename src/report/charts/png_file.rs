//! Pixels as PNG, indexed where the colours allow it.

use std::io::Write as _;

use flate2::write::ZlibEncoder;

/// Pixels to the metre at scale 1: 96 to the inch, as CSS has it.
const PIXELS_PER_METRE: u32 = 3780;

/// Pixels as PNG: indexed where 256 colours do, which is a third of the work and of the size.
pub(super) fn encode(
    pixels: &[u8],
    size: (u32, u32),
    scale: u32,
) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, size.0, size.1);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: PIXELS_PER_METRE * scale,
        yppu: PIXELS_PER_METRE * scale,
        unit: png::Unit::Meter,
    }));
    match indexed(pixels) {
        Some((palette, indices)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            let level = if indices.len() > MANY_PIXELS { 3 } else { 6 };
            let mut writer = encoder.write_header()?;
            writer.write_chunk(png::chunk::IDAT, &deflated(&indices, size.0, level)?)?;
            writer.finish()?;
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_compression(png::Compression::Default);
            encoder.set_filter(png::FilterType::Up);
            encoder.write_header()?.write_image_data(pixels)?;
        }
    }
    Ok(out)
}

/// Pixels from which a PNG is compressed at level 3 instead of 6: half the time for a fifth more bytes (measured on
/// the section matrices of the seeds, 13 million pixels).
const MANY_PIXELS: usize = 4_000_000;

/// The rows of an indexed picture, unfiltered and compressed. Filters spoil indices, whose neighbours mean nothing
/// to each other; and the png crate offers no level between its own fast one, with files four times as large, and 6.
fn deflated(indices: &[u8], columns: u32, level: u32) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::new(level));
    for row in indices.chunks(columns.max(1) as usize) {
        encoder.write_all(&[0])?;
        encoder.write_all(row)?;
    }
    encoder.finish()
}

/// Palette and indices. Where there are more than 256 colours, the rarest, which are the soft edges of letters on
/// coloured cells, take the nearest of the others; `None` where that would show.
fn indexed(pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    const MOST: usize = 256;
    let (colours, numbers) = colours(pixels)?;
    let mut ranked: Vec<usize> = (0..colours.len()).collect();
    if colours.len() > MOST {
        ranked.sort_by(|a, b| colours[*b].1.cmp(&colours[*a].1).then(a.cmp(b)));
    }
    let (kept, rare) = ranked.split_at(ranked.len().min(MOST));
    let mut index = vec![0u8; colours.len()];
    for (at, colour) in kept.iter().enumerate() {
        index[*colour] = at as u8;
    }
    for colour in rare {
        let apart = |other: usize| -> i32 {
            let (a, b) = (colours[*colour].0, colours[other].0);
            (0..3)
                .map(|i| (i32::from(a[i]) - i32::from(b[i])).pow(2))
                .sum()
        };
        let (at, nearest) = kept
            .iter()
            .enumerate()
            .min_by_key(|(at, other)| (apart(**other), *at))?;
        if apart(*nearest) > NOT_SEEN {
            return None;
        }
        index[*colour] = at as u8;
    }
    let palette = kept.iter().flat_map(|c| colours[*c].0).collect();
    let indices = numbers.iter().map(|n| index[*n as usize]).collect();
    Some((palette, indices))
}

/// Squared distance in RGB up to which another colour in an edge of a letter goes unseen: 14 of 255 in each channel.
const NOT_SEEN: i32 = 600;

/// A colour, and how many pixels have it.
type Counted = ([u8; 3], u32);

/// The colours in order of appearance, and each pixel's number among them; `None` for a photograph's worth.
fn colours(pixels: &[u8]) -> Option<(Vec<Counted>, Vec<u16>)> {
    const SLOTS: usize = 1 << 13;
    let mut slots: Vec<Option<u16>> = vec![None; SLOTS];
    let mut found: Vec<Counted> = Vec::new();
    let mut numbers = Vec::with_capacity(pixels.len() / 3);
    let mut last: Option<u16> = None;
    for pixel in pixels.chunks_exact(3) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        let number = match last {
            Some(number) if found[usize::from(number)].0 == colour => number,
            _ => {
                let key = u32::from_be_bytes([0, pixel[0], pixel[1], pixel[2]]);
                let mut slot = (key.wrapping_mul(0x9e37_79b1) >> 19) as usize;
                loop {
                    match slots[slot] {
                        Some(number) if found[usize::from(number)].0 == colour => break number,
                        Some(_) => slot = (slot + 1) % SLOTS,
                        None => {
                            let number = u16::try_from(found.len()).ok()?;
                            if found.len() > SLOTS / 2 {
                                return None;
                            }
                            found.push((colour, 0));
                            slots[slot] = Some(number);
                            break number;
                        }
                    }
                }
            }
        };
        found[usize::from(number)].1 += 1;
        last = Some(number);
        numbers.push(number);
    }
    Some((found, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_are_indexed_and_many_are_not() {
        let few = [1, 2, 3, 4, 5, 6, 1, 2, 3];
        assert_eq!(indexed(&few), Some((vec![1, 2, 3, 4, 5, 6], vec![0, 1, 0])));
        let near: Vec<u8> = (0..300u32)
            .flat_map(|i| [(i % 256) as u8, (i / 256) as u8, 7])
            .collect();
        assert_eq!(indexed(&near).map(|(palette, _)| palette.len()), Some(768));
        let far: Vec<u8> = (0..512u32)
            .flat_map(|i| {
                [
                    (i % 8 * 36) as u8,
                    (i / 8 % 8 * 36) as u8,
                    (i / 64 * 36) as u8,
                ]
            })
            .collect();
        assert_eq!(indexed(&far), None);
    }
}
