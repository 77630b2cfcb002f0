//! Dated documents by time, without those whose dates are misread.

use super::layout::Context;

/// Dated documents from which the chart says something.
const LEAST_DOCUMENTS: usize = 3;
/// Documents at an end of time, of all, that may be left out as misread: a date that a text mentions and that is not its own. One at
/// least may.
const MISREAD: f64 = 0.02;
/// A misread date lies so many times as far from the next one as all others lie apart. From 1954 to 2025 work reports have gaps of 11
/// years, a sixth of the whole.
const FAR: f64 = 3.0;
/// Years that do not count as far, whatever the others: reports of one month and a year before.
const NEAR: f64 = 3.0;

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

/// A dated document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dated {
    pub(super) document: usize,
    pub(super) at: f64,
    pub(super) own: f64,
}

/// The dated documents that are drawn, by time, and how many were left out at the ends since their dates are misread.
pub(super) struct Timeline {
    pub(super) dated: Vec<Dated>,
    pub(super) outside: usize,
}

impl Timeline {
    /// `None` where fewer than three documents are dated, or all on one day.
    pub(super) fn of(cx: &Context<'_>) -> Option<Self> {
        let documents = cx.documents().iter().enumerate();
        let mut dated: Vec<Dated> = documents
            .filter(|(_, d)| d.units > 0)
            .filter_map(|(document, d)| {
                Some(Dated {
                    document,
                    at: years(d.date.as_deref()?)?,
                    own: d.shares.local,
                })
            })
            .collect();
        dated.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.document.cmp(&b.document)));
        let all = dated.len();
        let times: Vec<f64> = dated.iter().map(|d| d.at).collect();
        let kept = without_misread(&times);
        let dated: Vec<Dated> = dated.drain(kept).collect();
        let (first, last) = (dated.first()?.at, dated.last()?.at);
        let enough = dated.len() >= LEAST_DOCUMENTS && last - first >= 1.0 / 372.0;
        enough.then(|| Self {
            outside: all - dated.len(),
            dated,
        })
    }

    pub(super) fn first(&self) -> f64 {
        self.dated[0].at
    }

    pub(super) fn last(&self) -> f64 {
        self.dated[self.dated.len() - 1].at
    }
}

/// The part of times, in growing order, that lies together: a few at the ends that are far from all others are left out.
/// `[1935, 2023.1, 2023.2, 2023.2]` → the last three.
fn without_misread(times: &[f64]) -> std::ops::Range<usize> {
    let n = times.len();
    let most = ((n as f64 * MISREAD) as usize).max(1);
    if n < LEAST_DOCUMENTS + 2 * most {
        return 0..n;
    }
    let others = times[n - 1 - most] - times[most];
    let is_far = |at: usize| {
        let gap = times[at] - times[at - 1];
        gap > NEAR && gap > FAR * others
    };
    // The innermost gap counts: two misread dates may lie far from each other.
    let start = (1..=most).rev().find(|at| is_far(*at)).unwrap_or(0);
    let end = (n - most..n).find(|at| is_far(*at)).unwrap_or(n);
    start..end
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
    fn a_misread_year_is_left_out_and_a_gap_in_history_is_not() {
        let five_weeks = |n: u32| (0..n).map(|i| 2023.5 + f64::from(i) / 3000.0);
        let mut times = vec![1935.0, 1982.0];
        times.extend(five_weeks(450));
        assert_eq!(without_misread(&times), 2..452);
        let mut times: Vec<f64> = five_weeks(9).collect();
        times.push(2051.0);
        assert_eq!(without_misread(&times), 0..9);
        let reports = [1954.0, 1955.0, 1964.0, 1975.0, 1978.0, 1979.0, 2025.0];
        assert_eq!(without_misread(&reports), 0..7);
        assert_eq!(without_misread(&[1935.0, 2024.0, 2025.0]), 0..3);
        assert_eq!(without_misread(&[]), 0..0);
    }
}
