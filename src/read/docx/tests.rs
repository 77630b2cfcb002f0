//! Small documents, made here.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::extract;
use crate::read::{Extracted, Problem};

const LIMIT: u64 = 1 << 20;

const RELATIONS: &str = r#"<Relationships><Relationship Id="1" Type="http://x/officeDocument" Target="word/document.xml"/><Relationship Id="2" Type="http://x/core-properties" Target="docProps/core.xml"/></Relationships>"#;
const INNER: &str = r#"<Relationships><Relationship Id="1" Type="http://x/styles" Target="styles.xml"/><Relationship Id="2" Type="http://x/numbering" Target="numbering.xml"/><Relationship Id="3" Type="http://x/footnotes" Target="footnotes.xml"/><Relationship Id="4" Type="http://x/header" Target="header1.xml"/><Relationship Id="5" Type="http://x/hyperlink" Target="http://a" TargetMode="External"/></Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="a"/><w:basedOn w:val="loop"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let body = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    package(&[
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", INNER),
        ("word/document.xml", &body),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        (
            "word/footnotes.xml",
            r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>见统计公报。</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        ),
        (
            "word/header1.xml",
            r#"<w:hdr><w:p><w:r><w:t>内部材料</w:t></w:r></w:p><w:p><w:r><w:t>3</w:t></w:r></w:p></w:hdr>"#,
        ),
        (
            "docProps/core.xml",
            r#"<cp:coreProperties><dc:title>开工大会上的讲话</dc:title><dc:creator>赵源华</dc:creator><dcterms:created>2025-03-26T08:00:00Z</dcterms:created></cp:coreProperties>"#,
        ),
    ])
}

fn read(body: &str) -> Extracted {
    extract(&document(body), LIMIT).unwrap()
}

/// The body's text, without what stands behind it as noise.
fn text(body: &str) -> String {
    let read = read(body);
    let text = read.text.strip_suffix("内部材料\n");
    text.expect("the header is noise behind the text")
        .to_owned()
}

fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(level: u8, number: u8, text: &str) -> String {
    p(
        &format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>"#),
        text,
    )
}

