//! The language of the terminal.

use crate::report::Lang;

/// The language of the locale: Chinese if it begins with `zh`, otherwise English.
pub(super) fn locale() -> Lang {
    locale_of(|name| std::env::var(name).ok())
}

/// The first of the three variables that is set and not empty decides, as POSIX orders them (Base Definitions, 8.2).
fn locale_of(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let set = |given: &'static [(&str, &str)]| {
            move |name: &str| {
                let found = given.iter().find(|(n, _)| *n == name);
                found.map(|(_, value)| (*value).to_owned())
            }
        };
        assert_eq!(locale_of(set(&[("LANG", "zh_CN.UTF-8")])), Lang::Zh);
        assert_eq!(
            locale_of(set(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")])),
            Lang::En
        );
        assert_eq!(
            locale_of(set(&[("LC_ALL", ""), ("LANG", "zh_TW")])),
            Lang::Zh
        );
        assert_eq!(locale_of(set(&[])), Lang::En);
    }
}
