//! From a file of any form to the texts in it.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::PathBuf;

use super::encoding::decode;
use super::find::Source;
use super::form::{self, Content, Form};
use super::names::Origin;
#[cfg(feature = "pdf")]
use super::pdf;
use super::{Extracted, Fault, Foreign, Problem, ReadOptions, archive, html, jsonl};

/// A text, before it has a name.
pub(super) struct Found {
    pub origin: Origin,
    pub path: PathBuf,
    pub content: Extracted,
}

/// What a file gave.
#[derive(Default)]
pub(super) struct Yield {
    pub found: Vec<Found>,
    pub faults: Vec<Fault>,
}

/// Where something lies that is to be read: a file, or an entry of an archive.
#[derive(Clone)]
pub(super) struct Place {
    pub path: PathBuf,
    pub origin: Origin,
    /// What its name says of its form.
    pub promised: Form,
    /// Archives around it.
    pub depth: usize,
}

/// Reads all texts of a file.
pub(super) fn open(source: &Source, options: &ReadOptions) -> Yield {
    let place = Place {
        path: source.path.clone(),
        origin: Origin::file(&source.absolute),
        promised: source.promised,
        depth: 0,
    };
    let mut yielded = Yield::default();
    let read = File::open(&source.path)
        .map_err(Problem::from)
        .and_then(|mut file| {
            if file.metadata()?.is_file() {
                read(BufReader::new(file), &place, options, &mut yielded)
            } else {
                // A pipe cannot be gone back in.
                let bytes = whole(&mut file, options.max_bytes)?;
                read(Cursor::new(bytes), &place, options, &mut yielded)
            }
        });
    if let Err(problem) = read {
        yielded.faults.push(Fault::of(place.path, problem));
    }
    yielded
}

/// Reads what `source` holds.
///
/// # Errors
/// When nothing can be made of it as a whole. What is wrong with a part of it is in [`Yield::faults`].
pub(super) fn read<R: Read + Seek>(
    mut source: R,
    place: &Place,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let mut head = Vec::new();
    source
        .by_ref()
        .take(form::HEAD as u64)
        .read_to_end(&mut head)?;
    source.rewind()?;
    let form = match form::by_content(&head) {
        Content::Is(form) => form,
        Content::Unmarked => place.promised,
        Content::Zip => match archive::open(&mut source, place.promised)? {
            (archive, Form::Archive) => {
                return archive::read(archive, place, options, yielded);
            }
            (_, form) => {
                source.rewind()?;
                form
            }
        },
        Content::Compound => {
            let bytes = whole(&mut source, options.max_bytes)?;
            let format = form::compound(&bytes, place.promised);
            return Err(Problem::ForeignFormat { format });
        }
    };
    if form == Form::Records {
        return records(source, place, options, yielded);
    }
    let bytes = whole(&mut source, options.max_bytes)?;
    let content = extract(bytes, form, options)?;
    if content.text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    yielded.found.push(Found {
        origin: place.origin.clone(),
        path: place.path.clone(),
        content,
    });
    Ok(())
}

/// The one text of a file that holds one: where a reader for another form is put in.
fn extract(bytes: Vec<u8>, form: Form, options: &ReadOptions) -> Result<Extracted, Problem> {
    let foreign = |format| Err(Problem::ForeignFormat { format });
    match form {
        Form::Html => html::extract(&bytes, options.encoding),
        #[cfg(feature = "pdf")]
        Form::Pdf if form::is_pdf(&bytes) => pdf::extract(bytes),
        #[cfg(not(feature = "pdf"))]
        Form::Pdf if form::is_pdf(&bytes) => foreign(Foreign::Pdf),
        Form::Docx if bytes.starts_with(b"PK") => foreign(Foreign::OldWord),
        Form::Foreign(format) if !format.may_hold_text() => foreign(format),
        _ => decode(bytes, options.encoding)
            .map(Extracted::plain)
            .map_err(|problem| not_as_named(problem, form)),
    }
}

/// A file whose content is not what its name says may be a text all the same; if it is none, its name says more
/// than its bytes.
fn not_as_named(problem: Problem, promised: Form) -> Problem {
    let promised = match (problem, promised) {
        (Problem::Binary | Problem::Undecodable { .. }, Form::Foreign(format)) => {
            return Problem::ForeignFormat { format };
        }
        (Problem::Binary | Problem::Undecodable { .. }, Form::Docx) => "Word document",
        (Problem::Binary | Problem::Undecodable { .. }, Form::Pdf) => "PDF file",
        (Problem::Binary | Problem::Undecodable { .. }, Form::Archive) => "zip archive",
        (problem, _) => return problem,
    };
    Problem::NotAsNamed { promised }
}

/// Reads to the end, or says that it is too much.
pub(super) fn whole(source: &mut impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLarge { limit });
    }
    Ok(bytes)
}

fn records(
    source: impl Read,
    place: &Place,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let lines = jsonl::read(source, options.encoding, options.max_bytes)?;
    if lines.is_empty() {
        return Err(Problem::Empty);
    }
    for line in lines {
        match line.record {
            Ok(record) => yielded.found.push(Found {
                origin: place.origin.record(&record.id, line.number),
                path: place.path.clone(),
                content: Extracted {
                    metadata: record.metadata,
                    ..Extracted::plain(record.text)
                },
            }),
            Err(problem) => yielded.faults.push(Fault {
                path: place.path.clone(),
                line: Some(line.number),
                problem,
            }),
        }
    }
    Ok(())
}
