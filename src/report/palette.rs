//! Colours with one meaning everywhere: in the charts and in the HTML report.
//!
//! The three attributions differ in hue along the blue–orange axis, which all common kinds of colour
//! blindness keep, and each has a contrast of at least 4.5 : 1 against white (WCAG 2.2, AA for text). Charts
//! add a second sign to the colour: hatching for boilerplate, height in the strips, figures in the bars.

use std::sync::LazyLock;

use crate::analysis::Attribution;

/// A colour in sRGB, eight bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// As CSS writes it: `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance, 0 for black to 1 for white (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio with another colour, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour `weight` of the way (0 to 1) from this one to the other, mixed in sRGB.
    pub fn mix(self, other: Rgb, weight: f32) -> Rgb {
        let mix = |a: u8, b: u8| {
            (f32::from(a) + (f32::from(b) - f32::from(a)) * weight.clamp(0.0, 1.0)).round() as u8
        };
        Rgb(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }
}

/// Paper.
pub const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
/// Text.
pub const INK: Rgb = Rgb(0x1c, 0x23, 0x2b);
/// Text of second rank; 4.5 : 1 and better on white.
pub const MUTED: Rgb = Rgb(0x59, 0x63, 0x70);
/// Rules and frames.
pub const RULE: Rgb = Rgb(0xc9, 0xcf, 0xd6);
/// Grounds behind bars, alternate rows.
pub const GROUND: Rgb = Rgb(0xf1, 0xf3, 0xf5);
/// Page furniture, and cells that compare a thing with itself.
pub const NOISE: Rgb = Rgb(0xdd, 0xe1, 0xe6);

/// Wording that nobody owns: slate.
pub const BOILERPLATE: Rgb = Rgb(0x6b, 0x74, 0x80);
/// Wording that another document has: blue.
pub const SHARED: Rgb = Rgb(0x1b, 0x55, 0x9c);
/// Wording that stands here alone: orange.
pub const LOCAL: Rgb = Rgb(0xbf, 0x4e, 0x0a);

/// Grounds behind text of the three kinds; [`INK`] on them has at least 10 : 1.
pub const BOILERPLATE_TINT: Rgb = Rgb(0xe4, 0xe7, 0xea);
/// See [`BOILERPLATE_TINT`].
pub const SHARED_TINT: Rgb = Rgb(0xd3, 0xe4, 0xf7);
/// See [`BOILERPLATE_TINT`].
pub const LOCAL_TINT: Rgb = Rgb(0xfd, 0xe3, 0xcf);

/// The three kinds for a dark page, at least 4.5 : 1 against [`DARK_PAPER`].
pub const BOILERPLATE_DARK: Rgb = Rgb(0x9a, 0xa4, 0xb0);
/// See [`BOILERPLATE_DARK`].
pub const SHARED_DARK: Rgb = Rgb(0x78, 0xb0, 0xf0);
/// See [`BOILERPLATE_DARK`].
pub const LOCAL_DARK: Rgb = Rgb(0xf2, 0x9a, 0x5c);
/// Paper of a dark page.
pub const DARK_PAPER: Rgb = Rgb(0x14, 0x18, 0x1d);

/// The colour of an attribution.
pub fn attribution(kind: Attribution) -> Rgb {
    match kind {
        Attribution::Boilerplate => BOILERPLATE,
        Attribution::Shared => SHARED,
        Attribution::Local => LOCAL,
    }
}

/// The colour of an attribution where areas are filled: own wording is pale, as paper is, and borrowed wording the stronger the more
/// have it, so that the loudest colour marks what is taken and not the normal case.
pub fn strength(kind: Attribution) -> Rgb {
    match kind {
        Attribution::Boilerplate => Rgb(0x1d, 0x42, 0x72),
        Attribution::Shared => Rgb(0x6f, 0xa3, 0xd0),
        Attribution::Local => Rgb(0xf6, 0xe7, 0xd6),
    }
}

/// Anchors of the sequential scale, from nothing to all: paper to a deep blue, the hue of shared wording.
const ANCHORS: [Rgb; 6] = [
    Rgb(0xf8, 0xfa, 0xfc),
    Rgb(0xc6, 0xdd, 0xee),
    Rgb(0x7f, 0xb2, 0xd8),
    Rgb(0x3d, 0x80, 0xb8),
    Rgb(0x1b, 0x4f, 0x8a),
    Rgb(0x0a, 0x1f, 0x44),
];

/// Steps of the sequential scale: more than an eye tells apart, few enough for an indexed PNG.
pub const STEPS: usize = 101;

static SEQUENTIAL: LazyLock<Vec<Rgb>> = LazyLock::new(|| {
    // Equal steps of the scale are equal ways in OKLab, so that equal differences look equal.
    let anchors = ANCHORS.map(oklab);
    let mut way = vec![0.0];
    for pair in anchors.windows(2) {
        way.push(way[way.len() - 1] + distance(pair[0], pair[1]));
    }
    let whole = way[way.len() - 1];
    (0..STEPS)
        .map(|step| {
            let at = whole * step as f64 / (STEPS - 1) as f64;
            let piece = way
                .windows(2)
                .position(|w| at <= w[1])
                .unwrap_or(anchors.len() - 2);
            let t = (at - way[piece]) / (way[piece + 1] - way[piece]);
            let mixed = std::array::from_fn(|i| {
                anchors[piece][i] + (anchors[piece + 1][i] - anchors[piece][i]) * t
            });
            srgb(mixed)
        })
        .collect()
});

