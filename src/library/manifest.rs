//! The manifest: which segments make up the library, and which of their texts are gone. Whoever replaces it changes the library,
//! in one step of the file system.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{LibraryError, Result};
use super::segment::{FORMAT, WrittenSegment};
use crate::fingerprint::of_bytes;

/// Its name in the folder of the library.
pub(super) const MANIFEST: &str = "library.json";
/// The folder of the segments.
pub(super) const SEGMENTS: &str = "segments";

/// What the manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) segments: Vec<ListedSegment>,
}

/// A segment of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ListedSegment {
    pub(super) file: String,
    pub(super) texts: u32,
    pub(super) bytes: u64,
    /// Its texts that are removed or replaced (tombstones), in order; they go with the next merge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) removed: Vec<u32>,
}

impl From<WrittenSegment> for ListedSegment {
    fn from(written: WrittenSegment) -> Self {
        Self {
            file: written.file,
            texts: written.texts,
            bytes: written.bytes,
            removed: Vec::new(),
        }
    }
}

impl ListedSegment {
    /// Texts that are still there.
    pub(super) fn live(&self) -> usize {
        (self.texts as usize).saturating_sub(self.removed.len())
    }

    pub(super) fn has(&self, text: usize) -> bool {
        self.removed.binary_search(&(text as u32)).is_err()
    }

    pub(super) fn remove(&mut self, text: usize) {
        if let Err(place) = self.removed.binary_search(&(text as u32)) {
            self.removed.insert(place, text as u32);
        }
    }
}

impl Manifest {
    pub(super) fn empty() -> Self {
        Self {
            format: FORMAT,
            segments: Vec::new(),
        }
    }

    /// Reads the manifest of a library.
    pub(super) fn read(library: &Path) -> Result<Self> {
        let path = library.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if is_absent(&error) => {
                return Err(LibraryError::Missing(library.to_owned()));
            }
            Err(error) => return Err(LibraryError::io(&path, "read")(error)),
        };
        Self::parse(&bytes, &path)
    }

    /// Two lines: the JSON, and its checksum.
    fn parse(bytes: &[u8], path: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let damaged = |what| LibraryError::damaged(path, what);
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let json = lines.next().unwrap_or_default();
        // A newer format may look otherwise from here on.
        let format: Format =
            serde_json::from_slice(json).map_err(|_| damaged("it is no manifest"))?;
        if format.format > FORMAT {
            return Err(LibraryError::Newer {
                file: path.to_owned(),
                found: format.format,
                known: FORMAT,
            });
        }
        let checksum = format!("{:016x}\n", of_bytes(json));
        if lines.next() != Some(checksum.as_bytes()) || lines.next().is_some() {
            return Err(damaged("its checksum differs"));
        }
        let manifest: Self =
            serde_json::from_slice(json).map_err(|_| damaged("it is no manifest"))?;
        let plain = |segment: &ListedSegment| {
            let name = segment.file.strip_suffix(".segment");
            name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        match manifest.segments.iter().all(plain) {
            true => Ok(manifest),
            false => Err(damaged("it names a file that is no segment")),
        }
    }

    /// Replaces the manifest of a library: before or after, never between.
    pub(super) fn replace(&self, library: &Path) -> Result<()> {
        let path = library.join(MANIFEST);
        let part = library.join(".library.json.part");
        let mut bytes = serde_json::to_vec(self)
            .map_err(|error| LibraryError::io(&path, "write")(std::io::Error::other(error)))?;
        bytes.push(b'\n');
        let checksum = of_bytes(&bytes);
        bytes.extend(format!("{checksum:016x}\n").bytes());
        let written = File::create(&part).and_then(|mut file| {
            file.write_all(&bytes)?;
            file.sync_all()
        });
        // The segments have to be on disk under their names before anything names them.
        let synced = written.and_then(|()| sync_folder(&library.join(SEGMENTS)));
        let replaced = synced.and_then(|()| fs::rename(&part, &path));
        let replaced = replaced.and_then(|()| sync_folder(library));
        if replaced.is_err() {
            let _ = fs::remove_file(&part);
        }
        replaced.map_err(LibraryError::io(&path, "write"))
    }

    /// The file of a segment.
    pub(super) fn segment_path(library: &Path, file: &str) -> PathBuf {
        library.join(SEGMENTS).join(file)
    }
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// Makes sure that the names in a folder are on disk. Only Unix lets a folder be opened as a file.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}
