//! `analysis.json` keeps to its schema, and reads back as what it was.

use crate::common::{ANALYSIS, project};
use leitong::Analysis;
use serde_json::Value;

#[test]
fn the_analysis_of_the_seeds_keeps_to_the_schema() {
    let schema =
        std::fs::read_to_string(project("docs/analysis.schema.json")).expect("the schema is there");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let value = serde_json::to_value(&*ANALYSIS).expect("an analysis can be written");
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .take(5)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut broken = value.clone();
    broken["documents"][0]["shares"]["local"] = Value::from("much");
    assert!(!validator.is_valid(&broken), "the schema can fail");
}

#[test]
fn what_is_written_reads_back() {
    let text = serde_json::to_string(&*ANALYSIS).expect("an analysis can be written");
    let back: Analysis = serde_json::from_str(&text).expect("and read");
    let again = serde_json::to_string(&back).expect("and written again");
    if let Some(at) = text.bytes().zip(again.bytes()).position(|(a, b)| a != b) {
        let near = |text: &str| {
            let bytes = &text.as_bytes()[at.saturating_sub(80)..(at + 80).min(text.len())];
            String::from_utf8_lossy(bytes).into_owned()
        };
        panic!("written: {}\nreread:  {}", near(&text), near(&again));
    }
    assert_eq!(text.len(), again.len());
}

/// Words and numbers of what `Debug` shows of an analysis: every field by name, whatever is written of it.
fn tokens(analysis: &Analysis) -> Vec<String> {
    let shown = format!("{analysis:?}");
    let parted = shown.split(|c: char| c.is_whitespace() || "{}[](),:\"".contains(c));
    let tokens = parted.filter(|token| !token.is_empty());
    tokens.map(str::to_owned).collect()
}

/// Whether two tokens say the same, up to the two digits behind the point that every number is written with.
fn same(a: &str, b: &str) -> bool {
    let number = |token: &str| token.parse::<f64>().ok();
    a == b || matches!((number(a), number(b)), (Some(a), Some(b)) if (a - b).abs() <= 0.005)
}

/// The first place where an analysis is not what was written of it, with the tokens before.
fn first_loss(found: &Analysis, reread: &Analysis) -> Option<String> {
    let (found, reread) = (tokens(found), tokens(reread));
    let differs = |(a, b): (&String, &String)| !same(a, b);
    let at = found.iter().zip(&reread).position(differs);
    let at = at.or((found.len() != reread.len()).then_some(found.len().min(reread.len())))?;
    let near =
        |tokens: &[String]| tokens[at.saturating_sub(8)..(at + 4).min(tokens.len())].join(" ");
    Some(format!(
        "found:  {}\nreread: {}",
        near(&found),
        near(&reread)
    ))
}

/// The round trip above starts from what was written, so it cannot see what writing leaves out.
#[test]
fn everything_that_was_found_is_written() {
    let text = serde_json::to_string(&*ANALYSIS).expect("an analysis can be written");
    let mut back: Analysis = serde_json::from_str(&text).expect("and read");
    let loss = first_loss(&ANALYSIS, &back);
    assert_eq!(loss, None, "{}", loss.as_deref().unwrap_or_default());
    back.documents[1].title = None;
    let loss = first_loss(&ANALYSIS, &back).expect("a lost title");
    assert!(loss.contains("title"), "{loss}");
}

#[test]
fn a_field_that_is_lost_on_the_way_is_seen() {
    let mut value = serde_json::to_value(&*ANALYSIS).expect("an analysis can be written");
    let document = value["documents"][1].as_object_mut().expect("an object");
    assert!(
        document
            .remove("title")
            .is_some_and(|title| title.is_string())
    );
    let back: Analysis = serde_json::from_value(value).expect("a title may be missing");
    let text = |analysis: &Analysis| serde_json::to_string(analysis).expect("written");
    assert_ne!(text(&back), text(&ANALYSIS));
}
