//! The place that a document is from, or that it is about.
//!
//! In: `3月26日，古蔺县委召开会议。全县上下要抓好落实。` · Out: `古蔺县`
//!
//! In: `修桥的工人来自河南。他们住在南京路上，喝上海牌的茶。` · Out: none. All three are only mentioned.
//!
//! The place of a dateline decides (新华社北京3月5日电), then what the document states of itself: its title, the lines under
//! it, its file name ([`stated`]). Without these, names of places in China are weighed by where they stand: in the title,
//! in the opening, as the one who acts there (古蔺县委…召开), in the publisher's lines, and how often later. A place that is
//! only mentioned does not reach the threshold. A paper of the whole country has none.

mod names;
mod stated;

use std::collections::{BTreeMap, BTreeSet};

use super::dating::closing_dateline;
use super::occasion::RunInHead;
use super::title;
use super::zones::{LineRole, Zone, ZonedLine, ZonedText};
use crate::span::Span;
use crate::text::gazetteer::{PlaceName, name_at, short_form};
use crate::text::kind::DocumentKind;
use crate::text::words::Segmenter;

use names::{acts, behind_date, names};

/// Words of the line in which the publisher of a page is named.
const PUBLISHER: &[&str] = &["©", "Ⓒ", "版权", "主办", "承办", "Copyright"];
/// Longest such line, in code points.
const PUBLISHER_LINE: usize = 150;

/// Weight of a mention in the title.
const IN_TITLE: u32 = 3;
/// Weight of a mention in the opening.
const IN_OPENING: u32 = 2;
/// Added weight of a name that acts: 古蔺县委召开.
const ACTS: u32 = 3;
/// Added weight of a full name that opens a clause, or stands behind a date.
const OPENS_CLAUSE: u32 = 2;
/// Weight of a name in the publisher's lines.
const BY_PUBLISHER: u32 = 3;
/// Added weight of a place of the class that the opening understands as its own.
const OF_OWN_CLASS: u32 = 3;
/// How many mentions in the opening count.
const MOST_IN_OPENING: u32 = 2;
/// How many later mentions count, each with a weight of one.
const MOST_LATER: u32 = 3;

/// Weight from which a place is what a text is about: a single mention in the opening, or one name among others, has 2.
const THRESHOLD: u32 = 4;

/// A place that the text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundPlace {
    /// Its full name: 浙江省, also where 浙江 stands.
    pub(super) full: String,
    /// Where its name stands, in code points.
    pub(super) span: Span,
}

/// Where a place was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// In the text.
    InText(FoundPlace),
    /// In the file name; its full name.
    InFileName(String),
}

/// What is asked for the place of a document.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) zoned: &'a ZonedText,
    pub(super) segmenter: &'a Segmenter,
    pub(super) title: Option<Span>,
    /// A head that has run into the text.
    pub(super) head: Option<RunInHead>,
    /// The kind that the text shows.
    pub(super) kind: Option<DocumentKind>,
    /// The file name.
    pub(super) name: &'a str,
}

impl Asked<'_> {
    /// The place of a document, if it says one.
    pub(super) fn place(self) -> Option<Placed> {
        let (zoned, segmenter) = (self.zoned, self.segmenter);
        let brackets = || stated::in_brackets(zoned, self.head?.brackets?, segmenter);
        let found = dateline(zoned, segmenter)
            .or_else(brackets)
            .or_else(|| stated::of_title(zoned, self.title?, segmenter))
            .or_else(|| {
                stated::of_congress(zoned, self.head.and_then(|head| head.occasion), segmenter)
            })
            .or_else(|| stated::of_signature(zoned, segmenter));
        if let Some(found) = found {
            return Some(Placed::InText(found));
        }
        // The whole country's papers and reports name many places, and are of none.
        let official = self.kind.is_some_and(|kind| kind != DocumentKind::News);
        if official && stated::is_national(zoned, self.title, self.name) {
            return None;
        }
        let weighed = weighed(zoned, self.title, segmenter, self.kind);
        let of_file = stated::of_file(self.name, segmenter);
        match (weighed, of_file) {
            // Of two, the one that the file was named after, if the text knows it.
            (Some(found), Some(full)) => {
                let short = short_form(&full);
                let text: String = zoned.chars.iter().collect();
                let known = text.contains(&short);
                Some(if known {
                    Placed::InFileName(full)
                } else {
                    Placed::InText(found)
                })
            }
            (Some(found), None) => Some(Placed::InText(found)),
            (None, Some(full)) => Some(Placed::InFileName(full)),
            (None, None) => None,
        }
    }
}

