//! Facts of a document: title, date, place, meeting, author, speaker, kind; each with the place where it was found.
//!
//! In: `在全县教育大会上的讲话⏎县委书记 王大河⏎（2024年9月10日）⏎同志们：⏎…`
//!
//! Out: title `在全县教育大会上的讲话`, date `2024-09-10`, meeting `全县教育大会`, speaker `王大河`, kind `speech`.
//!
//! Sources count in this order: the metadata file of the run, the fields of the document's record, the text itself, the
//! properties of its file, its file name. Only a title is taken from the properties before the text. How the text is read
//! for a fact is said at the top of that fact's file. Nothing is guessed: a value has to be stated somewhere.

mod adoption;
mod date;
mod dating;
mod fact;
mod finder;
mod given;
mod meeting;
mod occasion;
mod person;
mod place;
mod speaker;
#[cfg(test)]
mod tests;
mod title;
mod zones;

use super::words::Segmenter;
use finder::FactFinder;

pub use date::{Mention, PartialDate, mentions};
pub use fact::{Described, Fact, Facts, Origin};
pub use given::{GivenBy, Metadata};

/// Finds the facts of a document: O(n).
///
/// ```
/// use leitong::text::metadata::{Described, Metadata, Origin, facts};
/// use leitong::text::outline::outline;
/// use leitong::text::words::Segmenter;
/// use leitong::text::{Layout, SourceText};
///
/// let text = SourceText::from("在全县教育大会上的讲话\n县委书记 王大河\n（2024年9月10日）\n同志们：\n教育是大计。");
/// let outline = outline(&text, &Layout::default());
/// let given = Metadata::default(); // nothing is known beside the text
/// let document = Described { text: &text, outline: &outline, name: "1.txt", given: &given };
///
/// let facts = facts(document, &Segmenter::default());
/// let date = facts.date.expect("the line under the title");
/// assert_eq!(date.value, "2024-09-10");
/// assert!(matches!(date.from, Origin::Text { span, .. } if text.slice(span) == "2024年9月10日"));
/// assert_eq!(facts.speaker.map(|fact| fact.value).as_deref(), Some("王大河"));
/// assert_eq!(facts.kind.map(|fact| fact.value).as_deref(), Some("speech"));
/// ```
#[must_use]
pub fn facts(document: Described<'_>, segmenter: &Segmenter) -> Facts {
    let finder = FactFinder::new(document, segmenter);
    let title = finder.title();
    let kind_of_text = finder.kind_of_text(title.as_ref());
    let kind = finder.kind(kind_of_text);
    Facts {
        date: finder.date(kind_of_text),
        place: finder.place(kind_of_text),
        meeting: finder.meeting(kind_of_text),
        author: finder.author(),
        speaker: finder.speaker(kind.as_ref(), kind_of_text),
        title,
        kind,
    }
}
