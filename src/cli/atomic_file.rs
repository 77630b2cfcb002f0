//! Files that appear whole or not at all: written under another name beside their place, then renamed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use anyhow::anyhow;

use super::exit::Failure;

/// Refuses to write to `path` if it is one of the files that were or will be read: they are other people's texts, and
/// nobody has them twice.
pub(super) fn refuse_input<'p>(
    path: &Path,
    mut inputs: impl Iterator<Item = &'p Path>,
) -> Result<(), Failure> {
    let Ok(place) = fs::canonicalize(path) else {
        return Ok(());
    };
    let same = |input: &&Path| fs::canonicalize(input).is_ok_and(|input| input == place);
    match inputs.find(same) {
        None => Ok(()),
        Some(_) => Err(Failure::output(anyhow!(
            "{} is one of the texts that are read: choose another file for the output",
            path.display()
        ))),
    }
}

/// Writes `text` to `path`, by [`replace`]. A pipe or a terminal cannot be replaced and is written to as it is.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    write_bytes(path, text.as_bytes())
}

/// As [`write`], of bytes.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let plain = fs::metadata(path).map_or(true, |found| found.is_file());
    let Some(name) = path.file_name().filter(|_| plain) else {
        return fs::write(path, bytes);
    };
    let mut part = OsString::from(".");
    part.push(name);
    part.push(".leitong-part");
    replace(path, &path.with_file_name(part), |file| {
        file.write_all(bytes)
    })
}

/// Lets `write` fill the file `part`, which lies in the folder of `path`, and renames it to `path`. An earlier file at
/// `path` stands until then. On failure `part` is removed: on a full disk the rest of the output needs the room.
pub(super) fn replace(
    path: &Path,
    part: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let written = File::create(part)
        .and_then(|mut file| write(&mut file))
        .and_then(|()| fs::rename(part, path));
    if written.is_err() {
        // It may never have come into being; the first error is the one to tell.
        let _ = fs::remove_file(part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_not_written_over_by_whatever_path() {
        let dir = tempfile::tempdir().expect("a folder");
        let (text, other) = (dir.path().join("a.txt"), dir.path().join("b.html"));
        fs::write(&text, "a").expect("a plain file");
        let inputs = [text.as_path()];
        let round = dir.path().join(".").join("a.txt");
        assert!(refuse_input(&round, inputs.into_iter()).is_err());
        assert!(refuse_input(&other, inputs.into_iter()).is_ok());
    }

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
