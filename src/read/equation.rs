//! Fields that overlay characters, which Word keeps without a result: phonetic guides and enclosed characters.
//!
//! In: `EQ \\* jc2 \\o\\ad(\\s\\up 9(chungeng),春耕)` · Out: `春耕`. In: `eq \\o\\ac(○,一)` · Out: `一`.
//!
//! The guide is no part of the running text, as in `w:ruby`; a circle is a frame.

/// What the instruction of a field shows, if it overlays characters. O(n).
pub(super) fn shown(instruction: &str) -> Option<String> {
    let field = instruction.trim_start();
    let named = field.get(..2)?.eq_ignore_ascii_case("eq");
    let at = field.find("\\o").or_else(|| field.find("\\O"))?;
    if !named {
        return None;
    }
    let open = at + field[at..].find('(')?;
    let shown: String = arguments(&field[open + 1..])
        .iter()
        .map(|argument| argument.trim())
        .filter(|argument| !is_guide(argument) && !is_frame(argument))
        .collect();
    (!shown.is_empty()).then_some(shown)
}

/// The arguments up to the closing bracket, commas or semicolons between them.
fn arguments(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut depth = 0usize;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ')' if depth == 0 => break,
            ',' | ';' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            '(' => depth += 1,
            ')' => depth -= 1,
            // A bracket or comma of the text itself stands behind a backslash.
            '\\' => {
                let next = chars.clone().next();
                if let Some(sign) = next.filter(|c| matches!(c, ',' | ';' | '(' | ')' | '\\')) {
                    chars.next();
                    if let Some(last) = found.last_mut() {
                        last.push(sign);
                    }
                    continue;
                }
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found
}

/// Whether an argument is raised or lowered beside the word: `\\s\\up 9(chungeng)`.
fn is_guide(argument: &str) -> bool {
    argument
        .get(..2)
        .is_some_and(|switch| switch.eq_ignore_ascii_case("\\s"))
}

/// Whether an argument is a sign that is drawn around another.
fn is_frame(argument: &str) -> bool {
    matches!(argument, "○" | "◯" | "□" | "△" | "◇" | "〇")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_word_is_shown_and_not_what_stands_above_or_around_it() {
        for (instruction, word) in [
            (
                r#" EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(chungeng),春耕)"#,
                Some("春耕"),
            ),
            (r"eq \o\ac(○,一)", Some("一")),
            (r"EQ \o\al(\s\do 8(zhu);注)", Some("注")),
            (r"EQ \f(1,2)", None),
            ("PAGE", None),
            ("", None),
        ] {
            assert_eq!(shown(instruction).as_deref(), word, "{instruction}");
        }
    }
}