/// The place of a dateline, between the agency and the date: 新华社北京3月5日电, 中国青年报客户端北京7月25日电.
fn dateline(zoned: &ZonedText, segmenter: &Segmenter) -> Option<FoundPlace> {
    let head = Span::new(0, zoned.opening.end);
    let closing = closing_dateline(zoned);
    let mut mentions = zoned.mentions_in(head).iter();
    let dated = mentions.find(|m| {
        let behind = zoned.skip_blank(m.span.end);
        m.date.has_day() && zoned.starts_with_any(behind, &["电", "日电", "讯", "专电"])
    });
    let date = dated.or_else(|| zoned.mentions_in(closing?).first())?;
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

/// The evidence for one place.
#[derive(Default)]
struct PlaceEvidence {
    weight: u32,
    /// How many mentions in the opening have been counted.
    in_opening: u32,
    /// What follows the short name where it does not act, two characters each.
    goes_on: BTreeSet<String>,
    /// Whether it acts, or stands in full somewhere.
    firm: bool,
    /// The first mention.
    first: Option<Span>,
}

/// A place by the weight of its mentions; of equal weight, the one mentioned first.
fn weighed(
    zoned: &ZonedText,
    title: Option<Span>,
    segmenter: &Segmenter,
    kind: Option<DocumentKind>,
) -> Option<FoundPlace> {
    let body: String = zoned
        .lines
        .iter()
        .filter(|line| line.role != LineRole::Furniture)
        .map(|line| zoned.text(line.span))
        .collect();
    let mut weighing = Weighing {
        zoned,
        segmenter,
        body: &body,
        found: BTreeMap::new(),
        class: own_class(zoned),
        speaks: matches!(kind, Some(DocumentKind::Speech | DocumentKind::Report)),
    };
    // A headline may stand in brackets at the end, and another above the text.
    let bracketed = title::bracketed(zoned).filter(|span| Some(*span) != title);
    for title in title.into_iter().chain(bracketed) {
        weighing.add_title(title);
    }
    weighing.add_opening();
    weighing.add_publisher();
    weighing.heaviest()
}

/// Gathers the evidence for each place by its full name.
struct Weighing<'a> {
    zoned: &'a ZonedText,
    segmenter: &'a Segmenter,
    /// All lines but furniture, one behind the other; a source names the place once more.
    body: &'a str,
    found: BTreeMap<String, PlaceEvidence>,
    /// The class of the place that the opening speaks of as its own: 区 where 区委 召开.
    class: Option<char>,
    /// Whether somebody speaks, or reports.
    speaks: bool,
}

/// Bodies and offices that are named without their place where it is understood.
const OWN_BODIES: &[&str] = &["委", "政府", "人大", "政协", "长", "领导", "纪委", "级"];

/// The class of the place that the opening understands as its own: 区委书记…主持召开. `None` where the first of such bodies
/// is named with its place (青浦区人大…).
fn own_class(zoned: &ZonedText) -> Option<char> {
    let opening = zoned.opening;
    let body_at = |at: usize| {
        let known = matches!(zoned.chars[at], '省' | '市' | '县' | '区' | '盟' | '旗');
        let body = OWN_BODIES.iter().any(|body| zoned.starts(at + 1, body))
            || zoned.ends_with_any(at, &["全", "我"]);
        known && body
    };
    let at = (opening.start..opening.end).find(|at| body_at(*at))?;
    let opens = at == opening.start
        || !matches!(zoned.chars[at - 1] as u32, 0x3400..=0x9FFF)
        || zoned.ends_with_any(at, &["日", "全", "我", "午", "由", "中共", "讯", "是"]);
    opens.then_some(zoned.chars[at])
}

