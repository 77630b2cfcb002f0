//! What a check says: plain data, complete, in code points of the draft as read. `docs/check.schema.json` fixes its JSON.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::text::SourceText;

/// What a passage of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Word for word from one source, typography aside.
    Copied,
    /// From one source, with changes.
    Adapted,
    /// Wording that several texts share, with other names and figures in its blanks.
    Template,
    /// Wording of the genre: many texts have it.
    Common,
    /// From an earlier text of the same author, department or place.
    Own,
    /// From a text of higher level, or quoted as somebody's words.
    Above,
}

impl Class {
    /// All of them, the gravest first.
    pub const ALL: [Class; 6] = [
        Class::Copied,
        Class::Adapted,
        Class::Template,
        Class::Common,
        Class::Own,
        Class::Above,
    ];

    /// Whether it is somebody else's wording, and nothing explains it.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Class::Copied | Class::Adapted | Class::Template)
    }

    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Class::Copied => "copied",
            Class::Adapted => "adapted",
            Class::Template => "template",
            Class::Common => "common",
            Class::Own => "own",
            Class::Above => "above",
        }
    }
}

/// Why a passage has its class.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// So many characters in a row are equal.
    Equal {
        /// Characters of the draft.
        characters: usize,
    },
    /// This share is equal.
    Changed {
        /// Share of equal units, 0 to 1.
        identity: f64,
        /// Stretches that differ.
        changes: usize,
    },
    /// So many texts share it, and names and figures alone differ.
    Blanks {
        /// Texts that have it.
        texts: usize,
        /// Blanks that are filled otherwise.
        blanks: usize,
    },
    /// So many texts say it.
    Many {
        /// Texts that have it.
        texts: usize,
    },
    /// Draft and source share a value.
    SameValue {
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// The source is named as one of higher level.
    Superior {
        /// By what: a column with its value, or the place.
        by: String,
    },
    /// It stands in quotation marks behind whom it quotes.
    Quoted {
        /// Whom, as the draft has it.
        whom: String,
    },
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePlace {
    /// The text's id in the library.
    pub source: String,
    /// Its stretch, in code points of the text as read.
    pub source_span: Span,
}

/// A passage of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedPassage {
    /// Its stretch of the draft.
    pub draft: Span,
    /// The source it is closest to.
    pub best: SourcePlace,
    /// What it is.
    pub class: Class,
    /// Why.
    pub reason: Reason,
    /// Share of equal units, 0 to 1.
    pub identity: f64,
    /// Other texts that have it, the earliest first.
    pub others: Vec<SourcePlace>,
    /// Stretches of the draft in it that the source does not have so.
    pub changes: Vec<Span>,
    /// What the source has there.
    pub source_text: String,
}

/// A source of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedSource {
    /// Its id in the library.
    pub id: String,
    /// Characters of the draft in passages from it.
    pub draft_characters: usize,
    /// Its date, if it has one.
    pub date: Option<String>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// What most of it is.
    pub class: Class,
}

/// What a left-over is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LeftoverKind {
    /// A place.
    Place,
    /// A person.
    Person,
    /// A company, a school and so on.
    Organisation,
    /// A date.
    Date,
    /// A figure.
    Figure,
}

/// A name, a date or a figure of the source that stands in the draft as if it were its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftover {
    /// Where in the draft.
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// What it is.
    pub kind: LeftoverKind,
    /// The source that has it.
    pub source: String,
    /// Where in the source.
    pub source_span: Span,
    /// The sentence of the source.
    pub sentence: String,
}

/// Two places of which the one does not lie in the other: 湖北省张家界.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpossiblePlace {
    /// Where in the draft.
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// Where the second one lies.
    pub lies_in: String,
}

/// Shares of the draft's characters, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ratios {
    /// In any passage.
    pub all: f64,
    /// All but common wording.
    pub without_common: f64,
    /// All but what is quoted or from a superior text.
    pub without_quoted: f64,
    /// All but what is the author's own.
    pub without_own: f64,
    /// Of the source with most.
    pub largest_source: f64,
    /// Copied, adapted and filled in: neither common, nor own, nor from above.
    pub taken: f64,
}

/// What was found in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedDraft {
    /// Its name.
    pub file: String,
    /// Its text as read.
    pub text: SourceText,
    /// Its length, in characters that are no white space.
    pub characters: usize,
    /// The shares.
    pub ratios: Ratios,
    /// In the order of the draft, without overlap.
    pub passages: Vec<CheckedPassage>,
    /// The strongest first: by what is taken, then by the rest.
    pub sources: Vec<CheckedSource>,
    /// In the order of the draft.
    pub leftovers: Vec<Leftover>,
    /// In the order of the draft.
    pub impossible: Vec<ImpossiblePlace>,
    /// Blanks that nobody filled.
    pub unfilled: Vec<Span>,
}
