//! What two texts have in common and what was changed: passages, which of them moved, what moved inside them, changes, and the set
//! phrases and template wording that both have besides.
//!
//! In: a draft in which the third paragraph of last year's report comes first, and 261.6万 became 270.3万. Out: three passages, of
//! which one moved; one change, of a figure.

use std::ops::Range;

use super::loaded_text::{NamedText, corpus_of, pair_pipeline};
use super::steps::{AlignmentStep, StepMaker, in_place};
use crate::analysis::{
    Change, ChangeKind, OperationKind, PairFindings, PassageChanges, PassageMove, SharedPhrase,
};
use crate::reuse::pair::{Move, PairPassage, align_pair};
use crate::span::Span;
use crate::template::TemplateConfig;
use crate::text::words::Segmenter;

/// Parts of speech of names: persons, places, organisations, other proper names.
const NAMES: [&str; 4] = ["nr", "ns", "nt", "nz"];

/// Most code points of either side of a change that is one of a figure or a name: as many as what fills a blank. Longer ones are
/// clauses that hold figures besides.
const EXCHANGED: usize = 16;

/// What was found of two texts.
pub(super) struct AlignFindings {
    /// In order of a.
    pub(super) passages: Vec<ShownPassage>,
    /// Wording that both have outside the passages, the longest first.
    pub(super) phrases: Vec<SharedPhrase>,
}

/// A passage with its steps.
pub(super) struct ShownPassage {
    pub(super) passage: PairPassage,
    pub(super) steps: Vec<AlignmentStep>,
    /// Whether it stands in another order than the passages around it.
    pub(super) moved: bool,
    /// What was changed in it, but for what moved inside it.
    pub(super) changes: Vec<Change>,
    /// What moved inside it, in order of a; the steps name these by index.
    pub(super) moves: Vec<ShownMove>,
}

/// What moved inside a passage, with its own steps.
pub(super) struct ShownMove {
    pub(super) told: PassageMove,
    pub(super) steps: Vec<AlignmentStep>,
}

impl AlignFindings {
    pub(super) fn of(a: &NamedText<'_>, b: &NamedText<'_>, segmenter: &Segmenter) -> Self {
        let found = align_pair(&a.text.normal, &b.text.normal);
        let moved = moved(&found);
        let phrases = phrases(a, b, &found, segmenter);
        let shown = |(passage, moved)| ShownPassage::new(a, b, passage, moved, segmenter);
        Self {
            passages: found.into_iter().zip(moved).map(shown).collect(),
            phrases,
        }
    }

    /// The same for who shows it: without the alignment itself.
    pub(super) fn told(&self) -> PairFindings {
        let passage = |shown: &ShownPassage| {
            let (first, last) = (shown.steps.first()?, shown.steps.last()?);
            Some(PassageChanges {
                a: Span::new(first.a.start, last.a.end),
                b: Span::new(first.b.start, last.b.end),
                moved: shown.moved,
                changes: shown.changes.clone(),
                moves: shown.moves.iter().map(|one| one.told.clone()).collect(),
            })
        };
        let passages = self.passages.iter().filter_map(passage);
        PairFindings::new(passages.collect(), self.phrases.clone())
    }

    /// All changes of all passages, and of what moved inside them.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.passages.iter().flat_map(|passage| {
            let inside = passage.moves.iter().flat_map(|one| &one.told.changes);
            passage.changes.iter().chain(inside)
        })
    }

    /// How many passages moved, and stretches inside passages.
    pub(super) fn moved(&self) -> usize {
        let of = |passage: &ShownPassage| usize::from(passage.moved) + passage.moves.len();
        self.passages.iter().map(of).sum()
    }
}

impl ShownPassage {
    fn new(
        a: &NamedText<'_>,
        b: &NamedText<'_>,
        passage: PairPassage,
        moved: bool,
        segmenter: &Segmenter,
    ) -> Self {
        let maker = StepMaker::new(&a.text, &b.text, &passage);
        let found = passage.rearrangement(&a.text.normal, &b.text.normal);
        let start = (passage.a.start, passage.b.start);
        let steps = maker.steps(start, found.edits);
        let shown_move = |one: Move| {
            let steps = maker.steps((one.a.start, one.b.start), in_place(&one.edits));
            let (first, last) = (steps.first()?, steps.last()?);
            let told = PassageMove {
                a: Span::new(first.a.start, last.a.end),
                b: Span::new(first.b.start, last.b.end),
                changes: changes(a, b, &steps, segmenter),
            };
            Some(ShownMove { told, steps })
        };
        let moves = found.moves.into_iter().filter_map(shown_move).collect();
        Self {
            changes: changes(a, b, &steps, segmenter),
            passage,
            steps,
            moved,
            moves,
        }
    }
}

