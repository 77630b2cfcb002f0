//! How `find_reuse` grows with the corpus.
//!
//! ```text
//! cargo bench --bench scale                        all of: sparse 1000, sparse 10000, dense 1000, dense 10000
//! cargo bench --bench scale -- sparse 2000         one of them, other sizes
//! cargo bench --bench scale -- news/web.jsonl      a JSON Lines file with a field "text"
//! cargo bench --bench scale -- a.txt b.txt         text files
//! ```
//!
//! Each case runs in a process of its own, so that peak memory is its own. *Sparse*: documents of 4,000 random
//! characters from the seeds' distribution, 5 % of them passages of 20 to 200 characters of the seeds. *Dense*:
//! documents of 4,000 characters, sentences of the seeds with 5 % of the characters changed. Recall: of the
//! ordered pairs of planted places that share 20 characters of a seed, those where the shared part is reported
//! as covered by the other document. Precision: of the reported stretches, those that lie in planted text and
//! share a window of eight units with text planted in the other document; strictly, those where the two are
//! planted from the same part of a seed (the seeds repeat themselves and each other, which is no error).

use std::process::Command;
use std::time::{Duration, Instant};

use leitong::reuse::{Partners, Reuse, find_reuse};
use leitong::text::{NormalText, Unit};
use leitong::{Config, DocId, Span};

const SEEDS: [&str; 5] = [
    include_str!("../seeds/000_dee9282c47d6fd59.txt"),
    include_str!("../seeds/001_8aa40ba3a1ef0fc1.txt"),
    include_str!("../seeds/002_b1f7009d0a63e3c8.txt"),
    include_str!("../seeds/003_6ec3b79208e889d0.txt"),
    include_str!("../seeds/004_96a5c8170823d87f.txt"),
];

const DOCUMENT: usize = 4000;
/// Characters that two places must share to be a pair that is to be found.
const SHARED: usize = 20;
/// Documents of which all pairs are checked, evenly taken.
const CHECKED: usize = 250;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    match args.first().map(String::as_str) {
        None => {
            for (kind, n) in [
                ("sparse", 1000),
                ("sparse", 10_000),
                ("dense", 1000),
                ("dense", 10_000),
            ] {
                let this = std::env::current_exe().expect("the running program has a path");
                let status = Command::new(this).args([kind, &n.to_string()]).status();
                assert!(status.is_ok_and(|s| s.success()), "{kind} {n} failed");
            }
        }
        Some(kind @ ("sparse" | "dense")) => {
            let n = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
            planted(kind, n);
        }
        Some(_) => files(&args),
    }
}

