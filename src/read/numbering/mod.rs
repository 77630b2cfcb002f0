//! Automatic numbers of lists and headings: they are not in the text of an office document, and are counted again
//! here as Word does (ISO/IEC 29500-1, 17.9).

mod numerals;

use std::collections::BTreeMap;

pub(in crate::read) use numerals::numeral;

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// The separator between a number and its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberSuffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

#[derive(Clone, Debug)]
pub(super) struct NumberingLevel {
    pub(super) start: u32,
    pub(super) format: String,
    /// `%1.%2`: the number's own text, with a place for the number of each level.
    pub(super) text: String,
    /// All numbers in figures.
    pub(super) legal: bool,
    pub(super) suffix: NumberSuffix,
    /// The level, from 1, whose items start this one again; 0 for none; otherwise every higher one does.
    pub(super) restart: Option<usize>,
    /// The style whose paragraphs are of this level.
    pub(super) style: Option<String>,
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
pub(super) struct AbstractNumbering {
    pub(super) levels: BTreeMap<usize, NumberingLevel>,
    /// The numbering style that it defines, or that it borrows its levels from.
    pub(super) defines: Option<String>,
    pub(super) borrows: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct NumberingInstance {
    pub(super) list: String,
    pub(super) starts: BTreeMap<usize, u32>,
    pub(super) levels: BTreeMap<usize, NumberingLevel>,
    pub(super) used: bool,
}

/// The lists of a document and where their counting stands.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    pub(super) lists: BTreeMap<String, AbstractNumbering>,
    pub(super) numbers: BTreeMap<String, NumberingInstance>,
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

    /// Lets a list count from the beginning again.
    pub(super) fn restart(&mut self, list: &str) {
        self.counters.remove(list);
    }

    /// Lets the next paragraph of a level have this number.
    pub(super) fn start_at(&mut self, list: &str, level: usize, number: u32) {
        let counters = self.counters.entry(list.to_owned()).or_default();
        if let Some(counter) = counters.get_mut(level) {
            *counter = number.checked_sub(1);
        }
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
    if own.suffix == NumberSuffix::Nothing {
        return written;
    }
    separated(written)
}

/// A number with the space that parts it from its text. A tab stop after a wide mark is what the page needs, not the text:
/// people write 一、 without a space.
pub(super) fn separated(mut number: String) -> String {
    let wide_end = number.ends_with(['、', '）', '．', '。', '，', '：']);
    if !(number.is_empty() || wide_end) {
        number.push(' ');
    }
    number
}
