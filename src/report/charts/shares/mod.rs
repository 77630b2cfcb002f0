//! The chart of shares, common, shared and own, by document.

mod documents;

use super::canvas::Anchor;
use super::layout::{Context, SMALL, Sheet};
use crate::report::number::percent;
use crate::report::palette::{MUTED, RULE};

pub(super) use documents::documents;

/// Width of a whole bar.
const BAR: f32 = 330.0;

/// The gap below a row, `part` of its height; none where rows are thin.
fn row_gap(pitch: f32, part: f32) -> f32 {
    if pitch >= 8.0 {
        (pitch * part).floor()
    } else {
        0.0
    }
}

/// Marks at every quarter under bars that begin at `lefts` and end `height` below the sheet's place.
fn ticks(cx: &Context<'_>, sheet: &mut Sheet, lefts: &[f32], height: f32) {
    let bottom = sheet.y + height;
    let picture = &mut sheet.picture;
    for left in lefts {
        for quarter in 0u8..=4 {
            let part = f32::from(quarter) / 4.0;
            let x = left + BAR * part;
            picture.line(vec![(x, bottom), (x, bottom + 4.0)], 1.0, RULE);
            let anchor = match quarter {
                0 => Anchor::Start,
                4 => Anchor::End,
                _ => Anchor::Middle,
            };
            let wording = percent(cx.lang, f64::from(part), 0);
            picture.tinted((x, bottom + 12.0), anchor, SMALL, MUTED, wording);
        }
    }
    sheet.y = bottom + 22.0;
}
