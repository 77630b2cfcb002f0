//! `documents.csv`: a row a document.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, SHARE_COLUMNS, Table, share_cells};
use super::{Row, run_entries};
use crate::analysis::{Analysis, DocumentAnalysis};
use crate::report::names::DocumentNames;

const FIRST: [&str; 6] = ["id", "title", "date", "kind", "characters", "sections"];
const MORE: [&str; 12] = [
    "place",
    "author",
    "units",
    "noise_characters",
    "path",
    "reference",
    "reference_sources",
    "text_file",
    "meeting",
    "speaker",
    "new",
    "shown_name",
];

pub(super) fn table<'a>(analysis: &'a Analysis, names: &'a DocumentNames) -> Table<'a> {
    let own = own_columns(analysis);
    let groups = group_names(analysis);
    let mut columns: Vec<&str> = [&FIRST[..], &SHARE_COLUMNS, &MORE].concat();
    if groups.is_some() {
        columns.push("group");
    }
    columns.extend(&own);
    let documents = analysis.documents.iter().enumerate();
    let rows = documents.map(move |(index, document)| {
        let mut row = row(analysis, document, names.full(index));
        if let Some(groups) = &groups {
            row.push(Cell::name(groups[index]));
        }
        row.extend(own.iter().map(|c| Cell::fact(document.columns.get(*c))));
        row
    });
    Table::new(run_entries::DOCUMENTS, &columns.clone(), rows)
}

fn row(analysis: &Analysis, d: &DocumentAnalysis, name: &str) -> Row {
    let noise: usize = d.noise.iter().map(|n| n.len()).sum();
    let mut row = vec![
        Cell::name(&d.file),
        Cell::fact(d.title.as_ref()),
        Cell::fact(d.date.as_ref()),
        Cell::fact(d.kind.as_ref()),
        Cell::Count(d.characters),
        Cell::Count(d.sections.len()),
    ];
    row.extend(share_cells(&d.shares, &d.information));
    row.extend([
        Cell::fact(d.place.as_ref()),
        Cell::fact(d.author.as_ref()),
        Cell::Count(d.units),
        Cell::Count(noise),
        Cell::name(&d.path),
        Cell::Share(d.reference_share),
        Cell::text(sources(analysis, d)),
        Cell::name(&d.text_file),
        Cell::fact(d.meeting.as_ref()),
        Cell::fact(d.speaker.as_ref()),
        Cell::share_if_any(d.new_share),
        Cell::text(name),
    ]);
    row
}

/// The columns of the metadata file that no other column of `documents.csv` holds, by name.
fn own_columns(analysis: &Analysis) -> Vec<&str> {
    const HELD: [&str; 7] = [
        "title", "date", "place", "author", "meeting", "speaker", "kind",
    ];
    let columns: BTreeSet<&str> = analysis
        .documents
        .iter()
        .flat_map(|d| d.columns.keys().map(String::as_str))
        .collect();
    let own = columns.into_iter().filter(|column| !HELD.contains(column));
    own.collect()
}

/// For each document the name of its group, where there are groups.
fn group_names(analysis: &Analysis) -> Option<Vec<&str>> {
    let groups = analysis.groups.as_ref()?;
    let mut names = vec![""; analysis.documents.len()];
    for group in &groups.groups {
        for document in &group.documents {
            names[*document] = &group.name;
        }
    }
    Some(names)
}

/// The reference texts that a document's wording comes from, by how many of its characters, the most first.
fn sources(analysis: &Analysis, document: &DocumentAnalysis) -> String {
    let mut characters: BTreeMap<usize, usize> = BTreeMap::new();
    for run in &document.reference {
        *characters.entry(run.source).or_default() += run.span.len();
    }
    let mut sources: Vec<(usize, usize)> = characters.into_iter().collect();
    sources.sort_by_key(|(source, characters)| (Reverse(*characters), *source));
    let name = |(source, _): &(usize, usize)| analysis.reference.get(*source).cloned();
    let names: Vec<String> = sources.iter().filter_map(name).collect();
    names.join("; ")
}
