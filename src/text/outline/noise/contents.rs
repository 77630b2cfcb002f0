//! Tables of contents that somebody typed, or that a file without styles keeps.
//!
//! In: `修桥工作报告⏎目　录⏎一、备料…………1⏎二、开工…………3⏎一、备料⏎石料要足。` · Out: the lines from `目　录` to `二、开工…………3`.
//!
//! A table says every heading a second time: left in the text, it would be taken for the outline, or for the title. Its
//! entries are short lines with the number of a page behind them. Without page numbers they are told by their end: the
//! first entry stands again, as the heading that it leads to.

use crate::text::outline::line::{TextLine, is_blank};

/// Titles of a table of contents, white space left out.
const TITLES: [&str; 5] = ["目录", "目次", "总目录", "contents", "tableofcontents"];

/// Longest entry, in code points, the dots before its page number among them.
const ENTRY: usize = 160;

/// Longest wording of an entry, in code points.
const WORDING: usize = 80;

/// Fewest entries below a title, and without one.
const ENTRIES: usize = 2;
const ENTRIES_ALONE: usize = 3;

/// Entries in a row that may have no page number: a heading that is set over two lines, or above others.
const UNNUMBERED: usize = 3;

/// The lines of tables of contents, by their indices, in order: O(n).
pub(super) fn contents(lines: &[TextLine<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = table_end(lines, at);
        found.extend(at..end);
        at = end.max(at + 1);
    }
    found
}

/// Behind the last line of the table of contents that begins at `at`; `at` itself where none does.
fn table_end(lines: &[TextLine<'_>], at: usize) -> usize {
    if !is_title(lines[at].text) {
        let led = |line: &&TextLine<'_>| Entry::of(line.text).is_some_and(|entry| entry.led);
        let count = lines[at..].iter().take_while(led).count();
        return if count >= ENTRIES_ALONE {
            at + count
        } else {
            at
        };
    }
    let entries: Vec<Entry> = lines[at + 1..]
        .iter()
        .map_while(|line| Entry::of(line.text))
        .collect();
    let Some(first) = entries.first() else {
        return at;
    };
    // From where the first entry stands again the text itself begins.
    let again = entries
        .iter()
        .skip(1)
        .position(|e| e.wording == first.wording);
    let entries = &entries[..again.map_or(entries.len(), |again| again + 1)];
    let mut end = 0;
    let (mut page, mut numbered) = (0, 0);
    for (index, entry) in entries.iter().enumerate() {
        match entry.page {
            Some(next) if next >= page => (page, end, numbered) = (next, index + 1, numbered + 1),
            None if index < end + UNNUMBERED => {}
            _ => break,
        }
    }
    if numbered >= ENTRIES {
        return at + 1 + end;
    }
    let follows = lines
        .get(at + 1 + entries.len())
        .and_then(|line| Entry::of(line.text));
    let repeated = follows.is_some_and(|next| next.wording == first.wording);
    if repeated && entries.len() >= ENTRIES {
        at + 1 + entries.len()
    } else {
        at
    }
}

fn is_title(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| !is_blank(*c))
        .flat_map(char::to_lowercase)
        .collect();
    TITLES.contains(&bare.as_str())
}

/// A line as an entry of a table of contents.
struct Entry {
    /// Its wording without white space, leaders and page number.
    wording: String,
    /// The number of its page, if it has one.
    page: Option<u32>,
    /// Whether dots lead to the page number.
    led: bool,
}

impl Entry {
    /// `None` for a line that is running text.
    fn of(text: &str) -> Option<Self> {
        if text.chars().count() > ENTRY || text.ends_with(['。', '；', '！', '？', ';', '!', '?'])
        {
            return None;
        }
        let figures = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
        // （12）, －12－ and 12 are one number.
        let dressed =
            |c: char| is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '-' | '－' | '—' | '–');
        let open = text.trim_end_matches(dressed);
        let digits: String = open.chars().rev().take_while(|c| figures(*c)).collect();
        let before = &open[..open.len() - digits.len()];
        let undressed = before.trim_end_matches(dressed);
        let leader = |c: char| matches!(c, '.' | '．' | '…' | '·' | '•' | '_' | '‥' | '⋯' | '。');
        let dots = undressed
            .chars()
            .rev()
            .take_while(|c| leader(*c) || is_blank(*c));
        let dots = dots.filter(|c| leader(*c)).count();
        let parted = undressed.len() < before.len() || dots > 0;
        let ascii: String = digits.chars().rev().map(crate::text::fold).collect();
        let page = ascii
            .parse()
            .ok()
            .filter(|_| parted && digits.chars().count() <= 4);
        let body = if page.is_some() { undressed } else { text };
        let wording: String = body
            .trim_end_matches(|c| leader(c) || is_blank(c))
            .chars()
            .filter(|c| !is_blank(*c))
            .collect();
        (!wording.is_empty() && wording.chars().count() <= WORDING).then_some(Self {
            wording,
            page,
            led: page.is_some() && dots >= 3 || page.is_some() && text.contains("……"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::outline::line::lines;

    fn found(text: &str) -> Vec<usize> {
        contents(&lines(text))
    }

    #[test]
    fn a_table_reaches_to_its_last_page_number() {
        for text in [
            "目　录\n一、备料……………1\n二、开工……………3\n一、备料\n石料要足。\n二、开工\n春天开工。\n",
            "目录\n一、备料.........1\n二、开工.........12\n一、备料\n石料要足。\n",
            "目\t录\n第一章 总则 1\n第二章 经费 2\n第一章 总则\n本镇修桥。\n",
            "CONTENTS\nMaterials\t1\nWorks\t4\nMaterials\nStone is needed.\n",
            "目次\n一、备料 （1）\n二、开工 （3）\n正文从这里开始，石料要足。\n",
        ] {
            assert_eq!(found(text), [0, 1, 2], "{text}");
        }
    }

    #[test]
    fn a_table_without_page_numbers_ends_where_its_first_entry_stands_again() {
        let text = "修桥办法\n目录\n第一章 总则\n第二章 经费\n第一章 总则\n本镇修桥。\n第二章 经费\n经费自筹。\n";
        assert_eq!(found(text), [1, 2, 3]);
    }

    #[test]
    fn leaders_make_a_table_without_a_title() {
        let text = "一、备料……………1\n二、开工……………3\n三、验收……………5\n一、备料\n石料要足。\n";
        assert_eq!(found(text), [0, 1, 2]);
    }

    #[test]
    fn what_only_speaks_of_contents_is_none() {
        for text in [
            "目录\n这本书没有目录。\n石料要足。\n",
            "收费目录\n石料 3\n木料 5\n",
            "目录\n石料要足，木料要干。\n一、备料\n",
            "共有石料 300\n共有木料 200\n共有石灰 100\n",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
