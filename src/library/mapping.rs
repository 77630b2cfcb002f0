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

    /// Lets go of the pages that were read. They are read again when they are asked for. The system maps 16 pages for each that is
    /// asked for, and 2,500 look-ups would otherwise hold a large part of the file.
    pub(super) fn release(&self) {
        #[cfg(unix)]
        {
            // SAFETY: the mapping is shared and read-only, so its pages are those of the file, before and after.
            #[expect(unsafe_code)]
            let released = unsafe { self.0.unchecked_advise(memmap2::UncheckedAdvice::DontNeed) };
            // Advice that is not taken costs memory and nothing else.
            drop(released);
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
