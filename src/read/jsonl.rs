//! A record a line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::error::Category;

use super::encoding::{TextEncoding, decode};
use super::problem::Problem;
use super::record::{Record, RecordLine, further_value};
use crate::text::metadata::{GivenBy, Metadata};

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    title: Option<String>,
    #[serde(borrow)]
    date: Option<Scalar<'a>>,
    place: Option<String>,
    author: Option<String>,
    meeting: Option<String>,
    kind: Option<String>,
}

/// Ids and years are often written as bare numbers. They are kept as they stand there: an id of 23 digits has no place in
/// 64 bits, and two of them would fall together.
#[derive(Deserialize)]
#[serde(transparent)]
struct Scalar<'a> {
    #[serde(borrow)]
    written: &'a serde_json::value::RawValue,
}

impl Scalar<'_> {
    /// The text, or the number as it is written; nothing for anything else.
    fn shown(&self) -> Option<String> {
        let written = self.written.get();
        if written.starts_with('"') {
            return serde_json::from_str(written).ok();
        }
        let is_number = written.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        is_number.then(|| written.to_owned())
    }
}

/// Bytes read at a time: enough lines to keep all threads busy, little beside the texts themselves.
const BLOCK: usize = 8 << 20;

/// The most bytes of a line, and of a file that is taken at once.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) line: u64,
    pub(super) file: u64,
}

/// Reads records to the end of `source`, blank lines left out.
///
/// UTF-8 is read block by block, so that a file may be larger than the memory its JSON would take. In any other
/// encoding a line end cannot be found before decoding, and the whole file is taken at once. `further` says whether fields
/// without a use of their own are kept.
///
/// # Errors
/// When the file itself cannot be read or decoded; a bad line is in its [`RecordLine`].
pub(super) fn read(
    mut source: impl Read,
    encoding: Option<TextEncoding>,
    limits: Limits,
    further: bool,
) -> Result<Vec<RecordLine>, Problem> {
    let mut block = Vec::new();
    let mut lines = Vec::new();
    let mut number = 0;
    let mut first = true;
    loop {
        let before = block.len();
        source.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        let at_end = block.len() - before < BLOCK;
        if first {
            first = false;
            if !is_utf8(&block, encoding) {
                source
                    .take(limits.file.saturating_add(1))
                    .read_to_end(&mut block)?;
                if block.len() as u64 > limits.file {
                    return Err(Problem::TooLarge { limit: limits.file });
                }
                let text = decode(block, encoding)?;
                parse(text.as_bytes(), further, &mut number, &mut lines);
                return Ok(lines);
            }
            if block.starts_with(b"\xEF\xBB\xBF") {
                block.drain(..3);
            }
        }
        if at_end {
            parse(&block, further, &mut number, &mut lines);
            return Ok(lines);
        }
        match block.iter().rposition(|b| *b == b'\n') {
            Some(end) => {
                parse(&block[..end], further, &mut number, &mut lines);
                block.drain(..=end);
            }
            None if block.len() as u64 > limits.line => {
                return Err(Problem::TooLarge { limit: limits.line });
            }
            None => {}
        }
    }
}

/// Whether the beginning is UTF-8, a few damaged lines aside.
fn is_utf8(block: &[u8], encoding: Option<TextEncoding>) -> bool {
    if let Some(encoding) = encoding {
        return encoding.name() == "UTF-8";
    }
    if block.contains(&0) || block.starts_with(b"\xFF\xFE") || block.starts_with(b"\xFE\xFF") {
        return false;
    }
    let (good, bad) = block
        .split(|b| *b == b'\n')
        .fold((0, 0), |(good, bad), line| {
            match std::str::from_utf8(line) {
                Ok(line) if line.is_ascii() => (good, bad),
                Ok(_) => (good + 1, bad),
                Err(_) => (good, bad + 1),
            }
        });
    // The last line of a block may be cut inside a character.
    bad <= 1 || good > bad
}

/// Parses the lines of a block and counts them on.
fn parse(block: &[u8], further: bool, number: &mut u64, lines: &mut Vec<RecordLine>) {
    let rows: Vec<&[u8]> = block.split(|b| *b == b'\n').collect();
    let from = *number;
    *number += rows.len() as u64;
    lines.par_extend(rows.par_iter().enumerate().filter_map(|(i, row)| {
        let row = row.trim_ascii();
        (!row.is_empty()).then(|| RecordLine {
            number: from + i as u64 + 1,
            record: record(row, further),
        })
    }));
}

/// What is wrong with a line, in words that need no knowledge of the parser.
fn reason(error: &serde_json::Error) -> String {
    let column = error.column();
    match error.classify() {
        Category::Syntax => format!("it is no JSON from column {column} on"),
        Category::Eof => format!("it ends in the middle, column {column}"),
        Category::Data | Category::Io => {
            let message = error.to_string();
            let what = message
                .rsplit_once(" at line ")
                .map_or(message.as_str(), |(what, _)| what);
            format!("{what}, column {column}")
        }
    }
}

