//! Fingerprints: hashes by which a later run tells whether bytes are still the same.
//!
//! They are rapidhash (version 3) with a fixed seed, so they are the same on every machine and in every run. They are not
//! cryptographic: they guard against files that changed, not against files that were made to collide.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

/// Bytes of a file that are in memory at a time.
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
pub(crate) fn of_file(path: &Path) -> io::Result<u64> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    let mut piece = vec![0; PIECE];
    let mut fingerprint = 0;
    loop {
        let length = fill(&mut file, &mut piece)?;
        if length == 0 {
            return Ok(fingerprint);
        }
        let both = [fingerprint, of_bytes(&piece[..length])].map(u64::to_le_bytes);
        fingerprint = of_bytes(both.as_flattened());
    }
}

/// Reads until the buffer is full or the file ends, so that where pieces end depends on nothing but the file.
fn fill(file: &mut File, piece: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < piece.len() {
        match file.read(&mut piece[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

#[cfg(test)]
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
