//! Libraries among the paths of `compare`: their texts are taken as they are kept, without reading the files again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::exit::Failure;
use crate::cli::library::failure;
use crate::document::Document;
use crate::library::Library;
use crate::read::{Reader, Reading};

/// Whether one of the paths is a library.
pub(super) fn any<'p>(mut paths: impl Iterator<Item = &'p PathBuf>) -> bool {
    paths.any(|path| Library::is_here(path))
}

/// The texts below `paths`, and those that they are compared against, libraries and files alike. `reader` reads the files of both;
/// `with_reference` those of the first side.
pub(super) fn read(
    reader: &Reader<'_>,
    with_reference: &Reader<'_>,
    paths: &[PathBuf],
    against: &[PathBuf],
) -> Result<Reading, Failure> {
    let mut first = side(with_reference, paths)?;
    if against.is_empty() {
        return Ok(first);
    }
    let mut others = side(reader, against)?;
    // A name stands for one text, on whichever side.
    let taken: BTreeSet<String> = first
        .corpus
        .documents
        .iter()
        .map(|d| d.name.clone())
        .collect();
    for document in &mut others.corpus.documents {
        while taken.contains(&document.name) {
            document.name.push_str(" (library)");
        }
    }
    first.corpus = std::mem::take(&mut first.corpus).against(others.corpus);
    first.faults.extend(others.faults);
    Ok(first)
}

fn side(reader: &Reader<'_>, paths: &[PathBuf]) -> Result<Reading, Failure> {
    let (libraries, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| Library::is_here(path));
    let mut reading = match files.as_slice() {
        [] => Reading::default(),
        files => reader.read(files).map_err(Failure::input)?,
    };
    let mut names: BTreeSet<String> = reading
        .corpus
        .documents
        .iter()
        .map(|d| d.name.clone())
        .collect();
    for library in libraries {
        for mut document in texts(library)? {
            while !names.insert(document.name.clone()) {
                document.name.push_str(" (library)");
            }
            reading.corpus.documents.push(document);
        }
    }
    if reading.corpus.documents.is_empty() {
        let error =
            anyhow::anyhow!("the library has no texts: add some with `leitong library add`");
        return Err(Failure::input(error));
    }
    Ok(reading)
}

/// The texts of a library, in order of their names.
fn texts(folder: &Path) -> Result<Vec<Document>, Failure> {
    let library = Library::open(folder).map_err(failure)?;
    let mut reader = library.reader();
    let stored = library
        .texts()
        .map(|text| reader.text(text).map(|stored| stored.document()));
    let mut texts = stored
        .collect::<crate::library::Result<Vec<Document>>>()
        .map_err(failure)?;
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(texts)
}
