//! The draft: its text as read and as compared, and what is known of it.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::library::TextFacts;
use crate::span::Span;
use crate::text::places;
use crate::text::words::Segmenter;
use crate::text::{NormalText, SourceText, fold};

/// A draft, ready to be checked.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) text: SourceText,
    /// The text as characters that are compared: simplified, one for one.
    pub(super) chars: Vec<char>,
    pub(super) normal: NormalText,
    pub(super) facts: TextFacts,
    /// Names of its own places, in full and in short, and of those that they lie in.
    pub(super) places: BTreeSet<String>,
}

impl Draft {
    pub(super) fn of(document: &Document, segmenter: &Segmenter) -> Self {
        let (facts, noise) = TextFacts::of(document, segmenter);
        let chars: Vec<char> = document.text.as_str().chars().map(fold).collect();
        Self {
            name: document.name.clone(),
            normal: NormalText::without(document.text.as_str(), &noise),
            places: place_names(&facts),
            text: document.text.clone(),
            chars,
            facts,
        }
    }

    /// How often it has a name.
    pub(super) fn mentions(&self, name: &str) -> usize {
        let name: Vec<char> = name.chars().collect();
        self.chars
            .windows(name.len().max(1))
            .filter(|window| **window == *name)
            .count()
    }

    /// Characters of a span that are no white space.
    pub(super) fn characters(&self, span: Span) -> usize {
        let span = &self.chars[span.start..span.end.min(self.chars.len())];
        span.iter().filter(|c| !c.is_whitespace()).count()
    }
}

/// The names of a text's own places: its place, with all that it lies in, in full and in short.
pub(super) fn place_names(facts: &TextFacts) -> BTreeSet<String> {
    let given = ["place", "place_path", "地点", "地区", "单位所在地"];
    let given = given.iter().filter_map(|column| facts.value(column));
    let mut names = BTreeSet::new();
    for value in given {
        for place in places::parts(value) {
            names.extend(places::with_ancestors(&place));
        }
    }
    let short: Vec<String> = names
        .iter()
        .filter_map(|name| places::short(name))
        .collect();
    names.extend(short);
    names
}
