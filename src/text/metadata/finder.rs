//! The order in which sources count, fact by fact.

use super::date::PartialDate;
use super::dating::{self, YearHints};
use super::fact::{Described, Fact, Origin};
use super::given::GivenBy;
use super::zones::ZonedText;
use super::{meeting, place, speaker, title};
use crate::span::Span;
use crate::text::kind::{DocumentKind, document_kind};
use crate::text::unified;
use crate::text::words::Segmenter;

/// Looks for the facts of one document.
pub(super) struct FactFinder<'a> {
    document: Described<'a>,
    segmenter: &'a Segmenter,
    zoned: ZonedText,
    /// The title that stands in the text.
    title_in_text: Option<Span>,
}

impl<'a> FactFinder<'a> {
    pub(super) fn new(document: Described<'a>, segmenter: &'a Segmenter) -> Self {
        let zoned = ZonedText::new(document.text.as_str(), document.outline);
        let title_in_text = document
            .outline
            .title
            .map(|title| speaker::without_byline(&zoned, title))
            .or_else(|| title::labelled(&zoned));
        Self {
            document,
            segmenter,
            zoned,
            title_in_text,
        }
    }

    pub(super) fn title(&self) -> Option<Fact> {
        let of_file = || title::of_file(self.document.name);
        self.column("title")
            .or_else(|| self.field(&self.document.given.title))
            .or_else(|| self.title_in_text.map(|span| self.stated(span)))
            .or_else(|| of_file().map(|title| Fact::new(title, Origin::FileName)))
    }

    /// The kind that the text itself shows; `title` helps to tell it.
    pub(super) fn kind_of_text(&self, title: Option<&Fact>) -> Option<DocumentKind> {
        let title = title.map(|title| title.value.as_str());
        let text = self.document.text.as_str();
        // A dateline is found where text copied off a page has lost its line ends, too.
        document_kind(text, title, self.document.outline)
            .or_else(|| dating::has_dateline(&self.zoned).then_some(DocumentKind::News))
    }

    pub(super) fn kind(&self, of_text: Option<DocumentKind>) -> Option<Fact> {
        self.column("kind")
            .or_else(|| self.field(&self.document.given.kind))
            .or_else(|| of_text.map(|kind| Fact::new(kind.name(), Origin::Manner)))
    }

    /// The date; a day without a year gets one from what else is known.
    pub(super) fn date(&self) -> Option<Fact> {
        let given = &self.document.given.date;
        let properties = self.properties(given);
        let hints = YearHints {
            properties: properties
                .as_ref()
                .and_then(|date| PartialDate::parse(&date.value)),
            file_name: dating::of_file(self.document.name),
        };
        let day = || {
            let found = dating::stated(&self.zoned)?;
            let date = dating::complete(&self.zoned, found, self.title_in_text, hints);
            Some(Fact::new(date.to_string(), self.in_text(found.span)))
        };
        let of_file = || {
            let date = hints.file_name?;
            Some(Fact::new(date.to_string(), Origin::FileName))
        };
        let year = || {
            let found = dating::year_of_title(&self.zoned, self.title_in_text?)?;
            Some(Fact::new(found.date.to_string(), self.in_text(found.span)))
        };
        self.column("date")
            .or_else(|| self.record(given))
            .map(in_one_form)
            .or_else(day)
            .or_else(|| properties.map(in_one_form))
            .or_else(of_file)
            .or_else(year)
    }

    pub(super) fn place(&self) -> Option<Fact> {
        let given = &self.document.given.place;
        let in_text = || {
            let found = place::place(&self.zoned, self.title_in_text, self.segmenter)?;
            Some(Fact::new(found.full, self.in_text(found.span)))
        };
        self.column("place")
            .or_else(|| self.record(given))
            .or_else(in_text)
            .or_else(|| self.properties(given))
    }

    pub(super) fn meeting(&self) -> Option<Fact> {
        let in_text = || meeting::meeting(&self.zoned, self.title_in_text);
        self.column("meeting")
            .or_else(|| self.field(&self.document.given.meeting))
            .or_else(|| in_text().map(|span| self.stated(span)))
    }

    pub(super) fn author(&self) -> Option<Fact> {
        self.column("author")
            .or_else(|| self.field(&self.document.given.author))
    }

    /// The speaker. Where one is looked for depends on the kind: the one that was given if it is known, or else the one
    /// that the text shows.
    pub(super) fn speaker(
        &self,
        kind: Option<&Fact>,
        of_text: Option<DocumentKind>,
    ) -> Option<Fact> {
        let told = kind.and_then(|kind| DocumentKind::named(&kind.value));
        let in_text = || {
            let span = speaker::speaker(&self.zoned, told.or(of_text), self.title_in_text)?;
            // 李　明 is set to the width of three characters.
            let mut name = self.wording(span);
            name.retain(|c| !c.is_whitespace());
            Some(Fact::new(name, self.in_text(span)))
        };
        self.column("speaker").or_else(in_text)
    }

    fn in_text(&self, span: Span) -> Origin {
        Origin::Text {
            span,
            text: self.document.text.slice(span).to_owned(),
        }
    }

    /// A value that is a stretch of the text.
    fn stated(&self, span: Span) -> Fact {
        Fact::new(self.wording(span).trim(), self.in_text(span))
    }

    /// The text in `span`, radicals as the ideographs that they stand for: 王⺠ and 王民 are one name.
    fn wording(&self, span: Span) -> String {
        let chars = self.document.text.slice(span).chars();
        chars.map(unified).collect()
    }

    /// The document's field in a column of the metadata file.
    fn column(&self, column: &str) -> Option<Fact> {
        let value = self.document.given.table.get(column)?.trim();
        (!value.is_empty()).then(|| Fact::new(value, Origin::MetadataFile))
    }

    /// A field of the record, or a property of the file, whichever the document has.
    fn field(&self, value: &Option<String>) -> Option<Fact> {
        let value = value.as_deref()?.trim();
        let origin = match self.document.given.by {
            GivenBy::Record => Origin::Record,
            GivenBy::Properties => Origin::Properties,
        };
        (!value.is_empty()).then(|| Fact::new(value, origin))
    }

    fn record(&self, value: &Option<String>) -> Option<Fact> {
        self.field(value)
            .filter(|_| self.document.given.by == GivenBy::Record)
    }

    fn properties(&self, value: &Option<String>) -> Option<Fact> {
        self.field(value)
            .filter(|_| self.document.given.by == GivenBy::Properties)
    }
}

/// A date that somebody gave, in the form that outputs use; as it is where it is no date.
fn in_one_form(mut given: Fact) -> Fact {
    if let Some(date) = PartialDate::parse(&given.value) {
        given.value = date.to_string();
    }
    given
}
