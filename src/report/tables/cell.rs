//! What tables are made of.

use crate::analysis::{InformationShares, Shares};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing: not known, or there is none.
    Empty,
    /// A name that other files repeat: never changed.
    Name(String),
    /// Wording, of which line breaks are taken out.
    Text(String),
    /// A number of things.
    Count(usize),
    /// From 0 to 1, four digits behind the point.
    Share(f64),
    /// Bits, one digit behind the point.
    Bits(f64),
}

/// The cells of a row, as many as the table has columns.
pub(super) type Row = Vec<Cell>;

/// A table: it is read once, from top to bottom.
pub(super) struct Table<'a> {
    /// The file that it is as CSV.
    pub(super) file: &'static str,
    pub(super) columns: Vec<String>,
    pub(super) rows: Box<dyn Iterator<Item = Row> + 'a>,
}

impl Cell {
    /// A name of something else in the run, or of a file.
    pub(super) fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    pub(super) fn text(text: impl AsRef<str>) -> Self {
        Self::Text(one_line(text.as_ref()))
    }

    /// What is known of a fact; an empty cell where nothing is.
    pub(super) fn fact(fact: Option<&String>) -> Self {
        fact.map_or(Self::Empty, Self::text)
    }

    pub(super) fn share_if_any(share: Option<f64>) -> Self {
        share.map_or(Self::Empty, Self::Share)
    }
}

impl<'a> Table<'a> {
    pub(super) fn new(
        file: &'static str,
        columns: &[&str],
        rows: impl Iterator<Item = Row> + 'a,
    ) -> Self {
        Self {
            file,
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            rows: Box::new(rows),
        }
    }
}

/// The columns of shares, by characters and by information.
pub(super) const SHARE_COLUMNS: [&str; 7] = [
    "boilerplate",
    "shared",
    "local",
    "information_bits",
    "information_boilerplate",
    "information_shared",
    "information_local",
];

pub(super) fn share_cells(shares: &Shares, information: &InformationShares) -> [Cell; 7] {
    let news = &information.shares;
    [
        Cell::Share(shares.boilerplate),
        Cell::Share(shares.shared),
        Cell::Share(shares.local),
        Cell::Bits(information.bits),
        Cell::Share(news.boilerplate),
        Cell::Share(news.shared),
        Cell::Share(news.local),
    ]
}

/// The text in one line. A line break that a width put between ideographs goes, others become a space:
/// `政府工作报\n告` → `政府工作报告`, `Work\n report` → `Work report`.
pub(super) fn one_line(text: &str) -> String {
    let breaks = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    if !text.contains(breaks) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split(breaks) {
        let line = line.trim();
        if let (Some(before), Some(next)) = (out.chars().next_back(), line.chars().next())
            && !(is_wide(before) && is_wide(next))
        {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Ideographs and full-width marks, from CJK radicals on.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line("政府工作报\r\n告"), "政府工作报告");
        assert_eq!(one_line("Work\n report"), "Work report");
        assert_eq!(one_line("同志们：\n\n  2025年"), "同志们： 2025年");
        assert_eq!(one_line("\n关于 印发的通知\n"), "关于 印发的通知");
    }

    proptest! {
        #[test]
        fn no_line_break_stays_and_no_letter_goes(text in any::<String>()) {
            let line = one_line(&text);
            let broken = line.contains(['\n', '\r', '\u{2028}']);
            prop_assert!(!broken);
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&line), letters(&text));
        }
    }
}
