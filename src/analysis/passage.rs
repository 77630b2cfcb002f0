//! Reused wording: passages of two places, families of n.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A place where wording stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The document's name.
    pub document: String,
    /// Its range there.
    pub span: Span,
    /// The wording there.
    pub text: String,
}

/// The kind of a step of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationKind {
    /// The same wording on both sides, punctuation aside.
    Equal,
    /// Other wording in its place.
    Replace,
    /// Only in b.
    Insert,
    /// Only in a.
    Delete,
}

/// One step from a to b. The spans of the steps follow each other on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its kind.
    pub kind: OperationKind,
    /// Where in a; empty for an insertion.
    pub a: Span,
    /// Where in b; empty for a deletion.
    pub b: Span,
}

/// The figures for which a passage counts as reuse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PassageScore {
    /// Units that are equal on both sides.
    pub matched: usize,
    /// Surprisal of the equal units under the corpus' own frequencies, in bits.
    #[serde(serialize_with = "super::rounding::two")]
    pub bits: f64,
    /// Bits times wholeness: what passages are ranked by.
    #[serde(serialize_with = "super::rounding::two")]
    pub score: f64,
    /// Share of each side's bits that is equal, 0 to 1: a, then b.
    #[serde(serialize_with = "super::rounding::four_each")]
    pub coverage: [f64; 2],
    /// Share of the bits of the sentences it stands in that is equal, on the side where it is greater, 0 to 1: near 1 for
    /// sentences taken over whole, little for a set phrase inside sentences that differ.
    #[serde(serialize_with = "super::rounding::four")]
    pub wholeness: f64,
}

/// Two aligned places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// One side; of two documents the one that comes first.
    pub a: Place,
    /// The other side; in the same document, behind `a`.
    pub b: Place,
    /// Equal units divided by the mean length of the sides, 0 to 1.
    #[serde(serialize_with = "super::rounding::four")]
    pub identity: f64,
    /// The figures for which it counts.
    pub verdict: PassageScore,
    /// The family that it belongs to: an index into the analysis' families.
    pub family: Option<usize>,
    /// The steps from a to b.
    pub operations: Vec<Operation>,
}

/// Places that share one wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// The wording, as its first place has it.
    pub wording: String,
    /// In how many documents it stands.
    pub documents: usize,
    /// The places, in corpus order: document name and span.
    pub places: Vec<(String, Span)>,
    /// Who had it first; None where no document of it has a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstUse>,
}

/// Who had a wording first, of the documents that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstUse {
    /// The documents before which no other is for certain, in corpus order, each with its date: several where dates are equal,
    /// or where one is known to the year only and another to the day.
    pub documents: Vec<(String, String)>,
    /// Documents that have it and of which not even the year is known: each may have had it before these.
    pub undated: usize,
}
