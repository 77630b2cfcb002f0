//! The styles of an RTF file, and what each says of its paragraphs.

use std::collections::BTreeMap;

use crate::read::paragraph::{ParagraphRole, by_name, by_outline};

/// A style as it is read.
#[derive(Debug, Default)]
pub(super) struct OpenStyle {
    pub(super) number: Option<i32>,
    pub(super) outline: Option<u8>,
    pub(super) hidden: bool,
    pub(super) name: String,
}

/// What a style says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) role: ParagraphRole,
    pub(super) hidden: bool,
}

/// The paragraph styles of a file, by number.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    styles: BTreeMap<i32, Style>,
}

impl StyleSheet {
    /// Takes in a style of paragraphs. Its name counts before its outline level, as a title may have one.
    pub(super) fn add(&mut self, style: &OpenStyle) {
        let Some(number) = style.number else { return };
        let named = by_name(style.name.trim().trim_end_matches(';'));
        let role = match (named, style.outline) {
            (Some(role @ (ParagraphRole::Title | ParagraphRole::Contents)), _) => role,
            (_, Some(level)) => by_outline(level),
            (Some(role), None) => role,
            (None, None) => ParagraphRole::Body,
        };
        self.styles.insert(
            number,
            Style {
                role,
                hidden: style.hidden,
            },
        );
    }

    pub(super) fn get(&self, number: i32) -> Option<Style> {
        self.styles.get(&number).copied()
    }
}
