//! Names of the files that hold the texts.

use std::collections::BTreeSet;

/// Longest file name in bytes: file systems take 255, and a number and `.txt` may have to follow.
const MAX_NAME: usize = 200;

/// Where the text of each document lies in the run folder, `texts/….txt`, in their order: the document's name without
/// what file systems or shells stumble over, and with a number where two come to be alike, in upper or lower case.
pub fn text_files<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .map(|name| {
            let safe = safe(name);
            let stem = safe.strip_suffix(".txt").unwrap_or(&safe);
            let mut path = format!("{stem}.txt");
            let mut number = 2;
            while !taken.insert(path.to_lowercase()) {
                path = format!("{stem}~{number}.txt");
                number += 1;
            }
            format!("texts/{path}")
        })
        .collect()
}

/// A name as one part of a path, on every system.
fn safe(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars() {
        let odd = c.is_control() || c.is_whitespace() || "/\\:*?\"<>|".contains(c);
        let c = if odd { '_' } else { c };
        if safe.len() + c.len_utf8() > MAX_NAME {
            break;
        }
        safe.push(c);
    }
    // Hidden files, `..`, and names that Windows cannot have.
    let mut safe = safe.trim_end_matches(['.', '_']).to_owned();
    let device = safe.split('.').next().unwrap_or_default().to_lowercase();
    let reserved = matches!(device.as_str(), "con" | "prn" | "aux" | "nul")
        || (device.len() == 4
            && (device.starts_with("com") || device.starts_with("lpt"))
            && device.ends_with(|c: char| c.is_ascii_digit()));
    if safe.is_empty() || safe.starts_with('.') || reserved {
        safe.insert(0, '_');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::text_files;
    use proptest::prelude::*;

    #[test]
    fn names_become_files_that_every_system_can_have() {
        let names = [
            "a.txt",
            "a",
            "A.TXT",
            "b/a.docx",
            "b\\a.docx",
            "..",
            "",
            "con",
            "Aux.txt",
            ".x",
            "报告 1:2",
        ];
        assert_eq!(
            text_files(names.into_iter()),
            [
                "texts/a.txt",
                "texts/a~2.txt",
                "texts/A.TXT.txt",
                "texts/b_a.docx.txt",
                "texts/b_a.docx~2.txt",
                "texts/_.txt",
                "texts/_~2.txt",
                "texts/_con.txt",
                "texts/_Aux.txt",
                "texts/_.x.txt",
                "texts/报告_1_2.txt",
            ]
        );
    }

    proptest! {
        #[test]
        fn they_are_all_different_and_lead_nowhere_else(names in proptest::collection::vec("[./\\\\a~2A甲\n ]{0,90}", 0..12)) {
            let mut found = text_files(names.iter().map(String::as_str));
            for path in &found {
                let name = path.strip_prefix("texts/").unwrap();
                prop_assert!(name.len() <= 255 && !name.contains(['/', '\\', '\n']) && !name.starts_with('.'));
                prop_assert!(name.ends_with(".txt"));
            }
            found = found.iter().map(|p| p.to_lowercase()).collect();
            found.sort();
            found.dedup();
            prop_assert_eq!(found.len(), names.len());
        }
    }
}
