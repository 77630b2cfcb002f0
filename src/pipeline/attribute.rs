//! Attribution of every unit of every document, with the reference texts and the surprisal that go into it.

use rayon::prelude::*;

use super::prepare::Prepared;
use crate::attribution::{
    Atoms, Counting, DocumentAttribution, EvidenceSources, ReferenceIndex, Uncut, attribute,
};
use crate::config::Config;
use crate::document::{Corpus, Document};
use crate::feature::Terms;
use crate::feature::surprisal::SurprisalModel;
use crate::reuse::Reuse;
use crate::template::FoundTemplates;
use crate::text::NormalText;
use crate::text::metadata::PartialDate;

/// The attribution of all documents.
pub(super) struct Attributed {
    /// In corpus order.
    pub(super) documents: Vec<DocumentAttribution>,
    /// By document: surprisal of each unit under the corpus' trigram model, in bits.
    pub(super) bits: Vec<Vec<f32>>,
    /// b: wording in at least this many documents, or groups, is boilerplate.
    pub(super) boilerplate_docs: usize,
}

/// What was found of a corpus that attribution follows from.
#[derive(Clone, Copy)]
pub(super) struct Findings<'a> {
    pub(super) reuse: &'a Reuse,
    pub(super) templates: &'a FoundTemplates,
    pub(super) terms: &'a Terms,
}

impl Attributed {
    /// Attributes all units: O(n) in the text of documents and references, and in the evidence over it.
    pub(super) fn new(
        corpus: &Corpus,
        prepared: &Prepared<'_>,
        findings: Findings<'_>,
        config: &Config,
    ) -> Self {
        // A reference text stands alone: what it repeats at its edges is not compared with the corpus.
        let normal_text =
            |d: &Document| NormalText::without(d.text.as_str(), &d.outline_alone().noise);
        let references: Vec<NormalText> = corpus.reference.par_iter().map(normal_text).collect();
        let model = SurprisalModel::fit(prepared.texts.iter());
        let counting = counting(prepared, config);
        let boilerplate_docs = config.boilerplate_threshold(counting.owners());
        let documents = 0..prepared.documents.len();
        let uncut: Vec<Uncut> = documents
            .into_par_iter()
            .map(|doc| uncut(prepared, findings.terms, doc))
            .collect();
        let sources = EvidenceSources {
            texts: &prepared.texts,
            overlaps: &findings.reuse.overlaps,
            min_length: config.min_length,
            fixed: &findings.templates.fixed,
            counting: &counting,
            reference: &ReferenceIndex::new(&references, config.min_length),
            boilerplate_docs,
        };
        Self {
            documents: attribute(&sources, &uncut),
            bits: prepared.texts.par_iter().map(|t| model.bits(t)).collect(),
            boilerplate_docs,
        }
    }
}

/// Who counts as one: the documents of a group, where spread counts groups.
fn counting(prepared: &Prepared<'_>, config: &Config) -> Counting {
    let counting = Counting::of_documents(prepared.documents.len());
    let date = |facts: &crate::text::metadata::Facts| {
        let date = facts.date.as_ref()?;
        PartialDate::parse(&date.value)
    };
    let counting = counting.with_dates(prepared.facts.iter().map(date).collect());
    match prepared.counted_groups(config) {
        Some(groups) => counting.with_owners(groups.of.clone()),
        None => counting,
    }
}

/// The words and names of a document, and its leaf sections.
fn uncut(prepared: &Prepared<'_>, terms: &Terms, doc: usize) -> Uncut {
    let sections = prepared.outlines[doc].sections.iter();
    let sections: Vec<_> = sections.map(|section| section.span).collect();
    let words = terms.document(doc).iter();
    let words = words.filter(|token| !token.part).map(|token| token.span());
    let facts = &prepared.facts[doc];
    let names = [&facts.place, &facts.speaker, &facts.author];
    let names = names.into_iter().flatten().map(|fact| fact.value.as_str());
    let names: Vec<&str> = names.collect();
    Uncut {
        atoms: Atoms::new(
            &prepared.documents[doc].text,
            &prepared.texts[doc],
            words,
            sections.iter().copied(),
            &names,
        ),
        sections,
    }
}
