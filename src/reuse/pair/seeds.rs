//! Seeds: where the two texts share something rare.
//!
//! In: 发展茶叶产业 in a, 茶叶的发展 in b. Out: a dot for 发展 and one for 茶叶, whatever their order; single
//! characters make none.
//!
//! A *feature* is a word or number by its stem, or two units in a row. Where both texts have it there is a [`Dot`].
//! What a dot weighs depends on how surprising it is at its place: a feature that stands with rate p in background
//! and pair together is expected p·w times in a window of w steps, so finding it there is worth −log2(p·w) bits.
//! Features that are to be expected in every window weigh nothing and make no dots, which also bounds how many
//! dots a window can hold. No list of stop words is needed, and nothing depends on order, so shuffled wording
//! makes dots as well.

use std::collections::VecDeque;
use std::ops::Range;

use super::context::PairContext;
use super::dot::{Dot, Window};
use super::feature_index::FeatureIndex;
use super::feature_prior::FeaturePrior;
use super::features::{FeatureKind, LONG, feature_key, spread};
use super::prepared::PreparedText;
use super::settings::Settings;
use super::side::{Side, is_ideograph};
use crate::text::Unit;

/// Different units a repeated-text feature needs: a row of one or two signs (XX, 0 0 0) tells nothing.
const LONG_VARIETY: usize = 3;

/// Finds the dots of a pair in a window, by feature kind and position in a, then in b; and sets, for each known unit of a
/// and of b, what it would weigh if it were matched, in bits.
///
/// O(n + dots) for the n units of the window; the dots are at most [`Settings::dots_per_unit`] for each unit plus
/// [`Settings::free_dots`], plus one for each unit and kind. Where there would be more, the most frequent features keep
/// only the dots of equal rank (the third here with the third there), which is all that two editions of one book need.
pub(super) fn find(
    [a, b]: [&PreparedText<'_>; 2],
    window: &Window,
    prior: &impl FeaturePrior,
    info: &mut [Vec<f32>; 2],
    context: &mut PairContext<'_>,
) -> Vec<Dot> {
    let settings = context.settings;
    let sides = [&a.side, &b.side];
    let whole = window.is_whole(sides[0], sides[1]);
    let mut dots = Vec::new();
    let mut telling = [0, 1].map(|side| vec![false; window.known[side].len()]);
    let mut rate = Rate::new(a.side.len() + b.side.len(), settings);
    for kind in [FeatureKind::Word, FeatureKind::Pair, FeatureKind::Long] {
        let keys = [0, 1].map(|n| keys(sides[n], kind, &window.known[n], &telling[n]));
        if keys.iter().any(|k| k.iter().all(Option::is_none)) && kind == FeatureKind::Long {
            continue;
        }
        let index = FeatureIndex::new(&keys);
        let bits: Vec<f32> = index
            .features
            .iter()
            .map(|feature| {
                let in_both = if whole || kind == FeatureKind::Long {
                    feature.in_a + feature.in_b
                } else {
                    a.count(kind, feature.key) + b.count(kind, feature.key)
                };
                let side = usize::from(feature.in_a == 0);
                let first = window.known[side].start + feature.first as usize;
                rate.bits(in_both, kind, &sides[side].loose()[first..], prior)
            })
            .collect();
        for (n, text) in sides.into_iter().enumerate() {
            let start = window.known[n].start;
            for (at, feature) in index.at[n].iter().enumerate() {
                let Some(feature) = feature.get() else {
                    continue;
                };
                let weight = bits[feature];
                let units = at..(at + kind.units()).min(telling[n].len());
                if weight >= settings.dot_bits {
                    telling[n][units.clone()].fill(true);
                }
                let units = units.start + start..units.end + start;
                let counts = |unit| kind != FeatureKind::Pair || is_ideograph(unit);
                for (unit, info) in text.units()[units.clone()].iter().zip(&mut info[n][units]) {
                    if counts(*unit) {
                        *info = info.max(weight);
                    }
                }
            }
        }
        index.emit(&bits, kind, settings, window, &mut dots);
    }
    context.work.dots += dots.len() as u64;
    dots
}

/// The feature that starts at each unit of a range, if any.
fn keys(
    side: &Side,
    kind: FeatureKind,
    range: &Range<usize>,
    telling: &[bool],
) -> Vec<Option<u64>> {
    if kind != FeatureKind::Long {
        let keys = range.clone().map(|at| feature_key(side.loose(), kind, at));
        return keys.collect();
    }
    let units = &side.loose()[range.clone()];
    let mut keys = vec![None; units.len()];
    let mut recent = VecDeque::with_capacity(LONG);
    for (at, unit) in units.iter().enumerate() {
        if telling[at] {
            recent.clear();
            continue;
        }
        if recent.len() == LONG {
            recent.pop_front();
        }
        recent.push_back(unit.symbol());
        if recent.len() == LONG && variety(&recent) >= LONG_VARIETY {
            let hash = recent
                .iter()
                .fold(0u64, |h, s| spread(h ^ u64::from(*s)).rotate_left(5));
            keys[at + 1 - LONG] = Some(hash);
        }
    }
    keys
}

fn variety(recent: &VecDeque<u32>) -> usize {
    recent
        .iter()
        .enumerate()
        .filter(|(at, symbol)| !recent.iter().take(*at).any(|other| other == *symbol))
        .count()
}

/// What a feature weighs by how often it stands in both texts. Most stand there a few times only, so the logarithms of small
/// counts are kept.
struct Rate<'s> {
    total: f32,
    window: f32,
    settings: &'s Settings,
    /// By count, for features of one background and window: the last that were asked for.
    small: [Option<f32>; 16],
    small_of: (f32, f32),
}

