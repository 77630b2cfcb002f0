//! Dated documents along time: how much of them is their own, and which of them have a set phrase.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::text;
use super::timeline::{Dated, Timeline};
use crate::analysis::{Attribution, Phrase};
use crate::report::findings::{Finding, findings};
use crate::report::number::percent;
use crate::report::palette::{self, GROUND, INK, MUTED, RULE};

/// Phrases that have a row at most.
const MOST_PHRASES: usize = 16;
/// Characters of phrases that have a row: shorter ones are words that everybody always has.
const PHRASE: usize = 4;
/// Dated documents from which it is worth a place among the six.
const TELLING_DOCUMENTS: usize = 6;
const WIDE: f32 = 640.0;
const TALL: f32 = 240.0;
/// Distance of the rows of phrases.
const ROW: f32 = 20.0;

/// Whether the chart is worth a place among the six: enough documents, and time enough between them.
pub(super) fn is_telling(cx: &Context<'_>) -> bool {
    Timeline::of(cx).is_some_and(|line| line.dated.len() >= TELLING_DOCUMENTS)
}

/// The time chart; `None` where fewer than three documents are dated, or all on one day.
pub(super) fn time(cx: &Context<'_>) -> Option<Picture> {
    let line = Timeline::of(cx)?;
    let (first, last) = (line.first(), line.last());
    let rows = phrases(cx, &line);
    let wording = |p: &Phrase| text::elide(&text::clean(&p.wording), TEXT, 230.0);
    let room = rows
        .iter()
        .map(|(p, _)| text::width(&wording(p), TEXT))
        .fold(60.0, f32::max);
    let mut sheet = Sheet::new(
        room + 10.0 + WIDE + 60.0,
        &title(cx, &line),
        cx.say(
            "每点一篇有日期的文档，高处是独有表述占比高；折线是每段时间的平均，没有文档的时段不连线。下方每行一条固定表述，每条短竖线是一篇有它的文档，右端是篇数。",
            "A dot is a dated document, the higher the more of it is its own; the line is the mean of each period, and breaks where there are no documents. Below, a row is a set phrase and each tick a document that has it, with their number at the right.",
        ),
    );
    let left = MARGIN + room + 10.0;
    let top = sheet.y + 18.0;
    let ticks = ticks(first, last);
    // Points at the very ends keep clear of the frame.
    let edge = (last - first) * 0.02;
    let (from, to) = (first - edge, last + edge);
    let x = |at: f64| left + ((at - from) / (to - from)) as f32 * WIDE;
    let range = shares_range(&line.dated);
    let part = |share: f64| (share - range.0) / (range.1 - range.0);
    let y = |share: f64| top + (1.0 - part(share).clamp(0.0, 1.0)) as f32 * TALL;

    let below = rows.len() as f32 * ROW;
    let foot = top + TALL + if rows.is_empty() { 0.0 } else { 16.0 + below };
    let picture = &mut sheet.picture;
    picture.fill(area(left, top, WIDE, TALL), GROUND);
    draw_quarters(cx, picture, left, range, &y);
    let unit = cx.say("独有表述占全文的比例", "own share of the text");
    picture.tinted((left, top - 9.0), Anchor::Start, SMALL, MUTED, unit);
    for (at, _) in &ticks {
        picture.line(vec![(x(*at), top), (x(*at), foot + 4.0)], 1.0, RULE);
    }
    let radius = if line.dated.len() > 200 { 2.2 } else { 3.6 };
    let dot = palette::strength(Attribution::Shared);
    for d in &line.dated {
        picture.disc((x(d.at), y(d.own)), radius, dot);
    }
    for piece in means(&line.dated, &ticks) {
        let points = piece.iter().map(|(at, share)| (x(*at), y(*share)));
        let points: Vec<(f32, f32)> = points.collect();
        // A period alone has its dots, and a line needs two.
        if points.len() > 1 {
            picture.line(points, 2.0, INK);
        }
    }
    for (row, (phrase, documents)) in rows.iter().enumerate() {
        let middle = top + TALL + 26.0 + row as f32 * ROW;
        picture.text((left - 8.0, middle), Anchor::End, TEXT, wording(phrase));
        picture.line(vec![(left, middle), (left + WIDE, middle)], 1.0, RULE);
        for at in documents {
            let tick = area(x(*at) - 1.0, middle - 6.0, 2.0, 12.0);
            picture.fill(tick, palette::strength(Attribution::Boilerplate));
        }
        let count = cx.count(documents.len(), "篇", "text");
        let at = (left + WIDE + 8.0, middle);
        picture.tinted(at, Anchor::Start, SMALL, MUTED, count);
    }
    draw_dates(picture, ticks, (left, foot + 13.0), &x);
    sheet.y = foot + 24.0;
    let note = note(cx, &line);
    Some(sheet.finish(note))
}

