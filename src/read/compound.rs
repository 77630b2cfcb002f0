//! Compound files (OLE2, MS-CFB): the container of Word and Excel 97 to 2003, and the streams in it.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::problem::Problem;

/// Opens a compound file, and gives the streams of these names that are there; `form` is what it is called if it is damaged.
/// A panic of the library counts as damage.
///
/// # Errors
/// [`Problem::Damaged`] when the container is broken.
pub(super) fn streams<const N: usize>(
    bytes: &[u8],
    names: [&str; N],
    form: &'static str,
) -> Result<[Option<Vec<u8>>; N], Problem> {
    let broken = || Problem::Damaged {
        form,
        reason: "its container is broken".to_owned(),
    };
    catch_unwind(AssertUnwindSafe(|| found(bytes, names, &broken)))
        .unwrap_or_else(|_| Err(broken()))
}

fn found<const N: usize>(
    bytes: &[u8],
    names: [&str; N],
    broken: &dyn Fn() -> Problem,
) -> Result<[Option<Vec<u8>>; N], Problem> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut found = [const { None }; N];
    for (name, found) in names.iter().zip(&mut found) {
        let path = format!("/{name}");
        if !file.is_stream(&path) {
            continue;
        }
        // A stream says how long it is, and cannot be longer than its file.
        let stream = file.open_stream(&path).map_err(|_| broken())?;
        let mut read = Vec::new();
        let whole = stream.take(bytes.len() as u64).read_to_end(&mut read);
        // A file that was cut off has the beginning of its streams.
        if whole.is_err() && read.is_empty() {
            return Err(broken());
        }
        *found = Some(read);
    }
    Ok(found)
}
