//! Files that appear whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

/// Writes beside the file and puts it in place at the end; what stood there before stands until then. What is no plain
/// file (a pipe, a terminal) is written to as it is.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let plain = fs::metadata(path).map_or(true, |found| found.is_file());
    let Some(name) = path.file_name().filter(|_| plain) else {
        return fs::write(path, text);
    };
    let mut part = OsString::from(".");
    part.push(name);
    part.push(".leitong-part");
    let part = path.with_file_name(part);
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // It may never have come into being; the first error is the one to tell.
        let _ = fs::remove_file(&part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_a_failure_leaves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("templates.json");
        for text in ["one", "two"] {
            write(&file, text).expect("a plain file");
            assert_eq!(fs::read_to_string(&file).expect("it is there"), text);
        }
        assert!(write(dir.path(), "a folder is in the way").is_err());
        assert!(write(&dir.path().join("none/file"), "no folder").is_err());
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }
}
