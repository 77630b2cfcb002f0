//! From dots to boxes.

use super::seeds::{Dot, Side};
use super::settings::Settings;

/// Dots sorted by cell.
pub struct Plot {
    /// sorted by (cell a, cell b, i, j)
    pub dots: Vec<Dot>,
    /// (cell_a, cell_b, first dot, score, support)
    pub cells: Vec<Cell>,
    rows: Vec<u32>,
}

/// One cell.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// row
    pub r: u32,
    /// column
    pub c: u32,
    /// first dot
    pub first: u32,
    /// distinct bits
    pub score: f32,
    /// with neighbours
    pub support: f32,
}

/// A box in steps, with its strength.
#[derive(Clone, Copy, Debug)]
pub struct Bx {
    /// a range in steps
    pub a: (u32, u32),
    /// b range in steps
    pub b: (u32, u32),
    /// bits
    pub bits: f32,
}

impl Plot {
    /// Sorts the dots.
    pub fn new(a: &Side, b: &Side, dots: Vec<Dot>, s: &Settings) -> Self {
        let mut keyed: Vec<(u64, Dot)> = dots
            .into_iter()
            .map(|d| {
                let r = a.steps[d.i as usize] / s.cell;
                let c = b.steps[d.j as usize] / s.cell;
                ((u64::from(r) << 32) | u64::from(c), d)
            })
            .collect();
        keyed.sort_by_key(|k| k.0);
        let mut cells: Vec<Cell> = Vec::new();
        let mut at = 0;
        while at < keyed.len() {
            let key = keyed[at].0;
            let mut end = at;
            while end < keyed.len() && keyed[end].0 == key {
                end += 1;
            }
            // distinct positions on each side
            let group = &mut keyed[at..end];
            let side = |g: &mut [(u64, Dot)], f: fn(&Dot) -> u32| -> f32 {
                g.sort_by_key(|k| f(&k.1));
                let mut sum = 0.0;
                let mut last = u32::MAX;
                let mut best = 0f32;
                for (_, d) in g.iter() {
                    if f(d) != last {
                        sum += best;
                        best = 0.0;
                        last = f(d);
                    }
                    best = best.max(d.w);
                }
                sum + best
            };
            let score = if group.len() == 1 {
                group[0].1.w
            } else {
                side(group, |d| d.j).min(side(group, |d| d.i))
            };
            cells.push(Cell { r: (key >> 32) as u32, c: key as u32, first: at as u32, score, support: 0.0 });
            at = end;
        }
        let nr = cells.last().map_or(0, |c| c.r + 1);
        let mut rows = vec![0u32; nr as usize + 1];
        for c in &cells {
            rows[c.r as usize + 1] += 1;
        }
        for r in 1..rows.len() {
            rows[r] += rows[r - 1];
        }
        let mut plot = Self { dots: keyed.into_iter().map(|k| k.1).collect(), cells, rows };
        for x in 0..plot.cells.len() {
            let (r, c) = (plot.cells[x].r, plot.cells[x].c);
            let mut sum = 0.0;
            for rr in r.saturating_sub(1)..=r + 1 {
                for y in plot.row(rr, c.saturating_sub(1), c + 1) {
                    sum += plot.cells[y].score;
                }
            }
            plot.cells[x].support = sum;
        }
        plot
    }

    /// Cells of row r with columns c0..=c1.
    pub fn row(&self, r: u32, c0: u32, c1: u32) -> std::ops::Range<usize> {
        if r as usize + 1 >= self.rows.len() {
            return 0..0;
        }
        let (s, e) = (self.rows[r as usize] as usize, self.rows[r as usize + 1] as usize);
        let row = &self.cells[s..e];
        let x = s + row.partition_point(|k| k.c < c0);
        let y = s + row.partition_point(|k| k.c <= c1);
        x..y
    }

    /// dots of cell
    pub fn dots_of(&self, cell: usize) -> &[Dot] {
        let end = self.cells.get(cell + 1).map_or(self.dots.len(), |c| c.first as usize);
        &self.dots[self.cells[cell].first as usize..end]
    }

    /// Connected seed cells, joined over gaps.
    pub fn boxes(&self, s: &Settings) -> Vec<Bx> {
        let n = self.cells.len();
        let mut parent: Vec<u32> = (0..n as u32).collect();
        fn find(p: &mut [u32], mut x: u32) -> u32 {
            while p[x as usize] != x {
                p[x as usize] = p[p[x as usize] as usize];
                x = p[x as usize];
            }
            x
        }
        let seed: Vec<bool> = self.cells.iter().map(|c| c.support >= s.support).collect();
        for x in 0..n {
            if !seed[x] {
                continue;
            }
            let (r, c) = (self.cells[x].r, self.cells[x].c);
            for rr in r..=r + 1 {
                for y in self.row(rr, c.saturating_sub(1), c + 1) {
                    if seed[y] && y != x {
                        let (p, q) = (find(&mut parent, x as u32), find(&mut parent, y as u32));
                        if p != q {
                            parent[p.max(q) as usize] = p.min(q);
                        }
                    }
                }
            }
        }
        let mut index = vec![u32::MAX; n];
        let mut boxes: Vec<Bx> = Vec::new();
        for x in 0..n {
            if !seed[x] {
                continue;
            }
            let root = find(&mut parent, x as u32) as usize;
            let cell = &self.cells[x];
            let (a0, b0) = (cell.r * s.cell, cell.c * s.cell);
            let (a1, b1) = (a0 + s.cell, b0 + s.cell);
            if index[root] == u32::MAX {
                index[root] = boxes.len() as u32;
                boxes.push(Bx { a: (a0, a1), b: (b0, b1), bits: 0.0 });
            }
            let bx = &mut boxes[index[root] as usize];
            bx.a = (bx.a.0.min(a0), bx.a.1.max(a1));
            bx.b = (bx.b.0.min(b0), bx.b.1.max(b1));
            bx.bits += cell.score;
        }
        join(boxes, s)
    }
}

fn join(mut boxes: Vec<Bx>, s: &Settings) -> Vec<Bx> {
    loop {
        boxes.sort_by_key(|b| (b.a.0, b.b.0, b.a.1, b.b.1));
        let mut merged = false;
        let mut x = 0;
        while x < boxes.len() {
            let mut y = x + 1;
            while y < boxes.len() && boxes[y].a.0 <= boxes[x].a.1 + s.gap_long as u32 {
                if joinable(&boxes[x], &boxes[y], s) {
                    let o = boxes.remove(y);
                    let b = &mut boxes[x];
                    b.a = (b.a.0.min(o.a.0), b.a.1.max(o.a.1));
                    b.b = (b.b.0.min(o.b.0), b.b.1.max(o.b.1));
                    b.bits += o.bits;
                    merged = true;
                } else {
                    y += 1;
                }
            }
            x += 1;
        }
        if !merged {
            return boxes;
        }
    }
}

fn joinable(p: &Bx, q: &Bx, s: &Settings) -> bool {
    let gap = |x: (u32, u32), y: (u32, u32)| (x.0.max(y.0) as f32 - x.1.min(y.1) as f32).max(0.0);
    let (ga, gb) = (gap(p.a, q.a), gap(p.b, q.b));
    let (short, long) = (ga.min(gb), ga.max(gb));
    let strength = p.bits.min(q.bits) * s.join_gap;
    short <= s.gap_short.min(strength) && long <= s.gap_long.min(strength * 2.0)
}
