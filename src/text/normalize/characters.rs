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
/// may end, a direction of writing, a filler, a selector of variants. Words go on across it, so that one put into a copied
/// word hides nothing. These are the code points that Unicode calls default ignorable (DerivedCoreProperties.txt, 16.0).
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether a character belongs to a script that sets no blanks between words (Thai, Lao, Burmese, Khmer, Tai): a run of it
/// between two blanks is a sentence, not a word, so each of its letters and signs is a unit, as an ideograph is.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E01..=0x0E3A | 0x0E40..=0x0E4E | 0x0E80..=0x0ECE | 0x0EDC..=0x0EDF | 0x1000..=0x103F | 0x1050..=0x108F
        | 0x109A..=0x109D | 0x1780..=0x17D3 | 0x17DC..=0x17DD | 0x1950..=0x19C9 | 0x1A20..=0x1A7C
        | 0xA9E0..=0xA9EF | 0xA9FA..=0xA9FE | 0xAA60..=0xAADF)
}
