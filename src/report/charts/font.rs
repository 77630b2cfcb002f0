//! The bundled font: which characters it has, how wide they are, and their shapes as pixels.
//!
//! plotters 0.3.7 drops the left side bearing of a glyph when it draws with ab_glyph, which puts （ “ 《 in the
//! wrong place; so text is measured and drawn here, and plotters only sees the pixels.

use std::collections::HashMap;
use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont, point};

/// Noto Sans SC, cut down by `scripts/make_font_subset.sh`; licence in `data/fonts/OFL.txt`.
static DATA: &[u8] = include_bytes!("../../../data/fonts/NotoSansSC-subset.otf");

static FACE: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    FontRef::try_from_slice(DATA).expect("the bundled font is whole: a test reads it")
});

/// Whether the font can draw the character.
pub(super) fn has(c: char) -> bool {
    c == ' ' || FACE.glyph_id(c) != GlyphId(0)
}

/// The way to the next character, in units of the font size.
pub(super) fn advance(c: char) -> f32 {
    let face = &*FACE;
    let units = face.units_per_em().unwrap_or(1000.0);
    face.h_advance_unscaled(face.glyph_id(c)) / units
}

/// A glyph as coverage: how much of each pixel is ink.
pub(super) struct Shape {
    /// Pixels from the pen to the left edge of the picture.
    pub(super) left: i32,
    /// Pixels from the base line down to its upper edge; negative above the line.
    pub(super) top: i32,
    /// Pixels in a row.
    pub(super) width: usize,
    /// Coverage in sixteenths, row by row. Sixteen steps look the same as 256, and keep an indexed PNG possible.
    pub(super) coverage: Vec<u8>,
}

/// Steps of coverage between no ink and full ink.
pub(super) const COVERAGE_STEPS: u8 = 15;

/// Glyphs drawn so far, so that a character that stands a hundred times is drawn once.
#[derive(Default)]
pub(super) struct Shapes {
    drawn: HashMap<(char, u32, u8), Option<Shape>>,
}

impl Shapes {
    /// The shape of a character at `size` pixels to the em, its pen `quarter` quarters right of a whole pixel.
    pub(super) fn get(&mut self, c: char, size: f32, quarter: u8) -> Option<&Shape> {
        self.drawn
            .entry((c, size.to_bits(), quarter))
            .or_insert_with(|| draw(c, size, quarter))
            .as_ref()
    }
}

fn draw(c: char, size: f32, quarter: u8) -> Option<Shape> {
    let face = &*FACE;
    // ab_glyph scales by the height of a line, not by the em.
    let scale = size * face.height_unscaled() / face.units_per_em()?;
    let scaled = face.as_scaled(PxScale::from(scale));
    let mut glyph = scaled.scaled_glyph(c);
    glyph.position = point(f32::from(quarter) / 4.0, 0.0);
    let outlined = scaled.outline_glyph(glyph)?;
    let bounds = outlined.px_bounds();
    let width = bounds.width().ceil() as usize;
    let height = bounds.height().ceil() as usize;
    let mut coverage = vec![0; width * height];
    outlined.draw(|x, y, ink| {
        if let Some(cell) = coverage.get_mut(y as usize * width + x as usize) {
            *cell = (ink.clamp(0.0, 1.0) * f32::from(COVERAGE_STEPS)).round() as u8;
        }
    });
    Some(Shape {
        left: bounds.min.x as i32,
        top: bounds.min.y as i32,
        width,
        coverage,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_what_official_texts_are_written_with() {
        let needed = "组织宣传统战政法社会群团乡村振兴，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％％‰℃〇○①⑳㈠ⅠⅩ\
                      乾淨徵求為國務院發展與經濟建設鎔臺灣ABCxyz0189 .,;:%()[]{}–—→×±āǎèǚ朱镕基喆堃垚硚口";
        let missing: Vec<char> = needed.chars().filter(|c| !has(*c)).collect();
        assert_eq!(missing, Vec::<char>::new());
    }

    #[test]
    fn rare_characters_are_known_to_be_missing() {
        assert!(!has('𪚥') && !has('\u{e000}') && !has('😀'));
    }

    #[test]
    fn an_opening_bracket_is_drawn_at_the_right_of_its_square() {
        // The bearing that plotters drops: a full-width （ has its ink in the right half.
        let mut shapes = Shapes::default();
        let shape = shapes.get('（', 40.0, 0).expect("the bracket has ink");
        assert!(shape.left > 20, "ink begins {} pixels in", shape.left);
        assert_eq!((advance('（') * 40.0).round(), 40.0);
    }
}
