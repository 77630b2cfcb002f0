//! From bytes to text.

mod codepage;
mod detect;
#[cfg(test)]
mod tests;
mod whole;

use std::fmt;
use std::str::FromStr;

use encoding_rs::{DecoderResult, Encoding, UTF_8};
use thiserror::Error;

use super::foreign::Foreign;
use super::form::{self, Content, Form};
use super::problem::Problem;

pub(super) use codepage::{by_charset, by_codepage};
use detect::detect;
pub(super) use detect::{looks_like_utf8, mislabelled};
pub(super) use whole::{Decoded, decode_whole};

/// An encoding by name, for when detection is not wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextEncoding(&'static Encoding);

/// A name that is no encoding.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no encoding leitong knows: for instance utf-8, gb18030, gbk, big5, utf-16le, utf-16be"
)]
pub struct UnknownEncoding(String);

impl TextEncoding {
    /// Its name as in the WHATWG Encoding Standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for TextEncoding {
    type Err = UnknownEncoding;

    /// Takes the labels of the WHATWG Encoding Standard, in any case.
    fn from_str(label: &str) -> Result<Self, UnknownEncoding> {
        Encoding::for_label_no_replacement(label.as_bytes())
            .map(TextEncoding)
            .ok_or_else(|| UnknownEncoding(label.to_owned()))
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().to_ascii_lowercase())
    }
}

/// The text of `bytes`, without its byte order mark; everything else as stored. O(n).
///
/// # Errors
/// [`Problem::Binary`], [`Problem::ForeignFormat`], [`Problem::Undecodable`].
pub fn decode(bytes: Vec<u8>, forced: Option<TextEncoding>) -> Result<String, Problem> {
    if let Some(problem) = no_text(&bytes) {
        return Err(problem);
    }
    let (encoding, mark) = match (forced, Encoding::for_bom(&bytes)) {
        (Some(TextEncoding(encoding)), Some((marked, mark))) if marked == encoding => {
            (encoding, mark)
        }
        (Some(TextEncoding(encoding)), _) => (encoding, 0),
        (None, Some((marked, mark))) => (marked, mark),
        (None, None) => (detect(&bytes)?, 0),
    };
    let text = decode_as(bytes, mark, encoding).map_err(|offset| Problem::Undecodable {
        encoding: encoding.name(),
        offset: offset as u64,
    })?;
    if text.contains('\0') {
        return Err(Problem::Binary);
    }
    Ok(text)
}

/// What is wrong with a file that is no plain text, if its beginning says so.
fn no_text(bytes: &[u8]) -> Option<Problem> {
    match form::by_content(&bytes[..bytes.len().min(form::HEAD)]) {
        Content::Is(Form::Foreign(format)) => Some(Problem::ForeignFormat { format }),
        Content::Is(Form::Pdf) => Some(Problem::ForeignFormat {
            format: Foreign::Pdf,
        }),
        Content::Compound => Some(match form::compound(bytes, Form::Text) {
            Form::Foreign(format) => Problem::ForeignFormat { format },
            _ => Problem::Binary,
        }),
        _ => None,
    }
}

/// Decodes what follows the mark, or gives the first byte that does not fit.
fn decode_as(
    mut bytes: Vec<u8>,
    mark: usize,
    encoding: &'static Encoding,
) -> Result<String, usize> {
    if encoding == UTF_8 {
        bytes.drain(..mark);
        return String::from_utf8(bytes).map_err(|e| mark + e.utf8_error().valid_up_to());
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut read = mark;
    loop {
        let room = decoder
            .max_utf8_buffer_length_without_replacement(bytes.len() - read)
            .unwrap_or(4096);
        text.reserve(room.max(16));
        let (result, taken) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += taken;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, behind) => {
                return Err(read.saturating_sub(usize::from(bad) + usize::from(behind)));
            }
        }
    }
    text.shrink_to_fit();
    Ok(text)
}
