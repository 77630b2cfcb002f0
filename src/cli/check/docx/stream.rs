//! The characters of a document's XML with the bytes they stand at, and which of them are those of the text as read.
//!
//! The text as read has automatic numbers and line ends that the XML has not, and lacks what is deleted or hidden there. Both are
//! walked side by side without white space; where they differ, the nearest place is looked for where they agree again.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::text::SourceText;

/// Characters that have to agree for the walk to go on there.
const AGREE: usize = 6;
/// Characters that one side alone may have: a note, a deleted paragraph.
const ALONE: usize = 4000;

/// A run of text in the XML.
pub(super) struct Run {
    /// Where its `<w:t>` ends, before the `>`.
    pub(super) tag_end: usize,
    /// Whether its white space is kept.
    pub(super) preserves: bool,
    /// Its properties, as they stand there.
    pub(super) properties: Range<usize>,
}

/// A character of the XML.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) c: char,
    /// Its run.
    pub(super) run: usize,
    /// Where it begins and ends.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The runs and characters of a document.
pub(super) struct Stream {
    pub(super) runs: Vec<Run>,
    pub(super) chars: Vec<Placed>,
}

impl Stream {
    /// Reads the runs of `document.xml`, those that Word shows.
    pub(super) fn of(xml: &str) -> anyhow::Result<Self> {
        let mut reader = Reader::from_str(xml);
        let mut stream = Self {
            runs: Vec::new(),
            chars: Vec::new(),
        };
        let mut properties = 0..0;
        let mut properties_start = None;
        let mut text_start: Option<(usize, bool)> = None;
        let mut in_run = false;
        loop {
            let before = reader.buffer_position() as usize;
            match reader.read_event()? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "w:r" => (in_run, properties) = (true, 0..0),
                    "w:rPr" if in_run && properties_start.is_none() => {
                        properties_start = Some(before)
                    }
                    "w:t" if in_run => {
                        let preserves = tag
                            .attributes()
                            .flatten()
                            .any(|a| a.key.as_ref() == "xml:space");
                        text_start = Some((reader.buffer_position() as usize, preserves));
                    }
                    _ => {}
                },
                Event::Empty(tag) if tag.name().as_ref() == "w:rPr" && in_run => {
                    properties = before..reader.buffer_position() as usize;
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "w:r" => in_run = false,
                    "w:rPr" => {
                        if let Some(start) = properties_start.take() {
                            properties = start..reader.buffer_position() as usize;
                        }
                    }
                    "w:t" => {
                        if let Some((start, preserves)) = text_start.take() {
                            stream.push(xml, start..before, preserves, properties.clone());
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(stream),
                _ => {}
            }
        }
    }

    fn push(&mut self, xml: &str, text: Range<usize>, preserves: bool, properties: Range<usize>) {
        let run = self.runs.len();
        self.runs.push(Run {
            tag_end: text.start - 1,
            preserves,
            properties,
        });
        let mut rest = xml.get(text.clone()).unwrap_or_default();
        let mut at = text.start;
        while let Some(first) = rest.chars().next() {
            let (c, length) = match first {
                '&' => entity(rest),
                first => (first, first.len_utf8()),
            };
            if !c.is_whitespace() {
                self.chars.push(Placed {
                    c,
                    run,
                    start: at,
                    end: at + length,
                });
            }
            at += length;
            rest = &rest[length..];
        }
    }

    /// For each code point of the text as read the character of the XML that it is, if it stands there.
    pub(super) fn places(&self, text: &SourceText) -> Vec<Option<usize>> {
        let chars: Vec<char> = text.as_str().chars().collect();
        let seen: Vec<usize> = (0..chars.len())
            .filter(|at| !chars[*at].is_whitespace())
            .collect();
        let read: Vec<char> = seen.iter().map(|at| chars[*at]).collect();
        let here: Vec<char> = self.chars.iter().map(|placed| placed.c).collect();
        let mut places = vec![None; chars.len()];
        let (mut i, mut j) = (0, 0);
        while i < read.len() && j < here.len() {
            if read[i] == here[j] {
                places[seen[i]] = Some(j);
                (i, j) = (i + 1, j + 1);
                continue;
            }
            let (x, y) = next_agreement(&read[i..], &here[j..]);
            (i, j) = (i + x, j + y);
        }
        places
    }
}

/// How many characters of either side to pass over until both agree: of one side alone, or else one of each.
fn next_agreement(read: &[char], here: &[char]) -> (usize, usize) {
    let agree = |x: usize, y: usize| {
        let (a, b) = (&read[x.min(read.len())..], &here[y.min(here.len())..]);
        let length = AGREE.min(a.len()).min(b.len());
        length > 0 && a[..length] == b[..length]
    };
    let one = (1..ALONE).find_map(|n| {
        let (in_text, in_xml) = (agree(n, 0), agree(0, n));
        in_text.then_some((n, 0)).or(in_xml.then_some((0, n)))
    });
    one.unwrap_or((1, 1))
}

/// The character of a reference at the beginning, and its length.
fn entity(text: &str) -> (char, usize) {
    let Some(end) = text.find(';').filter(|end| *end <= 10) else {
        return ('&', 1);
    };
    let c = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => {
            let hex = name
                .strip_prefix("#x")
                .map(|digits| u32::from_str_radix(digits, 16));
            let code = hex.or_else(|| name.strip_prefix('#').map(str::parse));
            code.and_then(Result::ok)
                .and_then(char::from_u32)
                .unwrap_or('\u{FFFD}')
        }
    };
    (c, end + 1)
}
