//! The styles of an OpenDocument text, and what each says of its paragraphs.

use std::collections::BTreeMap;

use crate::read::paragraph::{ParagraphRole, by_name};
use crate::read::xml::XmlAttributes;

/// Styles that a style may have as parents, one above the other.
const MAX_ANCESTORS: usize = 32;

/// A style as it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// The name that people see.
    display: Option<String>,
    parent: Option<String>,
    pub(super) list: Option<String>,
    pub(super) hidden: Option<bool>,
}

/// The styles of a document, by name. Styles of paragraphs and of text may have the same name, so the family is part of it.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<(String, String), Style>,
}

impl Styles {
    /// Begins a style, with the key that it will have.
    pub(super) fn begin(attributes: &XmlAttributes<'_>) -> ((String, String), Style) {
        let family = attributes.get("family").unwrap_or_default();
        let name = attributes.get("name").unwrap_or_default();
        let style = Style {
            display: attributes.get("display-name"),
            parent: attributes.get("parent-style-name"),
            list: attributes.get("list-style-name"),
            hidden: None,
        };
        ((family, name), style)
    }

    pub(super) fn add(&mut self, key: (String, String), style: Style) {
        self.styles.insert(key, style);
    }

    /// The style and its parents, nearest first, each with its name.
    fn line<'s>(&'s self, family: &str, name: &str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let key = (family.to_owned(), name.to_owned());
        let mut next = self.styles.get_key_value(&key);
        std::iter::from_fn(move || {
            let (key, style) = next?;
            next = style
                .parent
                .as_ref()
                .and_then(|parent| self.styles.get_key_value(&(key.0.clone(), parent.clone())));
            Some((style.display.as_deref().unwrap_or(&key.1), style))
        })
        .take(MAX_ANCESTORS)
    }

    /// The role that the style of a paragraph gives it. Headings are elements of their own, but a title is not.
    pub(super) fn role(&self, name: &str) -> ParagraphRole {
        self.line("paragraph", name)
            .find_map(|(name, _)| by_name(&name.replace("_20_", " ")))
            .unwrap_or(ParagraphRole::Body)
    }

    /// Whether text of this style is hidden.
    pub(super) fn hidden(&self, family: &str, name: &str) -> bool {
        self.line(family, name)
            .find_map(|(_, style)| style.hidden)
            .unwrap_or(false)
    }

    /// The list that the paragraphs of a style belong to.
    pub(super) fn list(&self, name: &str) -> Option<String> {
        self.line("paragraph", name)
            .find_map(|(_, style)| style.list.clone())
            .filter(|list| !list.is_empty())
    }
}
