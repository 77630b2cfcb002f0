//! What the fuzz targets start from and what they have found, run as plain tests: `fuzz/corpus/TARGET/` and
//! `fuzz/found/TARGET/`. What must hold is in `fuzz/invariants/`, for the targets and for this test.

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

fn inputs(target: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["corpus", "found"] {
        let folder = crate::common::project("fuzz").join(folder).join(target);
        if let Ok(entries) = fs::read_dir(folder) {
            all.extend(entries.map(|e| e.unwrap().path()));
        }
    }
    all.sort();
    all
}

fn run(target: &str, invariant: fn(&[u8])) {
    let inputs = inputs(target);
    assert!(!inputs.is_empty(), "no inputs for {target}");
    for input in inputs {
        let bytes = fs::read(&input).unwrap();
        if catch_unwind(|| invariant(&bytes)).is_err() {
            panic!("{} breaks what must hold", input.display());
        }
    }
}

#[test]
fn decode() {
    run("decode", crate::invariants::decode);
}

#[test]
fn normalise() {
    run("normalise", crate::invariants::normalise);
}

#[test]
fn outline() {
    run("outline", crate::invariants::outline);
}

#[test]
fn pair() {
    run("pair", crate::invariants::pair);
}

#[test]
fn family() {
    run("family", crate::invariants::family);
}

#[test]
fn templates() {
    run("templates", crate::invariants::templates);
}

#[test]
fn analysis() {
    run("analysis", crate::invariants::analysis);
}

#[test]
fn docx() {
    run("docx", crate::invariants::docx);
}

#[test]
fn html() {
    run("html", crate::invariants::html);
}

#[test]
fn file() {
    run("file", crate::invariants::file);
}

#[test]
fn library() {
    run("library", crate::invariants::library);
}

#[test]
fn check() {
    run("check", crate::invariants::check);
}

#[test]
fn rtf() {
    run("rtf", crate::invariants::rtf);
}

#[test]
fn odt() {
    run("odt", crate::invariants::odt);
}

#[test]
fn mail() {
    run("mail", crate::invariants::mail);
}

#[test]
fn doc() {
    run("doc", crate::invariants::doc);
}

#[test]
fn xls() {
    run("xls", crate::invariants::xls);
}

#[test]
fn xlsx() {
    run("xlsx", crate::invariants::xlsx);
}

#[test]
fn pptx() {
    run("pptx", crate::invariants::pptx);
}

#[test]
fn epub() {
    run("epub", crate::invariants::epub);
}

type Invariant = fn(&[u8]);

/// Targets whose input is a file of some form.
const READERS: [(&str, Invariant); 11] = [
    ("rtf", crate::invariants::rtf),
    ("odt", crate::invariants::odt),
    ("mail", crate::invariants::mail),
    ("doc", crate::invariants::doc),
    ("xls", crate::invariants::xls),
    ("xlsx", crate::invariants::xlsx),
    ("pptx", crate::invariants::pptx),
    ("epub", crate::invariants::epub),
    ("docx", crate::invariants::docx),
    ("html", crate::invariants::html),
    ("file", crate::invariants::file),
];

/// Random numbers that are the same on every machine (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }
}

/// Some changes of an input: bytes and numbers overwritten, stretches taken out, doubled and moved.
fn mutated(input: &[u8], random: &mut Random) -> Vec<u8> {
    const NUMBERS: [u32; 8] = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, u32::MAX];
    let mut bytes = input.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(32)).min(bytes.len());
        if at >= end {
            continue;
        }
        match random.below(6) {
            0 => bytes[at] = random.below(256) as u8,
            1 => bytes[at] ^= 1 << random.below(8),
            2 => {
                let number = NUMBERS[random.below(NUMBERS.len())].to_le_bytes();
                let width = [1, 2, 4][random.below(3)].min(bytes.len() - at);
                bytes[at..at + width].copy_from_slice(&number[..width]);
            }
            3 => drop(bytes.drain(at..end)),
            4 => {
                let stretch = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, stretch);
            }
            _ => bytes.truncate(end),
        }
    }
    bytes
}

/// Fuzzing for whoever has no nightly toolchain: random changes of the kept inputs, without looking at what they reach.
/// `LEITONG_FUZZ_SECONDS` says how long each reader is tried, 20 if it says nothing.
///
/// `cargo test --test integration mutated -- --ignored --nocapture`
#[test]
#[ignore = "runs for minutes"]
fn mutated_inputs_keep_what_must_hold() {
    let seconds = std::env::var("LEITONG_FUZZ_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok());
    let limit = std::time::Duration::from_secs(seconds.unwrap_or(20));
    std::panic::set_hook(Box::new(|_| {}));
    let mut broken = Vec::new();
    for (target, invariant) in READERS {
        let seeds: Vec<Vec<u8>> = inputs(target)
            .iter()
            .map(|i| fs::read(i).unwrap())
            .collect();
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let since = std::time::Instant::now();
        let (mut count, mut slowest) = (0u64, std::time::Duration::ZERO);
        while since.elapsed() < limit {
            let input = mutated(&seeds[random.below(seeds.len())], &mut random);
            let began = std::time::Instant::now();
            if catch_unwind(|| invariant(&input)).is_err() {
                let kept = std::env::temp_dir().join(format!("leitong-{target}-{count}"));
                fs::write(&kept, &input).unwrap();
                broken.push(kept);
                break;
            }
            slowest = slowest.max(began.elapsed());
            count += 1;
        }
        println!(
            "{target}: {count} inputs, the slowest {} ms",
            slowest.as_millis()
        );
    }
    let _ = std::panic::take_hook();
    assert!(broken.is_empty(), "{broken:?}");
}
