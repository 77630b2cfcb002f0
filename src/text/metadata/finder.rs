//! The order in which sources count, fact by fact.

use super::adoption::{Adoption, adoption};
use super::date::PartialDate;
use super::dating::{self, Occasion, YearHints};
use super::fact::{Described, Fact, Origin};
use super::given::GivenBy;
use super::occasion::{Remark, RunInHead, remark, run_in_head};
use super::place::{self, Placed};
use super::zones::ZonedText;
use super::{meeting, speaker, title};
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
    /// The adoption of a regulation.
    adoption: Option<Adoption>,
    /// Title, date and name that have run into the text.
    head: Option<RunInHead>,
    /// The remark on a speech's occasion at the end.
    remark: Option<Remark>,
}

impl<'a> FactFinder<'a> {
    pub(super) fn new(document: Described<'a>, segmenter: &'a Segmenter) -> Self {
        let zoned = ZonedText::new(document.text.as_str(), document.outline);
        let remark = remark(&zoned);
        let head = run_in_head(&zoned, remark, segmenter);
        let title_in_text = head
            .map(|head| head.title)
            .or_else(|| {
                let title = document.outline.title?;
                Some(title::proper(
                    &zoned,
                    speaker::without_byline(&zoned, title),
                ))
            })
            .or_else(|| title::labelled(&zoned));
        let adoption = adoption(&zoned);
        Self {
            document,
            segmenter,
            zoned,
            title_in_text,
            adoption,
            head,
            remark,
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
    pub(super) fn date(&self, kind: Option<DocumentKind>) -> Option<Fact> {
        let given = &self.document.given.date;
        let properties = self.properties(given);
        let hints = YearHints {
            properties: properties
                .as_ref()
                .and_then(|date| PartialDate::parse(&date.value)),
            file_name: dating::of_file(self.document.name),
        };
        let day = || {
            let found = dating::stated(&self.zoned, self.occasion(kind))?;
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

    /// What has been seen of the occasion.
    fn occasion(&self, kind: Option<DocumentKind>) -> Occasion {
        Occasion {
            adoption: self.adoption,
            head: self.head,
            remark: self.remark,
            tells: kind.is_none_or(|kind| kind == DocumentKind::News),
        }
    }

    pub(super) fn place(&self, kind: Option<DocumentKind>) -> Option<Fact> {
        let given = &self.document.given.place;
        let in_text = || {
            let asked = place::Asked {
                zoned: &self.zoned,
                segmenter: self.segmenter,
                title: self.title_in_text,
                head: self.head,
                kind,
                name: self.document.name,
            };
            Some(match asked.place()? {
                Placed::InText(found) => Fact::new(found.full, self.in_text(found.span)),
                Placed::InFileName(full) => Fact::new(full, Origin::FileName),
            })
        };
        self.column("place")
            .or_else(|| self.record(given))
            .or_else(in_text)
            .or_else(|| self.properties(given))
    }

    pub(super) fn meeting(&self, kind: Option<DocumentKind>) -> Option<Fact> {
        let speaks = matches!(kind, Some(DocumentKind::Speech | DocumentKind::Report));
        let in_text = || match self.adoption {
            Some(adoption) => meeting::adopting(&self.zoned, adoption),
            // Nobody holds a meeting in a paper; those that it names it carries out.
            None if matches!(kind, Some(DocumentKind::Policy | DocumentKind::Regulation)) => None,
            None => meeting::meeting(
                &self.zoned,
                self.title_in_text,
                self.remark,
                self.head,
                speaks,
            ),
        };
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
            let kind = told.or(of_text);
            let (head, remark) = (self.head, self.remark);
            let span = speaker::speaker(&self.zoned, kind, self.title_in_text, head, remark)?;
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
        Fact::new(self.wording(span), self.in_text(span))
    }

    /// The text in `span` on one line: radicals as the ideographs that they stand for (王⺠ and 王民 are one name), without
    /// characters that nobody sees, and without a line end inside.
    fn wording(&self, span: Span) -> String {
        let text = self.document.text.slice(span);
        let mut words = String::with_capacity(text.len());
        for line in text.lines() {
            let seen = line.chars().filter(|c| !is_invisible(*c)).map(unified);
            let line: String = seen.collect();
            let line = line.trim();
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            // A couplet, whose halves a blank parts, goes on with another half; other titles were broken inside.
            let couplet = words.contains([' ', '\u{3000}']);
            if couplet || latin(words.chars().last()) && latin(line.chars().next()) {
                words.push(' ');
            }
            words.push_str(line);
        }
        words
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

/// Whether a character takes no room: marks of direction, joiners, the soft hyphen, the mark of the order of bytes.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// A date that somebody gave, in the form that outputs use; as it is where it is no date.
fn in_one_form(mut given: Fact) -> Fact {
    if let Some(date) = PartialDate::parse(&given.value) {
        given.value = date.to_string();
    }
    given
}
