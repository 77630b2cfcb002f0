//! How many widths the fonts of a file list, before the library writes them all down: `/W[0 4000000000 500]` gives one
//! width to four thousand million characters, and stands in twenty bytes.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object};

/// Most widths of all fonts together. A font has at most 65,536 characters, and a file some twenty that list them in ranges.
pub(super) const MAX_WIDTHS: u64 = 4_000_000;

/// Whether the fonts list no more widths than that. O(objects of the file).
pub(super) fn are_bounded(pdf: &Pdf) -> bool {
    let mut total = 0u64;
    for object in pdf.objects() {
        let Object::Dict(font) = object else { continue };
        total = total.saturating_add(widths(&font));
        // Fonts may stand inside the one that uses them.
        if let Some(inner) = font.get::<Array<'_>>(b"DescendantFonts") {
            for font in inner.iter::<Dict<'_>>() {
                total = total.saturating_add(widths(&font));
            }
        }
        if total > MAX_WIDTHS {
            return false;
        }
    }
    true
}

/// The widths that ranges in a font's `W` and `W2` stand for. Those that are written one by one cost no more than their
/// length.
fn widths(font: &Dict<'_>) -> u64 {
    let mut total = 0u64;
    for (key, values) in [(&b"W"[..], 1), (b"W2", 3)] {
        let Some(list) = font.get::<Array<'_>>(key) else {
            continue;
        };
        let mut items = list.flex_iter();
        loop {
            if items.next::<(u32, Array<'_>)>().is_some() {
                continue;
            }
            let range = match values {
                1 => items
                    .next::<(u32, u32, f32)>()
                    .map(|(first, last, _)| (first, last)),
                _ => items
                    .next::<(u32, u32, f32, f32, f32)>()
                    .map(|(first, last, ..)| (first, last)),
            };
            let Some((first, last)) = range else { break };
            let count = u64::from(last.saturating_sub(first)) + 1;
            total = total.saturating_add(count);
        }
    }
    total
}
