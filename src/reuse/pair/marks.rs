//! The punctuation that belongs to a passage.
//!
//! In: the units 做好工作 in 要“做好工作。”为此. Out: the span of `“做好工作。”`.

use std::ops::Range;

use crate::span::Span;
use crate::text::{NormalText, SourceText};

/// The span of units in the text as read, with the marks that open and close them: `“做好工作。”` and not
/// `做好工作`. White space at the ends stays outside.
pub fn with_marks(source: &SourceText, text: &NormalText, units: Range<usize>) -> Span {
    let span = text.span_of(units.clone());
    if units.is_empty() {
        return span;
    }
    let next = match units.end {
        end if end < text.len() => text.span(end).start.max(span.end),
        _ => source.len(),
    };
    let closing = source
        .slice(Span::new(span.end, next))
        .chars()
        .take_while(|c| !c.is_whitespace() && !c.is_alphanumeric() && !opens(*c))
        .count();
    let before = match units.start {
        0 => 0,
        start => text.span(start - 1).end.min(span.start),
    };
    let opening = source
        .slice(Span::new(before, span.start))
        .chars()
        .rev()
        .take_while(|c| opens(*c))
        .count();
    Span::new(span.start - opening, span.end + closing)
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '「'
            | '『'
            | '《'
            | '〈'
            | '（'
            | '('
            | '【'
            | '〔'
            | '［'
            | '['
            | '{'
            | '＜'
            | '<'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_belong_to_what_they_open_and_close() {
        let source = SourceText::from("他说：“做好工作。”《通知》要求");
        let text = NormalText::new(source.as_str());
        assert_eq!(
            source.slice(with_marks(&source, &text, 2..6)),
            "“做好工作。”"
        );
        assert_eq!(source.slice(with_marks(&source, &text, 6..8)), "《通知》");
    }

    proptest! {
        #[test]
        fn marks_never_take_a_neighbours_unit(text in any::<String>(), a in 0usize..50, b in 0usize..50) {
            let source = SourceText::from(text.as_str());
            let normal = NormalText::new(&text);
            let units = a.min(b).min(normal.len())..a.max(b).min(normal.len());
            let span = with_marks(&source, &normal, units.clone());
            prop_assert!(span.end <= source.len());
            let inner = normal.span_of(units.clone());
            prop_assert!(span.start <= inner.start && span.end >= inner.end);
            if units.end < normal.len() && !units.is_empty() {
                prop_assert!(span.end <= normal.span(units.end).start.max(inner.end));
            }
        }
    }
}