impl Weighing<'_> {
    fn add_title(&mut self, title: Span) {
        for (at, name) in names(self.zoned, title, self.segmenter, self.body) {
            let acting = acts(self.zoned, at + name.length, self.segmenter);
            self.add(&name, at, IN_TITLE + if acting { ACTS } else { 0 });
        }
    }

    fn add_opening(&mut self) {
        let zoned = self.zoned;
        let headline = headline(zoned);
        for (at, name) in names(zoned, zoned.opening, self.segmenter, self.body) {
            let evidence = self.found.entry(name.full.clone()).or_default();
            if evidence.in_opening >= MOST_IN_OPENING {
                continue;
            }
            let mut weight = if headline.contains(at) {
                IN_TITLE
            } else {
                IN_OPENING
            };
            if acts(zoned, at + name.length, self.segmenter) {
                weight += ACTS;
            }
            let opens = || zoned.skip_blank(zoned.clause_start(at, zoned.opening.start)) == at;
            if name.in_full && (opens() || behind_date(zoned, at)) {
                weight += OPENS_CLAUSE;
            }
            if let Some(evidence) = self.add(&name, at, weight) {
                evidence.in_opening += 1;
            }
        }
    }

    /// The lines in which the publisher of the page is named; each place counts once.
    fn add_publisher(&mut self) {
        let zoned = self.zoned;
        let publisher = |line: &&ZonedLine| {
            (line.is_noise() || line.zone == Zone::Foot)
                && line.span.len() <= PUBLISHER_LINE
                && zoned.holds_any(line.span, PUBLISHER)
        };
        let mut published: Vec<(usize, PlaceName)> = zoned
            .lines
            .iter()
            .filter(publisher)
            .flat_map(|line| names(zoned, line.span, self.segmenter, ""))
            .filter(|(_, name)| name.in_full)
            .collect();
        published.sort_by(|a, b| a.1.full.cmp(&b.1.full).then(a.0.cmp(&b.0)));
        published.dedup_by(|a, b| a.1.full == b.1.full);
        for (at, name) in published {
            self.add(&name, at, BY_PUBLISHER);
        }
    }

    /// Counts one mention; nothing if it tells no more than an earlier one.
    fn add(&mut self, name: &PlaceName, at: usize, weight: u32) -> Option<&mut PlaceEvidence> {
        let evidence = self.found.entry(name.full.clone()).or_default();
        // 宁德时代 is a firm wherever it stands: a short name that goes on alike counts once.
        let end = at + name.length;
        let behind = Span::new(end, (end + 2).min(self.zoned.chars.len()));
        let firm = !name.in_full && weight <= IN_TITLE.max(IN_OPENING);
        if firm && !evidence.goes_on.insert(self.zoned.text(behind)) {
            return None;
        }
        evidence.weight += weight;
        evidence.firm |= name.in_full || weight >= ACTS + IN_OPENING;
        let here = Span::new(at, end);
        evidence.first = Some(evidence.first.map_or(here, |first| first.min(here)));
        Some(evidence)
    }

    /// The place with most weight, its later mentions counted too, if it has enough.
    fn heaviest(self) -> Option<FoundPlace> {
        let mut best: Option<(u32, FoundPlace)> = None;
        for (full, evidence) in self.found {
            let later = later_mentions(self.body, &full, &evidence);
            // A speech looks at many places; its own it names again and again.
            if self.speaks && later < MOST_LATER {
                continue;
            }
            let own = evidence.firm && self.class.is_some_and(|class| full.ends_with(class));
            let weight = evidence.weight + later + if own { OF_OWN_CLASS } else { 0 };
            let Some(span) = evidence.first.filter(|_| weight >= THRESHOLD) else {
                continue;
            };
            let better = best.as_ref().is_none_or(|(most, found)| {
                weight > *most || (weight == *most && span < found.span)
            });
            if better {
                best = Some((weight, FoundPlace { full, span }));
            }
        }
        best.map(|(_, found)| found)
    }
}

/// The weight of the mentions beyond those of the opening; names of firms do not count.
fn later_mentions(body: &str, full: &str, evidence: &PlaceEvidence) -> u32 {
    let short = short_form(full);
    let mentions = body.match_indices(short.as_str()).filter(|(at, _)| {
        let rest = &body[at + short.len()..];
        let next: String = rest.chars().take(2).collect();
        !evidence.goes_on.contains(&next)
    });
    let mentions = mentions.count() as u32;
    mentions.saturating_sub(evidence.in_opening).min(MOST_LATER)
}

/// The headline behind 原标题： where text copied off a page has lost its line ends. Its end is unknown, so a usual length is
/// taken. Empty where there is none.
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
