//! `documents.csv`, `copies.csv`, `sections.csv`, `groups.csv`, `phrases.csv` and `matrix/*.csv`.
//!
//! UTF-8 without a byte order mark, a comma between fields, RFC 4180 quoting; an apostrophe in front of text that a
//! spreadsheet would run as a formula. Shares and likenesses run from 0
//! to 1.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::RenderError;
use super::guarded_table::GuardedTable;
use super::json::file;
use super::run_entries;
use crate::analysis::{
    Analysis, DocumentAnalysis, Groups, InformationShares, Matrix, Metric, Shares,
};

/// Writes all of them into `dir`.
pub fn write(analysis: &Analysis, dir: &Path) -> Result<(), RenderError> {
    file(dir, run_entries::DOCUMENTS, |out| documents(analysis, out))?;
    file(dir, run_entries::SECTIONS, |out| sections(analysis, out))?;
    file(dir, run_entries::PHRASES, |out| phrases(analysis, out))?;
    file(dir, run_entries::COPIES, |out| copies(analysis, out))?;
    let folder = dir.join(run_entries::MATRIX);
    fs::create_dir_all(&folder).map_err(|error| RenderError::write(&folder, error))?;
    if let Some(found) = &analysis.groups {
        file(dir, run_entries::GROUPS, |out| groups(analysis, found, out))?;
    }
    let levels = [
        ("documents", &analysis.similarity.documents),
        ("sections", &analysis.similarity.sections),
    ];
    let over_groups = analysis.similarity.groups.iter().map(|l| ("groups", l));
    for (level, matrices) in levels.into_iter().chain(over_groups) {
        for metric in Metric::ALL {
            let matrix = matrices.matrix(metric);
            let end = match matrix {
                Matrix::Full(_) => "csv",
                Matrix::Neighbours(_) => "neighbours.csv",
            };
            let name = format!("{level}.{}.{end}", metric.name());
            file(&folder, &name, |out| cells(&matrices.ids, matrix, out))?;
        }
    }
    Ok(())
}

/// A number as all tables write it.
fn number(value: f64) -> String {
    format!("{value:.4}")
}

fn share_columns(shares: &Shares, information: &InformationShares) -> [String; 7] {
    let news = &information.shares;
    [
        number(shares.boilerplate),
        number(shares.shared),
        number(shares.local),
        format!("{:.1}", information.bits),
        number(news.boilerplate),
        number(news.shared),
        number(news.local),
    ]
}

const SHARE_HEADER: [&str; 7] = [
    "boilerplate",
    "shared",
    "local",
    "information_bits",
    "information_boilerplate",
    "information_shared",
    "information_local",
];

fn documents(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedTable::new(out);
    let header = ["id", "title", "date", "kind", "characters", "sections"];
    let more = [
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
    ];
    let columns = own_columns(analysis);
    let groups = group_names(analysis);
    let by = groups.as_ref().map(|_| "group");
    let own = columns.iter().map(String::as_str);
    let fixed = header.iter().chain(&SHARE_HEADER).chain(&more).copied();
    table.write_record(fixed.chain(by).chain(own))?;
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    for (index, d) in analysis.documents.iter().enumerate() {
        let noise: usize = d.noise.iter().map(|n| n.len()).sum();
        let first = [
            d.file.clone(),
            text(&d.title),
            text(&d.date),
            text(&d.kind),
            d.characters.to_string(),
            d.sections.len().to_string(),
        ];
        let last = [
            text(&d.place),
            text(&d.author),
            d.units.to_string(),
            noise.to_string(),
            d.path.clone(),
            number(d.reference_share),
            sources(analysis, d),
            d.text_file.clone(),
            text(&d.meeting),
            text(&d.speaker),
            d.new_share.map(number).unwrap_or_default(),
        ];
        let group = groups.as_ref().map(|names| names[index].to_owned());
        let own = columns
            .iter()
            .map(|column| d.columns.get(column).cloned().unwrap_or_default());
        let fixed = first
            .iter()
            .chain(&share_columns(&d.shares, &d.information))
            .chain(&last)
            .cloned()
            .collect::<Vec<String>>();
        table.write_record(fixed.into_iter().chain(group).chain(own))?;
    }
    table.flush()
}