#[test]
fn headings_and_title_come_from_styles_and_outline_levels() {
    let read = read(
        &[
            p(r#"<w:pStyle w:val="t"/>"#, "在开工大会上的讲话"),
            p(r#"<w:pStyle w:val="1"/>"#, "提高站位"),
            p(r#"<w:pStyle w:val="mine"/>"#, "抓好落实"),
            p(r#"<w:outlineLvl w:val="2"/>"#, "压实责任"),
            p(
                r#"<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>"#,
                "正文一段。",
            ),
            p(r#"<w:pStyle w:val="loop"/>"#, "又一段。"),
            p(r#"<w:pStyle w:val="gone"/>"#, "再一段。"),
        ]
        .concat(),
    );
    let chars: Vec<char> = read.text.chars().collect();
    let found: Vec<(u8, String)> = read
        .layout
        .headings
        .iter()
        .map(|h| (h.level, chars[h.span.start..h.span.end].iter().collect()))
        .collect();
    let expected = [
        (0, "在开工大会上的讲话"),
        (1, "提高站位"),
        (1, "抓好落实"),
        (3, "压实责任"),
    ];
    assert_eq!(
        found,
        expected.map(|(level, text)| (level, text.to_owned()))
    );
    assert_eq!(read.metadata.title.as_deref(), Some("开工大会上的讲话"));
    assert_eq!(read.metadata.author.as_deref(), Some("赵源华"));
    assert_eq!(read.metadata.date.as_deref(), Some("2025-03-26"));
}

#[test]
fn automatic_numbers_are_counted_again() {
    let body = [
        numbered(0, 1, "甲"),
        numbered(1, 1, "乙"),
        p(r#"<w:pStyle w:val="2"/>"#, "丙"),
        numbered(2, 1, "丁"),
        numbered(0, 1, ""),
        numbered(0, 1, "戊"),
        numbered(1, 1, "己"),
        numbered(3, 1, "庚"),
        p(
            r#"<w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr>"#,
            "辛",
        ),
        numbered(0, 2, "壬"),
        numbered(0, 9, "癸"),
    ];
    assert_eq!(
        text(&body.concat()),
        "一、甲\n（一）乙\n（二）丙\n1.1 丁\n\n三、戊\n（一）己\n• 庚\n辛\n五、壬\n癸\n"
    );
}

#[test]
fn what_was_deleted_or_is_hidden_is_left_out_and_what_was_inserted_is_not() {
    let body = r#"<w:p><w:r><w:t>要</w:t></w:r><w:del><w:r><w:delText>认真</w:delText></w:r></w:del><w:ins><w:r><w:t>扎实</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走了</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/><w:vanish w:val="0"/></w:rPr><w:t>推</w:t></w:r><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>进</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p><w:p><w:r><w:t>后半句。</w:t></w:r></w:p>"#;
    assert_eq!(text(body), "要扎实推进\n前半句，后半句。\n");
}

#[test]
fn rows_are_lines_and_cells_stand_apart_by_tabs() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p("", text));
    let table = format!(
        "<w:tbl><w:tr>{}{}<w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>{}{}</w:tc>{}</w:tr></w:tbl>",
        cell("指标"),
        cell("数量"),
        p("", "粮食"),
        p("", "产量"),
        cell("七亿吨"),
    );
    assert_eq!(
        text(&format!("{}{table}{}", p("", "前"), p("", "后"))),
        "前\n指标\t数量\t\n粮食\n产量\t七亿吨\n后\n"
    );
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("", "框内"));
    let body = format!(
        r#"<w:p><w:r><w:t>前</w:t><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent><w:t>后</w:t></w:r></w:p>"#
    );
    assert_eq!(text(&body), "前后\n框内\n");
}

#[test]
fn signs_and_white_space_are_kept_as_the_page_shows_them() {
    let body = "<w:p><w:r><w:t>  甲 </w:t><w:t xml:space=\"preserve\"> 乙</w:t><w:tab/><w:t>丙&amp;&#x4E01;\u{AD}</w:t><w:br/><w:softHyphen/><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:char=\"4E59\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    assert_eq!(text(body), "甲 乙\t丙&丁\n-□乙字\n");
}

#[test]
fn contents_notes_and_headers_are_noise() {
    let body = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="3"/><w:t>继续。</w:t></w:r></w:p>"#,
        p("", "目录"),
        p(r#"<w:pStyle w:val="toc"/>"#, "一、提高站位 1"),
    );
    let read = read(&body);
    assert_eq!(
        read.text,
        "目录\n一、提高站位 1\n正文继续。\n[1] 见统计公报。\n内部材料\n"
    );
    let chars: Vec<char> = read.text.chars().collect();
    let noise: Vec<String> = read
        .layout
        .noise
        .iter()
        .map(|n| chars[n.start..n.end].iter().collect())
        .collect();
    assert_eq!(
        noise,
        ["目录\n一、提高站位 1", "[1] 见统计公报。\n内部材料"]
    );
}

#[test]
fn what_is_broken_or_beyond_measure_is_said() {
    let whole = document(&p("", "甲"));
    assert!(matches!(
        extract(&whole[..whole.len() / 2], LIMIT),
        Err(Problem::Damaged { .. })
    ));
    for body in ["<w:p><w:r></w:p>", "<w:p>", "<w:p"] {
        let read = extract(&document(body), LIMIT);
        assert!(
            matches!(read, Err(Problem::Damaged { .. })),
            "{body}: {read:?}"
        );
    }
    let deep = "<w:p>".repeat(5_000);
    assert!(matches!(
        extract(&document(&deep), LIMIT),
        Err(Problem::TooDeep { .. })
    ));
    let long = p("", &"甲".repeat(1_000));
    assert!(matches!(
        extract(&document(&long), 1_000),
        Err(Problem::TooLarge { limit: 1_000 })
    ));
}

#[test]
fn a_document_that_inflates_beyond_measure_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("word/document.xml", packed).unwrap();
    zip.write_all(b"<w:document><w:body><!--").unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..40 {
        zip.write_all(&blank).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    assert!(matches!(extract(&bytes, LIMIT), Err(Problem::Bomb { .. })));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        at in any::<prop::sample::Index>(),
        with in proptest::collection::vec(any::<u8>(), 0..8),
    ) {
        let mut bytes = document(&[p(r#"<w:pStyle w:val="1"/>"#, "甲"), numbered(1, 1, "乙")].concat());
        let at = at.index(bytes.len());
        bytes.splice(at..(at + with.len()).min(bytes.len()), with);
        let _ = extract(&bytes, LIMIT);
    }

    #[test]
    fn no_elements_make_it_panic(tags in proptest::collection::vec((0usize..24, any::<bool>()), 0..60)) {
        const NAMES: [&str; 24] = [
            "p", "pPr", "r", "rPr", "t", "tbl", "tr", "tc", "sdt", "sdtPr", "numPr", "txbxContent",
            "AlternateContent", "Choice", "Fallback", "del", "ins", "vanish", "tab", "br", "ruby", "rt",
            "docPartGallery w:val=\"Table of Contents\"", "footnoteReference w:id=\"3\"",
        ];
        let mut body = String::new();
        let mut open = Vec::new();
        for (name, empty) in tags {
            let name = NAMES[name];
            if empty {
                body.push_str(&format!("<w:{name}/>甲"));
            } else {
                body.push_str(&format!("<w:{name}>乙"));
                open.push(name.split(' ').next().unwrap());
            }
            if open.len() > 6 {
                body.push_str(&format!("</w:{}>", open.pop().unwrap()));
            }
        }
        while let Some(name) = open.pop() {
            body.push_str(&format!("</w:{name}>"));
        }
        let read = extract(&document(&body), LIMIT).unwrap();
        let length = read.text.chars().count();
        prop_assert!(read.layout.noise.iter().all(|n| n.end <= length));
        prop_assert!(read.layout.headings.iter().all(|h| h.span.end <= length));
    }
}

const INSIDE: &str = "<html><head><meta charset=utf-8></head><body><h1>修桥报告</h1><p>石料要足，木料要干。</p><p>春天开工，秋天通车。</p></body></html>";

fn with_chunk(body: &str, part: &str, content: &str) -> Result<Extracted, Problem> {
    let relation = format!(
        r#"<Relationships><Relationship Id="c" Type="http://x/aFChunk" Target="{part}"/></Relationships>"#
    );
    let body =
        format!(r#"<w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>"#);
    let name = format!("word/{part}");
    extract(
        &package(&[
            ("_rels/.rels", RELATIONS),
            ("word/_rels/document.xml.rels", &relation),
            ("word/document.xml", &body),
            (&name, content),
        ]),
        LIMIT,
    )
}

#[test]
fn parts_of_other_forms_stand_where_they_are_put() {
    let body = r#"<w:p><w:r><w:t>前言。</w:t></w:r></w:p><w:altChunk r:id="c"/><w:p><w:r><w:t>后记。</w:t></w:r></w:p>"#;
    let mail = format!("Content-Type: text/html; charset=utf-8\n\n{INSIDE}");
    for (part, content) in [("a.html", INSIDE), ("a.mht", mail.as_str())] {
        let read = with_chunk(body, part, content).unwrap();
        assert_eq!(
            read.text, "前言。\n修桥报告\n石料要足，木料要干。\n春天开工，秋天通车。\n后记。\n",
            "{part}"
        );
        assert_eq!(read.layout.headings.len(), 1);
        assert_eq!(read.remarks, []);
    }
    let read = with_chunk(body, "a.txt", "石料要足。").unwrap();
    assert_eq!(read.text, "前言。\n石料要足。\n后记。\n");
    let read = with_chunk(body, "a.rtf", r"{\rtf1 a}").unwrap();
    assert_eq!(read.remarks.len(), 1);
}

#[test]
fn a_document_may_hold_a_document() {
    let inner = document(r#"<w:p><w:r><w:t>石料要足。</w:t></w:r></w:p>"#);
    let relation = r#"<Relationships><Relationship Id="c" Type="http://x/aFChunk" Target="/word/inner.docx"/></Relationships>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/_rels/document.xml.rels", relation.as_bytes()),
        (
            "word/document.xml",
            br#"<w:document xmlns:w="w"><w:body><w:altChunk r:id="c"/></w:body></w:document>"#,
        ),
        ("word/inner.docx", &inner),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let read = extract(&zip.finish().unwrap().into_inner(), LIMIT).unwrap();
    assert!(read.text.starts_with("石料要足。\n"), "{}", read.text);
}

#[test]
fn names_of_parts_are_read_in_any_case_and_with_backslashes() {
    for [relations, document] in [
        ["_rels\\.rels", "word\\document.xml"],
        ["_rels/.rels", "Word/Document.xml"],
    ] {
        let bytes = package(&[
            (
                relations,
                &RELATIONS.replace("word/document.xml", "word\\document.xml"),
            ),
            (
                document,
                r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>石料要足。</w:t></w:r></w:p></w:body></w:document>"#,
            ),
        ]);
        assert_eq!(extract(&bytes, LIMIT).unwrap().text, "石料要足。\n");
    }
}

#[test]
fn parts_may_be_in_utf16() {
    let xml = r#"<?xml version="1.0" encoding="utf-16"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>石料要足。</w:t></w:r></w:p></w:body></w:document>"#;
    let little: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(xml.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let big: Vec<u8> = xml.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for part in [little, big] {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&part).unwrap();
        let read = extract(&zip.finish().unwrap().into_inner(), LIMIT).unwrap();
        assert_eq!(read.text, "石料要足。\n");
    }
}

#[test]
fn phonetic_guides_in_fields_leave_the_word() {
    let field = |instruction: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let guide = field(r"EQ \* jc2 \o\ad(\s\up 9(shiliao),石料)");
    let body = format!(
        "<w:p>{guide}<w:r><w:t>要足，第</w:t></w:r>{}<w:r><w:t>页</w:t></w:r></w:p>",
        field("PAGE")
    );
    assert_eq!(text(&body), "石料要足，第页\n");
    // A field with a result shows the result.
    let result = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \o\ac(○,一)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>①</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    assert_eq!(text(result), "①\n");
}

#[test]
fn hints_of_empty_form_fields_are_no_text() {
    let control = |properties: &str, inside: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>{inside}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let hint = control(r#"<w:showingPlcHdr/><w:text/>"#, "单击此处输入文字。");
    let filled = control("<w:text/>", "镇政府");
    let off = control(r#"<w:showingPlcHdr w:val="0"/>"#, "王大河");
    let styled =
        r#"<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>选择一项。</w:t></w:r>"#;
    let body = format!("<w:p><w:r><w:t>单位：</w:t></w:r>{hint}{filled}{off}{styled}</w:p>");
    assert_eq!(text(&body), "单位：镇政府王大河\n");
}

#[test]
fn the_day_of_a_template_is_not_that_of_the_text() {
    let date = |core: &str| {
        let bytes = package(&[
            ("_rels/.rels", RELATIONS),
            (
                "word/document.xml",
                r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>石料要足。</w:t></w:r></w:p></w:body></w:document>"#,
            ),
            (
                "docProps/core.xml",
                &format!("<cp:coreProperties>{core}</cp:coreProperties>"),
            ),
        ]);
        extract(&bytes, LIMIT).unwrap().metadata.date
    };
    let made = |day: &str| format!("<dcterms:created>{day}T23:15:00Z</dcterms:created>");
    let changed = |day: &str| format!("<dcterms:modified>{day}T08:00:00Z</dcterms:modified>");
    assert_eq!(date(&made("2025-03-12")).as_deref(), Some("2025-03-12"));
    assert_eq!(
        date(&(made("2025-03-12") + &changed("2025-04-01"))).as_deref(),
        Some("2025-03-12")
    );
    for core in [
        made("2013-12-23"),
        made("2025-03-12") + "<dc:description>generated by python-docx</dc:description>",
        made("2025-03-12") + "<dc:creator>Apache POI</dc:creator>",
        made("2019-03-12") + &changed("2025-03-01"),
        made("1980-01-01"),
    ] {
        assert_eq!(date(&core), None, "{core}");
    }
}
