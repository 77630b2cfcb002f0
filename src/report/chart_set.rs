//! The charts, and the set of those that are drawn.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A chart. A file is called after its chart: `charts/NAME.png`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Chart {
    /// TF-IDF cosine of documents.
    DocumentsCosine,
    /// Jaccard of the documents' shingles.
    DocumentsJaccard,
    /// Containment of the documents' shingles.
    DocumentsContainment,
    /// Coverage of documents by aligned passages.
    DocumentsCoverage,
    /// TF-IDF cosine of leaf sections.
    SectionsCosine,
    /// Coverage of leaf sections by aligned passages.
    SectionsCoverage,
    /// Shares of boilerplate, shared and local wording, by document.
    SharesDocuments,
    /// The same by leaf section.
    SharesSections,
    /// Local information of each document, in bits.
    LocalInformation,
    /// Each document from beginning to end, by attribution.
    Strips,
    /// Distinctive words of each document.
    Terms,
    /// Documents joined by aligned wording.
    Network,
    /// Templates by documents.
    Templates,
    /// Fillers of the strongest template.
    TemplateFillers,
    /// Set phrases by documents.
    Phrases,
    /// Shares over time.
    Time,
}

impl Chart {
    /// All charts, in the order of the documentation.
    pub const ALL: [Chart; 16] = [
        Chart::DocumentsCosine,
        Chart::DocumentsJaccard,
        Chart::DocumentsContainment,
        Chart::DocumentsCoverage,
        Chart::SectionsCosine,
        Chart::SectionsCoverage,
        Chart::SharesDocuments,
        Chart::SharesSections,
        Chart::LocalInformation,
        Chart::Strips,
        Chart::Terms,
        Chart::Network,
        Chart::Templates,
        Chart::TemplateFillers,
        Chart::Phrases,
        Chart::Time,
    ];

    /// Its name on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Chart::DocumentsCosine => "documents-cosine",
            Chart::DocumentsJaccard => "documents-jaccard",
            Chart::DocumentsContainment => "documents-containment",
            Chart::DocumentsCoverage => "documents-coverage",
            Chart::SectionsCosine => "sections-cosine",
            Chart::SectionsCoverage => "sections-coverage",
            Chart::SharesDocuments => "shares-documents",
            Chart::SharesSections => "shares-sections",
            Chart::LocalInformation => "local-information",
            Chart::Strips => "strips",
            Chart::Terms => "terms",
            Chart::Network => "network",
            Chart::Templates => "templates",
            Chart::TemplateFillers => "template-fillers",
            Chart::Phrases => "phrases",
            Chart::Time => "time",
        }
    }

    /// Whether it compares documents as wholes, and so shows groups where there are groups. The others show where
    /// something stands in a text, and stay with documents.
    pub fn compares_groups(self) -> bool {
        matches!(
            self,
            Chart::DocumentsCosine
                | Chart::DocumentsJaccard
                | Chart::DocumentsContainment
                | Chart::DocumentsCoverage
                | Chart::SharesDocuments
                | Chart::Terms
                | Chart::Network
        )
    }
}

impl FromStr for Chart {
    type Err = UnknownChart;

    fn from_str(name: &str) -> Result<Self, UnknownChart> {
        let chart = Chart::ALL.into_iter().find(|chart| chart.name() == name);
        chart.ok_or_else(|| UnknownChart {
            name: name.to_owned(),
        })
    }
}

/// A name that no chart has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{name}` is no chart: choose among {}", Chart::ALL.map(Chart::name).join(", "))]
pub struct UnknownChart {
    /// The name.
    pub name: String,
}

/// A set of charts, written as a list: `strips,network`. The order of the list means nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<&'static str>")]
pub struct ChartSet(u32);

impl ChartSet {
    /// All of [`Chart::ALL`].
    pub fn all() -> Self {
        Self((1 << Chart::ALL.len()) - 1)
    }

    /// No chart.
    pub fn none() -> Self {
        Self(0)
    }

    /// The charts of these names.
    ///
    /// # Errors
    /// The first name that no chart has.
    pub fn from_names<S: AsRef<str>>(
        names: impl IntoIterator<Item = S>,
    ) -> Result<Self, UnknownChart> {
        let mut set = Self::none();
        for name in names {
            set.0 |= 1 << name.as_ref().trim().parse::<Chart>()? as u32;
        }
        Ok(set)
    }

    /// Whether the set has the chart.
    pub fn contains(self, chart: Chart) -> bool {
        self.0 & (1 << chart as u32) != 0
    }

    /// Its charts, in the order of [`Chart::ALL`].
    pub fn charts(self) -> impl Iterator<Item = Chart> {
        Chart::ALL
            .into_iter()
            .filter(move |chart| self.contains(*chart))
    }

    /// Their names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.charts().map(Chart::name)
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
        assert!(set.contains(Chart::Network) && !set.contains(Chart::Time));
    }

    #[test]
    fn every_chart_is_listed_once_and_read_by_its_name() {
        for (at, chart) in Chart::ALL.into_iter().enumerate() {
            assert_eq!(chart as usize, at);
            assert_eq!(chart.name().parse(), Ok(chart));
        }
    }

    #[test]
    fn a_wrong_name_is_refused_with_the_right_ones() {
        let error = "strips,pie".parse::<ChartSet>().unwrap_err().to_string();
        assert!(error.contains("`pie`") && error.contains("network"));
    }
}
