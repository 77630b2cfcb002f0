//! Zip archives: what is in them, and their entries.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::form::{self, Form};
use super::open::{Place, Yield};
use super::{Problem, ReadOptions};

/// Opens a zip and tells its form by its entries.
pub(super) fn open<R: Read + Seek>(
    source: R,
    promised: Form,
) -> Result<(ZipArchive<R>, Form), Problem> {
    let archive = ZipArchive::new(source).map_err(|error| damaged(error, promised))?;
    let form = form::zipped(archive.file_names_raw());
    Ok((archive, form))
}

fn damaged(error: ZipError, promised: Form) -> Problem {
    let form = match promised {
        Form::Docx => "Word document",
        _ => "zip archive",
    };
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => error.into(),
        error => Problem::Damaged {
            form,
            reason: error.to_string(),
        },
    }
}

pub(super) fn read<R: Read + Seek>(
    _archive: ZipArchive<R>,
    _place: &Place,
    _options: &ReadOptions,
    _yielded: &mut Yield,
) -> Result<(), Problem> {
    Err(Problem::ForeignFormat {
        format: super::Foreign::Packed,
    })
}
