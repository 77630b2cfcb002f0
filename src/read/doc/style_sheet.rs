//! The styles of a document (MS-DOC 2.9.271), and what each says of its paragraphs.

use super::bytes::{counted_text, u16_at};
use super::formatting::{CharacterChange, ParagraphChange};
use crate::read::paragraph::{ParagraphRole, by_name, by_outline};

/// Styles that a style may be based on, one on the other.
const MAX_ANCESTORS: usize = 32;

/// A style that is based on none says so.
const NONE: u16 = 0x0FFF;

/// A style as it is read.
#[derive(Debug, Default)]
struct Style {
    name: String,
    /// The number of one of Word's own styles.
    built_in: u16,
    based_on: Option<u16>,
    paragraph: ParagraphChange,
    character: CharacterChange,
}

/// The styles of a document, by number.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    styles: Vec<Option<Style>>,
}

impl StyleSheet {
    /// Reads the table, as far as it is sound.
    pub(super) fn read(table: &[u8]) -> Self {
        let mut styles = Vec::new();
        let head = u16_at(table, 0).map_or(0, usize::from);
        let (Some(count), Some(base)) = (u16_at(table, 2), u16_at(table, 4)) else {
            return Self::default();
        };
        let mut at = 2 + head;
        for _ in 0..count {
            let Some(length) = u16_at(table, at).map(usize::from) else {
                break;
            };
            let Some(entry) = table.get(at + 2..at + 2 + length) else {
                break;
            };
            styles.push(style(entry, usize::from(base)));
            at += 2 + length;
        }
        Self { styles }
    }

    /// The style and those it is based on, nearest first.
    fn line(&self, number: u16) -> impl Iterator<Item = &Style> {
        let get = |number: u16| self.styles.get(usize::from(number))?.as_ref();
        let mut next = get(number);
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.and_then(get);
            Some(style)
        })
        .take(MAX_ANCESTORS)
    }

    /// What a paragraph of this style is.
    pub(super) fn role(&self, number: u16) -> ParagraphRole {
        for style in self.line(number) {
            let named = match style.built_in {
                level @ 1..=9 => Some(ParagraphRole::Heading(level as u8)),
                19..=27 => Some(ParagraphRole::Contents),
                62 => Some(ParagraphRole::Title),
                _ => by_name(&style.name),
            };
            match (named, style.paragraph.outline) {
                (Some(role @ (ParagraphRole::Title | ParagraphRole::Contents)), _) => return role,
                (_, Some(level)) => return by_outline(level),
                (Some(role), None) => return role,
                (None, None) => {}
            }
        }
        ParagraphRole::Body
    }

    /// The list that a style puts its paragraphs in, and their level.
    pub(super) fn list(&self, number: u16) -> Option<(u16, u8)> {
        let list = self.line(number).find_map(|style| style.paragraph.list)?;
        let level = self
            .line(number)
            .find_map(|style| style.paragraph.list_level);
        Some((list, level.unwrap_or(0)))
    }

    /// Whether text of this style is hidden.
    pub(super) fn hidden(&self, number: u16) -> bool {
        self.line(number)
            .find_map(|style| style.character.hidden)
            .is_some_and(|hidden| hidden & 1 != 0)
    }
}

/// One style, if it is one of paragraphs or characters.
fn style(entry: &[u8], base: usize) -> Option<Style> {
    let first = u16_at(entry, 0)?;
    let second = u16_at(entry, 2)?;
    let changes = u16_at(entry, 4)? & 15;
    let is_paragraph = match second & 15 {
        1 => true,
        2 => false,
        _ => return None,
    };
    let (name, mut at) = counted_text(entry, base)?;
    // Behind the name stands a zero.
    at += 2;
    let based_on = second >> 4;
    let mut style = Style {
        name: String::from_utf16_lossy(&name),
        built_in: first & 0x0FFF,
        based_on: (based_on != NONE).then_some(based_on),
        ..Style::default()
    };
    for number in 0..changes {
        at += at % 2;
        let Some(length) = u16_at(entry, at).map(usize::from) else {
            break;
        };
        let Some(change) = entry.get(at + 2..at + 2 + length) else {
            break;
        };
        match (is_paragraph, number) {
            // The first change of a paragraph begins with the number of the style.
            (true, 0) => style.paragraph.apply(change.get(2..).unwrap_or_default()),
            (true, 1) | (false, 0) => style.character.apply(change),
            _ => {}
        }
        at += 2 + length;
    }
    Some(style)
}
