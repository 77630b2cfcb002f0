//! Positions in a text.

use serde::de::Deserializer;
use serde::ser::{SerializeTuple, Serializer};
use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of code points of a document's text as read.
///
/// Serialised as the pair `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First code point inside the span.
    pub start: usize,
    /// First code point behind the span; never less than `start`.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    ///
    /// # Panics
    /// In debug builds, when `end < start`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start, end }
    }

    /// Length in code points.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the code point at `position` lies inside.
    pub fn contains(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// The part that both spans cover, if they share at least one code point.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Span { start, end })
    }
}

/// The union of spans: in order and without overlap. Spans that only touch stay apart. O(n log n).
///
/// `(0, 5) (3, 8) (8, 9)` gives `(0, 8) (8, 9)`.
pub(crate) fn union(spans: Vec<Span>) -> Vec<Span> {
    union_across(spans, |_| false)
}

/// As [`union`], but also joins two spans that do not overlap if `joins` says so of the gap between them; the gap of two
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
        if end < start {
            return Err(serde::de::Error::custom(format!(
                "the span [{start}, {end}] runs backwards"
            )));
        }
        Ok(Self { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(pairs(union(spans().into())), [(0, 6), (7, 8), (8, 9)]);
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
}
