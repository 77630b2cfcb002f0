//! One-to-one matches inside a region: greedy string tiling (Wise 1993), weighed by bits.
//!
//! Where a formula stands once in a and five times in b, its one place in a is matched once, to the place whose
//! neighbourhood tells most.

use std::ops::Range;

use super::context::Context;
use super::plot::Plot;
use super::side::{Side, is_ideograph};
use crate::reuse::edit::banded::Match;

/// The units that are matched already; kept between calls so that a region costs only its own size.
#[derive(Clone, Debug)]
pub(super) struct TakenUnits {
    taken: [Vec<bool>; 2],
}

impl TakenUnits {
    /// For two texts of so many units.
    pub(super) fn new(a: usize, b: usize) -> Self {
        Self {
            taken: [vec![false; a], vec![false; b]],
        }
    }
}

/// Dots in a row on one diagonal.
struct DiagonalRun {
    i: usize,
    j: usize,
    /// Its units' bits.
    weights: Range<usize>,
    bits: f32,
    support: f32,
}

/// Matches the units inside a window of the plot one to one, the most telling runs first: greedy string tiling
/// (Wise 1993), with runs weighed by their bits instead of their length. Order between runs does not matter.
///
/// Only dots with [`Settings::weak_bits`] around them take part. O(d log d) for d dots in the window.
pub(super) fn tile(
    (a, b): (&Side, &Side),
    plot: &Plot,
    window: (Range<u32>, Range<u32>),
    scratch: &mut TakenUnits,
    context: &mut Context<'_>,
) -> Vec<Match> {
    let (weights, mut runs) = runs(plot, &window, context);
    runs.sort_by(|x, y| {
        y.bits
            .total_cmp(&x.bits)
            .then(y.support.total_cmp(&x.support))
            .then(x.i.cmp(&y.i))
            .then(x.j.cmp(&y.j))
    });
    let mut matches: Vec<Match> = Vec::new();
    let [taken_a, taken_b] = &mut scratch.taken;
    for run in &runs {
        let mut at = 0;
        while at < run.weights.len() {
            let start = at;
            while at < run.weights.len() && !taken_a[run.i + at] && !taken_b[run.j + at] {
                at += 1;
            }
            // One ideograph that is left of a longer run is chance.
            let lone = at == start + 1
                && run.weights.len() > 1
                && is_ideograph(a.units()[run.i + start])
                && is_ideograph(b.units()[run.j + start]);
            if !lone {
                for k in start..at {
                    (taken_a[run.i + k], taken_b[run.j + k]) = (true, true);
                    matches.push(Match {
                        i: run.i + k,
                        j: run.j + k,
                        bits: weights[run.weights.start + k],
                    });
                }
            }
            at = at.max(start + 1);
        }
    }
    for m in &matches {
        (taken_a[m.i], taken_b[m.j]) = (false, false);
    }
    matches.sort_unstable_by_key(|m| (m.i, m.j));
    matches
}

fn runs(
    plot: &Plot,
    window: &(Range<u32>, Range<u32>),
    context: &mut Context<'_>,
) -> (Vec<f32>, Vec<DiagonalRun>) {
    let side = plot.cell_side();
    let columns = window.1.start / side..window.1.end / side + 1;
    let mut dots = Vec::new();
    for row in window.0.start / side..=window.0.end / side {
        for at in plot.in_row(row, columns.clone()) {
            context.work.extended += 1;
            let support = plot.cells()[at].support;
            if support >= context.settings.weak_bits {
                dots.extend(plot.dots_of(at).iter().map(|dot| (*dot, support)));
            }
        }
    }
    context.work.extended += dots.len() as u64;
    let diagonal = |i: u32, j: u32| i64::from(j) - i64::from(i);
    dots.sort_unstable_by_key(|(dot, _)| (diagonal(dot.i, dot.j), dot.i, dot.units));
    let mut weights: Vec<f32> = Vec::new();
    let mut runs: Vec<DiagonalRun> = Vec::new();
    for (dot, support) in dots {
        let (i, j) = (dot.i as usize, dot.j as usize);
        let extends = runs.last().is_some_and(|run| {
            i >= run.i && i - run.i <= run.weights.len() && j.checked_sub(run.j) == Some(i - run.i)
        });
        if !extends {
            runs.push(DiagonalRun {
                i,
                j,
                weights: weights.len()..weights.len(),
                bits: 0.0,
                support: 0.0,
            });
        }
        let run = runs
            .last_mut()
            .expect("a run stands at the end: it was extended or pushed");
        run.support = run.support.max(support);
        for k in i - run.i..i - run.i + dot.units as usize {
            let at = run.weights.start + k;
            if at == weights.len() {
                weights.push(0.0);
                run.weights.end += 1;
            }
            let gain = dot.bits - weights[at];
            if gain > 0.0 {
                weights[at] = dot.bits;
                run.bits += gain;
            }
        }
    }
    (weights, runs)
}
