//! The options of reading.

use std::path::PathBuf;

use super::encoding::TextEncoding;

/// The options of reading files. All limits are in bytes.
///
/// ```
/// use leitong::read::ReadOptions;
///
/// let options = ReadOptions::default()
///     .with_encoding("gb18030".parse().ok())
///     .with_max_bytes(1 << 20);
/// assert_eq!(options.max_bytes, 1_048_576);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The encoding of all files. Without it, each file's own encoding is detected.
    pub encoding: Option<TextEncoding>,
    /// Folders that are not entered, such as the one that the output goes to.
    pub exclude: Vec<PathBuf>,
    /// The largest text. Default 32 MiB: some 11 million characters, hundreds of times a work report.
    pub max_bytes: u64,
    /// The largest file of a form that holds more than its text (a .docx or PDF with pictures, a web page), the largest
    /// table, and the largest file inside an archive. Default 256 MiB.
    pub max_file: u64,
    /// How many bytes an archive may unpack to. Default 2 GiB.
    pub max_unpacked: u64,
    /// How many bytes all texts may have together. Default 16 GiB: a million texts of 5,000 characters.
    pub max_total: u64,
    /// The column of a table that holds the text. Without it, the usual names (`text`, 正文 …) are looked for.
    pub text_column: Option<String>,
    /// Whether fields of records that leitong has no use for by itself are kept
    /// ([`Metadata::further`](crate::text::metadata::Metadata::further)), as a library does. Default false.
    pub further_fields: bool,
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
            further_fields: false,
        }
    }
}

impl ReadOptions {
    /// Sets [`encoding`](Self::encoding).
    #[must_use]
    pub fn with_encoding(mut self, encoding: Option<TextEncoding>) -> Self {
        self.encoding = encoding;
        self
    }

    /// Sets [`exclude`](Self::exclude).
    #[must_use]
    pub fn with_exclude(mut self, folders: Vec<PathBuf>) -> Self {
        self.exclude = folders;
        self
    }

    /// Sets [`max_bytes`](Self::max_bytes).
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Sets [`max_file`](Self::max_file).
    #[must_use]
    pub fn with_max_file(mut self, bytes: u64) -> Self {
        self.max_file = bytes;
        self
    }

    /// Sets [`max_unpacked`](Self::max_unpacked).
    #[must_use]
    pub fn with_max_unpacked(mut self, bytes: u64) -> Self {
        self.max_unpacked = bytes;
        self
    }

    /// Sets [`max_total`](Self::max_total).
    #[must_use]
    pub fn with_max_total(mut self, bytes: u64) -> Self {
        self.max_total = bytes;
        self
    }

    /// Sets [`text_column`](Self::text_column).
    #[must_use]
    pub fn with_text_column(mut self, column: Option<String>) -> Self {
        self.text_column = column;
        self
    }

    /// Sets [`further_fields`](Self::further_fields).
    #[must_use]
    pub fn with_further_fields(mut self, kept: bool) -> Self {
        self.further_fields = kept;
        self
    }
}
