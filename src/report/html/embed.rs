//! Data inside a page: JSON that no text can break out of.

/// Makes serialised JSON safe inside a `<script>` element, and free of characters that a reader of the
/// source cannot see: O(n).
///
/// `<`, `>` and `&` end or start nothing then; U+2028 and U+2029 end no line; bidirectional controls turn
/// nothing round. All of them can stand only inside JSON strings, where `\uXXXX` means the same.
pub(super) fn script_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        if needs_escape(c) {
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// All are in the basic plane, so four hexadecimal digits name them.
fn needs_escape(c: char) -> bool {
    matches!(c,
        '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_script_end_inside_a_speech_stays_text() {
        let json = serde_json::to_string("</script><!--\u{202e}\u{2028}\0&amp;").unwrap();
        let safe = script_safe(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{202e}', '\u{2028}', '\0']));
    }

    proptest! {
        #[test]
        fn what_is_read_back_is_what_was_written(text in "\\PC{0,40}[<>&\u{0}\u{202e}\u{2029}]{0,4}") {
            let safe = script_safe(&serde_json::to_string(&text).unwrap());
            let back: String = serde_json::from_str(&safe).unwrap();
            prop_assert_eq!(back, text);
        }
    }
}
