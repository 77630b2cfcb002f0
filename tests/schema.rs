//! `analysis.json` keeps to its schema, and reads back as what it was.

mod common;

use common::{ANALYSIS, project};
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
    assert_eq!(back.documents, {
        let again: Analysis =
            serde_json::from_str(&serde_json::to_string(&back).expect("again")).expect("again");
        again.documents
    });
    assert_eq!(back.documents.len(), ANALYSIS.documents.len());
    assert_eq!(back.passages.len(), ANALYSIS.passages.len());
}
