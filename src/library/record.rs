//! A text of the library with what is known of it, as it is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::name;
use crate::document::Document;
use crate::fingerprint::of_bytes;
use crate::span::Span;
use crate::text::metadata::{Described, Fact, GivenBy, Metadata, Origin, facts};
use crate::text::places;
use crate::text::words::Segmenter;
use crate::text::{NormalText, SourceText, StyledHeading, fold};

/// What is known of a text beside its wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFacts {
    /// Its title.
    pub title: Option<String>,
    /// Its date: `2025`, `2025-03`, `2025-03-26`.
    pub date: Option<String>,
    /// The place that it is from or about.
    pub place: Option<String>,
    /// Its author, or who speaks in it.
    pub author: Option<String>,
    /// Its kind: `speech`, `report` and so on.
    pub kind: Option<String>,
    /// Further fields of the record, and the columns of the metadata file.
    pub table: BTreeMap<String, String>,
}

impl TextFacts {
    /// The facts of a document, as `compare` finds them. Without the segmenter's dictionary, which takes longer to load than
    /// a draft to check: places that only the dictionary knows are not found.
    pub fn of(document: &Document, segmenter: &Segmenter) -> (Self, Vec<Span>) {
        let outline = document.outline_alone();
        let found = facts(
            Described {
                text: &document.text,
                outline: &outline,
                name: &document.name,
                given: &document.metadata,
            },
            segmenter,
        );
        let value = |fact: Option<Fact>| fact.map(|fact| fact.value);
        // Without the dictionary, what only has the form of a place may be a word: 按照市.
        let place = found.place.filter(|place| {
            let is_told = matches!(place.from, Origin::Text { .. } | Origin::FileName);
            !is_told || places::is_listed(&place.value)
        });
        let facts = Self {
            title: value(found.title),
            date: value(found.date),
            place: value(place),
            author: value(found.author).or(value(found.speaker)),
            kind: value(found.kind),
            table: table(&document.metadata),
        };
        (facts, outline.noise)
    }

    /// The value of a column, by the names that people use for it.
    pub fn value(&self, column: &str) -> Option<&str> {
        let own = || self.table.get(column);
        let value = match column {
            "title" => self.title.as_ref(),
            "date" => self.date.as_ref(),
            "place" => self.place.as_ref(),
            "author" | "speaker" => self.author.as_ref(),
            "kind" => self.kind.as_ref(),
            _ => None,
        };
        let value = value.or_else(own).map(|value| value.trim());
        value.filter(|value| !value.is_empty())
    }
}

/// The further fields of a record with those of the metadata file, which count before them.
fn table(metadata: &Metadata) -> BTreeMap<String, String> {
    let mut table = metadata.further.clone();
    table.extend(metadata.table.clone());
    table
}

/// A text of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredText {
    /// The file name, or the record's id.
    pub name: String,
    /// Which of the texts of that name it is, from 1.
    pub number: u32,
    /// The file that it was read from, as an absolute path.
    pub path: String,
    /// What is known of it.
    pub facts: TextFacts,
    /// What is not compared: page furniture, in code points.
    pub noise: Vec<(u32, u32)>,
    /// Its headings by style, so that it has the outline of its file where it is compared.
    pub headings: Vec<StyledHeading>,
    /// Names of people in it, each once.
    pub names: Vec<String>,
    /// The text as read.
    pub text: String,
}

impl StoredText {
    /// A document as it is stored. `path` is where it was read from, as an absolute path.
    pub fn of(document: &Document, path: String, segmenter: &Segmenter) -> Self {
        let (facts, noise) = TextFacts::of(document, segmenter);
        Self {
            name: document.name.clone(),
            number: 1,
            path,
            names: people(&document.text),
            headings: document.layout.headings.clone(),
            facts,
            noise: noise
                .iter()
                .map(|span| (span.start as u32, span.end as u32))
                .collect(),
            text: document.text.as_str().to_owned(),
        }
    }

    /// The name that outputs use, unique in the library: `report.txt`, and `report.txt (2)` for the second of that name.
    pub fn id(&self) -> String {
        match self.number {
            1 => self.name.clone(),
            number => format!("{} ({number})", self.name),
        }
    }

    /// The name and the number that an id stands for, as far as it is made up: `report.txt (2)` is one text's whole name, or
    /// the second `report.txt`.
    pub(super) fn numbered(id: &str) -> Option<(&str, u32)> {
        let (name, number) = id.strip_suffix(')')?.rsplit_once(" (")?;
        Some((name, number.parse().ok()?))
    }

    /// Its text as compared.
    pub fn normal(&self) -> NormalText {
        NormalText::without(&self.text, &self.noise_spans())
    }

    /// What is not compared.
    pub fn noise_spans(&self) -> Vec<Span> {
        let span = |(start, end): &(u32, u32)| Span::new(*start as usize, *end as usize);
        self.noise.iter().map(span).collect()
    }

    /// The text as a document, to be compared with others: with its facts as those of a record, and its noise as noise.
    #[must_use]
    pub fn document(&self) -> Document {
        let mut document = Document::new(self.id(), self.text.as_str());
        if !self.path.is_empty() {
            document.path = PathBuf::from(&self.path);
        }
        document.layout.noise = self.noise_spans();
        document.layout.headings.clone_from(&self.headings);
        let facts = self.facts.clone();
        document.metadata = Metadata {
            title: facts.title,
            date: facts.date,
            place: facts.place,
            author: facts.author,
            kind: facts.kind,
            by: GivenBy::Record,
            table: facts.table,
            ..Metadata::default()
        };
        document
    }

    /// Its text, addressed by code points.
    pub fn source(&self) -> SourceText {
        SourceText::new(self.text.clone())
    }

    /// By which the same text is known again.
    pub(super) fn fingerprint(&self) -> u64 {
        of_bytes(self.text.as_bytes())
    }

    /// By which a changed text of the same file and record is known again. What comes from standard input has no file.
    pub(super) fn origin(&self) -> u64 {
        let behind = if self.path.is_empty() {
            &self.text
        } else {
            &self.path
        };
        of_bytes(format!("{}\0{behind}", self.name).as_bytes())
    }

    pub(super) fn name_hash(name: &str) -> u64 {
        of_bytes(name.as_bytes())
    }

    /// The order of texts in a segment, and which of two equal texts is kept: by date, those without one last, then by name.
    pub fn order(&self) -> (bool, &str, &str, &str, u64) {
        let date = self.facts.date.as_deref();
        (
            date.is_none(),
            date.unwrap_or(""),
            &self.name,
            &self.path,
            self.fingerprint(),
        )
    }
}

/// People named in a text, each once, in order of name.
fn people(text: &SourceText) -> Vec<String> {
    let chars: Vec<char> = text.as_str().chars().map(fold).collect();
    let found = name::people(&chars).into_iter();
    let found: BTreeSet<String> = found
        .map(|span| chars[span.start..span.end].iter().collect())
        .collect();
    found.into_iter().collect()
}
