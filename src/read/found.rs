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

/// What a file gave.
#[derive(Default)]
pub(super) struct Yield {
    pub(super) found: Vec<FoundText>,
    pub(super) faults: Vec<Fault>,
}

/// Where something lies that is to be read: a file, or an entry of an archive.
#[derive(Clone)]
pub(super) struct TextLocation {
    pub(super) path: PathBuf,
    pub(super) name_path: NamePath,
    /// What its name says of its form.
    pub(super) promised: Form,
    /// Archives around it.
    pub(super) depth: usize,
}
