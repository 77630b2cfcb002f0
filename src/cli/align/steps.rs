//! The edit script of a passage as spans of the two texts as read.
//!
//! `pipeline/passages.rs` makes spans of edits, too: a passage is the same in both. Here equal wording is cut where
//! sentences end besides, so that both columns of a terminal can begin a row together.

use super::loaded_text::LoadedText;
use crate::analysis::OperationKind;
use crate::reuse::Edit;
use crate::reuse::pair::{PairPassage, PlacedEdit, with_marks};
use crate::span::Span;
use crate::text::BreakKind;

/// One step from a to b, with the punctuation that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AlignmentStep {
    pub(super) kind: OperationKind,
    pub(super) a: Span,
    pub(super) b: Span,
    /// Of which move, by index, this is one half: what a text has here stands elsewhere in the other.
    pub(super) moved: Option<usize>,
    /// Whether a sentence ends here on both sides, so that a row of the display may end.
    pub(super) ends_row: bool,
}

/// Makes the steps of a passage, and of what moved inside it.
pub(super) struct StepMaker<'t> {
    a: StepSide<'t>,
    b: StepSide<'t>,
}

/// One side of the passage: its units from `first` to `end`, in the span `whole`.
struct StepSide<'t> {
    text: &'t LoadedText,
    first: usize,
    end: usize,
    whole: Span,
}

impl<'t> StepMaker<'t> {
    pub(super) fn new(a: &'t LoadedText, b: &'t LoadedText, passage: &PairPassage) -> Self {
        let side = |text: &'t LoadedText, units: &std::ops::Range<usize>| StepSide {
            text,
            first: units.start,
            end: units.end,
            whole: with_marks(text.source(), &text.normal, units.clone()),
        };
        Self {
            a: side(a, &passage.a),
            b: side(b, &passage.b),
        }
    }

    /// Steps that begin at these units of a and b. Those of the passage tile the spans of both sides.
    pub(super) fn steps(
        &self,
        (mut at_a, mut at_b): (usize, usize),
        edits: impl IntoIterator<Item = PlacedEdit>,
    ) -> Vec<AlignmentStep> {
        let mut steps = Vec::new();
        for PlacedEdit { edit, moved } in edits {
            let (n, m) = edit.consumed();
            // Equal wording is cut where sentences end.
            let mut ends: Vec<(usize, usize)> = match edit {
                Edit::Equal(_) => (1..n).map(|k| (at_a + k, at_b + k)).collect(),
                _ => Vec::new(),
            };
            ends.retain(|(i, _)| self.a.sentence_ends(*i));
            ends.push((at_a + n, at_b + m));
            for (to_a, to_b) in ends {
                let ends_in_b = matches!(edit, Edit::Equal(_)) || self.b.sentence_ends(to_b);
                steps.push(AlignmentStep {
                    kind: OperationKind::from(edit),
                    a: self.a.span(at_a, to_a),
                    b: self.b.span(at_b, to_b),
                    moved,
                    ends_row: self.a.sentence_ends(to_a) && ends_in_b,
                });
                (at_a, at_b) = (to_a, to_b);
            }
        }
        steps
    }
}

impl StepSide<'_> {
    /// From one unit to where another begins; the last one takes the closing marks.
    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.boundary(from);
        Span::new(start, self.boundary(to).max(start))
    }

    fn boundary(&self, at: usize) -> usize {
        match at {
            at if at == self.first => self.whole.start,
            at if at < self.end => {
                let start = self.text.normal.span(at).start;
                start.clamp(self.whole.start, self.whole.end)
            }
            _ => self.whole.end,
        }
    }

    /// Whether a sentence ends before the unit `at`, or the passage begins with it.
    fn sentence_ends(&self, at: usize) -> bool {
        let breaks = self.text.normal.breaks();
        let is_end = breaks
            .binary_search_by_key(&at, |b| b.at)
            .is_ok_and(|found| breaks[found].kind >= BreakKind::Sentence);
        is_end || at == self.first
    }
}

/// Operations of which none is half of a move.
pub(super) fn in_place(edits: &[Edit]) -> impl Iterator<Item = PlacedEdit> {
    edits.iter().map(|edit| PlacedEdit {
        edit: *edit,
        moved: None,
    })
}
