//! What copies mean for the other stages: they count once.
//!
//! Templates, set phrases, document frequencies and surprisal are taken from the document that stands for each group of
//! copies alone. What is fixed wording there is carried over to its copies, so that their wording has the same class.

use std::ops::Range;

use super::prepare::Prepared;
use crate::config::Config;
use crate::copies::Copies;
use crate::document::DocId;
use crate::reuse::{EqualPiece, Overlaps, Reuse};
use crate::template::{
    FoundTemplates, TemplateConfig, TemplateDocument, TemplateInput, find_templates,
};
use crate::text::metadata::{Facts, PartialDate};
use crate::text::words::Segmenter;

/// The date of a document, as far as it is known.
fn date(facts: &Facts) -> Option<PartialDate> {
    PartialDate::parse(&facts.date.as_ref()?.value)
}

impl Prepared<'_> {
    /// The date of each document, as far as it is known.
    pub(super) fn dates(&self) -> Vec<Option<PartialDate>> {
        self.facts.iter().map(date).collect()
    }

    /// The copies among the documents; none with [`Config::count_copies`].
    pub(super) fn copies(&self, reuse: &Reuse, config: &Config) -> Copies {
        if config.count_copies {
            return Copies::none(self.documents.len());
        }
        Copies::of(&self.texts, &reuse.overlaps, &self.dates(), &self.sides)
    }
}

/// The documents that count: those without copies, and of each group the one that stands for it.
pub(super) struct Counted<'a> {
    prepared: &'a Prepared<'a>,
    copies: &'a Copies,
    overlaps: &'a Overlaps,
}

impl<'a> Counted<'a> {
    pub(super) fn new(
        prepared: &'a Prepared<'a>,
        copies: &'a Copies,
        overlaps: &'a Overlaps,
    ) -> Self {
        Self {
            prepared,
            copies,
            overlaps,
        }
    }

    /// The templates and set phrases of the documents that count. Fixed wording has its places in all documents.
    pub(super) fn templates(
        &self,
        segmenter: &Segmenter,
        config: &TemplateConfig,
    ) -> FoundTemplates {
        let Prepared {
            documents,
            texts,
            facts,
            sides,
            ..
        } = self.prepared;
        let counted = (0..documents.len()).filter(|doc| self.copies.counts(*doc));
        let counted: Vec<usize> = counted.collect();
        let document = |doc: &usize| TemplateDocument {
            side: sides.side(*doc),
            ..TemplateDocument::of(&documents[*doc], &texts[*doc], &facts[*doc])
        };
        let input = TemplateInput::new(counted.iter().map(document).collect(), segmenter);
        let mut found = find_templates(&input, config);
        let counterparts = Counterparts::new(self.copies, self.overlaps);
        for wording in &mut found.fixed {
            for (doc, _) in &mut wording.places {
                *doc = DocId(counted[doc.index()] as u32);
            }
            let places = wording.places.iter();
            let carried: Vec<(DocId, u32)> = places
                .flat_map(|(doc, unit)| counterparts.of(*doc, *unit..unit + wording.units))
                .collect();
            if !carried.is_empty() {
                wording.places.extend(carried);
                wording.places.sort_unstable();
                wording.places.dedup();
            }
        }
        found
    }
}

/// Where the units of documents that stand for their copies stand in these.
struct Counterparts<'a> {
    /// By document: the pieces that it has in common with each of the copies that it stands for.
    pieces: Vec<Vec<&'a [EqualPiece]>>,
}

impl<'a> Counterparts<'a> {
    fn new(copies: &Copies, overlaps: &'a Overlaps) -> Self {
        let of = |doc: usize| {
            let pieces = overlaps.equal(DocId(doc as u32));
            let by_other = pieces.chunk_by(|a, b| a.other == b.other);
            let copies = by_other.filter(|pieces| {
                let other = pieces[0].other as usize;
                other != doc && copies.counted_as()[other] as usize == doc
            });
            copies.collect()
        };
        Self {
            pieces: (0..copies.counted_as().len()).map(of).collect(),
        }
    }

    fn of(&self, doc: DocId, units: Range<u32>) -> impl Iterator<Item = (DocId, u32)> {
        self.pieces[doc.index()].iter().filter_map(move |pieces| {
            let behind = pieces.partition_point(|piece| piece.here <= units.start);
            let piece = pieces[..behind].last()?;
            let inside = piece.here + piece.len >= units.end;
            let at = piece.there + (units.start - piece.here);
            inside.then_some((DocId(piece.other), at))
        })
    }
}
