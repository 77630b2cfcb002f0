//! Passages for other programs.

use std::path::Path;

use serde::Serialize;

use super::LoadedText;
use super::steps::steps;
use crate::analysis::{Operation, Place};
use crate::cli::Outcome;
use crate::cli::exit::{Failure, Status};
use crate::reuse::pair::{Aligner, Background, PairPassage, with_marks};

/// What `--json` prints. Spans are in code points of the text as read, byte order mark left out.
#[derive(Debug, Serialize)]
struct Alignment {
    schema: &'static str,
    a: String,
    b: String,
    passages: Vec<AlignmentPassage>,
}

#[derive(Debug, Serialize)]
struct AlignmentPassage {
    a: Place,
    b: Place,
    identity: f64,
    bits: f64,
    score: f64,
    parts: Vec<AlignmentPart>,
    operations: Vec<Operation>,
}

/// A part with the reasons why it counts.
#[derive(Debug, Serialize)]
struct AlignmentPart {
    a: crate::span::Span,
    b: crate::span::Span,
    matched: usize,
    bits: f64,
    needed: f64,
    coverage: [f64; 2],
    wholeness: f64,
}

pub fn print(a: &(&Path, LoadedText), b: &(&Path, LoadedText)) -> Outcome {
    let found = Aligner::default().align(&a.1.normal, &b.1.normal, &Background);
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let alignment = Alignment {
        schema: "leitong/align/1",
        a: name(a.0),
        b: name(b.0),
        passages: found.iter().map(|p| passage(a, b, p)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&alignment).map_err(Failure::internal)?;
    text.push('\n');
    crate::cli::say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done)
}

fn passage(
    a: &(&Path, LoadedText),
    b: &(&Path, LoadedText),
    passage: &PairPassage,
) -> AlignmentPassage {
    let place = |(path, text): &(&Path, LoadedText), units: &std::ops::Range<usize>| {
        let span = with_marks(&text.source, &text.normal, units.clone());
        Place {
            document: path.to_string_lossy().into_owned(),
            span,
            text: text.source.slice(span).to_owned(),
        }
    };
    let mut operations: Vec<Operation> = Vec::new();
    for step in steps(&a.1, &b.1, passage) {
        match operations.last_mut() {
            Some(last) if last.kind == step.kind => {
                last.a.end = step.a.end;
                last.b.end = step.b.end;
            }
            _ => operations.push(Operation {
                kind: step.kind,
                a: step.a,
                b: step.b,
            }),
        }
    }
    AlignmentPassage {
        a: place(a, &passage.a),
        b: place(b, &passage.b),
        identity: rounded(passage.identity, 4),
        bits: rounded(passage.bits(), 2),
        score: rounded(passage.score(), 2),
        parts: passage
            .parts
            .iter()
            .map(|part| AlignmentPart {
                a: with_marks(&a.1.source, &a.1.normal, part.a.clone()),
                b: with_marks(&b.1.source, &b.1.normal, part.b.clone()),
                matched: part.verdict.matched,
                bits: rounded(part.verdict.bits.into(), 2),
                needed: rounded(part.verdict.needed.into(), 2),
                coverage: part.verdict.coverage.map(|share| rounded(share.into(), 4)),
                wholeness: rounded(part.verdict.wholeness.into(), 4),
            })
            .collect(),
        operations,
    }
}

fn rounded(number: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (number * scale).round() / scale
}
