//! Files that are not whole: cut off inside a character, filled up with zeros, put together from pieces in two encodings.

use encoding_rs::{Encoding, UTF_8};

use super::detect::line_by_line;
use super::{TextEncoding, decode};
use crate::read::Problem;

/// A text, and what is worth telling of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Decoded {
    pub(in crate::read) text: String,
    /// What was left out or read in another way than the rest.
    pub(in crate::read) remark: Option<Problem>,
}

/// As [`decode`], but a file that was cut off, or put together from pieces in two encodings, is read all the same, with a
/// remark: a download that broke off inside a character loses that character and not its thousand others.
///
/// # Errors
/// As [`decode`].
pub(in crate::read) fn decode_whole(
    mut bytes: Vec<u8>,
    forced: Option<TextEncoding>,
) -> Result<Decoded, Problem> {
    let filled = trailing_zeros(&bytes);
    bytes.truncate(bytes.len() - filled);
    let cut = |bytes: usize| {
        (bytes > 0).then_some(Problem::CutOff {
            bytes: bytes as u64,
        })
    };
    let problem = match decode(bytes.clone(), forced) {
        Ok(text) => {
            let remark = cut(filled);
            return Ok(Decoded { text, remark });
        }
        Err(problem) => problem,
    };
    let Problem::Undecodable { offset, .. } = problem else {
        return Err(problem);
    };
    if forced.is_none()
        && let Some(text) = line_by_line(&bytes)
    {
        return Ok(Decoded {
            text,
            remark: Some(Problem::MixedEncodings),
        });
    }
    let kept = usize::try_from(offset).unwrap_or(usize::MAX);
    let lost = bytes.len().saturating_sub(kept);
    if kept == 0 || lost > LONGEST_CHARACTER {
        return Err(problem);
    }
    bytes.truncate(kept);
    // What was told of the whole holds without its end, too, or it was told wrongly.
    match decode(bytes, forced) {
        Ok(text) if !text.trim().is_empty() => Ok(Decoded {
            text,
            remark: cut(lost + filled),
        }),
        _ => Err(problem),
    }
}

/// Bytes of the longest character that may be cut off, less one that would make it whole.
const LONGEST_CHARACTER: usize = 3;

/// Zeros that fill up the end of a text which has none elsewhere: some programs write files in whole blocks. UTF-16 has
/// zeros of its own.
fn trailing_zeros(bytes: &[u8]) -> usize {
    let filled = bytes.iter().rev().take_while(|b| **b == 0).count();
    let text = &bytes[..bytes.len() - filled];
    let wide = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    if wide || text.is_empty() || text.contains(&0) {
        0
    } else {
        filled
    }
}
