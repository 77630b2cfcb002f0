//! The values that the colours of a chart run over.

use crate::analysis::Metric;

/// The values that colours run over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The value of the palest colour: 0, or round and below nearly all values. Values below it have its colour, too.
    pub(super) begin: f32,
    /// The value of the deepest colour: round.
    pub(super) end: f32,
    /// Whether values above the end have its colour, too.
    pub(super) open: bool,
}

impl Scale {
    /// From nothing to all.
    pub(super) const WHOLE: Self = Self {
        begin: 0.0,
        end: 1.0,
        open: false,
    };

    /// The scale of coverage where all of it is 0: that no document has a passage with another is a finding, and drawn.
    const NOTHING: Self = Self {
        begin: 0.0,
        end: 0.02,
        open: false,
    };

    /// A scale for the values of a metric, as [`Scale::of`]; `None` where all are 0 and that says nothing.
    pub(super) fn of_metric(
        metric: Metric,
        values: impl Iterator<Item = f32>,
        part: f32,
    ) -> Option<Self> {
        let of_nothing = (metric == Metric::Coverage).then_some(Self::NOTHING);
        Self::of(values, part).or(of_nothing)
    }

    /// A scale that `part` of the values that are not 0 lie on; `None` where all are 0.
    pub(super) fn of(values: impl Iterator<Item = f32>, part: f32) -> Option<Self> {
        let mut values: Vec<f32> = values.filter(|v| *v > 0.0).collect();
        values.sort_unstable_by(f32::total_cmp);
        let most = *values.last()?;
        let at = ((values.len() - 1) as f32 * part).round() as usize;
        let end = ceiling(values[at.min(values.len() - 1)]);
        Some(Self {
            begin: 0.0,
            end,
            open: most > end,
        })
    }

    /// The scale with its beginning where the data begin: at the second percentile, below which only stragglers lie, rounded down to
    /// five in a hundred. Topic similarities of 37 % to 53 % run from 35 %, not from 0.
    pub(super) fn beginning_with(self, values: impl Iterator<Item = f32>) -> Self {
        let mut values: Vec<f32> = values.collect();
        values.sort_unstable_by(f32::total_cmp);
        let low = values.get(values.len() / 50).copied().unwrap_or(0.0);
        let begin = (low * 20.0).floor() / 20.0;
        if begin >= 0.1 && begin < self.end {
            Self { begin, ..self }
        } else {
            self
        }
    }

    /// Where a value lies on the scale, 0 to 1.
    pub(super) fn part(self, value: f32) -> f32 {
        ((value - self.begin) / (self.end - self.begin)).clamp(0.0, 1.0)
    }
}

/// A round number at or above a share, for the end of a scale.
fn ceiling(share: f32) -> f32 {
    [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8]
        .into_iter()
        .find(|end| share <= *end)
        .unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_or_above_its_data() {
        for share in [0.0, 0.013, 0.2, 0.55, 0.97, 1.0] {
            assert!(ceiling(share) >= share);
        }
        let values = (0..=200).map(|i| if i == 200 { 1.0 } else { 0.3 });
        let scale = Scale::of(values, 0.99).expect("there are values");
        assert_eq!(
            scale,
            Scale {
                begin: 0.0,
                end: 0.3,
                open: true
            }
        );
        assert_eq!(Scale::of([0.0, 0.0].into_iter(), 1.0), None);
        let topics = (0..100).map(|i| 0.37 + 0.16 * i as f32 / 100.0);
        let scale = Scale::of(topics.clone(), 1.0)
            .unwrap()
            .beginning_with(topics);
        assert_eq!((scale.begin, scale.end), (0.35, 0.6));
        let parts = [0.1, 0.475, 0.9].map(|v| scale.part(v));
        let near = |(part, wanted): (f32, f32)| (part - wanted).abs() < 1e-5;
        assert!(
            parts.into_iter().zip([0.0, 0.5, 1.0]).all(near),
            "{parts:?}"
        );
    }
}
