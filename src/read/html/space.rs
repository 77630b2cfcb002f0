//! White space in pages.

/// White space as a browser shows it: runs are one space, none at the ends, and none for a line end between two
/// wide characters (CSS Text 3, section 4.1.3).
pub(super) fn collapse(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut last = None;
    let mut gap: Option<bool> = None;
    for c in raw.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
            gap = Some(gap.unwrap_or(false) || c == '\n' || c == '\r');
            continue;
        }
        if let (Some(line_end), Some(last)) = (gap.take(), last)
            && !(line_end && is_wide(last) && is_wide(c))
        {
            text.push(' ');
        }
        text.push(c);
        last = Some(c);
    }
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
    text.trim_matches(blank).to_owned()
}

fn is_wide(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(2)
}

/// The first byte of a character that is no white space.
pub(super) fn begins_character(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, 0x80..=0xBF)
}
