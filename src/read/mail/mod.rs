//! Messages in the form of mail (RFC 5322, MIME): letters (.eml) and web pages saved in one file (.mht).
//!
//! The text of a letter is its page if it has one, and its plain text otherwise, whose lines go on where the sender's program
//! broke them (`format=flowed`); subject, sender and day are its facts. What is attached is read like the files of an archive.

mod header;
mod part;
mod transfer;
mod web_archive;

use super::encoding::decode;
use super::html;
use super::{Extracted, Problem, TextEncoding};
use crate::text::metadata::Metadata;
pub(super) use part::{Attachment, Message};
pub(super) use web_archive::page;

/// The name of the form in messages.
pub(super) const LETTER: &str = "letter";

/// Headers with which letters begin.
const FIRST: [&str; 14] = [
    "received",
    "return-path",
    "delivered-to",
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "x-mailer",
    "content-type",
    "reply-to",
    "sender",
    "x-qq-mid",
];

/// Whether a file begins as a letter does: three headers, one of which letters have.
pub(super) fn looks_like_letter(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let lines = text.lines().filter(|line| !line.starts_with([' ', '\t']));
    let names: Vec<String> = lines
        .take(3)
        .map_while(|line| {
            let name = line.split_once(':')?.0;
            let sound = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
            sound.then(|| name.to_ascii_lowercase())
        })
        .collect();
    names.len() == 3 && names.iter().any(|name| FIRST.contains(&name.as_str()))
}

/// Whether a file that is called a saved page begins as one does.
pub(super) fn looks_like_saved_page(head: &[u8]) -> bool {
    head.starts_with(b"MIME-Version:") || head.starts_with(b"From:") || looks_like_letter(head)
}

/// The text of a letter.
///
/// # Errors
/// [`Problem::Damaged`] for a letter without headers, and those of its page or text; a letter of which only attachments are
/// left is empty.
pub(super) fn letter(
    message: &Message,
    encoding: Option<TextEncoding>,
) -> Result<Extracted, Problem> {
    let read = match (&message.page, &message.plain) {
        (Some(page), _) => html::extract(&page.bytes, page.encoding().or(encoding))?,
        (None, Some(plain)) => {
            // Lines of a letter end as they travel, whatever they ended with before.
            let text =
                decode(plain.bytes.clone(), plain.encoding().or(encoding))?.replace("\r\n", "\n");
            Extracted::plain(if plain.flowed { unflowed(&text) } else { text })
        }
        (None, None) => return Err(Problem::Empty),
    };
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(Extracted {
        metadata: Metadata {
            title: given(&message.subject).or(read.metadata.title),
            author: given(&message.sender).or(read.metadata.author),
            date: message.day.clone().or(read.metadata.date),
            ..read.metadata
        },
        ..read
    })
}

/// Lines with a blank at their end go on in the next (RFC 3676).
fn unflowed(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let line_text = bare.strip_prefix(' ').unwrap_or(bare);
        joined.push_str(line_text);
        // The line above a signature ends in a blank, too.
        if !bare.ends_with(' ') || bare == "-- " {
            joined.push('\n');
        }
    }
    joined
}

#[cfg(test)]
mod tests;
