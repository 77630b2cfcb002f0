//! Documents that have much of each other's wording, group by group, and where there are none, the pairs that come closest.
//!
//! A row is a document and the one that it is closest to: how much of each lies in passages with the other.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::metric_words::nothing_in_common;
use super::text;
use crate::analysis::Metric;
use crate::report::findings;
use crate::report::number::percent;
use crate::report::palette::{GROUND, MUTED, RULE, sequential};

/// Rows at most: a page.
const MOST_ROWS: usize = 60;
/// Rows of one group at most, so that a large group does not hide the others.
const MOST_OF_A_GROUP: usize = 12;
/// Pairs at most where there are no groups.
const MOST_PAIRS: usize = 20;
const NAME: f32 = 270.0;
const BAR: f32 = 150.0;
const ROW: f32 = 22.0;
/// Room for a percentage inside the inner end of a bar's lane.
const FIGURE: f32 = 46.0;

/// Two documents, and how much of each lies in passages with the other.
struct Link {
    a: usize,
    b: usize,
    coverage: [f64; 2],
}

/// What the rows show.
enum Rows {
    /// Groups, each with its size and the links that are drawn of it.
    Groups(Vec<(usize, Vec<Link>)>),
    /// The closest pairs.
    Pairs(Vec<Link>),
}

/// The chart; `None` with fewer than two documents.
pub(super) fn clusters(cx: &Context<'_>) -> Option<Picture> {
    if cx.documents().len() < 2 {
        return None;
    }
    let groups = groups(cx);
    let (in_groups, number) = (groups.iter().map(Vec::len).sum::<usize>(), groups.len());
    let rows = if groups.is_empty() {
        Rows::Pairs(closest(cx))
    } else {
        Rows::Groups(links_of(cx, &groups))
    };
    let what = cx.say(
        "每行两篇：左条是左篇落在与右篇相同段落里的比例，右条反之。",
        "A row is two documents: the left bar is how much of the left one lies in passages with the right one, the right bar the reverse.",
    );
    let mut sheet = Sheet::new(
        2.0 * (NAME + BAR) + 16.0,
        &cx.titled(&title(cx, &rows, in_groups, number)),
        what,
    );
    let mut left_out = Vec::new();
    match &rows {
        Rows::Groups(groups) => {
            for (at, (size, links)) in groups.iter().enumerate() {
                let head = cx.lang.pick(
                    format!("第 {} 组，{size} 篇", at + 1),
                    format!("Group {}: {size} documents", at + 1),
                );
                sheet
                    .picture
                    .tinted((MARGIN, sheet.y + 10.0), Anchor::Start, SMALL, MUTED, head);
                sheet.y += 20.0;
                draw(cx, &mut sheet, links);
                sheet.y += 10.0;
            }
            if groups.len() < number {
                left_out.push(cx.lang.pick(
                    format!("共 {number} 组，此处只画最大的 {} 组。", groups.len()),
                    format!("The largest {} of {number} groups.", groups.len()),
                ));
            }
            if groups.iter().any(|(size, links)| links.len() + 1 < *size) {
                left_out.push(cx.lang.pick(
                    format!("大组只画前 {MOST_OF_A_GROUP} 行；全部见 pairs.csv。"),
                    format!("Of large groups {MOST_OF_A_GROUP} rows; all are in pairs.csv."),
                ));
            }
        }
        Rows::Pairs(links) if links.is_empty() => left_out.push(nothing_in_common(cx)),
        Rows::Pairs(links) => {
            draw(cx, &mut sheet, links);
            let shown = links.len();
            left_out.push(cx.lang.pick(
                format!("最接近的 {shown} 对；其余见 pairs.csv。"),
                format!("The closest {shown} pairs; the others are in pairs.csv."),
            ));
        }
    }
    let note = cx.note(&left_out);
    Some(sheet.finish(note))
}

fn title(cx: &Context<'_>, rows: &Rows, in_groups: usize, number: usize) -> String {
    let all = cx.documents().len();
    match rows {
        Rows::Groups(_) if number == 1 => cx.lang.pick(
            format!("{all} 篇中有 {in_groups} 篇彼此大段相同"),
            format!("{in_groups} of {all} documents have much of each other's wording"),
        ),
        Rows::Groups(_) => cx.lang.pick(
            format!("{all} 篇中有 {in_groups} 篇彼此大段相同，分为 {number} 组"),
            format!("{in_groups} of {all} documents have much of each other's wording, in {number} groups"),
        ),
        Rows::Pairs(links) => match links.first() {
            None => nothing_in_common(cx).trim_end_matches(['。', '.']).to_owned(),
            Some(link) => {
                let (part, a, b) = greater(link);
                let (part, a, b) = (cx.percent(part), cx.called(a), cx.called(b));
                cx.lang.pick(
                    format!("没有两篇大段相同；最接近的是{a}，{part}见于{b}"),
                    format!("No two documents are alike in most of their wording; closest is {a}, of which {part} stands in {b}"),
                )
            }
        },
    }
}

/// The greater share, whose it is, and with whom.
fn greater(link: &Link) -> (f64, usize, usize) {
    if link.coverage[0] >= link.coverage[1] {
        (link.coverage[0], link.a, link.b)
    } else {
        (link.coverage[1], link.b, link.a)
    }
}

