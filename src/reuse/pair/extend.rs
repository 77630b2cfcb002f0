//! Where a passage begins and ends.

use super::PairPassage;
use super::chain::{Bx, Plot};
use super::seeds::Side;
use super::settings::Settings;

/// Refines boxes to passages.
pub fn passages(
    a: &Side,
    b: &Side,
    info_a: &[f32],
    info_b: &[f32],
    plot: &Plot,
    boxes: Vec<Bx>,
    s: &Settings,
) -> Vec<PairPassage> {
    let mut free = [vec![true; a.len()], vec![true; b.len()]];
    let mut hit_a = vec![0f32; a.len()];
    let mut hit_b = vec![0f32; b.len()];
    let mut out: Vec<PairPassage> = Vec::new();
    for bx in boxes {
        if let Some(p) = refine(a, b, info_a, info_b, plot, bx, s, &mut hit_a, &mut hit_b, &mut free) {
            out.push(p);
        }
    }
    // the strongest first; what it covers on side a is taken
    out.sort_by(|p, q| q.bits.total_cmp(&p.bits).then(p.a.start.cmp(&q.a.start)).then(p.b.start.cmp(&q.b.start)));
    let mut kept: Vec<PairPassage> = Vec::new();
    for p in out {
        let clash = kept.iter().any(|k| {
            let ov = |x: &std::ops::Range<usize>, y: &std::ops::Range<usize>| {
                x.end.min(y.end).saturating_sub(x.start.max(y.start)) as f32 / x.len().max(1) as f32
            };
            ov(&p.a, &k.a) > 0.5
        });
        if !clash {
            kept.push(p);
        }
    }
    kept.sort_by_key(|p| (p.a.start, p.b.start));
    let mut merged: Vec<PairPassage> = Vec::new();
    for p in kept {
        if let Some(q) = merged.last_mut() {
            let gap = a.steps[p.a.start].saturating_sub(a.steps[q.a.end]) as f32;
            if gap <= s.digest_gap {
                q.a = q.a.start..q.a.end.max(p.a.end);
                q.b = q.b.start.min(p.b.start)..q.b.end.max(p.b.end);
                q.bits += p.bits;
                let short = (a.steps[q.a.end] - a.steps[q.a.start]) as f32;
                let long = (b.steps[q.b.end] - b.steps[q.b.start]) as f32;
                if long >= 3.0 * short && long >= s.x3 * b.steps[b.len()] as f32 {
                    q.b = 0..b.len();
                }
                continue;
            }
        }
        merged.push(p);
    }
    merged
}

fn unit_at(side: &Side, step: u32) -> usize {
    side.steps.partition_point(|x| *x < step).min(side.len())
}

#[allow(clippy::too_many_arguments)]
fn refine(
    a: &Side,
    b: &Side,
    info_a: &[f32],
    info_b: &[f32],
    plot: &Plot,
    bx: Bx,
    s: &Settings,
    hit_a: &mut [f32],
    hit_b: &mut [f32],
    free: &mut [Vec<bool>; 2],
) -> Option<PairPassage> {
    let margin = s.margin as u32;
    let wide = |x: (u32, u32)| (x.0.saturating_sub(margin), x.1 + margin);
    let (wa, wb) = (wide(bx.a), wide(bx.b));
    let matches = super::tile::tile(a, b, plot, wa, wb, s, free);
    let ua = (unit_at(a, wa.0), unit_at(a, wa.1));
    let ub = (unit_at(b, wb.0), unit_at(b, wb.1));
    let mut ra = unit_at(a, bx.a.0)..unit_at(a, bx.a.1);
    let mut rb = unit_at(b, bx.b.0)..unit_at(b, bx.b.1);
    let mut bits = 0.0;
    let mut cov = (0.0, 0.0);
    for round in 0..3 {
        // side a
        let last = round == 2;
        hit_a[ua.0..ua.1].fill(0.0);
        for m in matches.iter().filter(|m| rb.contains(&(m.j as usize))) {
            hit_a[m.i as usize] = m.w;
        }
        let (r, c) = trim(a, info_a, hit_a, ua, ra.clone(), s)?;
        ra = r;
        cov.0 = c;
        hit_b[ub.0..ub.1].fill(0.0);
        for m in matches.iter().filter(|m| ra.contains(&(m.i as usize))) {
            hit_b[m.j as usize] = m.w;
        }
        let (r, c) = trim(b, info_b, hit_b, ub, rb.clone(), s)?;
        rb = r;
        cov.1 = c;
        if last {
            bits = matches
                .iter()
                .filter(|m| ra.contains(&(m.i as usize)) && rb.contains(&(m.j as usize)))
                .map(|m| m.w)
                .sum();
        }
    }
    let steps = |side: &Side, r: &std::ops::Range<usize>| side.steps[r.end] - side.steps[r.start];
    let short = steps(a, &ra).min(steps(b, &rb)) as f32;
    let whole = |side: &Side, info: &[f32], r: &std::ops::Range<usize>| -> f32 {
        let r = sentences(side, r);
        bits / info[r].iter().sum::<f32>().max(1.0)
    };
    let share = whole(a, info_a, &ra).max(whole(b, info_b, &rb)).min(1.0);
    (bits * share.powf(s.x2) >= s.min_bits && short >= s.min_steps && cov.0.max(cov.1) >= s.min_cov)
        .then_some(PairPassage { a: ra, b: rb, bits, cov })
}

