//! Lists that were cut at a limit.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::similarity::Metric;

/// A list that was cut at a limit, so that nobody takes it for complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The list.
    pub what: LimitedList,
    /// Entries kept.
    pub kept: u64,
    /// Entries there were.
    pub of: u64,
}

/// A list of an analysis that may be cut. Serialised, displayed and parsed as the words given with each.
///
/// ```
/// use leitong::analysis::{LimitedList, MatrixLevel, Metric};
///
/// let list: LimitedList = "matrix/sections.cosine".parse()?;
/// let (level, metric) = (MatrixLevel::Sections, Metric::Cosine);
/// assert_eq!(list, LimitedList::Matrix { level, metric });
/// # Ok::<(), leitong::analysis::UnknownList>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum LimitedList {
    /// `matrix/LEVEL.METRIC`: a matrix that holds the nearest neighbours of each row only. Its entries are cells.
    Matrix {
        /// What its rows are.
        level: MatrixLevel,
        /// What its values measure.
        metric: Metric,
    },
    /// `passages`: the strongest were listed.
    Passages,
    /// `candidate pairs`: pairs of documents with common wording. Those were aligned that share most, of each document.
    CandidatePairs,
    /// `phrases`: the strongest set phrases were listed. All of them are evidence, as far as wording is shared.
    Phrases,
}

/// What the rows and columns of a matrix stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MatrixLevel {
    /// Documents.
    Documents,
    /// Leaf sections of all documents.
    Sections,
    /// Groups of documents.
    Groups,
}

impl MatrixLevel {
    /// All of them, in the order of outputs.
    pub const ALL: [MatrixLevel; 3] = [
        MatrixLevel::Documents,
        MatrixLevel::Sections,
        MatrixLevel::Groups,
    ];

    /// Its name in file names and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MatrixLevel::Documents => "documents",
            MatrixLevel::Sections => "sections",
            MatrixLevel::Groups => "groups",
        }
    }
}

impl Display for LimitedList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitedList::Matrix { level, metric } => {
                write!(f, "matrix/{}.{}", level.name(), metric.name())
            }
            LimitedList::Passages => f.write_str("passages"),
            LimitedList::CandidatePairs => f.write_str("candidate pairs"),
            LimitedList::Phrases => f.write_str("phrases"),
        }
    }
}

/// Words that name no list of an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no list that may be cut is called {0:?}")]
pub struct UnknownList(pub String);

impl LimitedList {
    /// All of them.
    fn all() -> impl Iterator<Item = Self> {
        let matrix = |level| Metric::ALL.map(|metric| LimitedList::Matrix { level, metric });
        MatrixLevel::ALL.into_iter().flat_map(matrix).chain([
            LimitedList::Passages,
            LimitedList::CandidatePairs,
            LimitedList::Phrases,
        ])
    }
}

impl FromStr for LimitedList {
    type Err = UnknownList;

    fn from_str(words: &str) -> Result<Self, UnknownList> {
        LimitedList::all()
            .find(|list| list.to_string() == words)
            .ok_or_else(|| UnknownList(words.to_owned()))
    }
}

impl TryFrom<String> for LimitedList {
    type Error = UnknownList;

    fn try_from(words: String) -> Result<Self, UnknownList> {
        words.parse()
    }
}

impl From<LimitedList> for String {
    fn from(list: LimitedList) -> Self {
        list.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read_as_it_is_written() {
        for list in LimitedList::all() {
            assert_eq!(list.to_string().parse(), Ok(list));
        }
        let limit = Limit {
            what: LimitedList::CandidatePairs,
            kept: 2,
            of: 3,
        };
        let written = serde_json::to_string(&limit).unwrap();
        assert_eq!(written, r#"{"what":"candidate pairs","kept":2,"of":3}"#);
        assert_eq!(serde_json::from_str::<Limit>(&written).unwrap(), limit);
        assert!(serde_json::from_str::<Limit>(&written.replace("pairs", "heaps")).is_err());
    }
}
