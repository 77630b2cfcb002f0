//! The similarity matrices over documents, sections and groups.

use serde::{Deserialize, Serialize};

use super::coverage;
use super::features::{Features, Shingles};
use super::prepare::Prepared;
use crate::analysis::{Level, Matrix, MatrixLevel, Similarity};
use crate::feature::shingle::ShingleSet;
use crate::feature::similarity::{Overlap, cosine, cosine_across, overlap, overlap_across};
use crate::group::Grouping;
use crate::reuse::Reuse;

/// All matrices of a run. Not as [`Similarity`], which leaves fields out where it is written as JSON: what goes into a
/// checkpoint has to come back whole.
#[derive(Serialize, Deserialize)]
pub(super) struct Matrices {
    groups: Option<Level>,
    documents: Level,
    sections: Level,
}

impl Matrices {
    /// Fills the matrices: at most as many steps a row as [`feature::similarity`](crate::feature::similarity) allows.
    pub(super) fn new(
        prepared: &Prepared<'_>,
        features: &Features,
        shingles: &Shingles,
        reuse: &Reuse,
    ) -> Self {
        let (texts, sections) = (&prepared.texts, &features.sections);
        let sides = &prepared.sides;
        let of_leaves = sections.sides(sides);
        let of_group = |grouping: &Grouping| {
            let union = |group: &crate::group::DocumentGroup| {
                let members = group.documents.iter();
                ShingleSet::union(members.map(|d| &shingles.documents[d.index()]))
            };
            let together: Vec<ShingleSet> = grouping.groups.iter().map(union).collect();
            level(
                grouping.groups.iter().map(|g| g.name.clone()).collect(),
                cosine(&features.vectors.groups),
                overlap(&together),
                coverage::of_groups(reuse, texts, grouping),
            )
        };
        let groups = prepared.grouping.as_ref().map(of_group);
        let documents = level(
            prepared.documents.iter().map(|d| d.name.clone()).collect(),
            cosine_across(&features.vectors.documents, sides),
            overlap_across(&shingles.documents, sides),
            coverage::of_documents(reuse, texts, sides),
        );
        let sections = level(
            sections.names(prepared.documents),
            cosine_across(&features.vectors.sections, &of_leaves),
            overlap_across(&shingles.sections, &of_leaves),
            coverage::of_sections(reuse, sections, &of_leaves),
        );
        Self {
            groups,
            documents,
            sections,
        }
    }

    /// The matrices as outputs have them.
    pub(super) fn into_similarity(self) -> Similarity {
        Similarity {
            groups: self.groups,
            documents: self.documents,
            sections: self.sections,
        }
    }

    /// The matrices of each level, in the order of outputs.
    pub(super) fn levels(&self) -> impl Iterator<Item = (MatrixLevel, &Level)> {
        let groups = self.groups.iter().map(|level| (MatrixLevel::Groups, level));
        let both = [
            (MatrixLevel::Documents, &self.documents),
            (MatrixLevel::Sections, &self.sections),
        ];
        both.into_iter().chain(groups)
    }
}

/// The four matrices of a level.
fn level(ids: Vec<String>, cosine: Matrix, overlap: Overlap, coverage: Matrix) -> Level {
    Level {
        ids,
        cosine,
        jaccard: overlap.jaccard,
        containment: overlap.containment,
        coverage,
    }
}
