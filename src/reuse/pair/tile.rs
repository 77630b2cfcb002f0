//! One-to-one matches by greedy tiling.

use super::chain::Plot;
use super::seeds::{Dot, Side};
use super::settings::Settings;

/// A unit of a, the unit of b it stands for, and its bits.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// a
    pub i: u32,
    /// b
    pub j: u32,
    /// bits
    pub w: f32,
}

struct Run {
    i: u32,
    j: u32,
    weights: (u32, u32),
    bits: f32,
    support: f32,
}

/// Greedy string tiling (Wise 1993) of the supported dots inside a window of steps.
pub fn tile(
    a: &Side,
    b: &Side,
    plot: &Plot,
    wa: (u32, u32),
    wb: (u32, u32),
    s: &Settings,
    free: &mut [Vec<bool>; 2],
) -> Vec<Match> {
    let mut dots: Vec<(Dot, f32)> = Vec::new();
    for r in wa.0 / s.cell..=wa.1 / s.cell {
        for x in plot.row(r, wb.0 / s.cell, wb.1 / s.cell) {
            let support = plot.cells[x].support;
            if support >= s.support * s.x1 {
                dots.extend(plot.dots_of(x).iter().map(|d| (*d, support)));
            }
        }
    }
    dots.sort_unstable_by_key(|(d, _)| (d.j.wrapping_sub(d.i), d.i, d.n));
    let mut weights: Vec<f32> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    for &(d, support) in &dots {
        let extends = runs.last().is_some_and(|r| {
            r.j.wrapping_sub(r.i) == d.j.wrapping_sub(d.i) && d.i <= r.i + (r.weights.1 - r.weights.0)
        });
        if !extends {
            let at = weights.len() as u32;
            runs.push(Run { i: d.i, j: d.j, weights: (at, at), bits: 0.0, support: 0.0 });
        }
        let r = runs.last_mut().expect("a run was pushed or extended");
        r.support = r.support.max(support);
        for u in 0..u32::from(d.n) {
            let k = (d.i - r.i + u + r.weights.0) as usize;
            if k >= weights.len() {
                weights.push(0.0);
                r.weights.1 += 1;
            }
            if weights[k] < d.w {
                r.bits += d.w - weights[k];
                weights[k] = d.w;
            }
        }
    }
    runs.sort_by(|x, y| {
        y.bits
            .total_cmp(&x.bits)
            .then(y.support.total_cmp(&x.support))
            .then(x.i.cmp(&y.i))
            .then(x.j.cmp(&y.j))
    });
    let mut out = Vec::new();
    for r in &runs {
        let n = r.weights.1 - r.weights.0;
        let mut k = 0;
        while k < n {
            let start = k;
            while k < n && free[0][(r.i + k) as usize] && free[1][(r.j + k) as usize] {
                k += 1;
            }
            let lone = k - start == 1 && a.ideograph[(r.i + start) as usize] && n > 1;
            if !lone {
                for u in start..k {
                    free[0][(r.i + u) as usize] = false;
                    free[1][(r.j + u) as usize] = false;
                    out.push(Match { i: r.i + u, j: r.j + u, w: weights[(r.weights.0 + u) as usize] });
                }
            }
            k = k.max(start + 1);
        }
    }
    for m in &out {
        free[0][m.i as usize] = true;
        free[1][m.j as usize] = true;
    }
    let _ = b;
    out.sort_unstable_by_key(|m| (m.i, m.j));
    out
}
