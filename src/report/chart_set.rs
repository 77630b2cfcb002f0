//! The charts, and the set of those that are drawn.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A chart. A file is called after its chart: `charts/NAME.png`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Chart {
    /// Coverage of documents by aligned passages.
    DocumentsCoverage,
    /// Documents that have much of each other's wording, or where there are none, the closest pairs.
    Clusters,
    /// Own wording over time.
    Time,
    /// Shares of common, shared and own wording, by document.
    SharesDocuments,
    /// How much each document says of its own on each theme.
    Themes,
    /// Fillers of the most telling template.
    TemplateFillers,
    /// Each document from beginning to end, by attribution.
    Strips,
    /// Set phrases by documents.
    Phrases,
    /// Templates by documents.
    Templates,
    /// Distinctive words of each document.
    Terms,
    /// TF-IDF cosine of documents.
    DocumentsCosine,
    /// The four measures of likeness side by side.
    Measures,
    /// TF-IDF cosine of leaf sections.
    SectionsCosine,
    /// Coverage of leaf sections by aligned passages.
    SectionsCoverage,
}

impl Chart {
    /// All charts: those first that say most where they say something.
    pub const ALL: [Chart; 14] = [
        Chart::DocumentsCoverage,
        Chart::Clusters,
        Chart::Time,
        Chart::SharesDocuments,
        Chart::Themes,
        Chart::TemplateFillers,
        Chart::Strips,
        Chart::Phrases,
        Chart::Templates,
        Chart::Terms,
        Chart::DocumentsCosine,
        Chart::Measures,
        Chart::SectionsCosine,
        Chart::SectionsCoverage,
    ];

    /// Its name on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Chart::DocumentsCoverage => "documents-coverage",
            Chart::Clusters => "clusters",
            Chart::Time => "time",
            Chart::SharesDocuments => "shares-documents",
            Chart::Themes => "themes",
            Chart::TemplateFillers => "template-fillers",
            Chart::Strips => "strips",
            Chart::Phrases => "phrases",
            Chart::Templates => "templates",
            Chart::Terms => "terms",
            Chart::DocumentsCosine => "documents-cosine",
            Chart::Measures => "measures",
            Chart::SectionsCosine => "sections-cosine",
            Chart::SectionsCoverage => "sections-coverage",
        }
    }

    /// Whether it compares documents as wholes, and so shows groups where there are groups. The others show where
    /// something stands in a text, and stay with documents.
    pub fn compares_groups(self) -> bool {
        matches!(
            self,
            Chart::DocumentsCosine
                | Chart::DocumentsCoverage
                | Chart::Measures
                | Chart::SharesDocuments
                | Chart::Terms
                | Chart::Clusters
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
#[error("`{name}` is no chart: choose among auto, all, {}", Chart::ALL.map(Chart::name).join(", "))]
pub struct UnknownChart {
    /// The name.
    pub name: String,
}

/// A set of charts, written as a list: `strips,clusters`. The order of the list means nothing. `auto` stands for those that say
/// something of the data, about six, and `all` for all.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<&'static str>")]
pub struct ChartSet(Choice);

/// How charts are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Choice {
    /// By the data.
    Auto,
    /// One bit for each of [`Chart::ALL`].
    Listed(u32),
}

/// The names in lists that stand for more than one chart.
const AUTO: &str = "auto";
const ALL: &str = "all";

impl ChartSet {
    /// Those that say something of the data.
    pub fn auto() -> Self {
        Self(Choice::Auto)
    }

    /// All of [`Chart::ALL`].
    pub fn all() -> Self {
        Self(Choice::Listed((1 << Chart::ALL.len()) - 1))
    }

    /// No chart.
    pub fn none() -> Self {
        Self(Choice::Listed(0))
    }

    /// The charts of these names.
    ///
    /// # Errors
    /// The first name that no chart has.
    pub fn from_names<S: AsRef<str>>(
        names: impl IntoIterator<Item = S>,
    ) -> Result<Self, UnknownChart> {
        let mut listed = 0;
        let mut auto = false;
        for name in names {
            match name.as_ref().trim() {
                AUTO => auto = true,
                ALL => return Ok(Self::all()),
                name => listed |= 1 << name.parse::<Chart>()? as u32,
            }
        }
        // Whoever lists charts beside auto wants these.
        Ok(Self(if auto && listed == 0 {
            Choice::Auto
        } else {
            Choice::Listed(listed)
        }))
    }

    /// The charts that were listed, in the order of [`Chart::ALL`]; `None` where the data choose.
    pub fn listed(self) -> Option<impl Iterator<Item = Chart>> {
        match self.0 {
            Choice::Auto => None,
            Choice::Listed(bits) => Some(
                Chart::ALL
                    .into_iter()
                    .filter(move |chart| bits & (1 << *chart as u32) != 0),
            ),
        }
    }

    /// The names of the list.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let named = match self.0 {
            Choice::Auto => Some(AUTO),
            _ if self == Self::all() => Some(ALL),
            Choice::Listed(_) => None,
        };
        let listed = self.listed().filter(|_| named.is_none());
        named
            .into_iter()
            .chain(listed.into_iter().flatten().map(Chart::name))
    }
}

impl Default for ChartSet {
    fn default() -> Self {
        Self::auto()
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
        let set: ChartSet = "clusters, strips,clusters".parse().unwrap();
        assert_eq!(set.to_string(), "clusters,strips");
        let listed: Vec<Chart> = set.listed().unwrap().collect();
        assert_eq!(listed, [Chart::Clusters, Chart::Strips]);
    }

    #[test]
    fn auto_leaves_the_choice_to_the_data_and_all_is_all() {
        assert_eq!("auto".parse(), Ok(ChartSet::default()));
        assert!(ChartSet::auto().listed().is_none());
        assert_eq!("all".parse(), Ok(ChartSet::all()));
        assert_eq!(ChartSet::all().to_string(), "all");
        assert_eq!(
            "auto,strips".parse::<ChartSet>().unwrap().to_string(),
            "strips"
        );
        assert_eq!(ChartSet::none().to_string(), "");
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
        assert!(error.contains("`pie`") && error.contains("clusters"));
    }
}
