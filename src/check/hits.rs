//! Windows of the draft that stand in the library.
//!
//! In: a draft of 2,500 units. Out: for each of its windows how many texts have it, and for each text of the library the places
//! that it may share with the draft. All windows of the draft are asked for, though one in five is kept of the library: so runs that are
//! shorter than the guarantee are often seen, too.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::library::window::{GUARANTEE, WINDOW, windows};
use crate::library::{Library, TextRef};
use crate::reuse::pair::EvidenceBox;
use crate::text::NormalText;

/// Units of a gap between two common windows that is common as well: of windows in a row one is kept, and where the kept
/// ones do not meet lies less than the guarantee.
const COMMON_GAP: usize = GUARANTEE;
/// Questions after which the pages that they touched are let go: each touches some 130 kB in each segment, so 512 of them
/// hold 64 MB of each at most.
const ASKED: usize = 512;
/// By how much the distance of two hits may differ on both sides for them to be one box.
const DRIFT: usize = 16;

/// A window of the draft that the library has.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Its first unit in the draft.
    pub(super) at: usize,
    /// Texts that have it.
    pub(super) texts: usize,
    /// Those that are known, with its first unit there.
    pub(super) places: Vec<(TextRef, u32)>,
}

/// What the library has of a draft.
#[derive(Debug, Default)]
pub(super) struct Hits {
    pub(super) all: Vec<Hit>,
}

/// A text that may share wording with the draft.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) text: TextRef,
    /// First units of common windows, here and there.
    pub(super) hits: Vec<(usize, usize)>,
    /// How much speaks for it: windows, each weighed by how few texts have it.
    pub(super) weight: f64,
}

/// Units of the draft that many texts have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommonRun {
    pub(super) units: Range<usize>,
    /// Texts that have it, about.
    pub(super) texts: usize,
}

impl Hits {
    /// Asks the library for all windows of a draft: O(n) questions.
    pub(super) fn of(draft: &NormalText, library: &Library) -> Self {
        let asked = windows(draft.units()).into_iter().enumerate();
        let found = asked.filter_map(|(number, window)| {
            if number % ASKED == ASKED - 1 {
                library.release();
            }
            let places = library.places(window.hash);
            (places.texts > 0).then_some(Hit {
                at: window.at as usize,
                texts: places.texts as usize,
                places: places.places,
            })
        });
        let all = found.collect();
        library.release();
        Self { all }
    }

    /// Stretches of the draft whose windows stand in `many` texts and more, in order.
    pub(super) fn common(&self, many: usize) -> Vec<CommonRun> {
        let mut runs: Vec<CommonRun> = Vec::new();
        for hit in self.all.iter().filter(|hit| hit.texts >= many) {
            let units = hit.at..hit.at + WINDOW;
            match runs.last_mut() {
                Some(last) if units.start <= last.units.end + COMMON_GAP => {
                    last.units.end = units.end;
                    last.texts = last.texts.max(hit.texts);
                }
                _ => runs.push(CommonRun {
                    units,
                    texts: hit.texts,
                }),
            }
        }
        runs
    }

    /// The texts that share windows with the draft, strongest first.
    pub(super) fn candidates(&self, texts: usize) -> Vec<Candidate> {
        let mut by_text: BTreeMap<TextRef, Candidate> = BTreeMap::new();
        for hit in &self.all {
            let weight = (texts.max(2) as f64 / hit.texts.max(1) as f64)
                .ln()
                .max(0.1);
            for (text, there) in &hit.places {
                let candidate = by_text.entry(*text).or_insert_with(|| Candidate {
                    text: *text,
                    hits: Vec::new(),
                    weight: 0.0,
                });
                candidate.hits.push((hit.at, *there as usize));
                candidate.weight += weight;
            }
        }
        let mut candidates: Vec<Candidate> = by_text.into_values().collect();
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.text.cmp(&b.text)));
        candidates
    }
}

impl Candidate {
    /// The boxes of evidence that its hits fill: hits in a row are one.
    pub(super) fn boxes(&self, draft: usize, source: usize) -> Vec<EvidenceBox> {
        let mut boxes: Vec<EvidenceBox> = Vec::new();
        for (at, there) in &self.hits {
            let (a, b) = (
                *at..(at + WINDOW).min(draft),
                *there..(there + WINDOW).min(source),
            );
            if a.is_empty() || b.is_empty() {
                continue;
            }
            match boxes.last_mut() {
                Some(last) if follows(last, &a, &b) => {
                    last.a.end = a.end;
                    last.b.end = last.b.end.max(b.end);
                }
                _ => boxes.push(EvidenceBox { a, b }),
            }
        }
        boxes
    }
}

fn follows(last: &EvidenceBox, a: &Range<usize>, b: &Range<usize>) -> bool {
    let steps = |end: usize, start: usize| start as i64 - end as i64;
    let (here, there) = (steps(last.a.end, a.start), steps(last.b.end, b.start));
    here <= 2 * DRIFT as i64 && (here - there).unsigned_abs() as usize <= DRIFT
}
