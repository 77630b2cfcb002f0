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
    /// Its left and its right end in points from the left of the page.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its baseline in points from the top of the page.
    pub(super) base: f64,
    /// Its font size in points.
    pub(super) size: f64,
    /// Whether it stands upright.
    pub(super) upright: bool,
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
        self.glyphs.push(Glyph {
            text,
            left: origin.x,
            right: origin.x + advance.max(0.0),
            base: origin.y,
            size,
            upright: along.x > 0.0 && along.y.abs() <= MAX_SLOPE * along.x,
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
