//! Readers of other forms than plain text.

use std::io::{Cursor, Write};

use leitong::read::{Extracted, ReadOptions, Reader};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Little room, so that limits are reached too.
fn options() -> ReadOptions {
    ReadOptions::default()
        .with_max_bytes(1 << 20)
        .with_max_unpacked(4 << 20)
        .with_max_total(8 << 20)
}

/// Headings and furniture stand in order inside the text.
fn check(text: &Extracted) {
    let length = text.text.chars().count();
    let mut at = 0;
    for heading in &text.layout.headings {
        assert!(heading.span.start >= at && heading.span.end <= length);
        assert!(!heading.span.is_empty(), "a heading has words");
        at = heading.span.end;
    }
    let mut at = 0;
    for span in &text.layout.noise {
        assert!(span.start >= at && span.end <= length && !span.is_empty());
        at = span.end;
    }
}

fn read(bytes: &[u8], name: &str) {
    let options = options();
    let reader = Reader::new(options.clone());
    let (texts, faults) = reader.extract(bytes, name);
    assert!(!texts.is_empty() || !faults.is_empty(), "never silent");
    for text in &texts {
        assert!(text.text.len() as u64 <= options.max_bytes);
        check(text);
    }
    assert!(
        reader.extract(bytes, name) == (texts, faults),
        "always the same"
    );
}

/// Bytes as a web page.
pub(crate) fn html(data: &[u8]) {
    read(data, "page.html");
}

/// Bytes as a file of whatever form: the first byte chooses the name.
pub(crate) fn file(data: &[u8]) {
    const NAMES: [&str; 8] = [
        "a.txt", "a.docx", "a.zip", "a.csv", "a.tsv", "a.jsonl", "a.html", "a.pdf",
    ];
    if let Some((first, rest)) = data.split_first() {
        read(rest, NAMES[usize::from(*first) % NAMES.len()]);
    }
}

const TOP: &str = r#"<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/><Relationship Type="x/core-properties" Target="docProps/core.xml"/></Relationships>"#;
const INNER: &str = r#"<Relationships><Relationship Type="x/styles" Target="styles.xml"/><Relationship Type="x/numbering" Target="numbering.xml"/><Relationship Type="x/footnotes" Target="footnotes.xml"/><Relationship Type="x/header" Target="header1.xml"/></Relationships>"#;
const PARTS: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "docProps/core.xml",
];

/// The XML of a Word document's parts, one behind the other with the byte 0xFF between: zipped by this program, for
/// no fuzzer guesses checksums.
pub(crate) fn docx(data: &[u8]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = [
        ("_rels/.rels", TOP.as_bytes()),
        ("word/_rels/document.xml.rels", INNER.as_bytes()),
    ];
    let parts = PARTS.into_iter().zip(data.split(|b| *b == 0xFF));
    for (name, bytes) in fixed.into_iter().chain(parts) {
        zip.start_file(name, stored).expect("a name that is free");
        zip.write_all(bytes).expect("memory takes it");
    }
    let bytes = zip.finish().expect("memory takes it").into_inner();
    read(&bytes, "a.docx");
}
