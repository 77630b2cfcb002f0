//! The sentences around a stretch: one rule for both engines, which differ in how far they look.

use std::ops::Range;

use crate::text::{BreakKind, NormalText};

/// The sentences that `units` touches, as far as they lie inside `reach`, in units; O(log n + breaks looked at).
///
/// The engine of pairs gives its reach in steps, where a Latin word counts two, the engine of a corpus in units, where it
/// counts one: in English the latter looks twice as far.
///
/// In 甲乙。丙丁,戊己。庚辛 the units 3..5 (丁戊) lie in the sentence 2..6 (丙丁戊己).
pub(crate) fn sentences_around(
    text: &NormalText,
    units: &Range<usize>,
    reach: Range<usize>,
) -> Range<usize> {
    let ends = |b: &&crate::text::Break| b.kind >= BreakKind::Sentence;
    let breaks = text.breaks();
    let before = breaks.partition_point(|b| b.at <= units.start);
    let start = breaks[..before].iter().rev().find(ends);
    let behind = breaks.partition_point(|b| b.at < units.end);
    let end = breaks[behind..].iter().find(ends);
    let start = start.map_or(0, |b| b.at);
    let end = end.map_or(text.len(), |b| b.at);
    start.max(reach.start).min(units.start)..end.min(reach.end).min(text.len()).max(units.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(text: &NormalText, units: Range<usize>, limit: usize) -> Range<usize> {
        let reach = units.start.saturating_sub(limit)..units.end + limit;
        sentences_around(text, &units, reach)
    }

    #[test]
    fn sentences_go_from_stop_to_stop() {
        let text = NormalText::new("甲乙。丙丁,戊己。庚辛");
        assert_eq!(within(&text, 3..5, 200), 2..6);
        assert_eq!(within(&text, 2..6, 200), 2..6);
        assert_eq!(within(&text, 1..3, 200), 0..6);
        assert_eq!(within(&text, 7..8, 200), 6..8);
    }

    #[test]
    fn a_long_sentence_is_followed_for_a_while_only() {
        let text = NormalText::new(&"长".repeat(1000));
        assert_eq!(within(&text, 500..510, 200), 300..710);
    }
}
