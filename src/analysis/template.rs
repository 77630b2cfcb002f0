//! Templates, which are wording with slots, and set phrases.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The kind of wording that stands in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SlotKind {
    /// 古蔺, 区委
    Place,
    /// 赵源华
    Person,
    /// 县委组织部
    Organisation,
    /// 3月26日, 今年
    Date,
    /// 三, 1556
    Number,
    /// 5.5%, 百分之五
    Percentage,
    /// 党建工作会议
    Meeting,
    /// “红岩先锋”
    Quoted,
    /// 《大气污染防治法》: the title of a law or of another document, or several
    Law,
    /// Items joined by 、
    List,
    /// Any other wording.
    Phrase,
}

/// A piece of a template's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Fixed wording, as most instances write it (the first of those that write alike).
    Literal(String),
    /// A slot: a blank, which every use fills in its own way.
    Slot(SlotKind),
    /// Wording that half of the uses or more have; what another has in its place counts as what it fills in.
    Usual(String),
}

/// One use of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The document's name.
    pub doc: String,
    /// Where it stands.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// Where each slot's filler stands, in order of the template's slots and usual wording; empty where nothing was filled in, or
    /// where the use has the usual wording.
    pub slots: Vec<Span>,
}

impl Instance {
    /// The wording in a slot, counted from 0; None beyond the last. O(n) in the instance's text.
    #[must_use]
    pub fn filler(&self, slot: usize) -> Option<&str> {
        let slot = self.slots.get(slot)?;
        let mut bytes = self.text.char_indices().map(|(byte, _)| byte);
        let skipped = slot.start.checked_sub(self.span.start)?;
        let start = bytes.clone().nth(skipped).unwrap_or(self.text.len());
        let end = bytes.nth(skipped + slot.len()).unwrap_or(self.text.len());
        self.text.get(start..end)
    }
}

/// Wording that several places share but for what is filled in, as literals and slots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// `T001` and on, the most telling first; `T001.1` and on for its variants.
    pub id: String,
    /// Its literals, with `{place}` and the like for slots, and usual wording as `{研究?}`; for reading.
    pub wording: String,
    /// In how many documents it is used.
    pub spread: usize,
    /// Bits that describing the instances by the template saves.
    #[serde(serialize_with = "super::rounding::two")]
    pub bits_saved: f64,
    /// Literals and slots in order.
    pub parts: Vec<Part>,
    /// Its uses, in corpus order.
    pub instances: Vec<Instance>,
    /// Templates that say most of what this one says, in fewer documents, and something besides; the most telling first. A
    /// variant has none itself.
    #[serde(default)]
    pub variants: Vec<Template>,
}

/// A set phrase: fixed wording that many use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    /// The wording, as most places write it.
    pub wording: String,
    /// In how many documents it stands.
    pub documents: usize,
    /// How often it stands in all of them.
    pub occurrences: usize,
    /// In how many places (districts, cities), where documents name theirs.
    pub places: Option<usize>,
    /// Earliest date of a document that has it.
    pub first: Option<String>,
    /// Latest date of one.
    pub last: Option<String>,
    /// The longest phrase of this list that contains it, by wording.
    pub longest_form: Option<String>,
    /// Bits saved by naming it instead of spelling it out.
    #[serde(serialize_with = "super::rounding::two")]
    pub score: f64,
}
