//! Broken and hostile files, made here.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file that cannot be read, or not wholly.
pub(crate) struct Bad {
    /// Its name in the folder.
    pub name: &'static str,
    /// Where the message puts the fault: the file, with the line or the entry.
    pub place: &'static str,
    /// A part of the message.
    pub says: &'static str,
    /// Whether there is good text in it, too.
    pub beside_good: bool,
}

const fn bad(name: &'static str, says: &'static str) -> Bad {
    at(name, name, says)
}

const fn at(name: &'static str, place: &'static str, says: &'static str) -> Bad {
    Bad {
        name,
        place,
        says,
        beside_good: false,
    }
}

const fn within(name: &'static str, place: &'static str, says: &'static str) -> Bad {
    Bad {
        beside_good: true,
        ..at(name, place, says)
    }
}

/// All of them.
pub(crate) const BAD: &[Bad] = &[
    bad("empty.txt", "holds no text"),
    bad("blank.txt", "holds no text"),
    bad("only-mark.txt", "holds no text"),
    bad("binary.txt", "binary file"),
    bad("control.txt", "binary file"),
    bad("zeros.txt", "binary file"),
    bad("lost-byte.txt", "not valid UTF-8 from byte 39"),
    bad("bad-byte.txt", "not valid UTF-8 from byte 30"),
    bad("bad-gb18030.txt", "not valid gb18030 from byte 20"),
    bad("lone-surrogate.txt", "not valid UTF-16LE"),
    bad("picture.txt", "a picture"),
    bad("gzip.md", "unpack it"),
    bad("word-inside.txt", "its container is broken"),
    bad("sparse.txt", "larger than 32 MiB"),
    bad(
        "old.doc",
        "a damaged Word document (its container is broken)",
    ),
    bad("unknown.doc", "a file of an old Office program"),
    bad("old.wps", "a damaged Word document"),
    bad("old.xls", "a damaged Excel workbook"),
    bad("old.ppt", "an old PowerPoint presentation"),
    bad("locked.docx", "take the password off"),
    bad("new.xlsx", "holds no text"),
    bad("new.pptx", "holds no text"),
    bad("writer.odt", "it has no content.xml"),
    bad("book.epub", "it does not say where its chapters are"),
    bad("form.ofd", "OFD reader"),
    bad("rich.rtf", "a damaged RTF document (its end is missing)"),
    bad("deep.rtf", "more than 1000 groups in groups"),
    bad("noise.rtf", "is no RTF document"),
    bad("noise.doc", "is no Word document"),
    bad("noise.xlsx", "is no Excel workbook"),
    bad("noise.pptx", "is no PowerPoint presentation"),
    bad("noise.odt", "is no OpenDocument text"),
    bad("noise.epub", "is no electronic book"),
    bad("cut.odt", "a damaged OpenDocument text"),
    bad("cut.pptx", "a damaged PowerPoint presentation"),
    bad("cut.xlsx", "a damaged Excel workbook"),
    bad("cut.epub", "a damaged electronic book"),
    bad("table.ods", "an OpenDocument table or presentation"),
    bad("binary.xlsb", "save it as .xlsx"),
    bad("sheet.xls", "an Excel table as XML"),
    bad("empty.eml", "holds no text"),
    bad("attributes.html", "more than 1000 attributes in a tag"),
    bad("widths.pdf", "more than 4000000 widths of characters"),
    bad("page.mht", "holds no text"),
    bad("packed.rar", "unpack it"),
    bad("packed.7z", "unpack it"),
    bad("packed.tar", "unpack it"),
    bad("empty.docx", "holds no text"),
    bad("cut.docx", "a damaged Word document (its end is missing)"),
    bad("noise.docx", "is no Word document"),
    bad("no-document.docx", "it has no word/document.xml"),
    bad("no-text.docx", "holds no text"),
    bad("wrong-xml.docx", "its XML is wrong"),
    bad("cut-xml.docx", "its XML ends in the middle"),
    bad("not-utf8.docx", "its XML is not valid UTF-8"),
    bad("wrong-sum.docx", "a checksum does not agree"),
    bad("deep.docx", "nested more than 1000 deep"),
    bad("bomb.docx", "unpacks to more than"),
    bad("cut.zip", "a damaged zip archive (its end is missing)"),
    bad("empty.zip", "holds no file that leitong reads"),
    bad("pictures.zip", "holds no file that leitong reads"),
    bad("noise.zip", "is no zip archive"),
    at("locked.zip", "locked.zip/a.txt", "under a password"),
    at("bomb.zip", "bomb.zip/a.txt", "unpacks to more than"),
    at("method.zip", "method.zip/a.txt", "packed in a way"),
    at(
        "thrice.zip",
        "thrice.zip/b.zip/c.zip",
        "archive in an archive in an archive",
    ),
    within("mixed.zip", "mixed.zip/empty.txt", "holds no text"),
    within("mixed.zip", "mixed.zip/cut.docx", "a damaged Word document"),
    within(
        "mixed.zip",
        "mixed.zip/讲话/old.doc",
        "a damaged Word document",
    ),
    within("mixed.zip", "mixed.zip/rows.jsonl:2", "is no record"),
    bad("empty.csv", "holds no text"),
    bad("header.csv", "holds no text"),
    bad(
        "columns.csv",
        "its columns are 名称, 数量; name one with --text-column",
    ),
    bad("bad-byte.csv", "not valid UTF-8"),
    within(
        "ragged.csv",
        "ragged.csv:3",
        "it has 3 fields, the header has 2",
    ),
    within(
        "ragged.csv",
        "ragged.csv:4",
        "it has 1 fields, the header has 2",
    ),
    within(
        "quote.csv",
        "quote.csv:3",
        "a quotation mark opens a field and none closes it",
    ),
    within("holes.tsv", "holes.tsv:2", "holds no text"),
    bad("empty.jsonl", "holds no text"),
    at("array.jsonl", "array.jsonl:1", "it is a list"),
    within(
        "rows.jsonl",
        "rows.jsonl:2",
        "it is no JSON from column 2 on",
    ),
    within("rows.jsonl", "rows.jsonl:3", "missing field `id`"),
    within("rows.jsonl", "rows.jsonl:4", "missing field `text`"),
    within("rows.jsonl", "rows.jsonl:5", "its id is empty"),
    within("rows.jsonl", "rows.jsonl:6", "holds no text"),
    within("rows.jsonl", "rows.jsonl:7", "not valid UTF-8"),
    within("rows.jsonl", "rows.jsonl:9", "it ends in the middle"),
    at(
        "\u{FFFF}name",
        "\\xB1\\xA8.txt",
        "has a name that is not valid UTF-8",
    ),
    bad("gone.txt", "no such file"),
    bad("pipe.txt", "neither a file nor a folder"),
];

