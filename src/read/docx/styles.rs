//! The styles of a document, and what each says of its paragraphs: heading, list, hidden.

use std::collections::BTreeMap;

use super::xml::{XmlAttributes, XmlHandler};
use crate::read::Problem;

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

/// The role of a paragraph by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParagraphRole {
    /// Of this level, from 1.
    Heading(u8),
    Title,
    /// A line of a table of contents.
    Contents,
    Body,
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

/// The role of an outline level, which counts from 0 and ends with 9 for body text.
pub(super) fn by_outline(level: u8) -> ParagraphRole {
    if level < 9 {
        ParagraphRole::Heading(level + 1)
    } else {
        ParagraphRole::Body
    }
}

/// The role that a style's name says: Word's own names, in English in every file that Word writes, in Chinese in
/// those of some other programs.
fn by_name(name: &str) -> Option<ParagraphRole> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "標題" | "文档标题") {
        return Some(ParagraphRole::Title);
    }
    if ["toc ", "toc", "contents ", "目录 "].iter().any(|b| {
        name.strip_prefix(b).is_some_and(|rest| {
            rest.parse::<u8>().is_ok() || rest == "heading" || rest == " heading"
        })
    }) {
        return Some(ParagraphRole::Contents);
    }
    let level = |text: &str| match text.trim() {
        "1" | "一" => Some(1),
        "2" | "二" => Some(2),
        "3" | "三" => Some(3),
        "4" | "四" => Some(4),
        "5" | "五" => Some(5),
        "6" | "六" => Some(6),
        "7" | "8" | "9" => text.trim().parse().ok(),
        _ => None,
    };
    ["heading", "标题", "標題"]
        .iter()
        .find_map(|beginning| level(name.strip_prefix(beginning)?))
        .or_else(|| level(name.strip_suffix("级标题")?))
        .map(ParagraphRole::Heading)
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

#[cfg(test)]
mod tests {
    use super::{ParagraphRole, by_name};

    #[test]
    fn names_say_what_a_style_is_for() {
        for (name, role) in [
            ("heading 1", Some(ParagraphRole::Heading(1))),
            ("Heading 9", Some(ParagraphRole::Heading(9))),
            ("标题 2", Some(ParagraphRole::Heading(2))),
            ("标题3", Some(ParagraphRole::Heading(3))),
            ("二级标题", Some(ParagraphRole::Heading(2))),
            ("Title", Some(ParagraphRole::Title)),
            ("标题", Some(ParagraphRole::Title)),
            ("toc 1", Some(ParagraphRole::Contents)),
            ("TOC Heading", Some(ParagraphRole::Contents)),
            ("Contents 2", Some(ParagraphRole::Contents)),
            ("heading", None),
            ("heading 10", None),
            ("Body Text 2", None),
            ("Subtitle", None),
            ("标题样式", None),
            ("tocsin", None),
        ] {
            assert_eq!(by_name(name), role, "{name}");
        }
    }
}
