//! The styles of a document, and what each says of its paragraphs: heading, list, hidden.

use std::collections::BTreeMap;

use crate::read::Problem;
use crate::read::paragraph::{ParagraphRole, by_name, by_outline};
use crate::read::xml::{XmlAttributes, XmlHandler};

/// Styles that a style may be based on, one on the other.
const MAX_ANCESTORS: usize = 32;

#[derive(Clone, Debug, Default)]
struct WordStyle {
    name: String,
    based_on: Option<String>,
    /// From 0; 9 is body text.
    outline: Option<u8>,
    number: Option<String>,
    number_level: Option<usize>,
    hidden: Option<bool>,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, WordStyle>,
}

impl Styles {
    /// The style and those it is based on, nearest first.
    fn line<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s WordStyle> {
        let mut next = self.styles.get(id);
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_ref().and_then(|id| self.styles.get(id));
            Some(style)
        })
        .take(MAX_ANCESTORS)
    }

    /// What a paragraph of this style is: the level that it or an ancestor sets, or the name says.
    pub(super) fn role(&self, id: &str) -> ParagraphRole {
        for style in self.line(id) {
            match by_name(&style.name) {
                Some(role @ (ParagraphRole::Title | ParagraphRole::Contents)) => return role,
                named => {
                    if let Some(level) = style.outline {
                        return by_outline(level);
                    }
                    if let Some(role) = named {
                        return role;
                    }
                }
            }
        }
        ParagraphRole::Body
    }

    /// The list that a style puts its paragraphs in, and their level if it says so.
    pub(super) fn number(&self, id: &str) -> Option<(String, Option<usize>)> {
        self.line(id)
            .find_map(|style| Some((style.number.clone()?, style.number_level)))
    }

    /// Whether text of this style is hidden.
    pub(super) fn hidden(&self, id: &str) -> bool {
        self.line(id)
            .find_map(|style| style.hidden)
            .unwrap_or(false)
    }
}

/// Reads `styles.xml`.
#[derive(Debug, Default)]
pub(super) struct StylesReader {
    pub(super) styles: Styles,
    style: Option<(String, WordStyle)>,
}

impl XmlHandler for StylesReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if name == "style" {
            let id = attributes.get("styleId").unwrap_or_default();
            self.style = Some((id, WordStyle::default()));
        }
        let Some((_, style)) = &mut self.style else {
            return Ok(());
        };
        match name {
            "name" => style.name = attributes.val().unwrap_or_default(),
            "basedOn" => style.based_on = attributes.val(),
            "outlineLvl" => style.outline = attributes.number(),
            "numId" => style.number = attributes.val(),
            "ilvl" => style.number_level = attributes.number(),
            "vanish" => style.hidden = Some(attributes.on()),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        if name == "style" {
            self.styles.styles.extend(self.style.take());
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}
