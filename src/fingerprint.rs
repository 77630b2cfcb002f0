//! Fingerprints: hashes by which a later run tells whether bytes are still the same.
//!
//! They are rapidhash (version 3) with a fixed seed, so they are the same on every machine and in every run. They are not
//! cryptographic: they guard against files that changed, not against files that were made to collide.

#[cfg(feature = "read")]
use std::fs::File;
#[cfg(feature = "read")]
use std::io::{self, Read};
#[cfg(feature = "read")]
use std::path::Path;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

/// Bytes of a file that are in memory at a time.
#[cfg(feature = "read")]
const PIECE: usize = 1 << 16;

/// The fingerprint of bytes in memory. O(n), some GB a second.
pub(crate) fn of_bytes(bytes: &[u8]) -> u64 {
    const SECRETS: RapidSecrets = RapidSecrets::seed(0);
    rapidhash_v3_seeded(bytes, &SECRETS)
}

/// As [`of_bytes`]; other seeds give other fingerprints.
#[cfg(feature = "cli")]
pub(crate) fn of_bytes_seeded(bytes: &[u8], seed: u64) -> u64 {
    rapidhash_v3_seeded(bytes, &RapidSecrets::seed(seed))
}

/// The fingerprint of a file's bytes, read piece by piece. It is not that of [`of_bytes`] over the same bytes. O(n) time,
/// constant memory.
///
/// # Errors
/// When the file cannot be read, or is no regular file: what was read from a pipe or a device cannot be read again.
#[cfg(feature = "read")]
pub(crate) fn of_file(path: &Path) -> io::Result<u64> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    let mut piece = Vec::new();
    let mut fingerprint = 0;
    loop {
        piece.clear();
        // Whole pieces but for the last, so that where they end depends on nothing but the file.
        file.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(fingerprint);
        }
        let both = [fingerprint, of_bytes(&piece)].map(u64::to_le_bytes);
        fingerprint = of_bytes(both.as_flattened());
    }
}

#[cfg(all(test, feature = "read"))]
mod tests {
    use super::*;

    #[test]
    fn files_that_differ_anywhere_have_different_fingerprints() {
        let folder = tempfile::tempdir().unwrap();
        let fingerprint = |bytes: &[u8]| {
            let path = folder.path().join("a");
            std::fs::write(&path, bytes).unwrap();
            of_file(&path).unwrap()
        };
        let long = vec![7; PIECE + 100];
        let mut other = long.clone();
        other[PIECE + 50] = 8;
        assert_eq!(fingerprint(&long), fingerprint(&long));
        assert_ne!(fingerprint(&long), fingerprint(&other));
        assert_ne!(fingerprint(&long), fingerprint(&long[..PIECE]));
        assert_ne!(fingerprint(b""), fingerprint(b"\0"));
    }

    #[test]
    fn a_folder_has_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(of_file(folder.path()).is_err());
    }
}
