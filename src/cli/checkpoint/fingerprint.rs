//! What a run was told and what it read, so that another can tell whether it is the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::document::{Corpus, Document};

/// The same on every machine.
fn hash(bytes: &[u8]) -> u64 {
    const SECRETS: RapidSecrets = RapidSecrets::seed(0);
    rapidhash_v3_seeded(bytes, &SECRETS)
}

/// Everything that a run was told and that can change what it writes, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionsFingerprint(BTreeMap<String, String>);

/// Options that change no byte of the output.
const WITHOUT_EFFECT: [&str; 7] = [
    "out",
    "threads",
    "quiet",
    "verbose",
    "force",
    "strict",
    "checkpoint-after",
];

impl OptionsFingerprint {
    /// The options of a configuration file, which has all of them, and what stands in the files that they name.
    pub fn new(options: &toml::Table, files: &[(&str, &Path)]) -> Self {
        let mut all: BTreeMap<String, String> = options
            .iter()
            .filter(|(name, _)| !WITHOUT_EFFECT.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.to_string()))
            .collect();
        for (name, file) in files {
            // A file that cannot be read ends the run anyway, with a message of its own.
            if let Ok(bytes) = fs::read(file) {
                all.insert(
                    format!("contents of --{name}"),
                    format!("{:016x}", hash(&bytes)),
                );
            }
        }
        Self(all)
    }

    /// With the version of the program, and which build of it: what one keeps, another may not understand. Reads the
    /// program itself, some 50 ms.
    pub fn with_program(mut self) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let build = std::env::current_exe().and_then(fs::read);
        let program = build.map_or(version.to_owned(), |bytes| {
            format!("{version} (build {:08x})", hash(&bytes) as u32)
        });
        self.0.insert("version of leitong".to_owned(), program);
        self
    }

    /// Where `self`, of the run to come, differs from the run before.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let names: std::collections::BTreeSet<&String> =
            self.0.keys().chain(before.0.keys()).collect();
        let said = |value: Option<&String>| value.map_or("not set".to_owned(), String::clone);
        names
            .into_iter()
            .filter(|name| self.0.get(*name) != before.0.get(*name))
            .map(|name| {
                let (now, before) = (said(self.0.get(name)), said(before.0.get(name)));
                format!("{name}: {before} then, {now} now")
            })
            .collect()
    }
}

/// The texts of a run: each by its file and name, with a fingerprint of what was read from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextsFingerprint {
    compared: Vec<(String, u64)>,
    reference: Vec<(String, u64)>,
}

impl TextsFingerprint {
    /// Of everything that the stages see of a corpus: text, layout and metadata, as read. O(text), some GB a second.
    pub fn of(corpus: &Corpus) -> Self {
        Self {
            compared: corpus.documents.par_iter().map(one).collect(),
            reference: corpus.reference.par_iter().map(one).collect(),
        }
    }

    /// Where `self`, of the run to come, differs from the run before.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let mut differences = differences(&before.compared, &self.compared);
        differences.extend(differences_of_reference(before, self));
        differences
    }
}

fn differences_of_reference(before: &TextsFingerprint, now: &TextsFingerprint) -> Vec<String> {
    let found = differences(&before.reference, &now.reference);
    found
        .into_iter()
        .map(|d| format!("reference {d}"))
        .collect()
}

fn one(document: &Document) -> (String, u64) {
    let path = document.path.display().to_string();
    let place = if document
        .path
        .file_name()
        .is_some_and(|name| name.to_string_lossy() == document.name)
    {
        path
    } else {
        format!("{path}: {}", document.name)
    };
    let beside = postcard::to_allocvec(&(&document.name, &document.layout, &document.metadata))
        .expect("plain data in memory can always be encoded");
    let both = [hash(document.text.as_str().as_bytes()), hash(&beside)];
    (place, hash(both.map(u64::to_le_bytes).as_flattened()))
}

/// What has changed, come or gone.
fn differences(before: &[(String, u64)], now: &[(String, u64)]) -> Vec<String> {
    let known: BTreeMap<&str, u64> = before.iter().map(|(p, h)| (p.as_str(), *h)).collect();
    let present: BTreeMap<&str, u64> = now.iter().map(|(p, h)| (p.as_str(), *h)).collect();
    let mut found: Vec<String> = Vec::new();
    for (place, hash) in &present {
        match known.get(place) {
            None => found.push(format!("{place}: new")),
            Some(before) if before != hash => found.push(format!("{place}: changed")),
            Some(_) => {}
        }
    }
    for place in known.keys().filter(|p| !present.contains_key(*p)) {
        found.push(format!("{place}: gone"));
    }
    if found.is_empty() && before != now {
        found.push("their order: changed".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::text::metadata::Metadata;
    use crate::text::{Layout, SourceText};

    fn corpus(texts: &[(&str, &str)]) -> Corpus {
        let document = |(name, text): &(&str, &str)| Document {
            name: (*name).to_owned(),
            path: PathBuf::from("speeches").join(name),
            text: SourceText::from(*text),
            layout: Layout::default(),
            metadata: Metadata::default(),
        };
        Corpus {
            documents: texts.iter().map(document).collect(),
            ..Corpus::default()
        }
    }

    #[test]
    fn texts_that_changed_came_or_went_are_named() {
        let before = TextsFingerprint::of(&corpus(&[
            ("a.txt", "一"),
            ("b.txt", "二"),
            ("c.txt", "三"),
        ]));
        let now = TextsFingerprint::of(&corpus(&[
            ("a.txt", "一"),
            ("b.txt", "两"),
            ("d.txt", "三"),
        ]));
        assert_eq!(before.differences(&before), [""; 0]);
        assert_eq!(
            now.differences(&before),
            [
                "speeches/b.txt: changed",
                "speeches/d.txt: new",
                "speeches/c.txt: gone"
            ]
        );
    }

    #[test]
    fn what_the_form_says_counts_too() {
        let before = corpus(&[("a.txt", "一")]);
        let mut now = before.clone();
        now.documents[0].metadata.date = Some("2025".to_owned());
        let differences = TextsFingerprint::of(&now).differences(&TextsFingerprint::of(&before));
        assert_eq!(differences, ["speeches/a.txt: changed"]);
    }

    #[test]
    fn options_that_differ_are_named_with_both_values() {
        let options = |text: &str| OptionsFingerprint::new(&text.parse().unwrap(), &[]);
        let before = options("ngram = 5\nthreads = 2\nwords = 3");
        let now = options("ngram = 6\nthreads = 8");
        assert_eq!(
            now.differences(&before),
            ["ngram: 5 then, 6 now", "words: 3 then, not set now"]
        );
    }
}
