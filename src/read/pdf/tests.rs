use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::*;
use crate::span::Span;

/// A file of these objects, numbered from 1; the first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let xref = bytes.len();
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(tail, "{offset:010} 00000 n ");
    }
    let _ = write!(
        tail,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n",
        objects.len() + 1
    );
    bytes.extend(tail.bytes());
    bytes
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// One page with this content, in STSong-Light, which is not embedded, with one of the predefined encodings.
fn page(encoding: &str, content: &[u8]) -> Vec<u8> {
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_vec(),
        stream("", content),
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [6 0 R] >>").into_bytes(),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>".to_vec(),
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >>".to_vec(),
    ])
}

fn show(x: i32, y: i32, size: i32, code: impl Fn(&str) -> Vec<u8>, text: &str) -> Vec<u8> {
    let hex: String = code(text).iter().map(|b| format!("{b:02X}")).collect();
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n").into_bytes()
}

fn ucs2(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

const LONG: &str = "各级党组织要提高政治站位，把思想和行动统一到部署上来，";

#[test]
fn fonts_that_are_not_embedded_are_read_by_their_encoding() {
    for (name, code) in [
        ("UniGB-UCS2-H", ucs2 as fn(&str) -> Vec<u8>),
        ("UniGB-UTF16-H", ucs2),
        ("GBK-EUC-H", gbk),
        ("GBKp-EUC-H", gbk),
    ] {
        let content = [
            show(100, 700, 16, code, LONG),
            show(68, 680, 16, code, "确保落实。"),
        ];
        let read = extract(page(name, &content.concat())).unwrap();
        assert_eq!(read.text, format!("{LONG}确保落实。\n"), "{name}");
    }
}

#[test]
fn a_page_set_sideways_is_read_in_lines() {
    let turned = |text: &str, x: i32, y: i32| {
        let hex: String = ucs2(text).iter().map(|b| format!("{b:02X}")).collect();
        format!("BT /F 16 Tf 0 1 -1 0 {x} {y} Tm <{hex}> Tj ET\n").into_bytes()
    };
    let content = [
        show(100, 760, 16, ucs2, "见附表。"),
        turned(
            "各级党组织要提高政治站位，把思想和行动统一到部署上来，各",
            100,
            60,
        ),
        turned("部门要确保落实。", 120, 60),
        turned("装订线", 500, 60),
    ];
    let read = extract(page("UniGB-UCS2-H", &content.concat())).unwrap();
    assert_eq!(
        read.text,
        "见附表。\n各级党组织要提高政治站位，把思想和行动统一到部署上来，各部门要确保落实。\n装订线\n"
    );
    assert_eq!(read.layout.noise, []);
    // A label alone is furniture.
    let content = [
        show(100, 760, 16, ucs2, "见附表。"),
        turned("装订线", 500, 60),
    ];
    let read = extract(page("UniGB-UCS2-H", &content.concat())).unwrap();
    assert_eq!(read.layout.noise.len(), 1);
}

#[test]
fn large_type_is_a_heading_and_the_largest_on_top_the_title() {
    let content = [
        show(150, 760, 22, ucs2, "在会议上的讲话"),
        show(68, 700, 18, ucs2, "一、提高站位"),
        show(100, 670, 16, ucs2, LONG),
        show(68, 650, 16, ucs2, "确保落实。"),
        show(68, 620, 18, ucs2, "二、压实责任"),
        show(100, 590, 16, ucs2, LONG),
        show(68, 570, 16, ucs2, "取得实效。"),
    ];
    let read = extract(page("UniGB-UCS2-H", &content.concat())).unwrap();
    let headings: Vec<_> = read
        .layout
        .headings
        .iter()
        .map(|h| (h.level, slice(&read.text, h.span)))
        .collect();
    assert_eq!(
        headings,
        [
            (0, "在会议上的讲话".to_owned()),
            (1, "一、提高站位".to_owned()),
            (1, "二、压实责任".to_owned()),
        ]
    );
    assert_eq!(read.metadata.title.as_deref(), Some("在会议上的讲话"));
}

#[test]
fn a_page_without_text_is_told() {
    let image = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xFF EI Q".to_vec();
    let read = extract(page("UniGB-UCS2-H", &image));
    assert_eq!(read, Err(Problem::NoTextLayer { pages: 1 }));
}

#[test]
fn a_font_that_does_not_say_its_characters_is_told() {
    // Codes of an encoding that names no characters.
    let content = show(100, 700, 16, ucs2, LONG);
    let bytes = page("Identity-H", &content);
    let unknown = String::from_utf8_lossy(&bytes).replace("(GB1)", "(Own)");
    assert_eq!(
        extract(unknown.into_bytes()),
        Err(Problem::NoCharacterCodes)
    );
}

#[test]
fn what_is_no_pdf_is_damaged() {
    for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.7\n1 0 obj\n<<", b""] {
        assert!(matches!(
            extract(bytes.to_vec()),
            Err(Problem::Damaged { .. })
        ));
    }
}