/// A part of a seed planted in a document; in characters.
struct Place {
    doc: usize,
    at: Span,
    seed: usize,
    from: usize,
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

fn sparse(random: &mut Random, seeds: &[Vec<char>], doc: usize, places: &mut Vec<Place>) -> String {
    let all: usize = seeds.iter().map(Vec::len).sum();
    let any = |random: &mut Random| {
        let mut at = random.below(all);
        seeds
            .iter()
            .find_map(|s| {
                let c = s.get(at).copied();
                at = at.wrapping_sub(s.len());
                c
            })
            .unwrap_or('的')
    };
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

fn dense(random: &mut Random, seeds: &[Vec<char>], doc: usize, places: &mut Vec<Place>) -> String {
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

fn planted(kind: &str, n: usize) {
    let seeds: Vec<Vec<char>> = SEEDS.iter().map(|s| s.chars().collect()).collect();
    let mut random = Random(n as u64);
    let mut places = Vec::new();
    let mut normalising = Duration::ZERO;
    let mut texts = Vec::with_capacity(n);
    for doc in 0..n {
        let text = match kind {
            "sparse" => sparse(&mut random, &seeds, doc, &mut places),
            _ => dense(&mut random, &seeds, doc, &mut places),
        };
        let start = cpu();
        texts.push(NormalText::new(&text));
        normalising += cpu() - start;
    }
    let reuse = measured(&format!("{kind} {n}"), &texts, normalising);
    evaluate(&texts, &reuse, &places);
}

fn files(paths: &[String]) {
    let mut texts = Vec::new();
    let mut normalising = Duration::ZERO;
    let mut take = |text: &str| {
        let start = cpu();
        texts.push(NormalText::new(text));
        normalising += cpu() - start;
    };
    for path in paths {
        let file = std::fs::read_to_string(path).expect("a readable UTF-8 file");
        if path.ends_with(".jsonl") {
            for line in file.lines() {
                let record: serde_json::Value = serde_json::from_str(line).expect("JSON Lines");
                take(record["text"].as_str().unwrap_or_default());
            }
        } else {
            take(&file);
        }
    }
    measured(&paths[0], &texts, normalising);
}

fn measured(name: &str, texts: &[NormalText], normalising: Duration) -> Reuse {
    let units: usize = texts.iter().map(NormalText::len).sum();
    let (start, wall) = (cpu(), Instant::now());
    let reuse = find_reuse(texts, &Config::default());
    let (took, wall) = (cpu() - start, wall.elapsed());
    println!(
        "{name}: {} documents, {units} units: {:.2} s CPU ({:.2} s wall) and {:.2} s to normalise; peak {} MB; \
         {} families, {} passages listed of {}",
        texts.len(),
        took.as_secs_f64(),
        wall.as_secs_f64(),
        normalising.as_secs_f64(),
        peak_megabytes(),
        reuse.families.len(),
        reuse.passages.len(),
        reuse.passages_found,
    );
    reuse
}

#[derive(Default)]
struct Score {
    wanted: u64,
    found: u64,
    reported: u64,
    planted: u64,
    same: u64,
}

fn evaluate(texts: &[NormalText], reuse: &Reuse, places: &[Place]) {
    let mut by_seed: Vec<&Place> = places.iter().collect();
    by_seed.sort_by_key(|p| (p.seed, p.from));
    let longest = places.iter().map(|p| p.at.len()).max().unwrap_or(0);
    let first: Vec<usize> = (0..=texts.len())
        .map(|d| places.partition_point(|p| p.doc < d))
        .collect();
    let originals: Vec<NormalText> = SEEDS.map(NormalText::new).into();
    let mut score = Score::default();
    let start = cpu();
    for doc in (0..texts.len()).step_by(texts.len().div_ceil(CHECKED)) {
        let own = &places[first[doc]..first[doc + 1]];
        // For each other document, what is reported of this one, in characters.
        let mut reported: Vec<Vec<Span>> = vec![Vec::new(); texts.len()];
        reuse
            .overlaps
            .for_each_pair_cover(DocId(doc as u32), Partners::All, |other, ranges| {
                for range in ranges {
                    let span = texts[doc].span_of(range.clone());
                    reported[other.index()].push(span);
                    let theirs = &places[first[other.index()]..first[other.index() + 1]];
                    let inside = covered(own.iter().map(|p| p.at), span);
                    let same = own.iter().any(|p| {
                        p.at.intersection(span).is_some()
                            && theirs.iter().any(|q| common(p, q).is_some())
                    });
                    let inside = inside * 5 >= span.len() * 4;
                    let units = &texts[doc].units()[range.clone()];
                    score.reported += 1;
                    score.planted += u64::from(
                        inside
                            && (same || theirs.iter().any(|q| shares_window(units, &originals, q))),
                    );
                    score.same += u64::from(inside && same);
                }
            });
        for place in own {
            let low = place.from.saturating_sub(longest);
            let from = by_seed.partition_point(|p| (p.seed, p.from) < (place.seed, low));
            for other in &by_seed[from..] {
                if other.seed != place.seed || other.from >= place.from + place.at.len() {
                    break;
                }
                if other.doc == doc {
                    continue;
                }
                let Some(part) = common(place, other).filter(|part| part.len() >= SHARED) else {
                    continue;
                };
                score.wanted += 1;
                let seen = covered(reported[other.doc].iter().copied(), part);
                score.found += u64::from(seen * 5 >= part.len() * 4);
            }
        }
    }
    println!(
        "    of {} pairs of places recall {:.4}; of {} stretches precision {:.4} (strictly {:.4}); \
         {:.1} s CPU to derive and check",
        score.wanted,
        score.found as f64 / score.wanted.max(1) as f64,
        score.reported,
        score.planted as f64 / score.reported.max(1) as f64,
        score.same as f64 / score.reported.max(1) as f64,
        (cpu() - start).as_secs_f64(),
    );
}

/// The part of `place` whose seed characters stand in `other` as well.
fn common(place: &Place, other: &Place) -> Option<Span> {
    if place.seed != other.seed {
        return None;
    }
    let mine = Span::new(place.from, place.from + place.at.len());
    let theirs = Span::new(other.from, other.from + other.at.len());
    let part = mine.intersection(theirs)?;
    let start = place.at.start + part.start - place.from;
    Some(Span::new(start, start + part.len()))
}

/// Whether a run of eight of the units stands in the seed text planted at `place`.
fn shares_window(units: &[Unit], originals: &[NormalText], place: &Place) -> bool {
    let original = &originals[place.seed];
    let planted = original.units_in(Span::new(place.from, place.from + place.at.len()));
    let planted = &original.units()[planted];
    units
        .windows(8)
        .any(|window| planted.windows(8).any(|other| other == window))
}

fn covered(spans: impl Iterator<Item = Span>, part: Span) -> usize {
    spans
        .filter_map(|s| s.intersection(part))
        .map(Span::len)
        .sum()
}

/// User and system time of all threads of this process; from Linux' /proc, in its ticks of 10 ms. Elsewhere zero.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: u64 = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|t| t.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kb| kb / 1024)
}
