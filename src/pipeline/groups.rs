//! Groups of documents as outputs have them.

use super::features::Features;
use crate::analysis::{DocumentAnalysis, Group, Groups, InformationShares, Shares};
use crate::attribution;
use crate::config::SpreadOver;
use crate::group::Grouping;

/// The groups as outputs have them.
pub(super) fn groups(
    grouping: &Grouping,
    spread_over: SpreadOver,
    documents: &[DocumentAnalysis],
    features: &Features,
) -> Groups {
    let one = |(group, words): (&crate::group::DocumentGroup, &crate::feature::SparseVector)| {
        let members = || group.documents.iter().map(|d| &documents[d.index()]);
        let runs = members().flat_map(|d| d.sections.iter().flat_map(|s| &s.runs));
        Group {
            name: group.name.clone(),
            known: group.known,
            documents: group.documents.iter().map(|d| d.index()).collect(),
            characters: members().map(|d| d.characters).sum(),
            units: members().map(|d| d.units).sum(),
            shares: attribution::shares(runs),
            information: together(members().map(|d| &d.information)),
            terms: features.top_terms(words),
        }
    };
    Groups {
        by: grouping.by.clone(),
        spread_over,
        groups: grouping
            .groups
            .iter()
            .zip(&features.vectors.group_words)
            .map(one)
            .collect(),
    }
}

/// The information of several documents as one: each counts by its bits.
fn together<'a>(parts: impl Iterator<Item = &'a InformationShares>) -> InformationShares {
    let (mut bits, mut boilerplate, mut shared) = (0.0, 0.0, 0.0);
    for part in parts {
        bits += part.bits;
        boilerplate += part.bits * part.shares.boilerplate;
        shared += part.bits * part.shares.shared;
    }
    let of = |sum: f64| if bits > 0.0 { sum / bits } else { 0.0 };
    let (boilerplate, shared) = (of(boilerplate), of(shared));
    InformationShares {
        bits,
        shares: Shares {
            boilerplate,
            shared,
            local: (1.0 - boilerplate - shared).max(0.0),
        },
    }
}