#[test]
fn pages_that_hold_each_other_end() {
    let bytes = file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 9 >>".to_vec(),
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>".to_vec(),
    ]);
    assert!(extract(bytes).is_err());
}

#[test]
fn a_missing_table_of_objects_is_made_again() {
    let bytes = page("UniGB-UCS2-H", &show(100, 700, 16, ucs2, LONG));
    let at = bytes.windows(4).position(|w| w == b"xref").unwrap();
    let read = extract(bytes[..at].to_vec()).unwrap();
    assert_eq!(read.text, format!("{LONG}\n"));
}

#[test]
fn forms_that_draw_each_other_end() {
    // Each of twenty forms draws the next ten times.
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>".to_vec(),
        stream("", b"/X Do"),
    ];
    for next in 6..26 {
        let dict = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {next} 0 R >> >>"
        );
        objects.push(stream(&dict, "/X Do ".repeat(10).as_bytes()));
    }
    objects.push(stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
        b"0 0 1 1 re f",
    ));
    let read = extract(file(&objects));
    assert!(
        matches!(read, Err(Problem::TooManyParts { .. })),
        "{read:?}"
    );
}

#[test]
fn what_inflates_without_end_is_refused() {
    let much = vec![b' '; (stream_size::MAX_STREAM + 10) as usize];
    let once = zlib(&much);
    let twice = zlib(&once);
    for (filter, data) in [
        ("/FlateDecode", once),
        ("[/FlateDecode /FlateDecode]", twice),
    ] {
        let bytes = file(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
            stream(&format!("/Filter {filter}"), &data),
        ]);
        let read = extract(bytes);
        assert!(
            matches!(read, Err(Problem::TooManyParts { .. })),
            "{read:?}"
        );
    }
}

#[test]
fn a_stream_that_is_named_often_counts_as_often() {
    let data = zlib(&vec![b' '; 100 << 20]);
    let parts = "4 0 R ".repeat(1000);
    let bytes = file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [{parts}] >>")
            .into_bytes(),
        stream("/Filter /FlateDecode", &data),
    ]);
    assert!(matches!(extract(bytes), Err(Problem::TooManyParts { .. })));
}

#[test]
fn deep_nesting_does_not_end_the_program() {
    for (open, close) in [("[", "]"), ("<< /A ", ">>")] {
        let deep = open.repeat(100_000) + &close.repeat(100_000);
        let content = format!("/P {deep} BDC\n");
        let _ = extract(page("UniGB-UCS2-H", content.as_bytes()));
        let bytes = file(&[format!("<< /Type /Catalog /Pages {deep} >>").into_bytes()]);
        assert!(extract(bytes).is_err());
    }
    let saved = "q ".repeat(1_000_000);
    let _ = extract(page("UniGB-UCS2-H", saved.as_bytes()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_make_it_panic(
        at in 0usize..4000,
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
        content in "[ -~]{0,60}",
    ) {
        let mut file = page("GBK-EUC-H", &[show(100, 700, 16, gbk, LONG), content.into_bytes()].concat());
        let at = at % file.len();
        let end = (at + bytes.len()).min(file.len());
        file.splice(at..end, bytes);
        let _ = extract(file);
    }
}
