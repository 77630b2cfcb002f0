//! The result for one document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::span::{BackwardSpan, Span};
use crate::text::metadata::Origin;
use crate::text::outline::Heading;

/// Whose wording a character is. Every character of a document's body is one of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribution {
    /// Nobody's: the wording stands in b documents or more, or in a reference text.
    Boilerplate,
    /// Common to a few: it stands in another document, and in fewer than b.
    Shared,
    /// The document's own: it stands in no other.
    Local,
}

/// Shares of the body's characters; they add up to 1. Of no characters at all, everything is local.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Share of boilerplate, 0 to 1.
    pub boilerplate: f64,
    /// Share of shared wording, 0 to 1.
    pub shared: f64,
    /// Share of local wording, 0 to 1.
    pub local: f64,
}

/// Shares of the body's units, each weighted by its surprisal, and the weight of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InformationShares {
    /// Surprisal of the whole, in bits.
    #[serde(serialize_with = "super::rounding::two")]
    pub bits: f64,
    /// The shares of it.
    #[serde(flatten)]
    pub shares: Shares,
}

/// A stretch of one attribution. Serialised as `[start, end, attribution]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "(usize, usize, Attribution)",
    into = "(usize, usize, Attribution)"
)]
pub struct Run {
    /// Where it stands.
    pub span: Span,
    /// Whose wording it is.
    pub attribution: Attribution,
}

impl TryFrom<(usize, usize, Attribution)> for Run {
    type Error = BackwardSpan;

    fn try_from(
        (start, end, attribution): (usize, usize, Attribution),
    ) -> Result<Self, BackwardSpan> {
        let span = Span::try_new(start, end)?;
        Ok(Self { span, attribution })
    }
}

impl From<Run> for (usize, usize, Attribution) {
    fn from(run: Run) -> Self {
        (run.span.start, run.span.end, run.attribution)
    }
}

/// What speaks for a run's not being the document's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EvidenceKind {
    /// A passage with another document.
    Passage,
    /// A literal of a template.
    Template,
    /// A set phrase.
    Phrase,
    /// Wording of a reference text.
    Reference,
}

/// A place in another document. Serialised as `[document, start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(usize, usize, usize)", into = "(usize, usize, usize)")]
pub struct EvidencePlace {
    /// The document, by index.
    pub document: usize,
    /// Where it stands there.
    pub span: Span,
}

impl TryFrom<(usize, usize, usize)> for EvidencePlace {
    type Error = BackwardSpan;

    fn try_from((document, start, end): (usize, usize, usize)) -> Result<Self, BackwardSpan> {
        let span = Span::try_new(start, end)?;
        Ok(Self { document, span })
    }
}

impl From<EvidencePlace> for (usize, usize, usize) {
    fn from(place: EvidencePlace) -> Self {
        (place.document, place.span.start, place.span.end)
    }
}

/// Why a run is not local, and where else its wording stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunEvidence {
    /// Which of the section's runs, by number from 0.
    pub run: usize,
    /// In how many other documents each part of it stands, at least: its spread. Copies count once, and with
    /// `group_by` it counts groups. 0 where it stands in a reference text alone.
    pub documents: usize,
    /// What says so.
    pub kinds: Vec<EvidenceKind>,
    /// Other documents that have all of it, but for a word, and where: one place each, the first 16 in corpus order.
    pub places: Vec<EvidencePlace>,
}

/// A stretch whose wording stands in a reference text. Serialised as `[start, end, source]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(usize, usize, usize)", into = "(usize, usize, usize)")]
pub struct ReferenceRun {
    /// Where it stands in the document.
    pub span: Span,
    /// In which reference text: an index into the analysis' `reference`. Of several, the first.
    pub source: usize,
}

impl TryFrom<(usize, usize, usize)> for ReferenceRun {
    type Error = BackwardSpan;

    fn try_from((start, end, source): (usize, usize, usize)) -> Result<Self, BackwardSpan> {
        let span = Span::try_new(start, end)?;
        Ok(Self { span, source })
    }
}

impl From<ReferenceRun> for (usize, usize, usize) {
    fn from(run: ReferenceRun) -> Self {
        (run.span.start, run.span.end, run.source)
    }
}

/// A word with its weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The word.
    pub term: String,
    /// Its TF-IDF weight in the vector of unit length, 0 to 1.
    #[serde(serialize_with = "super::rounding::four")]
    pub weight: f64,
}

