//! Start tags, and what their attributes say.

use super::declarations::hides;
use super::tags::{is_block, is_foreign, is_left_out, keeps_lines};

/// A start tag.
#[derive(Clone, Debug, Default)]
pub(super) struct StartTag {
    pub(super) name: Vec<u8>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) self_closing: bool,
}

impl StartTag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a style or attribute hides the element.
    pub(super) fn is_hidden(&self) -> bool {
        let by_style = |style: &str| hides(style) == Some(true);
        self.attribute("hidden").is_some() || self.attribute("style").is_some_and(by_style)
    }

    /// The `style`, in lower case and without white space.
    pub(super) fn style(&self) -> Option<String> {
        let style = self.attribute("style")?;
        let style: String = style.split_ascii_whitespace().collect();
        Some(style.to_ascii_lowercase())
    }

    /// Whether an inline element changes nothing about the text in it. Pages leave thousands of them open.
    pub(super) fn matters_not(&self) -> bool {
        let name = self.name.as_slice();
        !(is_block(name)
            || is_left_out(name)
            || keeps_lines(name)
            || is_foreign(name)
            || name == b"a"
            || self.is_hidden())
    }
}
