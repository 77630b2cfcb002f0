//! Attribution of every unit of every document, with the reference texts and the surprisal that go into it.

use rayon::prelude::*;

use super::prepare::Prepared;
use crate::attribution::{
    Atoms, Counting, DocumentAttribution, EvidenceSources, ReferenceIndex, Uncut, attribute,
};
use crate::config::Config;
use crate::copies::Copies;
use crate::document::{Corpus, Document};
use crate::feature::Terms;
use crate::feature::surprisal::SurprisalModel;
use crate::reuse::Reuse;
use crate::template::FoundTemplates;
use crate::text::NormalText;

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
    pub(super) copies: &'a Copies,
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
        let counted = prepared.texts.iter().zip(0..);
        let counted = counted.filter(|(_, doc)| findings.copies.counts(*doc));
        let model = SurprisalModel::fit(counted.map(|(text, _)| text));
        let counting = counting(prepared, findings.copies, config);
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

/// Who counts as one: copies, and the documents of a group where spread counts groups.
fn counting(prepared: &Prepared<'_>, copies: &Copies, config: &Config) -> Counting {
    let counting = Counting::of_documents(prepared.documents.len());
    let counting = counting.with_dates(prepared.dates());
    let counting = counting.with_sides(prepared.sides.clone());
    let counted_as = copies.counted_as();
    counting.with_owners(match prepared.counted_groups(config) {
        Some(groups) => counted_as
            .iter()
            .map(|doc| groups.of[*doc as usize])
            .collect(),
        None => counted_as.to_vec(),
    })
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
