//! What every command does with the documents first: outline, text as compared, and facts.

use rayon::prelude::*;

use crate::document::Document;
use crate::span::Span;
use crate::text::metadata::{Described, Facts, facts};
use crate::text::outline::{Outline, outline_with_layout, repeated_lines};
use crate::text::words::Segmenter;
use crate::text::{Layout, NormalText, SourceText};

/// Outlines of documents that stand beside one another: what their files mark as furniture, and what they repeat at
/// their edges, is noise. `done` is called with each finished one. O(n).
pub fn outlines(documents: &[Document], done: impl Fn() + Sync) -> Vec<Outline> {
    let texts: Vec<&SourceText> = documents.iter().map(|d| &d.text).collect();
    documents
        .par_iter()
        .zip(repeated_lines(&texts))
        .map(|(document, repeated)| {
            let layout = Layout {
                headings: document.layout.headings.clone(),
                noise: union(repeated, &document.layout.noise),
            };
            let outline = outline_with_layout(&document.text, &layout);
            done();
            outline
        })
        .collect()
}

/// The texts as compared, noise left out.
pub fn normal_texts(
    documents: &[Document],
    outlines: &[Outline],
    done: impl Fn() + Sync,
) -> Vec<NormalText> {
    documents
        .par_iter()
        .zip(outlines)
        .map(|(document, outline)| {
            let text = NormalText::without(document.text.as_str(), &outline.noise);
            done();
            text
        })
        .collect()
}

/// What the documents say of themselves.
pub fn all_facts(
    documents: &[Document],
    outlines: &[Outline],
    segmenter: &Segmenter,
) -> Vec<Facts> {
    documents
        .par_iter()
        .zip(outlines)
        .map(|(document, outline)| {
            let described = Described {
                text: &document.text,
                outline,
                name: &document.name,
                given: &document.metadata,
            };
            facts(described, segmenter)
        })
        .collect()
}

/// Spans of either list, in order, joined where they overlap.
fn union(mut spans: Vec<Span>, more: &[Span]) -> Vec<Span> {
    spans.extend(more);
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}
