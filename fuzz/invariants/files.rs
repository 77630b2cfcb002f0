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
    const NAMES: [&str; 17] = [
        "a.txt", "a.docx", "a.zip", "a.csv", "a.tsv", "a.jsonl", "a.html", "a.pdf", "a.doc",
        "a.rtf", "a.odt", "a.pptx", "a.epub", "a.eml", "a.mht", "a.xlsx", "a.xls",
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

/// Bytes as rich text.
pub(crate) fn rtf(data: &[u8]) {
    read(&[b"{\\rtf1", data].concat(), "a.rtf");
}

/// XML as an OpenDocument text in one file.
pub(crate) fn odt(data: &[u8]) {
    read(data, "a.fodt");
}

/// Bytes as a letter with what is attached to it, and as a saved page.
pub(crate) fn mail(data: &[u8]) {
    read(data, "a.eml");
    read(data, "a.mht");
}

/// A compound file with these streams: no fuzzer guesses chains of sectors.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    for (name, bytes) in streams {
        let mut stream = file
            .create_stream(format!("/{name}"))
            .expect("a name that is free");
        stream.write_all(bytes).expect("memory takes it");
    }
    file.flush().expect("memory takes it");
    file.into_inner().into_inner()
}

/// The streams of an old Word document: two bytes say how long the main one is, the table stream follows it.
pub(crate) fn doc(data: &[u8]) {
    let Some((length, rest)) = data.split_first_chunk::<2>() else {
        return;
    };
    let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
    let (main, table) = rest.split_at(length);
    let streams = [("WordDocument", main), ("0Table", table), ("1Table", table)];
    read(&compound(&streams), "a.doc");
}

/// The stream of an old workbook.
pub(crate) fn xls(data: &[u8]) {
    read(&compound(&[("Workbook", data)]), "a.xls");
}

/// A package: fixed parts, and parts of which the XML comes from the input, one behind the other with the byte 0xFF between.
fn package(fixed: &[(&str, &str)], names: &[&str], data: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts = names.iter().copied().zip(data.split(|b| *b == 0xFF));
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in fixed.chain(parts) {
        zip.start_file(name, stored).expect("a name that is free");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// The XML of a workbook: a sheet, the list of sheets, the shared strings, the formats.
pub(crate) fn xlsx(data: &[u8]) {
    const RELATIONS: &str = r#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="s.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="t.xml"/><Relationship Id="f" Type="x/styles" Target="f.xml"/></Relationships>"#;
    let names = ["xl/s.xml", "xl/workbook.xml", "xl/t.xml", "xl/f.xml"];
    read(
        &package(&[("xl/_rels/workbook.xml.rels", RELATIONS)], &names, data),
        "a.xlsx",
    );
}

/// The XML of a presentation: a slide, the notes to it, a diagram, the list of slides.
pub(crate) fn pptx(data: &[u8]) {
    const RELATIONS: &str =
        r#"<Relationships><Relationship Id="s" Type="x/slide" Target="s.xml"/></Relationships>"#;
    const INNER: &str = r#"<Relationships><Relationship Id="n" Type="x/notesSlide" Target="n.xml"/><Relationship Id="d" Type="x/diagramData" Target="d.xml"/></Relationships>"#;
    let fixed = [
        ("ppt/_rels/presentation.xml.rels", RELATIONS),
        ("ppt/_rels/s.xml.rels", INNER),
    ];
    let names = [
        "ppt/s.xml",
        "ppt/n.xml",
        "ppt/d.xml",
        "ppt/presentation.xml",
    ];
    read(&package(&fixed, &names, data), "a.pptx");
}

/// The pages of a book, its list of them, and what is enciphered.
pub(crate) fn epub(data: &[u8]) {
    const CONTAINER: &str = r#"<container><rootfile full-path="b.opf"/></container>"#;
    let names = ["a.xhtml", "b.opf", "c.xhtml", "META-INF/encryption.xml"];
    read(
        &package(&[("META-INF/container.xml", CONTAINER)], &names, data),
        "a.epub",
    );
}

/// The XML of a Word document's parts, one behind the other with the byte 0xFF between: zipped by this program, for
/// no fuzzer guesses checksums.
pub(crate) fn docx(data: &[u8]) {
    let fixed = [
        ("_rels/.rels", TOP),
        ("word/_rels/document.xml.rels", INNER),
    ];
    read(&package(&fixed, &PARTS, data), "a.docx");
}