/// Names of the documents that are read, in order.
pub(crate) const GOOD: &[&str] = &[
    "a.txt",
    "b.docx",
    "t",
    "m",
    "mixed.zip/讲话/good.txt",
    "q",
    "g",
    "first",
    "last",
];

const TEXT: &str = "各级党组织要提高政治站位，把思想和行动统一到部署上来。\r\n一是加强组织领导。\n";

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, data) in entries {
        zip.start_file(*name, packed).expect("a new entry");
        zip.write_all(data).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A PDF whose font gives one width to four thousand million characters.
fn wide_fonts() -> Vec<u8> {
    let stream = |data: &str| format!("<</Length {}>>\nstream\n{data}\nendstream", data.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        stream("BT /F 12 Tf 50 700 Td <000100020003> Tj ET"),
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0 4000000000 500]>>".to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF",
        objects.len() + 1
    ));
    file.into_bytes()
}

/// A Word document with this as its body.
fn docx(body: &str) -> Vec<u8> {
    docx_of(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes())
}

fn docx_of(document: &[u8]) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document),
    ])
}

/// A compound file with one stream of that name.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 1536];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes[1152..1152 + name.len()].copy_from_slice(&name);
    bytes
}

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xFF, 0xFE].into_iter().chain(units).collect()
}

/// Sets the byte `offset` bytes behind each occurrence of a mark.
fn patch(mut bytes: Vec<u8>, mark: &[u8], offset: usize, value: u8) -> Vec<u8> {
    let found: Vec<usize> = (0..bytes.len().saturating_sub(mark.len()))
        .filter(|at| bytes[*at..].starts_with(mark))
        .collect();
    for at in found {
        bytes[at + offset] = value;
    }
    bytes
}

/// With a value in the local and the central header of every entry.
fn headers(bytes: Vec<u8>, field: usize, value: u8) -> Vec<u8> {
    let local = patch(bytes, b"PK\x03\x04", 6 + field, value);
    patch(local, b"PK\x01\x02", 8 + field, value)
}

fn noise() -> Vec<u8> {
    // A linear congruential generator: the same rubbish every time.
    let mut state = 7u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..4096).map(|_| next()).collect()
}

