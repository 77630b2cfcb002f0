//! The zip around an office document or a book, and the parts in it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};

use ::zip::ZipArchive;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::inflate;
use super::problem::Problem;
use super::xml::{XmlHandler, walk};
use super::zip::{self as container, Metered};

/// Most bytes of one part, unpacked. The XML is read as it is unpacked and not kept, so this bounds time, and
/// memory only where one element is as long.
const MAX_PART: u64 = 512 << 20;

/// Most bytes of a part in UTF-16, which is kept while it is turned into UTF-8.
const MAX_UTF16: u64 = 128 << 20;

/// Most bytes of all parts that are read, unpacked: entries of a zip may share one packed stream, and a list may name a part many
/// times, so that a small file could cost hours.
const MAX_TOTAL: u64 = 1 << 30;

/// The parts of a document, by name.
pub(super) struct Package<'b> {
    zip: ZipArchive<Metered<Cursor<&'b [u8]>>>,
    /// The entry of each part. Names of parts are equal in any case (OPC, ISO/IEC 29500-2), and some programs on Windows
    /// write backslashes between folders.
    entries: BTreeMap<String, usize>,
    /// What it is called if it is damaged.
    form: &'static str,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// A name of a part as all programs would write it.
pub(super) fn part_name(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.trim_start_matches('/').to_owned()
}

impl<'b> Package<'b> {
    /// Opens the zip; `form` is what it is called if it is damaged.
    pub(super) fn open(bytes: &'b [u8], form: &'static str) -> Result<Self, Problem> {
        let zip = container::open_zip(Cursor::new(bytes), form)?;
        let names = zip.file_names_raw().map(String::from_utf8_lossy);
        let mut entries = BTreeMap::new();
        for (index, name) in names.enumerate() {
            entries.entry(part_name(&name)).or_insert(index);
        }
        Ok(Self {
            zip,
            entries,
            form,
            left: MAX_TOTAL,
        })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&part_name(name))
    }

    /// The bytes of a part, at most `limit`; nothing if it is not there.
    pub(super) fn bytes(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Problem> {
        let form = self.form;
        let Some(index) = self.entries.get(&part_name(name)) else {
            return Ok(None);
        };
        let file = self
            .zip
            .by_index(*index)
            .map_err(|error| container::zip_problem(&error, form))?;
        let packed = file.compressed_size();
        let mut source = inflate::Inflating::new(file, packed, MAX_PART.min(self.left));
        let bytes = inflate::read_at_most(&mut source, limit);
        self.left = self.left.saturating_sub(source.unpacked());
        bytes
            .map_err(|error| of_all(inflate::problem(&error, form)))?
            .ok_or(Problem::TooLarge { limit })
            .map(Some)
    }

    /// Hands the XML of a part to `handler`. A part that is not there is empty.
    pub(super) fn part(&mut self, name: &str, handler: &mut dyn XmlHandler) -> Result<(), Problem> {
        let form = self.form;
        let Some(index) = self.entries.get(&part_name(name)) else {
            return Ok(());
        };
        let file = self
            .zip
            .by_index(*index)
            .map_err(|error| container::zip_problem(&error, form))?;
        let packed = file.compressed_size();
        let limit = MAX_PART.min(self.left);
        let mut source = BufReader::new(inflate::Inflating::new(file, packed, limit));
        let walked = walk_part(&mut source, form, handler);
        self.left = self.left.saturating_sub(source.get_ref().unpacked());
        walked.map_err(of_all)
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

/// A part that is refused for what was unpacked before it says how much that may be, not how much was left.
fn of_all(problem: Problem) -> Problem {
    match problem {
        Problem::Bomb { form, limit } if limit < MAX_PART && limit < inflate::believed(0) => {
            Problem::Bomb {
                form,
                limit: MAX_TOTAL,
            }
        }
        problem => problem,
    }
}

/// Hands the XML in a source to `handler`.
fn walk_part(
    source: &mut impl BufRead,
    form: &'static str,
    handler: &mut dyn XmlHandler,
) -> Result<(), Problem> {
    let start = source
        .fill_buf()
        .map_err(|error| inflate::problem(&error, form))?;
    let Some(encoding) = utf16(start) else {
        return walk(source, form, handler);
    };
    // XML parts may be in UTF-16 (OPC, ISO/IEC 29500-2, 8.2.3.2), which no program for writing does by itself.
    let bytes = inflate::read_at_most(source, MAX_UTF16)
        .map_err(|error| inflate::problem(&error, form))?
        .ok_or(Problem::TooLarge { limit: MAX_UTF16 })?;
    let (text, _) = encoding.decode_with_bom_removal(&bytes);
    walk(text.as_bytes(), form, handler)
}

/// Which UTF-16 XML begins in: with its byte order mark, or with `<` in two bytes.
fn utf16(start: &[u8]) -> Option<&'static Encoding> {
    match start {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}