/// The colour of a value from 0 (paper) to 1 (deep blue); what lies outside counts as the nearer end.
pub fn sequential(value: f32) -> Rgb {
    let step = (value.clamp(0.0, 1.0) * (STEPS - 1) as f32).round() as usize;
    SEQUENTIAL[step.min(STEPS - 1)]
}

/// Black or white, whichever reads better on a ground. One of the two always has 4.5 : 1; [`INK`] has not.
pub fn text_on(ground: Rgb) -> Rgb {
    let black = Rgb(0, 0, 0);
    if ground.contrast(WHITE) >= ground.contrast(black) {
        WHITE
    } else {
        black
    }
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 {
        c / 12.92
    } else {
        ((c + 0.055) / 1.055).powf(2.4)
    }
}

fn gamma(c: f64) -> u8 {
    let c = c.clamp(0.0, 1.0);
    let c = if c <= 0.003_130_8 {
        c * 12.92
    } else {
        1.055 * c.powf(1.0 / 2.4) - 0.055
    };
    (c * 255.0).round() as u8
}

/// sRGB to OKLab (B. Ottosson, "A perceptual color space for image processing", 2020).
fn oklab(c: Rgb) -> [f64; 3] {
    let (r, g, b) = (linear(c.0), linear(c.1), linear(c.2));
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
    ]
}

fn srgb(lab: [f64; 3]) -> Rgb {
    let [lightness, a, b] = lab;
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    Rgb(
        gamma(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
        gamma(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
        gamma(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s),
    )
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(x, y)| (x - y).powi(2))
        .sum::<f64>()
        .sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_have_contrast_with_their_paper() {
        for colour in [BOILERPLATE, SHARED, LOCAL, MUTED, INK] {
            assert!(colour.contrast(WHITE) >= 4.5, "{}", colour.hex());
        }
        for colour in [BOILERPLATE_DARK, SHARED_DARK, LOCAL_DARK] {
            assert!(colour.contrast(DARK_PAPER) >= 4.5, "{}", colour.hex());
        }
        for tint in [BOILERPLATE_TINT, SHARED_TINT, LOCAL_TINT] {
            assert!(INK.contrast(tint) >= 10.0, "{}", tint.hex());
        }
    }

    /// Viénot, Brettel and Mollon (1999): what a dichromat without long- or middle-wave cones sees.
    fn dichromat(c: Rgb, row: [f64; 3]) -> [f64; 3] {
        let (r, g, b) = (linear(c.0), linear(c.1), linear(c.2));
        let l = 17.8824 * r + 43.5161 * g + 4.11935 * b;
        let m = 3.45565 * r + 27.1554 * g + 3.86714 * b;
        let s = 0.029_956_6 * r + 0.184_309 * g + 1.467_09 * b;
        let (l, m) = if row[0] == 0.0 {
            (row[1] * m + row[2] * s, m)
        } else {
            (l, row[0] * l + row[2] * s)
        };
        let r = 0.080_944 * l - 0.130_504 * m + 0.116_721 * s;
        let g = -0.010_248_5 * l + 0.054_019_4 * m - 0.113_615 * s;
        let b = -0.000_365_294 * l - 0.004_121_63 * m + 0.693_513 * s;
        oklab(Rgb(gamma(r), gamma(g), gamma(b)))
    }

    #[test]
    fn the_three_kinds_stay_apart_for_the_colour_blind() {
        let protan = [0.0, 2.023_44, -2.525_81];
        let deutan = [0.494_207, 0.0, 1.248_27];
        for row in [protan, deutan] {
            let seen = [BOILERPLATE, SHARED, LOCAL].map(|c| dichromat(c, row));
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let apart = distance(seen[a], seen[b]);
                assert!(apart > 0.09, "{a} and {b} are {apart} apart");
            }
        }
    }

    #[test]
    fn borrowed_wording_is_stronger_than_own_for_every_eye() {
        let kinds = [
            Attribution::Local,
            Attribution::Shared,
            Attribution::Boilerplate,
        ];
        let [own, shared, common] = kinds.map(|kind| strength(kind).luminance());
        // 3 : 1 between neighbours is what graphics need (WCAG 2.2, 1.4.11), so that the kinds part in grey as well; own and
        // shared wording also part in hue.
        assert!((own + 0.05) / (shared + 0.05) > 2.0, "{own} {shared}");
        assert!((shared + 0.05) / (common + 0.05) > 3.0, "{shared} {common}");
        for kind in kinds {
            assert!(text_on(strength(kind)).contrast(strength(kind)) >= 4.5);
        }
    }

    #[test]
    fn the_scale_takes_even_steps_and_only_grows_darker() {
        let labs: Vec<_> = SEQUENTIAL.iter().map(|c| oklab(*c)).collect();
        // Over five steps at a time: single steps are as small as the rounding to eight bits.
        let ways: Vec<f64> = labs.windows(6).map(|w| distance(w[0], w[5])).collect();
        let mean = ways.iter().sum::<f64>() / ways.len() as f64;
        assert!(ways.iter().all(|w| (w / mean - 1.0).abs() < 0.15));
        assert!(labs.windows(2).all(|w| w[1][0] <= w[0][0]));
    }

    #[test]
    fn figures_in_cells_can_be_read_on_any_step() {
        for colour in SEQUENTIAL.iter() {
            assert!(
                text_on(*colour).contrast(*colour) >= 4.5,
                "{}",
                colour.hex()
            );
        }
    }
}
