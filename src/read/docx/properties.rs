//! The facts that a document states of itself in `docProps/core.xml`.

use super::xml::{XmlAttributes, XmlHandler};
use crate::read::Problem;
use crate::text::metadata::Metadata;

/// Reads `core.xml`.
#[derive(Debug, Default)]
pub(super) struct PropertiesReader {
    title: String,
    creator: String,
    created: String,
    /// The element whose text is being read.
    within: Option<String>,
}

/// Longest property that is kept, in bytes: longer ones are no names.
const MAX_PROPERTY: usize = 1_000;

/// Names that programs put in for the author: those of the machine, not of a person.
const NOBODY: [&str; 14] = [
    "admin",
    "administrator",
    "user",
    "unknown",
    "windows",
    "windows 用户",
    "windows user",
    "微软用户",
    "微软中国",
    "用户",
    "lenovo",
    "dell",
    "hp",
    "python-docx",
];

impl PropertiesReader {
    /// Title, author, and the day on which the file was made.
    ///
    /// The title is often that of the file which this one was made from, so it counts only if it stands in `text`.
    pub(super) fn metadata(self, text: &str) -> Metadata {
        let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let title = self.title.trim();
        let opening: String = text.chars().take(2_000).collect();
        let stands = title.chars().count() >= 2 && bare(&opening).contains(&bare(title));
        let creator = self.creator.trim();
        let nobody = creator.is_empty() || NOBODY.contains(&creator.to_lowercase().as_str());
        let date = self.created.get(..10).filter(|day| {
            day.char_indices().all(|(at, c)| match at {
                4 | 7 => c == '-',
                _ => c.is_ascii_digit(),
            })
        });
        Metadata {
            title: stands.then(|| title.to_owned()),
            author: (!nobody).then(|| creator.to_owned()),
            date: date.map(str::to_owned),
            ..Metadata::default()
        }
    }
}

impl XmlHandler for PropertiesReader {
    fn start(&mut self, name: &str, _: &XmlAttributes<'_>) -> Result<(), Problem> {
        self.within = Some(name.to_owned());
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        self.within = None;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        let property = match self.within.as_deref() {
            Some("title") => &mut self.title,
            Some("creator") => &mut self.creator,
            Some("created") => &mut self.created,
            _ => return Ok(()),
        };
        if property.len() + text.len() <= MAX_PROPERTY {
            property.push_str(text);
        }
        Ok(())
    }
}
