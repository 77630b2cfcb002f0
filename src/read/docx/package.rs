//! The zip around a Word document, and the parts in it.

use std::io::{BufReader, Cursor};

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::xml::{XmlHandler, walk};
use crate::read::form::WORD_DOCUMENT;
use crate::read::zip::{self as container, Metered};
use crate::read::{Problem, inflate};

/// Most bytes of one part, unpacked. The XML is read as it is unpacked and not kept, so this bounds time, and
/// memory only where one element is as long.
const MAX_PART: u64 = 512 << 20;

/// The parts of a document, by name.
pub(super) struct Package<'b> {
    zip: ZipArchive<Metered<Cursor<&'b [u8]>>>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        let zip = container::open_zip(Cursor::new(bytes), WORD_DOCUMENT)?;
        Ok(Self { zip })
    }

    /// Hands the XML of a part to `handler`. A part that is not there is empty.
    pub(super) fn part(&mut self, name: &str, handler: &mut dyn XmlHandler) -> Result<(), Problem> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(()),
            Err(error) => return Err(container::zip_problem(&error, WORD_DOCUMENT)),
        };
        let packed = file.compressed_size();
        let inflating = inflate::Inflating::new(file, packed, MAX_PART);
        walk(BufReader::new(inflating), handler)
    }

    /// As [`part`](Self::part), for one that the document may do without.
    pub(super) fn optional(
        &mut self,
        name: &Option<String>,
        handler: &mut dyn XmlHandler,
    ) -> Result<(), Problem> {
        name.as_ref()
            .map_or(Ok(()), |name| self.part(name, handler))
    }
}
