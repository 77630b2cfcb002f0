//! Reading inputs: what `compare` and `templates` have in common.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::exit::Failure;
use crate::read::{Fault, MetadataTable, Reader, Reading};

/// Bad inputs that are listed at most; the rest is counted.
const LISTED: usize = 100;

/// Reads the metadata file, if there is one.
pub(super) fn metadata_table(path: Option<&Path>) -> Result<Option<MetadataTable>, Failure> {
    path.map(|path| MetadataTable::read(path).map_err(Failure::input))
        .transpose()
}

/// Reads the texts below `paths`, with what the metadata file says of them.
pub(super) fn read_texts(
    reader: &Reader<'_>,
    paths: &[PathBuf],
    metadata: Option<&MetadataTable>,
) -> Result<Reading, Failure> {
    let mut reading = reader.read(paths).map_err(Failure::input)?;
    if let Some(table) = metadata {
        let faults = table.apply(&mut reading.corpus);
        reading.faults.extend(faults);
    }
    Ok(reading)
}

/// The faults that say that some input could not be used as it should be.
pub(super) fn bad_inputs(faults: &[Fault]) -> Vec<&Fault> {
    faults.iter().filter(|f| f.problem.is_bad()).collect()
}

/// Warns of bad inputs on stderr.
pub(super) fn warn(bad: &[&Fault]) {
    let mut stderr = anstream::stderr();
    for fault in bad.iter().take(LISTED) {
        let _ = writeln!(stderr, "leitong: warning: {fault}");
    }
    if bad.len() > LISTED {
        let _ = writeln!(
            stderr,
            "leitong: warning: … and {} more",
            bad.len() - LISTED
        );
    }
}

/// The error with which bad inputs end a run that is `--strict`.
pub(super) fn strict_error(bad: &[&Fault]) -> anyhow::Error {
    let mut message = format!(
        "with --strict, bad input ends the run before it begins ({})",
        bad.len()
    );
    for fault in bad.iter().take(LISTED) {
        message.push_str(&format!("\n  {fault}"));
    }
    if bad.len() > LISTED {
        message.push_str(&format!("\n  … and {} more", bad.len() - LISTED));
    }
    anyhow!(message)
}
