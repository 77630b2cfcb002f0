//! Texts as they come out of files, before they have names.

use std::path::PathBuf;

use super::form::Form;
use super::names::NamePath;
use super::{Extracted, Fault};

/// A text, before it has a name.
pub(super) struct FoundText {
    pub name_path: NamePath,
    pub path: PathBuf,
    pub content: Extracted,
}

/// What a file gave.
#[derive(Default)]
pub(super) struct Yield {
    pub found: Vec<FoundText>,
    pub faults: Vec<Fault>,
}

/// Where something lies that is to be read: a file, or an entry of an archive.
#[derive(Clone)]
pub(super) struct TextLocation {
    pub path: PathBuf,
    pub name_path: NamePath,
    /// What its name says of its form.
    pub promised: Form,
    /// Archives around it.
    pub depth: usize,
}
