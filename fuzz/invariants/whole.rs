//! Templates, and the whole way from texts to the analysis: what wants the dictionary.

use std::sync::LazyLock;

use leitong::analysis::Shares;
use leitong::template::{TemplateConfig, TemplateDocument, TemplateInput, find_templates};
use leitong::text::NormalText;
use leitong::text::metadata::Facts;
use leitong::text::words::Segmenter;
use leitong::{Corpus, Document, Pipeline};

use super::texts;

/// A second to load, so once.
static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

fn documents(data: &[u8]) -> Vec<Document> {
    texts(data)
        .into_iter()
        .enumerate()
        .map(|(n, text)| Document::new(format!("{n}.txt"), text))
        .collect()
}

/// Instances slice their documents, and their slots lie in order inside.
pub(crate) fn templates(data: &[u8]) {
    let documents = documents(data);
    let normal: Vec<NormalText> = documents
        .iter()
        .map(|d| NormalText::new(d.text.as_str()))
        .collect();
    let facts = Facts::default();
    let rows = documents.iter().zip(&normal);
    let rows = rows.map(|(d, text)| TemplateDocument::of(d, text, &facts));
    let input = TemplateInput::new(rows.collect(), &SEGMENTER);
    let found = find_templates(&input, &TemplateConfig::default());
    for template in &found.templates {
        assert!(template.instances.len() >= 2);
        for instance in &template.instances {
            let document = documents
                .iter()
                .find(|d| d.name == instance.doc)
                .expect("an instance stands in a document");
            assert_eq!(document.text.slice(instance.span), instance.text);
            let mut at = instance.span.start;
            for slot in &instance.slots {
                assert!(slot.start >= at && slot.end <= instance.span.end);
                at = slot.end;
            }
        }
    }
}

/// Runs tile their sections, shares add up, and the analysis can be written and read again.
pub(crate) fn analysis(data: &[u8]) {
    let documents = documents(data);
    for document in &documents {
        super::check_outline(&document.text);
    }
    let corpus: Corpus = documents.into_iter().collect();
    let analysis = Pipeline::builder()
        .segmenter(&SEGMENTER)
        .build()
        .run(&corpus);
    for document in &analysis.documents {
        shares(&document.shares);
        shares(&document.information.shares);
        for section in &document.sections {
            let mut at = section.span.start;
            for run in &section.runs {
                assert_eq!(run.span.start, at, "runs tile the section");
                at = run.span.end;
            }
            assert_eq!(at, section.span.end);
            shares(&section.shares);
            shares(&section.information.shares);
        }
    }
    for passage in &analysis.passages {
        let (mut a, mut b) = (passage.a.span.start, passage.b.span.start);
        for operation in &passage.operations {
            assert_eq!((operation.a.start, operation.b.start), (a, b));
            (a, b) = (operation.a.end, operation.b.end);
        }
        assert_eq!((a, b), (passage.a.span.end, passage.b.span.end));
    }
}

fn shares(shares: &Shares) {
    let parts = [shares.boilerplate, shares.shared, shares.local];
    assert!(parts.iter().all(|s| (0.0..=1.0).contains(s)));
    assert!((parts.iter().sum::<f64>() - 1.0).abs() < 1e-9);
}
