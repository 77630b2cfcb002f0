//! Documents put together in groups: by place, by author, by year, by kind, or by a column of the metadata file.
//!
//! ```
//! use leitong::group::Grouping;
//!
//! let place = |place: &str| Some(place.to_owned());
//! let documents = [("a", place("古蔺")), ("b", None), ("c", place("古蔺"))];
//! let grouping = Grouping::new("place", documents.into_iter());
//! let names: Vec<&str> = grouping.groups.iter().map(|group| group.name.as_str()).collect();
//! assert_eq!(names, ["古蔺", "b"]); // a document of which the place is not known stands alone
//! assert_eq!(grouping.of, [0, 1, 0]);
//! ```

use std::collections::BTreeMap;

use crate::document::DocId;
use crate::text::metadata::{Fact, Facts, PartialDate};

/// The columns that every corpus can be grouped by. Any other name is a column of the metadata file.
pub const COLUMNS: [&str; 6] = ["place", "author", "speaker", "year", "kind", "meeting"];

/// The groups of a corpus: every document belongs to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The column that documents are grouped by.
    pub by: String,
    /// The groups, by name; those of documents without a value stand behind, in corpus order.
    pub groups: Vec<DocumentGroup>,
    /// For each document the number of its group.
    pub of: Vec<u32>,
}

/// Documents that share a value, or a single one without a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentGroup {
    /// The value that they share, or the name of the only document where it has none.
    pub name: String,
    /// Its documents, in corpus order; at least one.
    pub documents: Vec<DocId>,
    /// Whether the value is known.
    pub known: bool,
}

/// The value of a document in a column, if it has one. `table` is its row of the metadata file.
#[must_use]
pub fn value(facts: &Facts, table: &BTreeMap<String, String>, column: &str) -> Option<String> {
    let of = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.value.clone());
    match column {
        "place" => of(&facts.place),
        "author" => of(&facts.author).or_else(|| of(&facts.speaker)),
        "speaker" => of(&facts.speaker),
        "kind" => of(&facts.kind),
        "meeting" => of(&facts.meeting),
        "year" => table.get("year").cloned().or_else(|| {
            let date = PartialDate::parse(&facts.date.as_ref()?.value)?;
            date.year.map(|year| year.to_string())
        }),
        own => table.get(own).cloned(),
    }
}

impl Grouping {
    /// Groups documents, given with their names, by their values in a column: O(n log n).
    ///
    /// A document without a value is a group of its own: to put all of them in one would say that they belong
    /// together, and what they share would count as nobody else's.
    #[must_use]
    pub fn new<'a>(by: &str, documents: impl Iterator<Item = (&'a str, Option<String>)>) -> Self {
        let mut named: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
        let mut alone: Vec<DocumentGroup> = Vec::new();
        let mut count = 0;
        for (number, (name, value)) in documents.enumerate() {
            let document = DocId(number as u32);
            count = number + 1;
            match value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()) {
                Some(value) => named.entry(value).or_default().push(document),
                None => alone.push(DocumentGroup {
                    name: name.to_owned(),
                    documents: vec![document],
                    known: false,
                }),
            }
        }
        let known = named.into_iter().map(|(name, documents)| DocumentGroup {
            name,
            documents,
            known: true,
        });
        let groups: Vec<DocumentGroup> = known.chain(alone).collect();
        let mut of = vec![0; count];
        for (number, group) in groups.iter().enumerate() {
            for document in &group.documents {
                of[document.index()] = number as u32;
            }
        }
        Self {
            by: by.to_owned(),
            groups,
            of,
        }
    }

    /// Number of groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is no document at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn documents_without_a_value_stand_alone() {
        let documents = [
            ("a", Some("乙".to_owned())),
            ("b", None),
            ("c", Some("甲".to_owned())),
            ("d", Some(" 乙".to_owned())),
            ("e", Some(String::new())),
        ];
        let grouping = Grouping::new("place", documents.into_iter());
        let seen: Vec<(&str, usize, bool)> = grouping
            .groups
            .iter()
            .map(|g| (g.name.as_str(), g.documents.len(), g.known))
            .collect();
        assert_eq!(
            seen,
            [
                ("乙", 2, true),
                ("甲", 1, true),
                ("b", 1, false),
                ("e", 1, false)
            ]
        );
        assert_eq!(grouping.of, [0, 2, 1, 0, 3]);
    }

    proptest! {
        #[test]
        fn groups_hold_every_document_once(values in proptest::collection::vec(proptest::option::of("[ab ]{0,2}"), 0..30)) {
            let names: Vec<String> = (0..values.len()).map(|n| n.to_string()).collect();
            let grouping = Grouping::new("x", names.iter().map(String::as_str).zip(values.clone()));
            let mut seen: Vec<usize> = grouping.groups.iter().flat_map(|g| &g.documents).map(|d| d.index()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..values.len()).collect::<Vec<_>>());
            for (document, group) in grouping.of.iter().enumerate() {
                prop_assert!(grouping.groups[*group as usize].documents.contains(&DocId(document as u32)));
            }
        }
    }
}
