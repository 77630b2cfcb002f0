//! Which charts are drawn.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The charts by name, in the order of the documentation. A file is called after its chart.
pub const CHARTS: [&str; 16] = [
    "documents-cosine",
    "documents-jaccard",
    "documents-containment",
    "documents-coverage",
    "sections-cosine",
    "sections-coverage",
    "shares-documents",
    "shares-sections",
    "local-information",
    "strips",
    "terms",
    "network",
    "templates",
    "template-fillers",
    "phrases",
    "time",
];

/// A name that no chart has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{name}` is no chart: choose among {}", CHARTS.join(", "))]
pub struct UnknownChart {
    /// The name.
    pub name: String,
}

/// A set of charts, written as a list: `strips,network`. The order of the list means nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<&'static str>")]
pub struct ChartSet(u32);

impl ChartSet {
    /// All of [`CHARTS`].
    pub fn all() -> Self {
        Self((1 << CHARTS.len()) - 1)
    }

    /// No chart.
    pub fn none() -> Self {
        Self(0)
    }

    /// The charts of these names.
    ///
    /// # Errors
    /// The first name that is none of [`CHARTS`].
    pub fn from_names<S: AsRef<str>>(
        names: impl IntoIterator<Item = S>,
    ) -> Result<Self, UnknownChart> {
        let mut set = Self::none();
        for name in names {
            let name = name.as_ref().trim();
            let at = CHARTS
                .iter()
                .position(|c| *c == name)
                .ok_or_else(|| UnknownChart {
                    name: name.to_owned(),
                })?;
            set.0 |= 1 << at;
        }
        Ok(set)
    }

    /// Whether the set has the chart.
    pub fn contains(self, name: &str) -> bool {
        self.names().any(|n| n == name)
    }

    /// Its names, in the order of [`CHARTS`].
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        CHARTS
            .into_iter()
            .enumerate()
            .filter(move |(at, _)| self.0 & (1 << at) != 0)
            .map(|(_, name)| name)
    }
}

impl Default for ChartSet {
    fn default() -> Self {
        Self::all()
    }
}

impl TryFrom<Vec<String>> for ChartSet {
    type Error = UnknownChart;

    fn try_from(names: Vec<String>) -> Result<Self, UnknownChart> {
        Self::from_names(names)
    }
}

impl From<ChartSet> for Vec<&'static str> {
    fn from(set: ChartSet) -> Self {
        set.names().collect()
    }
}

impl FromStr for ChartSet {
    type Err = UnknownChart;

    fn from_str(list: &str) -> Result<Self, UnknownChart> {
        Self::from_names(list.split(',').filter(|n| !n.trim().is_empty()))
    }
}

impl fmt::Display for ChartSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().collect::<Vec<_>>().join(","))
    }
}

impl fmt::Debug for ChartSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChartSet({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_a_set() {
        let set: ChartSet = "network, strips,network".parse().unwrap();
        assert_eq!(set.to_string(), "strips,network");
        assert!(set.contains("network") && !set.contains("time"));
    }

    #[test]
    fn a_wrong_name_is_refused_with_the_right_ones() {
        let error = "strips,pie".parse::<ChartSet>().unwrap_err().to_string();
        assert!(error.contains("`pie`") && error.contains("network"));
    }
}
