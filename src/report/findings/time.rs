//! Findings over time: how much is own, and wording that came up and spread.

use super::super::names::year;
use super::Finding;
use crate::analysis::Analysis;

/// Dated documents from which on a trend is told: three each at the beginning and at the end are a mean, fewer are anecdotes.
const DATED: usize = 9;

/// The part of the documents at either end whose means are held against each other.
const END: usize = 4;

/// The mean own share differs worth telling from this on.
const TELLING_DIFFERENCE: f64 = 0.05;

/// A phrase of fewer characters is a word that needs no beginning.
const PHRASE: usize = 4;

/// Documents that a new phrase stands in at least, and the part of the dated documents since then that have it.
const SPREAD: (usize, f64) = (3, 0.5);

/// Years and own shares by date: the year as a number, months as parts of it.
fn dated(analysis: &Analysis) -> Vec<(f64, f64, String)> {
    let mut points: Vec<(f64, f64, String)> = analysis
        .documents
        .iter()
        .filter_map(|document| {
            let date = document.date.as_deref()?;
            let of_year: f64 = year(date)?.parse().ok()?;
            let part = |range: std::ops::Range<usize>| date.get(range)?.parse::<f64>().ok();
            let month = part(5..7).map_or(6.0, |month| month - 1.0);
            let day = part(8..10).map_or(0.0, |day| (day - 1.0) / 31.0);
            let at = of_year + (month + day) / 12.0;
            Some((at, document.shares.local, year(date)?.to_owned()))
        })
        .collect();
    // Stable: of one date in the order of the corpus.
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

pub(super) fn trend(analysis: &Analysis) -> Option<Finding> {
    let points = dated(analysis);
    if points.len() < DATED {
        return None;
    }
    let end = points.len() / END;
    let mean = |points: &[(f64, f64, String)]| {
        let share = points.iter().map(|p| p.1).sum::<f64>() / points.len() as f64;
        let years = [points.first(), points.last()];
        (
            share,
            years.map(|p| p.map_or(String::new(), |p| p.2.clone())),
        )
    };
    let (before, after) = (mean(&points[..end]), mean(&points[points.len() - end..]));
    let telling = (before.0 - after.0).abs() >= TELLING_DIFFERENCE && before.1[1] < after.1[0];
    telling.then(|| Finding::Trend {
        before,
        after,
        points: points.iter().map(|p| (p.0, p.1)).collect(),
    })
}

/// The phrase, later than the first quarter of the dated documents, that most of those since then have.
pub(super) fn new_wording(analysis: &Analysis) -> Option<Finding> {
    let mut years: Vec<&str> = analysis
        .documents
        .iter()
        .filter_map(|d| year(d.date.as_deref()?))
        .collect();
    years.sort_unstable();
    if years.len() < DATED {
        return None;
    }
    let early = years[years.len() / END];
    let since = |first: &str| years.iter().filter(|year| **year >= first).count();
    let candidates = analysis.phrases.iter().filter_map(|phrase| {
        let first = year(phrase.first.as_deref()?)?;
        let of = since(first);
        let share = phrase.documents as f64 / of as f64;
        let telling = first > early
            && phrase.documents >= SPREAD.0
            && share >= SPREAD.1
            && share <= 1.0
            && phrase.wording.chars().count() >= PHRASE;
        telling.then_some((phrase, first, of))
    });
    // Said by nearly all since then, by many, and not from early on: the three are weighed against each other.
    let all = years.len() as f64;
    let best = candidates.max_by(|a, b| {
        let rank = |(phrase, _, of): &(&crate::analysis::Phrase, &str, usize)| {
            let (said, of) = (phrase.documents as f64, *of as f64);
            said / of * said.min(all / END as f64) * (1.0 - of / all)
        };
        rank(a)
            .total_cmp(&rank(b))
            .then(b.0.wording.cmp(&a.0.wording))
    });
    best.map(|(phrase, first, of)| Finding::NewWording {
        wording: phrase.wording.clone(),
        since: first.to_owned(),
        documents: phrase.documents,
        of,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{DocumentAnalysis, Phrase, Shares};

    fn analysis() -> Analysis {
        let documents = (0..12).map(|i| DocumentAnalysis {
            date: Some(format!("{}-03-05", 2000 + i)),
            shares: Shares {
                local: 0.8 - 0.03 * f64::from(i),
                ..Shares::default()
            },
            ..DocumentAnalysis::default()
        });
        Analysis {
            documents: documents.collect(),
            ..Analysis::default()
        }
    }

    #[test]
    fn own_wording_that_falls_is_told_with_its_years() {
        let Some(Finding::Trend { before, after, .. }) = trend(&analysis()) else {
            panic!("no trend");
        };
        assert!((before.0 - 0.77).abs() < 1e-9 && (after.0 - 0.50).abs() < 1e-9);
        assert_eq!(before.1, ["2000", "2002"]);
        assert_eq!(after.1, ["2009", "2011"]);
    }

    #[test]
    fn wording_is_new_if_it_was_not_there_from_the_beginning() {
        let phrase = |wording: &str, first: &str, documents| Phrase {
            wording: wording.to_owned(),
            documents,
            occurrences: documents,
            places: None,
            first: Some(first.to_owned()),
            last: None,
            longest_form: None,
            score: 0.0,
        };
        let mut analysis = analysis();
        analysis.phrases = vec![
            phrase("改革开放", "2000-03-05", 12),
            phrase("低空经济", "2008-03-05", 3),
        ];
        let found = new_wording(&analysis);
        let Some(Finding::NewWording {
            wording,
            since,
            documents,
            of,
        }) = found
        else {
            panic!("nothing is new");
        };
        assert_eq!(
            (wording.as_str(), since.as_str(), documents, of),
            ("低空经济", "2008", 3, 4)
        );
    }
}
