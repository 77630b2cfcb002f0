//! How `find_reuse` grows with the corpus.
//!
//! ```text
//! cargo bench --bench scale                        all of: sparse and dense, 1000 and 10000, and templates 10000
//! cargo bench --bench scale -- sparse 2000         one of them, other sizes
//! cargo bench --bench scale -- news/web.jsonl      a JSON Lines file with a field "text"
//! cargo bench --bench scale -- a.txt b.txt         text files
//! ```
//!
//! Each case runs in a process of its own, so that peak memory is its own. *Sparse*: documents of 4,000 random
//! characters from the seeds' distribution, 5 % of them passages of 20 to 200 characters of the seeds. *Dense*:
//! documents of 4,000 characters, sentences of the seeds with 5 % of the characters changed. *Templates*: those of
//! sparse documents with one of 200 templates planted in each. Recall: of the
//! ordered pairs of planted places that share 20 characters of a seed, those where the shared part is reported
//! as covered by the other document. Precision: of the reported stretches, those that lie in planted text and
//! share a window of eight units with text planted in the other document; strictly, those where the two are
//! planted from the same part of a seed (the seeds repeat themselves and each other, which is no error).

mod evaluate;
mod generate;
mod templates;

use std::process::Command;
use std::time::{Duration, Instant};

use leitong::Config;
use leitong::reuse::{Reuse, find_reuse};
use leitong::text::NormalText;

use evaluate::evaluate;
use generate::{Random, dense, sparse};

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
                ("templates", 10_000),
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
        Some("templates") => {
            let n = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
            templates::planted(n);
        }
        Some(_) => files(&args),
    }
}

fn planted(kind: &str, n: usize) {
    let seeds = generate::seeds();
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
