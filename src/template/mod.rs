//! Templates: clusters of sentences and clauses as literals and slots, and set phrases.

mod align;
mod clause;
mod cluster;
mod cost;
mod phrase;
mod render;
mod repeat;
mod slot;
mod surface_form;
#[cfg(test)]
mod tests;
mod unit_template;
mod units;

use serde::{Deserialize, Serialize};

use crate::analysis::{Phrase, Template};
use crate::document::Document;
use crate::text::metadata::{Fact, Facts};
use crate::text::words::Segmenter;
use crate::text::{NormalText, SourceText};

use cluster::Clustering;
use repeat::SuffixRepeats;
use unit_template::UnitTemplate;
use units::UnitStream;

/// A document to look for templates in.
#[derive(Clone, Copy, Debug)]
pub struct TemplateDocument<'a> {
    /// Its name in the output.
    pub name: &'a str,
    /// Its text as read.
    pub source: &'a SourceText,
    /// Its text as compared.
    pub text: &'a NormalText,
    /// Its date, for the phrases.
    pub date: Option<&'a str>,
    /// Its place, for the phrases.
    pub place: Option<&'a str>,
}

impl<'a> TemplateDocument<'a> {
    /// A document of a corpus with its text as compared and what was found of it.
    pub fn of(document: &'a Document, text: &'a NormalText, facts: &'a Facts) -> Self {
        let value = |fact: &'a Option<Fact>| fact.as_ref().map(|fact| fact.value.as_str());
        Self {
            name: &document.name,
            source: &document.text,
            text,
            date: value(&facts.date),
            place: value(&facts.place),
        }
    }
}

/// What [`find_templates`] looks at.
#[derive(Clone, Debug)]
pub struct TemplateInput<'a> {
    /// The documents, in the order of the corpus.
    pub documents: Vec<TemplateDocument<'a>>,
    /// Cuts words.
    pub segmenter: &'a Segmenter,
}

/// What [`find_templates`] can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateConfig {
    /// Templates in fewer documents are left out. 1 or 0 leaves none out.
    pub min_docs: usize,
    /// Whether templates that one document alone repeats count.
    pub within: bool,
    /// Set phrases listed at most, strongest first.
    pub max_phrases: usize,
}

impl Default for TemplateConfig {
    fn default() -> Self {
        Self {
            min_docs: 1,
            within: true,
            max_phrases: 5000,
        }
    }
}

/// What [`find_templates`] found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The templates, strongest first.
    pub templates: Vec<Template>,
    /// The set phrases, strongest first.
    pub phrases: Vec<Phrase>,
}

/// Finds the templates and the set phrases of a set of documents.
///
/// Wording that stands in two places or more gives the anchors; the places of an anchor are aligned n ways; what
/// saves bits (Lee et al., ICDE 2021) and says something is a cluster; clusters whose common description is shorter
/// are merged, and single places taken in. Time grows with the text and with what is repeated in it, never with
/// pairs of documents; memory is about 40 bytes a unit. The same result for any number of threads.
pub fn find_templates(input: &TemplateInput<'_>, config: &TemplateConfig) -> Found {
    let stream = UnitStream::new(&input.documents, input.segmenter);
    let repeats = SuffixRepeats::new(&stream);
    let grouping = Clustering::find(&stream, &repeats, config.within);
    let mut templates: Vec<UnitTemplate> = grouping
        .clusters()
        .map(|cluster| unit_template::unit_template(&stream, cluster))
        .filter(|template| template.documents(&stream).len() >= config.min_docs)
        .collect();
    drop(grouping);
    templates.sort_by(|a, b| {
        b.saving
            .total_cmp(&a.saving)
            .then_with(|| a.start().cmp(&b.start()))
    });
    Found {
        templates: templates
            .iter()
            .enumerate()
            .map(|(number, template)| render::template(input, &stream, template, number))
            .collect(),
        phrases: phrase::phrases(
            input,
            &stream,
            &repeats,
            config.min_docs,
            config.max_phrases,
        ),
    }
}
