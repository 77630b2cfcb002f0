//! What a document says of itself: title, date, place, meeting, speaker; each with where it was found.
//!
//! What somebody gave for it comes first: the metadata file of the run, then the fields of its record. What the text
//! says comes next, then the properties of its file, then its file name; only a title is taken from the properties
//! before the text. How the text is read for each stands at the top of its file.

mod date;
mod dating;
mod gazetteer;
mod given;
mod meeting;
mod place;
mod speaker;
#[cfg(test)]
mod tests;
mod title;
mod zones;

use serde::{Deserialize, Serialize};

use super::SourceText;
use super::kind::{DocumentKind, document_kind};
use super::outline::Outline;
use super::words::Segmenter;
use crate::span::Span;

pub use date::{Mention, PartialDate, mentions};
use dating::YearHints;
pub use given::{GivenBy, Metadata};
use zones::ZonedText;

/// Where a fact was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Origin {
    /// The metadata file of the run.
    MetadataFile,
    /// A field of the document's record.
    Record,
    /// The properties of its file.
    Properties,
    /// Its file name.
    FileName,
    /// Its text as a whole: how it speaks.
    Manner,
    /// A place in its text.
    Text {
        /// Where, in code points.
        span: Span,
        /// What stands there.
        text: String,
    },
}

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The value.
    pub value: String,
    /// Where it was found.
    pub from: Origin,
}

impl Fact {
    fn new(value: impl Into<String>, from: Origin) -> Self {
        Self {
            value: value.into(),
            from,
        }
    }
}

/// What is known of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its title.
    pub title: Option<Fact>,
    /// Its date: `2025`, `2025-03`, `2025-03-26`, or `--03-26` where the year is not known.
    pub date: Option<Fact>,
    /// The place that it is from or about.
    pub place: Option<Fact>,
    /// The meeting at which it was spoken, or of which it tells.
    pub meeting: Option<Fact>,
    /// Who wrote it, where that is given.
    pub author: Option<Fact>,
    /// Who speaks in it.
    pub speaker: Option<Fact>,
    /// `speech`, `report`, `news`, or what was given.
    pub kind: Option<Fact>,
}

/// A document as far as its metadata go.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// Its text as read.
    pub text: &'a SourceText,
    /// Its outline.
    pub outline: &'a Outline,
    /// The name that outputs use for it.
    pub name: &'a str,
    /// What was given for it.
    pub given: &'a Metadata,
}

/// Finds what a document says of itself: O(n).
pub fn facts(document: Described<'_>, segmenter: &Segmenter) -> Facts {
    let Described {
        text,
        outline,
        name,
        given,
    } = document;
    let zoned = ZonedText::new(text.as_str(), outline);
    let in_text = |span: Span| Origin::Text {
        span,
        text: text.slice(span).to_owned(),
    };
    let whole = |span: Span| Fact::new(text.slice(span).trim(), in_text(span));
    let named = |column: &str| {
        let value = given.table.get(column)?.trim();
        (!value.is_empty()).then(|| Fact::new(value, Origin::MetadataFile))
    };
    let by = match given.by {
        GivenBy::Record => Origin::Record,
        GivenBy::Properties => Origin::Properties,
    };
    let field = |value: &Option<String>| {
        let value = value.as_deref()?.trim();
        (!value.is_empty()).then(|| Fact::new(value, by.clone()))
    };
    let record = |value: &Option<String>| field(value).filter(|_| given.by == GivenBy::Record);
    let properties =
        |value: &Option<String>| field(value).filter(|_| given.by == GivenBy::Properties);

    let title_in_text = outline
        .title
        .map(|title| speaker::without_byline(&zoned, title))
        .or_else(|| title::labelled(&zoned));
    let title = named("title")
        .or_else(|| field(&given.title))
        .or_else(|| title_in_text.map(whole))
        .or_else(|| title::of_file(name).map(|title| Fact::new(title, Origin::FileName)));

    // A dateline is found where text copied off a page has lost its line ends, too.
    let kind_found = document_kind(
        text.as_str(),
        title.as_ref().map(|t| t.value.as_str()),
        outline,
    )
    .or_else(|| dating::has_dateline(&zoned).then_some(DocumentKind::News));
    let kind = named("kind")
        .or_else(|| field(&given.kind))
        .or_else(|| kind_found.map(|kind| Fact::new(kind.name(), Origin::Manner)));

    let date = named("date")
        .or_else(|| record(&given.date))
        .map(in_one_form)
        .or_else(|| {
            let hints = YearHints {
                properties: properties(&given.date).and_then(|d| PartialDate::parse(&d.value)),
                file_name: date_of_file(name),
            };
            let day = dating::stated(&zoned).map(|found| {
                let date = dating::complete(&zoned, found, title_in_text, hints);
                Fact::new(date.to_string(), in_text(found.span))
            });
            let year = || {
                let found = dating::year_of_title(&zoned, title_in_text?)?;
                Some(Fact::new(found.date.to_string(), in_text(found.span)))
            };
            day.or_else(|| properties(&given.date).map(in_one_form))
                .or_else(|| {
                    hints
                        .file_name
                        .map(|date| Fact::new(date.to_string(), Origin::FileName))
                })
                .or_else(year)
        });

    let place = named("place")
        .or_else(|| record(&given.place))
        .or_else(|| {
            place::place(&zoned, title_in_text, segmenter)
                .map(|p| Fact::new(p.full, in_text(p.span)))
        })
        .or_else(|| properties(&given.place));
    let meeting = named("meeting")
        .or_else(|| field(&given.meeting))
        .or_else(|| meeting::meeting(&zoned, title_in_text).map(whole));
    let author = named("author").or_else(|| field(&given.author));
    let kind_told = kind
        .as_ref()
        .and_then(|kind| DocumentKind::named(&kind.value))
        .or(kind_found);
    let speaker = named("speaker").or_else(|| {
        speaker::speaker(&zoned, kind_told, title_in_text).map(|span| {
            let name: String = text
                .slice(span)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            Fact::new(name, in_text(span))
        })
    });
    Facts {
        title,
        date,
        place,
        meeting,
        author,
        speaker,
        kind,
    }
}

/// A date that somebody gave, in the form that outputs use; as it is where it is no date.
fn in_one_form(mut given: Fact) -> Fact {
    if let Some(date) = PartialDate::parse(&given.value) {
        given.value = date.to_string();
    }
    given
}

/// The first date in a file name, or a year at its beginning.
fn date_of_file(name: &str) -> Option<PartialDate> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let chars: Vec<char> = last.chars().collect();
    let figures = |from: usize| {
        let run = chars[from..].iter().take_while(|c| c.is_ascii_digit());
        run.collect::<String>()
    };
    let starts = (0..chars.len()).filter(|i| {
        chars[*i].is_ascii_digit()
            && !i
                .checked_sub(1)
                .is_some_and(|b| chars[b].is_ascii_alphanumeric())
    });
    let compact = starts
        .map(figures)
        .find_map(|run| (run.len() == 8).then(|| PartialDate::parse(&run)).flatten());
    let mention = mentions(&chars)
        .first()
        .map(|m| m.date)
        .filter(|d| d.year.is_some());
    let year = || {
        let run = figures(0);
        let alone = chars.get(4).is_none_or(|c| !c.is_alphanumeric());
        (run.len() == 4 && alone)
            .then(|| PartialDate::parse(&run))
            .flatten()
    };
    compact.or(mention).or_else(year)
}
