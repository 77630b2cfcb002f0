//! The steps that every command takes first with the documents: outline, text as compared, facts, groups.

use rayon::prelude::*;

use super::stage::Stages;
use crate::config::{Across, Config, SpreadOver};
use crate::document::{Corpus, Document};
use crate::group::{self, Grouping};
use crate::progress::{Cancelled, Stage};
use crate::sides::Sides;
use crate::span::Span;
use crate::text::metadata::{Described, Facts, facts};
use crate::text::outline::{Outline, outline, repeated_lines};
use crate::text::words::Segmenter;
use crate::text::{Layout, NormalText, SourceText};

/// The documents and what the text stages say of each; the lists run parallel, in corpus order.
pub(super) struct Prepared<'a> {
    pub(super) documents: &'a [Document],
    pub(super) outlines: Vec<Outline>,
    /// The texts as compared, noise left out.
    pub(super) texts: Vec<NormalText>,
    pub(super) facts: Vec<Facts>,
    /// The groups of [`Config::group_by`].
    pub(super) grouping: Option<Grouping>,
    /// Which documents are compared.
    pub(super) sides: Sides,
}

impl<'a> Prepared<'a> {
    /// Runs the text stages.
    pub(super) fn of(
        corpus: &'a Corpus,
        segmenter: &Segmenter,
        config: &Config,
        stages: &Stages<'_>,
    ) -> Result<Self, Cancelled> {
        let documents = corpus.documents.as_slice();
        let count = documents.len();
        let outlines =
            stages.over_documents(Stage::Outline, count, |done| outlines(documents, done))?;
        let texts = stages.over_documents(Stage::Normalize, count, |done| {
            normal_texts(documents, &outlines, done)
        })?;
        let (facts, grouping) = stages.over_documents(Stage::Facts, count, |done| {
            let facts = all_facts(documents, &outlines, segmenter, done);
            let grouping = config.group_by.as_deref();
            let grouping = grouping.map(|by| grouping_by(by, documents, &facts));
            (facts, grouping)
        })?;
        let sides = match (corpus.against, config.across, &grouping) {
            (Some(first), ..) => Sides::before_and_from(first, count),
            (None, Across::Groups, Some(grouping)) => Sides::of(grouping.of.clone()),
            (None, ..) => Sides::all(),
        };
        Ok(Self {
            documents,
            outlines,
            texts,
            facts,
            grouping,
            sides,
        })
    }

    /// The groups, where spread counts groups instead of documents.
    pub(super) fn counted_groups(&self, config: &Config) -> Option<&Grouping> {
        let over_groups = config.spread_over() == SpreadOver::Groups;
        self.grouping.as_ref().filter(|_| over_groups)
    }
}

/// Outlines of documents that stand beside one another: lines that their files mark as page furniture, and lines that
/// several of them repeat at their edges, are noise. `done` is called after each document. O(n) in the text.
pub fn outlines(documents: &[Document], done: impl Fn() + Sync) -> Vec<Outline> {
    let texts: Vec<&SourceText> = documents.iter().map(|d| &d.text).collect();
    documents
        .par_iter()
        .zip(repeated_lines(&texts))
        .map(|(document, repeated)| {
            let layout = Layout {
                headings: document.layout.headings.clone(),
                noise: Span::union(
                    repeated
                        .into_iter()
                        .chain(document.layout.noise.iter().copied()),
                ),
            };
            let outline = outline(&document.text, &layout);
            done();
            outline
        })
        .collect()
}

fn normal_texts(
    documents: &[Document],
    outlines: &[Outline],
    done: impl Fn() + Sync,
) -> Vec<NormalText> {
    documents
        .par_iter()
        .zip(outlines)
        .map(|(document, outline)| {
            let text = NormalText::without(document.text.as_str(), &outline.noise);
            done();
            text
        })
        .collect()
}

fn all_facts(
    documents: &[Document],
    outlines: &[Outline],
    segmenter: &Segmenter,
    done: impl Fn() + Sync,
) -> Vec<Facts> {
    documents
        .par_iter()
        .zip(outlines)
        .map(|(document, outline)| {
            let described = Described {
                text: &document.text,
                outline,
                name: &document.name,
                given: &document.metadata,
            };
            let facts = facts(described, segmenter);
            done();
            facts
        })
        .collect()
}

fn grouping_by(by: &str, documents: &[Document], facts: &[Facts]) -> Grouping {
    let rows = documents.iter().zip(facts);
    let values = rows.map(|(document, facts)| {
        let value = group::value(facts, &document.metadata.table, by);
        (document.name.as_str(), value)
    });
    Grouping::new(by, values)
}
