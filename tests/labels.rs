//! What is shared and what is local, measured on the hand labels of the seeds.

mod common;

use common::{ANALYSIS, LABELS, span};
use leitong::Span;
use leitong::analysis::{Attribution, DocumentAnalysis};

/// The attribution of a code point; `None` in noise.
fn attribution(document: &DocumentAnalysis, at: usize) -> Option<Attribution> {
    let runs = document.sections.iter().flat_map(|s| &s.runs);
    runs.into_iter()
        .find(|r| r.span.contains(at))
        .map(|r| r.attribution)
}

fn document(file: &str) -> &'static DocumentAnalysis {
    &ANALYSIS.documents[ANALYSIS.document_index(file).expect("a seed")]
}

#[test]
fn local_wordings_are_local() {
    let (mut local, mut all) = (0, 0);
    for (file, spans) in LABELS["local"].as_object().expect("labels by document") {
        let document = document(file);
        for place in spans.as_array().expect("spans") {
            let Span { start, end } = span(place);
            let found =
                (start..end).filter(|at| attribution(document, *at) == Some(Attribution::Local));
            let found = found.count();
            if found < end - start {
                let text: String = document
                    .text
                    .chars()
                    .skip(start)
                    .take(end - start)
                    .collect();
                println!("{file} {start}: {text}: {found} of {} local", end - start);
            }
            local += found;
            all += end - start;
        }
    }
    println!("local wordings: {local} of {all} characters are local");
    assert!(all > 300, "the labels give enough characters: {all}");
    assert!(
        local * 100 >= all * 95,
        "{local} of {all} is less than 95 %"
    );
}
