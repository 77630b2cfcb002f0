//! The characters of a page and where they stand.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use super::unicode::Codes;

/// Drawing operations of one page. A dense page has some 10,000; a page of forms that draw each other can have
/// more than could ever be done.
pub(super) const MAX_OPERATIONS: u64 = 2_000_000;

/// The slope above which text is not part of the lines of a page: a watermark, the label of an axis.
const MAX_SLOPE: f64 = 0.05;

/// A character, or several drawn as one.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Its left and its right end in points, as seen by whoever turns the page so that it stands upright. What stands
    /// askew is measured as if it were upright.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its baseline in points, growing downwards.
    pub(super) base: f64,
    /// Its font size in points.
    pub(super) size: f64,
    pub(super) turn: Turn,
}

/// How a character is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Upright,
    /// Written upwards: the page was turned to the left.
    Upwards,
    /// Written downwards.
    Downwards,
    UpsideDown,
    /// Neither: a watermark.
    Askew,
}

impl Turn {
    /// The turn of a line that runs along `along`, in the coordinates of the page, which grow downwards.
    fn of(along: Vec2) -> Self {
        let small = |one: f64, other: f64| one.abs() <= MAX_SLOPE * other.abs();
        match (along.x, along.y) {
            (x, y) if small(y, x) && x > 0.0 => Self::Upright,
            (x, y) if small(y, x) && x < 0.0 => Self::UpsideDown,
            (x, y) if small(x, y) && y < 0.0 => Self::Upwards,
            (x, y) if small(x, y) && y > 0.0 => Self::Downwards,
            _ => Self::Askew,
        }
    }

    /// A point as it lies when the page is turned so that the line stands upright.
    fn turned(self, point: Point) -> Point {
        match self {
            Self::Upright | Self::Askew => point,
            Self::UpsideDown => Point::new(-point.x, -point.y),
            Self::Upwards => Point::new(-point.y, point.x),
            Self::Downwards => Point::new(point.y, -point.x),
        }
    }
}

/// Fewest characters that are set sideways for reading, and not a label: the line along which a file is bound has some ten.
const SIDEWAYS: usize = 30;

/// Fewest lines of them.
const SIDEWAYS_LINES: usize = 2;

/// Characters of a page that are read like a page of their own.
pub(super) struct Turned {
    /// How most of them are turned; others are labels and watermarks among them.
    pub(super) turn: Turn,
    pub(super) glyphs: Vec<Glyph>,
}

/// The characters of a page in groups: those that stand upright, with labels and watermarks among them, and those that are
/// set sideways, as wide tables are. There is always a first group. O(n).
pub(super) fn by_turn(mut glyphs: Vec<Glyph>) -> Vec<Turned> {
    let mut sideways = Vec::new();
    for turn in [Turn::Upwards, Turn::Downwards, Turn::UpsideDown] {
        let of_turn = || glyphs.iter().filter(|glyph| glyph.turn == turn);
        let worded = of_turn()
            .filter(|glyph| !glyph.text.trim().is_empty())
            .count();
        let lines: std::collections::BTreeSet<i64> = of_turn()
            .map(|glyph| (glyph.base / glyph.size).round() as i64)
            .collect();
        if worded < SIDEWAYS || lines.len() < SIDEWAYS_LINES {
            continue;
        }
        let (turned, others): (Vec<Glyph>, Vec<Glyph>) =
            glyphs.into_iter().partition(|glyph| glyph.turn == turn);
        glyphs = others;
        sideways.push(Turned {
            turn,
            glyphs: turned,
        });
    }
    let mut found = Vec::new();
    if !glyphs.is_empty() || sideways.is_empty() {
        found.push(Turned {
            turn: Turn::Upright,
            glyphs,
        });
    }
    found.append(&mut sideways);
    found
}

/// Why a page was not read to its end. Thrown through the interpreter, which cannot be told to stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooManyOperations;

/// Takes down glyphs.
pub(super) struct Recorder<'c> {
    pub(super) glyphs: Vec<Glyph>,
    /// Glyphs of which it is not known what they stand for.
    pub(super) unknown: u64,
    pub(super) images: u64,
    codes: &'c Codes,
    page: Rect,
    operations: u64,
}

impl<'c> Recorder<'c> {
    pub(super) fn new(codes: &'c Codes, page: Rect) -> Self {
        Self {
            glyphs: Vec::new(),
            unknown: 0,
            images: 0,
            codes,
            page,
            operations: 0,
        }
    }

    fn count(&mut self, operations: u64) {
        self.operations += operations;
        if self.operations > MAX_OPERATIONS {
            std::panic::resume_unwind(Box::new(TooManyOperations));
        }
    }

    fn record(&mut self, drawn: &Drawn<'_>, place: Affine) {
        let text = match drawn.as_unicode() {
            Some(BfString::Char(c)) => Some(c.to_string()),
            Some(BfString::String(text)) => Some(text),
            None => self.codes.unicode(drawn),
        };
        let Some(text) = text else {
            self.unknown += 1;
            return;
        };
        let text: String = text.chars().filter(|c| !is_control(*c)).collect();
        let origin = place * Point::ZERO;
        let along = vector(place, Vec2::new(EM, 0.0));
        let up = vector(place, Vec2::new(0.0, EM));
        let size = up.hypot();
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(EM as f32)) / EM * along.hypot();
        let sound = [origin.x, origin.y, size, advance]
            .iter()
            .all(|n| n.is_finite());
        if text.is_empty() || !sound || size < 0.1 || !self.page.contains(origin) {
            return;
        }
        let turn = Turn::of(along);
        let place = turn.turned(origin);
        self.glyphs.push(Glyph {
            text,
            left: place.x,
            right: place.x + advance.max(0.0),
            base: place.y,
            size,
            turn,
        });
    }
}

/// Units of a font per em.
const EM: f64 = 1000.0;

fn vector(place: Affine, vector: Vec2) -> Vec2 {
    (place * vector.to_point()) - (place * Point::ZERO)
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{FEFF}' | '\u{FFFD}' | '\u{AD}' | '\u{E000}'..='\u{F8FF}'
        )
}

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.count(run.glyphs().len() as u64);
        for glyph in run.glyphs() {
            self.record(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.images += 1;
        self.count(1);
    }

    fn pop_clip(&mut self) {
        self.count(1);
    }

    fn pop_transparency_group(&mut self) {
        self.count(1);
    }
}