/// Groups of copies and other groups of documents that have much of each other's wording, the largest first.
fn groups(cx: &Context<'_>) -> Vec<Vec<usize>> {
    let mut groups = findings::clusters(cx.analysis);
    for copies in &cx.analysis.copies {
        let mut members: Vec<usize> = copies.versions.iter().map(|v| v.document).collect();
        members.sort_unstable();
        let known = |group: &Vec<usize>| members.iter().all(|m| group.contains(m));
        if !groups.iter().any(known) {
            groups.push(members);
        }
    }
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    groups
}

fn link(cx: &Context<'_>, a: usize, b: usize) -> Link {
    let coverage = cx.analysis.similarity.documents.matrix(Metric::Coverage);
    let value = |row, column| f64::from(coverage.get(row, column).unwrap_or(0.0));
    Link {
        a,
        b,
        coverage: [value(a, b), value(b, a)],
    }
}

fn both(link: &Link) -> f64 {
    link.coverage[0] + link.coverage[1]
}

/// Of each group every document but the first with one above it, as far as there is room.
fn links_of(cx: &Context<'_>, groups: &[Vec<usize>]) -> Vec<(usize, Vec<Link>)> {
    let mut out = Vec::new();
    let mut rows = 0;
    for group in groups {
        let links = joined(cx, group);
        rows += links.len();
        if rows > MOST_ROWS && !out.is_empty() {
            break;
        }
        out.push((group.len(), links));
    }
    out
}

/// A group from its first document on: each next row is the document that is closest to one that is there already (Prim 1957).
fn joined(cx: &Context<'_>, group: &[usize]) -> Vec<Link> {
    let mut links = Vec::new();
    let Some((first, rest)) = group.split_first() else {
        return links;
    };
    // Of each document that is not there yet the closest one that is.
    let mut open: Vec<Link> = rest.iter().map(|d| link(cx, *first, *d)).collect();
    while links.len() < MOST_OF_A_GROUP && !open.is_empty() {
        let mut best = 0;
        for at in 1..open.len() {
            // Of equal ones the first in the corpus.
            if both(&open[at]) > both(&open[best]) {
                best = at;
            }
        }
        let next = open.remove(best);
        for other in &mut open {
            let by_next = link(cx, next.b, other.b);
            if both(&by_next) > both(other) {
                *other = by_next;
            }
        }
        links.push(next);
    }
    links
}

/// The pairs with the greatest coverage in one of the directions.
fn closest(cx: &Context<'_>) -> Vec<Link> {
    let coverage = cx.analysis.similarity.documents.matrix(Metric::Coverage);
    let n = cx.documents().len().min(coverage.len());
    let mut pairs: Vec<(usize, usize)> = (0..n)
        .flat_map(|row| {
            let columns = coverage.columns(row).into_iter().filter(|c| *c < n);
            columns.map(move |column| (row.min(column), row.max(column)))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut links: Vec<Link> = pairs.into_iter().map(|(a, b)| link(cx, a, b)).collect();
    links.sort_by(|x, y| greater(y).0.total_cmp(&greater(x).0));
    links.truncate(MOST_PAIRS);
    links
}

/// Two names, and between them two bars that run outward from the middle.
fn draw(cx: &Context<'_>, sheet: &mut Sheet, links: &[Link]) {
    let middle = MARGIN + NAME + BAR + 8.0;
    for link in links {
        let y = sheet.y + ROW / 2.0;
        let picture = &mut sheet.picture;
        for (part, way, document) in [
            (link.coverage[0], -1.0, link.a),
            (link.coverage[1], 1.0, link.b),
        ] {
            let lane = BAR - 8.0;
            let from = middle + way * 1.0;
            let at = |length: f32| {
                let left = if way < 0.0 { from - length } else { from };
                area(left, sheet.y + 3.0, length, ROW - 7.0)
            };
            picture.fill(at(lane), GROUND);
            picture.fill(at(lane * part as f32), sequential(0.35 + 0.5 * part as f32));
            let figure = percent(cx.lang, part, 0);
            // Beside the bar, or inside its lane where the bar fills it.
            let reach = lane * part as f32;
            let (x, anchor, colour) = if reach + FIGURE <= lane {
                let anchor = if way < 0.0 {
                    Anchor::End
                } else {
                    Anchor::Start
                };
                (from + way * (reach + 5.0), anchor, MUTED)
            } else {
                let anchor = if way < 0.0 {
                    Anchor::Start
                } else {
                    Anchor::End
                };
                let ground = sequential(0.35 + 0.5 * part as f32);
                let x = from + way * (reach - 5.0);
                (x, anchor, crate::report::palette::text_on(ground))
            };
            picture.tinted((x, y - 0.5), anchor, SMALL, colour, figure);
            let name = cx.short_name(document, TEXT, NAME - 8.0);
            let (x, anchor) = if way < 0.0 {
                (middle - BAR, Anchor::End)
            } else {
                (middle + BAR, Anchor::Start)
            };
            debug_assert!(text::width(&name, TEXT) <= NAME);
            picture.text((x, y), anchor, TEXT, name);
        }
        picture.line(
            vec![(middle, sheet.y + 2.0), (middle, sheet.y + ROW - 3.0)],
            1.0,
            RULE,
        );
        sheet.y += ROW;
    }
}
