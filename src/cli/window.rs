//! The window that the terminal has, and lines that fit it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns where nobody says how many there are, as in a pipe: what fits the windows that most people have.
const DEFAULT_COLUMNS: usize = 100;

/// The width of the terminal: as the variable COLUMNS has it, or as it says itself.
pub(super) fn columns() -> usize {
    let variable = std::env::var("COLUMNS").ok();
    let said = variable.and_then(|columns| columns.parse().ok());
    let of_terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.or_else(of_terminal)
        .unwrap_or(DEFAULT_COLUMNS)
        .clamp(30, 400)
}

/// The text in lines of at most `width` columns: broken at spaces and between ideographs, with closing punctuation kept off the
/// beginning of a line. Control characters are replaced, as they would move the cursor.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let full = line.width() + piece.trim_end().width() > width;
        if full && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        if line.is_empty() && piece.trim().is_empty() {
            continue;
        }
        line.push_str(&piece);
        // A word that is wider than the window is broken anywhere.
        while line.trim_end().width() > width {
            let (head, rest) = split(&line, width);
            lines.push(head);
            line = rest;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What is not broken: words with the space behind them, single ideographs with the punctuation that clings to them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let c = if c.is_control() { '\u{fffd}' } else { c };
        let clings = c == ' '
            || "，。、；：？！”’）》〉】〕…,.;:?!)%％".contains(c)
            || before.is_some_and(|b| "“‘（《〈【〔(".contains(b));
        let breaks = before.is_none_or(|b| b == ' ' || is_wide(b) || is_wide(c)) && !clings;
        match pieces.last_mut() {
            Some(piece) if !breaks => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// The characters that fit, and the rest; at least one fits.
fn split(line: &str, width: usize) -> (String, String) {
    let mut used = 0;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width && at > 0 {
            break;
        }
        end = at + c.len_utf8();
    }
    (line[..end].to_owned(), line[end..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_ideographs_and_at_spaces() {
        assert_eq!(wrapped("一二三四。五六", 8), ["一二三", "四。五六"]);
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("“古蔺”的 55%", 7), ["“古蔺”", "的 55%"]);
        assert_eq!(wrapped("", 8), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn lines_fit_and_no_letter_goes(text in "\\PC{0,60}", width in 4usize..40) {
            let lines = wrapped(&text, width);
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in lines {
                prop_assert!(line.width() <= width, "{:?}", line);
            }
        }
    }
}
