//! Templates and set phrases: wording with slots, and wording that many use as it stands.
//!
//! In: 对过去一年的工作，区委是满意的 in one speech, 对过去一年的工作，县委是满意的 in another. Out: the template
//! 对过去一年的工作，{place}是满意的 with its two uses and what fills the slot in each.
//!
//! Which wording is a template is decided by description length (Rissanen 1978; for near-duplicate texts InfoShield, Lee et
//! al., ICDE 2021): a set of places is one if spelling the common wording once, and what departs from it in each place, takes
//! fewer bits than spelling all places out. ALGORITHM.md tells the steps; the files, in the order of the data:
//!
//! | file | gives |
//! |---|---|
//! | `document_units`, `units`, `word_weight`, `numbered_rows` | the corpus as one stream, dates, numbers and names as one position each, with bits, and marks where words and sentences begin |
//! | `repeat`, `lcp`, `word_pair` | maximal repeats, and pairs of words that call for one another: where templates are looked for |
//! | `align`, `block_search`, `block`, `cost` | the blocks that several places share, and the bits that they save |
//! | `core` | of these what every place has, and what most have |
//! | `bigram_index`, `occurrence` | all places of a template's literals |
//! | `cluster`, `clause`, `merge`, `literal_word`, `cover` | clusters: places of a template to be; those that are one mould; those that are shown |
//! | `piece`, `layout`, `edge`, `unit_template` | a cluster as literals and slots, in units |
//! | `rank` | the order in which a reader finds them telling |
//! | `tree` | moulds, with their variants |
//! | `slot`, `surface_form`, `render` | kinds of slots, spelling; [`Template`] in code points |
//! | `phrase` | set phrases |
//! | `fixed` | literals and set phrases with all their places, as evidence |

mod align;
mod bigram_index;
mod block;
mod block_search;
mod clause;
mod cluster;
mod core;
mod cost;
mod cover;
mod document_units;
mod edge;
mod fixed;
mod layout;
mod lcp;
mod literal_word;
mod merge;
mod numbered_rows;
mod occurrence;
mod phrase;
mod piece;
mod rank;
mod render;
mod repeat;
mod slot;
mod surface_form;
#[cfg(test)]
mod tests;
mod tree;
mod unit_template;
mod units;
mod word_pair;
mod word_weight;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::analysis::{Phrase, Template};
use crate::document::Document;
use crate::text::metadata::{Fact, Facts};
use crate::text::words::Segmenter;
use crate::text::{NormalText, SourceText};

use bigram_index::BigramIndex;
use cluster::Clustering;
use core::Cluster;
use phrase::Lexicon;
use repeat::SuffixRepeats;
use unit_template::UnitTemplate;
use units::UnitStream;

pub use fixed::{FixedKind, FixedWording};

/// A document to look for templates in.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TemplateDocument<'a> {
    /// Its name in the output.
    pub name: &'a str,
    /// Its text as read.
    pub source: &'a SourceText,
    /// Its text as compared; made from `source`.
    pub text: &'a NormalText,
    /// Its date as in [`Facts::date`]: set phrases are listed with their first and last one.
    pub date: Option<&'a str>,
    /// Its place: set phrases are listed with the number of places that use them.
    pub place: Option<&'a str>,
    /// Its side, where sides are compared with one another: wording that one side alone has is not listed.
    pub side: Option<u32>,
}

impl<'a> TemplateDocument<'a> {
    /// A document of which date and place are not known. `text` has to be made from `source`.
    #[must_use]
    pub fn new(name: &'a str, source: &'a SourceText, text: &'a NormalText) -> Self {
        Self {
            name,
            source,
            text,
            date: None,
            place: None,
            side: None,
        }
    }

    /// A document of a corpus, its text as compared, and the facts that were found of it.
    #[must_use]
    pub fn of(document: &'a Document, text: &'a NormalText, facts: &'a Facts) -> Self {
        let value = |fact: &'a Option<Fact>| fact.as_ref().map(|fact| fact.value.as_str());
        Self {
            date: value(&facts.date),
            place: value(&facts.place),
            ..Self::new(&document.name, &document.text, text)
        }
    }
}

/// The documents that [`find_templates`] looks at.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TemplateInput<'a> {
    /// The documents, in the order of the corpus.
    pub documents: Vec<TemplateDocument<'a>>,
    /// Cuts and tags words.
    pub segmenter: &'a Segmenter,
}

impl<'a> TemplateInput<'a> {
    /// Documents, and what cuts their words.
    #[must_use]
    pub fn new(documents: Vec<TemplateDocument<'a>>, segmenter: &'a Segmenter) -> Self {
        Self {
            documents,
            segmenter,
        }
    }

    /// Whether documents, given by number, stand on different sides, or on none.
    fn is_across(&self, documents: impl IntoIterator<Item = usize>) -> bool {
        let mut sides = documents.into_iter().map(|doc| self.documents[doc].side);
        match sides.next() {
            Some(Some(first)) => sides.any(|side| side != Some(first)),
            _ => true,
        }
    }
}