/// For each passage, in order of a, whether it moved: all but those that stand in the same order on both sides, which are
/// chosen so that most units stay (heaviest increasing subsequence, Fredman 1975; here in O(n²), for passages are few).
fn moved(passages: &[PairPassage]) -> Vec<bool> {
    let n = passages.len();
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(n);
    for (at, passage) in passages.iter().enumerate() {
        let before = (0..at).filter(|p| {
            passages[*p].a.end <= passage.a.start && passages[*p].b.end <= passage.b.start
        });
        let before = before.max_by_key(|p| (best[*p].0, n - p));
        let weight = before.map_or(0, |p| best[p].0) + passage.a.len();
        best.push((weight, before));
    }
    let mut moved = vec![true; n];
    let mut at = (0..n).max_by_key(|p| (best[*p].0, n - p));
    while let Some(stays) = at {
        moved[stays] = false;
        at = best[stays].1;
    }
    moved
}

/// The steps that are neither equal nor half of a move, those that follow one another as one change.
fn changes(
    a: &NamedText<'_>,
    b: &NamedText<'_>,
    steps: &[AlignmentStep],
    segmenter: &Segmenter,
) -> Vec<Change> {
    let differs = |step: &AlignmentStep| step.kind != OperationKind::Equal && step.moved.is_none();
    let together = steps.chunk_by(|x, y| differs(x) && differs(y));
    let change = |steps: &[AlignmentStep]| {
        let (first, last) = (steps.first()?, steps.last()?);
        let (of_a, of_b) = (
            Span::new(first.a.start, last.a.end),
            Span::new(first.b.start, last.b.end),
        );
        let texts = [a.text.source().slice(of_a), b.text.source().slice(of_b)];
        let kind = if of_a.len().max(of_b.len()) > EXCHANGED {
            ChangeKind::Wording
        } else if texts.iter().any(|text| text.chars().any(char::is_numeric)) {
            ChangeKind::Figure
        } else if names_something(a, of_a, segmenter) || names_something(b, of_b, segmenter) {
            ChangeKind::Name
        } else {
            ChangeKind::Wording
        };
        Some(Change {
            kind,
            a: of_a,
            b: of_b,
        })
    };
    let different = together.filter(|steps| steps.first().is_some_and(differs));
    different.filter_map(change).collect()
}

/// Whether a word that lies in the span, or reaches into it, is a name. Words are cut in the clause around it, since half a name
/// tells nothing.
fn names_something(text: &NamedText<'_>, span: Span, segmenter: &Segmenter) -> bool {
    const AROUND: usize = 8;
    if span.is_empty() {
        return false;
    }
    let source = text.text.source();
    let start = span.start.saturating_sub(AROUND);
    let around = source.slice(Span::new(start, span.end + AROUND));
    let mut at = start;
    segmenter.jieba().tag(around, true).iter().any(|tag| {
        let from = at;
        at += tag.word.chars().count();
        from < span.end && span.start < at && NAMES.iter().any(|name| tag.tag.starts_with(name))
    })
}

/// Set phrases and literals that both texts have, as far as no passage holds them.
fn phrases(
    a: &NamedText<'_>,
    b: &NamedText<'_>,
    passages: &[PairPassage],
    segmenter: &Segmenter,
) -> Vec<SharedPhrase> {
    let pipeline = pair_pipeline(segmenter);
    let found = pipeline.templates(&corpus_of(a, b), &TemplateConfig::default());
    let inside = |side: fn(&PairPassage) -> &Range<usize>, units: &Range<usize>| {
        let mut over = passages.iter().map(side);
        over.any(|passage| passage.start <= units.start && units.end <= passage.end)
    };
    let mut shared: Vec<SharedPhrase> = Vec::new();
    let mut fixed: Vec<_> = found.fixed.iter().filter(|w| w.says_something).collect();
    fixed.sort_by_key(|wording| std::cmp::Reverse(wording.units));
    let mut taken: Vec<Range<usize>> = Vec::new();
    for wording in fixed {
        let units = |number: usize| {
            let mut places = wording
                .places
                .iter()
                .filter(|(doc, _)| doc.index() == number);
            let start = places.next()?.1 as usize;
            Some(start..start + wording.units as usize)
        };
        let (Some(in_a), Some(in_b)) = (units(0), units(1)) else {
            continue;
        };
        let meets = |taken: &Range<usize>| taken.start < in_a.end && in_a.start < taken.end;
        if inside(|p| &p.a, &in_a) || inside(|p| &p.b, &in_b) || taken.iter().any(meets) {
            continue;
        }
        let (span_a, span_b) = (
            a.text.normal.span_of(in_a.clone()),
            b.text.normal.span_of(in_b),
        );
        shared.push(SharedPhrase {
            wording: a.text.source().slice(span_a).to_owned(),
            a: span_a,
            b: span_b,
        });
        taken.push(in_a);
    }
    shared.sort_by_key(|phrase| phrase.a.start);
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(a: Range<usize>, b: Range<usize>) -> PairPassage {
        PairPassage {
            a,
            b,
            parts: Vec::new(),
            edits: Vec::new(),
            identity: 1.0,
        }
    }

    #[test]
    fn what_stands_in_another_order_moved_and_the_shorter_of_two_did() {
        let passages = [
            passage(0..30, 200..230),
            passage(40..140, 0..100),
            passage(150..180, 110..140),
        ];
        assert_eq!(moved(&passages), [true, false, false]);
    }
}
