//! The parts of paths that documents cover, and which of them overlap.

use std::ops::Range;

use super::stretch::PathStretch;

/// Entries under one entry of the level above, in the index of overlaps.
const FANOUT: usize = 16;

/// A part of a path on which one document has places that overlap each other, or one place.
///
/// A document in which a wording stands a thousand times has one cover of it: pairs of documents cost what there
/// are pairs of covers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cover {
    /// Which path.
    pub path: u32,
    /// The document's index.
    pub doc: u32,
    /// The part of the path, in windows.
    pub on_path: Range<u32>,
    /// Its places, in [`Covers::places`].
    places: Range<u32>,
}

/// All covers, sorted by path and where they start on it, then by document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Covers {
    all: Vec<Cover>,
    /// Indices of places, those of a cover in order of text.
    places: Vec<u32>,
    /// Covers of each document: `by_doc[first_of_doc[d]..first_of_doc[d + 1]]`.
    by_doc: Vec<u32>,
    first_of_doc: Vec<u32>,
    /// First cover of each path, and the number of covers at the end.
    first_of_path: Vec<u32>,
    /// The furthest end among each [`FANOUT`] entries of the level below; covers are below the first level.
    /// Where entries of several paths come together it is only an upper bound.
    levels: Vec<Vec<u32>>,
}

impl Covers {
    /// Groups the places: O(n log n).
    pub fn new(stretches: &[PathStretch], paths: usize, documents: usize) -> Self {
        let mut places: Vec<u32> = (0..stretches.len() as u32).collect();
        places.sort_unstable_by_key(|i| {
            let s = &stretches[*i as usize];
            (s.path, s.doc, s.on_path.start, *i)
        });
        let mut all: Vec<Cover> = Vec::new();
        for (at, i) in places.iter().enumerate() {
            let place = &stretches[*i as usize];
            let at = at as u32;
            match all.last_mut() {
                Some(last)
                    if last.path == place.path
                        && last.doc == place.doc
                        && place.on_path.start < last.on_path.end =>
                {
                    last.on_path.end = last.on_path.end.max(place.on_path.end);
                    last.places.end = at + 1;
                }
                _ => all.push(Cover {
                    path: place.path,
                    doc: place.doc,
                    on_path: place.on_path.clone(),
                    places: at..at + 1,
                }),
            }
        }
        for cover in &all {
            places[cover.places.start as usize..cover.places.end as usize].sort_unstable();
        }
        all.sort_unstable_by_key(|c| (c.path, c.on_path.start, c.doc, c.places.start));
        let first_of_path = starts(all.iter().map(|c| c.path), paths);
        let first_of_doc = starts(all.iter().map(|c| c.doc), documents);
        let mut by_doc: Vec<u32> = (0..all.len() as u32).collect();
        by_doc.sort_by_key(|i| all[*i as usize].doc);
        let mut levels: Vec<Vec<u32>> = Vec::new();
        let mut below: Vec<u32> = all.iter().map(|c| c.on_path.end).collect();
        while below.len() > 1 {
            below = below
                .chunks(FANOUT)
                .map(|chunk| chunk.iter().copied().fold(0, u32::max))
                .collect();
            levels.push(below.clone());
        }
        Self {
            all,
            places,
            by_doc,
            first_of_doc,
            first_of_path,
            levels,
        }
    }

    /// Number of paths.
    pub fn paths(&self) -> usize {
        self.first_of_path.len().saturating_sub(1)
    }

    /// The covers of a document, by path.
    pub fn of_doc(&self, doc: usize) -> impl Iterator<Item = &Cover> {
        self.by_doc[self.first_of_doc[doc] as usize..self.first_of_doc[doc + 1] as usize]
            .iter()
            .map(|i| &self.all[*i as usize])
    }

    /// The covers of a path, by where they start on it.
    pub fn of_path(&self, path: usize) -> &[Cover] {
        &self.all[self.first_of_path[path] as usize..self.first_of_path[path + 1] as usize]
    }

    /// Indices of a cover's places, in order of text.
    pub fn places(&self, cover: &Cover) -> &[u32] {
        &self.places[cover.places.start as usize..cover.places.end as usize]
    }

    /// Calls `f` for each cover that shares a window with `cover`, itself included, in order; O(k log n).
    pub fn for_each_overlap<'a>(&'a self, cover: &Cover, mut f: impl FnMut(&'a Cover)) {
        let first = self.first_of_path[cover.path as usize] as usize;
        let starting_before = self
            .of_path(cover.path as usize)
            .partition_point(|c| c.on_path.start < cover.on_path.end);
        let range = first..first + starting_before;
        self.visit(self.levels.len(), 0, &range, cover.on_path.start, &mut f);
    }

    /// Visits the entries under entry `at` of a level (level 0 are the covers themselves).
    fn visit<'a>(
        &'a self,
        level: usize,
        at: usize,
        range: &Range<usize>,
        after: u32,
        f: &mut impl FnMut(&'a Cover),
    ) {
        let width = FANOUT.pow(level as u32);
        if at * width >= range.end || (at + 1) * width <= range.start {
            return;
        }
        let Some(above) = level.checked_sub(1) else {
            let cover = &self.all[at];
            if cover.on_path.end > after {
                f(cover);
            }
            return;
        };
        if self.levels[above][at] <= after {
            return;
        }
        let below = if above == 0 {
            self.all.len()
        } else {
            self.levels[above - 1].len()
        };
        for child in at * FANOUT..((at + 1) * FANOUT).min(below) {
            self.visit(above, child, range, after, f);
        }
    }
}

/// Where each key's entries start, when they are sorted by it.
fn starts(keys: impl Iterator<Item = u32>, count: usize) -> Vec<u32> {
    let mut first = vec![0u32; count + 1];
    for key in keys {
        first[key as usize + 1] += 1;
    }
    for key in 0..count {
        first[key + 1] += first[key];
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn overlaps_are_those_of_a_plain_search(
            places in prop::collection::vec((0u32..3, 0u32..9, 0u32..60, 1u32..20), 0..200)
        ) {
            let mut stretches: Vec<PathStretch> = places.iter().enumerate()
                .map(|(i, (path, doc, start, len))| PathStretch {
                    doc: *doc, path: *path, on_path: *start..start + len,
                    units: i as u32 * 100..i as u32 * 100 + len,
                }).collect();
            stretches.sort_by_key(|s| (s.doc, s.units.start));
            let covers = Covers::new(&stretches, 3, 9);
            prop_assert_eq!(covers.all.iter().map(|c| covers.places(c).len()).sum::<usize>(), stretches.len());
            for cover in &covers.all {
                let mut found = Vec::new();
                covers.for_each_overlap(cover, |c| found.push(c));
                let plain: Vec<&Cover> = covers.all.iter().filter(|c| c.path == cover.path
                    && c.on_path.start < cover.on_path.end && c.on_path.end > cover.on_path.start).collect();
                prop_assert_eq!(found, plain);
            }
        }
    }
}
