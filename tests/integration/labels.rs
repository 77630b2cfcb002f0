//! What is shared and what is local, measured on the hand labels of the seeds.

use crate::common::{ANALYSIS, LABELS, span};
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

/// Characters of a class.
#[derive(Debug, Default, PartialEq)]
struct Classes {
    boilerplate: usize,
    shared: usize,
    local: usize,
}

/// Characters of labelled templates, outside what the labels call local, by attribution.
fn common_wording(attribute: impl Fn(&str, usize) -> Option<Attribution>) -> Classes {
    let labels = LABELS["local"].as_object().expect("labels by document");
    let is_local = |file: &str, at: usize| {
        let spans = labels.get(file).and_then(|spans| spans.as_array());
        spans.is_some_and(|spans| spans.iter().any(|place| span(place).contains(at)))
    };
    let mut counts = Classes::default();
    for template in LABELS["templates"].as_array().expect("templates") {
        for instance in template["instances"].as_array().expect("instances") {
            let file = instance["doc"].as_str().expect("a document");
            let Span { start, end, .. } = span(&instance["span"]);
            for at in (start..end).filter(|at| !is_local(file, *at)) {
                match attribute(file, at) {
                    Some(Attribution::Boilerplate) => counts.boilerplate += 1,
                    Some(Attribution::Shared) => counts.shared += 1,
                    Some(Attribution::Local) => counts.local += 1,
                    _ => {}
                }
            }
        }
    }
    counts
}

#[test]
fn the_wording_of_labelled_templates_is_boilerplate_or_shared() {
    let counts = common_wording(|file, at| attribution(document(file), at));
    let Classes {
        boilerplate,
        shared,
        local,
    } = counts;
    let all = (boilerplate + shared + local) as f64;
    let [boilerplate, shared, local] = [boilerplate, shared, local].map(|n| n as f64 / all);
    println!(
        "common wording, {all} characters: {boilerplate:.3} boilerplate, {shared:.3} shared, {local:.3} local"
    );
    assert!(all > 1500.0, "the labels give enough characters: {all}");
    assert!(local <= 0.5, "{local:.3} of the common wording is local");
    assert!(boilerplate >= 0.05, "{boilerplate:.3}");
    assert!(shared >= 0.05, "{shared:.3}");
}

#[test]
fn one_class_for_everything_is_seen() {
    for class in [
        Attribution::Boilerplate,
        Attribution::Shared,
        Attribution::Local,
    ] {
        let counts = common_wording(|_, _| Some(class));
        let zeros = [counts.boilerplate, counts.shared, counts.local]
            .into_iter()
            .filter(|n| *n == 0);
        assert_eq!(zeros.count(), 2, "{counts:?}: two of the floors above fail");
    }
}
