//! Where documents walk along a path: the places of a wording, small edits included.

use std::ops::Range;

use super::grams::{Layout, Repeats, Window};
use super::path::Paths;
use crate::text::NormalText;

/// Windows that a place may leave out of a path, and units that it may put in their stead, before it counts as
/// two. One changed unit breaks a window's length of windows (8); 16 more leave room for a filler (place names,
/// meetings, dates seldom have more than 16 characters).
pub(crate) const GAP: u32 = 24;
/// By how much the two may differ in length.
const SHIFT: u32 = 16;
/// How many of the preceding places are looked at for the one that goes on: variants of the wording in between
/// are paths of their own.
const LOOK_BACK: usize = 8;

/// A place of a path's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathStretch {
    /// The document's index.
    pub doc: u32,
    /// Which path.
    pub path: u32,
    /// The part of the path, in windows.
    pub on_path: Range<u32>,
    /// Units of the document.
    pub units: Range<u32>,
}

/// All places, in order of documents and positions.
pub(crate) fn stretches(
    texts: &[NormalText],
    layout: &Layout,
    window: Window,
    repeats: &Repeats,
    paths: &Paths,
) -> Vec<PathStretch> {
    let mut all: Vec<PathStretch> = Vec::new();
    let mut entry = 0;
    for (doc, text) in texts.iter().enumerate().take(layout.documents()) {
        let start = layout.start(doc);
        let end = start + text.len() as u32;
        let first_of_doc = all.len();
        while let Some(at) = repeats.at.get(entry).filter(|at| **at < end) {
            let at = at - start;
            let (path, index) = paths.place(repeats.node[entry]);
            entry += 1;
            let until = window
                .end(text.units(), at as usize)
                .expect("a repeated window lies inside its document")
                as u32;
            let recent = first_of_doc.max(all.len().saturating_sub(LOOK_BACK));
            let goes_on = all[recent..]
                .iter_mut()
                .rev()
                .find(|s| s.path == path && continues(s, window, at, index));
            match goes_on {
                Some(stretch) => {
                    stretch.on_path.end = stretch.on_path.end.max(index + 1);
                    stretch.units.end = until;
                }
                None => all.push(PathStretch {
                    doc: doc as u32,
                    path,
                    on_path: index..index + 1,
                    units: at..until,
                }),
            }
        }
    }
    all
}

/// Whether a window at `at`, `index` on the path, goes on with the stretch.
fn continues(stretch: &PathStretch, window: Window, at: u32, index: u32) -> bool {
    // The last window's start is not kept; where words make windows shorter this is late by a few units.
    let after = (stretch.units.end + 1).saturating_sub(window.longest() as u32);
    let Some(skipped) = index.checked_sub(stretch.on_path.end) else {
        // A run that repeats itself within a window's length (啊啊啊啊…) is one place, not one for each unit.
        return at < stretch.units.end && stretch.on_path.end < window.longest() as u32;
    };
    let inserted = at.saturating_sub(after);
    skipped <= GAP && inserted <= GAP && skipped.abs_diff(inserted) <= SHIFT
}
