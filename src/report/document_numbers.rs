//! The numbers of documents by their names.

use std::collections::HashMap;

use crate::analysis::DocumentAnalysis;

/// The number of each document in a list. `["a.txt", "b.txt"]`: `a.txt` is 0, `b.txt` is 1, `c.txt` is none.
pub(super) struct DocumentNumbers<'a> {
    by_name: HashMap<&'a str, usize>,
}

impl<'a> DocumentNumbers<'a> {
    pub(super) fn of(documents: &'a [DocumentAnalysis]) -> Self {
        let numbered = documents.iter().enumerate();
        let by_name = numbered.map(|(number, document)| (document.file.as_str(), number));
        Self {
            by_name: by_name.collect(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}
