//! Style and script of the report, from the files in `assets/`.

/// In the order of the cascade.
const STYLES: &[&str] = &[
    include_str!("assets/tokens.css"),
    include_str!("assets/base.css"),
    include_str!("assets/components.css"),
    include_str!("assets/views.css"),
    include_str!("assets/reading.css"),
    include_str!("assets/findings.css"),
    include_str!("assets/print.css"),
];

/// Every module behind those that it imports.
const SCRIPTS: &[&str] = &[
    include_str!("assets/strings.js"),
    include_str!("assets/state.js"),
    include_str!("assets/dom.js"),
    include_str!("assets/view.js"),
    include_str!("assets/data.js"),
    include_str!("assets/format.js"),
    include_str!("assets/download.js"),
    include_str!("assets/zip.js"),
    include_str!("assets/table.js"),
    include_str!("assets/chart.js"),
    include_str!("assets/shares.js"),
    include_str!("assets/heatmap.js"),
    include_str!("assets/histogram.js"),
    include_str!("assets/timeline.js"),
    include_str!("assets/ticks.js"),
    include_str!("assets/fold.js"),
    include_str!("assets/clauses.js"),
    include_str!("assets/places.js"),
    include_str!("assets/mould.js"),
    include_str!("assets/text.js"),
    include_str!("assets/strip.js"),
    include_str!("assets/chooser.js"),
    include_str!("assets/sources.js"),
    include_str!("assets/export.js"),
    include_str!("assets/findings.js"),
    include_str!("assets/documents.js"),
    include_str!("assets/likeness.js"),
    include_str!("assets/groups.js"),
    include_str!("assets/about.js"),
    include_str!("assets/overview.js"),
    include_str!("assets/document.js"),
    include_str!("assets/align.js"),
    include_str!("assets/changes.js"),
    include_str!("assets/pair.js"),
    include_str!("assets/theme.js"),
    include_str!("assets/synopsis.js"),
    include_str!("assets/themes.js"),
    include_str!("assets/wording.js"),
    include_str!("assets/compare.js"),
    include_str!("assets/main.js"),
];

/// The style sheet.
pub(super) fn style() -> String {
    STYLES.concat()
}

/// The modules as one: their imports fall away, and what they export is in the same scope.
///
/// The modules keep to two forms: `import { … } from './x.js';` on lines of its own, and `export` before a
/// declaration. No two of them declare the same name at the top.
pub(super) fn script() -> String {
    let mut bundle = String::new();
    for module in SCRIPTS {
        let mut inside_import = false;
        for line in module.lines() {
            inside_import |= line.starts_with("import ");
            if inside_import {
                inside_import = !line.trim_end().ends_with(';');
                continue;
            }
            bundle.push_str(line.strip_prefix("export ").unwrap_or(line));
            bundle.push('\n');
        }
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_bundle_is_one_scope() {
        let script = script();
        let mut names = BTreeSet::new();
        for line in script.lines() {
            assert!(
                !line.starts_with("import ") && !line.starts_with("export "),
                "{line}"
            );
            let mut words = line.split([' ', '(', '=', ';', '{']);
            let declares = match words.next() {
                Some("async") => words.next() == Some("function"),
                Some(word) => matches!(word, "function" | "const" | "let" | "class"),
                None => false,
            };
            if declares && let Some(name) = words.find(|word| !word.is_empty()) {
                assert!(names.insert(name.to_owned()), "{name} is declared twice");
            }
        }
        assert!(names.len() > 50, "the declarations were not seen");
    }

    #[test]
    fn neither_ends_its_element_early() {
        for (text, end) in [(script(), "</script"), (style(), "</style")] {
            assert!(!text.to_lowercase().contains(end));
            assert!(!text.contains("<!--"));
        }
    }

    /// Strings become text, never markup.
    #[test]
    fn no_module_makes_elements_out_of_strings() {
        for module in SCRIPTS {
            for way in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "DOMParser",
                "createContextualFragment",
            ] {
                assert!(!module.contains(way), "{way}");
            }
        }
    }

    /// One meaning, one colour: charts and report take it from the same place.
    #[test]
    fn colours_are_those_of_the_charts() {
        use crate::report::palette;
        let tokens = STYLES[0];
        let (light, dark) = tokens
            .split_once("@media screen")
            .expect("dark colours follow the light ones");
        for (part, name, colour) in [
            (light, "--ink", palette::INK),
            (light, "--boilerplate", palette::BOILERPLATE),
            (light, "--shared", palette::SHARED),
            (light, "--local", palette::LOCAL),
            (light, "--boilerplate-tint", palette::BOILERPLATE_TINT),
            (light, "--shared-tint", palette::SHARED_TINT),
            (light, "--local-tint", palette::LOCAL_TINT),
            (light, "--ramp-0", palette::sequential(0.0)),
            (light, "--ramp-1", palette::sequential(0.2)),
            (light, "--ramp-2", palette::sequential(0.4)),
            (light, "--ramp-3", palette::sequential(0.6)),
            (light, "--ramp-4", palette::sequential(0.8)),
            (light, "--ramp-5", palette::sequential(1.0)),
            (dark, "--surface", palette::DARK_PAPER),
            (dark, "--boilerplate", palette::BOILERPLATE_DARK),
            (dark, "--shared", palette::SHARED_DARK),
            (dark, "--local", palette::LOCAL_DARK),
        ] {
            let line = format!("{name}: {};", colour.hex());
            assert!(part.contains(&line), "{line}");
        }
    }

    /// A key that is missing would stop the page; one that nobody uses is dead weight.
    #[test]
    fn every_string_is_there_in_two_languages_and_used() {
        let (strings, modules) = SCRIPTS.split_first().expect("strings.js comes first");
        let mut keys = BTreeSet::new();
        for line in strings.lines().filter_map(|line| line.strip_prefix("  ")) {
            if let Some((key, wordings)) = line.split_once(": [") {
                assert!(wordings.contains("', '"), "{key} has one language");
                assert!(keys.insert(key.trim_matches('\'')), "{key} stands twice");
            }
        }
        let code = modules.concat();
        let calls = |opening: &'static str| {
            code.match_indices(opening).filter_map(|(at, _)| {
                let begins = !code[..at].ends_with(|c: char| c.is_alphanumeric());
                begins.then_some(&code[at + opening.len()..])
            })
        };
        for call in calls("t('") {
            let key = call.split('\'').next().unwrap_or_default();
            assert!(keys.contains(key), "{key} is missing");
        }
        let stems: Vec<&str> = calls("t(`")
            .filter_map(|call| call.split("${").next())
            .collect();
        for key in keys {
            let key = key.strip_suffix(".one").unwrap_or(key);
            let whole = code.contains(&format!("'{key}'"));
            assert!(
                whole || stems.iter().any(|stem| key.starts_with(stem)),
                "{key} is not used"
            );
        }
    }
}
