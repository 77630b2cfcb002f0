//! Classes of characters that decide where units begin and end.

use unicode_normalization::char::canonical_combining_class;

/// Whether a character is a unit by itself: ideographs of every plane, kana, and 〇.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c as u32,
        0x3400..=0x9FFF | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x3005..=0x3007
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a character belongs to the one before it, so that both are normalised together: combining marks, conjoining
/// jamo, half-width voicing marks, variation selectors, joiners.
pub(super) fn joins_previous(c: char) -> bool {
    let code = c as u32;
    code >= 0x300
        && !matches!(code, 0x3400..=0x9FFF)
        && (is_combining(c)
            || matches!(code, 0x1160..=0x11FF | 0xFF9E | 0xFF9F | 0xFE00..=0xFE0F | 0x200D))
}

/// Whether a character is a combining mark.
pub(super) fn is_combining(c: char) -> bool {
    canonical_combining_class(c) != 0
}

/// Whether a character is there for whoever lays out the text, and nobody sees it: a soft hyphen, a place where a line
/// may end, a direction of writing. Words go on across it.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
    )
}
