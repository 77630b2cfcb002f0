//! Wording that is fixed, with every place where it stands: what attribution shows as evidence.
//!
//! In: the template 对过去一年的工作，{place}是满意的 and the set phrase 稳中求进. Out: 对过去一年的工作 with the places of its instances that
//! have it, 是满意的 with those that have that, and 稳中求进 with all its places.

use std::ops::Range;

use rapidhash::RapidHashMap;
use serde::{Deserialize, Serialize};

use super::TemplateDocument;
use super::repeat::SuffixRepeats;
use super::unit_template::UnitTemplate;
use super::units::{UnitPos, UnitStream};
use crate::document::DocId;
use crate::text::Unit;

/// What makes wording fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FixedKind {
    /// It is a literal of a template.
    Template,
    /// It is a set phrase.
    Phrase,
}

/// Bits above the logarithm of the corpus' length from which wording that stands twice is more than vocabulary. In a corpus of a
/// million units, where 科技创新 has some 20 bits and 最低生活保障制度 40, these are 36; clauses of reports and regulations that were
/// labelled by hand agree best with 14 to 18. Chance alone is ruled out by the logarithm (Karlin and Altschul, PNAS 1990).
const MARGIN: f64 = 16.0;

/// Surprisal from which wording is more than vocabulary in a corpus, in bits.
pub(super) fn says_something(stream: &UnitStream) -> f64 {
    (stream.len().max(2) as f64).log2() + MARGIN
}

/// Fewest units of a clause that is wording: the four characters of an idiom.
const CLAUSE: usize = 4;

/// Wording that is the same, unit for unit, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedWording {
    /// What makes it fixed.
    pub kind: FixedKind,
    /// Its length in units.
    pub units: u32,
    /// Whether it is more than vocabulary in the midst of other words, too: its surprisal says so, or stands alone between two
    /// marks in a quarter of its places (各位代表, 责令改正).
    pub says_something: bool,
    /// Where it stands, in corpus order: the document and the first unit there.
    pub places: Vec<(DocId, u32)>,
}

impl FixedWording {
    /// Wording of `len` positions at `places`, in order of the stream; one at least.
    pub(super) fn new(
        stream: &UnitStream,
        kind: FixedKind,
        len: UnitPos,
        places: &[UnitPos],
    ) -> Self {
        let stands_alone =
            |at: &&UnitPos| stream.starts_clause(**at) && stream.starts_clause(**at + len);
        let alone = places.iter().filter(stands_alone).count();
        let bits = places.first().map_or(0.0, |at| stream.bits(*at..at + len));
        let units = places
            .first()
            .map_or(0, |at| stream.local(*at..at + len).1.len() as u32);
        let place = |at: &UnitPos| {
            let (document, unit) = stream.locate(*at);
            (DocId(document as u32), unit as u32)
        };
        Self {
            kind,
            units,
            says_something: bits >= says_something(stream) || alone * 4 >= places.len(),
            places: places.iter().map(place).collect(),
        }
    }
}

/// The literals of a template, each with the instances that have it, and with all places where it stands if it says something by
/// itself. A template with fewer than `least` positions of literals is none that a reader would call one, and a literal
/// of one unit is no wording.
pub(super) fn literals(
    stream: &UnitStream,
    repeats: &SuffixRepeats,
    template: &UnitTemplate,
    least: usize,
) -> Vec<FixedWording> {
    if template.literal_units() < least {
        return Vec::new();
    }
    let literal = |number: usize| {
        let stands = template.wording(number);
        let first = stands.first().cloned().filter(|range| range.len() > 1)?;
        let stands = stands.into_iter();
        let mut starts: Vec<UnitPos> = stands.map(|range| range.start).collect();
        if !stream.has_entity(first.clone()) && stream.bits(first.clone()) >= says_something(stream)
        {
            starts.extend(repeats.find(stream, first.clone()));
            starts.sort_unstable();
            starts.dedup();
        }
        let len = first.len() as UnitPos;
        let wording = FixedWording::new(stream, FixedKind::Template, len, &starts);
        Some(wording)
    };
    (0..template.parts.len()).filter_map(literal).collect()
}

/// Whole clauses that stand as clauses in two documents or more: 财政收支平衡, 第二十一条. They need not be put together from words
/// as set phrases are, and white space ends them, too. O(n).
pub(super) fn clauses(
    documents: &[TemplateDocument<'_>],
    stream: &UnitStream,
) -> Vec<FixedWording> {
    let mut by_wording: RapidHashMap<&[Unit], Vec<Range<UnitPos>>> = RapidHashMap::default();
    for (number, document) in documents.iter().enumerate() {
        let text = document.text;
        let (first, end) = (
            stream.document_start(number),
            stream.document_start(number + 1),
        );
        let mut start = first;
        for at in first + 1..=end {
            let apart = || {
                let unit = stream.units_in(number, &(first..at)).end;
                unit == text.len() || text.span(unit - 1).end < text.span(unit).start
            };
            if stream.starts_clause(at) || apart() {
                let units = stream.units_in(number, &(start..at));
                if units.len() >= CLAUSE {
                    by_wording
                        .entry(&text.units()[units])
                        .or_default()
                        .push(start..at);
                }
                start = at;
            }
        }
    }
    let in_two = |places: &[Range<UnitPos>]| {
        let first = places.first().map(|at| stream.document(at.start));
        first != places.last().map(|at| stream.document(at.start))
    };
    let mut shared: Vec<Vec<Range<UnitPos>>> = by_wording
        .into_values()
        .filter(|places| in_two(places))
        .collect();
    shared.sort_unstable_by_key(|places| (places[0].start, places[0].end));
    let fixed = shared.iter().map(|places| {
        let starts: Vec<UnitPos> = places.iter().map(|place| place.start).collect();
        FixedWording {
            says_something: true,
            ..FixedWording::new(
                stream,
                FixedKind::Phrase,
                places[0].len() as UnitPos,
                &starts,
            )
        }
    });
    fixed.collect()
}