/// The options of [`find_templates`].
///
/// ```
/// use leitong::template::TemplateConfig;
///
/// let mut config = TemplateConfig::default();
/// config.min_docs = 2;
/// config.within = false;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TemplateConfig {
    /// Templates and set phrases in fewer documents are left out; set phrases stand in 2 at least. Default 1.
    pub min_docs: usize,
    /// Whether what one document alone repeats can be a template, if it is a row of parallel sentences. Default true.
    pub within: bool,
    /// Units of literals that an instance has at least for these to be listed in [`FoundTemplates::fixed`]. Default 8, as
    /// [`Config::min_length`](crate::Config::min_length).
    pub min_literals: usize,
    /// Set phrases listed at most, the most telling first; [`FoundTemplates::phrases_found`] says how many there were. Default
    /// 5,000: a bound on what is written, since 52 work reports of one archive have 7,299, and on what anybody reads.
    pub max_phrases: usize,
}

impl Default for TemplateConfig {
    fn default() -> Self {
        Self {
            min_docs: 1,
            within: true,
            min_literals: 8,
            max_phrases: 5000,
        }
    }
}

/// The result of [`find_templates`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FoundTemplates {
    /// The templates, the most telling first, each with its variants.
    pub templates: Vec<Template>,
    /// The set phrases, the most telling first, up to [`TemplateConfig::max_phrases`].
    pub phrases: Vec<Phrase>,
    /// Number of set phrases before the limit.
    pub phrases_found: u64,
    /// The literals of the templates and all set phrases, those beyond the list's limit too, with their places.
    pub fixed: Vec<FixedWording>,
}

/// Finds the templates and the set phrases of a set of documents.
///
/// Wording that stands in two places or more gives the anchors; the places of an anchor are aligned n ways; what all of them
/// have is a template if it saves bits (Lee et al., ICDE 2021), says something, and leaves a blank; then every other place that
/// has it is taken in, and clusters that are one mould are merged. Time grows with the text and with what is repeated in it,
/// never with pairs of documents; memory is about 50 bytes a unit. The result is the same for any number of threads.
///
/// ```
/// use leitong::template::{TemplateConfig, TemplateDocument, TemplateInput, find_templates};
/// use leitong::text::words::Segmenter;
/// use leitong::text::{NormalText, SourceText};
///
/// let sources = [
///     "各项指标稳中有升。对过去一年的工作，区委是满意的，群众是认可的。天气渐凉。",
///     "会场里掌声不断。对过去一年的工作，县委是满意的，群众是认可的。散会。",
///     "河水绕城而过。对过去一年的工作，市委是满意的，群众是认可的。请讨论。",
/// ]
/// .map(SourceText::from);
/// let texts: Vec<NormalText> = sources.iter().map(|s| NormalText::new(s.as_str())).collect();
/// let documents = ["a", "b", "c"].into_iter().zip(&sources).zip(&texts);
/// let documents = documents.map(|((name, source), text)| TemplateDocument::new(name, source, text));
/// let segmenter = Segmenter::default();
/// let input = TemplateInput::new(documents.collect(), &segmenter);
///
/// let found = find_templates(&input, &TemplateConfig::default());
/// let template = &found.templates[0];
/// assert_eq!(template.wording, "对过去一年的工作，{place}是满意的，群众是认可的");
/// assert_eq!(template.instances[1].filler(0), Some("县委"));
/// ```
#[must_use]
pub fn find_templates(input: &TemplateInput<'_>, config: &TemplateConfig) -> FoundTemplates {
    let stream = UnitStream::new(&input.documents, input.segmenter);
    let repeats = SuffixRepeats::new(&stream);
    let index = BigramIndex::new(&stream);
    let clustering = Clustering::find(&stream, &repeats, &index, config.within);
    let laid_out = |clusters: Vec<&Cluster>| -> Vec<UnitTemplate> {
        let templates = clusters.into_par_iter();
        let templates = templates.filter_map(|cluster| layout::lay_out(input, &stream, cluster));
        let wanted = templates.filter(|template| {
            let documents = template.documents(&stream);
            documents.len() >= config.min_docs && input.is_across(documents)
        });
        wanted.collect()
    };
    let mut templates = laid_out(cover::cover(&clustering).iter().collect());
    templates.retain(UnitTemplate::has_slot);
    rank::rank(input, &stream, &mut templates);
    let moulds = tree::tree(&stream, templates);
    let lexicon = Lexicon::new(input, &stream, &repeats, config.min_docs);
    // Also of what is not listed: variants of what is, and wording without a blank.
    let found = clustering.variants.iter().chain(&clustering.clusters);
    let wording = found.filter(|cluster| clustering.is_wording(cluster));
    let mut fixed: Vec<FixedWording> = laid_out(wording.collect())
        .par_iter()
        .flat_map_iter(|template| fixed::literals(&stream, &repeats, template, config.min_literals))
        .collect();
    fixed.extend(fixed::clauses(&input.documents, &stream));
    let strongest = lexicon.strongest(input, &stream, config.max_phrases);
    FoundTemplates {
        templates: moulds
            .par_iter()
            .enumerate()
            .map(|(number, mould)| render::mould(input, &stream, mould, number))
            .collect(),
        phrases: strongest.phrases,
        phrases_found: strongest.found as u64,
        fixed: fixed.into_iter().chain(lexicon.into_fixed()).collect(),
    }
}
