//! Automatic numbers of lists and headings: they are not in the text of a Word document, and are counted again
//! here from `numbering.xml` (ISO/IEC 29500-1, 17.9).

use std::collections::BTreeMap;

use super::numerals::numeral;
use super::xml::{XmlAttributes, XmlHandler};
use crate::read::Problem;

/// Levels of a list.
const LEVELS: usize = 9;

/// The separator between a number and its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum NumberSuffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

#[derive(Clone, Debug)]
struct NumberingLevel {
    start: u32,
    format: String,
    /// `%1.%2`: the number's own text, with a place for the number of each level.
    text: String,
    /// All numbers in figures.
    legal: bool,
    suffix: NumberSuffix,
    /// The level, from 1, whose items start this one again; 0 for none; otherwise every higher one does.
    restart: Option<usize>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for NumberingLevel {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            legal: false,
            suffix: NumberSuffix::default(),
            restart: None,
            style: None,
        }
    }
}

#[derive(Clone, Debug, Default)]
struct AbstractNumbering {
    levels: BTreeMap<usize, NumberingLevel>,
    /// The numbering style that it defines, or that it borrows its levels from.
    defines: Option<String>,
    borrows: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct NumberingInstance {
    list: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, NumberingLevel>,
    used: bool,
}

/// The lists of a document and where their counting stands.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, AbstractNumbering>,
    numbers: BTreeMap<String, NumberingInstance>,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// The level that a list keeps for paragraphs of a style.
    pub(super) fn level_of_style(&self, number: &str, style: &str) -> Option<usize> {
        let list = self.list(&self.numbers.get(number)?.list)?;
        let of = |level: &NumberingLevel| level.style.as_deref() == Some(style);
        list.levels.iter().find(|(_, l)| of(l)).map(|(at, _)| *at)
    }

    /// A list, or the one that it borrows from.
    fn list(&self, id: &str) -> Option<&AbstractNumbering> {
        let list = self.lists.get(id)?;
        let Some(style) = list.borrows.as_ref().filter(|_| list.levels.is_empty()) else {
            return Some(list);
        };
        let mut lists = self.lists.values();
        lists.find(|other| other.defines.as_ref() == Some(style) && !other.levels.is_empty())
    }

    /// Counts one paragraph on and gives its number, with what stands behind it.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let number = self.numbers.get(id)?;
        let list = self.list(&number.list)?;
        let levels: [NumberingLevel; LEVELS] = std::array::from_fn(|at| {
            let level = number.levels.get(&at).or_else(|| list.levels.get(&at));
            let mut level = level.cloned().unwrap_or_default();
            level.start = number.starts.get(&at).copied().unwrap_or(level.start);
            level
        });
        let counters = self.counters.entry(number.list.clone()).or_default();
        if !number.used {
            for at in number.starts.keys().filter(|at| **at < LEVELS) {
                counters[*at] = None;
            }
        }
        for (at, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restarts = levels[at].restart.is_none_or(|by| level < by);
            if restarts {
                *counter = None;
            }
        }
        counters[level] = Some(match counters[level] {
            Some(number) => number.saturating_add(1),
            None => levels[level].start,
        });
        let written = write(&levels, counters, level);
        if let Some(number) = self.numbers.get_mut(id) {
            number.used = true;
        }
        Some(written)
    }
}

fn write(
    levels: &[NumberingLevel; LEVELS],
    counters: &[Option<u32>; LEVELS],
    level: usize,
) -> String {
    let own = &levels[level];
    if own.format == "bullet" {
        // Bullets are drawn with the private signs of symbol fonts.
        let sign = own.text.chars().next().unwrap_or('•');
        let private = matches!(sign, '\u{E000}'..='\u{F8FF}');
        return format!("{} ", if private { '•' } else { sign });
    }
    let mut written = String::new();
    let mut rest = own.text.chars().peekable();
    while let Some(c) = rest.next() {
        let at = rest.peek().and_then(|d| d.to_digit(10));
        match at {
            Some(at @ 1..=9) if c == '%' => {
                rest.next();
                let at = at as usize - 1;
                let value = counters[at].unwrap_or(levels[at].start);
                let format = if own.legal {
                    "decimal"
                } else {
                    &levels[at].format
                };
                written.push_str(&numeral(value, format));
            }
            _ => written.push(c),
        }
    }
    // A tab stop after a wide mark is what the page needs, not the text: people write 一、 without a space.
    let wide_end = written.ends_with(['、', '）', '．', '。', '，', '：']);
    if !(written.is_empty() || wide_end || own.suffix == NumberSuffix::Nothing) {
        written.push(' ');
    }
    written
}

/// Reads `numbering.xml`.
#[derive(Debug, Default)]
pub(super) struct NumberingReader {
    pub(super) numbering: Numbering,
    list: Option<(String, AbstractNumbering)>,
    number: Option<(String, NumberingInstance)>,
    level: Option<(usize, NumberingLevel)>,
    override_of: Option<usize>,
}

fn index(attributes: &XmlAttributes<'_>) -> usize {
    let level = attributes.get("ilvl").and_then(|v| v.trim().parse().ok());
    level.unwrap_or(0).min(LEVELS - 1)
}

impl XmlHandler for NumberingReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if let Some((_, level)) = &mut self.level {
            match name {
                "start" => level.start = attributes.number().unwrap_or(1),
                "numFmt" => level.format = attributes.val().unwrap_or_default(),
                "lvlText" => level.text = attributes.val().unwrap_or_default(),
                "isLgl" => level.legal = attributes.on(),
                "pStyle" => level.style = attributes.val(),
                "lvlRestart" => level.restart = attributes.number(),
                "suff" => {
                    level.suffix = match attributes.val().as_deref() {
                        Some("nothing") => NumberSuffix::Nothing,
                        Some("space") => NumberSuffix::Space,
                        _ => NumberSuffix::Tab,
                    }
                }
                _ => {}
            }
            return Ok(());
        }
        match name {
            "abstractNum" => {
                let id = attributes.get("abstractNumId").unwrap_or_default();
                self.list = Some((id, AbstractNumbering::default()));
            }
            "num" => {
                let id = attributes.get("numId").unwrap_or_default();
                self.number = Some((id, NumberingInstance::default()));
            }
            "lvl" => self.level = Some((index(attributes), NumberingLevel::default())),
            "lvlOverride" => self.override_of = Some(index(attributes)),
            "abstractNumId" => {
                if let Some((_, number)) = &mut self.number {
                    number.list = attributes.val().unwrap_or_default();
                }
            }
            "startOverride" => {
                if let (Some((_, number)), Some(at), Some(start)) =
                    (&mut self.number, self.override_of, attributes.number())
                {
                    number.starts.insert(at, start);
                }
            }
            "styleLink" => {
                if let Some((_, list)) = &mut self.list {
                    list.defines = attributes.val();
                }
            }
            "numStyleLink" => {
                if let Some((_, list)) = &mut self.list {
                    list.borrows = attributes.val();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "lvl" => {
                if let Some((at, level)) = self.level.take() {
                    let number = self.number.as_mut().map(|(_, number)| &mut number.levels);
                    let list = self.list.as_mut().map(|(_, list)| &mut list.levels);
                    if let Some(levels) = number.or(list) {
                        levels.insert(at, level);
                    }
                }
            }
            "lvlOverride" => self.override_of = None,
            "abstractNum" => self.numbering.lists.extend(self.list.take()),
            "num" => self.numbering.numbers.extend(self.number.take()),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}
