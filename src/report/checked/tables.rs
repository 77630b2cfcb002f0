//! The tables of a check.

use std::fs::File;
use std::io;
use std::path::Path;

use super::super::tables::guarded_csv::GuardedCsv;
use super::super::{Lang, RenderError};
use super::words;
use crate::analysis::checked::{CheckedDraft, Class};

/// A row's cells.
type Row = Vec<String>;

pub(super) fn write(drafts: &[CheckedDraft], lang: Lang, dir: &Path) -> Result<(), RenderError> {
    let one = |name: &str, head: &[&str], rows: Vec<Row>| {
        let path = dir.join(name);
        table(&path, head, &rows).map_err(|error| RenderError::write(&path, error))
    };
    let head = [
        "file",
        "characters",
        "all",
        "without_common",
        "without_quoted",
        "without_own",
        "largest_source",
        "taken",
        "leftovers",
        "impossible",
        "unfilled",
    ];
    one("drafts.csv", &head, drafts.iter().map(draft).collect())?;
    let head = [
        "file",
        "start",
        "end",
        "class",
        "reason",
        "identity",
        "source",
        "source_start",
        "source_end",
        "draft_text",
        "source_text",
        "others",
    ];
    one(
        "passages.csv",
        &head,
        drafts
            .iter()
            .flat_map(|draft| passages(draft, lang))
            .collect(),
    )?;
    let head = [
        "file",
        "source",
        "date",
        "title",
        "class",
        "draft_characters",
    ];
    one(
        "sources.csv",
        &head,
        drafts.iter().flat_map(sources).collect(),
    )?;
    let head = [
        "file",
        "start",
        "end",
        "text",
        "kind",
        "source",
        "source_start",
        "source_end",
        "sentence",
    ];
    one(
        "leftovers.csv",
        &head,
        drafts
            .iter()
            .flat_map(|draft| leftovers(draft, lang))
            .collect(),
    )
}

fn table(path: &Path, head: &[&str], rows: &[Row]) -> io::Result<()> {
    let mut table = GuardedCsv::new(File::create(path)?);
    table.write_record(head)?;
    for row in rows {
        table.write_record(row)?;
    }
    table.flush()
}

fn draft(draft: &CheckedDraft) -> Row {
    let ratios = &draft.ratios;
    let shares = [
        ratios.all,
        ratios.without_common,
        ratios.without_quoted,
        ratios.without_own,
        ratios.largest_source,
        ratios.taken,
    ];
    let counts = [
        draft.leftovers.len(),
        draft.impossible.len(),
        draft.unfilled.len(),
    ];
    let mut row = vec![draft.file.clone(), draft.characters.to_string()];
    row.extend(shares.map(|share| share.to_string()));
    row.extend(counts.map(|count| count.to_string()));
    row
}

fn passages(draft: &CheckedDraft, lang: Lang) -> Vec<Row> {
    let row = |passage: &crate::analysis::checked::CheckedPassage| {
        let others: Vec<&str> = passage
            .others
            .iter()
            .map(|other| other.source.as_str())
            .collect();
        vec![
            draft.file.clone(),
            passage.draft.start.to_string(),
            passage.draft.end.to_string(),
            passage.class.name().to_owned(),
            words::reason(lang, &passage.reason),
            format!("{:.3}", passage.identity),
            passage.best.source.clone(),
            passage.best.source_span.start.to_string(),
            passage.best.source_span.end.to_string(),
            draft.text.slice(passage.draft).to_owned(),
            passage.source_text.clone(),
            others.join("; "),
        ]
    };
    draft.passages.iter().map(row).collect()
}

fn sources(draft: &CheckedDraft) -> Vec<Row> {
    let row = |source: &crate::analysis::checked::CheckedSource| {
        vec![
            draft.file.clone(),
            source.id.clone(),
            source.date.clone().unwrap_or_default(),
            source.title.clone().unwrap_or_default(),
            Class::name(source.class).to_owned(),
            source.draft_characters.to_string(),
        ]
    };
    draft.sources.iter().map(row).collect()
}

fn leftovers(draft: &CheckedDraft, lang: Lang) -> Vec<Row> {
    let row = |leftover: &crate::analysis::checked::Leftover| {
        vec![
            draft.file.clone(),
            leftover.span.start.to_string(),
            leftover.span.end.to_string(),
            leftover.text.clone(),
            words::kind(lang, leftover.kind).to_owned(),
            leftover.source.clone(),
            leftover.source_span.start.to_string(),
            leftover.source_span.end.to_string(),
            leftover.sentence.clone(),
        ]
    };
    draft.leftovers.iter().map(row).collect()
}
