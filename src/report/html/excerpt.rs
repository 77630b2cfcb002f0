//! The part of a large corpus that goes onto the page.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::analysis::{
    Analysis, ComparedSides, CopyGroup, DocumentAnalysis, Groups, Level, Matrix, Neighbour,
    Passage, Similarity, Version,
};
use crate::report::document_numbers::DocumentNumbers;

/// The entries of single documents and of pairs of them. Entries of the whole corpus (templates, families, phrases) are
/// taken from the analysis.
pub(super) struct Excerpt<'a> {
    pub documents: Cow<'a, [DocumentAnalysis]>,
    pub copies: Cow<'a, [CopyGroup]>,
    pub groups: Cow<'a, Option<Groups>>,
    pub sides: Cow<'a, Option<ComparedSides>>,
    pub similarity: Cow<'a, Similarity>,
    pub passages: Cow<'a, [Passage]>,
}

/// At most `most` documents: those of the strongest passages, then the first ones. What is between two documents is there
/// when both are.
pub(super) fn excerpt(analysis: &Analysis, most: usize) -> Excerpt<'_> {
    if analysis.documents.len() <= most {
        return Excerpt {
            documents: Cow::Borrowed(&analysis.documents),
            copies: Cow::Borrowed(&analysis.copies),
            groups: Cow::Borrowed(&analysis.groups),
            sides: Cow::Borrowed(&analysis.sides),
            similarity: Cow::Borrowed(&analysis.similarity),
            passages: Cow::Borrowed(&analysis.passages),
        };
    }
    let chosen = chosen(analysis, most);
    let documents = Selection::new(chosen.iter().copied());
    let mut kept: Vec<DocumentAnalysis> = documents.of(&analysis.documents).cloned().collect();
    let sections_of = kept.iter_mut().flat_map(|document| &mut document.sections);
    for section in sections_of {
        section
            .nearest
            .retain_mut(|near| match documents.new_index(near.document) {
                Some(new) => {
                    near.document = new;
                    true
                }
                None => false,
            });
    }
    let sections_of = kept.iter_mut().flat_map(|document| &mut document.sections);
    for evidence in sections_of.flat_map(|section| &mut section.evidence) {
        evidence
            .places
            .retain_mut(|place| match documents.new_index(place.document) {
                Some(new) => {
                    place.document = new;
                    true
                }
                None => false,
            });
    }
    let names: HashSet<&str> = kept.iter().map(|document| document.file.as_str()).collect();
    let both = |passage: &&Passage| {
        names.contains(passage.a.document.as_str()) && names.contains(passage.b.document.as_str())
    };
    let passages = analysis.passages.iter().filter(both).cloned().collect();
    let mut groups = analysis.groups.clone();
    for group in groups.iter_mut().flat_map(|groups| &mut groups.groups) {
        let old = group.documents.iter();
        group.documents = old.filter_map(|d| documents.new_index(*d)).collect();
    }
    let mut sides = analysis.sides.clone();
    if let Some(sides) = &mut sides {
        sides.of = documents.of(&sides.of).copied().collect();
    }
    let similarity = Similarity {
        documents: documents.level(&analysis.similarity.documents),
        groups: analysis.similarity.groups.clone(),
        sections: Level::default(),
    };
    Excerpt {
        documents: Cow::Owned(kept),
        copies: Cow::Owned(documents.copies(&analysis.copies)),
        groups: Cow::Owned(groups),
        sides: Cow::Owned(sides),
        similarity: Cow::Owned(similarity),
        passages: Cow::Owned(passages),
    }
}

fn chosen(analysis: &Analysis, most: usize) -> Vec<bool> {
    let mut chosen = vec![false; analysis.documents.len()];
    let numbers = DocumentNumbers::of(&analysis.documents);
    let of_passages = analysis.passages.iter().flat_map(|p| [&p.a, &p.b]);
    let of_passages = of_passages.filter_map(|place| numbers.get(&place.document));
    let mut left = most;
    for number in of_passages.chain(0..chosen.len()) {
        if left > 0 && !chosen[number] {
            chosen[number] = true;
            left -= 1;
        }
    }
    chosen
}