fn record(row: &[u8], further: bool) -> Result<Record, Problem> {
    let row = std::str::from_utf8(row).map_err(|e| Problem::Undecodable {
        encoding: "UTF-8",
        offset: e.valid_up_to() as u64,
    })?;
    let fields: Fields = serde_json::from_str(row).map_err(|error| Problem::Record {
        reason: if row.starts_with('[') {
            "it is a list".to_owned()
        } else {
            reason(&error)
        },
    })?;
    let scalar = |scalar: &Scalar<'_>| {
        scalar.shown().ok_or_else(|| Problem::Record {
            reason: "its id or date is neither text nor number".to_owned(),
        })
    };
    let id = scalar(&fields.id)?;
    let date = fields.date.as_ref().map(scalar).transpose()?;
    if id.trim().is_empty() {
        return Err(Problem::Record {
            reason: "its id is empty".to_owned(),
        });
    }
    if fields.text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    let given = |value: Option<String>| value.filter(|v| !v.trim().is_empty());
    Ok(Record {
        id,
        named: true,
        text: fields.text.into_owned(),
        metadata: Metadata {
            title: given(fields.title),
            date: given(date),
            place: given(fields.place),
            author: given(fields.author),
            meeting: given(fields.meeting),
            kind: given(fields.kind),
            by: GivenBy::Record,
            further: match further {
                true => further_fields(row),
                false => BTreeMap::new(),
            },
            ..Metadata::default()
        },
    })
}

/// The fields that have a use of their own.
const USED: &[&str] = &[
    "id", "text", "title", "date", "place", "author", "meeting", "kind",
];

/// The other fields of a line that is a record: text, numbers and truth values.
fn further_fields(row: &str) -> BTreeMap<String, String> {
    let fields: BTreeMap<Cow<'_, str>, Scalar<'_>> = serde_json::from_str(row).unwrap_or_default();
    let others = fields
        .into_iter()
        .filter(|(name, _)| !USED.contains(&name.as_ref()));
    others
        .filter_map(|(name, value)| {
            let truth =
                || Some(value.written.get().to_owned()).filter(|v| v == "true" || v == "false");
            let value = value.shown().or_else(truth)?;
            Some((name.into_owned(), further_value(&value)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<RecordLine> {
        let limits = Limits {
            line: u64::MAX,
            file: u64::MAX,
        };
        read(bytes, None, limits, true).ok().unwrap()
    }

    #[test]
    fn further_fields_are_kept_if_they_are_facts() {
        let long = "长".repeat(201);
        let line = format!(
            "{{\"id\":1,\"text\":\"甲\",\"place_path\":\"河北省/保定市\",\"level\":3,\"superior\":true,\"x\":[1],\"y\":null,\"z\":\" \",\"body\":\"{long}\"}}"
        );
        let read = lines(line.as_bytes());
        let further = &read[0].record.as_ref().ok().unwrap().metadata.further;
        let kept: Vec<(&str, &str)> = further
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            kept,
            [
                ("level", "3"),
                ("place_path", "河北省/保定市"),
                ("superior", "true")
            ]
        );
    }

    #[test]
    fn a_record_brings_its_metadata() {
        let read = lines("\u{FEFF}{\"id\": 7, \"text\": \"会议强调\\n\", \"date\": 2025, \"place\": \"海东\", \"x\": []}\r\n".as_bytes());
        let record = read[0].record.as_ref().ok().unwrap();
        assert_eq!(
            (record.id.as_str(), record.text.as_str()),
            ("7", "会议强调\n")
        );
        assert_eq!(record.metadata.date.as_deref(), Some("2025"));
        assert_eq!(record.metadata.place.as_deref(), Some("海东"));
        assert_eq!(record.metadata.title, None);
    }

    #[test]
    fn numbers_are_kept_digit_by_digit() {
        let read = lines(b"{\"id\":12345678901234567890123,\"text\":\"a\"}\n{\"id\":1.50,\"text\":\"b\"}\n{\"id\":[1],\"text\":\"c\"}\n{\"id\":\"\\u7532\",\"text\":\"d\",\"date\":null}");
        let ids: Vec<Option<&str>> = read
            .iter()
            .map(|line| line.record.as_ref().ok().map(|r| r.id.as_str()))
            .collect();
        assert_eq!(
            ids,
            [
                Some("12345678901234567890123"),
                Some("1.50"),
                None,
                Some("甲")
            ]
        );
    }

    #[test]
    fn a_bad_line_has_its_number_and_does_not_stop_the_rest() {
        let read = lines(b"{\"id\":\"a\",\"text\":\"one\"}\n\nnonsense\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\" \"}\n{\"id\":\"d\",\"text\":\"two\"}");
        let numbers: Vec<(u64, bool)> = read.iter().map(|l| (l.number, l.record.is_ok())).collect();
        assert_eq!(
            numbers,
            [(1, true), (3, false), (4, false), (5, false), (6, true)]
        );
        let reason = read[2].record.as_ref().err().unwrap().to_string();
        assert!(reason.contains("missing field `text`"), "{reason}");
    }

    #[test]
    fn lines_are_the_same_whatever_the_blocks() {
        let row = format!("{{\"id\":\"r\",\"text\":\"{}\"}}\n", "发展".repeat(300_000));
        let many = row.repeat(6);
        assert!(many.len() > BLOCK);
        let read = lines(many.as_bytes());
        assert_eq!(read.len(), 6);
        assert!(read.iter().all(|l| l.record.is_ok()));
        assert_eq!(read[5].number, 6);
    }

    #[test]
    fn records_in_gb18030_are_read() {
        let text = "{\"id\":\"a\",\"text\":\"各级党组织要提高政治站位\"}\n{\"id\":\"b\",\"text\":\"压实工作责任\"}\n";
        let (bytes, _, _) = encoding_rs::GB18030.encode(text);
        let read = lines(&bytes);
        assert_eq!(read[1].record.as_ref().ok().unwrap().text, "压实工作责任");
    }
}