fn bytes_of(name: &str) -> Vec<u8> {
    let text = |text: &str| text.as_bytes().to_vec();
    let p = "<w:p><w:r><w:t>会议强调，要抓好落实。</w:t></w:r></w:p>";
    let picture = &b"\x89PNG\r\n\x1A\n\0\0"[..];
    match name {
        "a.txt" => text(TEXT),
        "b.docx" => docx(p),
        "empty.txt" | "empty.docx" | "empty.csv" | "empty.jsonl" => Vec::new(),
        "blank.txt" => text(" \n\u{3000}\r\n"),
        "only-mark.txt" => text("\u{FEFF}"),
        "binary.txt" => vec![0, 1, 2, 3, 250, 251, 0, 9],
        "control.txt" => (1u8..32).cycle().take(400).collect(),
        "zeros.txt" => vec![0; 5000],
        "lost-byte.txt" => {
            let mut bytes = text(TEXT);
            bytes.remove(40);
            bytes
        }
        "bad-byte.txt" => {
            let mut bytes = text(TEXT);
            bytes[30] = 0xFF;
            bytes
        }
        "bad-gb18030.txt" => {
            let mut bytes = encoding_rs::GB18030.encode(TEXT).0.into_owned();
            bytes[20] = 0xFF;
            bytes
        }
        "lone-surrogate.txt" => {
            let mut bytes = utf16(TEXT);
            bytes[20..22].copy_from_slice(&[0x00, 0xD8]);
            bytes
        }
        "picture.txt" => picture.to_vec(),
        "gzip.md" => b"\x1F\x8B\x08\0\0\0\0\0".to_vec(),
        "word-inside.txt" | "old.doc" | "old.wps" => compound("WordDocument"),
        "unknown.doc" => compound("Something"),
        "old.xls" => compound("Workbook"),
        "old.ppt" => compound("PowerPoint Document"),
        "locked.docx" => compound("EncryptedPackage"),
        "new.xlsx" => zip(&[("xl/workbook.xml", b"<workbook/>")]),
        "new.pptx" => zip(&[("ppt/presentation.xml", b"<p/>")]),
        "writer.odt" => zip(&[("mimetype", b"x"), ("META-INF/manifest.xml", b"<m/>")]),
        "book.epub" => zip(&[("META-INF/container.xml", b"<c/>")]),
        "form.ofd" => zip(&[("OFD.xml", b"<ofd/>")]),
        "rich.rtf" => text("{\\rtf1\\ansi hello"),
        "deep.rtf" => text(&format!("{{\\rtf1{}", "{".repeat(100_000))),
        "noise.rtf" | "noise.doc" | "noise.xlsx" | "noise.pptx" | "noise.odt" | "noise.epub" => {
            noise()
        }
        "cut.odt" | "cut.pptx" | "cut.xlsx" | "cut.epub" => bytes_of("cut.docx"),
        "table.ods" => zip(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("META-INF/manifest.xml", b"<m/>"),
        ]),
        "binary.xlsb" => zip(&[("xl/workbook.bin", b"x")]),
        "sheet.xls" => {
            text("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>")
        }
        "empty.eml" => text("From: a@b\nSubject: x\nDate: y\n\n"),
        "attributes.html" => text(&format!(
            "<html><p {}>{TEXT}</p></html>",
            "a=\"x\" ".repeat(100_000)
        )),
        "widths.pdf" => wide_fonts(),
        "page.mht" => text("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
        "packed.rar" => b"Rar!\x1A\x07\x01\0".to_vec(),
        "packed.7z" => b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(),
        "packed.tar" => vec![0; 1024],
        "cut.docx" => {
            let whole = docx(p);
            whole[..whole.len() * 2 / 3].to_vec()
        }
        "noise.docx" | "noise.zip" => noise(),
        "no-document.docx" => zip(&[("[Content_Types].xml", b"<Types/>")]),
        "no-text.docx" => docx("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>"),
        "wrong-xml.docx" => docx("<w:p><w:r></w:p>"),
        "cut-xml.docx" => docx_of(b"<w:document><w:body><w:p><w:r><w:t>x"),
        "not-utf8.docx" => docx_of(b"<w:document><w:t>\xB1\xA8\xFF</w:t></w:document>"),
        "wrong-sum.docx" => {
            let whole = docx(p);
            patch(whole, "PK\x01\x02".as_bytes(), 16, 0x55)
        }
        "deep.docx" => docx(&"<w:p>".repeat(1_000_000)),
        "bomb.docx" => {
            let mut document = b"<w:document><w:body><!--".to_vec();
            document.resize(40 << 20, b' ');
            docx_of(&document)
        }
        "cut.zip" => {
            let whole = zip(&[("a.txt", TEXT.as_bytes())]);
            whole[..whole.len() - 30].to_vec()
        }
        "empty.zip" => zip(&[]),
        "pictures.zip" => zip(&[("a.png", picture)]),
        "locked.zip" => headers(zip(&[("a.txt", TEXT.as_bytes())]), 0, 1),
        "method.zip" => headers(zip(&[("a.txt", TEXT.as_bytes())]), 2, 12),
        "bomb.zip" => zip(&[("a.txt", &vec![b'x'; 40 << 20])]),
        "thrice.zip" => {
            let inner = zip(&[("a.txt", TEXT.as_bytes())]);
            zip(&[("b.zip", &zip(&[("c.zip", &inner)]))])
        }
        "mixed.zip" => zip(&[
            ("empty.txt", b""),
            ("cut.docx", &bytes_of("cut.docx")),
            ("讲话/old.doc", &compound("WordDocument")),
            ("../讲话/good.txt", TEXT.as_bytes()),
            (
                "rows.jsonl",
                "{\"id\":\"m\",\"text\":\"会议指出\"}\n{\n".as_bytes(),
            ),
        ]),
        "header.csv" => text("id,text\n"),
        "columns.csv" => text("名称,数量\n粮食,七\n"),
        "bad-byte.csv" => {
            let mut bytes = text(&format!("id,text\na,\"{TEXT}\"\n"));
            bytes[41] = 0xFF;
            bytes
        }
        "ragged.csv" => text("id,text\ng,会议强调\nh,要抓,落实\nj\n"),
        "quote.csv" => text("id,text\nq,会议强调\nr,\"要抓\ns,落实\n"),
        "holes.tsv" => text("id\ttext\nh\t \nt\t会议强调\n"),
        "array.jsonl" => text("[{\"id\":\"a\",\"text\":\"b\"}]"),
        "rows.jsonl" => {
            let mut bytes = text(
                "{\"id\":\"first\",\"text\":\"会议强调，要抓好落实。\"}\nnonsense\n{\"text\":\"x\"}\n{\"id\":\"y\"}\n{\"id\":\" \",\"text\":\"x\"}\n{\"id\":\"z\",\"text\":\" \"}\n",
            );
            bytes.extend(b"{\"id\":\"w\",\"text\":\"\xB1\xA8\"}\n");
            bytes.extend(
                "{\"id\":\"last\",\"text\":\"会议强调，要抓好落实。\"}\n{\"id\":\"cut\",\"te"
                    .as_bytes(),
            );
            bytes
        }
        name => panic!("nobody knows how to make {name}"),
    }
}

