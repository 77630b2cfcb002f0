//! Limits and hints for reading.

use std::path::PathBuf;

use super::encoding::TextEncoding;

/// Limits and hints for reading.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The encoding of all files; without it, it is detected file by file.
    pub encoding: Option<TextEncoding>,
    /// Folders that are not entered: the one that the output goes to.
    pub exclude: Vec<PathBuf>,
    /// Largest text in bytes. Default 32 MiB: some 11 million characters, hundreds of times a work report.
    pub max_bytes: u64,
    /// Largest file of a form that holds more than its text, pictures for instance, largest table, and largest file
    /// inside an archive. Default 256 MiB.
    pub max_file: u64,
    /// Most bytes that an archive may unpack to. Default 2 GiB.
    pub max_unpacked: u64,
    /// Most bytes of all texts together. Default 16 GiB: a million texts of 5,000 characters.
    pub max_total: u64,
    /// The column of a table that holds the text; without it, the usual names are looked for.
    pub text_column: Option<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            encoding: None,
            exclude: Vec::new(),
            max_bytes: 32 << 20,
            max_file: 256 << 20,
            max_unpacked: 2 << 30,
            max_total: 16 << 30,
            text_column: None,
        }
    }
}
