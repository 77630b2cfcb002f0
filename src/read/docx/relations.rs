//! The parts of a package by their role: producers may name them as they like.

use std::collections::BTreeMap;

use crate::read::Problem;
use crate::read::package::Package;
use crate::read::relations::{Relationship, relations, relations_of};

/// The names of the parts that are read.
#[derive(Debug)]
pub(super) struct PackageParts {
    pub(super) document: String,
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    pub(super) properties: Option<String>,
    /// Headers, and behind them footers, each sorted by name.
    pub(super) headers: Vec<String>,
    pub(super) footers: Vec<String>,
    /// Parts of other forms whose content stands in the text, by the id of their relationship.
    pub(super) chunks: BTreeMap<String, String>,
}

impl PackageParts {
    pub(super) fn of(package: &mut Package<'_>) -> Result<Self, Problem> {
        let top = relations(package, "_rels/.rels", "")?;
        let one = |relations: &[Relationship], kind: &str| {
            let mut found = relations.iter().filter(|r| r.kind == kind);
            found.next().map(|r| r.target.clone())
        };
        let document =
            one(&top, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let inner = relations_of(package, &document)?;
        let all = |kind: &str| {
            let mut names: Vec<String> = inner
                .iter()
                .filter(|r| r.kind == kind)
                .map(|r| r.target.clone())
                .collect();
            names.sort();
            names.dedup();
            names
        };
        Ok(Self {
            styles: one(&inner, "styles"),
            numbering: one(&inner, "numbering"),
            footnotes: one(&inner, "footnotes"),
            endnotes: one(&inner, "endnotes"),
            properties: one(&top, "core-properties"),
            headers: all("header"),
            footers: all("footer"),
            chunks: inner
                .iter()
                .filter(|r| r.kind == "aFChunk")
                .map(|r| (r.id.clone(), r.target.clone()))
                .collect(),
            document,
        })
    }
}
