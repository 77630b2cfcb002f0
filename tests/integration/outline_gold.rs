//! The outline of the five seeds against hand labels: headings by exact span and level, noise by characters.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use leitong::text::outline::outline;
use leitong::text::{Layout, SourceText};
use serde_json::Value;

/// F1 of a found set against the labels.
fn f1<T: Ord>(found: &BTreeSet<T>, labelled: &BTreeSet<T>) -> f64 {
    2.0 * found.intersection(labelled).count() as f64 / (found.len() + labelled.len()) as f64
}

fn position(value: &Value) -> usize {
    value.as_u64().expect("the labels hold positions") as usize
}

#[test]
fn headings_and_noise_agree_with_the_hand_labels() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let labels =
        fs::read_to_string(root.join("tests/gold/outline.json")).expect("the labels are committed");
    let labels: Value = serde_json::from_str(&labels).expect("the labels are JSON");
    let documents = labels["documents"]
        .as_object()
        .expect("the labels list documents");
    assert_eq!(documents.len(), 5);
    let mut labelled: (BTreeSet<_>, BTreeSet<_>, BTreeSet<_>) = Default::default();
    let mut found: (BTreeSet<_>, BTreeSet<_>, BTreeSet<_>) = Default::default();
    for (name, gold) in documents {
        let text =
            fs::read_to_string(root.join("seeds").join(name)).expect("the seeds are committed");
        let outline = outline(&SourceText::new(text), &Layout::default());
        for heading in &outline.headings {
            let key = (name.clone(), heading.span.start, heading.span.end);
            found.0.insert((key.clone(), u64::from(heading.level)));
            found.1.insert((key, heading.run_in));
        }
        for span in &outline.noise {
            found
                .2
                .extend((span.start..span.end).map(|at| (name.clone(), at)));
        }
        for heading in gold["headings"].as_array().expect("a list of headings") {
            let key = (
                name.clone(),
                position(&heading["span"][0]),
                position(&heading["span"][1]),
            );
            labelled
                .0
                .insert((key.clone(), heading["level"].as_u64().expect("a level")));
            labelled
                .1
                .insert((key, heading["run_in"].as_bool().expect("true or false")));
        }
        for span in gold["noise"].as_array().expect("a list of spans") {
            labelled
                .2
                .extend((position(&span[0])..position(&span[1])).map(|at| (name.clone(), at)));
        }
    }
    let headings = f1(&found.0, &labelled.0);
    let run_in = f1(&found.1, &labelled.1);
    let noise = f1(&found.2, &labelled.2);
    println!(
        "headings F1 {headings:.4} of {}, run in F1 {run_in:.4}, noise F1 {noise:.4}",
        labelled.0.len()
    );
    assert!(headings >= 0.98, "headings F1 {headings}");
    assert!(run_in >= 0.98, "headings that run in F1 {run_in}");
    assert!(noise >= 0.98, "noise F1 {noise}");
}