/// Writes them all into a folder, and the good ones beside them. Gives the names of the bad ones that this file
/// system can have.
pub(crate) fn write(folder: &Path) -> Vec<&'static str> {
    fs::create_dir_all(folder).expect("a folder");
    let mut written = Vec::new();
    for name in ["a.txt", "b.docx"] {
        fs::write(folder.join(name), bytes_of(name)).expect("a file");
    }
    for bad in BAD {
        if written.contains(&bad.name) {
            continue;
        }
        let path = folder.join(bad.name);
        let made = match bad.name {
            // Holes in it, not bytes.
            "sparse.txt" => File::create(&path).and_then(|file| file.set_len(2 << 30)),
            "\u{FFFF}name" => unnamed(folder),
            "gone.txt" => link(&path),
            "pipe.txt" => pipe(&path),
            name => fs::write(&path, bytes_of(name)),
        };
        if made.is_ok() {
            written.push(bad.name);
        } else {
            crate::common::skip(&format!("this system cannot have {}", bad.name));
        }
    }
    written
}

#[cfg(unix)]
fn unnamed(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::OsStr::from_bytes(b"\xB1\xA8.txt");
    fs::write(folder.join(name), TEXT)
}

#[cfg(unix)]
fn link(path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink("nowhere", path)
}

#[cfg(unix)]
fn pipe(path: &Path) -> std::io::Result<()> {
    let made = std::process::Command::new("mkfifo").arg(path).status()?;
    if made.success() {
        Ok(())
    } else {
        Err(std::io::Error::other("mkfifo failed"))
    }
}

#[cfg(not(unix))]
fn unnamed(_: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn link(_: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn pipe(_: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}
