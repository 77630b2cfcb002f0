//! Moulds: families of sentences and clauses as literals and slots, and set phrases.

mod align;
mod cost;
mod family;
mod mould;
mod repeat;
mod stream;

use crate::Span;
use crate::analysis::{Instance, Part, Phrase, SlotKind, Template};
use crate::corpus::Metadata;
use crate::text::words::Segmenter;
use crate::text::{NormalText, SourceText};

use family::Grouping;
use mould::Mould;
use repeat::Repeats;
use stream::Stream;

/// A document to look for moulds in.
#[derive(Clone, Copy, Debug)]
pub struct TemplateDocument<'a> {
    /// Its name in the output.
    pub name: &'a str,
    /// Its text as read.
    pub source: &'a SourceText,
    /// Its text as compared.
    pub text: &'a NormalText,
    /// Date and place, for the phrases.
    pub metadata: &'a Metadata,
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
    /// Whether moulds that one document alone repeats count.
    pub within: bool,
}

impl Default for TemplateConfig {
    fn default() -> Self {
        Self {
            min_docs: 1,
            within: true,
        }
    }
}

/// What one document has of the templates, unit by unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// For each unit, the number of other documents whose instance has it as a literal.
    pub literal: Vec<u32>,
    /// For each unit, whether it is a slot's filler.
    pub filler: Vec<bool>,
}

/// What [`find_templates`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The templates, strongest first.
    pub templates: Vec<Template>,
    /// The set phrases, strongest first.
    pub phrases: Vec<Phrase>,
    /// For each document of the input.
    pub coverage: Vec<Coverage>,
}

/// Finds the templates of a set of documents.
pub fn find_templates(input: &TemplateInput<'_>, config: &TemplateConfig) -> Found {
    let stream = Stream::new(&input.documents, input.segmenter);
    let repeats = Repeats::new(&stream);
    let grouping = Grouping::find(&stream, &repeats, config.within);
    let mut moulds: Vec<Mould> = grouping
        .families()
        .map(|(_, family)| mould::mould(&stream, family))
        .collect();
    moulds.sort_by(|a, b| b.saving.total_cmp(&a.saving));
    let templates = moulds
        .iter()
        .enumerate()
        .map(|(i, mould)| render(input, &stream, mould, i))
        .collect();
    Found {
        templates,
        phrases: Vec::new(),
        coverage: Vec::new(),
    }
}

fn render(input: &TemplateInput<'_>, stream: &Stream, mould: &Mould, index: usize) -> Template {
    let span = |range: &std::ops::Range<u32>| -> (usize, Span) {
        let (document, local) = stream.locate(range.start.min(stream.len() as u32 - 1));
        let local = (range.start - stream.document_start(document)) as usize + local * 0;
        let text = input.documents[document].text;
        (document, text.span_of(local..local + range.len()))
    };
    let mut instances = Vec::new();
    let mut documents = Vec::new();
    for place in &mould.places {
        let (document, whole) = span(&place.extent);
        let mut end = whole.end;
        let source = input.documents[document].source;
        let last = place.extent.end;
        if stream.starts_sentence(last) && stream.starts_sentence(place.extent.start) {
            let after: String = source.slice(Span::new(end, end + 1)).to_owned();
            if matches!(after.as_str(), "。" | "！" | "？" | "!" | "?") {
                end += 1;
            }
        }
        documents.push(document);
        let whole = Span::new(whole.start, end);
        instances.push(Instance {
            doc: input.documents[document].name.to_owned(),
            span: whole,
            text: source.slice(whole).to_owned(),
            slots: place
                .slots
                .iter()
                .map(|s| {
                    let local = (s.start - stream.document_start(document)) as usize;
                    let text = input.documents[document].text;
                    text.span_of(local..local + s.len())
                })
                .collect(),
        });
    }
    documents.dedup();
    let mut parts = Vec::new();
    for number in 0..=mould.lengths.len() {
        if mould.open[number] {
            parts.push(Part::Slot(SlotKind::Phrase));
        }
        if number < mould.lengths.len() {
            let range = mould.places.iter().find_map(|p| p.literals[number].clone());
            if let Some(range) = range {
                let (document, s) = span(&range);
                parts.push(Part::Literal(
                    input.documents[document].source.slice(s).to_owned(),
                ));
            }
        }
    }
    let wording = parts
        .iter()
        .map(|p| match p {
            Part::Literal(l) => l.as_str(),
            Part::Slot(_) => "{…}",
        })
        .collect();
    Template {
        id: format!("T{:03}", index + 1),
        wording,
        spread: documents.len(),
        bits_saved: mould.saving,
        parts,
        instances,
    }
}