/// Some of a list, and their new numbers.
struct Selection {
    new: Vec<Option<usize>>,
    old: Vec<usize>,
}

impl Selection {
    fn new(chosen: impl Iterator<Item = bool>) -> Self {
        let (mut new, mut old) = (Vec::new(), Vec::new());
        for (number, chosen) in chosen.enumerate() {
            new.push(chosen.then_some(old.len()));
            if chosen {
                old.push(number);
            }
        }
        Self { new, old }
    }

    fn new_index(&self, old: usize) -> Option<usize> {
        self.new.get(old).copied().flatten()
    }

    fn of<'a, T>(&'a self, list: &'a [T]) -> impl Iterator<Item = &'a T> {
        self.old.iter().filter_map(|old| list.get(*old))
    }

    /// The groups of which two documents or more are kept.
    fn copies(&self, groups: &[CopyGroup]) -> Vec<CopyGroup> {
        let version = |version: &Version| {
            Some(Version {
                document: self.new_index(version.document)?,
                equal_to: version.equal_to.and_then(|other| self.new_index(other)),
            })
        };
        let kept = groups.iter().map(|group| CopyGroup {
            versions: group.versions.iter().filter_map(version).collect(),
            order: group.order,
        });
        kept.filter(|group| group.versions.len() > 1).collect()
    }

    fn level(&self, level: &Level) -> Level {
        Level {
            ids: self.of(&level.ids).cloned().collect(),
            cosine: self.matrix(&level.cosine),
            jaccard: self.matrix(&level.jaccard),
            containment: self.matrix(&level.containment),
            coverage: self.matrix(&level.coverage),
        }
    }

    fn matrix(&self, matrix: &Matrix) -> Matrix {
        match matrix {
            Matrix::Full(cells) => Matrix::Full(cells.select(&self.old)),
            Matrix::Neighbours(rows) => {
                let near = |neighbour: &Neighbour| {
                    let column = self.new_index(neighbour.column)?;
                    Some(Neighbour {
                        column,
                        ..*neighbour
                    })
                };
                let row = |row: &Vec<Neighbour>| row.iter().filter_map(near).collect();
                Matrix::Neighbours(self.of(rows).map(row).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use crate::analysis::Similarity;
    use crate::document::{Corpus, Document};
    use crate::text::metadata::Metadata;
    use crate::text::{Layout, SourceText};
    use crate::{Config, analyze};

    #[test]
    fn documents_of_the_strongest_passages_come_first_and_numbers_follow() {
        let common = "要坚持以人民为中心的发展思想，扎实推进共同富裕，切实把实事办好、把好事办实。";
        let texts = [
            "山上有一座庙，庙里有一个和尚。".to_owned(),
            format!("各县要抓春耕。{common}"),
            "河里有许多鱼，鱼在水里游来游去。".to_owned(),
            format!("大会今天开幕。{common}"),
        ];
        let document = |(n, text): (usize, &String)| Document {
            name: format!("{n}.txt"),
            path: PathBuf::from(format!("{n}.txt")),
            text: SourceText::from(text.as_str()),
            layout: Layout::default(),
            metadata: Metadata::default(),
        };
        let corpus = Corpus {
            documents: texts.iter().enumerate().map(document).collect(),
            ..Corpus::default()
        };
        let analysis = analyze(&corpus, &Config::default());
        let excerpt = super::excerpt(&analysis, 2);
        let names: Vec<&str> = excerpt.documents.iter().map(|d| d.file.as_str()).collect();
        assert_eq!(names, ["1.txt", "3.txt"]);
        assert_eq!(excerpt.passages.len(), 1);
        let coverage = |of: &Similarity, a, b| of.documents.coverage.get(a, b);
        assert_eq!(
            coverage(&excerpt.similarity, 0, 1),
            coverage(&analysis.similarity, 1, 3)
        );
    }
}
