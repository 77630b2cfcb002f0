//! Positions in a text.

use std::ops::Range;

use serde::de::Deserializer;
use serde::ser::{SerializeTuple, Serializer};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A half-open range `[start, end)` of code points of a document's text as read.
///
/// Serialised as the pair `[start, end]`; a pair that runs backwards is refused.
///
/// ```
/// use leitong::Span;
/// use leitong::text::SourceText;
///
/// let text = SourceText::from("坚持稳中求进。");
/// assert_eq!(text.slice(Span::new(2, 6)), "稳中求进");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First code point inside the span.
    pub start: usize,
    /// First code point behind the span; never less than `start`.
    pub end: usize,
}

/// Two positions of which the second stands before the first are no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the span [{start}, {end}] runs backwards")]
pub struct BackwardSpan {
    /// Where it was to start.
    pub start: usize,
    /// Where it was to end.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    ///
    /// # Panics
    /// When `end < start`. For positions from outside the program there is [`Span::try_new`].
    #[must_use]
    #[track_caller]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start, end }
    }

    /// The span from `start` up to `end`.
    ///
    /// # Errors
    /// When `end < start`.
    pub fn try_new(start: usize, end: usize) -> Result<Self, BackwardSpan> {
        if end < start {
            return Err(BackwardSpan { start, end });
        }
        Ok(Self { start, end })
    }

    /// The union of spans as spans in order that do not overlap: O(n log n).
    ///
    /// Spans that overlap are joined. Those that only touch stay apart: they cover the same text joined or not, and an end
    /// between them may mean something. Empty spans outside all others are kept.
    ///
    /// ```
    /// use leitong::Span;
    ///
    /// let spans = [Span::new(4, 8), Span::new(0, 5), Span::new(8, 9)];
    /// assert_eq!(Span::union(spans), [Span::new(0, 8), Span::new(8, 9)]);
    /// ```
    #[must_use]
    pub fn union(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
        union_across(spans.into_iter().collect(), |_| false)
    }

    /// Length in code points.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the code point at `position` lies inside.
    #[must_use]
    pub fn contains(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// The part that both spans cover, if they share at least one code point.
    #[must_use]
    pub fn intersection(self, other: Span) -> Option<Span> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Span { start, end })
    }
}

/// As [`Span::union`], but also joins two spans that do not overlap if `joins` says so of the gap between them; the gap of two
/// spans that touch is empty. O(n log n) and one call of `joins` for each gap.
///
/// With `joins` for gaps of one code point, `(0, 5) (6, 8) (10, 11)` gives `(0, 8) (10, 11)`.
pub(crate) fn union_across(mut spans: Vec<Span>, joins: impl Fn(Span) -> bool) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end || joins(Span::new(last.end, span.start)) => {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.start)?;
        pair.serialize_element(&self.end)?;
        pair.end()
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(usize, usize)>::deserialize(deserializer)?;
        Self::try_new(start, end).map_err(serde::de::Error::custom)
    }
}

/// [`Span::union`] for ranges of anything that is counted, such as units.
pub(crate) fn union_of_ranges(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut union: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match union.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => union.push(range),
        }
    }
    union
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_that_only_touch_do_not_intersect() {
        assert_eq!(Span::new(0, 3).intersection(Span::new(3, 5)), None);
        assert_eq!(
            Span::new(0, 4).intersection(Span::new(3, 5)),
            Some(Span::new(3, 4))
        );
    }

    #[test]
    fn a_union_joins_what_overlaps_and_the_gaps_it_is_told() {
        let spans = || [(8, 9), (3, 6), (0, 5), (7, 8), (1, 2)].map(|(a, b)| Span::new(a, b));
        let pairs = |spans: Vec<Span>| -> Vec<(usize, usize)> {
            spans.into_iter().map(|s| (s.start, s.end)).collect()
        };
        assert_eq!(pairs(Span::union(spans())), [(0, 6), (7, 8), (8, 9)]);
        let touching = union_across(spans().into(), |gap| gap.is_empty());
        assert_eq!(pairs(touching), [(0, 6), (7, 9)]);
        let near = union_across(spans().into(), |gap| gap.len() <= 1);
        assert_eq!(pairs(near), [(0, 9)]);
    }

    #[test]
    fn a_span_is_written_as_a_pair_and_a_backward_pair_is_refused() {
        assert_eq!(serde_json::to_string(&Span::new(2, 7)).unwrap(), "[2,7]");
        assert!(serde_json::from_str::<Span>("[7,2]").is_err());
    }

    #[test]
    #[should_panic(expected = "a span runs forward: 7..2")]
    fn a_backward_span_cannot_be_made() {
        let _ = Span::new(7, 2);
    }

    proptest! {
        #[test]
        fn a_union_covers_the_same_and_nothing_twice(ends in prop::collection::vec((0usize..20, 0usize..20), 0..8)) {
            let spans: Vec<Span> = ends.iter().map(|(a, b)| Span::new(*a.min(b), *a.max(b))).collect();
            let union = Span::union(spans.iter().copied());
            for position in 0..20 {
                let covered = spans.iter().any(|span| span.contains(position));
                let times = union.iter().filter(|span| span.contains(position)).count();
                prop_assert_eq!(times, usize::from(covered));
            }
            prop_assert!(union.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
