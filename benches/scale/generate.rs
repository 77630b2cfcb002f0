//! Corpora of any size out of the five seeds.

use leitong::Span;

pub(crate) const SEEDS: [&str; 5] = [
    include_str!("../../seeds/000_dee9282c47d6fd59.txt"),
    include_str!("../../seeds/001_8aa40ba3a1ef0fc1.txt"),
    include_str!("../../seeds/002_b1f7009d0a63e3c8.txt"),
    include_str!("../../seeds/003_6ec3b79208e889d0.txt"),
    include_str!("../../seeds/004_96a5c8170823d87f.txt"),
];

pub(crate) const DOCUMENT: usize = 4000;

/// The seeds as characters.
pub(crate) fn seeds() -> Vec<Vec<char>> {
    SEEDS.iter().map(|s| s.chars().collect()).collect()
}

/// A part of a seed planted in a document; in characters.
pub(crate) struct Place {
    pub doc: usize,
    pub at: Span,
    pub seed: usize,
    pub from: usize,
}

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// A character, as likely as it is in the seeds.
pub(crate) fn any(random: &mut Random, seeds: &[Vec<char>]) -> char {
    let all: usize = seeds.iter().map(Vec::len).sum();
    let mut at = random.below(all);
    let here = seeds.iter().find_map(|s| {
        let c = s.get(at).copied();
        at = at.wrapping_sub(s.len());
        c
    });
    here.unwrap_or('的')
}

/// Random characters from the seeds' distribution, a twentieth of them passages of the seeds.
pub(crate) fn sparse(
    random: &mut Random,
    seeds: &[Vec<char>],
    doc: usize,
    places: &mut Vec<Place>,
) -> String {
    let all: usize = seeds.iter().map(Vec::len).sum();
    let any = |random: &mut Random| any(random, seeds);
    let mut parts = Vec::new();
    let mut planted = 0;
    // The last passage is cut so that a twentieth is planted on average.
    while planted < DOCUMENT / 20 {
        let seed = random.below(all);
        let mut before = 0;
        let seed = seeds
            .iter()
            .position(|s| {
                before += s.len();
                seed < before
            })
            .unwrap_or(0);
        let length = (20 + random.below(181)).min((DOCUMENT / 20 - planted).max(20));
        let from = random.below(seeds[seed].len() - length);
        parts.push((seed, from, length, random.below(DOCUMENT - DOCUMENT / 20)));
        planted += length;
    }
    parts.sort_by_key(|p| p.3);
    let mut text: Vec<char> = Vec::with_capacity(DOCUMENT + 200);
    let mut filled = 0;
    for (seed, from, length, before) in parts {
        for _ in filled..before {
            text.push(any(random));
        }
        filled = filled.max(before);
        // Random characters keep passages apart.
        text.push(any(random));
        let at = Span::new(text.len(), text.len() + length);
        text.extend(&seeds[seed][from..from + length]);
        places.push(Place {
            doc,
            at,
            seed,
            from,
        });
    }
    while text.len() < DOCUMENT {
        text.push(any(random));
    }
    text.into_iter().collect()
}

/// Sentences of the seeds, a twentieth of their characters changed.
pub(crate) fn dense(
    random: &mut Random,
    seeds: &[Vec<char>],
    doc: usize,
    places: &mut Vec<Place>,
) -> String {
    let sentences: Vec<(usize, usize, &[char])> = seeds
        .iter()
        .enumerate()
        .flat_map(|(seed, text)| {
            let mut from = 0;
            text.split_inclusive(|c| matches!(c, '。' | '！' | '!' | '？' | '；' | '\n'))
                .map(move |s| {
                    from += s.len();
                    (seed, from - s.len(), s)
                })
                .filter(|s| s.2.len() > 1)
        })
        .collect();
    let mut text: Vec<char> = Vec::with_capacity(DOCUMENT + 200);
    while text.len() < DOCUMENT {
        let (seed, from, sentence) = sentences[random.below(sentences.len())];
        let at = Span::new(text.len(), text.len() + sentence.len());
        for c in sentence {
            text.push(if random.below(20) == 0 {
                let other = &seeds[random.below(seeds.len())];
                other[random.below(other.len())]
            } else {
                *c
            });
        }
        places.push(Place {
            doc,
            at,
            seed,
            from,
        });
    }
    text.into_iter().collect()
}
