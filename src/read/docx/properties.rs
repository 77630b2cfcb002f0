//! Reads the properties of a document out of `docProps/core.xml`.

use crate::read::Problem;
use crate::read::properties::FileProperties;
use crate::read::xml::{XmlAttributes, XmlHandler};

/// Reads `core.xml`.
#[derive(Debug, Default)]
pub(in crate::read) struct PropertiesReader {
    pub(in crate::read) found: FileProperties,
    /// The element whose text is being read.
    within: Option<String>,
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
            Some("title") => &mut self.found.title,
            Some("creator") => &mut self.found.creator,
            Some("created") => &mut self.found.created,
            Some("modified") => &mut self.found.modified,
            Some("description") => &mut self.found.description,
            Some("lastModifiedBy") => &mut self.found.modified_by,
            _ => return Ok(()),
        };
        FileProperties::add(property, text);
        Ok(())
    }
}
