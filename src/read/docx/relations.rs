//! The parts of a package by their role: producers may name them as they like.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{XmlAttributes, XmlHandler};
use crate::read::Problem;

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
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
        let inner = relations(
            package,
            &join(folder, &format!("_rels/{file}.rels")),
            folder,
        )?;
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

/// Another part that a part refers to.
struct Relationship {
    /// The last word of its type, which is the same in the transitional and the strict form of the standard.
    kind: String,
    id: String,
    target: String,
}

fn relations(
    package: &mut Package<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<Relationship>, Problem> {
    let mut reader = RelationsReader {
        folder: folder.to_owned(),
        found: Vec::new(),
    };
    package.part(name, &mut reader)?;
    Ok(reader.found)
}

struct RelationsReader {
    folder: String,
    found: Vec<Relationship>,
}

impl XmlHandler for RelationsReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        let outside = attributes.get("TargetMode").as_deref() == Some("External");
        if name == "Relationship"
            && !outside
            && let (Some(kind), Some(target)) = (attributes.get("Type"), attributes.get("Target"))
        {
            self.found.push(Relationship {
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                id: attributes.get("Id").unwrap_or_default(),
                target: join(&self.folder, &target),
            });
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}

/// A target as the name of a part: absolute ones begin with `/`.
fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from_top = target.strip_prefix('/');
    let mut parts: Vec<&str> = match from_top {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|p| !p.is_empty()).collect(),
    };
    for part in from_top.unwrap_or(&target).split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn targets_start_from_the_folder_of_the_part() {
        assert_eq!(join("word", "styles.xml"), "word/styles.xml");
        assert_eq!(join("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(join("word/a", "../b/./c.xml"), "word/b/c.xml");
        assert_eq!(join("", "../../x.xml"), "x.xml");
        assert_eq!(join("", "word\\document.xml"), "word/document.xml");
    }
}
