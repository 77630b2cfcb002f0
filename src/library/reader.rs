//! Reading a library.

use std::path::{Path, PathBuf};

use super::error::{LibraryError, Result};
use super::manifest::{ListedSegment, MANIFEST, Manifest};
use super::record::StoredText;
use super::segment::{Segment, UnpackedBlock};
use super::terms::{name_hash, pair_hash};
use crate::text::Unit;

/// How often opening begins again when a writer has removed a segment meanwhile.
const TRIES: usize = 20;

/// A text of a library, as long as this library is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRef {
    segment: u32,
    text: u32,
}

/// Where a window stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowPlaces {
    /// How many texts have it, among those whose windows are kept; removed ones count until the next merge.
    pub texts: u32,
    /// The texts that are known to have it, each with the unit at which it begins: all of them, but of frequent windows one in
    /// each segment.
    pub places: Vec<(TextRef, u32)>,
}

/// A library, open for reading: as it was when it was opened, whatever writers do meanwhile.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    segments: Vec<(ListedSegment, Segment)>,
}

impl Library {
    /// Whether a folder is a library.
    #[must_use]
    pub fn is_here(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file()
    }

    /// Opens the library in a folder.
    ///
    /// # Errors
    /// When there is none, or it is damaged, or newer than this program.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::open_once(folder) {
                Err(error @ LibraryError::Io { .. }) if tries < TRIES && is_gone(&error) => {}
                opened => return opened,
            }
        }
    }

    fn open_once(folder: &Path) -> Result<Self> {
        let manifest = Manifest::read(folder)?;
        Self::of_manifest(folder, manifest)
    }

    pub(super) fn of_manifest(folder: &Path, manifest: Manifest) -> Result<Self> {
        let open = |listed: ListedSegment| {
            let path = Manifest::segment_path(folder, &listed.file);
            let segment = Segment::open(&path)?;
            match segment.len() == listed.texts as usize {
                true => Ok((listed, segment)),
                false => Err(LibraryError::damaged(
                    &path,
                    "it has another number of texts",
                )),
            }
        };
        Ok(Self {
            folder: folder.to_owned(),
            segments: manifest
                .segments
                .into_iter()
                .map(open)
                .collect::<Result<_>>()?,
        })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.segments.iter().map(|(listed, _)| listed.live()).sum()
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of segments.
    pub fn segments(&self) -> usize {
        self.segments.len()
    }

    /// Bytes on disk.
    pub fn bytes(&self) -> u64 {
        self.segments.iter().map(|(listed, _)| listed.bytes).sum()
    }

    /// Texts that are removed and still take room, until the next merge.
    pub fn removed(&self) -> usize {
        let removed = self.segments.iter().map(|(listed, _)| listed.removed.len());
        removed.sum()
    }

    /// All texts, in the order of the segments.
    pub fn texts(&self) -> impl Iterator<Item = TextRef> + '_ {
        let segments = self.segments.iter().enumerate();
        segments.flat_map(|(segment, (listed, _))| {
            let live = (0..listed.texts).filter(|text| listed.has(*text as usize));
            live.map(move |text| TextRef {
                segment: segment as u32,
                text,
            })
        })
    }

    /// The text of an id.
    ///
    /// # Errors
    /// When the library is damaged.
    pub fn find(&self, id: &str) -> Result<Option<TextRef>> {
        let whole = (StoredText::name_hash(id), 1);
        let numbered = StoredText::numbered(id);
        let numbered = numbered.map(|(name, number)| (StoredText::name_hash(name), number));
        for text in self.texts() {
            let key = self.segments[text.segment as usize]
                .1
                .row(text.text as usize)?
                .key;
            let key = (key.name, key.number);
            if key == whole || Some(key) == numbered {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// Reads texts, one after another.
    pub fn reader(&self) -> LibraryReader<'_> {
        LibraryReader {
            library: self,
            blocks: self
                .segments
                .iter()
                .map(|_| UnpackedBlock::default())
                .collect(),
        }
    }

    /// The texts that have a window: O(segments).
    #[must_use]
    pub fn places(&self, hash: u64) -> WindowPlaces {
        let mut all = WindowPlaces::default();
        for (number, (listed, segment)) in self.segments.iter().enumerate() {
            let Some(found) = segment.places(hash) else {
                continue;
            };
            all.texts += found.texts;
            let texts = found.units.iter().filter_map(|unit| segment.text_at(*unit));
            let live = texts.filter(|(text, _)| listed.has(*text));
            all.places.extend(live.map(|(text, unit)| {
                let text = TextRef {
                    segment: number as u32,
                    text: text as u32,
                };
                (text, unit)
            }));
        }
        all
    }

    /// In how many texts two characters stand in a row, about: in each segment, fewer than four count as none.
    #[must_use]
    pub fn texts_with_pair(&self, first: Unit, second: Unit) -> u32 {
        self.texts_with(pair_hash(first, second))
    }

    /// In how many texts a person is named, about: in each segment, fewer than four count as none.
    #[must_use]
    pub fn texts_with_person(&self, name: &str) -> u32 {
        self.texts_with(name_hash(name))
    }

    fn texts_with(&self, term: u32) -> u32 {
        let counts = self
            .segments
            .iter()
            .map(|(_, segment)| segment.term_count(term));
        counts.sum()
    }

    /// Lets go of the parts of the files that were read so far; what is asked for is read again. Who asks thousands of
    /// questions calls it now and then, so that the memory of the process does not grow to the size of the library.
    pub fn release(&self) {
        self.segments
            .iter()
            .for_each(|(_, segment)| segment.release());
    }

    /// Holds every byte against its checksum.
    ///
    /// # Errors
    /// At the first file that is not as it was written.
    pub fn verify(&self) -> Result<()> {
        self.segments
            .iter()
            .try_for_each(|(_, segment)| segment.verify())
    }

    pub(super) fn listed(&self) -> impl Iterator<Item = (&ListedSegment, &Segment)> {
        self.segments
            .iter()
            .map(|(listed, segment)| (listed, segment))
    }
}

impl TextRef {
    /// The number of its segment, and its own in it.
    pub(super) fn place(self) -> (usize, usize) {
        (self.segment as usize, self.text as usize)
    }
}

fn is_gone(error: &LibraryError) -> bool {
    matches!(error, LibraryError::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
}

/// Reads texts of a library; those of one block unpack it once.
#[derive(Debug)]
pub struct LibraryReader<'l> {
    library: &'l Library,
    blocks: Vec<UnpackedBlock>,
}

impl LibraryReader<'_> {
    /// A text.
    ///
    /// # Errors
    /// When the library is damaged.
    pub fn text(&mut self, text: TextRef) -> Result<StoredText> {
        let (segment, index) = text.place();
        let (_, of) = &self.library.segments[segment];
        of.text(index, &mut self.blocks[segment])
    }
}
