//! The relationships of a part of a package (OPC, ISO/IEC 29500-2): which other parts it refers to, and as what.

use super::package::Package;
use super::problem::Problem;
use super::xml::{XmlAttributes, XmlHandler};

/// Another part that a part refers to.
pub(super) struct Relationship {
    /// The last word of its type, which is the same in the transitional and the strict form of the standard.
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) target: String,
}

/// The relationships that the part `name` holds; targets start from `folder`.
pub(super) fn relations(
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

/// The relationships of the part `part`.
pub(super) fn relations_of(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Vec<Relationship>, Problem> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    relations(
        package,
        &join(folder, &format!("_rels/{file}.rels")),
        folder,
    )
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
pub(super) fn join(folder: &str, target: &str) -> String {
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
