//! Files mapped into memory: the one place of the crate where the compiler has to be told that something is sound.

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// The bytes of a file, read by the system as they are asked for.
#[derive(Debug)]
pub(super) struct MappedFile(Mmap);

impl MappedFile {
    /// # Errors
    /// When the file cannot be opened or mapped.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: segments are written under another name, renamed, and never changed afterwards; a writer that has no use
        // for one removes it, and the mapping keeps its bytes. Whoever changes the file in place by other means breaks this,
        // as with every mapped file; bytes are only ever read as bytes, and every offset in them is checked.
        #[expect(unsafe_code)]
        let map = unsafe { Mmap::map(&file)? };
        Ok(Self(map))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
