//! The parts of a message: its page, its plain text, what is attached to it.

use encoding_rs::Encoding;

use super::header::Headers;
use super::transfer::{base64, quoted_printable};
use crate::read::TextEncoding;
use crate::read::encoding::decode;

/// Parts in parts that are opened: letters that were passed on inside one another.
const MAX_DEPTH: usize = 8;

/// Most parts of a message.
const MAX_PARTS: usize = 10_000;

/// Text or a page, unpacked.
#[derive(Clone, Debug)]
pub(in crate::read) struct MimePart {
    pub(in crate::read) bytes: Vec<u8>,
    charset: Option<&'static Encoding>,
    /// Whether its lines go on where they end in a blank.
    pub(super) flowed: bool,
}

impl MimePart {
    /// The encoding that the part names, unless its bytes are plainly in another one.
    pub(in crate::read) fn encoding(&self) -> Option<TextEncoding> {
        let charset = self.charset?;
        let named: TextEncoding = charset.name().parse().ok()?;
        decode(self.bytes.clone(), Some(named)).ok()?;
        (charset.name() != "windows-1252").then_some(named)
    }
}

/// A file that is attached.
#[derive(Clone, Debug)]
pub(in crate::read) struct Attachment {
    pub(in crate::read) name: String,
    pub(in crate::read) bytes: Vec<u8>,
}

/// A message, taken apart.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Message {
    pub(super) subject: String,
    pub(super) sender: String,
    /// `2025-03-26`
    pub(super) day: Option<String>,
    pub(super) page: Option<MimePart>,
    pub(super) plain: Option<MimePart>,
    pub(in crate::read) attachments: Vec<Attachment>,
    parts: usize,
}

impl Message {
    /// Takes a message apart; nothing if it has no headers. O(n) for each level of parts, of which there are at most
    /// [`MAX_DEPTH`].
    pub(in crate::read) fn of(bytes: &[u8]) -> Option<Self> {
        let (headers, body) = Headers::split(bytes)?;
        let from = headers.text("from").unwrap_or_default();
        let sender = from.split('<').next().unwrap_or_default();
        let mut message = Message {
            subject: headers.text("subject").unwrap_or_default(),
            sender: sender.trim().trim_matches('"').to_owned(),
            day: headers.raw("date").and_then(day),
            ..Message::default()
        };
        message.add(&headers, body, 0);
        Some(message)
    }

    fn add(&mut self, headers: &Headers, body: &[u8], depth: usize) {
        self.parts += 1;
        if depth > MAX_DEPTH || self.parts > MAX_PARTS {
            return;
        }
        let media = headers.media();
        if media.starts_with("multipart/") {
            if let Some(boundary) = headers.parameter("content-type", "boundary") {
                for part in parts(body, &boundary) {
                    if let Some((headers, body)) = Headers::split(part) {
                        self.add(&headers, body, depth + 1);
                    } else {
                        // A part may have no headers at all.
                        self.add(&Headers::default(), part.trim_ascii_start(), depth + 1);
                    }
                }
            }
            return;
        }
        let name = headers
            .parameter("content-disposition", "filename")
            .or_else(|| headers.parameter("content-type", "name"));
        let attached = headers
            .raw("content-disposition")
            .is_some_and(|d| d.trim().to_ascii_lowercase().starts_with("attachment"));
        let slot = match media.as_str() {
            "text/html" => &mut self.page,
            "text/plain" => &mut self.plain,
            _ => {
                self.attach(name, &media, headers, body);
                return;
            }
        };
        if attached || slot.is_some() && name.is_some() {
            self.attach(name, &media, headers, body);
        } else if slot.is_none() {
            let label = headers.parameter("content-type", "charset");
            let format = headers.parameter("content-type", "format");
            *slot = Some(MimePart {
                bytes: unpacked(headers, body),
                charset: label
                    .and_then(|l| Encoding::for_label_no_replacement(l.trim().as_bytes())),
                flowed: format.is_some_and(|f| f.eq_ignore_ascii_case("flowed")),
            });
        }
    }

    fn attach(&mut self, name: Option<String>, media: &str, headers: &Headers, body: &[u8]) {
        // Pictures in the text have no name of a file, or one that is not read.
        let name = match (name, media) {
            (Some(name), _) => name,
            (None, "message/rfc822") => format!("{}.eml", self.attachments.len() + 1),
            (None, _) => return,
        };
        self.attachments.push(Attachment {
            name,
            bytes: unpacked(headers, body),
        });
    }
}

/// The bodies between the boundaries.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}");
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|b| *b == b'\n') {
        let bare = line.trim_ascii_end();
        if let Some(rest) = bare.strip_prefix(mark.as_bytes())
            && matches!(rest, b"" | b"--")
        {
            found.extend(open.map(|from| &body[from..at]));
            open = (rest.is_empty() && found.len() < MAX_PARTS).then_some(at + line.len());
        }
        at += line.len();
    }
    // The last boundary may be missing.
    found.extend(open.map(|from| &body[from..]));
    found
}

fn unpacked(headers: &Headers, body: &[u8]) -> Vec<u8> {
    let encoding = headers
        .raw("content-transfer-encoding")
        .map(|e| e.trim().to_ascii_lowercase());
    match encoding.as_deref() {
        Some("quoted-printable") => quoted_printable(body),
        Some("base64") => base64(body),
        _ => body.to_vec(),
    }
}

/// `Wed, 26 Mar 2025 08:00:00 +0800` as `2025-03-26`.
fn day(date: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let behind = date.split_once(',').map_or(date, |(_, rest)| rest);
    let mut words = behind.split_whitespace();
    let day: u32 = words.next()?.parse().ok()?;
    let name = words.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    let year: u32 = words.next()?.parse().ok()?;
    let sound = (1..=31).contains(&day) && (1970..=9999).contains(&year);
    sound.then(|| format!("{year:04}-{month:02}-{day:02}"))
}
