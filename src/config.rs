//! Configuration of an analysis.

use serde::{Deserialize, Serialize};

/// Over what document frequencies are counted for TF-IDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdfOver {
    /// Number of documents in which a term stands.
    Documents,
    /// Number of leaf sections in which it stands.
    #[default]
    Sections,
}

/// The things that spread counts: documents, or groups of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpreadOver {
    /// Number of other documents in which a wording stands.
    #[default]
    Documents,
    /// Number of other groups in which it stands: what a group's own documents repeat is the group's own.
    Groups,
}

/// The pairs of documents that are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Across {
    /// Every document with every other.
    #[default]
    Documents,
    /// Documents of different groups: what a group's own documents share is not looked at.
    Groups,
}

/// The options of [`analyze`](crate::analyze). Everything that can change a byte of the analysis is here.
///
/// ```
/// let mut config = leitong::Config::default();
/// config.ngram = 4;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Config {
    /// Units to a character shingle. Default 5, as the design fixes it: four-character idioms alone do not count.
    pub ngram: usize,
    /// Shingles of so many jieba words instead of characters.
    pub words: Option<usize>,
    /// Shortest passage that is reported, in units of NormalText.
    pub min_length: usize,
    /// b: wording in at least this many documents is boilerplate. Without it max(3, 5 % of the documents).
    pub boilerplate_docs: Option<usize>,
    /// Whether documents that are nearly one text count one by one, and not as one.
    pub count_copies: bool,
    /// Over what document frequencies are counted.
    pub idf: IdfOver,
    /// Passages listed at most; the output states when there are more.
    pub max_passages: usize,
    /// The column by which documents are put together in groups, see [`COLUMNS`](crate::group::COLUMNS).
    pub group_by: Option<String>,
    /// Which pairs are compared.
    pub across: Across,
    /// The unit of spread. Without it groups where there are groups: who groups by author asks what authors share,
    /// and an author who repeats himself shares it with nobody.
    pub spread_over: Option<SpreadOver>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            ngram: 5,
            words: None,
            min_length: 8,
            boilerplate_docs: None,
            count_copies: false,
            idf: IdfOver::default(),
            max_passages: 20_000,
            group_by: None,
            across: Across::default(),
            spread_over: None,
        }
    }
}

impl Config {
    /// The unit of spread in force: as set, or else groups where there are groups.
    pub fn spread_over(&self) -> SpreadOver {
        self.spread_over.unwrap_or(if self.group_by.is_some() {
            SpreadOver::Groups
        } else {
            SpreadOver::Documents
        })
    }

    /// b for a corpus of `documents`: the number of documents from which wording is boilerplate. Where spread counts
    /// groups, both numbers are of groups.
    pub fn boilerplate_threshold(&self, documents: usize) -> usize {
        self.boilerplate_docs
            .unwrap_or_else(|| documents.div_ceil(20).max(3))
    }
}
