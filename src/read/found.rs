//! Texts as they come out of files, before they have names.

use std::path::PathBuf;

use super::extracted::Extracted;
use super::fault::Fault;
use super::form::Form;
use super::names::NamePath;

/// A text, before it has a name.
pub(super) struct FoundText {
    pub(super) name_path: NamePath,
    pub(super) path: PathBuf,
    pub(super) content: Extracted,
}

/// The texts of a file, and the faults of its parts.
#[derive(Default)]
pub(super) struct Yield {
    pub(super) found: Vec<FoundText>,
    pub(super) faults: Vec<Fault>,
}

/// The place of a text that is to be read: a file, or an entry of an archive.
#[derive(Clone)]
pub(super) struct TextLocation {
    pub(super) path: PathBuf,
    pub(super) name_path: NamePath,
    /// What its name says of its form.
    pub(super) promised: Form,
    /// Archives around it.
    pub(super) depth: usize,
}
