//! Tables for a terminal, on which a Chinese character is two columns wide.

use unicode_width::UnicodeWidthStr;

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnAlign {
    Left,
    Right,
}

/// Lays out rows of cells as lines: each column as wide as its widest cell, two spaces between columns, `indent` before
/// them. Cells without a column in `align` are left out.
pub(super) fn layout(rows: &[Vec<String>], align: &[ColumnAlign], indent: &str) -> Vec<String> {
    let columns = align.len();
    let widths: Vec<usize> = (0..columns)
        .map(|c| {
            rows.iter()
                .filter_map(|row| row.get(c))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    rows.iter()
        .map(|row| {
            let mut line = indent.to_owned();
            for (c, cell) in row.iter().enumerate().take(columns) {
                let gap = " ".repeat(widths[c].saturating_sub(cell.width()));
                if c > 0 {
                    line.push_str("  ");
                }
                match align[c] {
                    ColumnAlign::Left => line.push_str(&(cell.to_owned() + &gap)),
                    ColumnAlign::Right => line.push_str(&(gap + cell)),
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// Shortens `text` to at most `width` terminal columns. The middle goes, since names of files differ at their ends:
/// `2024年度工作报告定稿.txt` in 14 columns is `2024年…稿.txt`. Control characters are replaced.
pub(super) fn shorten(text: &str, width: usize) -> String {
    // What would move the cursor must not reach a terminal, whatever a file is called.
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect();
    if clean.width() <= width {
        return clean;
    }
    let room = width.saturating_sub(1);
    let head = take(clean.chars(), room - room / 2);
    let tail: Vec<char> = take(clean.chars().rev(), room / 2);
    head.into_iter()
        .chain(['…'])
        .chain(tail.into_iter().rev())
        .collect()
}

/// As many of the first characters as fit in `width` terminal columns.
fn take(chars: impl Iterator<Item = char>, width: usize) -> Vec<char> {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += c.to_string().width();
            used <= width
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_line_up_under_chinese_names() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let rows = [row("海东.txt", "1 %"), row("a.txt", "12 %")];
        let lines = layout(&rows, &[ColumnAlign::Left, ColumnAlign::Right], "  ");
        assert_eq!(lines, ["  海东.txt   1 %", "  a.txt     12 %"]);
    }

    #[test]
    fn the_middle_of_a_long_name_goes() {
        assert_eq!(shorten("2024年度工作报告定稿.txt", 14), "2024年…稿.txt");
        assert_eq!(shorten("short.txt", 14), "short.txt");
        assert_eq!(shorten("a\x1b[2J.txt", 14), "a\u{FFFD}[2J.txt");
    }

    proptest! {
        #[test]
        fn nothing_gets_wider_than_asked(text in "\\PC{0,60}", width in 1usize..40) {
            prop_assert!(shorten(&text, width).width() <= width);
        }
    }
}
