//! The edit script of a passage as spans of the two texts as read.
//!
//! `pipeline/passages.rs` makes spans of edits, too: a passage is the same in both. Here equal wording is cut where
//! sentences end besides, so that both columns of a terminal can begin a row together.

use super::loaded_text::LoadedText;
use crate::analysis::OperationKind;
use crate::reuse::pair::{PairPassage, with_marks};
use crate::span::Span;
use crate::text::BreakKind;

/// One step from a to b, with the punctuation that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AlignmentStep {
    pub(super) kind: OperationKind,
    pub(super) a: Span,
    pub(super) b: Span,
    /// Whether a sentence ends here on both sides, so that a row of the display may end.
    pub(super) ends_row: bool,
}

/// The steps of a passage. They tile the spans of both sides.
pub(super) fn steps(a: &LoadedText, b: &LoadedText, passage: &PairPassage) -> Vec<AlignmentStep> {
    let whole_a = with_marks(a.source(), &a.normal, passage.a.clone());
    let whole_b = with_marks(b.source(), &b.normal, passage.b.clone());
    // A step ends where the next unit begins; the last one takes the closing marks.
    let cut = |text: &LoadedText, at: usize, end: usize, whole: Span| match at {
        at if at < end => text.normal.span(at).start.clamp(whole.start, whole.end),
        _ => whole.end,
    };
    let (mut at_a, mut at_b) = (passage.a.start, passage.b.start);
    let (mut from_a, mut from_b) = (whole_a.start, whole_b.start);
    let mut steps = Vec::new();
    let mut push = |kind, to_a: usize, to_b: usize, ends_row| {
        let end_a = cut(a, to_a, passage.a.end, whole_a).max(from_a);
        let end_b = cut(b, to_b, passage.b.end, whole_b).max(from_b);
        steps.push(AlignmentStep {
            kind,
            a: Span::new(from_a, end_a),
            b: Span::new(from_b, end_b),
            ends_row,
        });
        (from_a, from_b) = (end_a, end_b);
    };
    for edit in &passage.edits {
        let kind = OperationKind::from(*edit);
        let (n, m) = edit.consumed();
        if kind == OperationKind::Equal {
            let mut done = 0;
            for k in 1..=n {
                if sentence_ends(a, at_a + k) {
                    push(kind, at_a + k, at_b + k, true);
                    done = k;
                }
            }
            if done < n {
                push(kind, at_a + n, at_b + n, false);
            }
        } else {
            push(kind, at_a + n, at_b + m, false);
        }
        (at_a, at_b) = (at_a + n, at_b + m);
    }
    steps
}

/// Whether a sentence ends before the unit `at`.
fn sentence_ends(text: &LoadedText, at: usize) -> bool {
    let breaks = text.normal.breaks();
    breaks
        .binary_search_by_key(&at, |b| b.at)
        .is_ok_and(|found| breaks[found].kind >= BreakKind::Sentence)
}
