//! A picture as PNG, through plotters' bitmap backend.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use plotters::backend::BitMapBackend;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::canvas::{Area, Label, Mark, Picture, Point, area};
use super::font::{COVERAGE_STEPS, Shapes};
use super::text;
use crate::report::palette::{Rgb, WHITE};

/// Pixels from one white line of a hatching to the next, at scale 1.
const HATCH_PERIOD: f32 = 6.0;
/// Pixels to the metre at scale 1: 96 to the inch, as CSS has it.
const PIXELS_PER_METRE: u32 = 3780;

/// The PNG of a picture, `scale` pixels to its unit.
///
/// # Errors
/// What plotters or the encoder say.
pub(super) fn png(picture: &Picture, scale: u32) -> Result<Vec<u8>, String> {
    let scale = scale.max(1);
    let size = (
        (picture.width.ceil() as u32) * scale,
        (picture.height.ceil() as u32) * scale,
    );
    let mut pixels = vec![0xff; size.0 as usize * size.1 as usize * 3];
    {
        let mut painter = Painter {
            backend: BitMapBackend::with_buffer(&mut pixels, size),
            scale: scale as f32,
            shapes: Shapes::default(),
        };
        for mark in &picture.marks {
            painter.mark(mark)?;
        }
        for label in &picture.labels {
            painter.label(label)?;
        }
        painter.backend.present().map_err(|e| e.to_string())?;
    }
    encode(&pixels, size, scale).map_err(|e| e.to_string())
}

fn rgb(colour: Rgb) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn filled(colour: Rgb) -> ShapeStyle {
    rgb(colour).filled()
}

struct Painter<'a> {
    backend: BitMapBackend<'a>,
    scale: f32,
    shapes: Shapes,
}

