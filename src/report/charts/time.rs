//! Dated documents along time: how much of them is their own, and how long set phrases live.

use std::collections::BTreeMap;

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::text;
use crate::analysis::Phrase;
use crate::report::number::percent;
use crate::report::palette::{self, GROUND, LOCAL, MUTED, RULE};

/// Life lines of phrases that are drawn at most.
const MOST_PHRASES: usize = 16;
/// Dated documents from which the chart says something.
const LEAST_DOCUMENTS: usize = 3;
const WIDE: f32 = 640.0;
const TALL: f32 = 240.0;

/// A date as a point on a line: years, with months and days as parts. Half a day does not show in a chart.
fn years(date: &str) -> Option<f64> {
    let mut parts = date
        .trim()
        .split(['-', '/', '.', '年', '月', '日', 'T', ' ']);
    let year: f64 = parts
        .next()?
        .parse()
        .ok()
        .filter(|y| (1.0..10_000.0).contains(y))?;
    let month: f64 = parts
        .next()
        .and_then(|m| m.parse().ok())
        .filter(|m| (1.0..=12.0).contains(m))
        .map_or(0.0, |m: f64| m - 1.0);
    let day: f64 = parts
        .next()
        .and_then(|d| d.parse().ok())
        .filter(|d| (1.0..=31.0).contains(d))
        .map_or(0.0, |d: f64| d - 1.0);
    Some(year + month / 12.0 + day / 372.0)
}

/// The time chart; `None` where fewer than three documents are dated, or all on one day.
pub(super) fn time(cx: &Context<'_>) -> Option<Picture> {
    let dated: Vec<(f64, f64)> = cx
        .documents()
        .iter()
        .filter(|d| d.units > 0)
        .filter_map(|d| Some((years(d.date.as_deref()?)?, d.shares.local)))
        .collect();
    let first = dated.iter().map(|d| d.0).fold(f64::INFINITY, f64::min);
    let last = dated.iter().map(|d| d.0).fold(f64::NEG_INFINITY, f64::max);
    if dated.len() < LEAST_DOCUMENTS || last - first < 1.0 / 372.0 {
        return None;
    }
    let lives = lives(cx);
    let first = lives.iter().map(|l| l.1).fold(first, f64::min);
    let last = lives.iter().map(|l| l.2).fold(last, f64::max);
    let wording = |p: &Phrase| text::elide(&text::clean(&p.wording), TEXT, 230.0);
    let room = lives
        .iter()
        .map(|(p, ..)| text::width(&wording(p), TEXT))
        .fold(60.0, f32::max);
    let mut sheet = Sheet::new(
        room + 10.0 + WIDE + 16.0,
        cx.say("随时间的变化", "Along time"),
        cx.say(
            "每点一篇有日期的文档，高处是独有表述占比高；折线是每段时间的平均。下方横线是固定表述在这些文档中从最早到最晚的出现。",
            "A dot is a dated document, the higher the more of it is its own; the line is the mean \
             of each period. Below, a line runs from the first to the last document that has a set phrase.",
        ),
    );
    let left = MARGIN + room + 10.0;
    let top = sheet.y + 18.0;
    let ticks = ticks(first, last);
    // Points at the very ends keep clear of the frame.
    let edge = (last - first) * 0.02;
    let (from, to) = (first - edge, last + edge);
    let x = |at: f64| left + ((at - from) / (to - from)) as f32 * WIDE;
    let y = |share: f64| top + (1.0 - share.clamp(0.0, 1.0)) as f32 * TALL;

    let below = lives.len() as f32 * 20.0;
    let foot = top + TALL + if lives.is_empty() { 0.0 } else { 16.0 + below };
    let picture = &mut sheet.picture;
    picture.fill(area(left, top, WIDE, TALL), GROUND);
    draw_quarters(cx, picture, left, &y);
    let unit = cx.say("独有表述占全文的比例", "own share of the text");
    picture.tinted((left, top - 9.0), Anchor::Start, SMALL, MUTED, unit);
    for (at, _) in &ticks {
        picture.line(vec![(x(*at), top), (x(*at), foot + 4.0)], 1.0, RULE);
    }
    let radius = if dated.len() > 200 { 2.2 } else { 3.6 };
    for (at, share) in &dated {
        picture.disc((x(*at), y(*share)), radius, LOCAL.mix(palette::WHITE, 0.35));
    }
    let means = means(&dated, &ticks);
    if means.len() >= 2 {
        let points = means
            .iter()
            .map(|(at, share)| (x(*at), y(*share)))
            .collect();
        picture.line(points, 2.0, LOCAL);
    }
    for (row, (phrase, begin, end)) in lives.iter().enumerate() {
        let middle = top + TALL + 26.0 + row as f32 * 20.0;
        picture.text((left - 8.0, middle), Anchor::End, TEXT, wording(phrase));
        let (x0, x1) = (x(*begin), x(*end));
        picture.line(vec![(x0, middle), (x1, middle)], 3.0, palette::BOILERPLATE);
        picture.disc((x0, middle), 4.0, palette::BOILERPLATE);
        picture.disc((x1, middle), 4.0, palette::BOILERPLATE);
    }
    draw_dates(picture, ticks, (left, foot + 13.0), &x);
    sheet.y = foot + 24.0;
    let undated = cx.documents().len() - dated.len();
    let note = (undated > 0).then(|| {
        cx.lang.pick(
            format!("另有 {undated} 篇没有日期，不在图中。"),
            format!("{undated} documents without a date are not shown."),
        )
    });
    Some(sheet.finish(note))
}

/// Lines at every quarter of the share, with their figures.
fn draw_quarters(cx: &Context<'_>, picture: &mut Picture, left: f32, y: &dyn Fn(f64) -> f32) {
    for quarter in 0u8..=4 {
        let share = f64::from(quarter) / 4.0;
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

/// The foremost phrases that live for some time, the oldest first.
fn lives<'a>(cx: &Context<'a>) -> Vec<(&'a Phrase, f64, f64)> {
    let mut lives: Vec<(&Phrase, f64, f64)> = cx
        .analysis
        .phrases
        .iter()
        .filter_map(|p| Some((p, years(p.first.as_deref()?)?, years(p.last.as_deref()?)?)))
        .filter(|(_, first, last)| first < last)
        .take(MOST_PHRASES)
        .collect();
    lives.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
    lives
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

/// The mean share of each stretch between ticks, at the mean of its dates.
fn means(dated: &[(f64, f64)], ticks: &[(f64, String)]) -> Vec<(f64, f64)> {
    let mut stretches: BTreeMap<usize, (f64, f64, f64)> = BTreeMap::new();
    for (at, share) in dated {
        let stretch = ticks.partition_point(|(tick, _)| tick <= at);
        let sum = stretches.entry(stretch).or_default();
        sum.0 += at;
        sum.1 += share;
        sum.2 += 1.0;
    }
    stretches
        .values()
        .map(|(at, share, n)| (at / n, share / n))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_precise_as_they_are() {
        assert_eq!(years("2025"), Some(2025.0));
        assert!(years("2025-03").unwrap() < years("2025-03-26").unwrap());
        assert!(years("2025-12-31").unwrap() < 2026.0);
        assert_eq!(years("去年"), None);
        assert_eq!(years(""), None);
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
