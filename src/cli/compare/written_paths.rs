//! Paths among the options that are no UTF-8, as of a folder with a name in GBK: they can be opened, and not written into TOML.

use std::path::{Path, PathBuf};

use super::options::CompareOptions;

impl CompareOptions {
    /// The same with paths that everybody can write down: bytes that are no UTF-8 as `\xB1`, and a backslash twice in a path
    /// with such bytes. For comparing options, not for opening files.
    pub(super) fn with_written_paths(mut self) -> Self {
        let lists = [&mut self.paths, &mut self.against, &mut self.reference];
        let single = [&mut self.out, &mut self.metadata, &mut self.user_dict];
        let all = lists
            .into_iter()
            .flatten()
            .chain(single.into_iter().flatten());
        for path in all {
            if path.to_str().is_none() {
                *path = written(path).into();
            }
        }
        self
    }

    /// The first path that is no UTF-8.
    pub(super) fn unwritable_path(&self) -> Option<&Path> {
        let lists = [&self.paths, &self.against, &self.reference];
        let single = [&self.out, &self.metadata, &self.user_dict];
        let mut all = lists
            .into_iter()
            .flatten()
            .chain(single.into_iter().flatten());
        all.find(|path| path.to_str().is_none())
            .map(PathBuf::as_path)
    }

    /// The files whose content belongs to the options, by the names of these.
    pub(super) fn files(&self) -> [(&'static str, Option<&Path>); 2] {
        [
            ("metadata", self.metadata.as_deref()),
            ("user-dict", self.user_dict.as_deref()),
        ]
    }
}

/// A path with its bytes that are no UTF-8 written as `\xB1`.
fn written(path: &Path) -> String {
    let mut written = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        written.push_str(&chunk.valid().replace('\\', "\\\\"));
        for byte in chunk.invalid() {
            written.push_str(&format!("\\x{byte:02X}"));
        }
    }
    written
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn bytes_that_are_no_utf8_are_told_apart() {
        let path = |bytes: &[u8]| PathBuf::from(OsStr::from_bytes(bytes));
        let options = CompareOptions {
            paths: vec![path(b"in/\xB1\xA8"), path("报告".as_bytes())],
            ..CompareOptions::default()
        };
        assert_eq!(
            options.unwritable_path(),
            Some(path(b"in/\xB1\xA8").as_path())
        );
        let written = options.with_written_paths();
        assert_eq!(
            written.paths,
            [path(br"in/\xB1\xA8"), path("报告".as_bytes())]
        );
        assert_eq!(written.unwritable_path(), None);
    }
}