fn sentences(side: &Side, r: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let x = side.atoms.partition_point(|x| x.0 as usize <= r.start);
    let start = side.atoms[..x].iter().rev().find(|x| x.1 >= 2).map_or(0, |x| x.0 as usize);
    let y = side.atoms.partition_point(|x| (x.0 as usize) < r.end);
    let end = side.atoms[y..].iter().find(|x| x.1 >= 2).map_or(side.len(), |x| x.0 as usize);
    start..end
}

/// The best range around the core, from clause to clause, then to the sentence's ends.
fn trim(
    side: &Side,
    info: &[f32],
    hit: &[f32],
    limit: (usize, usize),
    core: std::ops::Range<usize>,
    s: &Settings,
) -> Option<(std::ops::Range<usize>, f32)> {
    let total: f32 = info[core.clone()].iter().sum();
    let sum: f32 = core.clone().map(|u| hit[u].min(info[u])).sum();
    if sum <= 0.0 {
        return None;
    }
    let cov = sum / total.max(1.0);
    let lambda = cov * s.kappa;
    // median of matched bits
    let mut acc = 0.0;
    let mut mid = core.start;
    for u in core.clone() {
        acc += hit[u].min(info[u]);
        if acc >= sum / 2.0 {
            mid = u;
            break;
        }
    }
    let gain = |u: usize| hit[u].min(info[u]) - lambda * info[u];
    // best unit-level ends
    let (mut best, mut acc, mut end) = (f32::MIN, 0.0, mid + 1);
    for u in mid..limit.1 {
        acc += gain(u);
        if acc > best && hit[u] > 0.0 {
            best = acc;
            end = u + 1;
        }
    }
    let (mut best, mut acc, mut start) = (f32::MIN, 0.0, mid);
    for u in (limit.0..=mid).rev() {
        acc += gain(u);
        if acc > best && hit[u] > 0.0 {
            best = acc;
            start = u;
        }
    }
    // longest run without a match inside
    let mut gap = 0;
    let mut run = 0;
    for u in start..end {
        if hit[u] > 0.0 {
            gap = gap.max(run);
            run = 0;
        } else {
            run += 1;
        }
    }
    let reach = gap as f32 * s.snap + 3.0;
    let snap_start = side.atoms.iter().rev().find(|x| x.1 >= 2 && x.0 as usize <= start).map_or(0, |x| x.0 as usize);
    let snap_end = side.atoms.iter().find(|x| x.1 >= 2 && x.0 as usize >= end).map_or(side.len(), |x| x.0 as usize);
    if (start - snap_start) as f32 <= reach {
        start = snap_start;
    } else if let Some(c) = side.atoms.iter().rev().find(|x| x.1 >= 1 && x.0 as usize <= start)
        && (start - c.0 as usize) as f32 <= reach
    {
        start = c.0 as usize;
    }
    if (snap_end - end) as f32 <= reach {
        end = snap_end;
    } else if let Some(c) = side.atoms.iter().find(|x| x.1 >= 1 && x.0 as usize >= end)
        && (c.0 as usize - end) as f32 <= reach
    {
        end = c.0 as usize;
    }
    let total: f32 = info[start..end].iter().sum();
    let sum: f32 = (start..end).map(|u| hit[u].min(info[u])).sum();
    Some((start..end, sum / total.max(1.0)))
}
