use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const TOP: &str = r#"<Relationships><Relationship Id="1" Type="http://x/officeDocument" Target="ppt/presentation.xml"/><Relationship Id="2" Type="http://x/core-properties" Target="docProps/core.xml"/></Relationships>"#;

fn package(slides: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add("_rels/.rels", TOP);
    // The order is that of the list, not of the names.
    let list: String = (0..slides.len())
        .map(|n| format!(r#"<p:sldId id="{}" r:id="r{n}"/>"#, 256 + n))
        .collect();
    add(
        "ppt/presentation.xml",
        &format!("<p:presentation><p:sldIdLst>{list}</p:sldIdLst></p:presentation>"),
    );
    let relations: String = (0..slides.len())
        .map(|n| {
            let name = slides.len() - n;
            format!(
                r#"<Relationship Id="r{n}" Type="http://x/slide" Target="slides/slide{name}.xml"/>"#
            )
        })
        .collect();
    add(
        "ppt/_rels/presentation.xml.rels",
        &format!("<Relationships>{relations}</Relationships>"),
    );
    for (n, slide) in slides.iter().enumerate() {
        let name = slides.len() - n;
        add(
            &format!("ppt/slides/slide{name}.xml"),
            &format!("<p:sld{slide}</p:sld>"),
        );
        add(
            &format!("ppt/slides/_rels/slide{name}.xml.rels"),
            r#"<Relationships><Relationship Id="1" Type="http://x/notesSlide" Target="../notesSlides/n.xml"/></Relationships>"#,
        );
    }
    add(
        "ppt/notesSlides/n.xml",
        &format!(
            "<p:notes>{}{}</p:notes>",
            shape("sldNum", "3"),
            shape("body", "慢慢说。")
        ),
    );
    add(
        "docProps/core.xml",
        "<cp:coreProperties><dc:creator>赵源华</dc:creator></cp:coreProperties>",
    );
    zip.finish().unwrap().into_inner()
}

fn shape(kind: &str, text: &str) -> String {
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{}</p:txBody></p:sp>"#,
        paragraph("", text)
    )
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<a:p>{properties}<a:r><a:t>{text}</a:t></a:r></a:p>")
}

#[test]
fn slides_stand_in_their_order_with_titles_and_notes_behind() {
    let first = format!(
        ">{}{}{}",
        shape("ctrTitle", "工作汇报"),
        shape("subTitle", "某局"),
        shape("ftr", "内部材料")
    );
    let second = format!(
        ">{}{}",
        shape("title", "一、水渠"),
        shape("body", "开工了。")
    );
    let hidden = format!(" show=\"0\">{}", shape("body", "藏"));
    let read = extract(&package(&[&first, &second, &hidden]), 1 << 20).unwrap();
    assert_eq!(
        read.text,
        "工作汇报\n某局\n一、水渠\n开工了。\n[1] 慢慢说。\n[2] 慢慢说。\n内部材料\n"
    );
    let levels: Vec<u8> = read.layout.headings.iter().map(|h| h.level).collect();
    assert_eq!(levels, [0, 1]);
    assert_eq!(read.layout.noise.len(), 1);
    assert_eq!(read.metadata.author.as_deref(), Some("赵源华"));
}

#[test]
fn tables_hidden_shapes_and_automatic_numbers() {
    let number = r#"<a:pPr><a:buAutoNum type="ea1ChsPeriod"/></a:pPr>"#;
    let slide = format!(
        r#"><p:sp>{}{}</p:sp><p:sp><p:cNvPr hidden="1"/>{}</p:sp><p:graphicFrame><a:tbl><a:tr><a:tc>{}</a:tc><a:tc>{}{}</a:tc></a:tr></a:tbl></p:graphicFrame>"#,
        paragraph(number, "甲"),
        paragraph(number, "乙"),
        paragraph("", "藏"),
        paragraph("", "丙"),
        paragraph("", "丁"),
        paragraph("", "戊"),
    );
    let read = extract(&package(&[&slide]), 1 << 20).unwrap();
    assert!(
        read.text.starts_with("一、甲\n二、乙\n丙\t丁 戊\n"),
        "{}",
        read.text
    );
}

#[test]
fn what_is_no_presentation_is_told() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("ppt/x", SimpleFileOptions::default())
        .unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(matches!(extract(&bytes, 100), Err(Problem::Damaged { .. })));
    let long = format!(">{}", shape("body", &"长".repeat(100)));
    assert_eq!(
        extract(&package(&[&long]), 99),
        Err(Problem::TooLarge { limit: 99 })
    );
}

#[test]
fn slides_that_share_a_stream_do_not_cost_hours() {
    // A thousand slides are one part of 16 MiB, which packs to some kilobytes.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let list = r#"<p:sldId r:id="r"/>"#.repeat(1_000);
    let slide = format!("<p:sld>{}</p:sld>", " ".repeat(15 << 20));
    for (name, text) in [
        ("ppt/presentation.xml", format!("<p:presentation>{list}</p:presentation>")),
        (
            "ppt/_rels/presentation.xml.rels",
            r#"<Relationships><Relationship Id="r" Type="x/slide" Target="s.xml"/></Relationships>"#.to_owned(),
        ),
        ("ppt/s.xml", slide),
    ] {
        zip.start_file(name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    assert!(matches!(
        extract(&bytes, 1 << 20),
        Err(Problem::Bomb { limit, .. }) if limit == 1 << 30
    ));
}
