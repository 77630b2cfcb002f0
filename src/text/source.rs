//! A text as read, addressed by code points.
//!
//! Strings of Rust are addressed by bytes, spans by code points. Walking to code point 50,000 for every slice would make
//! showing a text quadratic, so the byte of every 64th code point is kept.

use crate::span::Span;

/// Code points between two entries of the byte index: a look-up walks over fewer than these.
const STRIDE: usize = 64;

/// A document's text as read, with an index that finds the byte of a code point in constant time.
///
/// ```
/// use leitong::Span;
/// use leitong::text::SourceText;
///
/// let text = SourceText::from("要把GDP做大。");
/// assert_eq!(text.len(), 8); // code points, not the 18 bytes
/// assert_eq!(text.slice(Span::new(2, 5)), "GDP");
/// assert_eq!(text.byte_of(2), 6);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    text: String,
    /// Byte offset of every [`STRIDE`]th code point.
    marks: Vec<u32>,
    len: usize,
}

impl SourceText {
    /// Takes a text over and indexes it: O(n), once.
    ///
    /// # Panics
    /// When the text has 4 GiB or more; readers refuse texts far below that.
    #[must_use]
    pub fn new(text: String) -> Self {
        let mut marks = Vec::with_capacity(text.len() / (STRIDE * 2) + 1);
        let mut len = 0;
        for (byte, _) in text.char_indices() {
            if len % STRIDE == 0 {
                marks.push(u32::try_from(byte).expect("texts are limited to 4 GB on reading"));
            }
            len += 1;
        }
        Self { text, marks, len }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The byte at which code point `position` starts; at or past the end, the text's length in bytes. O(1).
    pub fn byte_of(&self, position: usize) -> usize {
        if position >= self.len {
            return self.text.len();
        }
        let mark = self.marks[position / STRIDE] as usize;
        self.text[mark..]
            .char_indices()
            .nth(position % STRIDE)
            .map_or(self.text.len(), |(byte, _)| mark + byte)
    }

    /// The text inside `span`; a span that reaches past the end is cut there. O(1).
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.byte_of(span.start)..self.byte_of(span.end)]
    }
}

impl From<&str> for SourceText {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_slice_holds_the_code_points_of_its_span(text in "\\PC{0,200}", a in 0usize..220, b in 0usize..220) {
            let source = SourceText::new(text.clone());
            let span = Span::new(a.min(b), a.max(b));
            let expected: String = text.chars().skip(span.start).take(span.len()).collect();
            prop_assert_eq!(source.slice(span), expected);
            prop_assert_eq!(source.len(), text.chars().count());
        }
    }
}