impl<'s> Rate<'s> {
    fn new(total: usize, settings: &'s Settings) -> Self {
        Self {
            total: total as f32,
            window: (3 * settings.cell) as f32,
            settings,
            small: [None; 16],
            small_of: (0.0, 0.0),
        }
    }

    /// The weight of a feature that stands `in_both` times in both texts together, and with which `units` begin.
    fn bits(
        &mut self,
        in_both: u32,
        kind: FeatureKind,
        units: &[Unit],
        prior: &impl FeaturePrior,
    ) -> f32 {
        let background = match kind {
            FeatureKind::Word => prior.unit(units[0]),
            FeatureKind::Pair => prior.pair(units[0], units[1]),
            // Too frequent here to tell a place by themselves; in a row they do, at the least that a dot weighs.
            FeatureKind::Long => return self.settings.dot_bits,
        };
        let window = if is_ideograph(units[0]) {
            self.window
        } else {
            self.window / self.settings.word_steps.max(1) as f32
        };
        if self.small_of != (background, window) {
            self.small = [None; 16];
            self.small_of = (background, window);
        }
        if let Some(Some(bits)) = self.small.get(in_both as usize) {
            return *bits;
        }
        let prior_units = self.settings.prior_units;
        let count = in_both as f32 + prior_units * (-background).exp2();
        let expected = count / (self.total + prior_units) * window;
        let bits = (-expected.log2()).clamp(0.0, self.settings.dot_cap);
        if let Some(small) = self.small.get_mut(in_both as usize) {
            *small = Some(bits);
        }
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::super::feature_prior::Background;
    use super::*;
    use crate::text::NormalText;

    fn dots(a: &str, b: &str) -> Vec<Dot> {
        let settings = Settings::default();
        let (a, b) = (NormalText::new(a), NormalText::new(b));
        let [a, b] = [&a, &b].map(|text| PreparedText::new(text, &settings));
        find_all([&a, &b], &settings)
    }

    fn find_all(texts: [&PreparedText<'_>; 2], settings: &Settings) -> Vec<Dot> {
        let [a, b] = texts.map(|text| &text.side);
        let mut info = [vec![0.0; a.len()], vec![0.0; b.len()]];
        let context = &mut PairContext::new(settings);
        find(texts, &Window::whole(a, b), &Background, &mut info, context)
    }

    /// Around evidence a dot weighs what it weighs in the whole.
    #[test]
    fn a_window_has_the_dots_of_the_whole_that_lie_in_it() {
        let settings = Settings::default();
        let a = NormalText::new(&format!(
            "{}发展茶叶产业 Rust 2026",
            "要做好各项工作。".repeat(20)
        ));
        let b = NormalText::new(&format!(
            "茶叶产业要发展 Rust。{}",
            "做好工作,各项都要。".repeat(20)
        ));
        let texts = [&a, &b].map(|text| PreparedText::new(text, &settings));
        let texts = [&texts[0], &texts[1]];
        let mut whole = find_all(texts, &settings);
        let window = Window {
            dots: [130..150, 0..30],
            known: [125..a.len().min(160), 0..40],
        };
        let within = |dot: &Dot| {
            window.dots[0].contains(&(dot.i as usize)) && window.dots[1].contains(&(dot.j as usize))
        };
        whole.retain(within);
        let mut info = [vec![0.0; a.len()], vec![0.0; b.len()]];
        let context = &mut PairContext::new(&settings);
        let found = find(texts, &window, &Background, &mut info, context);
        assert!(found.len() > 3, "{found:?}");
        assert_eq!(found, whole);
    }

    #[test]
    fn two_ideographs_in_a_row_and_words_by_stem_make_dots() {
        let found: Vec<_> = dots("推动高质量发展", "高质量的推动")
            .iter()
            .map(|d| (d.i, d.j, d.units))
            .collect();
        assert_eq!(found, [(0, 4, 2), (2, 0, 2), (3, 1, 2)]);
        let found = dots("She travelled widely", "a traveller");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].i, found[0].j, found[0].units), (1, 1, 1));
    }

    #[test]
    fn what_is_everywhere_makes_no_dot_alone_but_repeated_text_pairs_up_by_rank() {
        let found = dots(&"学习学".repeat(500), &"学习学".repeat(500));
        assert!(found.is_empty(), "only two different units");
        let found = dots(&"学习贯彻精神".repeat(500), &"学习贯彻精神".repeat(500));
        assert!(!found.is_empty());
        assert!(found.iter().all(|d| d.i == d.j && d.units == LONG as u32));
    }

    #[test]
    fn dots_stay_in_the_budget() {
        let settings = Settings {
            free_dots: 0,
            dots_per_unit: 1,
            ..Settings::default()
        };
        let spaced: String = (0..400u32)
            .map(|k| {
                format!(
                    "民生{}",
                    char::from_u32(0x5000 + k * 7)
                        .unwrap()
                        .to_string()
                        .repeat(300)
                )
            })
            .collect();
        let text = NormalText::new(&spaced);
        let text = PreparedText::new(&text, &settings);
        let found = find_all([&text, &text], &settings);
        assert!(found.len() <= 4 * 2 * text.side.len());
        assert!(found.iter().any(|d| d.i == d.j));
    }
}
