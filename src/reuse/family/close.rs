//! Passages that were found by aligning two documents, beside those that follow from families.

use std::ops::Range;

use super::pair::Link;
use crate::reuse::{Stretch, same_reuse};

/// A passage of a document with another one, in units.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Close {
    other: u32,
    here: (usize, usize),
    there: (usize, usize),
}

impl Close {
    /// The passage as the document of `here` sees it.
    pub fn of(here: &Stretch, there: &Stretch) -> Self {
        Self {
            other: there.doc.0,
            here: (here.units.start, here.units.end),
            there: (there.units.start, there.units.end),
        }
    }

    fn here(&self) -> Range<usize> {
        self.here.0..self.here.1
    }

    fn there(&self) -> Range<usize> {
        self.there.0..self.there.1
    }
}

/// A document's passages of both kinds, sorted by the other document and the place here; where two are the same reuse,
/// the longer one.
pub(super) fn merged(links: Vec<Link>, close: &[Close]) -> Vec<(u32, Range<usize>, Range<usize>)> {
    let length = |x: &Range<usize>, y: &Range<usize>| x.len() + y.len();
    let mut kept: Vec<bool> = vec![true; close.len()];
    let mut all: Vec<(u32, Range<usize>, Range<usize>)> = Vec::new();
    for link in links {
        let here = link.here.start as usize..link.here.end as usize;
        let there = link.there.start as usize..link.there.end as usize;
        let from = close.partition_point(|c| c.other < link.other);
        let to = close.partition_point(|c| c.other <= link.other);
        let same = |c: &Close| same_reuse((&c.here(), &c.there()), (&here, &there));
        let mut inside = false;
        for n in (from..to).filter(|n| same(&close[*n])) {
            match length(&close[n].here(), &close[n].there()) >= length(&here, &there) {
                true => inside = true,
                false => kept[n] = false,
            }
        }
        if !inside {
            all.push((link.other, here, there));
        }
    }
    let found = close.iter().zip(kept).filter(|(_, kept)| *kept);
    all.extend(found.map(|(c, _)| (c.other, c.here(), c.there())));
    all.sort_by_key(|(other, here, there)| (*other, here.start, there.start, here.end));
    all
}