/// What is not in the picture.
fn note(cx: &Context<'_>, line: &Timeline) -> Option<String> {
    let undated = cx.documents().len() - line.dated.len() - line.outside;
    let mut notes = Vec::new();
    if undated > 0 {
        notes.push(cx.lang.pick(
            format!("另有 {undated} 篇没有日期，不在图中。"),
            format!("{undated} documents without a date are not shown."),
        ));
    }
    if line.outside > 0 {
        let outside = line.outside;
        notes.push(cx.lang.pick(
            format!("{outside} 篇的日期远在其他各篇之外，可能有误，不在图中。"),
            format!("{outside} dates far from all others, which may be misread, are not shown."),
        ));
    }
    cx.note(&notes)
}

/// How the share of own wording went, as the findings tell it, or how far it reaches where they tell nothing.
fn title(cx: &Context<'_>, line: &Timeline) -> String {
    let trend = findings(cx.analysis).into_iter().find_map(|f| match f {
        Finding::Trend { before, after, .. } => Some((before, after)),
        _ => None,
    });
    if let Some(((before, from), (after, to))) = trend {
        let years = |[first, last]: [String; 2]| {
            if first == last {
                first
            } else {
                format!("{first}–{last}")
            }
        };
        let (from, to) = (years(from), years(to));
        let fell = after < before;
        let (before, after) = (cx.percent(before), cx.percent(after));
        let zh = if fell { "降到" } else { "升到" };
        let en = if fell { "fell" } else { "rose" };
        return cx.lang.pick(
            format!("独有表述从 {before}（{from}）{zh} {after}（{to}）"),
            format!("Own wording {en} from {before} ({from}) to {after} ({to})"),
        );
    }
    let shares = || line.dated.iter().map(|d| d.own);
    let (low, high) = (
        cx.percent(shares().fold(1.0, f64::min)),
        cx.percent(shares().fold(0.0, f64::max)),
    );
    let documents = line.dated.len();
    cx.lang.pick(
        format!("{documents} 篇有日期的文档，独有表述在 {low} 到 {high} 之间，前后没有明显升降"),
        format!("Own wording of {documents} dated documents lies between {low} and {high}, without a clear trend"),
    )
}

/// The quarters between which all shares lie: the scale begins where the data do.
fn shares_range(dated: &[Dated]) -> (f64, f64) {
    let low = dated.iter().map(|d| d.own).fold(1.0, f64::min);
    let high = dated.iter().map(|d| d.own).fold(0.0, f64::max);
    let begin = (low * 4.0).floor() / 4.0;
    let end = (high * 4.0).ceil() / 4.0;
    if end > begin {
        (begin, end)
    } else {
        ((begin - 0.25).max(0.0), (begin + 0.25).min(1.0))
    }
}

/// Lines at quarters of the range, with their figures.
fn draw_quarters(
    cx: &Context<'_>,
    picture: &mut Picture,
    left: f32,
    (begin, end): (f64, f64),
    y: &dyn Fn(f64) -> f32,
) {
    for quarter in 0u8..=4 {
        let share = begin + (end - begin) * f64::from(quarter) / 4.0;
        picture.line(vec![(left, y(share)), (left + WIDE, y(share))], 1.0, RULE);
        let figure = percent(cx.lang, share, 0);
        picture.tinted((left - 8.0, y(share)), Anchor::End, SMALL, MUTED, figure);
    }
}

/// Dates below the chart, as many as have room beside each other.
fn draw_dates(
    picture: &mut Picture,
    ticks: Vec<(f64, String)>,
    (left, row): (f32, f32),
    x: &dyn Fn(f64) -> f32,
) {
    let mut free = f32::MIN;
    for (at, label) in ticks {
        let half = text::width(&label, SMALL) / 2.0;
        let middle = x(at).clamp(left + half, left + WIDE - half);
        if middle - half >= free {
            free = middle + half + 8.0;
            picture.tinted((middle, row), Anchor::Middle, SMALL, MUTED, label);
        }
    }
}

