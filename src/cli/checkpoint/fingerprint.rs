//! Fingerprints of the options and of the texts of a run, so that a later run can tell whether it is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::document::{Corpus, Document};

/// A hash that is the same on every machine and in every run.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    hash_with_seed(bytes, 0)
}

/// As [`hash`]; other seeds give other hashes.
pub(super) fn hash_with_seed(bytes: &[u8], seed: u64) -> u64 {
    rapidhash_v3_seeded(bytes, &RapidSecrets::seed(seed))
}

/// The value of everything that can change the output, by name: options, files that options name, and the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct OptionsFingerprint(BTreeMap<String, String>);

impl OptionsFingerprint {
    /// The fingerprint of `values`, the options that can change the output, and of the contents of `files`, the options
    /// among them that name a file which is no text.
    pub(in crate::cli) fn new(values: &toml::Table, files: &[(&str, &Path)]) -> Self {
        let mut all: BTreeMap<String, String> = values
            .iter()
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

    /// Adds the version and the build of the program: another build may not understand the stored results. Reads the
    /// program's own file, some 50 ms.
    pub(super) fn with_program(mut self) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let build = std::env::current_exe().and_then(fs::read);
        let program = build.map_or(version.to_owned(), |bytes| {
            format!("{version} (build {:08x})", hash(&bytes) as u32)
        });
        self.0.insert("version of leitong".to_owned(), program);
        self
    }

    /// The options in which this run differs from the one `before` it, a line each.
    pub(super) fn differences(&self, before: &Self) -> Vec<String> {
        let names: BTreeSet<&String> = self.0.keys().chain(before.0.keys()).collect();
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

/// The texts of a run in order: each by its file and name, with a hash of what was read from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct TextsFingerprint {
    compared: Vec<(String, u64)>,
    reference: Vec<(String, u64)>,
}

impl TextsFingerprint {
    /// The fingerprint of all that the stages see of a corpus: text, layout and metadata, as read. O(bytes of the
    /// texts), some GB a second.
    pub(in crate::cli) fn of(corpus: &Corpus) -> Self {
        Self {
            compared: corpus.documents.par_iter().map(place_and_hash).collect(),
            reference: corpus.reference.par_iter().map(place_and_hash).collect(),
        }
    }

    /// The texts in which this run differs from the one `before` it, a line each.
    pub(super) fn differences(&self, before: &Self) -> Vec<String> {
        let reference = differences(&before.reference, &self.reference);
        let mut found = differences(&before.compared, &self.compared);
        found.extend(reference.into_iter().map(|d| format!("reference {d}")));
        found
    }
}

/// The file of a document, with its name where one file holds several, and the hash of the document.
fn place_and_hash(document: &Document) -> (String, u64) {
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

/// The texts that changed, came or went, a line each.
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
        let before = options("idf = \"sections\"\nngram = 5\nwords = 3");
        let now = options("idf = \"sections\"\nngram = 6");
        assert_eq!(
            now.differences(&before),
            ["ngram: 5 then, 6 now", "words: 3 then, not set now"]
        );
    }
}
