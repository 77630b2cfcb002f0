//! The place that a document is from, or that it is about.
//!
//! The place of a dateline decides (新华社北京3月5日电). Without one, names of places in China are weighed by where they
//! stand: in the title, in the opening, as the one who acts there (古蔺县委…召开), in the publisher's lines, and how often
//! later. A place that is only mentioned does not reach the threshold.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{PlaceName, name_at, short_form};
use super::zones::{Zone, ZonedLine, ZonedText};
use crate::span::Span;
use crate::text::words::Segmenter;

use names::{acts, behind_date, names};

/// Words of the line in which the publisher of a page is named, and how long such a line is.
const PUBLISHER: &[&str] = &["©", "Ⓒ", "版权", "主办", "承办", "Copyright"];
const PUBLISHER_LINE: usize = 150;

/// Weights of the places where a name may stand.
const IN_TITLE: u32 = 3;
const IN_OPENING: u32 = 2;
const ACTS: u32 = 3;
const OPENS_CLAUSE: u32 = 2;
const BY_PUBLISHER: u32 = 3;
/// Mentions that count: in the opening, and in all of the text.
const MOST_IN_OPENING: u32 = 2;
const MOST_LATER: u32 = 3;

/// Weight from which a place is what a text is about: a single mention in the opening, or one name among others, has 2.
const THRESHOLD: u32 = 4;

/// A place and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundPlace {
    pub(super) full: String,
    pub(super) span: Span,
}

/// The place of a text, if it says one.
pub(super) fn place(
    zoned: &ZonedText,
    title: Option<Span>,
    segmenter: &Segmenter,
) -> Option<FoundPlace> {
    dateline(zoned, segmenter).or_else(|| weighed(zoned, title, segmenter))
}

/// 新华社北京3月5日电, 中国青年报客户端北京7月25日电: a place between the agency and the date.
fn dateline(zoned: &ZonedText, segmenter: &Segmenter) -> Option<FoundPlace> {
    let head = Span::new(0, zoned.opening.end);
    let date = zoned.mentions_in(head).iter().find(|m| {
        let behind = zoned.skip_blank(m.span.end);
        m.date.has_day() && zoned.starts_with_any(behind, &["电", "日电", "讯", "专电"])
    })?;
    let end = zoned.skip_blank_back(date.span.start);
    let start = zoned.clause_start(end, 0);
    let clause = Span::new(start, end);
    // The last word before the date; a name of the table may be cut by the segmenter, so both are asked.
    for length in (2..=8).rev().filter(|n| *n <= clause.len()) {
        let at = end - length;
        if let Some(name) = name_at(&zoned.chars[at..end], segmenter).filter(|n| n.length == length)
        {
            return Some(FoundPlace {
                full: name.full,
                span: Span::new(at, end),
            });
        }
    }
    let text = zoned.text(clause);
    let tags = segmenter.jieba().tag(&text, false);
    let last = tags.last()?;
    let length = last.word.chars().count();
    // 新华网 and the like are no places, nor is an agency named after a country (美联社).
    let agency = zoned.holds_any(clause, &["社", "报", "网", "台"]) && length < clause.len();
    (last.tag == "ns" && length >= 2 && agency).then(|| FoundPlace {
        full: last.word.to_owned(),
        span: Span::new(end - length, end),
    })
}

/// What speaks for one place.
#[derive(Default)]
struct PlaceEvidence {
    weight: u32,
    in_opening: u32,
    /// What follows the short name where it does not act.
    goes_on: BTreeSet<String>,
    first: Option<Span>,
}

fn weighed(zoned: &ZonedText, title: Option<Span>, segmenter: &Segmenter) -> Option<FoundPlace> {
    let mut found: BTreeMap<String, PlaceEvidence> = BTreeMap::new();
    let mut add = |name: &PlaceName, at: usize, weight: u32, opening: bool| {
        let evidence = found.entry(name.full.clone()).or_default();
        if opening && evidence.in_opening >= MOST_IN_OPENING {
            return;
        }
        // 宁德时代 is a firm wherever it stands: a short name that goes on alike counts once.
        let end = at + name.length;
        let goes_on = zoned.text(Span::new(end, (end + 2).min(zoned.chars.len())));
        let firm = !name.in_full && weight <= IN_TITLE.max(IN_OPENING);
        if firm && !evidence.goes_on.insert(goes_on) {
            return;
        }
        evidence.in_opening += u32::from(opening);
        evidence.weight += weight;
        let here = Span::new(at, at + name.length);
        evidence.first = Some(evidence.first.map_or(here, |first| first.min(here)));
    };
    let body: String = zoned
        .lines
        .iter()
        .filter(|line| !line.noise)
        .map(|line| zoned.text(line.span))
        .collect();
    if let Some(title) = title {
        for (at, name) in names(zoned, title, segmenter, &body) {
            let acting = acts(zoned, at + name.length, segmenter);
            add(&name, at, IN_TITLE + if acting { ACTS } else { 0 }, false);
        }
    }
    let headline = headline(zoned);
    for (at, name) in names(zoned, zoned.opening, segmenter, &body) {
        let mut weight = if headline.contains(at) {
            IN_TITLE
        } else {
            IN_OPENING
        };
        if acts(zoned, at + name.length, segmenter) {
            weight += ACTS;
        }
        let opens = || zoned.skip_blank(zoned.clause_start(at, zoned.opening.start)) == at;
        if name.in_full && (opens() || behind_date(zoned, at)) {
            weight += OPENS_CLAUSE;
        }
        add(&name, at, weight, true);
    }
    let publisher = |line: &&ZonedLine| {
        (line.noise || line.zone == Zone::Foot)
            && line.span.len() <= PUBLISHER_LINE
            && zoned.holds_any(line.span, PUBLISHER)
    };
    let mut published: Vec<(usize, PlaceName)> = zoned
        .lines
        .iter()
        .filter(publisher)
        .flat_map(|line| names(zoned, line.span, segmenter, ""))
        .filter(|(_, name)| name.in_full)
        .collect();
    published.sort_by(|a, b| a.1.full.cmp(&b.1.full).then(a.0.cmp(&b.0)));
    published.dedup_by(|a, b| a.1.full == b.1.full);
    for (at, name) in published {
        add(&name, at, BY_PUBLISHER, false);
    }
    let candidates = found.into_iter().map(|(full, mut evidence)| {
        let short = short_form(&full);
        let later = body.match_indices(short.as_str()).filter(|(at, _)| {
            let rest = &body[at + short.len()..];
            let next: String = rest.chars().take(2).collect();
            !evidence.goes_on.contains(&next)
        });
        let later = later.count() as u32;
        evidence.weight += later.saturating_sub(evidence.in_opening).min(MOST_LATER);
        (full, evidence)
    });
    candidates
        .filter(|(_, evidence)| evidence.weight >= THRESHOLD)
        .filter_map(|(full, evidence)| Some((evidence.weight, evidence.first?, full)))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)))
        .map(|(_, span, full)| FoundPlace { full, span })
}

/// What stands behind 原标题： where text copied off a page has lost its line ends: a headline, of unknown length.
fn headline(zoned: &ZonedText) -> Span {
    const LENGTH: usize = 25;
    let start = zoned.opening.start;
    let label = ["原标题：", "原标题:"]
        .iter()
        .any(|l| zoned.starts(start, l));
    if label {
        Span::new(start + 4, start + 4 + LENGTH)
    } else {
        Span::new(start, start)
    }
}
