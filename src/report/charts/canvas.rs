//! A picture before it is written: marks and labels in one unit, which the PNG and the SVG are both made from.
//!
//! Labels lie above all marks, and each knows its box: so a test can say that none is cut and none covers
//! another, whatever the data.

use super::text;
use crate::report::palette::{INK, Rgb};

/// A point, in units of the picture; y grows downward.
pub(super) type Point = (f32, f32);

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) w: f32,
    pub(super) h: f32,
}

/// An area from its left upper corner and its size.
pub(super) fn area(x: f32, y: f32, w: f32, h: f32) -> Area {
    Area { x, y, w, h }
}

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A filled rectangle.
    Fill(Area, Rgb),
    /// The outline of one, a unit wide, inside its edge.
    Frame(Area, Rgb),
    /// White slanting lines over a filled rectangle: the second sign of boilerplate.
    Hatch(Area),
    /// A line through points.
    Line(Vec<Point>, f32, Rgb),
    /// A filled circle: centre and radius.
    Disc(Point, f32, Rgb),
    /// A grid of coloured cells without gaps, row by row, stretched over an area.
    Raster(Area, usize, Vec<Rgb>),
}

/// The point of a label that its position names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text, its position at half its height.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) at: Point,
    pub(super) anchor: Anchor,
    pub(super) size: f32,
    pub(super) colour: Rgb,
    pub(super) text: String,
}

impl Label {
    /// Its width as the bundled font sets it.
    pub(super) fn width(&self) -> f32 {
        text::width(&self.text, self.size)
    }

    /// The left edge of its first character.
    pub(super) fn left(&self) -> f32 {
        match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - self.width() / 2.0,
            Anchor::End => self.at.0 - self.width(),
        }
    }

    /// The height of the base line: a Chinese character's middle is 0.38 of its size above it.
    pub(super) fn base_line(&self) -> f32 {
        self.at.1 + 0.37 * self.size
    }

    /// The rectangle that its characters fill.
    #[cfg(test)]
    pub(super) fn bounds(&self) -> Area {
        area(
            self.left(),
            self.at.1 - self.size * 0.48,
            self.width(),
            self.size * 0.96,
        )
    }
}

/// A picture.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Read out by screen readers in place of the SVG.
    pub(super) title: String,
    /// A sentence that says how the chart is read.
    pub(super) caption: String,
    pub(super) marks: Vec<Mark>,
    pub(super) labels: Vec<Label>,
}

impl Picture {
    pub(super) fn fill(&mut self, at: Area, colour: Rgb) {
        if at.w > 0.0 && at.h > 0.0 {
            self.marks.push(Mark::Fill(at, colour));
        }
    }

    pub(super) fn frame(&mut self, at: Area, colour: Rgb) {
        self.marks.push(Mark::Frame(at, colour));
    }

    pub(super) fn hatch(&mut self, at: Area) {
        self.marks.push(Mark::Hatch(at));
    }

    pub(super) fn line(&mut self, points: Vec<Point>, width: f32, colour: Rgb) {
        self.marks.push(Mark::Line(points, width, colour));
    }

    pub(super) fn disc(&mut self, centre: Point, radius: f32, colour: Rgb) {
        self.marks.push(Mark::Disc(centre, radius, colour));
    }

    pub(super) fn raster(&mut self, at: Area, columns: usize, cells: Vec<Rgb>) {
        self.marks.push(Mark::Raster(at, columns, cells));
    }

    /// Text in ink.
    pub(super) fn text(&mut self, at: Point, anchor: Anchor, size: f32, text: impl Into<String>) {
        self.tinted(at, anchor, size, INK, text);
    }

    /// Text in a colour.
    pub(super) fn tinted(
        &mut self,
        at: Point,
        anchor: Anchor,
        size: f32,
        colour: Rgb,
        text: impl Into<String>,
    ) {
        let text = text.into();
        if !text.is_empty() {
            self.labels.push(Label {
                at,
                anchor,
                size,
                colour,
                text,
            });
        }
    }
}
