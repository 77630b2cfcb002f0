//! Seeds: the dots of the dot plot.

use super::settings::Settings;
use crate::text::{BreakKind, NormalText};

/// One side as the engine sees it.
pub struct Side {
    /// Loose symbols.
    pub symbols: Vec<u32>,
    /// Where unit i starts, in steps; one more at the end.
    pub steps: Vec<u32>,
    /// Unit is an ideograph
    pub ideograph: Vec<bool>,
    /// clause starts (units), with 0 and len
    pub atoms: Vec<(u32, u8)>,
}

impl Side {
    /// Prepares a text: O(n).
    pub fn new(text: &NormalText, settings: &Settings) -> Self {
        let mut steps = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        let mut symbols = Vec::with_capacity(text.len());
        let mut ideograph = Vec::with_capacity(text.len());
        for u in text.loose_units() {
            steps.push(at);
            symbols.push(u.symbol());
            let ideo = u.as_char().is_some();
            ideograph.push(ideo);
            at += if ideo { 1 } else { settings.word_steps };
        }
        steps.push(at);
        let mut atoms = vec![(0, 3)];
        for b in text.breaks() {
            let k = match b.kind {
                BreakKind::Item => 0,
                BreakKind::Clause => 1,
                BreakKind::Sentence => 2,
                BreakKind::Line => 3,
            };
            if b.at > 0 {
                atoms.push((b.at as u32, k));
            }
        }
        if atoms.last().is_none_or(|x| x.0 as usize != text.len()) && !text.is_empty() {
            atoms.push((text.len() as u32, 3));
        }
        Self { symbols, steps, ideograph, atoms }
    }
    /// units
    pub fn len(&self) -> usize {
        self.symbols.len()
    }
    /// none
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }
    fn key(&self, i: usize, n: usize) -> Option<u64> {
        match n {
            1 => Some(u64::from(self.symbols[i])),
            _ => (i + 1 < self.len())
                .then(|| u64::from(self.symbols[i]) << 32 | u64::from(self.symbols[i + 1])),
        }
    }
}

/// A feature shared by unit i of a and unit j of b.
#[derive(Clone, Copy, Debug)]
pub struct Dot {
    /// a
    pub i: u32,
    /// b
    pub j: u32,
    /// bits
    pub w: f32,
    /// units
    pub n: u8,
}

struct Entry {
    key: u64,
    ca: u32,
    cb: u32,
    start: u32,
}

const NONE: u32 = u32::MAX;

fn mix(key: u64) -> u64 {
    let h = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    h ^ (h >> 29)
}

/// All dots, and for each unit of both sides what it would weigh.
pub fn dots(a: &Side, b: &Side, s: &Settings) -> (Vec<Dot>, Vec<f32>, Vec<f32>) {
    let mut out = Vec::new();
    let mut info_a = vec![0f32; a.len()];
    let mut info_b = vec![0f32; b.len()];
    let total = (a.len() + b.len()) as f32;
    for n in 1..=2usize {
        let size = ((a.len() + b.len()) * 2).next_power_of_two();
        let mask = size as u64 - 1;
        let mut table = vec![NONE; size];
        let mut entries: Vec<Entry> = Vec::new();
        let mut slot = |key: u64, entries: &mut Vec<Entry>| -> u32 {
            let mut at = mix(key) & mask;
            loop {
                let e = table[at as usize];
                if e == NONE {
                    table[at as usize] = entries.len() as u32;
                    entries.push(Entry { key, ca: 0, cb: 0, start: 0 });
                    return entries.len() as u32 - 1;
                }
                if entries[e as usize].key == key {
                    return e;
                }
                at = (at + 1) & mask;
            }
        };
        let mut sb = vec![NONE; b.len()];
        for j in 0..b.len() {
            if let Some(k) = b.key(j, n) {
                let e = slot(k, &mut entries);
                entries[e as usize].cb += 1;
                sb[j] = e;
            }
        }
        let mut sa = vec![NONE; a.len()];
        for i in 0..a.len() {
            if let Some(k) = a.key(i, n) {
                let e = slot(k, &mut entries);
                entries[e as usize].ca += 1;
                sa[i] = e;
            }
        }
        let mut at = 0;
        for e in &mut entries {
            e.start = at;
            at += e.cb;
        }
        let mut fill: Vec<u32> = entries.iter().map(|e| e.start).collect();
        let mut postings = vec![0u32; at as usize];
        for j in 0..b.len() {
            if sb[j] != NONE {
                let f = &mut fill[sb[j] as usize];
                postings[*f as usize] = j as u32;
                *f += 1;
            }
        }
        let window = (3 * s.cell) as f32;
        let weight = |e: &Entry, side: &Side, i: usize| -> f32 {
            let rate = match (n, side.ideograph[i]) {
                (1, true) => 1.0 / 1000.0,
                (1, false) => 1.0 / 5000.0,
                (_, _) => 1.0 / 50000.0,
            };
            let window = if side.ideograph[i] { window } else { window / s.word_steps as f32 };
            let p = ((e.ca + e.cb) as f32 + s.prior * rate) / (total + s.prior);
            let w = -(p * window).log2();
            if n == 1 && side.ideograph[i] { w * s.ideo_uni } else { w }.clamp(0.0, s.dot_cap)
        };
        for i in 0..a.len() {
            let Some(e) = entries.get(sa[i] as usize) else { continue };
            let w = weight(e, a, i);
            for u in i..(i + n).min(a.len()) {
                if n == 1 || a.ideograph[u] {
                    info_a[u] = info_a[u].max(w);
                }
            }
            if w < s.dot_bits {
                continue;
            }
            for &j in &postings[e.start as usize..(e.start + e.cb) as usize] {
                out.push(Dot { i: i as u32, j, w, n: n as u8 });
            }
        }
        for j in 0..b.len() {
            let Some(e) = entries.get(sb[j] as usize) else { continue };
            let w = weight(e, b, j);
            for u in j..(j + n).min(b.len()) {
                if n == 1 || b.ideograph[u] {
                    info_b[u] = info_b[u].max(w);
                }
            }
        }
    }
    (out, info_a, info_b)
}
