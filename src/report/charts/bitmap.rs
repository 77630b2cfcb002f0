//! A picture as PNG, through plotters' bitmap backend.

use plotters::backend::BitMapBackend;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::canvas::{Area, Label, Mark, Picture, Point, area};
use super::font::{COVERAGE_STEPS, Shapes};
use super::png_file::encode;
use super::text;
use crate::report::Cause;
use crate::report::palette::{Rgb, WHITE};

/// Pixels from one white line of a hatching to the next, at scale 1.
const HATCH_PERIOD: f32 = 6.0;

/// The PNG of a picture, `scale` pixels to its unit.
///
/// # Errors
/// What plotters or the encoder say.
pub(super) fn png(picture: &Picture, scale: u32) -> Result<Vec<u8>, Cause> {
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
        painter.backend.present()?;
    }
    encode(&pixels, size, scale).map_err(Cause::from)
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
    fn mark(&mut self, mark: &Mark) -> Result<(), Cause> {
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

    fn fill(&mut self, at: Area, colour: Rgb) -> Result<(), Cause> {
        let (x, y) = (self.pixel(at.x), self.pixel(at.y));
        // What is there stays visible, however thin.
        let right = self.pixel(at.x + at.w).max(x + 1);
        let bottom = self.pixel(at.y + at.h).max(y + 1);
        self.backend
            .draw_rect((x, y), (right, bottom), &filled(colour), true)
            .map_err(Cause::from)
    }

    fn frame(&mut self, at: Area, colour: Rgb) -> Result<(), Cause> {
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

    fn hatch(&mut self, at: Area) -> Result<(), Cause> {
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

    fn raster(&mut self, at: Area, columns: usize, cells: &[Rgb]) -> Result<(), Cause> {
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

    fn line(&mut self, points: &[Point], width: f32, colour: Rgb) -> Result<(), Cause> {
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
    ) -> Result<(), Cause> {
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

    fn dot(&mut self, at: (i32, i32), colour: Rgb, ink: f32) -> Result<(), Cause> {
        let step = (ink * f32::from(COVERAGE_STEPS)).round();
        if step == 0.0 {
            return Ok(());
        }
        let alpha = f64::from(step) / f64::from(COVERAGE_STEPS);
        self.backend
            .draw_pixel(at, rgb(colour).mix(alpha).to_backend_color())
            .map_err(Cause::from)
    }

    fn label(&mut self, label: &Label) -> Result<(), Cause> {
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
                        .draw_pixel((x, y), rgb(label.colour).mix(alpha).to_backend_color())?;
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
