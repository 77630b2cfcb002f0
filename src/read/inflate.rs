//! Unpacking within limits: what is small on the disk may be gigabytes unpacked.

use std::error::Error;
use std::fmt;
use std::io::{self, Read};

use super::problem::Problem;

/// Bytes up to which any ratio is believed.
const TRUSTED: u64 = 16 << 20;

/// Most bytes that one packed byte may become beyond [`TRUSTED`]. Chinese text comes to 3, the XML of Word to 10 to
/// 30, tables of it to 100; deflate can do 1,032.
const RATIO: u64 = 200;

/// Most bytes that so many packed ones may become.
pub(super) fn believed(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).max(TRUSTED)
}

/// The error with which an [`Inflating`] ends.
#[derive(Clone, Copy, Debug)]
struct TooMuch {
    limit: u64,
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} bytes unpacked", self.limit)
    }
}

impl Error for TooMuch {}

/// A reader of unpacked bytes that ends with an error when they become too many.
pub(super) struct Inflating<R> {
    inner: R,
    limit: u64,
    read: u64,
}

impl<R: Read> Inflating<R> {
    /// At most `limit` bytes, and no more than [`RATIO`] times the `packed` ones.
    pub(super) fn new(inner: R, packed: u64, limit: u64) -> Self {
        Self {
            inner,
            limit: limit.min(believed(packed)),
            read: 0,
        }
    }
}

impl<R> Inflating<R> {
    /// How many bytes were unpacked so far.
    pub(super) fn unpacked(&self) -> u64 {
        self.read
    }
}

impl<R: Read> Read for Inflating<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        if self.read > self.limit {
            return Err(io::Error::other(TooMuch { limit: self.limit }));
        }
        Ok(read)
    }
}

/// What an error of reading packed bytes means: too much, the disk, or damage.
pub(super) fn problem(error: &io::Error, form: &'static str) -> Problem {
    if let Some(TooMuch { limit }) = error.get_ref().and_then(|e| e.downcast_ref()) {
        let limit = *limit;
        return Problem::Bomb { form, limit };
    }
    let said = error.to_string();
    let reason = match said.as_str() {
        "Invalid checksum" => "a checksum does not agree".to_owned(),
        _ => said,
    };
    Problem::Damaged { form, reason }
}

/// Reads to the end; nothing if there is more than `limit`.
pub(super) fn read_at_most(source: &mut impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}
