//! Text that fits: what is shown for characters without a glyph, how wide a line is, where it is cut.

use std::borrow::Cow;

use super::font;

/// Text fit to be put into a file: white space made plain, and characters that steer instead of being read
/// (controls, bidi marks, unassigned ends of planes) written as their code, since XML forbids some of them and
/// others would turn a label around.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\t' | '\n' | '\r' | '\u{a0}' | '\u{2028}' | '\u{2029}') {
            out.push(' ');
        } else if steers(c) {
            out.push_str(&code(c));
        } else {
            out.push(c);
        }
    }
    out.trim().to_owned()
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb)
        || u32::from(c) & 0xfffe == 0xfffe
}

fn code(c: char) -> String {
    format!("〔U+{:04X}〕", u32::from(c))
}

/// The text as the bundled font can show it: a character that it lacks stands as its code, 〔U+2A6A5〕, which
/// is legible and can be looked up, where an empty box says nothing.
pub(super) fn legible(text: &str) -> Cow<'_, str> {
    if text.chars().all(font::has) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if font::has(c) {
            out.push(c);
        } else {
            out.push_str(&code(c));
        }
    }
    Cow::Owned(out)
}

/// Width of a line of `size`, in the unit of `size`.
pub(super) fn width(text: &str, size: f32) -> f32 {
    legible(text).chars().map(font::advance).sum::<f32>() * size
}

/// The text with its middle taken out where it is wider than `room`. Names of one series differ at their ends
/// more often than in the middle.
pub(super) fn elide(text: &str, size: f32, room: f32) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let left_over = room - width("…", size);
    let chars: Vec<char> = text.chars().collect();
    let (mut head, mut tail, mut used) = (0, 0, 0.0);
    // Three characters in front to two behind: a reader recognises a title by its beginning.
    loop {
        let front = head * 2 <= tail * 3;
        let next = if front {
            chars[head]
        } else {
            chars[chars.len() - 1 - tail]
        };
        used += width(next.encode_utf8(&mut [0; 4]), size);
        if used > left_over || head + tail + 1 >= chars.len() {
            break;
        }
        if front {
            head += 1;
        } else {
            tail += 1;
        }
    }
    if head == 0 {
        return if left_over >= 0.0 {
            "…".to_owned()
        } else {
            String::new()
        };
    }
    let (front, back) = (&chars[..head], &chars[chars.len() - tail..]);
    front.iter().chain(['…'].iter()).chain(back).collect()
}

/// The text in lines of at most `room`. Breaks between Chinese characters and at spaces, and keeps closing
/// punctuation off the beginning of a line.
pub(super) fn wrap(text: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line, size) + width(piece.trim_end(), size) > room {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        if !(line.is_empty() && piece.trim().is_empty()) {
            line.push_str(piece);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Pieces that are not broken: words, and single Chinese characters with the punctuation that clings to them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        if let Some(p) = previous {
            let breakable = p == ' ' || is_wide(p) || is_wide(c);
            let clings = c == ' '
                || "，。、；：？！”’）》〉】〕…,.;:?!)%％".contains(c)
                || "“‘（《〈【〔(".contains(p);
            if breakable && !clings {
                pieces.push(&text[start..at]);
                start = at;
            }
        }
        previous = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2e80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_has_no_glyph_is_shown_as_its_code() {
        assert_eq!(legible("𪚥先生"), "〔U+2A6A5〕先生");
        assert_eq!(clean("甲\u{202e}乙\u{0}"), "甲〔U+202E〕乙〔U+0000〕");
    }

    #[test]
    fn a_long_name_keeps_both_ends() {
        let short = elide("在全区组织部长会议上的讲话（2025年）", 10.0, 100.0);
        assert!(
            short.starts_with("在全区") && short.ends_with("）"),
            "{short}"
        );
        assert!(width(&short, 10.0) <= 100.0);
    }

    #[test]
    fn punctuation_stays_with_its_word() {
        assert_eq!(wrap("一二三。四五", 10.0, 40.0), ["一二三。", "四五"]);
        assert_eq!(wrap("一二三四。五", 10.0, 40.0), ["一二三", "四。五"]);
        assert_eq!(wrap("one two (three)", 10.0, 60.0), ["one two", "(three)"]);
    }

    proptest! {
        #[test]
        fn elided_text_fits_and_clean_text_has_no_controls(text in any::<String>(), room in 0.0f32..300.0) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(char::is_control));
            prop_assert!(width(&elide(&cleaned, 11.0, room), 11.0) <= room + 0.01);
            for line in wrap(&cleaned, 11.0, room) {
                prop_assert!(!line.is_empty());
            }
        }
    }
}
