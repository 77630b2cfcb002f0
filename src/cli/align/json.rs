//! `align --json`: passages for other programs.

use std::ops::Range;

use serde::Serialize;

use super::findings::{AlignFindings, ShownPassage};
use super::loaded_text::NamedText;
use super::steps::{AlignmentStep, StepMaker, in_place};
use crate::analysis::{Change, Operation, PassageMove, Place, SharedPhrase, rounding};
use crate::cli::Outcome;
use crate::cli::exit::{Failure, Status};
use crate::reuse::pair::with_marks;
use crate::span::Span;

/// The output of `--json`. Spans are in code points of the text as read, byte order mark left out.
#[derive(Debug, Serialize)]
struct Alignment {
    schema: &'static str,
    a: String,
    b: String,
    passages: Vec<AlignmentPassage>,
    /// Set phrases and template wording that both have outside the passages: where they stand first.
    phrases: Vec<SharedPhrase>,
}

#[derive(Debug, Serialize)]
struct AlignmentPassage {
    a: Place,
    b: Place,
    #[serde(serialize_with = "rounding::four")]
    identity: f64,
    /// Whether it stands in another order than the passages around it.
    moved: bool,
    #[serde(serialize_with = "rounding::two")]
    bits: f64,
    #[serde(serialize_with = "rounding::two")]
    score: f64,
    /// What was changed in it, but for what moved inside it.
    changes: Vec<Change>,
    /// What moved inside it.
    moves: Vec<PassageMove>,
    parts: Vec<AlignmentPart>,
    /// All that differs, as `passages.jsonl` has it: a move is deleted here and inserted there.
    operations: Vec<Operation>,
}

/// A part of a passage with the figures by which it was judged.
#[derive(Debug, Serialize)]
struct AlignmentPart {
    a: Span,
    b: Span,
    matched: usize,
    #[serde(serialize_with = "rounding::two")]
    bits: f64,
    #[serde(serialize_with = "rounding::two")]
    needed: f64,
    #[serde(serialize_with = "rounding::four_each")]
    coverage: [f64; 2],
    #[serde(serialize_with = "rounding::four")]
    wholeness: f64,
}

/// Prints what was found as JSON.
pub(super) fn print(a: &NamedText<'_>, b: &NamedText<'_>, found: AlignFindings) -> Outcome {
    let alignment = Alignment {
        schema: "leitong/align/1",
        a: a.path.to_string_lossy().into_owned(),
        b: b.path.to_string_lossy().into_owned(),
        passages: found.passages.iter().map(|p| passage(a, b, p)).collect(),
        phrases: found.phrases,
    };
    let mut text = serde_json::to_string_pretty(&alignment).map_err(Failure::internal)?;
    text.push('\n');
    crate::cli::say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done)
}

fn passage(a: &NamedText<'_>, b: &NamedText<'_>, shown: &ShownPassage) -> AlignmentPassage {
    let passage = &shown.passage;
    let start = (passage.a.start, passage.b.start);
    let steps = StepMaker::new(&a.text, &b.text, passage).steps(start, in_place(&passage.edits));
    AlignmentPassage {
        moved: shown.moved,
        changes: shown.changes.clone(),
        moves: shown.moves.iter().map(|one| one.told.clone()).collect(),
        a: place(a, &passage.a),
        b: place(b, &passage.b),
        identity: passage.identity,
        bits: passage.bits(),
        score: passage.score(),
        parts: passage
            .parts
            .iter()
            .map(|part| AlignmentPart {
                a: span(a, &part.a),
                b: span(b, &part.b),
                matched: part.verdict.matched,
                bits: part.verdict.bits.into(),
                needed: part.verdict.needed.into(),
                coverage: part.verdict.coverage.map(f64::from),
                wholeness: part.verdict.wholeness.into(),
            })
            .collect(),
        operations: operations(&steps),
    }
}

/// The steps from a to b, those of one kind that follow one another as one operation.
fn operations(steps: &[AlignmentStep]) -> Vec<Operation> {
    let mut operations: Vec<Operation> = Vec::new();
    for step in steps {
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
    operations
}

fn place(text: &NamedText<'_>, units: &Range<usize>) -> Place {
    let span = span(text, units);
    Place {
        document: text.path.to_string_lossy().into_owned(),
        span,
        text: text.text.source().slice(span).to_owned(),
    }
}

fn span(NamedText { text, .. }: &NamedText<'_>, units: &Range<usize>) -> Span {
    with_marks(text.source(), &text.normal, units.clone())
}
