//! Sections of one theme find each other, measured on the hand labels of the seeds.

use crate::common::{ANALYSIS, LABELS, span};
use leitong::analysis::DocumentAnalysis;

/// The labelled theme that covers at least half of a section.
fn theme(document: &DocumentAnalysis, section: usize) -> Option<&'static str> {
    let place = document.sections[section].span;
    LABELS["themes"][&document.file]
        .as_array()?
        .iter()
        .find(|label| {
            let shared = span(&label["span"]).intersection(place);
            shared.is_some_and(|s| 2 * s.len() >= place.len())
        })
        .and_then(|label| label["theme"].as_str())
}

#[test]
fn the_nearest_section_by_cosine_has_the_same_theme_in_four_of_five_cases() {
    let documents = &ANALYSIS.documents;
    let (mut right, mut cases) = (0, 0);
    for document in documents {
        for (number, section) in document.sections.iter().enumerate() {
            let Some(own) = theme(document, number) else {
                continue;
            };
            for nearest in &section.nearest {
                let other = &documents[nearest.document];
                if !(0..other.sections.len()).any(|n| theme(other, n) == Some(own)) {
                    continue;
                }
                cases += 1;
                let found = theme(other, nearest.section);
                if found == Some(own) {
                    right += 1;
                } else {
                    println!(
                        "{}#{number} ({own}) -> {}#{} ({found:?}), cosine {:.3}",
                        document.file, other.file, nearest.section, nearest.cosine
                    );
                }
            }
        }
    }
    println!("nearest section has the right theme: {right} of {cases}");
    assert!(cases >= 60, "the labels give enough cases: {cases}");
    assert!(
        right * 5 >= cases * 4,
        "{right} of {cases} is less than 80 %"
    );
}
