//! Numbers that a browser puts before the items of a list.

use super::start_tag::StartTag;

/// An ordered list that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrderedList {
    next: i64,
    step: i64,
    /// `1`, `a`, `A`, `i` or `I`.
    style: u8,
}

impl OrderedList {
    /// The list that an `<ol>` opens, unless its style takes the numbers away.
    pub(super) fn opened_by(tag: &StartTag) -> Option<Self> {
        let unmarked = tag.style().is_some_and(|style| {
            style.contains("list-style:none") || style.contains("list-style-type:none")
        });
        if tag.name != b"ol" || unmarked {
            return None;
        }
        let start = tag.attribute("start").and_then(|v| v.trim().parse().ok());
        let reversed = tag.attribute("reversed").is_some();
        let style = tag.attribute("type").and_then(|t| t.bytes().next());
        Some(Self {
            next: start.unwrap_or(1),
            step: if reversed { -1 } else { 1 },
            style: style.unwrap_or(b'1'),
        })
    }

    /// What stands before the next item: `3. `, `c. ` or `C. `; other styles are written in figures.
    pub(super) fn marker(&mut self, item: &StartTag) -> String {
        let number = item.attribute("value").and_then(|v| v.trim().parse().ok());
        let number = number.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match (self.style, u8::try_from(number)) {
            (style @ (b'a' | b'A'), Ok(number @ 1..=26)) => {
                format!("{}. ", char::from(style + number - 1))
            }
            _ => format!("{number}. "),
        }
    }
}
