//! The JSON of a check: `leitong/check/1`, fixed by docs/check.schema.json.

use serde_json::{Value, json};

use crate::check::{CheckedDraft, CheckedPassage, CheckedSource, SourcePlace};
use crate::cli::strings::check as words;
use crate::report::Lang;
use crate::span::Span;

/// All drafts.
pub(super) fn drafts(drafts: &[CheckedDraft], lang: Lang) -> Value {
    let drafts: Vec<Value> = drafts.iter().map(|one| draft(one, lang)).collect();
    json!({"schema": "leitong/check/1", "drafts": drafts})
}

fn draft(draft: &CheckedDraft, lang: Lang) -> Value {
    let passages: Vec<Value> = draft
        .passages
        .iter()
        .map(|one| passage(one, lang))
        .collect();
    let sources: Vec<Value> = draft.sources.iter().map(source).collect();
    json!({
        "file": draft.file,
        "characters": draft.characters,
        "ratios": draft.ratios,
        "passages": passages,
        "sources": sources,
        "leftovers": draft.leftovers,
        "impossible": draft.impossible,
        "unfilled": draft.unfilled,
    })
}

fn passage(passage: &CheckedPassage, lang: Lang) -> Value {
    let others: Vec<Value> = passage.others.iter().map(place).collect();
    json!({
        "draft": passage.draft,
        "source": passage.best.source,
        "source_span": passage.best.source_span,
        "class": passage.class,
        "reason": words::reason(lang, &passage.reason),
        "identity": (passage.identity * 1000.0).round() / 1000.0,
        "changes": passage.changes,
        "others": others,
    })
}

fn place(place: &SourcePlace) -> Value {
    json!({"source": place.source, "source_span": place.source_span})
}

fn source(source: &CheckedSource) -> Value {
    json!({
        "id": source.id,
        "draft_characters": source.draft_characters,
        "date": source.date,
        "title": source.title,
        "class": source.class,
    })
}

/// A span as people outside write it; kept here for the tables.
pub(super) fn pair(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}