/// The foremost phrases that some of the dated documents have and others have not, with the times of those that have them; those that
/// came up first stand first.
fn phrases<'a>(cx: &Context<'a>, line: &Timeline) -> Vec<(&'a Phrase, Vec<f64>)> {
    let texts: Vec<(f64, String)> = line
        .dated
        .iter()
        .map(|d| (d.at, letters(&cx.documents()[d.document].text)))
        .collect();
    let mut rows: Vec<(&Phrase, Vec<f64>)> = Vec::new();
    let candidates = cx.analysis.phrases.iter();
    let candidates = candidates.filter(|p| p.wording.chars().count() >= PHRASE);
    for phrase in candidates.take(8 * MOST_PHRASES) {
        let wording = letters(&phrase.wording);
        let have = texts.iter().filter(|(_, text)| text.contains(&wording));
        let times: Vec<f64> = have.map(|(at, _)| *at).collect();
        // A phrase inside another one that is there already says nothing new.
        let said = rows.iter().any(|(other, _)| {
            let other = letters(&other.wording);
            other.contains(&wording) || wording.contains(&other)
        });
        if (2..texts.len()).contains(&times.len()) && !said {
            rows.push((phrase, times));
            if rows.len() == MOST_PHRASES {
                break;
            }
        }
    }
    // Stable: of one time the more telling first.
    rows.sort_by(|a, b| a.1[0].total_cmp(&b.1[0]));
    rows
}

/// Letters and figures alone, as punctuation and line ends do not tell wordings apart.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Round points of time between two, with their labels: years, or months where there are few years.
fn ticks(first: f64, last: f64) -> Vec<(f64, String)> {
    if last - first >= 2.0 {
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0]
            .into_iter()
            .find(|step| (last - first) / step <= 12.0)
            .unwrap_or(10_000.0);
        let mut at = (first / step).ceil() * step;
        let mut ticks = Vec::new();
        while at <= last {
            ticks.push((at, format!("{at:.0}")));
            at += step;
        }
        return ticks;
    }
    let months = (last - first) * 12.0;
    let step = if months <= 8.0 { 1.0 } else { 3.0 };
    let mut month = (first * 12.0 / step).ceil() * step;
    let mut ticks = Vec::new();
    while month / 12.0 <= last {
        let (year, of_year) = ((month / 12.0).floor(), month.rem_euclid(12.0) + 1.0);
        ticks.push((month / 12.0, format!("{year:.0}-{of_year:02.0}")));
        month += step;
    }
    if ticks.len() < 2 {
        let label = |at: f64| {
            let (year, month) = (at.floor(), (at.fract() * 12.0 + 1e-6).floor());
            let day = ((at.fract() * 12.0 - month) * 31.0).round().max(0.0) + 1.0;
            format!("{year:.0}-{:02.0}-{day:02.0}", month + 1.0)
        };
        return vec![(first, label(first)), (last, label(last))];
    }
    ticks
}

/// The mean share of each stretch between ticks, at the mean of its dates, in pieces: a line ends where for longer than a stretch
/// there is no document.
fn means(dated: &[Dated], ticks: &[(f64, String)]) -> Vec<Vec<(f64, f64)>> {
    let long = match ticks {
        [(first, _), (second, _), ..] => second - first,
        _ => f64::INFINITY,
    };
    let stretch = |d: &Dated| ticks.partition_point(|(tick, _)| *tick <= d.at);
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut before: Option<f64> = None;
    for together in dated.chunk_by(|a, b| stretch(a) == stretch(b)) {
        let n = together.len() as f64;
        let point = (
            together.iter().map(|d| d.at).sum::<f64>() / n,
            together.iter().map(|d| d.own).sum::<f64>() / n,
        );
        // A hair more than a stretch, since months are parts of a year that cannot be written exactly.
        let goes_on = before.is_some_and(|last| together[0].at - last <= long * 1.001);
        before = together.last().map(|d| d.at);
        match pieces.last_mut() {
            Some(piece) if goes_on => piece.push(point),
            _ => pieces.push(vec![point]),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_drawn_over_years_without_documents() {
        let dated: Vec<Dated> = [2001.0, 2002.0, 2011.0, 2012.0]
            .map(|at| Dated {
                document: 0,
                at,
                own: 0.5,
            })
            .to_vec();
        let ticks: Vec<(f64, String)> = (2001..=2012)
            .map(|y| (f64::from(y), String::new()))
            .collect();
        let pieces = means(&dated, &ticks);
        assert_eq!(pieces.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn ticks_are_few_and_within() {
        for (first, last) in [
            (1954.0, 2025.2),
            (2024.1, 2024.9),
            (2025.0, 2025.01),
            (2020.0, 2023.5),
        ] {
            let ticks = ticks(first, last);
            assert!((2..=13).contains(&ticks.len()), "{ticks:?}");
            assert!(ticks.iter().all(|(at, _)| (first..=last).contains(at)));
        }
    }
}
