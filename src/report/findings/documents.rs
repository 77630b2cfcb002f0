//! Findings about documents as wholes: shares, copies, clusters, what was not read.

use super::Finding;
use crate::analysis::{Analysis, DocumentAnalysis, Shares};

/// The share of own wording differs worth telling from this on: less is within what another threshold would change.
const TELLING_DIFFERENCE: f64 = 0.05;

/// A document shorter than this part of the middle one is not held up as the most or least its own: of a notice of two lines any
/// share is an accident.
const SHORT: f64 = 0.2;

pub(super) fn alone(analysis: &Analysis) -> Finding {
    Finding::Alone {
        passages: analysis.passages.len(),
    }
}

/// Of drafts against an archive it is the drafts of which one asks how much is their own.
fn asked(analysis: &Analysis) -> Vec<&DocumentAnalysis> {
    use crate::analysis::SideKind;
    let documents = analysis.documents.iter().enumerate();
    let drafts = analysis
        .sides
        .as_ref()
        .filter(|s| s.by == SideKind::Against);
    documents
        .filter(|(i, _)| drafts.is_none_or(|sides| sides.of[*i] == 0))
        .map(|(_, document)| document)
        .collect()
}

pub(super) fn whole(analysis: &Analysis) -> Option<Finding> {
    let documents = asked(analysis);
    let units: usize = documents.iter().map(|d| d.units).sum();
    if units == 0 {
        return None;
    }
    let share = |of: fn(&Shares) -> f64| {
        let weighted = documents.iter().map(|d| of(&d.shares) * d.units as f64);
        weighted.sum::<f64>() / units as f64
    };
    Some(Finding::Whole {
        shares: Shares {
            boilerplate: share(|s| s.boilerplate),
            shared: share(|s| s.shared),
            local: share(|s| s.local),
        },
        documents: documents.len(),
        common_from: analysis.boilerplate_docs,
    })
}

pub(super) fn copies(analysis: &Analysis) -> Option<Finding> {
    let groups = analysis.copies.iter();
    let mut groups: Vec<Vec<usize>> = groups
        .map(|group| group.versions.iter().map(|v| v.document).collect())
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    (!groups.is_empty()).then_some(Finding::Copies { groups })
}

pub(super) fn clusters(analysis: &Analysis) -> Option<Finding> {
    let groups = super::clusters::clusters(analysis);
    (!groups.is_empty()).then_some(Finding::Clusters { groups })
}

pub(super) fn own_wording(analysis: &Analysis) -> Option<Finding> {
    let mut lengths: Vec<usize> = analysis.documents.iter().map(|d| d.units).collect();
    lengths.sort_unstable();
    let middle = *lengths.get(lengths.len() / 2)?;
    let long = |d: &DocumentAnalysis| d.units as f64 >= middle as f64 * SHORT && d.units > 0;
    let documents = analysis.documents.iter().enumerate();
    let mut ranked: Vec<(usize, f64)> = documents
        .filter(|(_, document)| long(document))
        .map(|(index, document)| (index, document.shares.local))
        .collect();
    ranked.sort_by(|(i, a), (j, b)| b.total_cmp(a).then(i.cmp(j)));
    let (most, least) = (*ranked.first()?, *ranked.last()?);
    let tells = ranked.len() > 2 && most.1 - least.1 >= TELLING_DIFFERENCE;
    tells.then_some(Finding::OwnWording { most, least })
}

pub(super) fn skipped(analysis: &Analysis) -> Option<Finding> {
    let first = analysis.skipped.first()?;
    Some(Finding::Skipped {
        files: analysis.skipped.len(),
        first: first.path.clone(),
    })
}
