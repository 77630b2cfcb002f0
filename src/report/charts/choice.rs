//! Which charts say something of the data: about six, in the order in which they tell it.

use super::layout::Context;
use super::{fillers, time};
use crate::analysis::{Matrix, Metric};
use crate::report::{Chart, findings};

/// Charts drawn where the data choose: as many as are looked at before one stops looking.
pub(super) const MOST: usize = 6;

/// Documents up to which every row of a chart has its name, and a row is seen for itself.
const NAMED: usize = 60;
/// Documents up to which words that set one apart are read document by document.
const CARDS: usize = 12;
/// Entries from which a list of templates or phrases is worth a picture.
const LIST: usize = 5;

/// The charts that may say something, the most telling first. Some of them may turn out to have nothing to show. A matrix of the
/// documents is always among them: of what they say, where no two have a passage in common.
pub(super) fn telling<'a, 'c>(context: impl Fn(Chart) -> &'c Context<'a>) -> Vec<Chart>
where
    'a: 'c,
{
    let mut telling: Vec<Chart> = Chart::ALL
        .into_iter()
        .filter(|chart| says_something(*chart, context(*chart)))
        .collect();
    if !telling.contains(&Chart::DocumentsCoverage) {
        // Stable: the others keep their order.
        telling.sort_by_key(|chart| *chart != Chart::DocumentsCosine);
    }
    telling
}

fn says_something(chart: Chart, cx: &Context<'_>) -> bool {
    let n = cx.documents().len();
    let analysis = cx.analysis;
    match chart {
        Chart::DocumentsCoverage => n >= 3 && shares_wording(cx),
        Chart::Clusters => !findings::clusters(analysis).is_empty() || !analysis.copies.is_empty(),
        Chart::Time => time::is_telling(cx),
        Chart::SharesDocuments => n >= 1,
        Chart::Themes => (2..=NAMED).contains(&n),
        Chart::TemplateFillers => fillers::is_telling(cx),
        Chart::Strips => n <= NAMED,
        Chart::Phrases => n >= 2 && analysis.phrases.len() >= LIST,
        Chart::Templates => n >= 3 && analysis.templates.len() >= LIST,
        Chart::Terms => (2..=CARDS).contains(&n),
        Chart::DocumentsCosine => n >= 3,
        // For comparing measures with one another, and sections with one another: for those who ask.
        Chart::Measures | Chart::SectionsCosine | Chart::SectionsCoverage => false,
    }
}

/// Whether any two documents have a passage in common.
fn shares_wording(cx: &Context<'_>) -> bool {
    let coverage = cx.analysis.similarity.documents.matrix(Metric::Coverage);
    match coverage {
        Matrix::Full(_) => (0..coverage.len()).any(|row| !coverage.columns(row).is_empty()),
        Matrix::Neighbours(rows) => rows.iter().any(|row| !row.is_empty()),
    }
}
