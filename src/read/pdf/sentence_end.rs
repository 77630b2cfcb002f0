//! Marks with which a sentence, or what introduces the next lines, ends.

/// Whether a line that ends with this character need not go on in the next.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '!' | '?' | '”' | '」' | '）' | ')' | '：' | ':' | '；' | ';'
    )
}
