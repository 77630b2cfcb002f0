//! Declarations of CSS that hide text, in a `style` attribute or a style sheet.
//!
//! In: `display : none !important` · Out: hidden. In: `font-size:0.9em` · Out: shown.

/// Distance by which text is pushed out of the window to hide it, in pixels.
const OUT_OF_SIGHT: f64 = 900.0;

/// Whether declarations hide what they apply to, show it, or say nothing of it.
pub(super) fn hides(declarations: &str) -> Option<bool> {
    let mut found = None;
    let mut say = |hidden: bool| found = Some(found.unwrap_or(false) || hidden);
    for declaration in declarations.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        let value = value.to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim();
        match name.as_str() {
            "display" => say(value == "none"),
            "visibility" => say(matches!(value, "hidden" | "collapse")),
            "font-size" | "opacity" => say(number(value) == Some(0.0)),
            "text-indent" | "left" | "top" | "margin-left" | "margin-top"
                if number(value).is_some_and(|pixels| pixels <= -OUT_OF_SIGHT) =>
            {
                say(true);
            }
            "color" if value == "transparent" => say(true),
            _ => {}
        }
    }
    found
}

/// The number with which a value begins.
fn number(value: &str) -> Option<f64> {
    let end = value
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(value.len());
    value[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_hide_in_many_ways() {
        for hidden in [
            "display:none!important",
            "visibility: collapse",
            "font-size:0",
            "opacity:0",
            "position:absolute;left:-9999px",
            "text-indent:-999em",
            "color:transparent",
            "display:block;visibility:hidden",
        ] {
            assert_eq!(hides(hidden), Some(true), "{hidden}");
        }
        assert_eq!(hides("display:block"), Some(false));
        assert_eq!(hides("font-size:0.9em;left:-2px"), Some(false));
        assert_eq!(hides("color:red"), None);
    }
}