/// The columns of the metadata file that no other column of `documents.csv` holds, by name.
fn own_columns(analysis: &Analysis) -> Vec<String> {
    const HELD: [&str; 7] = [
        "title", "date", "place", "author", "meeting", "speaker", "kind",
    ];
    let columns: BTreeSet<&String> = analysis
        .documents
        .iter()
        .flat_map(|d| d.columns.keys())
        .collect();
    columns
        .into_iter()
        .filter(|column| !HELD.contains(&column.as_str()))
        .cloned()
        .collect()
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

/// A row a group: its name, whether that is a known value, its documents, and the shares of all of them together.
fn groups(analysis: &Analysis, found: &Groups, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedTable::new(out);
    let header = ["id", "by", "known", "documents", "characters", "units"];
    table.write_record(header.iter().chain(&SHARE_HEADER).chain(&["files"]))?;
    for group in &found.groups {
        let first = [
            group.name.clone(),
            found.by.clone(),
            u8::from(group.known).to_string(),
            group.documents.len().to_string(),
            group.characters.to_string(),
            group.units.to_string(),
        ];
        let files: Vec<&str> = group
            .documents
            .iter()
            .map(|d| analysis.documents[*d].file.as_str())
            .collect();
        table.write_record(
            first
                .iter()
                .chain(&share_columns(&group.shares, &group.information))
                .chain([&files.join("; ")]),
        )?;
    }
    table.flush()
}

/// A row a document that has copies: its group, by what the group is in order, its version there from 1, and of which document it
/// is an exact copy.
fn copies(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedTable::new(out);
    table.write_record(["group", "order", "version", "id", "equal_to"])?;
    let name = |document: usize| analysis.documents[document].file.as_str();
    for (number, group) in analysis.copies.iter().enumerate() {
        let mut version = 0;
        for copy in &group.versions {
            version += usize::from(copy.equal_to.is_none());
            table.write_record([
                (number + 1).to_string().as_str(),
                group.order.name(),
                version.to_string().as_str(),
                name(copy.document),
                copy.equal_to.map_or("", name),
            ])?;
        }
    }
    table.flush()
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

/// Leaf sections by document, and behind them the document's noise, so that nothing is dropped silently.
fn sections(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedTable::new(out);
    let header = ["id", "document", "path", "heading", "start", "end", "noise"];
    table.write_record(header.iter().chain(&SHARE_HEADER).chain(&[
        "nearest",
        "reference",
        "new",
    ]))?;
    for d in &analysis.documents {
        for (n, s) in d.sections.iter().enumerate() {
            let first = [
                format!("{}#{n}", d.file),
                d.file.clone(),
                s.path.clone(),
                s.heading.clone(),
                s.span.start.to_string(),
                s.span.end.to_string(),
                "0".to_owned(),
            ];
            let nearest = nearest(analysis, d, n);
            let new = s.new_share.map(number).unwrap_or_default();
            table.write_record(
                first
                    .iter()
                    .chain(&share_columns(&s.shares, &s.information))
                    .chain([&nearest, &number(s.reference_share), &new]),
            )?;
        }
        for (n, span) in d.noise.iter().enumerate() {
            let first = [
                format!("{}#noise{n}", d.file),
                d.file.clone(),
                String::new(),
                String::new(),
                span.start.to_string(),
                span.end.to_string(),
                "1".to_owned(),
            ];
            table.write_record(first.iter().map(String::as_str).chain([""; 10]))?;
        }
    }
    table.flush()
}

/// `FILE#N=cosine` for each other document, joined by `; `.
fn nearest(analysis: &Analysis, document: &DocumentAnalysis, section: usize) -> String {
    let entries: Vec<String> = document.sections[section]
        .nearest
        .iter()
        .map(|n| {
            let file = &analysis.documents[n.document].file;
            format!("{file}#{}={:.4}", n.section, n.cosine)
        })
        .collect();
    entries.join("; ")
}

fn phrases(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedTable::new(out);
    table.write_record([
        "rank",
        "wording",
        "documents",
        "occurrences",
        "places",
        "first",
        "last",
        "longest_form",
        "score",
    ])?;
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    for (rank, p) in analysis.phrases.iter().enumerate() {
        table.write_record([
            (rank + 1).to_string(),
            p.wording.clone(),
            p.documents.to_string(),
            p.occurrences.to_string(),
            p.places.map(|n| n.to_string()).unwrap_or_default(),
            text(&p.first),
            text(&p.last),
            text(&p.longest_form),
            format!("{:.1}", p.score),
        ])?;
    }
    table.flush()
}

/// A matrix with ids in the first row and column, or its neighbours as row, column, value.
fn cells(ids: &[String], matrix: &Matrix, out: &mut impl Write) -> io::Result<()> {
    let mut table = GuardedTable::new(out);
    match matrix {
        Matrix::Full(values) => {
            table.write_record([""].into_iter().chain(ids.iter().map(String::as_str)))?;
            for (id, row) in ids.iter().zip(values.rows()) {
                table.write_field(id)?;
                for value in row {
                    table.write_field(fixed(*value))?;
                }
                table.end_record()?;
            }
        }
        Matrix::Neighbours(rows) => {
            table.write_record(["row", "column", "value"])?;
            for (id, row) in ids.iter().zip(rows) {
                for n in row {
                    table.write_record([
                        id.as_bytes(),
                        ids[n.column].as_bytes(),
                        &fixed(n.value),
                    ])?;
                }
            }
        }
    }
    table.flush()
}

/// Four digits behind the point, for the millions of cells that a matrix may have: formatting floats in the
/// general way would take most of a run's time. Values are clamped to 0 to 1.
fn fixed(value: f32) -> [u8; 6] {
    let scaled = (f64::from(value).clamp(0.0, 1.0) * 10_000.0).round() as u32;
    let digit = |power: u32| b'0' + (scaled / power % 10) as u8;
    [
        digit(10_000),
        b'.',
        digit(1_000),
        digit(100),
        digit(10),
        digit(1),
    ]
}

#[cfg(test)]
mod tests {
    use super::fixed;

    #[test]
    fn cells_read_as_the_formatted_number() {
        for value in [0.0f32, 1.0, 0.5, 0.12344, 0.12346, 0.99999, 0.00004] {
            assert_eq!(
                std::str::from_utf8(&fixed(value)).unwrap(),
                format!("{value:.4}")
            );
        }
    }
}
