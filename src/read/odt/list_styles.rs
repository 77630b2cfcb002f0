//! The lists of an OpenDocument text: how each level is numbered, and where its counting stands.

use std::collections::BTreeMap;

use crate::read::numbering::{
    AbstractNumbering, LEVELS, NumberSuffix, Numbering, NumberingInstance, NumberingLevel,
};
use crate::read::xml::XmlAttributes;

/// The name under which the numbers of headings are kept: no list style has one with a blank.
pub(super) const HEADINGS: &str = " headings";

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct ListStyles {
    numbering: Numbering,
    /// The list style that is being read.
    open: Option<(String, BTreeMap<usize, NumberingLevel>)>,
    /// The level that was read last.
    last: usize,
}

impl ListStyles {
    pub(super) fn begin(&mut self, name: String) {
        self.open = Some((name, BTreeMap::new()));
    }

    /// A level of the style that is being read.
    pub(super) fn level(&mut self, element: &str, attributes: &XmlAttributes<'_>) {
        let Some((_, levels)) = &mut self.open else {
            return;
        };
        let number = |name: &str| -> Option<u32> { attributes.get(name)?.trim().parse().ok() };
        let Some(at) = number("level")
            .and_then(|level| (level as usize).checked_sub(1))
            .filter(|at| *at < LEVELS)
        else {
            return;
        };
        let level = if element == "list-level-style-bullet" {
            NumberingLevel {
                format: "bullet".to_owned(),
                text: attributes.get("bullet-char").unwrap_or_default(),
                ..NumberingLevel::default()
            }
        } else {
            let format = attributes.get("num-format").unwrap_or_default();
            NumberingLevel {
                start: number("start-value").unwrap_or(1),
                format: word_format(&format).to_owned(),
                text: number_text(at, &format, attributes),
                ..NumberingLevel::default()
            }
        };
        levels.insert(at, level);
        self.last = at;
    }

    /// What stands between the number of the level that was read last and its text.
    pub(super) fn label(&mut self, attributes: &XmlAttributes<'_>) {
        let level = self
            .open
            .as_mut()
            .and_then(|(_, levels)| levels.get_mut(&self.last));
        if let Some(level) = level {
            level.suffix = match attributes.get("label-followed-by").as_deref() {
                Some("nothing") => NumberSuffix::Nothing,
                Some("space") => NumberSuffix::Space,
                _ => NumberSuffix::Tab,
            };
        }
    }

    pub(super) fn end(&mut self) {
        if let Some((name, levels)) = self.open.take() {
            let list = AbstractNumbering {
                levels,
                ..AbstractNumbering::default()
            };
            let instance = NumberingInstance {
                list: name.clone(),
                ..NumberingInstance::default()
            };
            self.numbering.lists.insert(name.clone(), list);
            self.numbering.numbers.insert(name, instance);
        }
    }

    /// Lets a list count from the beginning again.
    pub(super) fn restart(&mut self, list: &str) {
        self.numbering.restart(list);
    }

    /// Lets the next item of a level have this number.
    pub(super) fn start_at(&mut self, list: &str, level: usize, number: u32) {
        self.numbering.start_at(list, level, number);
    }

    /// Counts an item and gives its number.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        self.numbering.next(list, level)
    }
}

/// The number's own text in the notation of Word, `（%2）`.
fn number_text(at: usize, format: &str, attributes: &XmlAttributes<'_>) -> String {
    // LibreOffice writes `%1%.%2%)`, with the whole text.
    if let Some(text) = attributes.get("num-list-format") {
        let mut written = String::new();
        let mut parts = text.split('%');
        written.push_str(parts.next().unwrap_or_default());
        while let Some(level) = parts.next() {
            written.push_str(&format!("%{level}"));
            written.push_str(parts.next().unwrap_or_default());
        }
        return written;
    }
    let affix = |name: &str| attributes.get(name).unwrap_or_default();
    let shown: usize = affix("display-levels").trim().parse().unwrap_or(1);
    let first = (at + 1).saturating_sub(shown.max(1));
    let numbers: Vec<String> = (first..=at)
        .filter(|_| !format.is_empty())
        .map(|level| format!("%{}", level + 1))
        .collect();
    format!(
        "{}{}{}",
        affix("num-prefix"),
        numbers.join("."),
        affix("num-suffix")
    )
}

/// The format of Word for one of ODF (18.3.30, and those that LibreOffice adds, which give their first members).
fn word_format(format: &str) -> &'static str {
    let first = format.split(',').next().unwrap_or_default().trim();
    match first {
        "1" | "" => "decimal",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        "一" => "chineseCountingThousand",
        "壹" => "chineseLegalSimplified",
        "①" => "decimalEnclosedCircle",
        "甲" => "ideographTraditional",
        "子" => "ideographZodiac",
        "１" => "decimalFullWidth",
        _ => "decimal",
    }
}