impl Painter<'_> {
    fn mark(&mut self, mark: &Mark) -> Result<(), String> {
        match mark {
            Mark::Fill(at, colour) => self.fill(*at, *colour),
            Mark::Frame(at, colour) => self.frame(*at, *colour),
            Mark::Hatch(at) => self.hatch(*at),
            Mark::Line(points, width, colour) => self.line(points, *width, *colour),
            Mark::Disc(centre, radius, colour) => {
                let reach = |p: Point| (p.0 - centre.0).hypot(p.1 - centre.1) - radius;
                let around = Area {
                    x: centre.0 - radius,
                    y: centre.1 - radius,
                    w: 2.0 * radius,
                    h: 2.0 * radius,
                };
                self.shade(around, *colour, reach)
            }
            Mark::Raster(at, columns, cells) => self.raster(*at, *columns, cells),
        }
    }

    fn pixel(&self, units: f32) -> i32 {
        (units * self.scale).round() as i32
    }

    fn fill(&mut self, at: Area, colour: Rgb) -> Result<(), String> {
        let (x, y) = (self.pixel(at.x), self.pixel(at.y));
        // What is there stays visible, however thin.
        let right = self.pixel(at.x + at.w).max(x + 1);
        let bottom = self.pixel(at.y + at.h).max(y + 1);
        self.backend
            .draw_rect((x, y), (right, bottom), &filled(colour), true)
            .map_err(|e| e.to_string())
    }

    fn frame(&mut self, at: Area, colour: Rgb) -> Result<(), String> {
        let Area { x, y, w, h } = at;
        for (x, y, w, h) in [
            (x, y, w, 1.0),
            (x, y + h - 1.0, w, 1.0),
            (x, y, 1.0, h),
            (x + w - 1.0, y, 1.0, h),
        ] {
            self.fill(Area { x, y, w, h }, colour)?;
        }
        Ok(())
    }

    fn hatch(&mut self, at: Area) -> Result<(), String> {
        let period = HATCH_PERIOD * self.scale;
        let (x0, x1) = (self.pixel(at.x), self.pixel(at.x + at.w));
        let (y0, y1) = (self.pixel(at.y), self.pixel(at.y + at.h));
        for y in y0..y1 {
            for x in x0..x1 {
                let across = ((x + y) as f32 + 0.5).rem_euclid(period) / self.scale;
                let ink = (1.2 - (across - HATCH_PERIOD / 2.0).abs()).clamp(0.0, 1.0) * 0.45;
                self.dot((x, y), WHITE, ink)?;
            }
        }
        Ok(())
    }

    fn raster(&mut self, at: Area, columns: usize, cells: &[Rgb]) -> Result<(), String> {
        if columns == 0 {
            return Ok(());
        }
        let rows = cells.len() / columns;
        let (w, h) = (at.w / columns as f32, at.h / rows.max(1) as f32);
        for (row, line) in cells.chunks_exact(columns).enumerate() {
            let y = at.y + row as f32 * h;
            let mut start = 0;
            while start < columns {
                let same = line[start..]
                    .iter()
                    .take_while(|c| **c == line[start])
                    .count();
                let cell = Area {
                    x: at.x + start as f32 * w,
                    y,
                    w: same as f32 * w,
                    h,
                };
                self.fill(cell, line[start])?;
                start += same;
            }
        }
        Ok(())
    }

    fn line(&mut self, points: &[Point], width: f32, colour: Rgb) -> Result<(), String> {
        if let [(x0, y0), (x1, y1)] = *points
            && (x0 == x1 || y0 == y1)
        {
            // Ends are cut straight, as SVG does it.
            let (left, top) = (x0.min(x1), y0.min(y1));
            let (w, h) = ((x1 - x0).abs(), (y1 - y0).abs());
            let at = if y0 == y1 {
                area(left, top - width / 2.0, w, width)
            } else {
                area(left - width / 2.0, top, width, h)
            };
            return self.fill(at, colour);
        }
        // The pieces of a curve are put together before they are laid on the paper: laid on one by one, their soft
        // edges would show twice where they meet.
        let reach = width / 2.0 + 1.0;
        let edge = |pick: fn(&Point) -> f32, most: bool| {
            let values = points.iter().map(pick);
            if most {
                self.pixel(values.fold(f32::MIN, f32::max) + reach) + 1
            } else {
                self.pixel(values.fold(f32::MAX, f32::min) - reach) - 1
            }
        };
        let (x0, y0) = (edge(|p| p.0, false), edge(|p| p.1, false));
        let (x1, y1) = (edge(|p| p.0, true), edge(|p| p.1, true));
        let columns = (x1 - x0).max(0) as usize;
        let rows = (y1 - y0).max(0) as usize;
        let mut ink = vec![0.0f32; columns * rows];
        let mut touched = vec![(columns, 0); rows];
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let (left, right) = (a.0.min(b.0) - reach, a.0.max(b.0) + reach);
            let (top, bottom) = (a.1.min(b.1) - reach, a.1.max(b.1) + reach);
            let from = (self.pixel(left) - x0).max(0) as usize;
            let to = ((self.pixel(right) - x0).max(0) as usize).min(columns);
            let below = ((self.pixel(bottom) - y0).max(0) as usize).min(rows);
            for row in (self.pixel(top) - y0).max(0) as usize..below {
                touched[row] = (touched[row].0.min(from), touched[row].1.max(to));
                let y = (row as f32 + 0.5 + y0 as f32) / self.scale;
                for column in from..to {
                    let x = (column as f32 + 0.5 + x0 as f32) / self.scale;
                    let outside = (apart((x, y), a, b) - width / 2.0) * self.scale;
                    let cell = &mut ink[row * columns + column];
                    *cell = cell.max((0.5 - outside).clamp(0.0, 1.0));
                }
            }
        }
        for (row, (from, to)) in touched.into_iter().enumerate() {
            for column in from..to {
                let at = (x0 + column as i32, y0 + row as i32);
                self.dot(at, colour, ink[row * columns + column])?;
            }
        }
        Ok(())
    }

    /// Colours what lies within a shape, with soft edges; `reach` is the distance from it, negative inside.
    fn shade(
        &mut self,
        around: Area,
        colour: Rgb,
        reach: impl Fn(Point) -> f32,
    ) -> Result<(), String> {
        let (x0, x1) = (
            self.pixel(around.x) - 1,
            self.pixel(around.x + around.w) + 1,
        );
        let (y0, y1) = (
            self.pixel(around.y) - 1,
            self.pixel(around.y + around.h) + 1,
        );
        for y in y0..y1 {
            for x in x0..x1 {
                let centre = ((x as f32 + 0.5) / self.scale, (y as f32 + 0.5) / self.scale);
                let ink = (0.5 - reach(centre) * self.scale).clamp(0.0, 1.0);
                self.dot((x, y), colour, ink)?;
            }
        }
        Ok(())
    }

    fn dot(&mut self, at: (i32, i32), colour: Rgb, ink: f32) -> Result<(), String> {
        let step = (ink * f32::from(COVERAGE_STEPS)).round();
        if step == 0.0 {
            return Ok(());
        }
        let alpha = f64::from(step) / f64::from(COVERAGE_STEPS);
        self.backend
            .draw_pixel(at, rgb(colour).mix(alpha).to_backend_color())
            .map_err(|e| e.to_string())
    }

    fn label(&mut self, label: &Label) -> Result<(), String> {
        let size = label.size * self.scale;
        let line = self.pixel(label.base_line());
        let mut pen = label.left() * self.scale;
        for c in text::legible(&label.text).chars() {
            let whole = pen.floor();
            let quarter = ((pen - whole) * 4.0) as u8;
            if let Some(shape) = self.shapes.get(c, size, quarter) {
                for (at, step) in shape.coverage.iter().enumerate().filter(|(_, s)| **s > 0) {
                    let x = whole as i32 + shape.left + (at % shape.width) as i32;
                    let y = line + shape.top + (at / shape.width) as i32;
                    let alpha = f64::from(*step) / f64::from(COVERAGE_STEPS);
                    self.backend
                        .draw_pixel((x, y), rgb(label.colour).mix(alpha).to_backend_color())
                        .map_err(|e| e.to_string())?;
                }
            }
            pen += super::font::advance(c) * size;
        }
        Ok(())
    }
}

/// How far a point is from the stretch between two others.
fn apart(p: Point, a: Point, b: Point) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
    let along = (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length2).clamp(0.0, 1.0);
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}

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
