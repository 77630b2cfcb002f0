//! The zip container under archives and Word documents: opened within limits, its errors in our words.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::inflate;
use super::problem::Problem;

/// Most entries of an archive. Their names alone take some 300 bytes each.
const MAX_ENTRIES: usize = 200_000;

/// Most bytes read to find out what an archive holds: the list of [`MAX_ENTRIES`] with long names.
const MAX_DIRECTORY: u64 = 64 << 20;

/// A source that ends with an error after a number of bytes: the list of an archive's entries is kept in memory
/// while it is opened, whatever its length.
pub(super) struct Metered<R> {
    inner: R,
    left: Arc<AtomicU64>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed);
        if read as u64 > left {
            return Err(io::Error::other("its list of entries is too long"));
        }
        self.left.store(left - read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Opens a zip; `form` is what it is called if it is damaged.
pub(super) fn open_zip<R: Read + Seek>(
    source: R,
    form: &'static str,
) -> Result<ZipArchive<Metered<R>>, Problem> {
    let left = Arc::new(AtomicU64::new(MAX_DIRECTORY));
    let inner = Metered {
        inner: source,
        left: Arc::clone(&left),
    };
    let archive = ZipArchive::new(inner).map_err(|error| zip_problem(&error, form))?;
    left.store(u64::MAX, Ordering::Relaxed);
    if archive.len() > MAX_ENTRIES {
        return Err(Problem::TooManyEntries { limit: MAX_ENTRIES });
    }
    Ok(archive)
}

/// Bytes of the record at the end of a zip, and the longest comment behind it.
const END_RECORD: usize = 22;
const LONGEST_COMMENT: u64 = 0xFFFF;

/// How many entries a zip says that it has, in the record at its end (APPNOTE.TXT, 4.3.16); none where there are more than
/// the record has room for.
pub(super) fn listed_entries<R: Read + Seek>(source: &mut R) -> Option<u64> {
    let size = source.seek(SeekFrom::End(0)).ok()?;
    let from = size.saturating_sub(LONGEST_COMMENT + END_RECORD as u64);
    source.seek(SeekFrom::Start(from)).ok()?;
    let mut tail = Vec::new();
    let read = source.by_ref().take(size - from).read_to_end(&mut tail);
    source.rewind().ok()?;
    read.ok()?;
    let at = tail
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")?;
    let record = tail.get(at..at + END_RECORD)?;
    let count = u16::from_le_bytes([record[10], record[11]]);
    (count < u16::MAX).then_some(u64::from(count))
}

/// What an error of the zip library means.
pub(super) fn zip_problem(error: &ZipError, form: &'static str) -> Problem {
    match error {
        ZipError::Io(error) => inflate::problem(error, form),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::Encrypted,
        ZipError::CompressionMethodNotSupported(_) => Problem::Packing,
        // A file that was cut short has lost the list at its end.
        ZipError::InvalidArchive(what) if what.contains("EOCD") => Problem::Damaged {
            form,
            reason: "its end is missing".to_owned(),
        },
        ZipError::InvalidArchive(what) => Problem::Damaged {
            form,
            reason: what.to_string(),
        },
        error => Problem::Damaged {
            form,
            reason: error.to_string(),
        },
    }
}
