//! Visits: unbroken walks of a document along a path (a unitig), from which tracks are joined and occurrences grow.
//!
//! In: a path of the windows 0, 1, 2, 3, and a document in whose units 10, 11 and 12 the windows 1, 2 and 3 start. Out: one
//! visit, windows 1..4 of the path at units 10 up to the end of the last window.

use std::ops::Range;

use super::path::Paths;
use super::repeats::RepeatedText;

/// An unbroken walk along a path (or a track).
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The document's index.
    pub doc: u32,
    /// Number of the path.
    pub path: u32,
    /// Its windows.
    pub on_path: Range<u32>,
    /// Units of the document.
    pub units: Range<u32>,
}

/// Calls `f` for each unbroken walk of each document along a path, in order.
pub(crate) fn first_visits(
    repeated: RepeatedText<'_>,
    paths: &Paths,
    mut f: impl FnMut(u32, Visit),
) {
    for doc in 0..repeated.offsets.documents() {
        let position = |node| paths.position(node);
        visits(repeated, doc, position, |v| f(doc as u32, v));
    }
}

/// Calls `f` for each unbroken walk of a document.
pub(super) fn visits(
    repeated: RepeatedText<'_>,
    doc: usize,
    position: impl Fn(u32) -> (u32, u32),
    mut f: impl FnMut(Visit),
) {
    let RepeatedText {
        texts,
        offsets,
        window,
        repeats,
    } = repeated;
    let units = texts[doc].units();
    let start = offsets.start(doc);
    let from = repeats.at.partition_point(|at| *at < start);
    let to = from + repeats.at[from..].partition_point(|at| *at < start + units.len() as u32);
    let end = |at: u32| {
        window
            .end(units, at as usize)
            .expect("a repeated window lies inside its document") as u32
    };
    let mut entry = from;
    while entry < to {
        let at = repeats.at[entry] - start;
        let (path, index) = position(repeats.node[entry]);
        let mut length = 1;
        while entry + (length as usize) < to
            && repeats.at[entry + length as usize] - start == at + length
            && position(repeats.node[entry + length as usize]) == (path, index + length)
        {
            length += 1;
        }
        entry += length as usize;
        f(Visit {
            doc: doc as u32,
            path,
            on_path: index..index + length,
            units: at..end(at + length - 1),
        });
    }
}