/// The section of another document that is most like one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearestSection {
    /// The other document, by index.
    pub document: usize,
    /// Its section, by number from 0.
    pub section: usize,
    /// Cosine of the TF-IDF vectors, 0 to 1.
    #[serde(serialize_with = "super::rounding::four")]
    pub cosine: f64,
    /// Jaro–Winkler similarity of the headings without their markers, 0 to 1.
    #[serde(serialize_with = "super::rounding::four")]
    pub heading: f64,
}

/// A leaf section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SectionAnalysis {
    /// Markers of the headings above and its own: `二/(一)`.
    pub path: String,
    /// Its heading, or its lead phrase.
    pub heading: String,
    /// What it covers.
    pub span: Span,
    /// Units of NormalText in it.
    pub units: usize,
    /// Shares of its characters.
    pub shares: Shares,
    /// Shares of its information.
    pub information: InformationShares,
    /// Its attribution, tiling the span.
    pub runs: Vec<Run>,
    /// The evidence of the runs that are not local, in their order.
    #[serde(default)]
    pub evidence: Vec<RunEvidence>,
    /// Share of its characters that no earlier document has, 0 to 1; None where the document has no date.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "super::rounding::four_if_any"
    )]
    pub new_share: Option<f64>,
    /// Share of its characters whose wording stands in a reference text, 0 to 1: a part of its boilerplate.
    #[serde(serialize_with = "super::rounding::four")]
    pub reference_share: f64,
    /// Its most distinctive words.
    pub terms: Vec<Term>,
    /// The section most like it in each other document, by document; of many documents the most alike ones.
    pub nearest: Vec<NearestSection>,
    /// Its sentences with the highest share of boilerplate and shared wording, the most templated first.
    pub most_templated: Vec<Sentence>,
    /// Its sentences with the most local information, the most local first.
    pub most_local: Vec<Sentence>,
}

/// A sentence singled out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its local information, in bits.
    #[serde(serialize_with = "super::rounding::two")]
    pub local_bits: f64,
    /// Share of its information that is not local, 0 to 1.
    #[serde(serialize_with = "super::rounding::four")]
    pub templated: f64,
}

/// Where each fact of a document was found. None for a fact that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FoundFacts {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Origin>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Origin>,
    /// Its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Origin>,
    /// The meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Origin>,
    /// Who wrote or spoke it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Origin>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Origin>,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Origin>,
}

/// A document and the results for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentAnalysis {
    /// Its name in all outputs.
    pub file: String,
    /// The file that it was read from.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as precise as known: `2025`, `2025-03`, `2025-03-26`, or `--03-26` where the year is not known.
    pub date: Option<String>,
    /// Where it is from, or what place it is about.
    pub place: Option<String>,
    /// Who wrote or spoke it: the author that is given, or else the speaker.
    pub author: Option<String>,
    /// The meeting at which it was spoken, or of which it tells.
    #[serde(default)]
    pub meeting: Option<String>,
    /// Who speaks in it, as the text has it.
    #[serde(default)]
    pub speaker: Option<String>,
    /// `speech`, `news` or another kind, where it could be told.
    pub kind: Option<String>,
    /// Where these were found.
    #[serde(default)]
    pub found: FoundFacts,
    /// Its row of the metadata file, by column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Length of the text in code points.
    pub characters: usize,
    /// Units of NormalText in its body.
    pub units: usize,
    /// Its headings.
    pub outline: Vec<Heading>,
    /// Page furniture around the body.
    pub noise: Vec<Span>,
    /// Its leaf sections.
    pub sections: Vec<SectionAnalysis>,
    /// The stretches of its body whose wording stands in reference texts, in order; they are boilerplate.
    pub reference: Vec<ReferenceRun>,
    /// Share of its body's characters whose wording stands in a reference text, 0 to 1: a part of its boilerplate.
    #[serde(serialize_with = "super::rounding::four")]
    pub reference_share: f64,
    /// Shares of its characters.
    pub shares: Shares,
    /// Shares of its information.
    pub information: InformationShares,
    /// Share of its characters that no earlier document has, 0 to 1; None where it has no date.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "super::rounding::four_if_any"
    )]
    pub new_share: Option<f64>,
    /// Its most distinctive words.
    pub terms: Vec<Term>,
    /// Its sentences with the highest share of wording that is not local, the most templated first.
    pub most_templated: Vec<Sentence>,
    /// Its sentences with the most local information, the most local first.
    pub most_local: Vec<Sentence>,
    /// The file in the run folder that holds its text, `texts/….txt`; written with JSON and CSV.
    #[serde(default)]
    pub text_file: String,
    /// The text as read.
    pub text: String,
}
