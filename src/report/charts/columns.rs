//! Columns that are documents: their heads, and below the chart the key to their numbers.

use super::canvas::Anchor;
use super::layout::{Context, MARGIN, SMALL, Sheet, every};
use super::text;
use crate::report::palette::MUTED;

/// Names in the key to a chart's columns at most: half a page.
const MOST_IN_KEY: usize = 130;

impl Sheet {
    /// Heads of columns that are documents: their short names where these fit, else their numbers in all charts, as many as have room,
    /// which [`key_to_numbers`](Self::key_to_numbers) explains.
    pub(super) fn column_heads(
        &mut self,
        cx: &Context<'_>,
        documents: &[usize],
        (left, y): (f32, f32),
        cell: f32,
    ) {
        let named = names_fit(cx, documents, cell);
        let widest = documents.iter().max().map_or(1, |d| d + 1).to_string();
        let step = if named {
            1
        } else {
            every(cell, text::width(&widest, SMALL) + 5.0)
        };
        for (at, document) in documents.iter().enumerate().step_by(step) {
            let head = if named {
                cx.bare_name(*document)
            } else {
                (document + 1).to_string()
            };
            let x = left + (at as f32 + 0.5) * cell;
            self.picture
                .tinted((x, y), Anchor::Middle, SMALL, MUTED, head);
        }
    }

    /// The names that the numbers of columns stand for, in columns under a chart, as far as there are not more than a page of them.
    pub(super) fn key_to_numbers(&mut self, cx: &Context<'_>, documents: &[usize], cell: f32) {
        if names_fit(cx, documents, cell) || documents.len() > MOST_IN_KEY {
            return;
        }
        self.y += 14.0;
        let room = if documents.len() <= 24 { 270.0 } else { 170.0 };
        let across = ((self.content() / (room + 16.0)).floor() as usize).max(1);
        let wide = self.content() / across as f32;
        for line in documents.chunks(across) {
            for (column, document) in line.iter().enumerate() {
                let x = MARGIN + column as f32 * wide;
                let name = cx.short_name(*document, SMALL, room);
                self.picture
                    .tinted((x, self.y + 8.0), Anchor::Start, SMALL, MUTED, name);
            }
            self.y += 17.0;
        }
    }
}

/// Whether every column has room for the short name of its document.
fn names_fit(cx: &Context<'_>, documents: &[usize], cell: f32) -> bool {
    let widths = documents.iter().map(|d| cx.bare_name(*d));
    let widest = widths.map(|name| text::width(&name, SMALL));
    widest.fold(0.0, f32::max) + 6.0 <= cell
}
