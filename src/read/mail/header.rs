//! The headers of a message or of a part of one.

use encoding_rs::Encoding;

use super::transfer::{base64, quoted_printable};
use crate::read::encoding::decode;

/// Most lines of headers that are looked at.
const MAX_LINES: usize = 2_000;

/// Headers, each with its name in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers {
    headers: Vec<(String, String)>,
}

impl Headers {
    /// The headers at the beginning, and what stands behind the blank line below them.
    pub(super) fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut rest = bytes;
        for _ in 0..MAX_LINES {
            let end = rest.iter().position(|b| *b == b'\n');
            let line = &rest[..end.unwrap_or(rest.len())];
            // Old programs write names in the encoding of their country, without saying so.
            let line = decode(line.to_vec(), None)
                .unwrap_or_else(|_| String::from_utf8_lossy(line).into_owned());
            let line = line.trim_end();
            rest = end.map_or(&[][..], |end| &rest[end + 1..]);
            if line.is_empty() {
                return (!headers.is_empty()).then_some((Self { headers }, rest));
            }
            match headers.last_mut() {
                Some((_, value)) if line.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(line.trim_start());
                }
                _ => {
                    let (name, value) = line.split_once(':')?;
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
        None
    }

    /// The value of a header as it stands there.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// The value of a header with its encoded words (RFC 2047).
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.raw(name).map(decoded_words)
    }

    /// The media type in lower case.
    pub(super) fn media(&self) -> String {
        let content = self.raw("content-type").unwrap_or("text/plain");
        let media = content.split(';').next().unwrap_or_default();
        media.trim().to_ascii_lowercase()
    }

    /// A parameter of a header: `name="a.docx"`, or `name*=UTF-8''%E7…` (RFC 2231).
    pub(super) fn parameter(&self, header: &str, name: &str) -> Option<String> {
        let content = self.raw(header)?;
        let mut pieces = String::new();
        for part in quoted_split(content) {
            let Some((key, value)) = part.split_once('=') else {
                continue;
            };
            let (key, value) = (
                key.trim().to_ascii_lowercase(),
                value.trim().trim_matches('"'),
            );
            if key == name {
                return Some(decoded_words(value));
            }
            let piece = key
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('*'));
            match piece {
                Some("" | "0*") => pieces.push_str(&extended(value)),
                Some(rest)
                    if rest
                        .trim_end_matches('*')
                        .bytes()
                        .all(|b| b.is_ascii_digit()) =>
                {
                    pieces.push_str(&percent(value, None));
                }
                _ => {}
            }
        }
        (!pieces.is_empty()).then_some(pieces)
    }
}

/// The parts of a header between semicolons that stand in no quotation marks.
fn quoted_split(content: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut quoted) = (0, false);
    for (at, c) in content.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                parts.push(&content[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&content[from..]);
    parts
}

/// `UTF-8''%E7%AB%A0`
fn extended(value: &str) -> String {
    let mut parts = value.splitn(3, '\'');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(charset), Some(_), Some(text)) => {
            percent(text, Encoding::for_label(charset.as_bytes()))
        }
        _ => percent(value, None),
    }
}

fn percent(value: &str, encoding: Option<&'static Encoding>) -> String {
    let bytes = quoted_printable(value.replace('%', "=").as_bytes());
    match encoding {
        Some(encoding) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
        None => decode(bytes, None).unwrap_or_else(|_| value.to_owned()),
    }
}

/// `=?gb2312?B?…?=` as what it says. Words next to one another may part a character between them, so their bytes are joined.
fn decoded_words(value: &str) -> String {
    let mut text = String::new();
    let mut pending: Option<(&'static Encoding, Vec<u8>)> = None;
    let mut rest = value;
    let flush = |pending: &mut Option<(&'static Encoding, Vec<u8>)>, text: &mut String| {
        if let Some((encoding, bytes)) = pending.take() {
            text.push_str(&encoding.decode_without_bom_handling(&bytes).0);
        }
    };
    while let Some(at) = rest.find("=?") {
        let Some((encoding, bytes, end)) = encoded_word(&rest[at..]) else {
            flush(&mut pending, &mut text);
            text.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        let between = &rest[..at];
        if pending.is_none() || !between.trim().is_empty() {
            flush(&mut pending, &mut text);
            text.push_str(between);
        }
        match &mut pending {
            Some((before, joined)) if *before == encoding => joined.extend(bytes),
            _ => {
                flush(&mut pending, &mut text);
                pending = Some((encoding, bytes));
            }
        }
        rest = &rest[at + end..];
    }
    flush(&mut pending, &mut text);
    text.push_str(rest);
    text
}

/// The encoded word at the beginning: its encoding, its bytes and its length.
fn encoded_word(text: &str) -> Option<(&'static Encoding, Vec<u8>, usize)> {
    let inner = text.strip_prefix("=?")?;
    let (charset, inner) = inner.split_once('?')?;
    let (kind, inner) = inner.split_once('?')?;
    let (word, _) = inner.split_once("?=")?;
    let charset = charset.split('*').next().unwrap_or(charset);
    let encoding = Encoding::for_label(charset.as_bytes())?;
    let bytes = match kind {
        "B" | "b" => base64(word.as_bytes()),
        "Q" | "q" => quoted_printable(word.replace('_', " ").as_bytes()),
        _ => return None,
    };
    let end = text.len() - inner.len() + word.len() + 2;
    Some((encoding, bytes, end))
}
